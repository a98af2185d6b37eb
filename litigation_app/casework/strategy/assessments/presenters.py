"""How do assessments look: scores with their weights, what was decided? Rows in, words out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from litigation_app import ledger
from litigation_app.casework.strategy import rules as words
from litigation_app.casework.strategy.assessments import actions, rules
from litigation_app.casework.strategy.assessments.queries import Line
from litigation_app.casework.strategy.assessments.rules import criteria
from litigation_app.core.language import _, current, format_date


@dataclass(frozen=True)
class Row:
    """One assessment in words."""

    id: UUID
    when: str
    by: str
    at: Any
    percent: str
    decision: str
    chip: str


@dataclass(frozen=True)
class Weighed:
    """A client's consent and risk in one assessment, in words."""

    when: str
    consent: str
    risk: str
    text: str = field(repr=False)


def of_client(ticket: ledger.Ticket, victim_id: UUID) -> list[Weighed]:
    """Her consent and risk in every assessment, the newest first, under the ticket of her record with its legal notes."""
    return [
        Weighed(
            when=format_date(one.on),
            consent=" · ".join(
                filter(None, (words.say("consent", one.consent, current()), format_date(one.consent_on)))
            ),
            risk=words.say("risk", one.risk, current()) if one.risk else _("not weighed"),
            text=one.text,
        )
        for one in actions.read_hers(ticket, victim_id)
    ]


def rows(lines: Iterable[Line]) -> list[Row]:
    """The assessments of a case in words."""
    return [
        Row(
            id=line.id,
            when=format_date(line.on),
            by=line.by,
            at=line.at,
            percent=percent(line.scores),
            decision=decision(line.decided),
            chip=chip(line.decided),
        )
        for line in lines
    ]


def percent(scores: Mapping[str, int]) -> str:
    """ "72 of 100", or that not everything is scored."""
    found = rules.percent(scores, criteria())
    return _("not all scored") if found is None else _("%(score)s of 100", score=found)


def decision(code: str | None) -> str:
    """The decision in words."""
    return words.say("decision", code, current()) if code else _("Not decided yet")


def chip(code: str | None) -> str:
    """Which look the chip of a decision has."""
    return {"take": "ok", "take_plain": "ok", "refuse": "bad"}.get(code or "", "warn")


def scores(found: Mapping[str, int]) -> list[tuple[str, str, int, str]]:
    """(criterion, what it asks, weight, score) in the order of the file."""
    language, most = current(), criteria().most
    return [
        (
            one.words.read_in(language),
            one.asks.read_in(language),
            one.weight,
            _("%(score)s of %(most)s", score=found[one.id], most=most) if one.id in found else _("not scored"),
        )
        for one in criteria().every
    ]
