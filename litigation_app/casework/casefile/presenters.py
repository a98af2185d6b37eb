"""A case on paper: its summary by code names or, from the opened file, with all that is known; what is handed over with it; and the
chronology for a court.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any
from uuid import UUID

from litigation_app import ledger
from litigation_app.casework.casefile.queries import Overview, Reading
from litigation_app.casework.casefile.timeline.presenters import Recorded, happened
from litigation_app.casework.cases import actions as cases
from litigation_app.casework.cases import queries as names
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.rules import court_name
from litigation_app.casework.claims.awards.rules import For, language_of_document
from litigation_app.casework.claims.queries import victim_of
from litigation_app.casework.clients.personal_records import presenters as particulars
from litigation_app.casework.clients.victims import actions as records
from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.clients.victims.rules import OF_AGE, Group, VictimRecord, ages_on
from litigation_app.casework.documents import queries as access
from litigation_app.casework.planner.notes import actions as note_texts
from litigation_app.casework.planner.notes import queries as notes
from litigation_app.casework.planner.notes import rules as note_words
from litigation_app.casework.proceedings.courts import presenters as courts
from litigation_app.casework.proceedings.defendants import actions as identities
from litigation_app.casework.proceedings.defendants import queries as defendants
from litigation_app.casework.proceedings.defendants.presenters import shown as known_of
from litigation_app.casework.proceedings.hearings.queries import Line as Hearing
from litigation_app.casework.proceedings.hearings.rules import ADJOURNED, HEARING
from litigation_app.casework.proceedings.lanes import Ties, Track
from litigation_app.casework.proceedings.powers_of_attorney import presenters as authority
from litigation_app.casework.proceedings.queries import Found
from litigation_app.casework.proceedings.records.presenters import accused
from litigation_app.core.access import Actor
from litigation_app.core.clock import today
from litigation_app.core.language import _, current, format_date, speaking
from litigation_app.core.money import format_amount
from litigation_app.core.pdf import pdf

PRINT = "print_case"
_TEMPLATE = "core/pages/parts.typ"
Part = dict[str, Any]


def summary(read: Reading) -> bytes:
    """For a meeting, by code names; `read` without a ticket, so that nothing of it is protected."""
    return pdf(_TEMPLATE, _content(read, _open_parts(read)))


def whole(actor: Actor, read: Reading, ticket: ledger.Ticket) -> bytes:
    """For whoever takes the case over: the clients as far as their records stand open to her, the aim, the numbers, the accused, notes.
    That it is printed is on record first, of each of them.
    """
    opened = {one.id: access.ticket_of(actor, one.id) for one in read.victims}
    for id_ in [one for one, hers in opened.items() if hers]:
        _record(actor, read.case, f"victim:{id_}")
    _record(actor, read.case, f"case:{read.case.id}")
    about = clients(read.case, read.tracks, opened)
    people = _part(_("Clients"), [_("Code name"), _("Name"), _("What is known")], about)
    return pdf(
        _TEMPLATE, _content(read, [people | {"narrow": False}, *_sealed_parts(read, ticket), *_open_parts(read)])
    )


def chronology(actor: Actor, found: Found, read: Reading) -> bytes:
    """Of these proceedings, in a language of the court; with the number that they have there where the file stands open."""
    case = read.case
    now = read.files.now(found.proceeding.id)
    if read.files.number(found.proceeding.id):
        _record(actor, case, f"proceeding:{found.proceeding.id}")
    with speaking(language_of_document(For.COURT, case.country, current())):
        [track] = [one for one in read.tracks if one.id == found.proceeding.id]
        track, held = _each_once(track, [one for one in read.hearings if one.proceeding_id == track.id])
        told = happened(Recorded(case, [track], held, (), read.teller, {}), for_court=True)
        rows = [[one.shown, one.label, one.outcome] for one in reversed(told)]
        part = {"title": track.graph.name(current()), "headings": [_("Day"), _("What happened"), _("With what result")]}
        under = [courts.where(now, case.country, current())]
        paper = _sheet(_("Chronology of the proceedings"), under, [part | _rows(rows)])
        return pdf(_TEMPLATE, paper | {"desk": names.organisation_of(case)})


def _each_once(track: Track, held: Iterable[Hearing]) -> tuple[Track, list[Hearing]]:
    """A hearing that was recorded as a step too stands there once: by itself where it says why it was adjourned, else as the step.

    A step whose day is not known is not told to a court.
    """
    known = list(held)
    adjournments = {one.on for one in known if one.reason}
    dated = (one for one in track.steps if not one.is_found)
    steps = [one for one in dated if not (one.event == ADJOURNED and one.on in adjournments)]
    of_hearings = {one.on for one in steps if _is_hearing(track, one.to_stage)}
    return replace(track, steps=steps), [one for one in known if one.reason or one.on not in of_hearings]


def _is_hearing(track: Track, stage: str) -> bool:
    return track.graph.has(stage) and track.graph.stage(stage).kind == HEARING


def _record(actor: Actor, case: Case, of: str) -> None:
    ref = {"ref": case.reference}
    ledger.append_alone(act=PRINT, by=actor.id, of=of, session_id=actor.session_id, case_id=case.id, facts=ref)


def _content(read: Reading, parts: list[Part]) -> dict[str, Any]:
    case = read.case
    court = court_name(case.country, case.court_id, case.court_typed, current())
    title = f"{case.reference} · {case.code_name}"
    return _sheet(title, [names.office_of(case), names.lead_of(case) or _("nobody"), court], parts)


def _sheet(title: str, under: Iterable[str], parts: list[Part]) -> dict[str, Any]:
    made = _("Made on %(day)s.", day=format_date(today()).rstrip("."))
    below = " · ".join(filter(None, under))
    return {"language": current(), "title": title, "under": below, "made": made, "parts": parts}


def _rows(rows: list[list[str]]) -> Part:
    return {"rows": rows, "none": _("Nothing is recorded yet"), "narrow": True}


def _part(title: str, headings: list[str], rows: list[list[str]]) -> Part:
    return {"title": title, "headings": headings} | _rows(rows)


def _open_parts(read: Reading) -> list[Part]:
    page = read.overview(may_record=False)
    coming = [[one.day, one.what, " · ".join(filter(None, [one.chip, one.under]))] for one in page.ahead.items]
    lanes = [[_moved(one), one.graph.name(current()), _stands(one)] for one in read.tracks]
    events = [[one.shown, one.label, " · ".join(filter(None, [one.under, one.text]))] for one in read.happened]
    parts = [
        _part(_("Due and next"), [_("Day"), _("What"), _("Whose")], coming),
        _part(_("Proceedings"), [_("Since"), _("Proceedings"), _("Where they stand")], lanes),
        _part(_("Compensation"), ["", _("Sum")], _sums(page)),
        _part(_("Timeline"), [_("Day"), _("What happened"), _("Where")], events),
    ]
    warnings = [[one.text] for one in page.urgent]
    return [_part(_("Warnings"), [_("Warning")], warnings) | {"narrow": False}, *parts] if warnings else parts


def _moved(track: Track) -> str:
    """Since when it stands where it stands: what stayed there, such as an adjournment, came later."""
    here = takewhile(lambda one: one.to_stage == track.at, reversed(track.steps))
    first = min(here, key=lambda one: one.on, default=None)
    return first.shown if first else ""


def _stands(track: Track) -> str:
    graph = track.graph
    return graph.stage(track.at).name(current()) if graph.has(track.at) else track.at


def _sums(page: Overview) -> list[list[str]]:
    sums = page.money.sums
    if sums is None:
        return []
    said = [
        (_("Claimed"), sums.claimed),
        *([(_("Not filed yet"), sums.unfiled)] if sums.unfiled else []),
        (_("Awarded"), sums.awarded),
        (_("Final"), sums.final),
        (_("Paid"), sums.paid),
    ]
    said += [(_("Owed on %(day)s", day=format_date(sums.owed.on)), sums.owed.total)] if sums.owed else []
    return [[words, format_amount(amount, sums.currency, current())] for words, amount in said]


def _sealed_parts(read: Reading, ticket: ledger.Ticket) -> list[Part]:
    text = cases.read_text(ticket, read.case)
    return [
        _part(_("Case file"), ["", _("What the file says")], [[_("Strategic aim"), text.aim]] if text.aim else []),
        _part(
            _("Court and contacts"),
            [_("Proceedings"), _("Role in the proceedings"), _("What is known")],
            _contacts(read),
        ),
        _part(_("Accused"), ["", _("Name or company"), _("What else is known")], _accused(read.case, ticket)),
        _part(_("Notes"), [_("Day"), _("Kind"), _("Note")], _notes(read.case, ticket)),
    ]


def _contacts(read: Reading) -> list[list[str]]:
    known = Ties.among(read.tracks, current())
    return [
        [known.numbered(track.id), one.role, "\n".join(filter(None, [one.court, one.period, *_told(one.said or [])]))]
        for track in read.tracks
        for one in courts.rows(read.files, track.id, read.case.country)
    ]


def _told(facts: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{what}: {value}" for what, value in facts]


def _accused(case: Case, ticket: ledger.Ticket) -> list[list[str]]:
    lines = defendants.of_case(case)
    known = identities.read(ticket, [one.id for one in lines])
    said = {row: known_of(who) for row, who in known.items()}
    more = {row: "\n".join(_told(one.more)) for row, one in said.items()}
    return [[accused(one.letter), said[one.id].name, more[one.id]] for one in lines if one.id in said]


def _notes(case: Case, ticket: ledger.Ticket) -> list[list[str]]:
    lines = [one for one in notes.of_case(case) if not one.is_entered_in_error]
    texts = note_texts.read(ticket, [one.id for one in lines]).texts
    return [[format_date(one.on), note_words.say(one.kind, current()), texts.get(one.id, "")] for one in lines]


def clients(case: Case, tracks: Sequence[Track], opened: Mapping[UUID, ledger.Ticket | None]) -> list[list[str]]:
    """Of each client her code name, her name, and what is known of her; `opened`: her live openings."""
    lines = victims.with_records(case)
    powers = {one.code_name: one.state for one in authority.card(case, tracks, lines).clients}
    rows = []
    for line in lines:
        power = _("Power of attorney: %(how)s", how=powers[line.code_name])
        ticket = opened.get(line.id)
        closed = ("", [_("Her record is closed. Open it to print it here.")])
        name, told = _told_of(case, victim_of(case, line.id), ticket) if ticket else closed
        rows.append([line.code_name, name, "\n".join([*told, power])])
    return rows


def _told_of(case: Case, victim: Victim, ticket: ledger.Ticket) -> tuple[str, list[str]]:
    groups = frozenset({Group.IDENTITY, Group.CONTACT, Group.LEGAL})
    record = records.read(ticket, victim, groups)
    known = particulars.of(ticket, victim, case, record.groups)
    before = [_line(row.what, [*row.answers, ("", row.note)]) for row in known.first]
    first = {row.id for row in known.first}
    rest = [row for card in known.cards for row in card.rows if not row.is_entered_in_error and row.id not in first]
    safely = [_("Before you call: %(how)s", how=record.safe_contact)] if record.safe_contact else []
    signed = [_line(power.where, said) for power, said in authority.signed(ticket, victim, case, record.groups)]
    said = [_line(row.what, [*row.answers, ("", row.note)]) for row in rest]
    warned = [_("Before you call: %(how)s", how=one) for one in before]
    return record.name, [*safely, *warned, *_age(record), *said, *signed]


def _age(record: VictimRecord) -> list[str]:
    if Group.IDENTITY not in record.groups:
        return []
    ages, born = ages_on(record, today()), format_date(record.birth_date) if record.birth_date else ""
    found = [_("Born on %(day)s", day=born.rstrip("."))] if born else []
    if ages is not None and (ages[0] >= OF_AGE or not record.is_adult):
        return [*found, _("A minor")] if ages[0] < OF_AGE else found
    said = _("an adult, exact age not known") if record.is_adult else _("not known: she may be a minor")
    return [f"{_('Age today')}: {said}"]


def _line(what: str, answers: Iterable[tuple[str, str]]) -> str:
    return f"{what}: " + "; ".join(f"{asked}: {said}" if asked else said for asked, said in answers if said)
