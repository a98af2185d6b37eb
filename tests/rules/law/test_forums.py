"""Does each system of courts of Bosnia and Herzegovina get its own law, out of graphs that they share?"""

from dataclasses import replace

import pytest

from litigation_app.law.checks import problems
from litigation_app.law.country import Jurisdiction
from litigation_app.law.graph import DeadlineRule, Procedure
from litigation_app.law.loader import load
from litigation_app.law.procedure import deadlines_at, step
from litigation_app.law.words import everywhere

FORUMS = ("ba-state", "ba-fbih", "ba-rs", "ba-bd")
CODES = {"ba-state": "ZKP BiH", "ba-fbih": "ZKP FBiH", "ba-rs": "ZKP RS", "ba-bd": "ZKP BD"}


def bosnia() -> Jurisdiction:
    return load("BA")


def criminal(forum: str) -> Procedure:
    [graph] = bosnia().family("criminal", forum)
    return graph


def rule(graph: Procedure, stage: str, event: str) -> DeadlineRule:
    return next(one for one in deadlines_at(graph, stage) if event in one.events)


@pytest.mark.parametrize("forum", FORUMS)
def test_a_deadline_cites_the_code_of_its_own_courts_alone(forum: str) -> None:
    cited = {
        one.legal_basis
        for graph in bosnia().family("criminal", forum)
        for stage in graph.stages
        for one in deadlines_at(graph, stage.id)
    }

    assert any(CODES[forum] in one for one in cited)
    assert [one for one in cited for code in CODES.values() if code != CODES[forum] and code in one] == []


def test_the_appeal_in_the_federation_is_that_of_its_own_code() -> None:
    assert rule(criminal("ba-fbih"), "first_instance_judgment", "appealed_by_accused").legal_basis == "ZKP FBiH 307(1)"


def test_where_no_court_is_named_all_are_cited() -> None:
    graph = bosnia().procedure("criminal_entity")

    found = rule(graph, "first_instance_judgment", "appealed_by_accused").legal_basis

    assert [one for one in ("ZKP FBiH 307(1)", "ZKP RS 306", "ZKP BD 292") if one not in found] == []


def test_in_republika_srpska_she_may_take_over_a_prosecution_that_is_given_up() -> None:
    """ZKP RS 16(2), since Sl. glasnik RS 15/21: after the indictment was confirmed, and only then."""
    graph = criminal("ba-rs")

    taken = step(graph, step(graph, "main_hearing", "prosecutor_withdrew").to_stage.id, "taken_over")

    assert taken.to_stage.id == "injured_as_prosecutor"
    found = rule(graph, "prosecutor_withdrew", "taken_over")
    assert ("ZKP RS 16(2)" in found.legal_basis, found.side, found.confidence) == (True, "ours", "low")


@pytest.mark.parametrize("stage", ["indictment_filed", "indictment_review", "indictment_returned"])
@pytest.mark.parametrize(
    ("country", "law", "doubt"), [("RS", "ZKP 51(1)", "medium"), ("BA", "ZKP RS 46b, 224(5)", "low")]
)
def test_a_withdrawal_before_the_indictment_is_confirmed_starts_eight_days(
    country: str, law: str, doubt: str, stage: str
) -> None:
    """Read for Serbia; for Republika Srpska not verified, and so marked."""
    graph = criminal("ba-rs") if country == "BA" else load("RS").procedure("criminal")

    given_up = step(graph, stage, "prosecutor_withdrew")

    found = next(one for one in given_up.starts if one.days is not None)
    assert (found.days, found.side, found.legal_basis, found.confidence) == (8, "ours", law, doubt)
    assert bool(found.sources) == (country == "RS") != ("not verified" in str(found.note))
    assert step(graph, given_up.to_stage.id, "victim_complained").to_stage.id == "dismissal_complaint"


@pytest.mark.parametrize("forum", ["ba-state", "ba-fbih", "ba-bd"])
def test_elsewhere_nobody_takes_over(forum: str) -> None:
    assert not criminal(forum).has("injured_as_prosecutor")
    assert "prosecutor_withdrew" not in {one.event for one in criminal(forum).leaving("main_hearing")}


def test_in_republika_srpska_a_rejected_complaint_leaves_an_objection() -> None:
    """To the chief prosecutor of the Republic (Sl. glasnik RS 15/21); elsewhere the rejection is the end."""
    rejected = step(criminal("ba-rs"), "dismissal_complaint", "complaint_rejected")

    assert [one.events for one in rejected.starts] == [("victim_objected",)]
    assert step(criminal("ba-fbih"), "dismissal_complaint", "complaint_rejected").to_stage.id == "closed"


def test_who_was_not_told_of_the_dismissal_has_an_outer_period() -> None:
    found = deadlines_at(criminal("ba-rs"), "report_dismissed")

    lengths = {(one.days, one.months, one.runs_from) for one in found if "victim_complained" in one.events}
    assert lengths == {
        (8, None, "service_of_decision_on_victim"),
        (None, 3, "decision_not_served_on_victim"),
    }


@pytest.mark.parametrize(("forum", "standing"), [("ba-state", "293(4)"), ("ba-fbih", "308(4)"), ("ba-bd", "293(4)")])
def test_she_appeals_on_costs_and_the_property_claim_alone(forum: str, standing: str) -> None:
    """Her standing, from memory: so it is marked."""
    found = rule(criminal(forum), "first_instance_judgment", "appealed_by_victim")

    assert (standing in found.legal_basis, found.confidence) == (True, "low")


@pytest.mark.parametrize("forum", FORUMS)
def test_an_appeal_in_a_complex_case_may_be_made_longer(forum: str) -> None:
    found = rule(criminal(forum), "first_instance_judgment", "appealed_by_victim")

    assert found.extended_by is not None
    assert found.extended_by.startswith(CODES[forum])


ALL_CODES = [
    f"{code} {whose}" for code in ("ZKP", "ZPP", "ZIP", "KZ", "Zakon o radu") for whose in ("BiH", "FBiH", "RS", "BD")
]
WHOSE = {"ba-state": "BiH", "ba-fbih": "FBiH", "ba-rs": "RS", "ba-bd": "BD"}


@pytest.mark.parametrize("forum", FORUMS)
def test_ways_to_compensation_and_limitation_cite_the_law_of_their_own_courts_alone(forum: str) -> None:
    law = bosnia().before(forum)
    said = {one.law or "" for one in law.routes} | {need.law or "" for one in law.routes for need in one.needs}
    said |= {one.law for one in law.limitation_rules} | {one.legal_basis or "" for one in law.limitation_events}

    assert any(f"ZKP {WHOSE[forum]}" in one for one in said)
    foreign = [code for code in ALL_CODES if not code.endswith(f" {WHOSE[forum]}")]
    assert [(one, code) for one in said for code in foreign if code in one] == []


def test_without_a_court_a_way_names_the_laws_of_all_and_the_greatest_doubt() -> None:
    way = next(one for one in bosnia().routes if one.id == "property_claim")
    amount = next(one for one in way.needs if one.say == "amount_stated")

    assert amount.law == "ZKP BiH 195, 198; ZKP FBiH 209, 212; ZKP RS 105; ZKP BD 195, 198"
    assert amount.confidence == "medium"


def test_a_way_or_a_note_that_cites_the_law_of_others_is_a_fault() -> None:
    law = bosnia()
    own = law.laws_of["ba-fbih"]
    foreign = replace(own, routes=(replace(own.routes[0], law="ZKP BiH 195"), *own.routes[1:]))

    found = problems(replace(law, laws_of={**law.laws_of, "ba-fbih": foreign}))

    assert [one for one in found if "cites 'ZKP BiH'" in one]
    graph = law.by_forum["criminal_entity", "ba-fbih"]
    noted = replace(graph.transitions[0], note=everywhere("as ZKP BiH 293(4)"))
    steps = replace(graph, transitions=(noted, *graph.transitions[1:]))
    found = problems(replace(law, by_forum={**law.by_forum, ("criminal_entity", "ba-fbih"): steps}))
    assert [one for one in found if "criminal_entity before ba-fbih cites 'ZKP BiH'" in one]
