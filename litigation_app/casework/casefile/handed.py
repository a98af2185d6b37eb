"""What does whoever takes a case over read of its clients? Of each what stands open; of the others that their record is closed."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from litigation_app import ledger
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims.queries import victim_of
from litigation_app.casework.clients.personal_records import presenters as particulars
from litigation_app.casework.clients.victims import actions as records
from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.clients.victims.rules import Group, VictimRecord, ages_on
from litigation_app.casework.proceedings.lanes import Track
from litigation_app.casework.proceedings.powers_of_attorney import presenters as authority
from litigation_app.core.clock import today
from litigation_app.core.language import _, format_date

_OF_AGE = 18


def clients(case: Case, tracks: Sequence[Track], opened: Mapping[UUID, ledger.Ticket | None]) -> list[list[str]]:
    """Of each client her code name, her name, and what is known of her; `opened`: her live openings."""
    powers = {one.code_name: one.state for one in authority.card(case, tracks).clients}
    rows = []
    for line in victims.with_records(case):
        power = _("Power of attorney: %(how)s", how=powers[line.code_name])
        ticket = opened.get(line.id)
        closed = ("", [_("Her record is closed. Open it to print it here.")])
        name, told = _told(case, victim_of(case, line.id), ticket) if ticket else closed
        rows.append([line.code_name, name, "\n".join([*told, power])])
    return rows


def _told(case: Case, victim: Victim, ticket: ledger.Ticket) -> tuple[str, list[str]]:
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
    ages, born = ages_on(record, today()), format_date(record.birth_date) if record.birth_date else ""
    is_minor = ages is not None and ages[0] < _OF_AGE
    found = [_("Born on %(day)s", day=born.rstrip("."))] if born else []
    return [*found, _("A minor")] if is_minor else found


def _line(what: str, answers: Iterable[tuple[str, str]]) -> str:
    return f"{what}: " + "; ".join(f"{asked}: {said}" if asked else said for asked, said in answers if said)
