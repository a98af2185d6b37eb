"""Everything that the strategy page of a case shows, and what of it is urgent."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litigation_app import ledger
from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings.lanes import Track
from litigation_app.casework.strategy import actions as strategy
from litigation_app.casework.strategy import rules as words
from litigation_app.casework.strategy.assessments import presenters as assessments_shown
from litigation_app.casework.strategy.assessments import queries as assessments
from litigation_app.casework.strategy.assessments import rules as assessing
from litigation_app.casework.strategy.objectives import presenters as objectives_shown
from litigation_app.casework.strategy.objectives import queries as objectives
from litigation_app.casework.strategy.outcomes import presenters as outcomes_shown
from litigation_app.casework.strategy.outcomes import queries as outcomes
from litigation_app.casework.strategy.precedents import actions as citing
from litigation_app.casework.strategy.precedents import presenters as precedents_shown
from litigation_app.casework.strategy.precedents import queries as precedents
from litigation_app.casework.strategy.remedies import presenters as remedies_shown
from litigation_app.casework.strategy.remedies import queries as remedies
from litigation_app.casework.strategy.supervision import presenters as supervision_shown
from litigation_app.casework.strategy.supervision import queries as supervision
from litigation_app.core.clock import today
from litigation_app.core.language import _, current


@dataclass(frozen=True)
class Pursued:
    """An objective of the case in words, with the link to it."""

    id: UUID
    title: str
    kind: str
    state: str
    chip: str
    link: UUID
    version: int


def pursued(case: Case) -> list[Pursued]:
    """The objectives that the case pursues."""
    return [
        Pursued(
            id=line.id,
            title=line.title,
            kind=words.say("objective_kind", line.kind, current()),
            state=words.say("objective_state", line.state, current()),
            chip=objectives_shown.chip(line.state),
            link=link,
            version=version,
        )
        for line, link, version in objectives.of_case(case)
    ]


def urgent(case: Case, tracks: Sequence[Track]) -> list[str]:
    """What asks for somebody now: a new instance was reached since the last assessment, or a court's order is not carried out."""
    orders = remedies_shown.rows(remedies.of_case(case), case.country, today())
    said = [_("New instance: assess anew")] if is_due(case, assessments.of_case(case), tracks) else []
    return said + [_("Overdue: %(what)s", what=one.what) for one in orders if one.is_overdue]


def is_due(case: Case, lines: Sequence[assessments.Line], tracks: Sequence[Track]) -> bool:
    """Whether a new instance was reached since the last assessment."""
    last = lines[0].instances if lines else None
    return assessing.is_due(last, assessments.instances(case, tracks))


def page(case: Case, tracks: Sequence[Track], ticket: ledger.Ticket | None) -> dict[str, Any]:
    """Everything of the strategy page; `ticket`: of the opened file."""
    lines, cited = assessments.of_case(case), precedents.of_case(case)
    named = precedents.named([one.precedent_id for one in cited if one.precedent_id])
    opened = strategy.read(ticket, citing.TABLE, [one.id for one in cited]).by_row if ticket else None
    return {
        "objectives": pursued(case),
        "to_pursue": [(str(one.id), one.title) for one in objectives.to_pursue(case)],
        "assessments": assessments_shown.rows(lines),
        "is_due": is_due(case, lines, tracks),
        "remedies": remedies_shown.rows(remedies.of_case(case), case.country, today()),
        "supervisions": supervision.of_case(case),
        "has_application": bool(supervision.applications(case)),
        "dates": supervision_shown.rows(supervision.dates(case), today()),
        "outcomes": outcomes_shown.rows(outcomes.of_case(case)),
        "citations": precedents_shown.rows(cited, named, case.country),
        "cited": opened,
    }
