"""Does an analyst begin where she sees what is due, what waits, and the last figures: all of them published, none from a case?"""

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from estimated import ran, result_file
from litigation_app.advocacy.studies.models import Study
from litigation_app.core import clock
from litigation_app.core.db import committing
from litigation_app.statistics.releases import RowOut, TableOut
from officials import our_own
from packaged import invented, laid

YEARS = ("2019", "2020")
HIDDEN = (2, 9)
TABLES: Mapping[str, tuple[str, Mapping[str, int | None]]] = {
    "cohort_status": ("STATUS", {"_T": 40, "PRESUMED": 15, "FORMAL": 25}),
    "cohort_criminal": ("STEP", {"victims": 40, "reported": 33, "indicted": 25, "judged": 19, "convicted": 14}),
    "cohort_claim": ("STEP", {"victims": 40, "filed": 24, "decided": 18, "awarded": None}),
    "cohort_months": (
        "JUDGED_IN",
        {"_T": 40, "before": 0, "up_to_6": 4, "6_to_12": 6, "12_to_24": 14, "24_to_36": 6, "not_yet": 10},
    ),
}


def table(name: str) -> TableOut:
    by, counts = TABLES[name]
    low, high = HIDDEN
    rows = [
        RowOut((year, code), None, low=low, high=high) if count is None else RowOut((year, code), count)
        for year in YEARS
        for code, count in counts.items()
    ]
    return TableOut(name, name, "PERSON", "victim", ("YEAR", by), rows)


def publish(app: Flask, country: str) -> None:
    tables = [table(name) for name in TABLES]
    laid(app, invented(f"Invented {country}", tables, (2019, 2020), country=country, until=2025))


@pytest.fixture
def analyst(make: Any, client_as: Callable[[str], Any]) -> Any:
    """Of an office in Serbia."""
    return client_as(make.analyst(office=make.office("RS", "Office RS")))


def source(person: Any, path: str = "/overview/") -> str:
    answer = person.get(path)
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", page).replace("\xa0", " ").split())


def card(page: str, title: str) -> str:
    return page.partition(f'aria-label="{title}"')[2].partition("</section>")[0]


def test_an_analyst_begins_there_and_an_empty_desk_says_what_to_do(analyst: Any) -> None:
    assert analyst.get("/").headers["Location"] == "/overview/"
    page = source(analyst)

    assert re.findall(r'<h2 class="nav-head">([^<]+)<', page) == ["Data", "Sources"]
    assert "Nothing is ripe that was not printed yet." in page
    assert "No draft waits." in page
    assert "Nothing of our own is published yet." in card(page, "Clients, by years of first contact")
    assert "Nothing of Serbia is published that has this figure." in card(page, "From first contact to money, Serbia")
    assert 'href="/publishing/new"' in card(page, "Months to the first-instance judgment, Serbia")
    assert 'href="/fund/new?scenario=RS"' in card(page, "Balance of the fund, Serbia")
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="chart' not in page


def test_figures_are_those_of_the_shelf_with_their_indicator_and_the_way_to_their_table(
    app: Flask, analyst: Any
) -> None:
    for country in ("RS", "BA"):
        publish(app, country)

    page = source(analyst)

    assert "Clients in published data: Serbia 80; Bosnia and Herzegovina 80." in words(page)
    assert "Of 80 clients of 2019–2020, 48 filed a claim within 36 months of first contact" in words(page)
    assert "Half of the clients have a first judgment after 12 to 24 months." in words(page)
    assert "Within 36 months it had come for 75.0 % of 80, 95 percent interval 64 % to 84 %." in words(page)
    for indicator, title in (
        ("CON-05", "From first contact to money, Serbia"),
        ("DUR-01", "Months to the first-instance judgment, Serbia"),
    ):
        assert f"Serbia: persons represented, 2019–2020, {indicator}" in words(card(page, title))
        [table] = re.findall(rf'href="(/indicators/{indicator}\?publication=RS-[^"]+)"', card(page, title))
        assert analyst.get(table).status_code == 200
    assert page.count('class="chart half"') == 3


def test_a_withheld_number_is_said_and_drawn_as_its_range_alone(app: Flask, analyst: Any) -> None:
    publish(app, "RS")

    funnel = card(source(analyst), "From first contact to money, Serbia")

    assert "4 to 18 were awarded money" in words(funnel)  # of two years, each 2 to 9
    assert "Awarded 4 to 18" in funnel
    [hatched] = re.findall(r'<rect[^>]*fill="url\(#[^"]+-hatch\)"[^>]*>', funnel)
    full = {name: float(x) for name, x in re.findall(r'(x|width)="([\d.]+)"', hatched)}
    bars = [float(width) for width in re.findall(r'<rect [^>]*width="([\d.]+)"[^>]*class="step"', funnel)]
    assert full["width"] / bars[0] == pytest.approx((18 - 4) / 80, rel=0.01)  # from the low end to the high one
    assert "suppressed: in this range" in funnel


def test_the_balance_of_a_fund_is_that_of_the_newest_kept_estimate_and_a_changed_file_is_said(
    app: Flask, analyst: Any, make: Any
) -> None:
    address = ran(app, "RS", make.actor(make.analyst()).id)

    balance = card(source(analyst), "Balance of the fund, Serbia")
    other = card(source(analyst, "/overview/?country=ME"), "Balance of the fund, Montenegro")
    result_file(app).write_text("{}", "utf-8")
    broken = card(source(analyst), "Balance of the fund, Serbia")

    assert re.search(
        r"The fund runs dry before \d{4} in (\d+|\d+–\d+|fewer than 1) of 100 simulations\.", words(balance)
    )
    assert "Serbia, 2,000 simulations" in balance
    assert f'href="{address}"' in balance
    assert "There is no estimate of a fund in this country yet." in other
    assert "The file of the newest estimate is missing or was changed." in broken


def test_an_odd_publication_and_an_estimate_of_another_engine_take_their_own_card_alone(
    app: Flask, analyst: Any, make: Any
) -> None:
    publish(app, "RS")
    rows = [RowOut(("2019", "_T"), 40), RowOut(("2019", "FORMAL"), 40), RowOut(("2020", "FORMAL"), 12)]
    odd = TableOut("cohort_status", "Invented", "PERSON", "victim", ("YEAR", "STATUS"), rows)
    our_own(app, "caseload", odd, "BA", 2019, 2020)
    keep_estimate(app, "RS", b'{"code": "fund/1"}', make.actor(make.analyst()).id)

    page = source(analyst)

    for title in ("Clients, by years of first contact", "Balance of the fund, Serbia"):
        assert "This figure cannot be read from what is kept." in card(page, title)
    assert "48 filed a claim" in words(card(page, "From first contact to money, Serbia"))
    assert "Half of the clients" in words(card(page, "Months to the first-instance judgment, Serbia"))


def keep_estimate(app: Flask, country: str, content: bytes, by: UUID) -> None:
    """A run whose file holds, whatever is in it."""
    digest = hashlib.sha256(content).hexdigest()
    app.extensions["studies_dir"].mkdir(parents=True, exist_ok=True)
    (app.extensions["studies_dir"] / f"{digest}.json").write_bytes(content)
    with app.app_context(), committing() as session:
        made = Study(release_id="", scenario_code=country, scenario_hash="0" * 64, paths=2000, seed=7, run_by=by)
        made.run_at, made.result_digest = clock.now(), digest
        session.add(made)


def test_the_country_is_that_of_her_office_unless_the_address_says_another(
    make: Any, client_as: Callable[[str], Any]
) -> None:
    person = client_as(make.analyst(office=make.office("BA", "Office BA")))

    assert "From first contact to money, Bosnia and Herzegovina" in source(person)
    assert "From first contact to money, North Macedonia" in source(person, "/overview/?country=MK")
    assert "From first contact to money, Bosnia and Herzegovina" in source(person, "/overview/?country=XX")


def test_a_coordinator_has_it_too_and_nobody_else_does(make: Any, client_as: Callable[[str], Any]) -> None:
    others = [make.lawyer(), make.administrator(), make.auditor()]

    assert client_as(make.coordinator()).get("/overview/").status_code == 200
    assert {client_as(one).get("/overview/").status_code for one in others} == {404}
