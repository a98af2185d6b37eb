"""Does the badge say where a claim stands, and is a payment offered only where somebody can pay?"""

import re
from datetime import timedelta

from sqlalchemy import select

from claiming import YEAR, Desk, plain
from litigation_app.casework.claims.models import Claim, Payment
from litigation_app.core.clock import today
from litigation_app.core.language import format_date

PAID = {"on": f"1. 2. {YEAR}.", "amount": "7,000", "payer": "OFFENDER"}
DECISION = {"on": f"4. 3. {YEAR}.", "instance": "first", "outcome": "rejected"}


def badges(page: str) -> str:
    return page.split("</h1>")[1].split("page-under", maxsplit=1)[0]


def test_after_the_filing_it_is_filed(desk: Desk) -> None:
    claim_id = desk.approved()
    assert "Approved" in badges(desk.page(claim_id))

    assert desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": f"2. 2. {YEAR}.", "early": "y"}).status_code == 303

    assert "Filed" in badges(desk.page(claim_id))
    assert "Approved" not in badges(desk.page(claim_id))
    assert "Claim: filed" in plain(desk.lawyer.get(f"/cases/{desk.case_id}").get_data(as_text=True))
    assert desk.lawyer.post(f"/claims/{claim_id}/decisions", DECISION).status_code == 303
    assert "Decided" in badges(desk.page(claim_id))
    assert "Filed" not in badges(desk.page(claim_id))


def test_what_was_filed_before_anybody_approved_it_is_filed_and_in_review(desk: Desk) -> None:
    claim_id = desk.draft()

    answer = desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": f"2. 2. {YEAR}.", "unreviewed": "made_orally"})

    assert answer.status_code == 303
    assert all(word in badges(desk.page(claim_id)) for word in ("In review", "Filed"))


def test_what_is_not_filed_is_not_claimed(desk: Desk) -> None:
    claim_id = desk.approved()
    case = f"/cases/{desk.case_id}"

    draft, tab, page = read(desk, case), read(desk, f"{case}/claims"), read(desk, f"/claims/{claim_id}")
    desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": f"2. 2. {YEAR}.", "early": "y"})
    filed = read(desk, case)

    assert "Claimed 0.00 and 1,260,000.00 not filed yet" in draft
    assert "Not filed yet 1,260,000.00 RSD" in tab.replace(" drafts, and what is in review or approved", "")
    assert "Claimed" not in page
    assert "Amount of the claim 1,260,000.00 RSD" in page
    assert "Claimed 1,260,000.00 filed claims" in filed
    assert "Claimed 1,260,000.00 RSD" in read(desk, f"/claims/{claim_id}")


def read(desk: Desk, path: str) -> str:
    """The words of a page, one after the other."""
    return " ".join(re.sub(r"<[^>]+>", " ", plain(desk.lawyer.get(path).get_data(as_text=True))).split())


def test_a_draft_offers_no_payment_and_takes_none(desk: Desk) -> None:
    claim_id = desk.draft()
    path = f"/claims/{claim_id}/payments"

    answer = desk.lawyer.post(path, PAID)

    assert path not in desk.page(claim_id)
    assert answer.status_code == 422
    assert "Record the filing first." in answer.get_data(as_text=True)
    assert 'value="7,000"' in answer.get_data(as_text=True)
    assert desk.rows(select(Payment.id)) == []
    desk.lawyer.post(f"/claims/{claim_id}/submission", desk.seen(claim_id))
    desk.coordinator.post(f"/claims/{claim_id}/approval", desk.seen(claim_id))
    assert path in desk.page(claim_id)
    assert desk.lawyer.post(path, PAID).status_code == 303


def test_every_month_is_said_without_a_number(desk: Desk) -> None:
    path = f"/claims/{desk.approved()}/instalments/new"
    page = desk.lawyer.get(path).get_data(as_text=True)
    assert "Every month<" in page
    assert "Every 2 months<" in page
    for language, said in (("sr-Cyrl", "Сваког месеца<"), ("mk", "Секој месец<"), ("cnr", "Svakog mjeseca<")):
        desk.lawyer.post("/language", {"language": language, "next": "/"})
        assert said in desk.lawyer.get(path).get_data(as_text=True)


def test_a_filing_long_before_the_approval_is_asked_about_and_recorded_if_it_is_meant(desk: Desk) -> None:
    claim_id = desk.approved()
    path, early = f"/claims/{claim_id}/filings", plain(format_date(today() - timedelta(days=31)))
    assert 'name="early"' not in desk.lawyer.get(path).get_data(as_text=True)

    asked = desk.lawyer.post(path, {"on": early})

    assert asked.status_code == 422
    page = plain(asked.get_data(as_text=True))
    assert "long before the claim was approved" in page
    assert 'name="early"' in page
    assert f'value="{early}"' in page
    assert desk.rows(select(Claim.filed_on)) == [None]
    assert desk.lawyer.post(path, {"on": early, "early": "y"}).status_code == 303


def test_a_filing_some_days_before_the_approval_is_not_asked_about(desk: Desk) -> None:
    path = f"/claims/{desk.approved()}/filings"

    assert desk.lawyer.post(path, {"on": format_date(today() - timedelta(days=30))}).status_code == 303
