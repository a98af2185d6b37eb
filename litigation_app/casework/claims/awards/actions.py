"""Write down what a decision said of each kind of damage, where a correction is a new version; name who stands on its account."""

from collections.abc import Sequence

from litigation_app import ledger
from litigation_app.casework.cases import ports
from litigation_app.casework.cases.actions import Changed, log_act
from litigation_app.casework.cases.queries import organisation_of
from litigation_app.casework.cases.rules import court_name
from litigation_app.casework.claims import locks
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims.awards import queries, rules
from litigation_app.casework.claims.awards.models import AwardLine
from litigation_app.casework.claims.awards.queries import Found
from litigation_app.casework.claims.awards.rules import For, Line, Names, Refused
from litigation_app.casework.claims.rules import route_of
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.courts import actions as courtfiles
from litigation_app.casework.proceedings.defendants import actions as identities
from litigation_app.casework.proceedings.defendants import queries as defendants
from litigation_app.casework.proceedings.records.presenters import accused as called
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import db
from litigation_app.law import loader


def record(actor: Actor, found: Found, lines: Sequence[Line], *, version: int) -> None:
    """Record the lines of a decision. `version`: the last one that she saw (0: none).

    Raises Changed if somebody wrote them down meanwhile, Refused if they contradict themselves.
    """
    decision, claim, case, _victim = found
    locks.hers(claim.victim_id)
    if queries.version(decision.id) != version:
        raise Changed
    if wrong := rules.faults(lines, decision.amount):
        raise Refused(wrong)
    now = clock.now()
    db.session.add_all(
        AwardLine(
            claim_id=claim.id,
            decision_id=decision.id,
            version=version + 1,
            position=place,
            head=line.head,
            answer=line.answer,
            reason=line.reason or None,
            amount=line.amount,
            interest_from=line.interest_from,
            bears_interest=line.bears_interest,
            owed_by=sorted(line.owed_by),
            recorded_by=actor.id,
            recorded_at=now,
        )
        for place, line in enumerate(lines, 1)
    )
    ports.keep_sums(case)
    log_act(actor, case, "record_award", of=f"claim:{claim.id}", version=version + 1)


def names_for(
    actor: Actor,
    found: claims.Found,
    wish: For,
    file: ledger.Ticket | None,
    language: str,
    *,
    lines: Sequence[Line] = (),
) -> Names:
    """What stands at the head of the printed account. The number of the file and who owes it are there while the file stands open to her.

    That it is printed for a court is on record first.
    """
    case = found.case
    if wish is For.HER:
        return Names()
    if wish is For.HER_NAMED:
        return Names(organisation_of(case))
    ledger.append_alone(
        act="print_account",
        by=actor.id,
        of=f"claim:{found.claim.id}",
        session_id=actor.session_id,
        case_id=case.id,
        facts={"ref": case.reference},
    )
    files = courtfiles.of_case(case, proceedings.tracks(case), file)
    route = route_of(loader.load(case.country), found.claim.route)
    lane = files.lane(route.procedure if route else None)
    now = files.now(lane)
    where = now.file if now and now.file.is_placed else case
    court = court_name(case.country, where.court_id, where.court_typed, language)
    if file is None:
        return Names(organisation_of(case), court)
    return Names(organisation_of(case), court, files.number(lane), _debtors(found, file, lines))


def _debtors(found: claims.Found, file: ledger.Ticket, lines: Sequence[Line]) -> tuple[str, ...]:
    """Who owes the award, by name as it was typed; by his letter whose name nobody wrote down.

    Of several accused nobody is a debtor whom neither the decision nor the claim names: one may have been acquitted.
    """
    accused = {str(one.id): one for one in defendants.of_case(found.case)}
    everyone, some = found.claim.debtors or (list(accused) if len(accused) == 1 else []), found.claim.asked_of_some
    owing = [accused[one] for one in rules.debtors(lines, lambda head: some.get(head) or everyone) if one in accused]
    known = identities.read(file, [one.id for one in owing])
    return tuple(known[one.id].name or called(one.letter) for one in owing)
