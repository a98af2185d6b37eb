"""How does one proceeding look: its rounds and steps, what it is tied to, what runs in it? Rows in, words out."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import render_template
from werkzeug.datastructures import MultiDict

from litigation_app.casework.casefile.corrections import presenters as corrections
from litigation_app.casework.casefile.corrections.presenters import Before
from litigation_app.casework.casefile.proceeding import actions, queries, rules
from litigation_app.casework.casefile.proceeding.forms import EntryForm, JoinForm, SeverForm
from litigation_app.casework.casefile.proceeding.queries import Taken
from litigation_app.casework.casefile.proceeding.rules import Refusal
from litigation_app.casework.cases import openings
from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases.rules import court_name
from litigation_app.casework.proceedings import actions as moves
from litigation_app.casework.proceedings import lanes
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.courts import actions as courtfiles
from litigation_app.casework.proceedings.courts import presenters as courts
from litigation_app.casework.proceedings.defendants import actions as identities
from litigation_app.casework.proceedings.defendants import queries as defendants
from litigation_app.casework.proceedings.hearings import rules as hearings
from litigation_app.casework.proceedings.hearings.presenters import moment
from litigation_app.casework.proceedings.lanes import Ties, Track
from litigation_app.casework.proceedings.law_versions import queries as law_versions
from litigation_app.casework.proceedings.limitation import presenters as limitation
from litigation_app.casework.proceedings.powers_of_attorney import presenters as authority
from litigation_app.casework.proceedings.queries import Found
from litigation_app.casework.proceedings.records.presenters import accused
from litigation_app.casework.proceedings.rules import CRIMINAL
from litigation_app.core.access import May, me
from litigation_app.core.clock import today
from litigation_app.core.language import _, current, format_date
from litigation_app.law import loader
from litigation_app.law.graph import Procedure

Typed = MultiDict[str, str] | None


@dataclass(frozen=True)
class Forms:
    """The forms of the page that come back with what was typed; the others are made anew. `typed`: texts that have no form here."""

    join: JoinForm | None = None
    sever: SeverForm | None = None
    entry: EntryForm | None = None
    typed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One step in words. `text`: note and reason, None while the file is closed."""

    id: UUID
    what: str
    under: list[str]
    when: str
    by: str
    has_note: bool
    text: str | None
    is_entered_in_error: bool
    before: list[Before]  # what it said before it was corrected


def page(found: Found, forms: Forms = Forms()) -> str:
    """The page of a proceeding."""
    one, case = found.proceeding, found.case
    tracks = proceedings.tracks(case)
    track = next(each for each in tracks if each.id == one.id)
    known, taken = Ties.among(tracks, current()), queries.steps(one)
    may_record = cases.may(me(), case, May.RECORD_STEP)
    files = courtfiles.of_case(case, tracks, openings.ticket_of(me(), case))
    teller = limitation.Teller(
        law_versions.law_of(case.country, one.law_version).before(case.forum), current(), today()
    )
    charged, claim_bar = limitation.of_track(case, track, tracks, teller)
    return render_template(
        "tracks/show.html",
        case=case,
        proceeding=one,
        name=known.numbered(one.id),
        board=lanes.lanes([track], current(), {}, {one.id: courts.where(files.now(one.id), case.country, current())}),
        facts=_facts(found, track),
        ties=known.of(track),
        brought=[(other.id, known.numbered(other.id)) for other in tracks if other.spawned_by in _ids(track)],
        may_begin=queries.offered(case, one.id) if may_record else [],
        rounds=_rounds(taken, track.graph, found),
        undecided=authority.undecided_before(case, track),
        due=queries.open_deadlines(one, current()),
        hearings=_hearings(found),
        charged=charged,
        claim_bar=claim_bar,
        last=max((step.seq for step in taken if not step.is_entered_in_error), default=None),
        **_contacts(found, files),
        typed=forms.typed,
        is_joined=track.joined is not None,
        is_today=one.law_version == loader.load(case.country).version,
        may_record=may_record,
        **_forms(found, forms),
    )


def _contacts(found: Found, files: courtfiles.Files) -> dict[str, Any]:
    """Who has it in hand; who defends each accused, while the file stands open."""
    case, one = found.case, found.proceeding
    ticket = openings.ticket_of(me(), case)
    letters = {row.id: accused(row.letter) for row in queries.accused_here(case, one)}
    known = identities.read(ticket, letters) if ticket and one.family == CRIMINAL else {}
    return {
        "contacts": courts.rows(files, one.id, case.country),
        "counsels": [(letters[row], who.counsel, row) for row, who in known.items() if who.counsel],
        "is_open": ticket is not None,
    }


def _forms(found: Found, forms: Forms) -> dict[str, Any]:
    one = found.proceeding
    entry = forms.entry or EntryForm(entered_on=one.entered_on)
    entry.refresh(one.row_version)
    is_criminal = one.family == CRIMINAL
    return {
        "entry_form": entry,
        "join_form": (forms.join or join_form(found, None))
        if is_criminal and queries.others(found.case, one)
        else None,
        "sever_form": (forms.sever or sever_form(found, None)) if is_criminal and _has_several(found) else None,
    }


def join_form(found: Found, typed: Typed) -> JoinForm:
    """The form with the proceedings into which this one could go on."""
    known = Ties.among(proceedings.tracks(found.case), current())
    others = [(str(one.id), known.numbered(one.id)) for one in queries.others(found.case, found.proceeding)]
    return JoinForm(typed, others)


def sever_form(found: Found, typed: Typed) -> SeverForm:
    """The form with the accused who were not taken out before."""
    here = queries.accused_here(found.case, found.proceeding)
    return SeverForm(typed, [(str(one.id), accused(one.letter)) for one in here])


def refusal(reason: Refusal) -> str:
    """Why they cannot be joined or severed, in words."""
    return {
        Refusal.SAME: _("These are the same proceedings."),
        Refusal.NOT_CRIMINAL: _("Only criminal proceedings are joined and severed here."),
        Refusal.OTHER_GRAPH: _("These are held by other rules: they are ceded, not joined."),
        Refusal.JOINED_ALREADY: _("One of the two goes on within another one already."),
        Refusal.NOBODY: _("Choose at least one accused."),
        Refusal.EVERYBODY: _("At least one accused must stay in these proceedings."),
    }[reason]


def _has_several(found: Found) -> bool:
    return len(queries.accused_here(found.case, found.proceeding)) > 1


def _facts(found: Found, track: Track) -> list[tuple[str, str]]:
    one, case = found.proceeding, found.case
    letters = {row.id: accused(row.letter) for row in defendants.of_case(case)}
    pairs = [
        (_("Where it stands"), lanes.stage_name(track.graph, track.at, current())),
        (_("Court"), court_name(case.country, one.court_id, one.court_typed, current())),
        (_("Began on"), format_date(one.begun_on) if one.begun_on else ""),
    ]
    pairs += [
        (_("Severed for"), ", ".join(letters.get(id_, "") for id_ in tie.accused)) for tie in track.ties if tie.accused
    ]
    return [(name, value) for name, value in pairs if value]


def _rounds(taken: list[Taken], graph: Procedure, found: Found) -> list[tuple[str, list[Row]]]:
    """The steps by round; a single round has no heading."""
    ticket = openings.ticket_of(me(), found.case)
    notes = moves.read_notes(ticket, [step.id for step in taken if step.has_note]) if ticket else {}
    reasons = actions.read_reasons(ticket, [step.id for step in taken if step.is_entered_in_error]) if ticket else {}
    stood = corrections.before([step.id for step in taken], ticket)
    texts = {id_: f"{note.reason}\n{note.text}".strip() for id_, note in notes.items()} | reasons
    split = rules.rounds(taken)
    return [
        (
            lanes.round_name(number, steps[0].to_stage) if len(split) > 1 else "",
            [
                _row(step, graph, texts.get(step.id), stood.get(step.id, []), is_open=ticket is not None)
                for step in steps
            ],
        )
        for number, steps in split
    ]


def _row(step: Taken, graph: Procedure, text: str | None, before: list[Before], *, is_open: bool) -> Row:
    under = [lanes.outcome_name(step.outcome, current())]
    if step.served_on:
        under.append(_("served on %(day)s", day=format_date(step.served_on)))
    if step.is_outside:
        under.append(_("recorded outside the usual order"))
    return Row(
        id=step.id,
        what=lanes.step_name(graph, step.from_stage, step.event, step.to_stage, current()),
        under=[word for word in under if word],
        when=lanes.day_shown(step.on, is_found=step.is_found),
        by=step.by,
        has_note=step.has_note,
        text=(text or "") if is_open else None,
        is_entered_in_error=step.is_entered_in_error,
        before=before,
    )


def _hearings(found: Found) -> list[tuple[UUID, str, str, str]]:
    return [
        (
            one.id,
            hearings.say("kind", one.kind, current()),
            moment(one.on, one.at),
            hearings.say("state", one.state, current()),
        )
        for one in queries.hearings(found.proceeding)
    ]


def _ids(track: Track) -> set[UUID | None]:
    return {step.id for step in track.steps}
