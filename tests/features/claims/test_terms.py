"""Is it said of whom a claim is asked, what she was advised and what it is in euros, and is a claim without amounts warned of?"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from claiming import ROWS, YEAR, Desk, plain
from lawyering import said, text
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.core.clock import today
from litigation_app.vault import Capsule

ADVICE = "Rekla sam joj da se naplata vodi kroz izvršenje."
WARNING = "Courts refer such a claim to a civil action"
SAID = {"is_quantified": "y", "advised_on": f"5. 2. {YEAR}.", "advice": ADVICE}
RATE = {"eur_rate": "116.5", "eur_rate_on": f"5. 2. {YEAR}.", "eur_rate_source": "Narodna banka"}


def say(desk: Desk, claim_id: UUID, **said: Any) -> Any:
    return desk.lawyer.post(f"/claims/{claim_id}/terms", {**SAID, **desk.seen(claim_id), **said})


def test_what_she_was_advised_is_sealed_and_its_day_is_not(desk: Desk) -> None:
    claim_id = desk.draft()
    assert "not recorded yet" in desk.page(claim_id)

    assert say(desk, claim_id).status_code == 303

    closed = plain(desk.page(claim_id))
    assert f"5. 2. {YEAR}." in closed
    assert ADVICE not in closed
    assert not any(b"naplata" in bytes(one) for one in desk.rows(select(Capsule.sealed)))
    desk.lawyer.post(f"/victims/{desk.victim_id}/openings", {"purpose": "drafting", "groups": "legal"})
    assert ADVICE in desk.page(claim_id)
    assert ADVICE in desk.lawyer.get(f"/claims/{claim_id}/terms").get_data(as_text=True)


def test_advice_that_is_closed_stays_when_something_else_is_saved(desk: Desk) -> None:
    claim_id = desk.draft()
    say(desk, claim_id)

    assert say(desk, claim_id, advice="", **RATE).status_code == 303

    desk.lawyer.post(f"/victims/{desk.victim_id}/openings", {"purpose": "drafting", "groups": "legal"})
    assert ADVICE in desk.page(claim_id)
    emptied = {"advice": "", "advice-read": "y"}  # it stood in its box
    assert say(desk, claim_id, **emptied, **RATE).status_code == 303
    assert ADVICE not in desk.page(claim_id)


def test_a_claim_without_amounts_before_the_court_is_warned_of(desk: Desk) -> None:
    claim_id = desk.draft()
    assert WARNING not in desk.page(claim_id)

    say(desk, claim_id, is_quantified="")

    assert WARNING in desk.page(claim_id)


def test_the_euro_is_that_of_the_rate_that_was_written(desk: Desk) -> None:
    claim_id = desk.draft()

    assert say(desk, claim_id, **RATE).status_code == 303

    page = plain(desk.page(claim_id))
    assert "10,815.45 EUR" in page  # 1,260,000 at 116.5
    assert "Narodna banka" in page


@pytest.mark.parametrize(("days", "is_old"), [(30, False), (31, True)])
def test_a_rate_that_is_old_says_how_old_it_was(desk: Desk, days: int, is_old: bool) -> None:
    claim_id = desk.draft()
    say(desk, claim_id, **RATE | {"eur_rate_on": said(today() - timedelta(days=days))})

    page = plain(desk.page(claim_id))
    desk.lawyer.post("/language", {"language": "sr-Cyrl"})

    assert ("this rate was 31 days old." in page) is is_old
    assert "Narodna banka" in page


@pytest.mark.parametrize("missing", sorted(RATE))
def test_a_rate_without_its_day_or_source_is_refused_and_nothing_is_lost(desk: Desk, missing: str) -> None:
    claim_id = desk.draft()

    answer = say(desk, claim_id, **{**RATE, missing: ""})

    assert answer.status_code == 422
    assert "A rate is written with its day and with who published it." in text(answer)
    assert ADVICE in text(answer)


def test_the_accused_of_whom_it_is_asked_owe_it_jointly_and_severally(desk: Desk) -> None:
    claim_id, ids = desk.draft(), accused(desk)

    assert say(desk, claim_id, debtors=ids).status_code == 303

    shown = text(desk.lawyer.get(f"/claims/{claim_id}"))
    assert "Jointly and severally" in shown
    assert "Prvi Izmišljeni" not in shown
    assert say(desk, claim_id, debtors=["7b0c7a52-0000-4000-8000-000000000000"]).status_code == 422


def test_one_kind_of_damage_can_be_asked_of_some_of_them_alone(desk: Desk) -> None:
    claim_id, (first, second) = desk.draft(), accused(desk)
    assert "limited to these respondents" in plain(desk.lawyer.get(f"/claims/{claim_id}/terms").get_data(as_text=True))

    assert say(desk, claim_id, debtors=[first, second], **{"some-fear": second}).status_code == 303

    assert desk.rows(select(Claim.asked_of_some)) == [{"fear": [second]}]
    card = plain(desk.page(claim_id)).split("Jointly and severally", 1)[1]
    assert re.search(r"Fear suffered</dt>\s*<dd[^>]*>\s*Accused B", card)
    assert 'name="some-fear"' in desk.lawyer.get(f"/claims/{claim_id}/terms").get_data(as_text=True)
    assert say(desk, claim_id, debtors=[first, second], **{"some-fear": [first, second]}).status_code == 303
    assert desk.rows(select(Claim.asked_of_some)) == [{}]  # of all of them, as without a tick
    assert say(desk, claim_id, debtors=[first, second], **{"some-fear": second}).status_code == 303
    without = ROWS | {"parts-1-head": "", "parts-1-amount": ""} | desk.seen(claim_id)
    assert desk.lawyer.post(f"/claims/{claim_id}/versions", without).status_code == 303
    assert desk.rows(select(Claim.asked_of_some)) == [{}]  # fear is claimed no more


def test_who_is_not_asked_at_all_is_not_asked_for_one_kind_alone(desk: Desk) -> None:
    claim_id, (first, second) = desk.draft(), accused(desk)

    answer = say(desk, claim_id, debtors=first, **{"some-fear": second})

    assert answer.status_code == 422
    assert "is not among the respondents of the claim" in text(answer)
    assert ADVICE in text(answer)


def accused(desk: Desk) -> list[str]:
    """Two accused of the case."""
    for name in ("Prvi Izmišljeni", "Drugi Izmišljeni"):
        assert desk.lawyer.post(f"/cases/{desk.case_id}/accused", {"name": name}).status_code == 303
    return [str(one) for one in desk.rows(select(Defendant.id).order_by(Defendant.letter))]


def test_who_owes_it_does_not_change_once_it_is_approved_but_advice_can_be_recorded(desk: Desk) -> None:
    claim_id, ids = desk.approved(), accused(desk)

    refused = say(desk, claim_id, debtors=ids)

    assert refused.status_code == 409
    assert "This version is approved already." in text(refused)
    assert ADVICE in text(refused)
    assert say(desk, claim_id).status_code == 303
    assert desk.rows(select(Claim.debtors)) == [[]]


def test_a_claim_that_changed_meanwhile_is_not_overwritten(desk: Desk) -> None:
    claim_id = desk.draft()
    seen = desk.seen(claim_id)
    desk.lawyer.post(f"/claims/{claim_id}/versions", {**ROWS, "parts-1-amount": "7", **seen})

    answer = say(desk, claim_id, **seen)

    assert answer.status_code == 409
    assert ADVICE in text(answer)
    assert desk.rows(select(Claim.advised_on)) == [None]


def test_another_lawyers_claim_does_not_exist(desk: Desk, make: Any, client_as: Callable[[str], Any]) -> None:
    claim_id = desk.draft()
    other = client_as(make.lawyer())

    assert other.get(f"/claims/{claim_id}/terms").status_code == 404
    assert other.post(f"/claims/{claim_id}/terms", SAID).status_code == 404


def test_whoever_writes_the_terms_does_not_approve_the_claim(desk: Desk, client_as: Callable[[str], Any]) -> None:
    both = desk.second_lawyer(client_as)
    claim_id = desk.draft()
    assert both.post(f"/claims/{claim_id}/terms", SAID | desk.seen(claim_id)).status_code == 303
    assert desk.lawyer.post(f"/claims/{claim_id}/submission", desk.seen(claim_id)).status_code == 303

    assert both.post(f"/claims/{claim_id}/approval", desk.seen(claim_id)).status_code == 422
    assert desk.state(claim_id) == "submitted"


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("en", "National Bank of Serbia, official middle rate"),
        ("sr-Cyrl", "Народна банка Србије, званични средњи курс"),
        ("mk", "Народна банка на Србија, официјален среден курс"),
        ("bs", "Narodna banka Srbije, zvanični srednji kurs"),
    ],
)
def test_where_the_rate_of_the_desk_comes_from_is_said_in_her_language(desk: Desk, language: str, source: str) -> None:
    claim_id = desk.draft()

    desk.lawyer.post("/language", {"language": language})

    assert source in desk.page(claim_id)
