"""The pages on which a decision is broken down and an account is drawn up."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.casework.cases import openings
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims.awards import actions, presenters, queries, rules
from litigation_app.casework.claims.awards.account import presenters as printed_account
from litigation_app.casework.claims.awards.forms import Asked, DayForm, LinesForm, blank_rows, rows_of
from litigation_app.casework.claims.awards.queries import Found
from litigation_app.casework.claims.awards.rules import For
from litigation_app.casework.claims.models import CourtDecision
from litigation_app.casework.claims.payments import presenters as paying
from litigation_app.casework.claims.presenters import decision_line
from litigation_app.casework.claims.rules import AWARDED_FULL, NOT_COMPENSATION
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.defendants import queries as defendants
from litigation_app.casework.proceedings.records.presenters import accused as called
from litigation_app.casework.proceedings.records.presenters import of_claim, of_claims
from litigation_app.casework.proceedings.rules import ENFORCEMENT
from litigation_app.core.access import May, me, needs
from litigation_app.core.clock import today
from litigation_app.core.language import current, speaking
from litigation_app.core.money import Money
from litigation_app.core.pdf import pdf
from litigation_app.core.repeated import wants_row
from litigation_app.law import loader
from litigation_app.law.debts import account
from litigation_app.law.debts.account import Statement
from litigation_app.law.debts.beginnings import Award
from litigation_app.law.debts.interest import InterestUnknown

bp = Blueprint("awards", __name__)
Page = Response | tuple[str, int]


@bp.get("/decisions/<uuid:decision_id>/lines/new")
@needs(May.RECORD_DECISION)
def new(decision_id: UUID) -> str:
    found = queries.get(me(), decision_id, May.RECORD_DECISION)
    return _new_page(found, _fresh_form(found))


@bp.post("/decisions/<uuid:decision_id>/lines")
@needs(May.RECORD_DECISION)
def record(decision_id: UUID) -> Page:
    found = queries.get(me(), decision_id, May.RECORD_DECISION)
    form = LinesForm(request.form, _asked(found.case))
    if wants_row(form, request.form) or not form.validate():
        return _new_page(found, form), 422
    try:
        actions.record(me(), found, form.said(), version=form.seen())
    except rules.Refused as refused:
        form.show(refused.faults, Money(found.decision.amount or rules.ZERO, found.claim.currency))
        return _new_page(found, form), 422
    except Changed:
        return _new_page(found, form, is_late=True), 409
    return redirect(url_for("awards.show", claim_id=found.claim.id, done="breakdown-recorded"), code=303)


@bp.get("/claims/<uuid:claim_id>/account")
@needs(May.LIST_CASES)
def show(claim_id: UUID) -> str:
    found = claims.get(me(), claim_id)
    form = _day_form()
    if "on" in request.args:
        form.validate()
    return render_template(
        "awards/account.html", claim=found.claim, case=found.case, victim=found.victim, form=form, papers=printed_account.choices(),
        may_record=May.RECORD_DECISION in claims.permits(me(), found.case), **_around(found), **_account(found, form)._asdict(),
    )  # fmt: skip


@bp.get("/claims/<uuid:claim_id>/account.pdf")
@needs(May.LIST_CASES)
def paper(claim_id: UUID) -> Response:
    found = claims.get(me(), claim_id)
    form, wish = _day_form(), _wish()
    with speaking(rules.language_of_document(wish, found.case.country, current())):
        said = _said_in_document(found, form, wish)
    if said is None:
        return redirect(url_for("awards.show", claim_id=claim_id, on=request.args.get("on")), code=303)
    name = "account" if wish is For.COURT else "overview"
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"', "Cache-Control": "no-store"}
    return Response(pdf("casework/claims/awards/pages/account.typ", said), mimetype="application/pdf", headers=headers)


def _said_in_document(found: claims.Found, form: DayForm, wish: For) -> dict[str, Any] | None:
    """None: there is no account of this day."""
    drawn = _account(found, form) if "on" not in request.args or form.validate() else None
    if drawn is None or drawn.decision is None or drawn.statement is None:
        return None
    ticket = openings.ticket_of(me(), found.case)
    names = actions.names_for(me(), found, wish, ticket, current(), lines=drawn.lines)
    law = loader.load(found.case.country)
    said = decision_line(drawn.decision, found.claim.currency)
    account = printed_account.Drawn(drawn.statement, drawn.lines, drawn.rows, said, is_final=drawn.decision.is_final)
    return printed_account.paper(account, law, wish, names)


def _wish() -> For:
    """For whom the paper is; the one that says least where nothing else is asked for."""
    typed = request.args.get("for", "")
    return For(typed) if typed in set(For) else For.HER


def _around(found: claims.Found) -> dict[str, Any]:
    """What stands beside the account: what follows from the decision, the enforcement, the instalments."""
    tracks = proceedings.tracks(found.case)
    return {
        "follows": queries.follows(found.claim, found.case, tracks, current()),
        "collecting": of_claim(found.case, found.claim.id),
        "enforcing": [one for one in tracks if one.graph.family == ENFORCEMENT],
        "kinds": of_claims(),
        "schedule": paying.schedule(found.claim, dict(_asked(found.case).accused)),
        "is_open": openings.ticket_of(me(), found.case) is not None,
    }


def _day_form() -> DayForm:
    return DayForm(request.args if "on" in request.args else None)


def _asked(case: Case) -> Asked:
    return Asked(loader.load(case.country), [(str(one.id), called(one.letter)) for one in defendants.of_case(case)])


def _fresh_form(found: Found) -> LinesForm:
    """The lines as they were recorded last; before that a line for each kind of damage that was claimed."""
    lines = queries.lines(found.decision.id)
    claimed, is_full = claims.view(found.claim, found.case).parts, found.decision.outcome == AWARDED_FULL
    rows = rows_of(lines) if lines else blank_rows(claimed, is_full=is_full)
    return LinesForm(None, _asked(found.case), lines=rows, version=str(queries.version(found.decision.id)))


def _new_page(found: Found, form: LinesForm, *, is_late: bool = False) -> str:
    """The form; `is_late`: somebody else recorded lines meanwhile, so that recording again is a decision."""
    saved: list[Any] = []
    award = queries.award(found.decision, found.claim, found.case)
    if is_late:
        form.version.data = str(queries.version(found.decision.id))
        saved = _rows(found.case, queries.lines(found.decision.id), award)
    return render_template(
        "awards/lines.html", decision=found.decision, claim=found.claim, case=found.case, victim=found.victim,
        form=form, is_late=is_late, saved=saved, proposed=presenters.proposed(form.heads(), form.asked.law, award),
    )  # fmt: skip


def _rows(case: Case, lines: list[rules.Line], award: Award) -> list[presenters.Row]:
    asked = _asked(case)
    return [presenters.row(line, asked.law, award, dict(asked.accused)) for line in lines]


class Account(NamedTuple):
    """What the page of an account shows. `decision`: the one in force; `statement` None: none can be drawn up.

    `unknown`: the day for which no rate of interest is known.
    """

    decision: CourtDecision | None
    lines: list[rules.Line]
    rows: list[presenters.Row]
    statement: Statement | None
    pieces: list[presenters.Piece]
    notes: list[str]
    debtors: list[tuple[str, Decimal]]
    unknown: date | None


def _account(found: claims.Found, form: DayForm) -> Account:
    decision = queries.in_force(found.claim)
    lines = queries.lines(decision.id) if decision else []
    drawn, unknown = None, None
    if decision and lines and not form.is_refused:
        try:
            drawn = _statement(found, decision, lines, form.on.data or today())
        except InterestUnknown as before:
            unknown = before.day
    law, asked = loader.load(found.case.country), _asked(found.case)
    rows = _rows(found.case, lines, queries.award(decision, found.claim, found.case)) if decision else []
    return Account(
        decision=decision,
        lines=lines,
        rows=rows,
        statement=drawn,
        pieces=presenters.pieces(drawn, lines, law) if drawn else [],
        notes=presenters.notes(drawn, rows, law) if drawn else [],
        debtors=_debtors(found, lines, drawn, asked) if drawn else [],
        unknown=unknown,
    )


def _debtors(found: claims.Found, lines: list[rules.Line], drawn: Statement, asked: Asked) -> list[tuple[str, Decimal]]:
    """What each accused can be asked for who owes something of it: all of them where of some sum nobody says who owes it."""
    apart = rules.told_apart(drawn, rules.owing(lines, queries.asked_of(found.claim)))
    items = [one.item for one in apart.rests]
    owing = [(id_, name) for id_, name in asked.accused if any(account.owes(one, id_) for one in items)]
    return [(name, apart.owed_by(id_)) for id_, name in owing]


def _statement(found: claims.Found, decision: CourtDecision, lines: list[rules.Line], on: date) -> Statement:
    items = rules.items(lines, queries.award(decision, found.claim, found.case), found.claim.currency)
    return account.account(items, rules.paid(queries.payments(found.claim), NOT_COMPENSATION), on)
