"""How do objectives, their cases and what came of them look? Rows in, words out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from markupsafe import Markup

from litigation_app.casework.cases.rules import stage_name
from litigation_app.casework.strategy import rules as words
from litigation_app.casework.strategy.objectives.queries import Changed, Line, Pursued
from litigation_app.core.charts import bars
from litigation_app.core.language import _, current, format_date
from litigation_app.law import loader

_FOR_BARS = 5  # outcomes of one dimension
_CHIPS = {"reached": "ok", "partly": "ok", "set_back": "bad", "given_up": "warn"}


@dataclass(frozen=True)
class Row:
    """One objective in words. `number`: its column in the matrix."""

    id: UUID
    number: int
    title: str
    kind: str
    country: str
    state: str
    chip: str
    target: str
    responsible: str
    cases: int
    claimed: int
    verified: int


@dataclass(frozen=True)
class CaseRow:
    """A case in the matrix: where it stands, and of each objective whether it pursues it and how many outcomes came of it."""

    case: Pursued
    stage: str
    tracks: str
    marks: list[int | None]  # by objective: outcomes; None: not pursued


@dataclass(frozen=True)
class Picture:
    """Outcomes by dimension, as its table and as a chart. `chart` None: too few for bars to say more than the table."""

    chart: Markup | None
    headings: list[str]
    rows: list[list[str]]
    series: list[str]


def rows(lines: Sequence[Line], cases: Mapping[UUID, int], outcomes: Sequence[Changed]) -> list[Row]:
    """The objectives of a page, numbered."""
    return [
        Row(
            id=line.id,
            number=number,
            title=line.title,
            kind=words.say("objective_kind", line.kind, current()),
            country=loader.load(line.country).name(current()),
            state=words.say("objective_state", line.state, current()),
            chip=chip(line.state),
            target=format_date(line.target_on),
            responsible=line.responsible or "",
            cases=cases.get(line.id, 0),
            claimed=sum(1 for one in outcomes if one.objective_id == line.id and not one.is_verified),
            verified=sum(1 for one in outcomes if one.objective_id == line.id and one.is_verified),
        )
        for number, line in enumerate(lines, 1)
    ]


def matrix(
    lines: Sequence[Line], pursued: Mapping[UUID, Sequence[Pursued]], outcomes: Sequence[Changed]
) -> list[CaseRow]:
    """Every case that pursues one of these objectives, against all of them."""
    came = Counter((one.case_id, one.objective_id) for one in outcomes)
    cases = {one.case_id: one for line in lines for one in pursued.get(line.id, ())}
    pairs = {(one.case_id, line.id) for line in lines for one in pursued.get(line.id, ())}
    return [
        CaseRow(
            case=one,
            stage=stage(one),
            tracks=tracks(one),
            marks=[came[id_, line.id] if (id_, line.id) in pairs else None for line in lines],
        )
        for id_, one in sorted(cases.items(), key=lambda pair: pair[1].reference)
    ]


def stage(one: Pursued) -> str:
    """Where its criminal proceedings stand."""
    return stage_name(one.country, one.forum, one.stage_now, current())


def tracks(one: Pursued) -> str:
    """Which kinds of proceedings it has come to: "Criminal proceedings · Constitutional complaint"."""
    names = {graph.family: graph.name(current()) for graph in reversed(loader.load(one.country).procedures)}
    return " · ".join(names.get(family, family) for family in one.families)


def picture(outcomes: Sequence[Changed]) -> Picture | None:
    """What changed, by dimension; None where nothing is known yet."""
    if not outcomes:
        return None
    counted = Counter((one.dimension, one.is_verified) for one in outcomes)
    named = words.options("dimension", current())
    series = [words.say("outcome_state", code, current()) for code in ("verified", "claimed")]
    values = [[float(counted[code, is_verified]) for is_verified in (True, False)] for code, _name in named]
    return Picture(
        chart=None
        if max(max(row) for row in values) < _FOR_BARS
        else bars([name for _code, name in named], series, values, title=_("What changed")),
        headings=[_("Dimension"), *series],
        rows=[[name, *(f"{value:.0f}" for value in row)] for (_code, name), row in zip(named, values, strict=True)],
        series=series,
    )


def outcome(one: Changed) -> dict[str, Any]:
    """One outcome in words, for a timeline."""
    state = "verified" if one.is_verified else "claimed"
    return {
        "id": one.id,
        "sign": "check-circle-fill" if one.is_verified else "question-circle",
        "label": words.say("dimension", one.dimension, current()),
        "state": words.say("outcome_state", state, current()),
        "chip": "ok" if one.is_verified else "warn",
        "confidence": words.say("confidence", one.confidence, current()),
        "reference": one.reference,
        "case_id": one.case_id,
        "when": format_date(one.on),
    }


def chip(state: str) -> str:
    """Which look the chip of an objective's state has."""
    return _CHIPS.get(state, "info")
