"""An award of a constitutional court paid by the State, and nine claims without any award, through the desk's own pages.

From the sources: what was claimed, decided and paid, and by whom. Days other than those of the decisions, the rate to the
euro and how the persons are spread over cases are invented.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from claiming import YEAR, Desk
from lawyering import part, text
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.statistics.releases import shelf, verify
from preparing import agree, drafted
from stepping import outside, path_of

VICTIMS, CLAIMS = 39, 9  # GRETA, third report on Montenegro (2021): to the end of 2020


def routes(desk: Desk) -> str:
    answer = desk.lawyer.get(f"/victims/{desk.victim_id}/routes")
    assert answer.status_code == 200
    return text(answer)


def line(desk: Desk, route: str) -> str:
    """What the comparison says of one way."""
    return part(routes(desk), "compared").split(f'href="#{route}"', 1)[1].split("</tr>", 1)[0]


def reviewed(desk: Desk, **said: str) -> Any:
    """A claim that a coordinator has approved."""
    none = {"parts-1-head": "", "parts-1-amount": ""}
    claim_id = desk.draft(**none, **said)
    assert desk.lawyer.post(f"/claims/{claim_id}/submission", desk.seen(claim_id)).status_code == 303
    assert desk.coordinator.post(f"/claims/{claim_id}/approval", desk.seen(claim_id)).status_code == 303
    return claim_id


def told(desk: Desk, claim_id: Any, what: str, **said: str) -> None:
    answer = desk.lawyer.post(f"/claims/{claim_id}/{what}", said)
    assert answer.status_code == 303, answer.get_data(as_text=True)


def funnel(who: Any) -> dict[str, tuple[str, str]]:
    """The persons and the amount of each step of the portfolio."""
    page = text(who.get("/portfolio/"))
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in page.split("<tr")]
    plain = [[re.sub(r"<[^>]+>|\s+", " ", cell).strip() for cell in row] for row in rows]
    return {row[0]: (row[1], row[2]) for row in plain if len(row) > 2}


def test_the_award_of_the_serbian_constitutional_court_of_2021_paid_by_the_budget(desk: Desk) -> None:
    criminal = path_of(desk.app, desk.case_id, "criminal")
    served = {"served_on": "20. 1. 2017."}
    assert outside(desk.lawyer, criminal, "final_judgment", 0, date(2017, 1, 16), **served).status_code == 303
    assert "Was open" in line(desk, "constitutional_award")  # thirty days from the service, ZUS 84(1)
    begin = f"/cases/{desk.case_id}/proceedings"
    step = re.search(r"by=([0-9a-f-]{36})&amp;to=constitutional", desk.lawyer.get(criminal).get_data(as_text=True))
    assert step is not None
    form = {"procedure": "constitutional", "spawned_by": step[1], "begun_on": "16. 1. 2017."}
    assert desk.lawyer.post(begin, form).status_code == 303
    complaint = path_of(desk.app, desk.case_id, "constitutional")
    for place, (stage, on) in enumerate(
        [("filed", date(2017, 2, 17)), ("merits", date(2017, 6, 1)), ("violation", date(2021, 3, 4))]
    ):
        assert outside(desk.lawyer, complaint, stage, place, on).status_code == 303
    # EUR 5,800 in dinars at the rate of the day of payment, here an invented 117.5
    amount = {"route": "constitutional_award", "parts-0-head": "dignity_freedom", "parts-0-amount": "681,500"}
    claim_id = reviewed(desk, **amount)
    rate = {"eur_rate": "117.5", "eur_rate_on": "4. 3. 2021.", "eur_rate_source": "Narodna banka", "is_quantified": "y"}
    told(desk, claim_id, "terms", **rate, row_version=desk.seen(claim_id)["row_version"])
    told(desk, claim_id, "filings", on="17. 2. 2017.", early="y")
    award = {"on": "4. 3. 2021.", "instance": "final", "outcome": "awarded_full", "amount": "681,500", "is_final": "y"}
    told(desk, claim_id, "decisions", **award)
    assert "5,800.00 EUR" in text(desk.lawyer.get(f"/claims/{claim_id}"))
    assert funnel(desk.coordinator)["Paid"][0] == "0"

    told(desk, claim_id, "payments", on="1. 6. 2021.", amount="681,500", payer="STATE_LIAB")
    assert outside(desk.lawyer, complaint, "executed", 3, date(2021, 6, 1)).status_code == 303

    seen = line(desk, "constitutional_award")
    assert "Awarded in full, 4. 3. 2021." in seen
    assert f'href="/claims/{claim_id}"' in seen
    assert "State, for its own breach" in text(desk.lawyer.get(f"/claims/{claim_id}"))
    assert desk.rows(select(Proceeding.spawned_by).where(Proceeding.family == "constitutional")) != [None]
    found = funnel(desk.coordinator)
    assert {one: found[one] for one in ("Claimed", "Awarded by final judgment", "Paid")} == {
        "Claimed": ("1", "681,500.00 RSD"), "Awarded by final judgment": ("1", "681,500.00 RSD"), "Paid": ("1", "681,500.00 RSD"),
    }  # fmt: skip
    assert "The period runs." in line(desk, "echr_award") or "not recorded" in line(desk, "echr_award")


class Podgorica(Desk):
    """One of nine victims of Montenegro who claimed, and those who did not, in her case."""

    def claimed(self, year: int) -> None:
        """Her claim before the criminal court: filed with amounts, referred as a whole, and nothing awarded."""
        criminal = path_of(self.app, self.case_id, "criminal")
        walk = [("indictment_confirmed", 5), ("main_hearing", 6), ("first_instance_judgment", 9)]
        for place, (stage, month) in enumerate(walk):
            more = {"outcome": "convicted"} if stage == "first_instance_judgment" else {}
            assert outside(self.lawyer, criminal, stage, place, date(year, month, 1), **more).status_code == 303
        claim_id = reviewed(self, **{"parts-0-head": "dignity_freedom", "parts-0-amount": "10,000"})
        told(self, claim_id, "filings", on=f"2. 6. {year}.", early="y")
        told(self, claim_id, "decisions", on=f"1. 9. {year}.", instance="first", outcome="referred")
        heard = path_of(self.app, self.case_id, "property_claim")
        for place, (stage, month) in enumerate([("claim_quantified", 6), ("referred_to_civil", 9)]):
            assert outside(self.lawyer, heard, stage, place, date(year, month, 1)).status_code == 303


def montenegro(make: Any, client_as: Callable[[str], Any]) -> list[Podgorica]:
    """Thirty-nine victims of three lawyers, nine of whom claimed, all met up to 2019."""
    office = make.office("ME", "Podgorica")
    lawyers = [make.lawyer(office=office) for _n in range(3)]
    desks = [Podgorica(make, client_as, lawyers[place % 3]) for place in range(CLAIMS)]
    others = VICTIMS - CLAIMS
    met = {"given_name": "Izmišljena", "sex": "F", "forms": ("SEX",), "status": "FORMAL"}
    for place, desk in enumerate(desks):
        contact = date(2017 + place % 3, 3, 1)
        for _n in range(others // CLAIMS + (place < others % CLAIMS)):
            make.victim(desk.lawyer.email, desk.case_id, **met, first_contact=contact)
        desk.victim_id = desk.victim(first_contact=f"1. 3. {contact.year}.", birth_year="1995", forms=["SEX"])
        desk.claimed(contact.year)
    return desks


@pytest.mark.extensive
def test_nine_claims_of_montenegro_and_no_award_in_the_portfolio_and_in_the_published_funnel(
    make: Any, client_as: Callable[[str], Any]
) -> None:
    desks = montenegro(make, client_as)
    seen = desks[0]

    page = funnel(seen.coordinator)

    assert page["Claimed"][0] == str(CLAIMS)
    assert page["Awarded"] == ("0", "0.00 EUR")
    assert "Referred to a civil action" in line(seen, "property_claim")
    assert "Begin the proceedings" in line(seen, "civil_suit")
    assert "nine claims up to the end of 2020, none awarded" in routes(seen)
    assert len(seen.rows(select(Claim.id))) == CLAIMS

    with time_machine.travel(f"{YEAR + 1}-05-01 09:00+00:00"):
        draft = drafted(client_as(make.analyst()), title="Montenegro", country="ME", year=str(YEAR))
    coordinator = client_as(make.coordinator())
    agreed = agree(coordinator, draft)
    assert agreed.status_code == 303, agreed.get_data(as_text=True)
    [published] = shelf(seen.app.extensions["shelf"])
    release = verify(seen.app.extensions["shelf"] / published.id, seen.app.extensions["trusted_keys"])

    chain = {row.codes: row.value for row in release.table("cohort_claim")}
    steps = {"victims": VICTIMS, "filed": CLAIMS, "decided": CLAIMS, "awarded": 0}
    assert chain == {("2015_2019", step): number for step, number in steps.items()}
    assert {row.codes[-1]: row.value for row in release.table("cohort_paid")}["paid"] == 0
    shown = text(coordinator.get("/indicators/CON-05"))
    assert f">{VICTIMS}<" in shown
    assert f">{CLAIMS}<" in shown
