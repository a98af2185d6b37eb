"""What does the case page say of its papers: how many while the file is closed, which ones while it stands open?"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from litigation_app import ledger
from litigation_app.casework.cases.models import Case
from litigation_app.casework.documents import actions, queries
from litigation_app.casework.documents.forms import CAUTIONS, KIND_NAMES
from litigation_app.core.language import current
from litigation_app.core.money import format_number

_UNITS = ("B", "KB", "MB", "GB")
_STEP = 1024  # as the file manager of most readers counts


class Shown(NamedTuple):
    """One paper in the reader's words."""

    id: UUID
    name: str
    kind: Any
    written_on: date | None
    note: str
    cautions: list[Any]
    size: str
    added_at: datetime
    added_by: str


class Papers(NamedTuple):
    """The papers of a case; `named` is empty while its file is closed."""

    how_many: int
    named: list[Shown]
    may_add: bool


def papers(case: Case, ticket: ledger.Ticket | None, *, may_add: bool) -> Papers:
    """The papers of a case that was found by `cases.queries.get`; `ticket`: of its open file."""
    lines = queries.of_case(case)
    named = actions.list_of(ticket, lines) if ticket else []
    return Papers(len(lines), [_shown(paper) for paper in named], may_add)


def _shown(paper: actions.Paper) -> Shown:
    return Shown(
        paper.id,
        paper.name,
        KIND_NAMES[paper.kind],
        paper.written_on,
        paper.note,
        [CAUTIONS[caution] for caution in paper.cautions],
        size(paper.size),
        paper.added_at,
        paper.added_by,
    )


def size(count: int) -> str:
    """A length in bytes as people read it, with the decimal sign of the reader's language."""
    value, unit = Decimal(count), 0
    while value >= _STEP and unit < len(_UNITS) - 1:
        value, unit = value / _STEP, unit + 1
    decimals = 1 if unit > 1 and value % 1 else 0
    return f"{format_number(round(value, decimals), current(), decimals)} {_UNITS[unit]}"
