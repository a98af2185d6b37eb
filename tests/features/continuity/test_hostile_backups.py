"""Is every backup that is not what it should be refused with a sentence, before anything is written?"""

import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from config import Config
from continuity import Backed, Machine, changed
from litigation_app.vault.erasure import backups
from litigation_app.vault.keys import keyfile, lifecycle, root_key

pytestmark = pytest.mark.thorough


def refused(answer: Result, to: Machine) -> str:
    """The one sentence, with nothing on the other machine."""
    assert answer.exit_code == 1, answer.output
    assert answer.stdout == ""
    assert not to.config.instance.exists()
    sentences = [line for line in answer.stderr.splitlines() if not line.endswith("…")]
    assert len(sentences) == 1
    return sentences[0]


def nothing(_held: dict[str, bytes]) -> None:
    """Change nothing."""


def test_a_rebuilt_one_comes_back_if_nothing_was_changed(back_up: Callable[..., Backed], new_machine: Machine) -> None:
    back = changed(back_up(), nothing)

    assert new_machine.said(*back.words)["erased_again"] == 0


@pytest.mark.parametrize(
    "name",
    [
        "../escape",
        "/escape",
        "files/../../escape",
        "files/escape",
        "keys/keyring.json",
        "releases/.hidden",
        "x" * 90,
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(
    back_up: Callable[..., Backed], new_machine: Machine, name: str
) -> None:
    back = changed(back_up(), lambda held: held.update({name: b"escaped"}))

    sentence = refused(new_machine.run(*back.words), new_machine)

    assert "no plain file" in sentence or "that no desk has" in sentence


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.CHRTYPE, tarfile.XHDTYPE])
def test_what_is_no_plain_file_is_refused(back_up: Callable[..., Backed], new_machine: Machine, kind: bytes) -> None:
    back = back_up()
    link = tarfile.TarInfo("releases/link")
    link.type, link.linkname = kind, "/etc"
    content = back.data.read_bytes()
    back.data.write_bytes(link.tobuf(tarfile.USTAR_FORMAT) + content)

    assert "no plain file" in refused(new_machine.run(*back.words), new_machine)


def test_a_size_beyond_the_file_is_refused(back_up: Callable[..., Backed], new_machine: Machine) -> None:
    back = back_up()
    huge = tarfile.TarInfo("releases/huge")
    huge.size = 2**60
    back.data.write_bytes(huge.tobuf(tarfile.GNU_FORMAT) + back.data.read_bytes())

    assert "cut short" in refused(new_machine.run(*back.words), new_machine)


def test_a_name_that_stands_twice_is_refused(back_up: Callable[..., Backed], new_machine: Machine) -> None:
    back = back_up()
    with tarfile.open(back.data) as old:
        first = old.getmembers()[0]
    content = back.data.read_bytes()
    length = 512 + first.size + -first.size % 512
    back.data.write_bytes(content[:length] + content)

    assert "twice" in refused(new_machine.run(*back.words), new_machine)


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.9, 0.999])
def test_a_cut_file_is_refused(back_up: Callable[..., Backed], new_machine: Machine, share: float) -> None:
    back = back_up()
    content = back.data.read_bytes()
    back.data.write_bytes(content[: int(len(content) * share)])

    sentence = refused(new_machine.run(*back.words), new_machine)

    assert "cut short" in sentence or "its end is missing" in sentence


def test_one_turned_bit_is_found_and_named(back_up: Callable[..., Backed], new_machine: Machine) -> None:
    back = back_up()
    with tarfile.open(back.data) as old:
        member = max(old.getmembers()[:-2], key=lambda one: one.size)
    content = bytearray(back.data.read_bytes())
    content[member.offset_data + member.size // 2] ^= 1
    back.data.write_bytes(content)

    assert member.name in refused(new_machine.run(*back.words), new_machine)


def test_a_list_that_somebody_else_wrote_is_refused(back_up: Callable[..., Backed], new_machine: Machine) -> None:
    back = back_up()
    content = back.data.read_bytes()
    back.data.write_bytes(content.replace(b'"entries":', b'"Entries":'))

    assert "it was changed" in refused(new_machine.run(*back.words), new_machine)


def test_the_keyring_of_another_desk_is_refused(
    back_up: Callable[..., Backed], new_machine: Machine, tmp_path: Path
) -> None:
    back, other = back_up(), Config(tmp_path / "other", "")
    lifecycle.keyring.create(other)
    root = root_key.MemoryRoot(lifecycle.keyring.file_root(other)._bytes)
    offline = tmp_path / "other.key"
    offline.write_text(lifecycle.new_backup_key(other, root, keep=bytes).hex())
    copy = tmp_path / "other.keys"
    copy.write_bytes(backups.sealed_copy(other, root))

    answer = new_machine.run("restore", back.data, "--keyring", copy, "--offline-key", offline)

    assert "by another desk" in refused(answer, new_machine)
    assert keyfile.read(other).instance


def test_a_wrong_offline_key_is_refused(back_up: Callable[..., Backed], new_machine: Machine, tmp_path: Path) -> None:
    back = back_up()
    for content, words in (("00" * 32, "does not open with this key"), ("none", "cannot be read"), ("00", "64 hex")):
        (tmp_path / "wrong").write_text(content)
        answer = new_machine.run(*replace(back, offline=tmp_path / "wrong").words)
        assert words in refused(answer, new_machine)


@pytest.mark.parametrize(
    "said", [{"revision": "9999"}, {"revision": "0070"}, {"format": "lit-backup/3"}, {"ledger": {}}, {"keks": None}]
)
def test_one_of_a_program_too_new_or_too_old_is_refused(
    back_up: Callable[..., Backed], new_machine: Machine, said: dict[str, Any]
) -> None:
    back = changed(back_up(), nothing, said)

    sentence = refused(new_machine.run(*back.words), new_machine)

    assert "another version" in sentence or "does not know" in sentence


def test_a_backup_of_the_other_kind_of_database_is_refused_with_what_to_do(
    back_up: Callable[..., Backed], tmp_path: Path, config: Config
) -> None:
    is_sqlite = config.database_url.startswith("sqlite")
    url = "postgresql://desk@localhost/desk" if is_sqlite else f"sqlite:///{tmp_path / 'other' / 'desk.db'}"
    other = Machine(Config(tmp_path / "other", url, url))

    sentence = refused(other.run(*back_up().words), other)

    assert "LITIGATION_DATABASE_URL" in sentence


def test_a_backup_that_is_older_than_what_is_known_is_refused(
    back_up: Callable[..., Backed], new_machine: Machine
) -> None:
    back = back_up()
    seq, _, h = back.head.partition(":")

    older = new_machine.run(*back.words, "--known-head", f"{int(seq) + 5}:{h}")
    sentence = refused(older, new_machine)

    assert f"entry {int(seq) + 5} is known" in sentence
    assert new_machine.run(*back.words, "--known-head", back.head).exit_code == 0


def test_a_log_that_is_not_the_known_one_leaves_the_desk_closed(
    back_up: Callable[..., Backed], new_machine: Machine
) -> None:
    back = back_up()

    answer = new_machine.run(*back.words, "--known-head", f"1:{'ab' * 32}")

    assert answer.exit_code == 1
    assert "stays closed" in answer.stderr
    assert "not finished" in new_machine.run("ledger", "verify").stderr


def test_an_instance_that_holds_anything_is_left_alone(
    back_up: Callable[..., Backed], machine: Machine, new_machine: Machine
) -> None:
    back = back_up()
    before = {path: path.read_bytes() for path in machine.config.instance.rglob("*") if path.is_file()}
    new_machine.config.instance.mkdir()
    (new_machine.config.instance / "letter.txt").write_text("mine")

    living, other = machine.run(*back.words), new_machine.run(*back.words)

    assert (living.exit_code, other.exit_code) == (1, 1)
    assert "not empty" in living.stderr
    assert "letter.txt" in other.stderr
    after = {path: path.read_bytes() for path in machine.config.instance.rglob("*") if path.is_file()}
    assert {path for path in before if after.get(path) != before[path] and path.suffix not in {".db-shm"}} == set()
    assert [path.name for path in new_machine.config.instance.iterdir()] == ["letter.txt"]
