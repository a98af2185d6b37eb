"""Are a partner's numbers believed only by a key that two persons confirmed, only whole, and only once?"""

import base64
import io
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask

from at_once import at_once
from bundled import PartnerKey, bundle, packed, repacked
from lawyering import text
from litigation_app.cli import litigation
from litigation_app.core.db import committing, db
from litigation_app.gate.partners import actions, queries
from litigation_app.gate.partners.models import PartnerState
from litigation_app.gate.partners.rules import key_of
from litigation_app.ledger.models import LedgerEntry
from litigation_app.statistics.releases import Release, RowOut, TableOut, fingerprints, layout, shelf, writing
from served import PASSWORD

PAGE = "/publishing/partners/"
ClientAs = Callable[[str], Any]


def named(seed: int = 7, country: str = "MK", organisation: str = "Izmišljena Makedonija") -> dict[str, str]:
    key = base64.b64encode(PartnerKey(seed).public_key()).decode()
    return {"organisation": organisation, "country": country, "key": key}


def only(app: Flask) -> Any:
    with app.app_context():
        [found] = queries.everyone()
        return found


def trusted(app: Flask, make: Any, **changes: Any) -> Any:
    """A partner whose key two persons have confirmed."""
    said = named(**changes)
    analyst, coordinator = make.actor(make.analyst()), make.actor(make.coordinator())
    about = {"organisation": said["organisation"], "country": said["country"], "key": key_of(said["key"])}
    with app.test_request_context(), committing():
        row = actions.propose(analyst, **about, own_keys=frozenset())
        db.session.flush()
        actions.confirm(coordinator, row)
        return row.id


def sent(person: Any, content: bytes) -> Any:
    data = {"bundle": (io.BytesIO(content), "bundle.zip")}
    return person.post(f"{PAGE}bundles", data, content_type="multipart/form-data")


def there(app: Flask, seed: int = 7) -> list[str]:
    with app.app_context():
        return [
            one.id for one in shelf(queries.place(app.extensions["partner_releases"], PartnerKey(seed).public_key()))
        ]


def acts(app: Flask) -> list[str]:
    with app.app_context():
        return [row.act for row in db.session.query(LedgerEntry).order_by(LedgerEntry.seq)]


def test_a_key_is_named_by_one_and_confirmed_by_another(app: Flask, make: Any, client_as: ClientAs) -> None:
    first, second = client_as(make.coordinator()), client_as(make.coordinator())
    make.fresh(first.email)
    make.fresh(second.email)

    proposed = first.post(PAGE, named())
    path = f"{PAGE}{only(app).id}/confirmation"
    by_herself = first.post(path)
    by_another = second.post(path)
    page = text(second.get(PAGE))

    assert (proposed.status_code, by_herself.status_code, by_another.status_code) == (303, 422, 303)
    assert "another person has to compare it" in text(by_herself)
    assert only(app).state == PartnerState.TRUSTED
    assert fingerprints.spoken(PartnerKey(7).public_key()) in page
    assert {"propose_partner", "confirm_partner"} <= set(acts(app))


def test_naming_and_confirming_ask_for_the_second_factor_again(app: Flask, make: Any, client_as: ClientAs) -> None:
    first, second = client_as(make.analyst()), client_as(make.coordinator())
    make.stale(first.email)
    assert first.post(PAGE, named()).status_code == 403
    make.fresh(first.email)
    assert first.post(PAGE, named()).status_code == 303
    make.stale(second.email)

    assert second.post(f"{PAGE}{only(app).id}/confirmation").status_code == 403
    assert only(app).state == PartnerState.PROPOSED


@pytest.mark.parametrize("role", ["lawyer", "auditor", "administrator"])
def test_for_every_other_role_there_is_no_such_page(role: str, make: Any, client_as: ClientAs, app: Flask) -> None:
    partner = trusted(app, make)
    person = client_as(getattr(make, role)())
    make.fresh(person.email)

    found = [person.get(PAGE), person.post(PAGE, named(8)), sent(person, packed(bundle()))]
    found += [person.post(f"{PAGE}{partner}/{verb}") for verb in ("confirmation", "end")]

    assert {answer.status_code for answer in found} == {404}
    assert there(app) == []


def test_an_analyst_cannot_confirm_and_a_stranger_is_asked_to_sign_in(
    app: Flask, make: Any, client_as: ClientAs, stranger: Any
) -> None:
    analyst = client_as(make.analyst())
    make.fresh(analyst.email)
    analyst.post(PAGE, named())

    assert analyst.post(f"{PAGE}{only(app).id}/confirmation").status_code == 404
    assert stranger.get(PAGE).status_code in {302, 303}


@pytest.mark.parametrize("typed", ["", "abc", "A" * 43 + "=", base64.b64encode(b"\1" + bytes(31)).decode(), "я" * 44])
def test_what_is_no_key_is_refused_and_comes_back_as_typed(
    typed: str, make: Any, client_as: ClientAs, app: Flask
) -> None:
    person = client_as(make.coordinator())
    make.fresh(person.email)

    answer = person.post(PAGE, named() | {"key": typed})

    assert answer.status_code == 422
    assert "Izmišljena Makedonija" in text(answer)


def test_a_key_is_named_once_and_never_our_own(make: Any, client_as: ClientAs, app: Flask) -> None:
    person = client_as(make.coordinator())
    make.fresh(person.email)
    with app.app_context():
        own = base64.b64encode(app.extensions["release_signer"].public_key()).decode()

    answers = [person.post(PAGE, named() | {"key": own}), person.post(PAGE, named()), person.post(PAGE, named())]

    assert [one.status_code for one in answers] == [422, 303, 422]
    assert "the key of this very desk" in text(answers[0])


def test_a_partners_publication_lies_apart_and_is_shown_with_its_name(
    app: Flask, make: Any, client_as: ClientAs
) -> None:
    partner, analyst, made = trusted(app, make), client_as(make.analyst()), bundle()

    answer = sent(analyst, packed(made))
    page = text(analyst.get(answer.headers["Location"]))
    listed = text(analyst.get("/publications/"))
    back = analyst.get(f"/publications/partners/{partner}/{made.id}/files.zip").data

    assert answer.status_code == 303
    assert there(app) == [made.id]
    assert shelf(app.extensions["shelf"]) == []
    assert "the signature is that of Izmišljena Makedonija" in page
    assert fingerprints.spoken(made.signed_by) in page
    assert "whole, signed by the partner" in listed
    assert back == packed(made)
    assert "take_bundle" in acts(app)


def changed(files: dict[str, bytes], name: str) -> dict[str, bytes]:
    content = bytearray(files[name])
    content[len(content) // 2] ^= 1
    return files | {name: bytes(content)}


@pytest.mark.parametrize("name", sorted(bundle().files))
def test_one_changed_byte_anywhere_is_seen(name: str, app: Flask, make: Any, client_as: ClientAs) -> None:
    trusted(app, make)

    answer = sent(client_as(make.analyst()), repacked(changed(dict(bundle().files), name)))

    assert answer.status_code == 422
    assert there(app) == []


HARMED: dict[str, tuple[Callable[[dict[str, bytes]], bytes], str]] = {
    "missing": (
        lambda f: repacked({n: c for n, c in f.items() if n != "data/victims_by_sex.csv"}),
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
    return [TableOut("odd", "Odd", "PERSON", "victim", ("YEAR", "SEX", "AGE"), [RowOut(("_T", "F", "_T"), 9)])]


REFUSED: dict[str, tuple[Callable[[], Release], str]] = {
    "replayed": (bundle, "lies here already"),
    "the same years again": (lambda: bundle(title="Another"), "did not grow from it"),
    "shifted": (lambda: bundle(first=2022, last=2023), "did not grow from it"),
    "another country": (lambda: bundle(country="RS", first=2030, last=2030), "speaks of other countries"),
    "other rules": (lambda: bundle(first=2030, last=2030, policy_hash="c" * 64), "withheld by other rules"),
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


def test_one_that_grew_by_a_year_and_one_of_another_source_are_taken(
    app: Flask, make: Any, client_as: ClientAs
) -> None:
    trusted(app, make)
    analyst = client_as(make.analyst())

    codes = [
        sent(analyst, packed(made)).status_code for made in (bundle(), bundle(last=2023), bundle(mode="judgments"))
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

    assert "did not grow from it" in text(answer)


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
    files["datapackage.json"] = files["datapackage.json"].replace(b"litigation-release/1", b"litigation-release/9")
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


def test_after_the_trust_is_withdrawn_nothing_is_shown_or_taken(app: Flask, make: Any, client_as: ClientAs) -> None:
    partner = trusted(app, make)
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    sent(analyst, packed(bundle()))
    make.fresh(coordinator.email)

    assert coordinator.post(f"{PAGE}{partner}/end").status_code == 303
    assert coordinator.post(f"{PAGE}{partner}/end").status_code == 422
    assert analyst.get(f"/publications/partners/{partner}/{bundle().id}").status_code == 409
    assert "does not hold" in text(analyst.get("/publications/"))
    assert sent(analyst, packed(bundle(last=2023))).status_code == 422
    assert there(app) == [bundle().id]


def test_a_key_that_was_declined_or_withdrawn_can_be_named_again(app: Flask, make: Any, client_as: ClientAs) -> None:
    """Else whoever names it for the wrong organisation keeps the right one out for good."""
    partner = trusted(app, make, organisation="Pogrešna")
    first, second = client_as(make.coordinator()), client_as(make.coordinator())
    make.fresh(first.email)
    make.fresh(second.email)
    sent(first, packed(bundle()))
    first.post(f"{PAGE}{partner}/end")

    assert first.post(PAGE, named()).status_code == 303
    with app.app_context():
        [again] = [one.id for one in queries.everyone() if one.state == PartnerState.PROPOSED]
    assert second.post(f"{PAGE}{again}/confirmation").status_code == 303
    assert second.get(f"/publications/partners/{again}/{bundle().id}").status_code == 200
    assert second.get(f"/publications/partners/{partner}/{bundle().id}").status_code == 404


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


def test_the_command_names_confirms_and_imports(
    app: Flask, make: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyst, coordinator = make.analyst(), make.coordinator()
    key, folder, pack = tmp_path / "signer.pub", tmp_path / "folder", tmp_path / "b.zip"
    key.write_bytes(bundle().files["signer.pub"])
    pack.write_bytes(packed(bundle()))
    with zipfile.ZipFile(pack) as inside:
        inside.extractall(folder)
    monkeypatch.setenv("LITIGATION_INSTANCE", str(app.extensions["config"].instance))
    monkeypatch.setenv("LITIGATION_DATABASE_URL", app.extensions["config"].database_url)

    def run(*words: str, email: str = analyst) -> Any:
        env = {"LITIGATION_PASSWORD": PASSWORD, "LITIGATION_TOTP": make.code(email)}
        return CliRunner().invoke(litigation, ["release", *words, "--as", email], env=env)

    made = run("name-partner", str(key), "--organisation", "Izmišljena", "--country", "MK")
    partner = json.loads(made.output)["partner"]
    early = run("import", str(pack))
    confirmed = run("confirm-partner", partner, email=coordinator)
    taken = run("import", str(folder / bundle().id))
    again = run("import", str(pack))

    assert (early.exit_code, confirmed.exit_code, taken.exit_code, again.exit_code) == (1, 0, 0, 1), taken.output
    assert "nobody here has confirmed" in early.output
    assert json.loads(taken.output)["release"] == bundle().id
    assert "lies here already" in again.output


def test_a_machine_without_a_desk_verifies_by_a_key_or_by_any(tmp_path: Path) -> None:
    key, other, pack = tmp_path / "signer.pub", tmp_path / "other.pub", tmp_path / "b.zip"
    made = bundle()
    key.write_bytes(made.files["signer.pub"])
    other.write_bytes(base64.b64encode(PartnerKey(9).public_key()))
    pack.write_bytes(packed(made))
    with zipfile.ZipFile(pack) as inside:
        inside.extractall(tmp_path)
    folder = tmp_path / made.id
    broken = shutil.copytree(folder, tmp_path / "broken")
    (broken / "README.txt").write_text("x")

    def verify(*words: str) -> subprocess.CompletedProcess[str]:
        asked = [str(Path(sys.executable).with_name("litigation")), "release", "verify", *words]
        env = {"LITIGATION_INSTANCE": str(tmp_path / "nothing"), "PATH": os.environ["PATH"]}
        return subprocess.run(asked, capture_output=True, text=True, check=False, cwd=tmp_path, env=env)

    by_any, by_key, of_zip = (
        verify(str(folder), "--any-key"),
        verify(str(folder), "--key", str(key)),
        verify(str(pack), "--key", str(key)),
    )

    assert [one.returncode for one in (by_any, by_key, of_zip)] == [0, 0, 0], by_any.stderr
    assert json.loads(by_key.stdout)["signed_by"] == fingerprints.spoken(made.signed_by)
    assert verify(str(folder), "--key", str(other)).returncode == 1
    assert verify(str(folder)).returncode == 1
    assert "There is no desk" in verify(str(folder)).stderr
    assert "changed" in verify(str(broken), "--any-key").stderr
    assert not (tmp_path / "nothing").exists()


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
        {"data/victims_by_sex.csv": b'YEAR,SEX,value,obs_status,conf_status\n"' + b"x" * 200_000},
    ]

    codes = [sent(analyst, repacked(writing.sign(bare | harm, PartnerKey(7)))).status_code for harm in harms]

    assert codes == [422] * len(harms)
    assert there(app) == []


def test_a_backup_brings_a_partners_publications_back(app: Flask, make: Any, client_as: ClientAs) -> None:
    from litigation_app.cli.continuity import instance

    trusted(app, make)
    sent(client_as(make.analyst()), packed(bundle()))
    config = app.extensions["config"]

    found = {one.name: one.path for one in instance.published(config) if one.name.startswith("partners/")}

    assert len(found) == len(bundle().files)
    assert all(instance.place_of(config, name) == path for name, path in found.items())


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
