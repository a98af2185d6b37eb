"""Which letter does an accused get? Pure."""

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letter(place: int) -> str:
    """The letter of the accused at this place, from 0: "A" … "Z", "AA", "AB" …"""
    found = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, len(_LETTERS))
        found = _LETTERS[rest] + found
    return found
