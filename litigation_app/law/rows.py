"""How is a row of a country file read, as it stands before one system of courts?"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from litigation_app.law.graph import DOUBT
from litigation_app.law.words import Word, everywhere, word_of

Row = Mapping[str, Any]


def has_tables(row: Row) -> bool:
    """Whether a value of the row is a table by forum."""
    return any(map(_is_table, row.values()))


def before(rows: Iterable[Row], forum: str | None) -> list[Row]:
    """The rows that this forum has, with its own values; without a forum all of them."""
    return [
        {key: _value(key, value, forum) for key, value in row.items()}
        for row in rows
        if forum is None or forum in row.get("forums", (forum,))
    ]


def _value(key: str, value: Any, forum: str | None) -> Any:
    """What stands for this forum in a table by forum; without one all laws that are named, and the greatest doubt."""
    if not _is_table(value):
        return value
    if forum is not None:
        return value[forum]
    if key == "confidence":
        return max(value.values(), key=DOUBT.index)
    return "; ".join(dict.fromkeys(part for one in value.values() for part in str(one).split("; ")))


def _is_table(value: Any) -> bool:
    """Whether it stands by forum; what is said in several languages is a table too, and the same before every forum."""
    return isinstance(value, dict) and "en" not in value


def note(row: Row) -> Word | None:
    """What is said beside a period; an earlier file says it in English alone, as today's does where no page shows it."""
    said = row.get("note")
    if said is None:
        return None
    return everywhere(said) if isinstance(said, str) else word_of(said)


def many(row: Row, key: str) -> tuple[str, ...]:
    """The values of a list; a row without it has none."""
    return tuple(row.get(key, ()))


def decimal(number: float | int | None) -> Decimal | None:
    """A number as it is written."""
    return None if number is None else Decimal(str(number))


def confidence(row: Row) -> str:
    """The mark of doubt; none says "high"."""
    return str(row.get("confidence", "high"))
