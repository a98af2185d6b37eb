"""How is it said what changed in the rules since a proceeding began? Values in, words out."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from litigation_app.casework.proceedings import due_list
from litigation_app.casework.proceedings import presenters as dues
from litigation_app.casework.proceedings.law_versions import rules
from litigation_app.casework.proceedings.models import Deadline, Proceeding
from litigation_app.core.db import db
from litigation_app.core.language import _
from litigation_app.law import changes, words
from litigation_app.law.changes import Change, How, Part
from litigation_app.law.country import Jurisdiction
from litigation_app.law.words import WordMissing

_CODES = {
    "runs_from": "runs_from",
    "side": "side",
    "roll_over": "roll_over",
    "actor": "actor",
    "confidence": "confidence",
}
_OF_COUNTRY = ""


@dataclass(frozen=True)
class Row:
    """One change in words: what, how, its name, and each part as "days: 15 → 8"."""

    what: str
    how: How
    how_text: str
    name: str
    parts: list[str]


@dataclass(frozen=True)
class Running:
    """A deadline that runs by the older rule, and what the newer one says ("" if nothing differs for it)."""

    line: dues.Line
    newer: str


def rows(old: Jurisdiction, new: Jurisdiction, one: Proceeding, language: str) -> list[Row]:
    """What changed in these proceedings, as they are before their courts, and in the country as a whole."""
    found = changes.changes(old, new, one.forum)
    return [_row(each, new, old, language) for each in found if each.procedure in (one.procedure, _OF_COUNTRY)]


def others(old: Jurisdiction, new: Jurisdiction, one: Proceeding) -> int:
    """How many things changed in proceedings of other kinds."""
    found = changes.changes(old, new, one.forum)
    return sum(each.procedure not in (one.procedure, _OF_COUNTRY) for each in found)


def running(one: Proceeding, new: Jurisdiction, language: str) -> list[Running]:
    """What runs in the proceeding and was computed by rules other than these."""
    is_older = (Deadline.proceeding_id == one.id) & (Deadline.law_version.is_distinct_from(new.version))
    wanted = due_list.is_open() & is_older
    kept = {row.id: row for row in db.session.scalars(select(Deadline).where(wanted))}
    lines = due_list.lines(wanted, language, *due_list.order())
    return [Running(line, _newer(kept, line.id, one, new, language)) for line in lines]


def _newer(kept: dict[UUID, Deadline], id_: UUID, one: Proceeding, new: Jurisdiction, language: str) -> str:
    period = kept[id_]
    found = changes.rules_of(new, one.procedure, one.forum, (period.stage, period.event))
    rule = next((each for each in found if each.runs_from == period.runs_from), found[0] if found else None)
    if rule is None:
        return _("The newer rules have no such deadline.")
    now = (rule.days, rule.months, str(rule.kind), str(rule.side), rule.runs_from, rule.legal_basis)
    was = (period.days, period.months, period.kind, period.side, period.runs_from, period.legal_basis)
    return "" if now == was else _("By the newer rules: %(rule)s", rule=dues.rule_line(rule, new.code, language))


def _row(one: Change, new: Jurisdiction, old: Jurisdiction, language: str) -> Row:
    law = old if one.how is How.REMOVED else new
    return Row(
        what=rules.say("what", one.what, language),
        how=one.how,
        how_text=rules.say("how", one.how, language),
        name=_name(one, law, language),
        parts=[_part(part, language) for part in one.parts],
    )


def _name(one: Change, law: Jurisdiction, language: str) -> str:
    """What it is called; of a step or a deadline also at which stage."""
    name = one.names.read_in(language)
    if one.what not in {"step", "deadline"}:
        return name
    stage_id, _dot, event = one.id.partition(".")
    graph = law.procedure(one.procedure)
    said = words.due_word(graph.family, event, law.code) if one.what == "deadline" else None
    at = graph.stage(stage_id).name(language) if graph.has(stage_id) else stage_id
    return _("%(name)s (at: %(stage)s)", name=said.read_in(language) if said else name, stage=at)


def _part(part: Part, language: str) -> str:
    field = rules.say("field", part.field, language)
    return _(
        "%(field)s: %(old)s → %(new)s",
        field=field,
        old=_value(part, part.old, language),
        new=_value(part, part.new, language),
    )


def _value(part: Part, value: Any, language: str) -> str:
    if value is None or value == []:
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    try:
        return words.say(_CODES[part.field], value, language) if part.field in _CODES else str(value)
    except WordMissing:
        return str(value)
