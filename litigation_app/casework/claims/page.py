"""What stands on the page of a claim?"""

from typing import Any

from flask import render_template

from litigation_app.casework.appeals import queries as appeals
from litigation_app.casework.appeals.words import word as turn_word
from litigation_app.casework.authority.shown import irregular
from litigation_app.casework.awards import queries as awards
from litigation_app.casework.cases import openings
from litigation_app.casework.claims import queries, shown
from litigation_app.casework.claims.calculations import shown as calculations
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.claims.terms import shown as terms
from litigation_app.casework.mistakes.words import why_words
from litigation_app.casework.reviews import actions as reviews
from litigation_app.casework.reviews import queries as queue
from litigation_app.casework.reviews import shown as reviewed
from litigation_app.casework.reviews.checklist import shown as checklist
from litigation_app.casework.reviews.forms import ReviewForm
from litigation_app.core.access import me
from litigation_app.core.clock import today
from litigation_app.core.language import current
from litigation_app.law import codes


def page(found: queries.Found, *, form: ReviewForm | None = None, refused: Any = (), is_late: bool = False) -> str:
    """The claim; `is_late`: it changed after she had read it, so that deciding again is a decision on what stands here."""
    claim, case, victim = found
    view = queries.view(claim, case)
    review = form or ReviewForm(view)
    if form is None or is_late:
        review.row_version.data = str(claim.row_version)
    happened, own = queries.happened(claim), queue.own(me(), claim, view)
    permits = queries.permits(me(), case)
    ticket = openings.ticket_of(me(), case)
    return render_template(
        "claims/show.html",
        claim=claim,
        case=case,
        victim=victim,
        route=shown.route(view),
        standing=shown.standing(view),
        rows=shown.rows(view),
        computed=calculations.rows(me(), claim, view.parts),
        another=calculations.another(case.country, view.parts),
        amounts=shown.amounts(view),
        owed=awards.owed([claim], {case.id: case}, today()).get(claim.id),
        checks=checklist.lines(found, view, permits),
        happened=happened,
        **_became(claim, happened),
        since=reviewed.since_review(claim, view, [one for one, _by in happened.reviews]),
        notes=reviews.read_notes(ticket, [one for one, _by in happened.reviews]) if ticket else None,
        form=review,
        is_late=is_late,
        refused=shown.why_not(refused),
        next=shown.next_steps(view, me(), permits, own),
        needs_two=own.needs_two,
        late=shown.late(view),
        words=shown,
        damage=lambda code: shown.head(view.country, code),
        irregular=irregular(case, claim.id),
        label=lambda listed, code: codes.label(listed, code, current()),
        rate_note=shown.rate_note(claim.currency),
        terms=terms.of(me(), claim, case, view),
    )


def _became(claim: Claim, happened: queries.Happened) -> dict[str, Any]:
    """What became of each decision, of which of them more can be recorded, and the words of both."""
    turns = appeals.of_claim(claim)
    decisions = [one for one, _by, _struck_by in happened.decisions]
    found = {"turns": turns, "may_become": appeals.may_become(decisions, turns)}
    return {**found, "turn_word": turn_word, "mistake": why_words}
