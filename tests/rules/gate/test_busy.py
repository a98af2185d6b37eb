"""Does a busy machine change what goes out? The clock may end the work, and then that is what is said."""

from itertools import count
from types import SimpleNamespace

import pytest

from litigation_app.disclosure import effort
from litigation_app.disclosure.effort import Busy
from litigation_app.gate.protection.proposal import propose, weigh
from tables_of_people import cohorts, people

[COHORT] = cohorts("caseload", people(1, [2019], 30), 2020)
SLOW_S, TOO_SLOW_S = 0.05, 1e6  # by which the clock goes on whenever somebody looks at it


def let_the_clock_go(monkeypatch: pytest.MonkeyPatch, step: float) -> None:
    ticks = count()
    monkeypatch.setattr(effort, "time", SimpleNamespace(monotonic=lambda: step * next(ticks)))


def test_a_slow_machine_prepares_and_agrees_to_the_same_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = propose(COHORT)
    let_the_clock_go(monkeypatch, SLOW_S)

    assert propose(COHORT) == quick
    assert weigh(COHORT, quick.sheets).certificate.digest == quick.certificate


def test_a_machine_too_busy_says_so_instead_of_showing_other_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not that somebody could be found, which would leave the tables out."""
    quick = propose(COHORT)
    let_the_clock_go(monkeypatch, TOO_SLOW_S)

    for act in (lambda: propose(COHORT), lambda: weigh(COHORT, quick.sheets)):
        with pytest.raises(Busy):
            act()


def test_how_much_of_the_work_is_done_is_told() -> None:
    told: list[tuple[str, int, int]] = []

    propose(COHORT, lambda step, done=0, of=0: told.append((step, done, of)))

    parts = [(done, of) for name, done, of in told if name == "hiding" and of]
    assert parts == sorted(parts)
    assert {of for _done, of in parts} == {int(effort.seconds("protect"))}
    assert "attacking" in {step for step, *_ in told}
