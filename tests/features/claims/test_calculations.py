"""Can the amount of a row be computed, and be read back under her opening alone?"""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from claiming import YEAR, Desk, plain
from computed import EMPLOYER, WORK, amounts, compute, opened
from lawyering import text
from litigation_app.casework.claims.calculations.models import Computed
from litigation_app.core.language import format_date
from litigation_app.law.debts import earnings
from litigation_app.law.debts.tables import SURE
from litigation_app.ledger import LedgerEntry
from litigation_app.vault import Capsule


def test_lost_earnings_become_the_amount_of_the_row_and_every_step_can_be_read(desk: Desk) -> None:
    claim_id = desk.draft()

    answer = compute(desk, claim_id)

    assert answer.status_code == 303, text(answer)
    assert amounts(desk, claim_id) == {"lost_earnings": "10232.00", "fear": "300000.00"}
    closed = plain(desk.page(claim_id))
    assert "open the legal part of her record to read it" in closed
    assert EMPLOYER not in closed
    opened(desk, "legal")
    page = plain(desk.page(claim_id))
    for words in (
        EMPLOYER,
        "60 hours at 130.00 RSD",
        "7,800.00 RSD",
        "Less amounts received",
        "-1,000.00 RSD",
        "10,232.00 RSD",
    ):
        assert words in page
    assert EMPLOYER not in desk.page(claim_id, desk.coordinator)


def test_the_page_says_which_minimum_wages_of_the_table_are_not_verified(desk: Desk) -> None:
    page = text(desk.lawyer.get(f"/claims/{desk.draft()}/rows/lost_earnings/calculation"))
    unsure = [one for one in earnings.of_place("RS") if one.confidence != SURE]

    assert (
        f"{len(unsure)} of the {len(earnings.of_place('RS'))} minimum wages in the desk's table are not verified"
        in page
    )
    assert all(format_date(one.since).replace("\u00a0", " ") in page for one in unsure)
    fear = text(desk.lawyer.get(f"/claims/{desk.draft()}/rows/fear/calculation"))
    assert "minimum wages" not in fear


def test_another_part_of_her_record_does_not_show_it(desk: Desk) -> None:
    claim_id = desk.draft()
    compute(desk, claim_id)

    opened(desk, "contact")

    assert EMPLOYER not in desk.page(claim_id)
    assert EMPLOYER not in desk.lawyer.get(f"/claims/{claim_id}/rows/lost_earnings/calculation").get_data(as_text=True)


def test_where_she_worked_stands_neither_in_the_open_nor_in_the_access_log(desk: Desk) -> None:
    compute(desk, desk.draft())

    sealed = desk.rows(select(Capsule.sealed).where(Capsule.table == "calculation"))
    assert len(sealed) == 1
    assert b"pekara" not in bytes(sealed[0])
    assert not any(b"pekara" in body or b"10232" in body for body in desk.rows(select(LedgerEntry.body)))


def test_the_sum_is_shown_and_nothing_is_saved_before_she_says_so(desk: Desk) -> None:
    claim_id = desk.draft()

    answer = compute(desk, claim_id, again="sum")

    assert answer.status_code == 422
    page = text(answer)
    assert "60 hours at 130.00 RSD" in page
    assert "10,232.00 RSD" in page
    assert 'id="sum"' in page
    assert '/calculations#sum"' in page  # the browser goes to the sum, far below the fields
    assert EMPLOYER in page
    assert amounts(desk, claim_id)["lost_earnings"] == "960000.00"
    assert desk.rows(select(Computed.id)) == []


def test_receipts_in_another_currency_are_converted_at_the_rate_that_she_names(desk: Desk) -> None:
    claim_id = desk.draft()
    said = {
        "method": "receipts",
        "receipts-0-on": f"5. 2. {YEAR}.", "receipts-0-what": "Zubar", "receipts-0-amount": "10", "receipts-0-currency": "EUR",
        "receipts-0-rate": "117.2034", "receipts-0-rate_on": f"5. 2. {YEAR}.", "receipts-0-rate_source": "NBS",
    }  # fmt: skip

    assert compute(desk, claim_id, "medical_costs", **said).status_code == 303

    assert amounts(desk, claim_id) == {"lost_earnings": "960000.00", "fear": "300000.00", "medical_costs": "1172.03"}
    opened(desk, "legal")
    page = plain(desk.page(claim_id))
    assert "10.00 EUR × 117.2034" in page
    assert "NBS" in page


def test_what_an_expert_found_and_a_stated_sum_are_kept_with_what_they_rest_on(desk: Desk) -> None:
    claim_id = desk.draft()
    finding = {"method": "expert", "amount": "250,000", "by": "Dr Izmišljena", "on": f"5. 2. {YEAR}."}

    assert compute(desk, claim_id, "fear", **finding).status_code == 303
    stated = {"method": "stated", "amount": "400,000", "note": "Kao u presudi iz 2014."}
    assert compute(desk, claim_id, "dignity_freedom", **stated).status_code == 303

    opened(desk, "legal")
    page = plain(desk.page(claim_id))
    assert "Dr Izmišljena" in page
    assert "Kao u presudi iz 2014." in page
    assert amounts(desk, claim_id)["dignity_freedom"] == "400000.00"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"periods-0-first": "1. 1. 2013."}, "The desk knows no minimum wage for 1. 1. 2013"),
        ({"periods-0-last": "1. 1. 2016."}, "This is before the first day."),
        ({"periods-0-hours": "200"}, "A week has 168 hours."),
        ({"periods-0-hours": "x"}, "Write a whole number."),
        ({"periods-0-hours": ""}, "Fill this in."),
        ({"periods-0-wage": "500"}, "Write where this wage is known from."),
        ({"received": "999,999"}, "Nothing is left to claim."),
        (
            {"periods-1-first": "1. 1. 2018.", "periods-1-last": "2. 2. 2018.", "periods-1-hours": "4"},
            "Some of these days stand in another period too.",
        ),
        ({"periods-0-first": "", "periods-0-last": "", "periods-0-hours": ""}, "Nothing is left to claim."),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed_and_nothing_is_lost(
    desk: Desk, said: dict[str, str], sentence: str
) -> None:
    claim_id = desk.draft()

    answer = compute(desk, claim_id, **said)

    assert answer.status_code == 422
    page = text(answer)
    assert sentence in page
    assert EMPLOYER in page
    assert desk.rows(select(Computed.id)) == []


def test_a_kind_of_damage_without_a_row_is_chosen_on_the_page_of_the_claim(desk: Desk) -> None:
    claim_id = desk.draft()
    page = desk.page(claim_id)
    assert '<option value="medical_costs"' in page
    assert '<option value="fear"' not in page

    answer = desk.lawyer.get(f"/claims/{claim_id}/calculation?head=medical_costs", follow_redirects=True)

    assert "By receipts" in text(answer)
    assert desk.lawyer.get(f"/claims/{claim_id}/calculation?head=nonsense").status_code == 404
    assert desk.lawyer.get(f"/claims/{claim_id}/calculation").headers["Location"] == f"/claims/{claim_id}"


def test_daily_rates_are_not_offered_outside_the_federation(desk: Desk) -> None:
    claim_id = desk.draft()

    page = text(desk.lawyer.get(f"/claims/{claim_id}/rows/physical_pain/calculation"))

    assert "By days of pain" not in page
    assert compute(desk, claim_id, "physical_pain", method="days", strong="3").status_code == 404


def test_what_is_no_kind_of_damage_or_another_lawyers_claim_does_not_exist(
    desk: Desk, make: Any, client_as: Callable[[str], Any]
) -> None:
    claim_id = desk.draft()
    other = client_as(make.lawyer())

    assert compute(desk, claim_id, "nonsense").status_code == 404
    assert desk.lawyer.get(f"/claims/{claim_id}/rows/nonsense/calculation").status_code == 404
    assert other.get(f"/claims/{claim_id}/rows/lost_earnings/calculation").status_code == 404
    assert other.post(f"/claims/{claim_id}/rows/lost_earnings/calculations", WORK).status_code == 404
    assert desk.coordinator.get(f"/claims/{claim_id}/rows/fear/calculation").status_code == 404
