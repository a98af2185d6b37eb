"""Does the one table decide, does a wall beat it, and does it know only words that mean something?"""

from itertools import product
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from litigation_app.core.roles import Actor, Decision, Held, May, Obligation, Relation, Role, decide, policy

HERE, THERE = uuid4(), uuid4()
HELD = st.frozensets(st.builds(Held, st.sampled_from(Role), st.sampled_from([HERE, THERE])), max_size=4)
STANDS = st.frozensets(st.sampled_from([one for one in Relation if one is not Relation.ANYWHERE]))


def somebody(held: frozenset[Held]) -> Actor:
    return Actor(uuid4(), "Somebody", "somebody@desk.example", held)


@given(HELD, STANDS, st.sampled_from(May))
def test_a_wall_beats_every_rule(held: frozenset[Held], stands: frozenset[Relation], may: May) -> None:
    decision = decide(somebody(held), may, stands | {Relation.BEHIND_ETHICAL_WALL}, HERE)

    assert decision == Decision(False, "walled")


@given(HELD, STANDS, st.sampled_from(May))
def test_a_decision_names_a_rule_of_the_table_or_refuses(
    held: frozenset[Held], stands: frozenset[Relation], may: May
) -> None:
    actor, open_to = somebody(held), stands - {Relation.BEHIND_ETHICAL_WALL}

    decision = decide(actor, may, open_to, HERE)

    roles = {one.role for one in held if one.office_id == HERE}
    hers = [one for one in policy().rules if one.permission is may and one.role in roles and one.relation in open_to]
    assert decision.allow == bool(hers)
    assert decision.rule in {one.id for one in hers} or not hers
    assert all(len(decision.obligations) <= len(one.obligations) for one in hers)


@given(HELD, st.sampled_from(May))
def test_a_role_at_another_office_counts_nothing_here(held: frozenset[Held], may: May) -> None:
    elsewhere = frozenset(one for one in held if one.office_id == THERE)

    decision = decide(somebody(elsewhere), may, set(Relation) - {Relation.BEHIND_ETHICAL_WALL, Relation.ANYWHERE}, HERE)

    assert not decision.allow


@given(HELD, st.sampled_from(May))
def test_what_she_may_at_all_is_what_some_rule_reaches(held: frozenset[Held], may: May) -> None:
    actor = somebody(held)

    reach = actor.reach(may)

    assert bool(reach) == bool(actor.offices(may))
    assert decide(actor, may, ()).allow == (Relation.ANYWHERE in reach)


def test_the_table_as_security_wants_it() -> None:
    said = {(rule.permission, rule.role, rule.relation): rule.obligations for rule in policy().rules}
    step_up, purpose = Obligation.STEP_UP, Obligation.PURPOSE
    opening = [may for may in May if may.startswith("open_")]

    assert policy().closed_by == {Relation.BEHIND_ETHICAL_WALL}
    assert all(purpose in owed for (may, _role, _relation), owed in said.items() if may in opening)
    assert all(step_up in said[may, Role.COORDINATOR, Relation.OFFICE] for may in (May.OPEN_IDENTITY, May.OPEN_CONTACT))
    assert policy().fresh >= {May.BREAK_GLASS, May.WALL_CASE, May.APPROVE_RELEASE, May.EXPORT_LEDGER}
    assert policy().fresh >= {May.MANAGE_USERS, May.AGREE_USERS, May.MANAGE_OFFICES, May.MANAGE_KEYS}


def test_an_emergency_reads_and_never_writes() -> None:
    granted = {rule.permission for rule in policy().rules if rule.relation is Relation.EMERGENCY}
    reading = {May.LIST_CASES, May.READ_DOCUMENT} | {may for may in May if may.startswith("open_")}

    assert granted == reading


def test_who_keeps_the_keys_or_the_log_reads_no_case() -> None:
    reading = {may for may in May if may.startswith("open_")} | {May.LIST_CASES, May.READ_DOCUMENT, May.SEARCH_NAMES}

    for role, may in product((Role.ADMINISTRATOR, Role.AUDITOR, Role.ANALYST), reading):
        assert may not in policy().of(role), (role, may)
