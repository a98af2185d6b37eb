"""Is a value in a `disclosure-question/1` what its key asks for?"""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

# Larger tables take more than a quarter of an hour; no organisation's caseload needs one.
CELLS_MAX = 10_000
# Beyond these a number is no count of people and no amount of money; the solver's tolerance fits them.
COUNT_MAX, MONEY_MAX = 10**10, 10**13
# Amounts are read to a millionth, so that what a binary fraction adds to a decimal one is not taken for money.
MONEY_STEP = Decimal("0.000001")


class QuestionRefused(ValueError):
    """The question cannot be answered: `key` is what is wrong in it, `sentence` says why."""

    def __init__(self, key: str, sentence: str) -> None:
        super().__init__(f"{key}: {sentence}")
        self.key, self.sentence = key, sentence


def an_object(value: Any, path: str) -> Mapping[str, Any]:
    """A mapping; raises QuestionRefused."""
    if not isinstance(value, Mapping):
        raise QuestionRefused(path, "must be an object")
    return value


def a_list(value: Any, path: str) -> Sequence[Any]:
    """Any list; raises QuestionRefused."""
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Collection):
        raise QuestionRefused(path, "must be a list")
    return list(value)


def a_word(value: Any, path: str) -> str:
    """A text that is not empty and can be written; raises QuestionRefused."""
    if (
        not isinstance(value, str)
        or not value
        or "\x00" in value
        or any("\ud800" <= sign <= "\udfff" for sign in value)
    ):
        raise QuestionRefused(path, "must be a word")
    return value


def few(given: Any, path: str) -> Any:
    """The same, if it has no more than CELLS_MAX entries; raises QuestionRefused."""
    if len(given) > CELLS_MAX:
        raise QuestionRefused(path, f"more than {CELLS_MAX}: use fewer variables, or broader groups")
    return given


def a_number(value: Any, path: str) -> Decimal:
    """A finite number; raises QuestionRefused."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or not Decimal(str(value)).is_finite():
        raise QuestionRefused(path, "must be a number")
    return Decimal(str(value))


def an_amount(value: Any, path: str) -> Decimal:
    """An amount of money, not negative, to a millionth; raises QuestionRefused."""
    found = a_number(value, path)
    if not 0 <= found <= MONEY_MAX:
        raise QuestionRefused(path, f"must not be negative, nor above {MONEY_MAX}")
    return found.quantize(MONEY_STEP)


def a_whole_number(value: Any, path: str, least: int = 0) -> int:
    """A whole number of at least `least`; raises QuestionRefused."""
    found = a_number(value, path)
    if found < least or found != int(found):
        raise QuestionRefused(path, f"must be a whole number of at least {least}")
    if found > COUNT_MAX:
        raise QuestionRefused(path, f"must not be above {COUNT_MAX}")
    return int(found)


def counts(given: Any, path: str) -> dict[str, int]:
    """Whole numbers by name; raises QuestionRefused."""
    return {name: a_whole_number(value, f"{path}.{name}") for name, value in an_object(given, path).items()}
