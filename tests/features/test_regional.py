"""Is a regional publication prepared by one, agreed by another, signed, and nothing new told by it?"""

import base64
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from at_once import at_once
from bundled import PartnerKey, tables
from confirming import confirmed
from lawyering import text
from litigation_app.core.db import committing, db
from litigation_app.gate.partners import actions as partners
from litigation_app.gate.partners import queries as partner_queries
from litigation_app.gate.regional import rules
from litigation_app.gate.regional.rules import National
from litigation_app.statistics.releases import Release, Row, RowOut, TableOut, series, shelf, verify
from litigation_app.statistics.releases.reading import verify_files
from nations import SEEDS, national
from officials import our_own
from preparing import WANTED, prepare

pytestmark = pytest.mark.thorough
ClientAs = Callable[[str], Any]
PAGE = "/publishing/regional/"


@pytest.fixture(scope="module")
def region() -> dict[str, Release]:
    """Serbia by single years, the others by five together."""
    return {"RS": national("RS", 50), "MK": national("MK", 14), "ME": national("ME", 18)}


def values(release: Release, table: str) -> dict[tuple[str, ...], Any]:
    return {row.codes: row.value for row in release.table(table)}


def brought(app: Flask, make: Any, releases: dict[str, Release], organisation: str = "Izmišljena {}") -> dict[str, str]:
    """The publications brought by partners that two persons have confirmed; the name of each in the form."""
    analyst, coordinator = make.actor(make.analyst()), make.actor(make.coordinator())
    found = {}
    for country, one in releases.items():
        with app.test_request_context(), committing():
            row = partners.propose(
                analyst,
                organisation=organisation.format(country),
                country=country,
                key=one.signed_by,
                own_keys=frozenset(),
            )
            db.session.flush()
            partners.confirm(coordinator, row, seen=partner_queries.stands(row))
            partner = row.id
        with app.test_request_context(), committing():
            places = {"root": app.extensions["partner_releases"], "own": app.extensions["shelf"]}
            partners.take(analyst, one.files, **places, own_keys=frozenset())
            found[country] = f"{partner}/{one.id}"
    return found


def judgments(*years: str) -> TableOut:
    """Twelve of them a year."""
    rows = [RowOut((year, code), n) for year in years for code, n in (("_T", 12), ("trial", 8), ("plea", 4))]
    return TableOut("judgments_by_procedure", "Invented", "DECISION", "judgment", ("YEAR", "PROCEDURE"), rows)


def computed_again(release: Release, national: dict[str, Release]) -> dict[str, tuple[Row, ...]]:
    """A regional publication from nothing but the files of the national ones that it names: no records, no database."""
    there = {one.id: verify_files(one.files, {one.signed_by}) for one in national.values()}
    parts = [National(one.organisation, series.joined([there[one.release]])) for one in release.summands]
    return {table.id: table.rows for table in rules.summed(parts)}


def prepared(analyst: Any, names: dict[str, str]) -> str:
    answer = analyst.post(PAGE, {"title": "Region 2021 to 2022", "picked": list(names.values())})
    assert answer.status_code == 303, text(answer)
    return str(answer.headers["Location"]).split("?", maxsplit=1)[0]


def test_it_is_prepared_by_one_agreed_by_another_and_lies_signed_on_our_shelf(
    app: Flask, make: Any, client_as: ClientAs, region: dict[str, Release]
) -> None:
    names = brought(app, make, region)
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    path = prepared(analyst, names)
    page = text(analyst.get(path))
    asks = coordinator.get(path).get_data(as_text=True).split('<details class="confirm">')[1].split("</details>")[0]

    early = confirmed(analyst, f"{path}/approval")
    done = confirmed(coordinator, f"{path}/approval")
    again = confirmed(coordinator, f"{path}/approval")
    [found] = shelf(app.extensions["shelf"])
    release = verify(app.extensions["shelf"] / found.id, app.extensions["trusted_keys"])
    said = json.loads(release.files["datapackage.json"])

    assert "what was printed cannot be undone" in asks
    assert f'action="{path}/approval"' in asks
    assert "counts twice" in page
    assert "Sums of public numbers, and ranges where a country suppresses its part" in page
    assert (early.status_code, done.status_code, again.status_code) == (404, 303, 422)
    assert (release.mode, release.countries) == ("regional", ("ME", "MK", "RS"))
    assert [one["release"] for one in said["summands"]] == [region[country].id for country in ("ME", "MK", "RS")]
    assert said["summands"][0]["signer"] == base64.b64encode(PartnerKey(13).public_key()).decode()
    assert "A person who is a client in two countries counts twice" in release.files["README.txt"].decode()
    assert values(release, "cohort_sex")["2015_2019", "_T"] == 410
    assert [one["years"] for one in said["summands"]] == ["2015_2019"] * 3
    assert computed_again(release, region) == {table.id: table.rows for table in release.tables}
    shown = text(analyst.get(done.headers["Location"]))
    assert re.search(r"It adds up: .*: .*\.", shown)
    assert not re.search(r"It adds up: [A-Z]{2}-\d{4}", shown)
    assert analyst.get(f"/indicators/?publication={release.id}").status_code == 200


def test_two_organisations_that_share_this_desk_are_added_up_and_one_that_is_in_two_countries_is_not(
    app: Flask, make: Any, client_as: ClientAs
) -> None:
    for country, organisation in (("RS", "Izmišljena pomoć"), ("MK", "Измислена одбрана"), ("ME", "Izmišljena Pomoć")):
        make.office(country, organisation=organisation)
    names = {one: f"/{our_own(app, 'caseload', tables(2021, 2022)[0], one, 2021, 2022)}" for one in SEEDS}
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())

    listed = text(analyst.get(PAGE))
    twice = analyst.post(PAGE, {"title": "Region", "picked": [names["RS"], names["ME"]]})
    done = confirmed(coordinator, f"{prepared(analyst, {one: names[one] for one in ('RS', 'MK')})}/approval")

    assert "Izmišljena pomoć" in listed
    assert twice.status_code == 422
    assert "by an organisation that is chosen twice" in text(twice)
    assert done.status_code == 303
    [found] = [one for one in shelf(app.extensions["shelf"]) if one.mode == "regional"]
    release = verify(app.extensions["shelf"] / found.id, app.extensions["trusted_keys"])
    assert values(release, "cohort_sex")["2021", "_T"] == 80


def test_sums_of_judgments_say_nothing_of_clients_and_wanting_years_are_named(
    app: Flask, make: Any, client_as: ClientAs
) -> None:
    for country in ("RS", "MK", "ME"):
        make.office(country, organisation=f"Izmišljena {country}")
    names = {one: f"/{our_own(app, 'judgments', judgments('2021', '2022'), one, 2021, 2022)}" for one in ("RS", "MK")}
    names |= {"ME": f"/{our_own(app, 'judgments', judgments('2023'), 'ME', 2023, 2023)}"}
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())

    apart = analyst.post(PAGE, {"title": "Region", "picked": [names["RS"], names["ME"]]})
    path = prepared(analyst, {one: names[one] for one in ("RS", "MK")})
    page = text(analyst.get(path))
    done = confirmed(coordinator, f"{path}/approval")

    assert apart.status_code == 422
    assert "For sums of 2023 these years are wanting" in text(apart)
    [found] = [one for one in shelf(app.extensions["shelf"]) if one.mode == "regional"]
    release = verify(app.extensions["shelf"] / found.id, app.extensions["trusted_keys"])
    shown = text(analyst.get(done.headers["Location"]))
    assert values(release, "judgments_by_procedure")["2021", "_T"] == 24
    assert "judgments that people of the organisations have analysed" in shown
    assert "counts twice" not in page + shown + release.files["README.txt"].decode()
    assert "Added up: MK 2021–2022, RS 2021–2022" in release.files["README.txt"].decode()


def test_an_organisation_that_came_since_is_looked_at_before_anybody_agrees(
    app: Flask, make: Any, client_as: ClientAs
) -> None:
    for country, organisation in (("RS", "Izmišljena pomoć"), ("MK", "Измислена одбрана")):
        make.office(country, organisation=organisation)
    names = [f"/{our_own(app, 'caseload', tables(2021, 2022)[0], one, 2021, 2022)}" for one in ("RS", "MK")]
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    path = prepared(analyst, dict(zip(("RS", "MK"), names, strict=True)))
    make.office("RS", organisation="Treća zamišljena")

    refused = confirmed(coordinator, f"{path}/approval")

    assert refused.status_code == 422
    assert "changed since this was prepared" in text(refused)
    assert "regional" not in {one.mode for one in shelf(app.extensions["shelf"])}


def test_whoever_prepared_it_cannot_agree(
    app: Flask, make: Any, client_as: ClientAs, region: dict[str, Release]
) -> None:
    coordinator = client_as(make.coordinator())
    path = prepared(coordinator, brought(app, make, region))
    told = [one.get("/publishing/").get_data(as_text=True) for one in (coordinator, client_as(make.coordinator()))]
    make.fresh(coordinator.email)

    assert [("For you to agree" in page, "badge-count" in page) for page in told] == [(False, False), (True, True)]
    assert confirmed(coordinator, f"{path}/approval").status_code == 422
    assert shelf(app.extensions["shelf"]) == []


def test_a_national_publication_that_changed_or_lost_its_trust_is_seen(
    app: Flask, make: Any, client_as: ClientAs, region: dict[str, Release]
) -> None:
    names = brought(app, make, region)
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    path = prepared(analyst, names)
    make.fresh(coordinator.email)
    coordinator.post(f"/publishing/partners/{names['MK'].split('/')[0]}/end")

    refused = confirmed(coordinator, f"{path}/approval")
    anew = analyst.post(PAGE, {"title": "Region", "picked": list(names.values())})

    assert (refused.status_code, anew.status_code) == (422, 422)
    assert "changed since this was prepared" in text(refused)
    assert shelf(app.extensions["shelf"]) == []


def test_two_who_agree_at_once_publish_once(
    app: Flask, make: Any, client_as: ClientAs, region: dict[str, Release]
) -> None:
    path = prepared(client_as(make.analyst()), brought(app, make, region))
    first, second = client_as(make.coordinator()), client_as(make.coordinator())

    codes = at_once(lambda: confirmed(first, f"{path}/approval"), lambda: confirmed(second, f"{path}/approval"))

    assert codes[0] == 303
    assert len(shelf(app.extensions["shelf"])) == 1


@pytest.mark.parametrize("role", ["lawyer", "auditor", "administrator"])
def test_for_every_other_role_there_is_no_such_page(role: str, make: Any, client_as: ClientAs) -> None:
    person = client_as(getattr(make, role)())

    assert {person.get(PAGE).status_code, person.post(PAGE, {"title": "x"}).status_code} == {404}


def test_the_region_stands_in_the_way_of_no_national_draft(
    app: Flask, make: Any, client_as: ClientAs, region: dict[str, Release]
) -> None:
    """It is of another source: what it prints is printed by the countries already."""
    path = prepared(client_as(make.analyst()), brought(app, make, region))
    confirmed(client_as(make.coordinator()), f"{path}/approval")

    assert "There is nothing to count" in text(prepare(client_as(make.analyst()), WANTED))
