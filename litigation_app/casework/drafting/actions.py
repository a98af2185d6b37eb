"""Write a paper from the file: read what it says under live openings, fill the template, keep it if she wishes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import BinaryIO, cast
from uuid import UUID

from litigation_app import ledger
from litigation_app.casework.cases.models import Case
from litigation_app.casework.cases.queries import office_of
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims.rules import route_of
from litigation_app.casework.clients.victims import actions as victims
from litigation_app.casework.clients.victims.rules import Group, VictimRecord, is_minor
from litigation_app.casework.documents import actions as papers
from litigation_app.casework.documents import queries as access
from litigation_app.casework.documents.actions import Place, Sent
from litigation_app.casework.documents.inspection import Budget
from litigation_app.casework.documents.rules import GUARDED, SENSITIVE, Said
from litigation_app.casework.drafting import presenters, queries, rules
from litigation_app.casework.drafting.rules import Draft, Facts, Guardian, Line
from litigation_app.casework.proceedings.defendants import actions as identities
from litigation_app.casework.proceedings.defendants import queries as defendants
from litigation_app.core import clock, docx
from litigation_app.core.access import Actor
from litigation_app.core.pdf import pdf
from litigation_app.core.text import day_in
from litigation_app.law import loader
from litigation_app.law.script import in_script

_POWER, _ACTION = "power", "civil_claim"


@dataclass(frozen=True)
class Chosen:
    """What is to be written, in which language of the courts, for which client and of which claim (None: of none).

    `court`: before which court, under which number, as `queries.offered` says it; "": that of the claim, else of the trial, or the
    prosecutor's office before there is an indictment.
    `names_in`: in the letters of which language names and addresses are written; "": as they were typed.
    """

    template: Draft
    language: str
    victim_id: UUID | None
    claim_id: UUID | None
    court: str = ""
    names_in: str = ""


def write(actor: Actor, case: Case, chosen: Chosen, *, file: ledger.Ticket) -> list[Line]:
    """The lines of the paper. That it is written is on record first; the client's name is there if her identity stands open."""
    ledger.append_alone(
        act="fill_template",
        by=actor.id,
        of=f"case:{case.id}",
        session_id=actor.session_id,
        case_id=case.id,
        facts={"template": chosen.template.id},
    )
    return rules.write(chosen.template, _facts(actor, case, chosen, file), chosen.language)


def as_word(lines: Sequence[Line]) -> bytes:
    return docx.docx([(str(line.look), line.cells) for line in lines])


def as_pdf(lines: Sequence[Line], language: str) -> bytes:
    """The same to look at. Raises pdf.PdfFailed."""
    parts = [
        {"look": look, "lines": [one.cells for one in many]} for look, many in groupby(lines, lambda one: one.look)
    ]
    return pdf("casework/drafting/pages/draft.typ", {"language": language, "parts": parts})


def keep(actor: Actor, case: Case, chosen: Chosen, made: bytes, name: str) -> None:
    """Keep what was written as a paper of the case: one for a client may name her, so it is read as her record is.

    One with a claim is about her whose claim it is, whether or not she was chosen: it goes when she is erased.
    Raises rules.Refused of the papers, victims.Erased.
    """
    incoming = papers.receive()
    incoming.write(made)
    looked = papers.look_at(Sent(name, cast(BinaryIO, incoming)), Budget())
    kind = "power" if chosen.template.id == _POWER else "motion"
    belongs = f"claim:{chosen.claim_id}" if chosen.claim_id else ""
    sensitivity = GUARDED if chosen.victim_id else SENSITIVE
    said = Said(kind, clock.today(), origin="us", sensitivity=sensitivity, belongs=belongs)
    papers.add(actor, case, [looked], said, Place(chosen.victim_id or claimant(case, chosen.claim_id)))


def _facts(actor: Actor, case: Case, chosen: Chosen, file: ledger.Ticket) -> Facts:
    client, guardian = _client(actor, case, chosen.victim_id)
    minor = is_minor(client, clock.today())
    asked = (case, chosen.court, chosen.claim_id, chosen.language)
    court = queries.of(*asked, to_prosecution=chosen.template.to_prosecution, file=file)
    accused = identities.read(file, [one.id for one in defendants.of_case(case)])
    names = {
        "client": [client.name],
        "address": [client.address],
        "lawyer": [actor.name],
        "office": [office_of(case)],
        "accused": [one.name for one in accused.values() if one.name],
        "guardian": [guardian.name if guardian else ""],
    }
    said = {name: ", ".join(in_script(one, chosen.names_in) for one in typed) for name, typed in names.items()}
    said |= {
        "born": day_in(chosen.language, client.birth_date),
        "court": court.name,
        "file_number": court.number_of_trial if chosen.template.of_trial else court.number,
        "day": day_in(chosen.language, clock.today()),
        "capacity": guardian.capacity if guardian else "",
    }
    paper = presenters.Paper(actor, case, chosen.language, file, chosen.names_in)
    claim = presenters.of(paper, chosen.claim_id, victim=chosen.victim_id)
    said |= {name: getattr(claim, name) for name in ("total", "interest_from", "judged_on", "awarded")}
    if chosen.template.id == _ACTION and claim.debtors is not None:
        said["accused"] = ", ".join(claim.debtors)  # who was accused and is asked for nothing is no defendant there
    return Facts(
        said,
        claim.rows,
        claim.below,
        claim.reasons,
        decided=claim.decided,
        interest=claim.interest,
        owing=claim.owing,
        is_represented=guardian is not None,
        is_minor=minor is True,
        may_be_minor=minor is None,
    )


def _client(actor: Actor, case: Case, victim_id: UUID | None) -> tuple[VictimRecord, Guardian | None]:
    """What the live opening of her record shows of her name, birth and address, and who speaks for her; nothing where none stands open."""
    ticket = access.ticket_of(actor, victim_id) if victim_id else None
    if ticket is None or victim_id is None:
        return VictimRecord(groups=frozenset()), None
    victim = claims.victim_of(case, victim_id)
    client = victims.read(ticket, victim, frozenset({Group.IDENTITY, Group.CONTACT}))
    return client, queries.guardian_of(case, victim, client, ticket)


def template_for(case: Case, route: str) -> str:
    """By which paper a claim on this route is made; "": none is written here."""
    known = route_of(loader.load(case.country), route)
    procedure = known.procedure if known else None
    return next((id_ for id_, one in rules.templates().items() if procedure and one.route == procedure), "")


def claimant(case: Case, claim_id: UUID | None) -> UUID | None:
    """Whose claim of this case it is; None: nobody's."""
    return next((one.victim_id for one in claims.of_case(case) if one.id == claim_id), None)
