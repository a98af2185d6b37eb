"""Why is each number withheld, and what can a reader say of it? For the check page alone: never kept, never published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from litigation_app.disclosure import audit as attack
from litigation_app.disclosure import policy as policies
from litigation_app.disclosure.effort import Busy, Effort, seconds
from litigation_app.disclosure.model import Interval, System
from litigation_app.disclosure.polytope import SolverFailed
from litigation_app.disclosure.sensitivity import primary
from litigation_app.gate.proposal import OtherFigures, printed, read_back
from litigation_app.gate.sheets import Design

BESIDE = "beside"
PATIENCE = 2.0  # somebody waits for the page


@dataclass(frozen=True)
class Explained:
    """By cell: a code of model.Reason, or BESIDE; and between which numbers a reader knows it to lie (empty: no time)."""

    reasons: Mapping[str, str]
    ranges: Mapping[str, Interval]


def explain(design: Design, whole: System, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Explained:
    """Why these tables print no number where they print none; raises OtherFigures."""
    hidden = [
        key
        for sheet in design.sheets
        for (_codes, key), (*_said, value) in zip(sheet.rows, sheets[sheet.id], strict=True)
        if value is None
    ]
    _require_true(design, whole, sheets, frozenset(hidden))
    sensitive = primary(whole, policies.public())
    reasons = {key: str(sensitive[key]) if key in sensitive else BESIDE for key in hidden}
    return Explained(reasons, _ranges(design, whole, sheets, sorted(reasons)))


def _require_true(
    design: Design, whole: System, sheets: Mapping[str, Sequence[Sequence[Any]]], hidden: frozenset[str]
) -> None:
    shown = frozenset(whole.by_key) - hidden
    if any([list(row) for row in sheets[sheet.id]] != printed(sheet, whole, shown) for sheet in design.sheets):
        raise OtherFigures


def _ranges(
    design: Design, whole: System, sheets: Mapping[str, Sequence[Sequence[Any]]], keys: Sequence[str]
) -> Mapping[str, Interval]:
    """From what is printed alone: a reader could draw the same conclusions."""
    said, effort = read_back(design, whole, sheets), Effort(seconds("look"), patience=PATIENCE)
    try:
        return attack.intervals(said, whole.relations, keys, sums=whole.sums, budget=effort)
    except (SolverFailed, Busy):
        return {}
