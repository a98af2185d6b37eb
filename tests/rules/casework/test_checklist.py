"""Does each point of the checklist say what is known, and block only what approving would refuse or what is closed?"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from litigation_app.casework.claims import rules as claims
from litigation_app.casework.claims.reviews.checklist import rules
from litigation_app.casework.claims.reviews.checklist.rules import Known, State, Way, points, suggested, table
from litigation_app.casework.claims.rules import Blocker, ClaimView, Part
from litigation_app.casework.proceedings.powers_of_attorney.rules import Lack
from litigation_app.casework.proceedings.records.rules import catalogue
from litigation_app.law import loader

CLAIM = ClaimView(
    state="submitted", country="RS", route="property_claim", currency="RSD", authors=frozenset({uuid4()}),
    parts=(Part("lost_earnings", Decimal("10.00")), Part("fear", Decimal("5.00"))), has_debtors=True, interest="law",
)  # fmt: skip
NOTHING_KNOWN = Known(
    is_barred=None, way=Way.UNKNOWN, lack=Lack.NONE, has_power=False, papers=0, sealed=0, aid="", dangers=0,
    suggested=frozenset(), has_charges=False, proved=frozenset(), accused=0, procedure="property_claim",
)  # fmt: skip
ALL_RIGHT = Known(
    is_barred=False, way=Way.OPEN, lack=None, has_power=True, papers=2, sealed=1, aid="granted", dangers=0,
    suggested=frozenset({"fear"}), has_charges=True, proved=frozenset({"lost_earnings", "fear"}), accused=1,
    procedure="property_claim",
)  # fmt: skip
COUNTRIES = ("RS", "MK", "BA", "ME")


def states(claim: ClaimView = CLAIM, known: Known = ALL_RIGHT) -> dict[str, State]:
    return {one.code: one.state for one in points(claim, known)}


def test_what_is_in_order_is_done_and_what_is_sealed_is_not_known() -> None:
    found = states()

    assert {code for code, state in found.items() if state is not State.DONE} == {"instruction", "risk"}
    assert found["instruction"] is found["risk"] is State.UNKNOWN


def test_what_nobody_recorded_warns_or_is_not_known_and_never_blocks() -> None:
    found = states(known=NOTHING_KNOWN)

    assert State.BLOCKS not in found.values()
    assert {code for code, state in found.items() if state is State.WARNS} == {
        "evidence",
        "papers",
        "authority",
        "instruction",
        "aid",
    }
    assert {code for code, state in found.items() if state is State.UNKNOWN} == {
        "limitation", "way", "heads", "conflict", "risk",
    }  # fmt: skip


def test_the_points_are_always_the_same_in_the_same_order() -> None:
    empty = replace(CLAIM, parts=())

    always = [one for one in table()["severity"] if one != "opponent"]
    assert list(states()) == list(states(empty, NOTHING_KNOWN)) == always
    opposed = states(known=replace(ALL_RIGHT, is_opposed=True))  # a conflict with another case only where it is open
    assert (list(opposed), opposed["opponent"]) == (list(table()["severity"]), State.WARNS)


def test_a_point_blocks_exactly_where_approving_is_refused() -> None:
    blocking = {code for code, severity in table()["severity"].items() if severity == "blocks"}
    spoilt = {
        "route_open": (replace(CLAIM, route="state_fund"), Blocker.ROUTE_CLOSED),
        "breakdown": (replace(CLAIM, parts=()), Blocker.NO_BREAKDOWN),
        "legal_basis": (replace(CLAIM, parts=(Part("nothing", Decimal("1.00")),)), Blocker.NO_LEGAL_BASIS),
        "amounts": (replace(CLAIM, parts=(Part("fear", Decimal("0.00")),)), Blocker.ZERO_AMOUNT),
        "no_doubles": (replace(CLAIM, parts=CLAIM.parts * 2), Blocker.HEAD_DOUBLED),
        "currency": (replace(CLAIM, currency="EUR"), Blocker.WRONG_CURRENCY),
    }

    assert set(spoilt) == blocking - {
        "way"
    }  # what is recorded of the case may be late or wrong: the coordinator decides
    for code, (claim, blocker) in spoilt.items():
        assert states(claim)[code] is State.BLOCKS
        assert blocker in claims.faults(claim)


def test_a_way_that_is_closed_stands_in_the_way_until_the_claim_is_filed() -> None:
    closed = replace(ALL_RIGHT, way=Way.CLOSED)

    assert states(known=closed)["way"] is State.BLOCKS
    assert states(replace(CLAIM, filed_on=date(2026, 1, 2)), closed)["way"] is State.DONE
    assert {states(known=replace(ALL_RIGHT, way=one))["way"] for one in (Way.NOT_YET, Way.USED)} == {State.WARNS}


def test_a_limitation_that_has_run_warns_until_the_claim_is_filed() -> None:
    barred = replace(ALL_RIGHT, is_barred=True)

    assert states(known=barred)["limitation"] is State.WARNS
    assert states(replace(CLAIM, filed_on=date(2026, 1, 2)), barred)["limitation"] is State.DONE


def test_a_head_that_the_facts_suggest_is_asked_for_by_its_name() -> None:
    known = replace(ALL_RIGHT, suggested=frozenset({"fear", "dignity_freedom"}))

    found = next(one for one in points(CLAIM, known) if one.code == "heads")

    assert (found.state, found.heads) == (State.WARNS, ("dignity_freedom",))


def test_of_whom_and_with_what_interest_it_is_asked_is_looked_for_where_people_owe_it() -> None:
    silent = replace(CLAIM, has_debtors=False, interest="")
    nobody, fund = replace(ALL_RIGHT, accused=0), replace(ALL_RIGHT, accused=0, procedure="fund")

    found = states(silent), states(silent, nobody), states(silent, fund)

    assert [one["debtors"] for one in found] == [State.WARNS, State.UNKNOWN, State.DONE]
    assert [one["interest"] for one in found] == [State.WARNS, State.WARNS, State.DONE]


def test_each_head_of_damage_without_evidence_is_named() -> None:
    found = next(one for one in points(CLAIM, replace(ALL_RIGHT, proved=frozenset({"fear"}))) if one.code == "evidence")

    assert (found.state, found.heads) == (State.WARNS, ("lost_earnings",))


def test_who_signed_for_her_and_was_not_looked_into_is_a_possible_conflict() -> None:
    assert states(known=replace(ALL_RIGHT, lack=Lack.UNCHECKED))["conflict"] is State.WARNS
    assert states(known=replace(ALL_RIGHT, lack=Lack.ENDED))["conflict"] is State.UNKNOWN


@pytest.mark.parametrize(("aid", "state"), [("granted", State.DONE), ("refused", State.WARNS), ("", State.WARNS)])
def test_free_legal_aid_is_asked_about(aid: str, state: State) -> None:
    assert states(known=replace(ALL_RIGHT, aid=aid))["aid"] is state


@pytest.mark.parametrize("country", COUNTRIES)
def test_what_the_table_suggests_stands_in_the_country_files(country: str) -> None:
    heads = {one.id for one in loader.load(country).heads}
    every = suggested(table()["suggests"]["offence"], table()["suggests"]["record"])

    assert every <= heads


def test_the_table_speaks_of_known_offences_and_records() -> None:
    categories = {one.category for country in COUNTRIES for one in loader.load(country).offences}

    assert set(table()["suggests"]["offence"]) <= categories
    assert set(table()["suggests"]["record"]) <= set(catalogue().kinds)
    assert rules.suggested(["neglect_minor"], ["plea"]) == frozenset()
