"""Is a partner's publication taken only whole, rightly signed, once and beside nothing of the same people?"""

import os
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from at_once import at_once
from bundled import PartnerKey, bundle, packed, repacked
from keyed_partners import ClientAs, acts, sent, there, trusted
from lawyering import text
from litigation_app.statistics import exports
from litigation_app.statistics.releases import Release, RowOut, TableOut, fingerprints, layout, shelf, writing

pytestmark = pytest.mark.thorough


def test_a_partners_publication_lies_apart_and_is_shown_with_its_name(
    app: Flask, make: Any, client_as: ClientAs
) -> None:
    partner, analyst, made = trusted(app, make), client_as(make.analyst()), bundle()

    answer = sent(analyst, packed(made))
    page = text(analyst.get(answer.headers["Location"]))
    listed = text(analyst.get("/publications/"))
    back = analyst.get(f"/publications/partners/{partner}/{made.id}/files.zip").data
    lines = analyst.get(f"/publications/partners/{partner}/{made.id}/exports/csv").data

    assert answer.status_code == 303
    assert there(app) == [made.id]
    assert shelf(app.extensions["shelf"]) == []
    assert "the signature is that of Izmišljena Makedonija" in page
    assert fingerprints.spoken(made.signed_by) in page
    assert "whole, signed by the partner" in listed
    assert back == packed(made)
    assert lines == exports.export(exports.of_tables(made), "csv").content
    assert "take_bundle" in acts(app)


def test_a_stranger_s_publication_is_refused_with_his_fingerprint(app: Flask, make: Any, client_as: ClientAs) -> None:
    trusted(app, make)

    answer = sent(client_as(make.analyst()), packed(bundle(seed=9)))

    assert answer.status_code == 422
    assert fingerprints.spoken(PartnerKey(9).public_key()) in text(answer)


def lopsided() -> list[TableOut]:
    return [TableOut("odd", "Odd", "PERSON", "victim", ("YEAR", "SEX", "AGE"), [RowOut(("2030", "F", "_T"), 9)])]


def few() -> list[TableOut]:
    rows = [RowOut((year, code), n) for year in ("2030",) for code, n in (("_T", 24), ("F", 20), ("M", 4))]
    return [TableOut("cohort_sex", "Invented", "PERSON", "victim", ("YEAR", "SEX"), rows)]


REFUSED: dict[str, tuple[Callable[[], Release], str]] = {
    "replayed": (bundle, "lies here already"),
    "the same years again": (lambda: bundle(title="Another"), "It prints again people whom"),
    "shifted": (lambda: bundle(first=2022, last=2023), "It prints again people whom"),
    "another country": (lambda: bundle(country="RS", first=2030, last=2030), "speaks of other countries"),
    "other rules": (lambda: bundle(first=2030, last=2030, policy_hash="c" * 64), "suppressed by other rules"),
    "few people": (lambda: bundle(first=2030, last=2030, tables=few()), "below the fewest that the rules it names"),
    "odd table": (lambda: bundle(first=2030, last=2030, tables=lopsided()), "not in the form of published data: odd"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_may_not_lie_here_is_refused_in_words(why: str, app: Flask, make: Any, client_as: ClientAs) -> None:
    trusted(app, make)
    analyst = client_as(make.analyst())
    assert sent(analyst, packed(bundle())).status_code == 303
    made, sentence = REFUSED[why]

    answer = sent(analyst, packed(made()))

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert len(there(app)) == 1


def test_the_next_years_and_one_of_another_source_are_taken(app: Flask, make: Any, client_as: ClientAs) -> None:
    trusted(app, make)
    analyst = client_as(make.analyst())

    codes = [
        sent(analyst, packed(made)).status_code
        for made in (bundle(), bundle(first=2023, last=2023), bundle(mode="judgments"))
    ]

    assert codes == [303, 303, 303]


def test_a_second_key_of_the_organisation_does_not_open_a_way_around(
    app: Flask, make: Any, client_as: ClientAs
) -> None:
    trusted(app, make)
    trusted(app, make, seed=8, organisation="izmišljena  makedonija")
    analyst = client_as(make.analyst())
    sent(analyst, packed(bundle()))

    answer = sent(analyst, packed(bundle(seed=8, first=2022, last=2023)))

    assert "It prints again people whom" in text(answer)


def test_our_own_publication_is_not_a_partners(app: Flask, make: Any, client_as: ClientAs) -> None:
    trusted(app, make)
    seal = {layout.SUMS, layout.SIGNATURE, layout.SIGNER}
    bare = {name: content for name, content in bundle().files.items() if name not in seal}
    with app.app_context():
        ours = writing.sign(bare, app.extensions["release_signer"])

    answer = sent(client_as(make.analyst()), repacked(ours))

    assert answer.status_code == 422
    assert "a publication of this very desk" in text(answer)


def test_an_unknown_form_is_said(app: Flask, make: Any, client_as: ClientAs) -> None:
    trusted(app, make)
    files = dict(bundle().files)
    files["datapackage.json"] = files["datapackage.json"].replace(b"litigation-release/2", b"litigation-release/1")
    bare = {
        name: content for name, content in files.items() if name not in {layout.SUMS, layout.SIGNATURE, layout.SIGNER}
    }

    answer = sent(client_as(make.analyst()), repacked(writing.sign(bare, PartnerKey(7))))

    assert "a form that this version of the desk does not know" in text(answer)


def test_a_signed_file_that_is_not_of_the_format_is_refused(app: Flask, make: Any, client_as: ClientAs) -> None:
    trusted(app, make)
    seal = {layout.SUMS, layout.SIGNATURE, layout.SIGNER}
    bare = {name: content for name, content in bundle().files.items() if name not in seal}
    signed = writing.sign(bare | {"data/unspoken.csv": b"YEAR\n"}, PartnerKey(7))

    assert "does not belong to it" in text(sent(client_as(make.analyst()), repacked(signed)))


def test_two_who_bring_overlapping_ones_at_once_bring_one(app: Flask, make: Any, client_as: ClientAs) -> None:
    trusted(app, make)
    first, second = client_as(make.analyst()), client_as(make.analyst())

    codes = at_once(lambda: sent(first, packed(bundle())), lambda: sent(second, packed(bundle(first=2022, last=2023))))

    assert codes == [303, 422]
    assert len(there(app)) == 1


def test_a_full_disk_leaves_nothing_half_written(
    app: Flask, make: Any, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusted(app, make)
    analyst = client_as(make.analyst())
    root = app.extensions["partner_releases"]
    real, seen = os.fsync, []

    def full(handle: int) -> None:
        seen.append(handle)
        if str(root) in os.readlink(f"/proc/self/fd/{handle}") and len(seen) > 3:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    refused = sent(analyst, packed(bundle()))
    monkeypatch.undo()

    assert refused.status_code == 422
    assert "no room for it on the disk" in text(refused)
    assert [path for path in root.rglob("*") if path.is_file()] == []
    assert sent(analyst, packed(bundle())).status_code == 303


def test_what_a_trusted_partner_signed_may_be_malformed_but_breaks_nothing(
    app: Flask, make: Any, client_as: ClientAs
) -> None:
    trusted(app, make)
    analyst = client_as(make.analyst())
    seal = {layout.SUMS, layout.SIGNATURE, layout.SIGNER}
    bare = {name: content for name, content in bundle().files.items() if name not in seal}
    harms = [
        {"datapackage.json": b"[" * 100_000},
        {"datapackage.json": b"{}"},
        {"datapackage.json": b"null"},
        {"datapackage.json": bare["datapackage.json"].replace(b'"first"', b'"f"')},
        {"datapackage.json": b"\xff\xfe"},
        {"data/cohort_sex.csv": b'YEAR,SEX,value,obs_status,conf_status\n"' + b"x" * 200_000},
    ]

    codes = [sent(analyst, repacked(writing.sign(bare | harm, PartnerKey(7)))).status_code for harm in harms]

    assert codes == [422] * len(harms)
    assert there(app) == []
