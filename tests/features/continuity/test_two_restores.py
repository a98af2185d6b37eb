"""Can two restores into one instance hurt each other, or the desk that one of them has brought back?"""

import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from continuity import Backed, Machine
from litigation_app.operations.backup import target
from litigation_app.operations.backup.target import TargetRefused

pytestmark = pytest.mark.thorough


@contextmanager
def standing_still(machine: Machine, back: Backed) -> Iterator["subprocess.Popen[bytes]"]:
    """A restore that has begun to write and is stopped there."""
    process = machine.start(*back.words)
    while not machine.config.restoring.exists() and process.poll() is None:
        pass
    process.send_signal(signal.SIGSTOP)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGCONT)  # nothing happens to one that has ended
        process.communicate()


def test_a_second_one_is_refused_while_the_first_stands_still_and_the_first_ends_well(
    back_up: Callable[..., Backed], new_machine: Machine, make: Any
) -> None:
    make.case(make.lawyer())
    back = back_up()

    with standing_still(new_machine, back) as first:
        second = new_machine.run(*back.words)

    assert second.exit_code == 1
    assert "Another restore into" in second.stderr
    assert first.returncode == 0
    assert new_machine.said("ledger", "verify", "--state", "--known", back.head)["holds"]


def test_of_two_at_once_one_ends_well_and_the_other_says_why_not(
    back_up: Callable[..., Backed], new_machine: Machine, make: Any
) -> None:
    make.case(make.lawyer())
    back = back_up()

    both = [new_machine.start(*back.words) for _ in range(2)]
    said = [process.communicate()[1].decode() for process in both]

    assert sorted(process.returncode for process in both) == [0, 1], said
    assert "Traceback" not in "".join(said)
    assert any("Another restore into" in one or "not empty" in one for one in said)
    assert new_machine.said("ledger", "verify", "--state", "--known", back.head)["holds"]


def test_a_desk_that_has_come_alive_meanwhile_is_left_alone(
    back_up: Callable[..., Backed], new_machine: Machine, make: Any
) -> None:
    """What the slower one finds when its turn has come."""
    back = back_up()
    target.require_empty(new_machine.config)
    new_machine.said(*back.words)

    with pytest.raises(TargetRefused, match="not empty"), target.alone(new_machine.config):
        target.clear(new_machine.config)

    assert new_machine.said("ledger", "verify", "--state", "--known", back.head)["holds"]


def test_a_killed_one_holds_nobody_up(back_up: Callable[..., Backed], new_machine: Machine) -> None:
    back = back_up()
    with standing_still(new_machine, back) as first:
        first.kill()
        first.wait()

        new_machine.said(*back.words)

    assert Path(new_machine.config.instance).exists()
    assert not new_machine.config.restoring.exists()
