"""In which words is it said how well somebody was found, and when may she search again? Pure."""

SAME, SAME_TYPED, ALMOST, SIMILAR = "same", "same_typed", "almost", "similar"
SAME_PERSON, TWO_PEOPLE = "same_person", "two_people"
VERDICTS = (SAME_PERSON, TWO_PEOPLE)
DECLINED, CONSENT, WALLED = "declined", "consent", "walled"
VERDICTS_OF_CONFLICT = (DECLINED, CONSENT, WALLED, TWO_PEOPLE)
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


def initials(letters: str) -> str:
    """ "A. B."."""
    return " ".join(f"{letter}." for letter in letters)
