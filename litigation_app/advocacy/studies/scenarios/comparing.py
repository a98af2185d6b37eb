"""How do two scenarios differ, and what did their latest estimates say?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import select

from litigation_app.advocacy.figures import rules
from litigation_app.advocacy.figures.grids import amount, amounts_rounded, chance, share
from litigation_app.advocacy.studies import queries as studies
from litigation_app.advocacy.studies.models import Study
from litigation_app.advocacy.studies.scenarios import editing, presenters, queries
from litigation_app.advocacy.studies.scenarios.queries import Kept
from litigation_app.core.db import db
from litigation_app.core.language import _
from litigation_app.core.text import NBSP
from litigation_app.statistics.fund import scenario_text


def page_of(pair: Sequence[Kept]) -> dict[str, Any]:
    """What the page of a comparison shows; of no pair, only what can be chosen."""
    every = [(one.ref, editing.name_of(one)) for one in (*queries.shipped(), *queries.own())]
    if len(pair) != 2:
        return {
            "every": every,
            "pair": [],
            "names": [],
            "differences": [],
            "figures": [],
            "latest": [],
        }
    one, other = (scenario_text.tree_of(kept.text) for kept in pair)
    latest = [_latest(kept) for kept in pair]
    return {
        "every": every,
        "pair": pair,
        "names": [editing.name_of(kept) for kept in pair],
        "differences": presenters.differences(one, other),
        "latest": [found[0] if found else None for found in latest],
        "figures": figures([found[1] if found else None for found in latest]),
        "amounts_rounded": amounts_rounded(),
    }


def _latest(kept: Kept) -> tuple[Study, dict[str, Any]] | None:
    """The latest estimate of what the scenario says today, with its figures."""
    made = select(Study).where(Study.scenario_hash == kept.hash).order_by(Study.run_at.desc()).limit(20)
    for study in db.session.scalars(made):
        try:
            return study, studies.result_of(study, current_app.extensions["studies_dir"])
        except studies.ResultBroken:
            continue
    return None


@dataclass(frozen=True)
class Cell:
    """A figure of one estimate, in its own currency; `about`: of which of its years, and in whose money."""

    pair: rules.Pair
    currency: str
    about: str

    @property
    def words(self) -> str:
        """At the lowest and at the highest counts, where these are two."""
        ends = dict.fromkeys((self.pair.low, self.pair.high))
        return " – ".join(self._said(value) for value in ends)

    def _said(self, value: float) -> str:
        if self.pair.unit == "money":
            return f"{amount(value)}{NBSP}{self.currency}"
        return share(value) if self.pair.unit == "share" else chance(value)


def figures(results: Sequence[Mapping[str, Any] | None]) -> list[tuple[str, list[Cell | None]]]:
    """Six rows: the name of the figure, and what each estimate says; two may be of other years, and each then says its own."""
    lines = [[_cell(pair, one) for pair in rules.headline(one)] if one else None for one in results]
    rows = [[line[i] if line else None for line in lines] for i in range(len(_names()))] if any(lines) else []
    return list(zip(_names(), rows, strict=False))


def _names() -> list[str]:
    """In the order of `rules.headline`."""
    return [
        _("Expected cost of one year"),
        _("A bad year (95th percentile: one in twenty is worse)"),
        _("A very bad year (99th percentile: one in a hundred is worse)"),
        _("Expected cost of all years, in present value"),
        _("Chance that the money runs out"),
        _("Administrative cost ratio"),
    ]


def _cell(pair: rules.Pair, result: Mapping[str, Any]) -> Cell:
    first, years = int(result["first_year"]), int(result["horizon"])
    said = {"first": first, "last": first + years - 1}
    about = {
        "present_value": _("%(first)s to %(last)s, in money of %(first)s", **said),
        "dry": _("%(first)s to %(last)s", **said),
        "office": _("%(first)s to %(last)s", **said),
    }.get(pair.code) or _("the year %(year)s", year=first + int(result["settled_year"]))
    return Cell(pair, str(result["currency"]), about)
