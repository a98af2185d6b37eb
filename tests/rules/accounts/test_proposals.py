"""Who may propose what about whom, and can any one person ever both ask and agree?"""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from litigation_app.accounts.staff.proposals import rules
from litigation_app.accounts.staff.proposals.rules import LIVES, Account, Kind, Waiting
from litigation_app.core.roles import Held, Role

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
OFFICES = [UUID(int=number) for number in (1, 2)]
people = st.sampled_from([UUID(int=number) for number in range(10, 14)])
held = st.builds(Held, st.sampled_from(Role), st.sampled_from(OFFICES))
roles = st.frozensets(held, max_size=4)
accounts = st.builds(Account, people, st.booleans(), roles)
proposals = st.builds(
    Waiting, people, st.booleans(), st.none() | people, st.just(NOW) | st.just(NOW - LIVES * 2), st.booleans()
)


@given(proposals, people)
def test_who_agrees_is_neither_the_proposer_nor_the_person_concerned(proposal: Waiting, by: UUID) -> None:
    if not rules.bars_to_agreeing(proposal, by=by, now=NOW):
        assert by not in {proposal.proposer, proposal.concerned}
        assert proposal.is_proposer_at_work
        assert not proposal.is_decided
        assert not rules.is_over(proposal.proposed_at, NOW)


@given(proposals, people)
def test_who_may_agree_may_decline(proposal: Waiting, by: UUID) -> None:
    if not rules.bars_to_agreeing(proposal, by=by, now=NOW):
        assert not rules.bars_to_declining(proposal, by=by)


@given(st.sampled_from(Kind), accounts, roles)
def test_nobody_proposes_anything_about_herself(kind: Kind, person: Account, wanted: frozenset[Held]) -> None:
    assert rules.objections(kind, person, wanted, by=person.id) == ["own_account"]


@given(accounts, held)
def test_roles_that_exclude_each_other_never_meet_by_a_gift(person: Account, wanted: Held) -> None:
    objections = rules.objections(Kind.GIVE, person, frozenset([wanted]), by=None)
    now_held = {one.role for one in person.held | {wanted}}

    if not objections:
        assert not (Role.ADMINISTRATOR in now_held and now_held & {Role.LAWYER, Role.COORDINATOR})
        assert Role.AUDITOR not in now_held or len(now_held) == 1


@given(accounts, held)
def test_a_taking_leaves_at_least_one_role(person: Account, wanted: Held) -> None:
    if not rules.objections(Kind.TAKE, person, frozenset([wanted]), by=None):
        assert wanted in person.held
        assert person.held - {wanted}


@given(accounts)
def test_a_person_is_let_in_only_if_she_is_out_and_has_something_to_do(person: Account) -> None:
    allowed = not rules.objections(Kind.ENABLE, person, frozenset(), by=None)

    assert allowed == (person.is_disabled and bool(person.held))


@given(accounts)
def test_a_person_who_is_shut_out_gets_no_link(person: Account) -> None:
    assert bool(rules.objections(Kind.RECOVER, person, frozenset(), by=None)) == person.is_disabled


@given(st.booleans(), st.frozensets(st.sampled_from(Role)))
def test_alone_one_brings_in_an_administrator_and_nobody_else(others_ever: bool, wanted: frozenset[Role]) -> None:
    if rules.may_appoint_alone(others_ever=others_ever, roles=wanted):
        assert not others_ever
        assert wanted == {Role.ADMINISTRATOR}


def test_a_proposal_lives_seven_days() -> None:
    assert not rules.is_over(NOW, NOW + timedelta(days=7))
    assert rules.is_over(NOW, NOW + timedelta(days=7, seconds=1))
