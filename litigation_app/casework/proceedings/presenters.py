"""How is a deadline said (by when, what, by which law, whose, how sure is it), and the steps that may follow? Rows in, words out."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings import lanes, rules
from litigation_app.core.language import _, _n, current, format_date, read_with
from litigation_app.law import loader, words
from litigation_app.law.citations import cited
from litigation_app.law.country import Jurisdiction
from litigation_app.law.graph import DeadlineKind, DeadlineRule, Side

SOON = timedelta(days=7)


@dataclass(frozen=True)
class Period:
    """One deadline as its row has it, with the case it belongs to."""

    id: UUID
    case_id: UUID
    country: str
    reference: str
    code_name: str
    procedure: str
    law_version: str
    stage: str
    event: str
    kind: str
    side: str
    runs_from: str
    days: int | None
    months: int | None
    legal_basis: str
    confidence: str
    is_reviewed: bool
    served_on: date | None
    expiry: date | None
    act_by: date | None
    prepare_by: date | None
    met_on: date | None
    lapsed_on: date | None
    missed_reason: str | None
    proceeding_id: UUID


@dataclass(frozen=True)
class Line:
    """One deadline in words, in the shape of the `due_row` macro. `doubt`: how sure the rule is ("" where no mark).

    `shape` is how it is drawn, `ready` the desk's own day before ("" for none), `missed` the code of the reason.
    """

    id: UUID
    case_id: UUID
    reference: str
    code_name: str
    on: str
    what: str
    law: str
    whose: str
    whose_text: str
    left: str
    near: bool
    overdue: bool
    reviewed: bool
    doubt: str
    is_dated: bool
    shape: str
    shape_text: str
    ready: str
    missed: str
    day: date | None
    prepare_by: date | None
    proceeding_id: UUID


def line(period: Period, language: str, today: date) -> Line:
    """A deadline in the reader's words, as it stands today."""
    return Line(
        id=period.id,
        case_id=period.case_id,
        reference=period.reference,
        code_name=period.code_name,
        on=_day(period) or _("no date yet"),
        what=title(period, language),
        law=_law(period, language),
        whose=period.side,
        whose_text=words.say("side", period.side, language),
        left=_left(period, today),
        near=rules.is_near(period.side, period.kind, period.act_by, today),
        overdue=_is_overdue(period, today),
        reviewed=period.is_reviewed,
        doubt=doubt(period.confidence, language),
        is_dated=period.act_by is not None,
        shape=rules.shape(period.kind, period.side),
        shape_text=words.say("deadline_shape", rules.shape(period.kind, period.side), language),
        ready=_ready(period, today),
        missed=period.missed_reason or "",
        day=period.act_by,
        prepare_by=period.prepare_by if period.side == Side.OURS else None,
        proceeding_id=period.proceeding_id,
    )


def grouped(lines: Iterable[Line], today: date) -> list[tuple[str, list[Line]]]:
    """The lines in their order under headings: "Ours: within seven days"."""
    return [(heading, list(rows)) for heading, rows in groupby(lines, key=lambda one: _heading(one, today))]


def _heading(line: Line, today: date) -> str:
    if line.day is None:
        when = _("without a day")
    elif line.overdue:
        when = _("overdue")
    else:
        when = _("within seven days") if line.day <= today + SOON else _("later")
    return f"{line.whose_text}: {when}"


def legend(language: str) -> list[tuple[str, str]]:
    """Every way in which a deadline is drawn, with its words."""
    return [(shape, words.say("deadline_shape", shape, language)) for shape in rules.SHAPES]


def title(period: Period, language: str) -> str:
    """What is to be done within the period: "Appeal"; else what the step is called that keeps it."""
    to_do = rules.ToDo(period.country, period.law_version, period.procedure, period.stage, period.event)
    return name(to_do, language)


def name(to_do: rules.ToDo, language: str) -> str:
    """What is to be done, in the same words wherever it is said."""
    graph = loader.load(to_do.country, to_do.law_version).procedure(to_do.procedure)
    said = words.due_word(graph.family, to_do.event, to_do.country)
    if said is not None:
        return said.read_in(language)
    to_stage = next((one.to for one in graph.leaving(to_do.stage) if one.event == to_do.event), to_do.stage)
    return lanes.step_name(graph, to_do.stage, to_do.event, to_stage, language)


def _ready(period: Period, today: date) -> str:
    """The day by which the draft should be ready, while that day helps."""
    is_ours = period.side == Side.OURS and period.prepare_by is not None and period.prepare_by != period.act_by
    return format_date(period.prepare_by) if is_ours and (period.prepare_by or today) >= today else ""


def doubt(confidence: str, language: str) -> str:
    """How unsure a rule is, in words; "" where the file marks no doubt."""
    return "" if confidence == "high" else words.say("confidence", confidence, language)


def rule_line(rule: DeadlineRule, country: str, language: str) -> str:
    """What a step would start: "15 days from service …, ZKP 432 · preclusive time limit · Ours"."""
    said = [
        f"{_length(rule.days, rule.months, rule.runs_from, language)}, {cited(rule.legal_basis, language, country)}",
        words.say("deadline_kind", rule.kind, language),
        words.say("side", rule.side, language),
        doubt(rule.confidence, language),
    ]
    return " · ".join(word for word in said if word)


def _day(period: Period) -> str:
    if period.act_by is None:
        return ""
    if period.kind == DeadlineKind.EARLIEST:
        return format_date(period.act_by + timedelta(days=1))
    return format_date(period.act_by)


def _law(period: Period, language: str) -> str:
    length = _length(period.days, period.months, period.runs_from, language)
    return " · ".join(
        (
            f"{length}, {cited(period.legal_basis, language, period.country)}",
            words.say("deadline_kind", period.kind, language),
        )
    )


def _length(days: int | None, months: int | None, runs_from: str, language: str) -> str:
    start = words.say("runs_from", runs_from, language)
    if days is not None:
        return _n("%(num)s day from %(start)s", "%(num)s days from %(start)s", days, start=start)
    if months is not None:
        return _n("%(num)s month from %(start)s", "%(num)s months from %(start)s", months, start=start)
    return _("set by the court's letter")


def _is_overdue(period: Period, today: date) -> bool:
    is_over = period.met_on is not None or period.lapsed_on is not None
    return not is_over and rules.is_overdue(period.side, period.kind, period.act_by, today)


def _left(period: Period, today: date) -> str:
    left = rules.days_left(period.act_by, today)
    if left is None:
        return _("enter the day that starts it")
    if period.kind == DeadlineKind.EARLIEST:
        return _("on this day at the earliest")
    if _is_overdue(period, today):
        return _n("%(num)s day overdue", "%(num)s days overdue", -left)
    if left < 0:
        return _n("%(num)s day ago", "%(num)s days ago", -left)
    return _n("in %(num)s day", "in %(num)s days", left) if left else _("today")


_ADDRESS = re.compile(r"https?://[^\s;)]+")


@dataclass(frozen=True)
class Source:
    """Where something was read: `link` "" where the file gives no address."""

    text: str
    link: str


def sources(ids: Iterable[str], law: Jurisdiction) -> list[Source]:
    """The sources with these ids."""
    return [one for id_ in ids for one in _read(law.sources[id_])]


def _read(said: str) -> list[Source]:
    """The addresses that a source gives, each by the name of its site; else what is said of it."""
    found = [Source(urlsplit(one).netloc.removeprefix("www."), one) for one in _ADDRESS.findall(said)]
    return found or [Source(said, "")]


_BY_ITSELF = "system"  # an actor of the country files: the law alone brings the step about


def offer_words(offer: rules.Offer, country: str) -> dict[str, Any]:
    """An offered step as the page prints it: its other name, and the periods that it starts."""
    step = offer.step
    return {
        "event": step.event,
        "other": other_name(step.local, step.label),
        "stays": step.stays,
        "doubt": doubt(step.confidence, current()) if step.legal_basis else "",
        "law": cited(step.legal_basis or "", current(), country),
        "by": _by(step.actor),
        "starts": [rule_line(rule, country, current()) for rule in offer.starts],
    }


def other_name(local: str, name: Callable[[str], str]) -> str:
    """What the country's own courts call it; "" where the reader sees that very name already, or reads it all the same."""
    return "" if local in {name(one) for one in read_with(current())} else local


def _by(actor: str) -> str:
    said = words.say("actor", actor, current())
    return said.capitalize() if actor == _BY_ITSELF else _("By: %(actor)s", actor=said)


def family_name(family: str, case: Case) -> str:
    """What a family of proceedings, or one graph by its id, is called in this country."""
    law = loader.load(case.country)
    graphs = [one for one in law.procedures if one.id == family] or law.family(family, case.forum)
    return graphs[0].name(current()) if graphs else family
