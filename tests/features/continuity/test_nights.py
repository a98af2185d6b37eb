"""Do the backups of all nights fit the disk, and does the desk know when one was last tried?"""

import signal
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from continuity import Backed, Machine
from litigation_app.operations.doctor import look_machine
from litigation_app.vault.erasure import backups

PLENTY_SECONDS = 120.0


def test_only_what_the_rule_keeps_of_this_desk_is_left(back_up: Callable[..., Backed], machine: Machine) -> None:
    made = back_up()
    folder = made.data.parent
    mine = made.data.name[5:41]
    older = [folder / f"desk-{mine}-2026{month:02}01T013000Z.backup" for month in range(1, 11)]
    others = [folder / "desk-00000000-0000-4000-8000-000000000000-20260101T013000Z.backup", folder / "notes.backup"]
    for path in (*older, *others):
        path.touch()

    with time_machine.travel(datetime.now(UTC) + timedelta(hours=1)):
        said = machine.said("backup", folder, "--prune", "--keep", "2,0,3")

    left = {path for path in folder.iterdir() if path.name.endswith(backups.DATA)}
    assert left == {Path(said["data"]), made.data, *older[-2:], *others}  # of the last two days all
    assert set(said["data_backups_deleted"]) == {str(path) for path in older[:-2]}


def test_a_folder_that_is_not_there_is_no_file(machine: Machine, offline: Path, tmp_path: Path) -> None:
    answer = machine.run("backup", tmp_path / "nowhere", "--keep", "7,5,12")

    assert (answer.exit_code, (tmp_path / "nowhere").exists()) == (1, False)
    assert "mkdir" in answer.stderr


@pytest.mark.extensive  # four programs one after the other; a drill that is refused takes two
@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_a_backup_is_tried_and_desk_doctor_and_page_know_when(
    back_up: Callable[..., Backed], machine: Machine, make: Any, client_as: Callable[[str], Any]
) -> None:
    made = back_up()
    auditor = client_as(make.auditor())
    words = ["drill", made.data, "--keyring", made.keys, "--offline-key", made.offline]
    before = machine.run("doctor").stdout, auditor.get("/access-log/checkpoints").get_data(as_text=True)

    done = machine.start(*words)
    said, told = done.communicate()
    after = machine.run("doctor").stdout, auditor.get("/access-log/checkpoints").get_data(as_text=True)

    assert done.returncode == 0, told.decode()
    assert b'"came_back": true' in said
    assert told.decode().strip().endswith("Nothing of your desk was changed.")
    assert "None were made" not in told.decode(), "what a trial lacks is nothing that the desk lacks"
    assert "No drill of a backup was ever finished here" in before[0]
    assert before[1].count("never") == after[1].count("never") + 1
    assert "the last drill of a backup: " in after[0]


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PLENTY_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.02)


def is_at_work_in(folder: Path) -> bool:
    """Whether a process has an instance in this folder."""
    told = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            told.append((process / "environ").read_bytes())
    return any(f"LITIGATION_INSTANCE={folder}".encode() in one for one in told)


@pytest.mark.extensive
@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_of_a_drill_that_is_cut_off_nothing_stays(
    back_up: Callable[..., Backed], machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, room = back_up(), tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr(look_machine, "DRILL_ROOM", room)
    words = ["drill", made.data, "--keyring", made.keys, "--offline-key", made.offline, "--in", room]

    def cut_off(how: signal.Signals) -> list[Path]:
        """The folders that lie there when it was cut off as soon as the copy had its key."""
        before, drill = set(room.iterdir()), machine.start(*words)
        until(lambda: any(one not in before and (one / "desk/keys/root.key").exists() for one in room.iterdir()))
        drill.send_signal(how)
        drill.communicate()
        until(lambda: not is_at_work_in(room))  # the restore that a killed drill has begun
        return list(room.iterdir())

    (left,) = cut_off(signal.SIGKILL)
    told = machine.run("doctor").stdout
    assert f"{left} is of a drill that was cut off" in told
    assert cut_off(signal.SIGTERM) == []


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_a_backup_that_does_not_come_back_is_no_drill(back_up: Callable[..., Backed], machine: Machine) -> None:
    made = back_up()
    content = bytearray(made.data.read_bytes())
    content[len(content) // 2] ^= 1
    made.data.write_bytes(content)

    done = machine.start("drill", made.data, "--keyring", made.keys, "--offline-key", made.offline)
    _said, told = done.communicate()

    assert done.returncode == 1
    assert (
        told.decode()
        .strip()
        .endswith("The backup did not come back: `litigation restore` refused. Nothing of the desk was changed.")
    )
    assert "No drill of a backup was ever finished here" in machine.run("doctor").stdout
