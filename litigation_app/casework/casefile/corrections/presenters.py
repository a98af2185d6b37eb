"""How does the page look on which a step is corrected, and how is it said what stood there? Rows in, words out."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from flask import render_template

from litigation_app import ledger
from litigation_app.casework.casefile.corrections import actions
from litigation_app.casework.casefile.corrections.actions import Elsewhere
from litigation_app.casework.casefile.corrections.forms import CorrectionForm, Stood
from litigation_app.casework.casefile.steps.forms import Lacks, Typed
from litigation_app.casework.cases import openings
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims.effects import presenters as effects
from litigation_app.casework.claims.effects import queries as lanes
from litigation_app.casework.proceedings import actions as proceedings
from litigation_app.casework.proceedings import lanes as board
from litigation_app.casework.proceedings.actions import Note
from litigation_app.casework.proceedings.corrections import queries
from litigation_app.casework.proceedings.corrections.queries import Found, Told
from litigation_app.casework.proceedings.effects.queries import together
from litigation_app.casework.proceedings.effects.rules import Change
from litigation_app.casework.proceedings.powers_of_attorney import presenters as lacking
from litigation_app.casework.proceedings.powers_of_attorney import queries as powers
from litigation_app.casework.proceedings.queries import Standing
from litigation_app.casework.record_forms.forms import why_words
from litigation_app.core.access import me
from litigation_app.core.csrf import typed_texts
from litigation_app.core.language import _, current, format_date, format_moment
from litigation_app.law.graph import Procedure


class Before(NamedTuple):
    """What a step said before, in words; `text`: the note that stood there, None while the file is closed."""

    said: str
    by: str
    has_note: bool
    text: str | None


def form(of: Found, typed: Typed) -> CorrectionForm:
    """The form with what the step says now."""
    move, one, _case = of
    _law, graph = proceedings.graph_of(one)
    before, after = queries.neighbours(move)
    stage = graph.stage(move.to_stage) if graph.has(move.to_stage) else None
    note = note_of(of)
    stood = Stood(
        code=move.event or move.to_stage,
        on=move.on,
        served_on=move.served_on,
        outcome=move.outcome,
        outcomes=stage.outcomes if stage else (),
        next_on=after,
        version=queries.version(move.id),
        there=tuple(_there(of)),
        note=note.text if note else None,
        is_found=move.is_found,
    )
    return CorrectionForm(typed, Standing(graph, move.from_stage, move.seq, before), _lacks(of, graph), stood)


def note_of(of: Found) -> Note | None:
    """The note beside a step; None: there is one, and the file is closed."""
    if not of.move.has_note:
        return Note()
    ticket = openings.ticket_of(me(), of.case)
    return proceedings.read_notes(ticket, [of.move.id]).get(of.move.id) if ticket else None


def elsewhere(of: Found) -> Elsewhere:
    """What was recorded together with the step and says its day: on claims, as far as she may write there, and in other lanes."""
    permits = claims.permits(me(), of.case)
    entries = lanes.on_claims(of.case, together(of.move.id))
    same = (one for one in entries if one.on == of.move.on and lanes.NEEDS[one.kind] in permits)
    return Elsewhere(tuple(same), tuple(queries.twins(of)))


def _there(of: Found) -> list[str]:
    """The same in words."""
    there = elsewhere(of)
    return [*map(effects.entry_words, there.claims), *map(step_words, there.twins)]


def step_words(of: Found) -> str:
    """A step and its lane."""
    _law, graph = proceedings.graph_of(of.proceeding)
    move = of.move
    return f"{graph.name(current())}: {board.step_name(graph, move.from_stage, move.event, move.to_stage, current())}"


def _lacks(of: Found, graph: Procedure) -> Lacks:
    """Why it could not be filed on another day; a filing without authority that is known is not asked about again."""
    move, _one, case = of

    def lacks(code: str, on: date) -> list[str]:
        if on == move.on or powers.is_known(move.id):
            return []
        if move.event is None:
            return lacking.why_not_at(case, graph, code, on)
        ways = [one for one in graph.leaving(move.from_stage) if one.event == code]
        return lacking.why_not(case, graph, ways[0], on) if ways else []

    return lacks


def page(of: Found, form: CorrectionForm, changes: list[Change] | None = None, *, is_late: bool = False) -> str:
    """The page; `changes`: what the correction would change; `is_late`: somebody corrected it first."""
    move, one, case = of
    _law, graph = proceedings.graph_of(one)
    name = board.step_name(graph, move.from_stage, move.event, move.to_stage, current())
    return render_template(
        "corrections/correct.html",
        case=case,
        proceeding=one,
        move=move,
        name=name,
        graph=graph,
        form=form,
        changes=changes,
        is_late=is_late,
        typed=typed_texts() if is_late else [],  # the form is fresh: it says what stands there now
    )


def before(moves: Collection[UUID], ticket: ledger.Ticket | None) -> Mapping[UUID, list[Before]]:
    """What these steps said before they were corrected."""
    told = queries.of_steps(moves)
    noted = [one.id for some in told.values() for one in some if one.has_note]
    texts = actions.read_notes(ticket, noted) if ticket and noted else {}
    return {move: [_before(one, texts, is_open=ticket is not None) for one in some] for move, some in told.items()}


def _before(one: Told, texts: Mapping[UUID, str], *, is_open: bool) -> Before:
    said = [format_date(one.on), board.outcome_name(one.outcome, current())]
    if one.served_on is not None:
        said.append(_("served on %(day)s", day=format_date(one.served_on)))
    why = why_words(one.why) if one.why else _("Entered with a deadline")
    by = " · ".join((why, one.by, format_moment(one.changed_at)))
    return Before(
        ", ".join(word for word in said if word), by, one.has_note, texts.get(one.id, "") if is_open else None
    )
