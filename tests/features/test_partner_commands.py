"""Do partners and their bundles come by command, without a desk, and back from a backup?"""

import base64
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask

from bundled import PartnerKey, bundle, packed
from commanding import sum_named
from keyed_partners import ClientAs, sent, trusted
from litigation_app.cli import litigation
from litigation_app.statistics.releases import fingerprints
from served import PASSWORD

pytestmark = pytest.mark.thorough


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
    unseen = run("confirm-partner", partner, email=coordinator)
    confirmed = run("confirm-partner", partner, "--seen", sum_named(unseen), email=coordinator)
    taken = run("import", str(folder / bundle().id))
    again = run("import", str(pack))
    verified = CliRunner().invoke(litigation, ["release", "verify", str(pack)])

    assert (early.exit_code, confirmed.exit_code, taken.exit_code, again.exit_code) == (1, 0, 0, 1), taken.output
    assert "nobody here has confirmed" in early.output
    assert json.loads(made.output)["fingerprint"] in unseen.stderr
    assert json.loads(taken.output)["release"] == bundle().id
    assert "lies here already" in again.output
    assert json.loads(verified.output)["of_the_partner"] == "Izmišljena"


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


def test_a_backup_brings_a_partners_publications_back(app: Flask, make: Any, client_as: ClientAs) -> None:
    from litigation_app.operations.backup import instance

    trusted(app, make)
    sent(client_as(make.analyst()), packed(bundle()))
    config = app.extensions["config"]

    found = {one.name: one.path for one in instance.published(config) if one.name.startswith("partners/")}

    assert len(found) == len(bundle().files)
    assert all(instance.place_of(config, name) == path for name, path in found.items())
