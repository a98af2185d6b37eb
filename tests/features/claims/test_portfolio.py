"""Does the chain from claimed to paid add up for whoever may see it, and to nobody else?"""

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, select

from claiming import YEAR, Desk, plain
from config import Config
from litigation_app.casework.claims.models import CourtDecision
from litigation_app.casework.claims.portfolio.models import Standing
from litigation_app.casework.claims.portfolio.rules import EVERY_ROUTE, MEASURES
from litigation_app.casework.lists.caselists import actions as lists
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.cli import litigation
from litigation_app.core.access import Role
from litigation_app.core.db import committing
from litigation_app.core.rls import rowguard
from stepping import outside, path_of

DECISION = {
    "on": f"4. 5. {YEAR}.",
    "instance": "final",
    "outcome": "awarded_part",
    "amount": "500,000",
    "is_final": "y",
}


def paid(desk: Desk, **said: str) -> Any:
    """A claim of 1,260,000.00 of which 500,000.00 is finally awarded and 120,000.00 paid."""
    claim_id = desk.approved()
    steps: list[tuple[str, dict[str, str]]] = [
        ("filings", {"on": f"2. 3. {YEAR}.", "early": "y"}),
        ("decisions", DECISION | said),
        ("payments", {"on": f"6. 6. {YEAR}.", "amount": "120,000", "payer": "OFFENDER"}),
    ]
    for path, form in steps:
        assert desk.lawyer.post(f"/claims/{claim_id}/{path}", form).status_code == 303
    return claim_id


def page(who: Any, query: str = "") -> str:
    answer = who.get(f"/portfolio/{query}")
    assert answer.status_code == 200
    return plain(answer.get_data(as_text=True))


def kept(desk: Desk) -> list[Any]:
    """All that is kept, so that it can be held against what is made anew."""
    rows = [{c: getattr(one, c) for c in one.__table__.columns.keys()} for one in desk.rows(select(Standing))]  # noqa: SIM118
    return sorted(rows, key=str)


def made_anew(desk: Desk) -> list[Any]:
    with desk.app.app_context(), committing():
        lists.rebuild()
    return kept(desk)


class Zenica(Desk):
    """The same at a desk in the Federation, where interest may run from the day on which the claim stated its amount."""

    place: ClassVar[dict[str, str]] = {"forum": "ba-fbih"}


def test_the_chain_stands_in_persons_and_amounts_and_opens_onto_its_cases(desk: Desk) -> None:
    paid(desk)

    seen = page(desk.coordinator)

    for amount in ("1,260,000.00 RSD", "500,000.00 RSD", "120,000.00 RSD", "380,000.00 RSD"):
        assert amount in seen, amount
    assert "<svg" in seen
    behind = plain(desk.coordinator.get("/portfolio/final?currency=RSD").get_data(as_text=True))
    assert f'href="/cases/{desk.case_id}"' in behind
    assert "500,000.00 RSD" in behind


def test_a_claim_that_has_not_gone_out_is_in_no_step(desk: Desk) -> None:
    desk.approved()

    assert "No claim has gone out" in page(desk.coordinator)


def test_the_same_damage_by_two_routes_counts_once_and_so_does_she(desk: Desk) -> None:
    paid(desk, outcome="referred", amount="", is_final="")
    suit = desk.draft(route="civil_suit")
    desk.lawyer.post(f"/claims/{suit}/submission", desk.seen(suit))
    desk.coordinator.post(f"/claims/{suit}/approval", desk.seen(suit))
    desk.lawyer.post(f"/claims/{suit}/filings", {"on": f"1. 6. {YEAR}.", "early": "y"})

    standings = {one.route: one for one in desk.rows(select(Standing))}

    assert standings[EVERY_ROUTE].claimed == 126_000_000
    assert set(standings) == {EVERY_ROUTE, "property_claim", "civil_suit"}
    assert "1,260,000.00 RSD" in page(desk.coordinator)
    assert "1,260,000.00 RSD" in page(desk.coordinator, "?route=civil_suit")


def test_what_is_kept_is_what_would_be_made_anew(desk: Desk) -> None:
    paid(desk)
    desk.victim_id = desk.victim()
    paid(desk, outcome="rejected", amount="")
    before = kept(desk)

    assert made_anew(desk) == before
    assert len(before) == 4


def test_an_upgrade_makes_the_sums_that_an_older_version_did_not_keep(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    paid(desk)
    before = kept(desk)
    with desk.app.app_context(), rowguard.system("lists"), committing() as session:
        session.execute(delete(Standing))
    config: Config = desk.app.extensions["config"]
    monkeypatch.setenv("LITIGATION_INSTANCE", str(config.instance))
    monkeypatch.setenv("LITIGATION_DATABASE_URL", config.database_url)
    monkeypatch.setenv("LITIGATION_OWNER_DATABASE_URL", config.owner_database_url)

    answer = CliRunner().invoke(litigation, ["init", "--upgrade"])

    assert answer.exit_code == 0, answer.output
    assert kept(desk) == before != []


def test_a_lawyer_sees_the_sums_of_her_own_cases_alone(desk: Desk, make: Any, client_as: Callable[[str], Any]) -> None:
    paid(desk)
    other = client_as(make.lawyer())

    assert "380,000.00 RSD" in page(desk.lawyer)
    assert "No claim has gone out" in page(other)
    assert "None of these" in other.get("/portfolio/final?currency=RSD").get_data(as_text=True)
    elsewhere = client_as(make.coordinator(office=make.office()))
    assert "No claim has gone out" in page(elsewhere)


def test_a_case_that_is_walled_off_is_in_no_sum(desk: Desk, make: Any, client_as: Callable[[str], Any]) -> None:
    paid(desk)
    desk.victim_id = desk.victim()
    other = Desk(make, client_as)
    paid(other)
    walled = client_as(make.coordinator())
    answer = desk.coordinator.post(
        f"/cases/{desk.case_id}/walls", {"person": str(make.user_id(walled.email)), "reason": "conflict_of_interest"}
    )
    assert answer.status_code == 303, answer.get_data(as_text=True)

    assert "1,000,000.00 RSD" in page(desk.coordinator)
    seen = page(walled)
    assert "1,000,000.00 RSD" not in seen
    assert "500,000.00 RSD" in seen
    assert str(desk.case_id) not in walled.get("/portfolio/final?currency=RSD").get_data(as_text=True)


def test_an_enforcement_moves_what_is_final_into_its_step(desk: Desk) -> None:
    paid(desk)

    answer = desk.lawyer.post(f"/cases/{desk.case_id}/proceedings", {"procedure": "enforcement"})

    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert [one.enforcing for one in desk.rows(select(Standing))] == [50_000_000, 50_000_000]


def test_since_when_we_are_in_an_enforcement_says_whether_it_was_begun_in_time(desk: Desk) -> None:
    claim_id = desk.approved()
    desk.lawyer.post(f"/claims/{claim_id}/decisions", DECISION | {"on": "17. 3. 2014."})
    desk.lawyer.post(f"/cases/{desk.case_id}/proceedings", {"procedure": "enforcement"})
    assert all(one.enforce_by is not None for one in desk.rows(select(Standing)))
    [begun] = desk.rows(select(Proceeding).where(Proceeding.family == "enforcement"))

    said = {"entered_on": "1. 6. 2015.", "row_version": str(begun.row_version)}
    answer = desk.lawyer.post(f"/proceedings/{begun.id}/entry", said)

    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert [one.enforce_by for one in desk.rows(select(Standing))] == [None, None]


@pytest.mark.parametrize("is_by_its_step", [False, True])
def test_an_enforcement_that_we_joined_late_was_begun_when_it_began(desk: Desk, is_by_its_step: bool) -> None:
    claim_id = desk.approved()
    desk.lawyer.post(f"/claims/{claim_id}/decisions", DECISION | {"on": "17. 3. 2014."})
    days = {} if is_by_its_step else {"begun_on": "1. 6. 2015.", "entered_on": "1. 6. 2025."}
    desk.lawyer.post(f"/cases/{desk.case_id}/proceedings", {"procedure": "enforcement"} | days)
    if is_by_its_step:
        its = path_of(desk.app, desk.case_id, "enforcement")
        assert outside(desk.lawyer, its, "application", 0, date(2016, 3, 1)).status_code == 303

    assert [one.enforce_by for one in desk.rows(select(Standing))] == [None, None]
    assert "time-barred since" not in plain(desk.lawyer.get(f"/cases/{desk.case_id}").get_data(as_text=True))
    assert kept(desk) == made_anew(desk)


def test_the_enforcement_of_one_client_s_award_stops_no_time_of_another(desk: Desk) -> None:
    begun = {"procedure": "enforcement", "begun_on": "1. 6. 2015."}
    for name in ("", "Druga"):
        desk.victim_id = desk.victim(given_name=name) if name else desk.victim_id
        desk.lawyer.post(f"/claims/{desk.approved()}/decisions", DECISION | {"on": "17. 3. 2014."})
        if not name:
            desk.lawyer.post(f"/cases/{desk.case_id}/proceedings", begun)
            assert [one.enforce_by for one in desk.rows(select(Standing))] == [None, None]

    assert [str(one.enforce_by) for one in desk.rows(select(Standing))] == ["2024-03-17"] * 4
    assert all(one.enforcing for one in desk.rows(select(Standing)))


def test_what_interest_takes_of_a_payment_follows_the_day_on_which_the_amount_was_stated(
    make: Any, client_as: Callable[[str], Any]
) -> None:
    desk = Zenica(make, client_as, make.lawyer(office=make.office("BA", "Zenica")))
    claim_id = paid(desk)
    [decision] = desk.rows(select(CourtDecision.id))
    line = {"lines-0-head": "fear", "lines-0-answer": "awarded", "lines-0-amount": "500,000", "version": "0"}
    assert desk.lawyer.post(f"/decisions/{decision}/lines", line).status_code == 303
    [since_filing] = desk.rows(select(Standing.owed).where(Standing.route == EVERY_ROUTE))

    answer = desk.lawyer.post(f"/claims/{claim_id}/terms", desk.seen(claim_id))

    assert answer.status_code == 303, answer.get_data(as_text=True)
    [since_decision] = desk.rows(select(Standing.owed).where(Standing.route == EVERY_ROUTE))
    assert since_decision < since_filing
    before = kept(desk)
    assert made_anew(desk) == before


def test_what_is_not_offered_does_not_exist(desk: Desk, make: Any, client_as: Callable[[str], Any]) -> None:
    paid(desk)

    assert desk.coordinator.get("/portfolio/?year=1999").status_code == 404
    assert desk.coordinator.get("/portfolio/stolen?currency=RSD").status_code == 404
    assert client_as(make.person(Role.ANALYST)).get("/portfolio/").status_code == 404
    assert set(MEASURES) >= {"claimed", "paid"}


def test_a_walled_case_is_no_choice_either(desk: Desk, make: Any, client_as: Callable[[str], Any]) -> None:
    paid(desk)
    walled = client_as(make.coordinator())
    assert f'value="{YEAR}"' in page(walled)
    wall = {"person": str(make.user_id(walled.email)), "reason": "conflict_of_interest"}
    assert desk.coordinator.post(f"/cases/{desk.case_id}/walls", wall).status_code == 303

    assert f'value="{YEAR}"' not in page(walled)
    assert walled.get(f"/portfolio/?year={YEAR}").status_code == walled.get(f"/portfolio/?year={YEAR - 1}").status_code
    assert str(make.user_id(desk.lawyer.email)) not in page(walled)
