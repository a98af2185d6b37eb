"""Does a regional publication add up only what every country prints, once for each person's country, and tell nothing new?"""

import base64
import json
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask

from at_once import at_once
from bundled import PartnerKey, bundle
from confirming import confirmed
from lawyering import text
from litigation_app.casework.facts import VictimFacts
from litigation_app.cli import litigation
from litigation_app.core.db import committing, db
from litigation_app.disclosure.plan import AS_ASKED, Coarser
from litigation_app.gate import caseload
from litigation_app.gate.partners import actions as partners
from litigation_app.gate.partners import queries as partner_queries
from litigation_app.gate.proposal import propose
from litigation_app.gate.regional import joint, rules
from litigation_app.gate.regional.rules import National, Summed
from litigation_app.statistics.releases import Release, RowOut, TableOut, shelf, verify
from preparing import prepare
from served import PASSWORD

pytestmark = pytest.mark.thorough

ClientAs = Callable[[str], Any]
PAGE = "/publishing/regional/"
SEEDS = {"RS": 11, "MK": 12, "ME": 13}


def fact(number: int, country: str, years: Sequence[int]) -> VictimFacts:
    some = number % 13 < 2
    return VictimFacts(
        victim=number, case=1000 + number, holder=number % 7, organisation=1, country=country,
        first_contact_year=years[number % len(years)], sex="F" if number % 3 else "M", age_band="Y_GE18",
        form="LAB" if some else "SEX", status="FORMAL", citizenship_group="NATIONAL", reported=None, investigated=None,
        indicted=None, judged=None, convicted=None, filed=None, decided=None, outcome=None, judged_claim=None,
        final_award_year=None, awarded_eur=None, paid_eur=Decimal(0),
    )  # fmt: skip


def national(
    country: str, people: int, first: int = 2021, last: int = 2022, made: Coarser = AS_ASKED, **changes: Any
) -> Release:
    """What a partner's gate would let out about so many people."""
    years = range(first, last + 1)
    design = caseload.design(first, last, made)
    facts = [fact(number, country, years) for number in range(people)]
    sheets = propose(design, caseload.system(facts, design)).sheets
    tables = [
        TableOut(s.id, s.title, s.unit, s.counted, s.dimensions, [RowOut(tuple(c), v) for *c, v in sheets[s.id]])
        for s in design.sheets
    ]
    return bundle(SEEDS[country], country, first, last, tables=tables, **changes)


@pytest.fixture(scope="module")
def region() -> dict[str, Release]:
    return {"RS": national("RS", 90), "MK": national("MK", 70), "ME": national("ME", 41)}


def chosen(releases: dict[str, Release]) -> list[National]:
    return [National(f"Organisation of {country}", one) for country, one in sorted(releases.items())]


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


def prepared(analyst: Any, names: dict[str, str]) -> str:
    answer = analyst.post(PAGE, {"title": "Region 2021 to 2022", "picked": list(names.values())})
    assert answer.status_code == 303, text(answer)
    return str(answer.headers["Location"]).split("?", maxsplit=1)[0]


def test_a_number_is_printed_where_every_country_prints_it_and_is_their_sum(region: dict[str, Release]) -> None:
    tables = {table.id: dict(table.rows) for table in rules.summed(chosen(region))}

    for name, rows in tables.items():
        for codes, value in rows.items():
            parts = [values(one, name)[codes] for one in region.values()]
            assert value == (None if None in parts else sum(parts)), (name, codes)
    assert tables["victims_by_sex"]["_T", "_T"] == 201
    assert any(value is None for rows in tables.values() for value in rows.values())
    assert "money_by_award_year" not in tables


def test_the_sums_leave_every_hidden_number_as_unsure_as_before(region: dict[str, Release]) -> None:
    certificate = joint.certify(chosen(region), rules.summed(chosen(region)))

    assert certificate.ok
    assert certificate.demands > 20


def test_a_sum_that_gives_a_hidden_number_away_is_found(region: dict[str, Release]) -> None:
    """As if somebody had added the true numbers up instead of the printed ones."""
    tables = rules.summed(chosen(region))
    hidden = next((t.id, codes) for t in tables for codes, value in t.rows if value is None and codes[0] != "_T")
    parts = [values(one, hidden[0])[hidden[1]] for one in region.values()]
    known = sum(part for part in parts if part is not None)
    told = [
        Summed(t.id, t.title, t.unit, t.counted, t.dimensions, tuple(
            (codes, known if (t.id, codes) == hidden else value) for codes, value in t.rows))
        for t in tables
    ]  # fmt: skip

    assert not joint.certify(chosen(region), told).ok


def test_years_that_only_some_have_are_left_out_and_totals_are_of_the_common_ones(region: dict[str, Release]) -> None:
    longer = region | {"MK": national("MK", 90, last=2023)}
    tables = {table.id: dict(table.rows) for table in rules.summed(chosen(longer))}
    sexes = tables["victims_by_sex"]

    assert {codes[0] for codes in sexes} == {"2021", "2022", "_T"}
    assert sexes["_T", "_T"] == sexes["2021", "_T"] + sexes["2022", "_T"]
    assert joint.certify(chosen(longer), rules.summed(chosen(longer))).ok


def test_a_coarser_publication_gives_the_tables_that_are_cut_alike(region: dict[str, Release]) -> None:
    coarser = region | {"ME": national("ME", 41, made=Coarser(broader=("FORM",), without=("steps_claim",)))}
    tables = rules.summed(chosen(coarser))

    assert {"victims_by_form", "steps_claim"} <= set(rules.left_out(chosen(coarser), tables))
    assert joint.certify(chosen(coarser), tables).ok


def test_the_same_country_or_organisation_twice_is_refused(region: dict[str, Release]) -> None:
    first, second, third = chosen(region)
    twice = National("Another", first.release)
    same = National("organisation  OF me", third.release)

    assert rules.objection([first, second, twice]) == ("country", first.release.title)
    assert rules.objection([first, same])[0] == "organisation"  # type: ignore[index]
    assert rules.objection([first]) == ("few", "")
    assert rules.objection([first, second, third]) is None


def test_other_sources_rules_and_years_are_not_added_up(region: dict[str, Release]) -> None:
    first, _second, _third = chosen(region)

    def with_(**changes: Any) -> str:
        other = National("Other", bundle(12, "MK", **changes))
        why = rules.objection([first, other])
        return why[0] if why else ""

    assert with_(mode="judgments") == "source"
    assert with_(policy_hash="c" * 64) == "rules"
    assert with_(first=2030, last=2031) == "years"


def test_it_is_prepared_by_one_agreed_by_another_and_lies_signed_on_our_shelf(
    app: Flask, make: Any, client_as: ClientAs, region: dict[str, Release]
) -> None:
    names = brought(app, make, region)
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    path = prepared(analyst, names)
    page = text(analyst.get(path))

    early = confirmed(analyst, f"{path}/approval")
    done = confirmed(coordinator, f"{path}/approval")
    again = confirmed(coordinator, f"{path}/approval")
    [found] = shelf(app.extensions["shelf"])
    release = verify(app.extensions["shelf"] / found.id, app.extensions["trusted_keys"])
    said = json.loads(release.files["datapackage.json"])

    assert "counts twice" in page
    assert "no hidden number is less unsure than before" in page
    assert (early.status_code, done.status_code, again.status_code) == (404, 303, 422)
    assert (release.mode, release.countries) == ("regional", ("ME", "MK", "RS"))
    assert [one["release"] for one in said["summands"]] == [region[country].id for country in ("ME", "MK", "RS")]
    assert said["summands"][0]["signer"] == base64.b64encode(PartnerKey(13).public_key()).decode()
    assert "A person who is a client in two countries counts twice" in release.files["README.txt"].decode()
    assert values(release, "victims_by_sex")["_T", "_T"] == 201
    shown = text(analyst.get(done.headers["Location"]))
    assert re.search(r"It adds up: .*: .*\.", shown)
    assert not re.search(r"It adds up: [A-Z]{2}-\d{4}", shown)
    assert analyst.get(f"/indicators/?publication={release.id}").status_code == 200


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


def test_what_is_not_cut_like_our_designs_is_refused(app: Flask, make: Any, client_as: ClientAs) -> None:
    names = brought(app, make, {"RS": bundle(11, "RS"), "MK": bundle(12, "MK")})
    answer = client_as(make.analyst()).post(PAGE, {"title": "Region", "picked": [names["RS"], names["MK"]]})

    assert answer.status_code in {303, 422}


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
    years = {"mode": "caseload", "title": "Serbia", "countries": ["RS"], "first_year": "2021", "last_year": "2022"}

    assert "There is nothing to count" in text(prepare(client_as(make.analyst()), years))


def test_the_command_adds_up_and_agrees(app: Flask, make: Any, region: dict[str, Release]) -> None:
    names = brought(app, make, region)
    analyst, coordinator = make.analyst(), make.coordinator()
    environ = {
        "LITIGATION_INSTANCE": str(app.extensions["config"].instance),
        "LITIGATION_DATABASE_URL": app.extensions["config"].database_url,
        "LITIGATION_PASSWORD": PASSWORD,
    }

    def run(*words: str, email: str = "") -> Any:
        code = {"LITIGATION_TOTP": make.code(email)} if email else {}
        who = ["--as", email] if email else []
        return CliRunner().invoke(litigation, ["release", *words, *who], env=environ | code)

    listed = run("national")
    alone = run("regional", names["RS"], "--title", "Region", email=analyst)
    made = run("regional", *names.values(), "--title", "Region", email=analyst)
    draft = json.loads(made.stdout)["draft"]
    own = run("agree-regional", draft, email=analyst)
    done = run("agree-regional", draft, email=coordinator)

    assert {one["name"] for one in json.loads(listed.stdout)} == set(names.values())
    assert (alone.exit_code, own.exit_code, done.exit_code) == (1, 1, 0), done.output
    assert "at least two countries" in alone.stderr
    assert json.loads(done.stdout)["release"] == shelf(app.extensions["shelf"])[0].id
