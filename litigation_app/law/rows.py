"""How is a row of a country file read, as it stands before one system of courts?"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from litigation_app.law.graph import DOUBT

Row = Mapping[str, Any]


def has_tables(row: Row) -> bool:
    """Whether a value of the row is a table by forum."""
    return any(isinstance(value, dict) for value in row.values())


def before(rows: Iterable[Row], forum: str | None) -> list[Row]:
    """The rows that this forum has, with its own values; without a forum all of them."""
    return [
        {key: _value(key, value, forum) for key, value in row.items()}
        for row in rows
        if forum is None or forum in row.get("forums", (forum,))
    ]


def _value(key: str, value: Any, forum: str | None) -> Any:
    """What stands for this forum in a table by forum; without one all laws that are named, and the greatest doubt."""
    if not isinstance(value, dict):
        return value
    if forum is not None:
        return value[forum]
    if key == "confidence":
        return max(value.values(), key=DOUBT.index)
    return "; ".join(dict.fromkeys(part for one in value.values() for part in str(one).split("; ")))


def many(row: Row, key: str) -> tuple[str, ...]:
    """The values of a list; a row without it has none."""
    return tuple(row.get(key, ()))


def decimal(number: float | int | None) -> Decimal | None:
    """A number as it is written."""
    return None if number is None else Decimal(str(number))


def confidence(row: Row) -> str:
    """The mark of doubt; none says "high"."""
    return str(row.get("confidence", "high"))
