"""What may be done with a claim, when is it ready, and how much is owed?"""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.claims import amounts, rules
from litigation_app.casework.claims.corrections import rules as decisions
from litigation_app.casework.claims.presenters import OUTCOMES
from litigation_app.casework.claims.reviews.periods.rules import NOT_ALONE
from litigation_app.casework.claims.rules import Blocked, Blocker, ClaimView, Decided, Paid, Part
from litigation_app.core.roles import Actor, Held, Role
from litigation_app.law import loader

AUTHOR = UUID(int=1)
SENT = datetime(2026, 3, 1, 9, tzinfo=UTC)
COUNTRIES = st.sampled_from(loader.COUNTRIES)
AMOUNTS = st.decimals(min_value="0.01", max_value="99999999.99", places=2)
PAYERS = st.sampled_from(["OFFENDER", "ENFORCED", "STATE_FUND", "NGO_ADV"])
DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2026, 12, 31))
DECISIONS = st.builds(
    Decided,
    on=DAYS,
    outcome=st.sampled_from(sorted(OUTCOMES)),
    amount=st.none() | AMOUNTS,
    is_final=st.booleans(),
)
PAYMENTS = st.builds(Paid, on=DAYS, amount=AMOUNTS, payer=PAYERS)


def claim(state: str = "submitted", **changes: object) -> ClaimView:
    ready = {
        "country": "RS",
        "route": "property_claim",
        "currency": "RSD",
        "authors": frozenset({AUTHOR}),
        "parts": (Part("lost_earnings", Decimal("960000.00")), Part("fear", Decimal("300000.00"))),
    }
    return ClaimView(state=state, **{**ready, **changes})  # type: ignore[arg-type]


def coordinator(id_: UUID | None = None, *more: Role) -> Actor:
    office = uuid4()
    held = frozenset(Held(role, office) for role in (Role.COORDINATOR, *more))
    return Actor(id_ or uuid4(), "S. N.", "s@desk.example", held)


def test_a_whole_claim_in_review_can_be_approved_by_somebody_else() -> None:
    assert rules.blockers(claim(), coordinator()) == []


def test_nobody_reviews_what_she_wrote_even_as_coordinator_and_lawyer() -> None:
    writer = coordinator(AUTHOR, Role.LAWYER)

    assert Blocker.OWN_CLAIM in rules.blockers(claim(), writer)
    assert Blocker.OWN_CLAIM in rules.blockers_of_return(claim(), writer)


def test_who_wrote_only_an_earlier_version_cannot_review_either() -> None:
    second = uuid4()
    written_by_two = claim(authors=frozenset({AUTHOR, second}))

    assert rules.blockers(written_by_two, coordinator(second)) == [Blocker.OWN_CLAIM]


@given(state=st.sampled_from(["draft", "returned", "approved", "decided"]))
def test_only_what_is_in_review_can_be_reviewed(state: str) -> None:
    assert Blocker.NOT_SUBMITTED in rules.blockers(claim(state), coordinator())
    assert Blocker.NOT_SUBMITTED in rules.blockers_of_return(claim(state), coordinator())


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"parts": ()}, Blocker.NO_BREAKDOWN),
        ({"parts": (Part("fear", Decimal(0)),)}, Blocker.ZERO_AMOUNT),
        ({"parts": (Part("fear", Decimal(1)), Part("fear", Decimal(2)))}, Blocker.HEAD_DOUBLED),
        ({"parts": (Part("nothing_of_the_list", Decimal(1)),)}, Blocker.NO_LEGAL_BASIS),
        ({"currency": "EUR"}, Blocker.WRONG_CURRENCY),
        ({"route": "state_fund"}, Blocker.ROUTE_CLOSED),  # Serbia has no state fund yet
    ],
)
def test_a_faulty_claim_is_neither_sent_nor_approved(change: dict[str, object], reason: Blocker) -> None:
    assert rules.blockers(claim(**change), coordinator()) == [reason]
    assert rules.blockers_of_submission(claim("draft", **change)) == [reason]


def test_something_is_done_about_a_returned_claim_before_it_is_sent_again() -> None:
    assert rules.blockers_of_submission(claim("returned")) == [Blocker.NOT_CHANGED]
    assert rules.blockers_of_submission(claim("returned"), is_answered=True) == []
    assert rules.blockers_of_submission(claim("returned", parts=()), is_answered=True) == [Blocker.NO_BREAKDOWN]
    assert rules.blockers_of_change(claim("returned")) == []


@given(state=st.sampled_from(["returned", "approved"]))
def test_what_was_reviewed_changes_only_as_a_new_version(state: str) -> None:
    assert rules.blockers_of_change(claim(state)) == []
    assert rules.opens_new_version(state)


def test_a_draft_keeps_its_version() -> None:
    assert not rules.opens_new_version("draft")


def test_nothing_changes_in_review_or_after_a_decision() -> None:
    decided = Decided(date(2026, 1, 2), "referred", None, is_final=False)

    assert rules.blockers_of_change(claim("submitted")) == [Blocker.ALREADY_SUBMITTED]
    assert rules.blockers_of_change(claim("decided", decisions=(decided,))) == [Blocker.ALREADY_DECIDED]


def test_a_decision_needs_an_approved_or_filed_claim() -> None:
    assert rules.blockers_of_decision(claim("draft")) == [Blocker.NOT_APPROVED]
    assert rules.blockers_of_decision(claim("approved")) == []
    assert rules.blockers_of_decision(claim("draft", filed_on=date(2026, 1, 2))) == []


def test_an_award_has_an_amount_and_nothing_else_has() -> None:
    award = Decided(date(2026, 1, 2), "awarded_part", None, is_final=True)
    referral = Decided(date(2026, 1, 2), "referred", Decimal(5), is_final=True)

    assert decisions.faults_of_decision(claim("approved"), award) == [Blocker.AWARD_WITHOUT_AMOUNT]
    assert decisions.faults_of_decision(claim("approved"), referral) == [Blocker.AMOUNT_WITHOUT_AWARD]


def test_no_decision_comes_before_the_filing() -> None:
    filed = claim("approved", filed_on=date(2026, 3, 1))
    early = Decided(date(2026, 2, 28), "rejected", None, is_final=False)

    assert decisions.faults_of_decision(filed, early) == [Blocker.BEFORE_FILING]


def test_all_reasons_come_at_once() -> None:
    with pytest.raises(Blocked) as stop:
        rules.require(rules.blockers(claim("draft", parts=(), currency="BAM"), coordinator(AUTHOR)))

    assert set(stop.value.reasons) == {
        Blocker.OWN_CLAIM,
        Blocker.NOT_SUBMITTED,
        Blocker.NO_BREAKDOWN,
        Blocker.WRONG_CURRENCY,
    }


@given(country=COUNTRIES, data=st.data())
def test_each_open_route_and_head_of_each_country_makes_a_claim_without_faults(
    country: str, data: st.DataObject
) -> None:
    law = loader.load(country)
    heads = data.draw(st.lists(st.sampled_from([one.id for one in law.heads]), min_size=1, unique=True))
    route = data.draw(st.sampled_from([one.id for one in rules.routes_open(law)]))
    parts = tuple(Part(head, data.draw(AMOUNTS)) for head in heads)

    made = claim("draft", country=country, currency=law.currency, route=route, parts=parts)

    assert rules.faults(made) == []
    assert amounts.total(made.parts) == sum(part.amount for part in parts)


@given(parts=st.lists(st.builds(Part, head=st.sampled_from(["fear", "lost_earnings", "x"]), amount=AMOUNTS)))
def test_the_checklist_has_always_the_same_points(parts: list[Part]) -> None:
    points = [one.code for one in rules.readiness(claim(parts=tuple(parts)))]

    assert points == [one.code for one in rules.readiness(claim())]


@given(parts=st.lists(st.builds(Part, head=st.sampled_from(["fear", "x"]), amount=AMOUNTS | st.just(Decimal(0)))))
def test_a_claim_with_every_point_done_has_no_faults(parts: list[Part]) -> None:
    made = claim(parts=tuple(parts))

    assert bool(rules.faults(made)) == any(
        not one.is_done for one in rules.readiness(made) if one.code not in {"material", "non_material"}
    )


@given(payments=st.lists(PAYMENTS, max_size=8), decisions=st.lists(DECISIONS, max_size=5))
def test_money_adds_up(payments: list[Paid], decisions: list[Decided]) -> None:
    made = claim("decided", payments=tuple(payments), decisions=tuple(decisions))

    assert amounts.finally_awarded(made) in {amounts.awarded(made), Decimal(0)}
    assert amounts.paid_so_far(made) == sum(one.amount for one in payments if one.payer != "NGO_ADV")


@given(decisions=st.permutations([
    Decided(date(2024, 1, 1), "awarded_full", Decimal(100), is_final=False),
    Decided(date(2025, 1, 1), "awarded_part", Decimal(60), is_final=True),
    Decided(date(2025, 1, 1), "awarded_full", Decimal(100), is_final=False),
]))  # fmt: skip
def test_the_last_decision_counts_whatever_the_order_of_recording(decisions: list[Decided]) -> None:
    made = claim("decided", decisions=tuple(decisions))

    assert (amounts.awarded(made), amounts.finally_awarded(made)) == (Decimal(60), Decimal(60))


def test_an_advance_of_the_organisation_is_no_payment() -> None:
    lent = Paid(date(2026, 1, 1), Decimal("100.00"), "NGO_ADV")

    assert amounts.paid_so_far(claim("decided", payments=(lent,))) == 0


@pytest.mark.parametrize(
    ("is_approved", "review_by", "submitted_at", "state"),
    [
        (True, None, SENT, "approved"),
        (False, date(2026, 3, 9), SENT, "submitted"),
        (False, None, SENT, "returned"),
        (False, None, None, "draft"),
    ],
)
def test_a_claim_whose_decision_falls_stands_where_it_stood_before(
    is_approved: bool, review_by: date | None, submitted_at: datetime | None, state: str
) -> None:
    made = replace(claim("decided"), is_approved=is_approved, review_by=review_by, submitted_at=submitted_at)

    assert rules.reopened(made) == state


@given(filed=DAYS, approved=st.none() | DAYS)
def test_a_filing_long_before_the_approval_is_asked_about_and_never_refused(filed: date, approved: date | None) -> None:
    asked = decisions.faults_of_filing(claim(), filed, approved_on=approved)

    assert (asked == [Blocker.LONG_BEFORE]) == (approved is not None and (approved - filed).days > 30)
    assert decisions.faults_of_filing(claim(), filed, approved_on=approved, is_early_meant=True) == []


def test_a_claim_for_wages_is_looked_at_for_wages_alone() -> None:
    points = [one.code for one in rules.readiness(claim(route="unpaid_wages"))]

    assert "material" in points
    assert "non_material" not in points


@pytest.mark.parametrize(("needs_two", "found"), [(True, [Blocker.APPROVED_ONCE]), (False, [])])
def test_a_first_approval_stands_in_the_way_only_while_two_are_needed(needs_two: bool, found: list[Blocker]) -> None:
    first = coordinator()
    own = replace(NOT_ALONE, needs_two=needs_two)

    assert rules.blockers(claim(first_approved_by=first.id), first, own) == found
