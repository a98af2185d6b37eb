"""Official figures of partners, on the command line, and beside our own indicators."""

import io
import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from bundled import PartnerKey, bundle, packed, repacked
from confirming import confirmed
from lawyering import text
from litigation_app.core.db import committing
from litigation_app.demo import shelved
from litigation_app.gate.official import actions
from litigation_app.gate.partners import actions as partners
from litigation_app.gate.partners import queries as partner_keys
from litigation_app.statistics.official import figures, presenting, reading
from litigation_app.statistics.releases import Release, RowOut, TableOut
from litigation_app.statistics.releases.official import Vintage
from officials import PAGE, newest, our_own, publish_shipped

ClientAs = Callable[[str], Any]


def trusted(app: Flask, make: Any) -> None:
    """A partner of North Macedonia whose key two persons have confirmed."""
    first, second = make.actor(make.analyst()), make.actor(make.coordinator())
    about = {"organisation": "Izmišljena Makedonija", "country": "MK", "key": PartnerKey(7).public_key()}
    with app.test_request_context(), committing() as session:
        row = partners.propose(first, **about, own_keys=frozenset())
        session.flush()
        partners.confirm(second, row, seen=partner_keys.stands(row))


def sent(person: Any, content: bytes) -> Any:
    data = {"bundle": (io.BytesIO(content), "bundle.zip")}
    return person.post("/publishing/partners/bundles", data, content_type="multipart/form-data")


def edition(seed: int = 7, number: int = 1, follows: str = "", **changes: Any) -> Release:
    """An edition of official figures of North Macedonia as a partner's desk signs it."""
    sheet = next(one for one in reading.shipped() if one.country == "MK")
    said = {
        "title": f"MK, edition {number}", "mode": "official", "policy_hash": "", "certificate": "",
        "tables": figures.tables(sheet.figures), "sources": sheet.sources, "remarks": figures.remarks(sheet.figures),
        "vintage": Vintage(number, follows),
    }  # fmt: skip
    return bundle(seed, "MK", 2013, 2024, **said | changes)


def test_a_bundle_that_does_not_hold_is_refused_in_a_sentence_that_says_why(
    app: Flask, make: Any, client_as: ClientAs
) -> None:
    trusted(app, make)
    person = client_as(make.coordinator())
    make.fresh(person.email)
    first = edition()
    altered = {**first.files, "data/convictions.csv": first.files["data/convictions.csv"].replace(b"0", b"1", 1)}
    other = edition(title="MK, edition 1 again")

    refused = [
        sent(person, repacked(altered)),
        sent(person, packed(edition(seed=8))),
        sent(person, packed(first)),
        sent(person, packed(first)),
        sent(person, packed(other)),
        sent(person, packed(edition(number=3, follows=first.id))),
        sent(person, packed(edition(number=10**9, title="MK, an edition far ahead"))),
        sent(person, packed(edition(number=2, follows="MK-2013-2024-00000000"))),
        sent(person, packed(edition(number=2, follows=first.id))),
    ]

    assert [answer.status_code for answer in refused] == [422, 422, 303, 422, 422, 422, 422, 422, 303]
    assert "A file was changed after publishing: data/convictions.csv" in text(refused[0])
    assert "It is signed by a key that nobody here has confirmed" in text(refused[1])
    assert "This publication lies here already: “Official figures, North Macedonia, edition 1”" in text(refused[3])
    for answer in refused[4:8]:
        assert "It is not the edition that follows “Official figures, North Macedonia, edition 1”" in text(answer)


def test_a_first_edition_of_other_years_starts_no_second_chain(app: Flask, make: Any, client_as: ClientAs) -> None:
    trusted(app, make)
    person = client_as(make.coordinator())
    make.fresh(person.email)
    sheet = next(one for one in reading.shipped() if one.country == "MK")
    early, late = ([one for one in sheet.figures if (one.key.period.end.year < 2020) is told] for told in (True, False))
    begun = edition(tables=figures.tables(early), remarks=figures.remarks(early))
    again = edition(tables=figures.tables(late), remarks=figures.remarks(late), title="MK, edition 1 of other years")

    taken, refused = sent(person, packed(begun)), sent(person, packed(again))

    assert (taken.status_code, refused.status_code) == (303, 422)
    assert "It is not the edition that follows “Official figures, North Macedonia, edition 1”" in text(refused)


def test_a_file_on_the_command_line_goes_the_same_way(
    app: Flask, typist: Any, checker: Any, make: Any, tmp_path: Path
) -> None:
    row = "me,2024,recovery_periods,granted,{},Izmišljen izvor,memory,2024-01-01,2024-12-31,calendar,MOI,true,"
    rows = [",".join(reading.COLUMNS), row.format("0")]
    with app.test_request_context(), committing():
        actor = make.actor(make.analyst())
        held = app.extensions["shelf"], app.extensions["trusted_keys"]
        [draft] = actions.from_file(actor, "\n".join(rows).encode(), *held)
        address = f"{PAGE}{draft.id}"

    assert confirmed(checker, f"{address}/approval").status_code == 303

    found = newest(app, "ME")
    assert found is not None
    assert [(str(one.value), one.confidence) for one in figures.of_release(found)] == [("0", "memory")]
    assert "not verified, no source" in text(typist.get("/official/?country=ME"))


def test_a_file_is_refused_with_its_line(tmp_path: Path) -> None:
    head = ",".join(reading.COLUMNS)
    row = "rs,2024,identified_victims,total,{},Izvor,high,2024-01-01,2024-12-31,calendar,CPTV,true,"

    with pytest.raises(reading.FileRefused) as refused:
        reading.read("\n".join([head, row.format("12"), row.format("twelve")]))

    assert (refused.value.reason, refused.value.line, refused.value.of) == ("value", 3, "twelve")


def test_official_figures_are_in_no_list_of_our_own_counting(app: Flask, typist: Any, checker: Any) -> None:
    publish_shipped(app, typist, checker, "RS")

    assert "Nothing of our own is published yet" in text(typist.get("/indicators/"))
    assert "Official figures, Serbia, edition 1" in text(typist.get("/publications/"))
    assert "Official figures, Serbia" not in text(typist.get("/publishing/regional/new"))


def test_a_partners_edition_reads_like_our_own(app: Flask, typist: Any, checker: Any) -> None:
    publish_shipped(app, typist, checker, "ME")
    release = newest(app, "ME")
    assert release is not None

    page = text(typist.get(f"/publications/{release.id}"))

    assert "Figures that the state and others have printed, with their sources" in page
    assert "1. 4. 2019., 31. 3. 2020." in page
    assert "Property claims in criminal cases" in page
    titles = {one.called for one in release.sources}
    assert not re.search(r"\bS[0-9a-f]{10}\b", page), "a source is called by its title"
    assert all(escape(one) in page for one in titles)
    assert "Time covered" in page
    assert "For the period" in text(typist.get("/official/?country=ME"))


def test_an_indicator_shows_the_official_series_beside_ours_and_what_each_counts(
    app: Flask, typist: Any, checker: Any
) -> None:
    publish_shipped(app, typist, checker, "RS")
    rows = [RowOut((year, "_T"), value) for year, value in {"2021": None, "2022": 20}.items()]
    table = TableOut("cohort_status", "Invented", "PERSON", "victim", ("YEAR", "STATUS"), rows)
    ours = our_own(app, "caseload", table, "RS", 2021, 2022)

    page = " ".join(re.sub(r"<[^>]+>", " ", text(typist.get(f"/indicators/ID-01?publication={ours}"))).split())

    assert "Official figures and those of organisations or the press beside ours, Serbia" in page
    assert "called victims in the year" in page
    assert "Bosnia" not in page.split("beside ours, Serbia")[-1].split("What it is")[0]
    years = " ".join(str(year) for year in range(2013, 2024))
    assert f"Series {years} Ours: Persons whom the organisation represents … 20 " in page
    assert "Identified victims · TIP reports (United States) 36 49 40 76 36 48 43" in page
    assert "They count other people than we do" in page
    assert "distinct persons with a first contact in the period" in page


def test_a_share_of_several_parts_is_not_called_by_one_of_them(app: Flask, typist: Any, checker: Any) -> None:
    publish_shipped(app, typist, checker, "RS")
    counts = {"_T": 72, "convicted": 16, "convicted_plea": 23, "acquitted": 33, "rejected": 0, "not_decided": 0}
    rows = [RowOut((year, code), value) for year in ("_T", "2016") for code, value in counts.items()]
    table = TableOut("accused_by_verdict", "Invented", "PERSON", "accused", ("YEAR", "VERDICT"), rows)
    ours = our_own(app, "judgments", table, "RS", 2016, 2016)

    page = " ".join(re.sub(r"<[^>]+>", " ", text(typist.get(f"/indicators/CON-03?publication={ours}"))).split())

    assert "Published by an organisation or the press beside ours, Serbia" in page
    assert "54.2" in page.split("beside ours, Serbia")[-1]  # 39 of 72, pleas among them
    assert "Ours: Judgments analysed, Convicted after a trial" not in page


def test_what_is_counted_in_one_country_alone_is_said_there(app: Flask) -> None:
    with app.test_request_context():
        assert "called potential victims" in presenting.counts("identified_victims", "BA")
        assert "potential" not in presenting.counts("identified_victims", "RS")
        assert presenting.counts("potential_victims", "RS").startswith("Persons taken for potential victims")


def test_a_demonstration_has_them_on_its_shelf_from_the_start(app: Flask, make: Any) -> None:
    made = {"lawyer": make.lawyer(), "analyst": make.analyst(), "coordinator": make.coordinator()}
    people: Any = [SimpleNamespace(email=made[role], role=role, country="RS", office="") for role in made]

    with app.app_context():
        shelved.official_figures(app, people)

    assert all(newest(app, country) is not None for country in reading.COUNTRIES)
