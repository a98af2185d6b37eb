"""What stands on the page of a claim?"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask import current_app, render_template

from litigation_app import ledger
from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.forms import FilePurposeForm
from litigation_app.casework.cases.models import NEVER, Case
from litigation_app.casework.claims import amounts, presenters, queries
from litigation_app.casework.claims.appeals import queries as appeals
from litigation_app.casework.claims.appeals.presenters import word as appeal_outcome_word
from litigation_app.casework.claims.awards import queries as awards
from litigation_app.casework.claims.awards.rules import words
from litigation_app.casework.claims.calculations import presenters as calculations
from litigation_app.casework.claims.calculations.forms import AnotherForm
from litigation_app.casework.claims.evidence import presenters as evidence
from litigation_app.casework.claims.evidence.presenters import Exhibit
from litigation_app.casework.claims.models import Claim, CourtDecision
from litigation_app.casework.claims.reviews import actions as reviews
from litigation_app.casework.claims.reviews import presenters as reviewed
from litigation_app.casework.claims.reviews import queries as queue
from litigation_app.casework.claims.reviews.answers import presenters as answered
from litigation_app.casework.claims.reviews.answers.forms import AnswersForm
from litigation_app.casework.claims.reviews.answers.queries import asked, is_answered
from litigation_app.casework.claims.reviews.checklist import presenters as checklist
from litigation_app.casework.claims.reviews.forms import ReviewForm
from litigation_app.casework.claims.rules import ZERO, ClaimView, awaits_review
from litigation_app.casework.claims.terms import presenters as terms
from litigation_app.casework.proceedings.lanes import Track
from litigation_app.casework.proceedings.powers_of_attorney.presenters import irregular
from litigation_app.casework.proceedings.upcoming import queries as upcoming
from litigation_app.casework.proceedings.upcoming.presenters import Next, needed_by
from litigation_app.casework.record_forms.forms import why_words
from litigation_app.core.access import May, me
from litigation_app.core.clock import today
from litigation_app.core.language import current
from litigation_app.law import codes, loader


@dataclass(frozen=True)
class Head:
    """A head of damage as the page shows it. `proved`: by how many documents; `exhibits`: which, while the file is open.

    `answer`: what the court said of it where it awarded nothing; "": nobody wrote that down.
    """

    head: str
    name: str
    basis: str
    amount: Decimal
    awarded: Decimal
    answer: str
    computed: calculations.Row
    proved: int
    exhibits: list[Exhibit]


def page(
    found: queries.Found,
    *,
    form: ReviewForm | None = None,
    answers: AnswersForm | None = None,
    unsaved: AnswersForm | None = None,
    refused: Any = (),
    is_late: bool = False,
    behind: str = "",
    typed: Iterable[str] = (),
) -> str:
    """The claim; `is_late`: it changed after they had read it, so that deciding again is a decision on what stands here.

    `answers`: as written; `unsaved`: to a return that waits for none any more; `behind`: why they were not saved; `typed`: written
    on a page that has no place for it any more."""
    claim, case, _victim = found
    view, permits = queries.view(claim, case), cases.permitted(me(), case, _ASKED)
    own, is_in_review = queue.own(me(), claim, view), May.REVIEW_CLAIM in permits and awaits_review(view)
    review = _review_form(form, claim, view, is_late=is_late) if form or is_in_review or is_late else None
    looked = checklist.look([found], {claim.id: view})[claim.id]
    ticket = openings.ticket_of(me(), case)
    return render_template(
        "claims/show.html",
        **_about(found, view),
        **_money(claim, case, view, ticket, looked.tracks),
        **_history(claim, view, case, ticket),
        **_return(claim, case, ticket, answers),
        checks=checklist.lines(found, view, permits, looked),
        closed=looked.closed,
        form=review,
        is_in_review=is_in_review,
        is_late=is_late,
        **_not_saved(unsaved, presenters.why_not(refused), behind, typed),
        next=presenters.next_steps(view, me(), permits, own, is_answered=is_answered(claim)),
        needs_two=own.needs_two,
        **_file(case, permits, is_open=ticket is not None),
    )


def _review_form(form: ReviewForm | None, claim: Claim, view: ClaimView, *, is_late: bool) -> ReviewForm:
    """The form as it was sent, or a new one; on a late page it carries the version that is shown now."""
    review = form or ReviewForm(view)
    if form is None or is_late:
        review.row_version.data = str(claim.row_version)
    return review


def _not_saved(unsaved: AnswersForm | None, refused: Any, behind: str, typed: Iterable[str]) -> dict[str, Any]:
    words, texts = unsaved.words() if unsaved else [], [text for text in typed if text]
    return {"unsaved": words, "refused": refused or behind, "is_behind": bool(behind), "typed": texts}


_ASKED = (May.DRAFT_CLAIM, May.REVIEW_CLAIM, May.RECORD_DECISION, May.OPEN_FILE, May.ADD_DOCUMENT)


def _file(case: Case, permits: frozenset[May], *, is_open: bool) -> dict[str, Any]:
    """What may be done with its file: written into, where it stands open; opened on this page (`file_door`), where it does not."""
    may_open = not is_open and May.OPEN_FILE in permits
    return {
        "may_write": is_open and May.ADD_DOCUMENT in permits,
        "file_door": FilePurposeForm(None, openings.stated_for(me(), case)) if may_open else None,
        "minutes": current_app.extensions["config"].opening_minutes,
    }


def _about(found: queries.Found, view: ClaimView) -> dict[str, Any]:
    """Whose claim it is, who wrote it, until when it is needed, how it stands."""
    claim, case, victim = found
    return {
        "claim": claim,
        "case": case,
        "victim": victim,
        "route": presenters.route(view),
        "standing": presenters.standing(view),
        "writers": queries.writers(view),
        "needed": _needed(case, view),
        "amounts": presenters.amounts(view),
        "last": amounts.last_decision(view),
        "paid_on": max((one.on for one in view.payments), default=None),
        "late": presenters.late(view),
        "words": presenters,
        "irregular": irregular(case, claim.id),
        "label": lambda listed, code: codes.label(listed, code, current()),
        "terms": terms.of(me(), claim, case, view),
        "another": lambda: AnotherForm(loader.load(case.country), {part.head for part in view.parts}),
    }


def _needed(case: Case, view: ClaimView) -> Next | None:
    """Until when it must be before the court; None: it is, or nothing is known."""
    if view.filed_on is not None or view.decisions:
        return None
    line = next(iter(upcoming.lines([case.id])), None)
    is_dated = line is not None and (line.next_on != NEVER or line.barred_next(today()) is not None)
    return needed_by(line, today()) if line is not None and is_dated else None


def _money(
    claim: Claim, case: Case, view: ClaimView, ticket: ledger.Ticket | None, tracks: list[Track]
) -> dict[str, Any]:
    """The heads of damage with what was awarded of each, what is owed, and what the decision in force starts."""
    decision = awards.in_force(claim) if view.decisions else None
    awarded, answers = defaultdict[str, Decimal](lambda: ZERO), dict[str, str]()
    lines = awards.lines(decision.id) if decision else []
    for line in lines:
        awarded[line.head] += line.amount or ZERO
        answers[line.head] = words()["answer"][line.answer].read_in(current())
    proof = evidence.of(me(), case, claim, [one.head for one in view.parts], ticket)
    computed = calculations.rows(me(), claim, view.parts)
    heads = [
        Head(
            part.head, name, basis, amount, awarded[part.head], answers.get(part.head, ""), row,
            proof.counts.get(part.head, 0), proof.of_heads.get(part.head, []),
        )
        for part, row, (name, basis, amount) in zip(view.parts, computed, presenters.rows(view), strict=True)
    ]  # fmt: skip
    owed_by = {one for line in lines for one in line.owed_by}
    return {
        "heads": heads,
        "has_awards": any(one.awarded for one in heads),
        "final_since": _final_since(decision),
        "named": [name for id_, name in terms.accused_of(case) if id_ in owed_by] if owed_by else [],
        "loose": proof.loose,
        "is_open": ticket is not None,
        "owed": awards.owed([claim], {case.id: case}, today()).get(claim.id) if decision else None,
        "follows": awards.follows(claim, case, tracks, current()) if decision else None,
    }


def _final_since(decision: CourtDecision | None) -> date | None:
    """Since when the decision in force is final; None: it is not, or a lower instance's was final when somebody recorded it."""
    if decision is None or not decision.is_final:
        return None
    return decision.final_on or (decision.on if decision.instance == "final" else None)


def _history(claim: Claim, view: ClaimView, case: Case, ticket: ledger.Ticket | None) -> dict[str, Any]:
    """What was said and done, what became of each decision, of which more can be recorded, and the words of it."""
    happened = queue.happened(claim)
    appeal_outcomes = appeals.of_claim(claim) if happened.decisions else {}
    said = [one for one, _by in happened.reviews]
    decisions = [one for one, _by, _entered_in_error_by in happened.decisions]
    return {
        "happened": happened,
        "since": reviewed.since_review(claim, view, said),
        "notes": reviews.read_notes(ticket, said) if ticket else None,
        "answers_of": answered.of(said, case.country, ticket),
        "appeal_outcomes": appeal_outcomes,
        "may_become": appeals.may_become(decisions, appeal_outcomes),
        "appeal_outcome_word": appeal_outcome_word,
        "mistake": why_words,
        "open_points": reviewed.open_points(said, case, me()),
        "may_take_back": reviews.may_take_back(me(), claim),
        "may_withdraw": not reviews.blockers_of_withdrawal(claim, happened),
    }


def _return(claim: Claim, case: Case, ticket: ledger.Ticket | None, answers: AnswersForm | None) -> dict[str, Any]:
    """The return that waits for answers, and the form for them."""
    back, known = answered.known(claim, ticket)
    if back is None:
        return {"back": None, "answers": None, "reasons": []}
    begun = AnswersForm(asked(back), known, review=str(back.id), row_version=str(claim.row_version))
    reasons = [answered.reason(one, case.country) for one in asked(back)]
    return {"back": back, "answers": answers or begun, "reasons": reasons}
