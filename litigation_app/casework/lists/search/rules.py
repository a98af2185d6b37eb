"""In which words is it said how well somebody was found, and when may she search again? Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta

MOST = 10  # shown; whoever needs more narrows the search
HOUR = timedelta(hours=1)
MOST_RETRIES = 5  # names replaced or given up in a day by one person, before those who answer for her are told
YOUNG = timedelta(days=30)
SAME, SAME_TYPED, ALMOST, SIMILAR = "same", "same_typed", "almost", "similar"
SAME_PERSON, TWO_PEOPLE = "same_person", "two_people"
VERDICTS = (SAME_PERSON, TWO_PEOPLE)
_NEAR = 0.85


def how_alike(likeness: float, answered: float) -> str:
    """The same name; the same as far as it was typed; a letter apart; or only similar."""
    if likeness >= 1:
        return SAME
    if answered >= 1:
        return SAME_TYPED
    return ALMOST if likeness >= _NEAR else SIMILAR


def may_conflict(how: str, *, is_accused: bool, is_check: bool) -> bool:
    """Whether she must be warned: an accused, or in a check for conflicts anybody, is called so or nearly so."""
    return (is_accused or is_check) and how != SIMILAR


def free_again(searched: Sequence[datetime], now: datetime, most: int, wanted: int = 1) -> datetime | None:
    """From when she may search again, `wanted` times: when so few of her last searches are within an hour; None: now."""
    lately = sorted((at for at in searched if at > now - HOUR), reverse=True)
    kept = max(most - wanted, 0)
    return lately[kept] + HOUR if len(lately) > kept else None


def initials(letters: str) -> str:
    """ "A. B."."""
    return " ".join(f"{letter}." for letter in letters)
