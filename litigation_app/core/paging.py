"""Where did a page of a list end, and how does an address say it? For lists that run by a day, the latest first."""

from datetime import date
from typing import Generic, NamedTuple, TypeVar
from uuid import UUID

PAGE = 30  # rows
Row = TypeVar("Row")


class Mark(NamedTuple):
    """The last row of a page: the day by which the list runs, and the row's id, for rows of one day."""

    on: date
    id: UUID


class Page(NamedTuple, Generic[Row]):
    """Some rows, and after which of them the next ones begin (None: these are the last)."""

    rows: list[Row]
    next: Mark | None


def written(mark: Mark | None) -> str:
    """ "2026-11-20.<uuid>", as `read` reads it; "" where no page follows."""
    return f"{mark.on}.{mark.id}" if mark else ""


def read(typed: str) -> Mark | None:
    """The mark that `written` made; None, the first page, for anything else."""
    day, _dot, key = typed.partition(".")
    try:
        return Mark(date.fromisoformat(day), UUID(key))
    except ValueError:
        return None
