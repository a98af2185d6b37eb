"""Does a backup or a restore that is killed, or meets a full disk, leave nothing that looks finished, and go on when run again?"""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from config import Config, ConfigRefused
from continuity import Backed, Machine
from documents_sent import added
from killing import Killer, parts
from litigation_app.operations.archives import Archive, ArchiveRefused
from litigation_app.operations.backup import instance, making, target
from litigation_app.operations.restore import returning
from litigation_app.vault.erasure import backups
from litigation_app.vault.keys import root_key

pytestmark = pytest.mark.thorough

KILLS = 4


def killed_after(process: "subprocess.Popen[bytes]", seconds: float) -> bool:
    """Whether it was still at work."""
    time.sleep(seconds)
    process.kill()
    process.communicate()
    return process.returncode == -signal.SIGKILL


def finished(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if not path.name.startswith(".")]


def test_a_killed_backup_leaves_no_file_that_looks_finished_and_the_next_tidies_up(
    machine: Machine, offline: Path, app: Flask, lawyer: Any, open_case: Any, tmp_path: Path
) -> None:
    added(app, lawyer, open_case)
    folder, begun = tmp_path / "backups", list[subprocess.Popen[bytes]]()
    folder.mkdir()

    def begin() -> int:
        begun.append(machine.start("backup", folder / f"desk-{len(begun)}"))
        return begun[-1].pid

    killer = Killer.of(begin)
    for part in parts(KILLS):
        killer.kill(begin, part)
        begun[-1].communicate()
        if not (folder / f"desk-{len(begun) - 1}").exists():
            assert not (folder / f"desk-{len(begun) - 1}.keys").exists()

    for path in finished(folder):
        path.unlink()
    for process in begun:
        process.communicate()
    machine.said("backup", folder / "last")

    assert sorted(path.name for path in folder.iterdir()) == ["last", "last.keys"]


def test_a_backup_that_is_being_written_is_left_alone_by_another(
    machine: Machine, offline: Path, tmp_path: Path
) -> None:
    with making._whole_or_nothing(tmp_path / "desk-one"):
        machine.said("backup", tmp_path / "two")
        assert (tmp_path / ".desk-one.part").exists()

    assert (tmp_path / "desk-one").exists()


def test_a_full_disk_leaves_nothing_and_says_so(
    machine: Machine, offline: Path, app: Flask, lawyer: Any, open_case: Any, tmp_path: Path
) -> None:
    added(app, lawyer, open_case)
    folder = tmp_path / "small"
    folder.mkdir()
    limited = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000)); "
        "from litigation_app.cli import main; main()"
    )
    answer = subprocess.run(
        [sys.executable, "-c", limited, "backup", str(folder / "data")],
        env=os.environ | machine.environ | {"PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 1
    assert "no room" in answer.stderr
    assert list(folder.iterdir()) == []
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 2_000_000


def test_a_restore_that_could_not_say_who_signs_in_now_is_run_again(
    back_up: Callable[..., Backed], new_machine: Machine
) -> None:
    back = back_up()
    command = [sys.executable, "-c", "from litigation_app.cli import main; main()", *map(str, back.words)]
    with Path("/dev/full").open("w") as nobody:
        untold = subprocess.run(
            command, env=os.environ | new_machine.environ, stdout=nobody, stderr=subprocess.PIPE, text=True, check=False
        )

    again = new_machine.said(*back.words)

    assert untold.returncode != 0
    assert "run it again" in untold.stderr
    assert again["sign_in_now"]


def begun(machine: Machine, back: Backed) -> "subprocess.Popen[bytes]":
    """A restore that has begun to write."""
    process = machine.start(*back.words)
    fresh = machine.config.restoring.stat().st_mtime_ns if machine.config.restoring.exists() else 0
    while process.poll() is None:
        if machine.config.restoring.exists() and machine.config.restoring.stat().st_mtime_ns != fresh:
            break
        time.sleep(0.005)
    return process


def test_a_killed_restore_is_closed_until_it_is_run_again(
    back_up: Callable[..., Backed], new_machine: Machine, app: Flask, lawyer: Any, open_case: Any
) -> None:
    added(app, lawyer, open_case)
    back, closed = back_up(), 0
    for number in range(KILLS):
        process = begun(new_machine, back)
        closed += killed_after(process, 0.1 * number)
        if not new_machine.config.restoring.exists():
            break  # it was finished before it was killed
        for words in (["serve", "--port", "0"], ["ledger", "verify"], ["backup", "x"]):
            answer = new_machine.run(*words)
            assert answer.exit_code == 1
            assert "restore" in answer.stderr or "no desk" in answer.stderr

    if new_machine.config.restoring.exists():
        assert new_machine.said(*back.words)["papers"] == 1
    assert closed
    assert new_machine.said("ledger", "verify", "--state", "--known", back.head)["holds"]


def part_of(back: Backed, config: Config, steps: int) -> None:
    """A restore that ends after so many steps."""
    copy = backups.open_copy(back.keys, back.offline)
    with closing(Archive(back.data)) as archive:
        backup = returning.checked(config, archive, copy, None)
        target.begin(config)
        if steps:
            returning.keyring(config, backup, root_key.by_file(config.root_key), [])
        if steps > 1:
            returning.database(config, backup)
        if steps > 2:
            returning.files(config, backup)


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_cut_short_after_each_step_it_is_run_again_and_ends_well(
    back_up: Callable[..., Backed], new_machine: Machine, app: Flask, lawyer: Any, open_case: Any, steps: int
) -> None:
    paper, back = added(app, lawyer, open_case), back_up()
    part_of(back, new_machine.config, steps)

    said = new_machine.said(*back.words)

    assert said["papers"] == 1
    assert (new_machine.config.files / str(paper)).exists()
    assert new_machine.said("ledger", "verify", "--state", "--known", back.head)["holds"]


def test_another_backup_does_not_come_on_top_of_rows_that_a_cut_short_one_left(
    back_up: Callable[..., Backed], new_machine: Machine, make: Any
) -> None:
    first = back_up()
    make.case(make.lawyer())
    part_of(first, new_machine.config, 2)
    other = back_up()

    answer = new_machine.run(*other.words)

    is_sqlite = new_machine.config.database_url.startswith("sqlite")  # its file is simply put there anew
    assert answer.exit_code == (0 if is_sqlite else 1), answer.output
    assert is_sqlite or "database is not empty" in answer.stderr


def test_the_server_of_several_processes_refuses_too(new_machine: Machine) -> None:
    target.begin(new_machine.config)

    with pytest.raises(ConfigRefused, match="not finished"):
        new_machine.config.require_whole()


def test_no_member_finds_a_place_outside_its_folder(new_machine: Machine) -> None:
    for name in ("files/x", "keys/keyring.json", "desk.db", "releases", "files/../x", "releases/../../x"):
        with pytest.raises(ArchiveRefused):
            instance.place_of(new_machine.config, name)
