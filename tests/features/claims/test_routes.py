"""Do the ways to compensation of one client stand beside each other, in every language, and is one begun from there?"""

import re
from collections.abc import Callable
from typing import Any

import pytest

from claiming import YEAR, Desk
from lawyering import part, text
from litigation_app.core.language import LANGUAGES
from ways import link, page, row

CYRILLIC = {"sr-Cyrl", "mk"}
NAMES = {"EUR", "RSD", "MKD"}


def test_the_eight_ways_stand_beside_each_other_with_what_each_needs_and_gave(desk: Desk) -> None:
    seen = page(desk)

    for route, state in {
        "property_claim": "Open now", "civil_suit": "Open now", "plea_agreement": "Not yet", "unpaid_wages": "Open now",
        "enforcement": "Not yet", "state_fund": "Not in this country", "constitutional_award": "Not yet", "echr_award": "Not yet",
    }.items():  # fmt: skip
        assert state in row(seen, route), route
    assert "1,000,000.00 RSD" in row(seen, "civil_suit")
    assert "2014" in row(seen, "civil_suit")
    assert "5,800.00 EUR" in row(seen, "constitutional_award")
    assert "2021" in row(seen, "constitutional_award")
    assert "no published case known" in row(seen, "echr_award")
    needs = part(seen, "property_claim")
    assert "before the main hearing at first instance ends" in needs
    assert "Art. 254(2) ZKP" in needs
    assert "not verified: uncertain" in needs
    assert 'href="https://www.slobodnaevropa.org/a/31191782.html"' in part(seen, "constitutional_award")
    assert "No lawyer has checked them" in seen


def test_the_pages_of_the_case_and_of_the_claim_lead_there(desk: Desk) -> None:
    claim_id = desk.draft()
    address = f'href="/victims/{desk.victim_id}/routes"'

    assert address in desk.lawyer.get(f"/cases/{desk.case_id}/claims").get_data(as_text=True)
    assert address in desk.page(claim_id)


def test_a_claim_is_begun_with_her_and_the_route_and_what_was_claimed_before(desk: Desk) -> None:
    asked = desk.draft()
    begin = link(page(desk), "civil_suit", "Begin: draft the claim")

    form = text(desk.lawyer.get(begin))

    assert re.search(rf'<option[^>]*value="{desk.victim_id}"', form)
    assert re.search(r'<option selected value="civil_suit"|value="civil_suit" selected', form)
    assert "960,000.00" in form
    assert "check each amount" in form
    told = {"route": "civil_suit", "parts-0-head": "lost_earnings", "parts-0-amount": "960,000.00"}
    suit = desk.draft(**told, **{"parts-1-head": "", "parts-1-amount": ""})
    assert suit != asked
    seen = page(desk)
    assert f'href="/claims/{suit}"' in row(seen, "civil_suit")
    assert "not filed yet" in row(seen, "civil_suit")


@pytest.mark.parametrize("asked", ["victim=nobody&route=civil_suit", "victim={her}&route=duel", "victim=&route="])
def test_what_is_not_of_this_case_is_not_filled_in(desk: Desk, asked: str) -> None:
    desk.draft()

    form = text(desk.lawyer.get(f"/cases/{desk.case_id}/claims/new?{asked.format(her=desk.victim_id)}"))

    assert "960,000.00" not in form


def test_a_claim_for_wages_takes_the_wages_alone_and_is_told_of_no_other_damage(desk: Desk) -> None:
    desk.draft(route="civil_suit")
    path = f"/cases/{desk.case_id}/claims/new?victim={desk.victim_id}&route=unpaid_wages"

    form = desk.lawyer.get(path).get_data(as_text=True)
    wages = desk.draft(**{"route": "unpaid_wages", "parts-1-head": "", "parts-1-amount": ""})

    assert "960,000.00" in form
    assert "300,000.00" not in form
    assert "Non-material damage asked for" not in desk.page(wages)
    assert "Material damage asked for" in desk.page(wages)


def test_what_is_filed_is_gone_already_and_leads_to_the_claim(desk: Desk) -> None:
    claim_id = desk.approved()
    assert "Open now" in row(page(desk), "property_claim")
    assert desk.lawyer.post(f"/claims/{claim_id}/filings", {"on": f"2. 3. {YEAR}.", "early": "y"}).status_code == 303

    seen = row(page(desk), "property_claim")

    assert "Used already" in seen
    assert f"filed on 2. 3. {YEAR}." in seen
    assert f'href="/claims/{claim_id}"' in seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_whole_in_every_language(make: Any, client_as: Callable[[str], Any], language: str) -> None:
    for country in ("RS", "MK"):
        desk = Desk(make, client_as, make.lawyer(office=make.office(country, f"{country} {language}")))
        desk.draft()
        desk.lawyer.client.set_cookie("desk_language", language, domain="localhost")

        seen = page(desk)

        assert 'id="compared"' in seen
        assert language == "en" or "Open now" not in seen
        if language in CYRILLIC:
            cards = re.sub(r"<a .*?</a>", " ", seen.split('id="compared"', 1)[1].split(">", 1)[1], flags=re.DOTALL)
            read = re.sub(r"<[^>]+>", " ", cards)
            assert set(re.findall(r"[A-Za-z]{2,}", read)) <= NAMES
