"""Is a partner's publication taken only whole, rightly signed, once and beside nothing of the same people?"""

import io
import os
import re
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from at_once import at_once
from bundled import PartnerKey, bundle, packed, repacked
from keyed_partners import ClientAs, acts, changed, sent, there, trusted
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


@pytest.mark.parametrize("name", sorted(bundle().files))
def test_one_changed_byte_anywhere_is_seen(name: str, app: Flask, make: Any, client_as: ClientAs) -> None:
    trusted(app, make)

    answer = sent(client_as(make.analyst()), repacked(changed(dict(bundle().files), name)))

    assert answer.status_code == 422
    assert there(app) == []


HARMED: dict[str, tuple[Callable[[dict[str, bytes]], bytes], str]] = {
    "missing": (
        lambda f: repacked({n: c for n, c in f.items() if n != "data/cohort_sex.csv"}),
        "A file is missing",
    ),
    "added": (lambda f: repacked(f | {"data/more.csv": b"x"}), "does not belong to it"),
    "outside": (lambda f: repacked(f | {"../../desk.db": b"x"}), "does not belong to it"),
    "absolute": (lambda f: repacked(f | {"/etc/passwd": b"x"}), "does not belong to it"),
    "hidden": (lambda f: repacked(f | {"data/.x.csv": b"x"}), "does not belong to it"),
    "cut short": (lambda f: repacked(f)[:-40], "nor a zip of one"),
    "not a zip": (lambda _f: b"%PDF-1.7 no zip", "nor a zip of one"),
    "empty zip": (lambda _f: repacked({}), "nor a zip of one"),
    "many": (lambda f: repacked(f | {f"data/x{n}.csv": b"" for n in range(300)}), "larger than any publication"),
}


@pytest.mark.parametrize("harm", HARMED)
def test_a_harmed_zip_is_refused_with_what_is_wrong(harm: str, app: Flask, make: Any, client_as: ClientAs) -> None:
    trusted(app, make)
    spoil, sentence = HARMED[harm]

    answer = sent(client_as(make.analyst()), spoil(dict(bundle().files)))

    assert answer.status_code == 422
    assert sentence in text(answer), re.findall("field-error.*?</p>", text(answer), re.DOTALL)
    assert there(app) == []


def bomb(says: int) -> bytes:
    """A zip of 80 KB with 80 MB in one table, whose head says that it is small."""
    made = bytearray(repacked({"data/big.csv": bytes(80 * 1024 * 1024)}))
    at = made.rindex(b"PK\1\2")
    made[at + 24 : at + 28] = struct.pack("<I", says)
    return bytes(made)


def of_two_minds(entries: int) -> bytes:
    """A zip with a long list, whose plain end says that it is short and whose zip64 end says how long it is."""
    made = bytearray(repacked({f"{number:050}": b"" for number in range(entries)}))
    at = made.rindex(b"PK\5\6")
    size, start = struct.unpack_from("<2L", made, at + 12)
    long = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, entries, entries, size, start)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, at, 1)
    short = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0, 0, 46, 0xFFFFFFFF, 0)
    return bytes(made[:at]) + long + locator + short


def test_a_zip_that_says_two_lengths_of_its_list_is_refused_before_it_is_read(
    app: Flask, make: Any, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusted(app, make)
    analyst, made = client_as(make.analyst()), of_two_minds(6_000)
    with zipfile.ZipFile(io.BytesIO(made)) as believed:
        assert len(believed.namelist()) == 6_000
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_args: pytest.fail("its entries were read"))

    answer = sent(analyst, made)

    assert answer.status_code == 422
    assert "larger than any publication" in text(answer)


def test_a_list_that_ends_too_early_to_say_its_length_is_no_zip(app: Flask, make: Any, client_as: ClientAs) -> None:
    trusted(app, make)

    answer = sent(client_as(make.analyst()), repacked({"README.txt": b"x"}) + b"PK\5\6" + bytes(10))

    assert "nor a zip of one" in text(answer)


@pytest.mark.parametrize("says", [80 * 1024 * 1024, 10])
def test_a_zip_that_unpacks_to_far_too_much_is_refused(says: int, app: Flask, make: Any, client_as: ClientAs) -> None:
    trusted(app, make)

    assert sent(client_as(make.analyst()), bomb(says)).status_code == 422


def test_a_link_in_a_zip_is_no_file(app: Flask, make: Any, client_as: ClientAs) -> None:
    trusted(app, make)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for name, content in bundle().files.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (0o120777 if name == "README.txt" else 0o100644) << 16
            pack.writestr(entry, content)

    assert "does not belong to it" in text(sent(client_as(make.analyst()), out.getvalue()))


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


def test_a_zip_of_very_many_folders_is_refused_before_they_are_read(
    app: Flask, make: Any, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusted(app, make)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for number in range(6_000):
            pack.writestr(f"{number:050}/", b"")
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_args: pytest.fail("its entries were read"))

    answer = sent(client_as(make.analyst()), out.getvalue())

    assert answer.status_code == 422
    assert "larger than any publication" in text(answer)
