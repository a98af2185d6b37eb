"""Does a busy machine change what goes out? The clock may end the work, and then that is what is said."""

from itertools import count
from types import SimpleNamespace

import pytest

from bundled import bundle
from litigation_app.disclosure import effort
from litigation_app.disclosure.effort import Busy
from litigation_app.disclosure.plan import AS_ASKED
from litigation_app.gate.beside import certify_beside, propose_beside, shown_again
from litigation_app.gate.explaining import explain
from litigation_app.gate.plan import MODES
from litigation_app.gate.proposal import instead, propose
from litigation_app.gate.regional import actions as regional
from litigation_app.gate.regional import rules
from litigation_app.gate.regional.rules import National
from litigation_app.gate.since import Before, Source
from litigation_app.statistics.releases import RowOut, TableOut
from tables_of_people import FIRST, LAST, ROWS

pytestmark = pytest.mark.thorough

MODE = MODES["caseload"]
DESIGN = MODE.design(FIRST, LAST, AS_ASKED)
WHOLE = MODE.system(ROWS["caseload"], DESIGN)
SLOW_S, TOO_SLOW_S = 0.05, 1e6  # by which the clock goes on whenever somebody looks at it


def let_the_clock_go(monkeypatch, step):
    ticks = count()
    monkeypatch.setattr(effort, "time", SimpleNamespace(monotonic=lambda: step * next(ticks)))


@pytest.fixture(scope="module")
def quick():
    return propose(DESIGN, WHOLE)


def grown_from(made):
    """Beside the very same numbers, printed before."""
    return Before((), Source("old", "Old", LAST - 1, made.sheets))


def test_a_slow_machine_prepares_and_agrees_to_the_same_numbers(monkeypatch, quick):
    coarser = instead(MODE, ROWS["caseload"], FIRST, LAST, AS_ASKED)
    let_the_clock_go(monkeypatch, SLOW_S)

    assert propose(DESIGN, WHOLE).digest == quick.digest
    assert instead(MODE, ROWS["caseload"], FIRST, LAST, AS_ASKED) == coarser
    assert coarser
    assert shown_again(DESIGN, WHOLE, quick.as_json(), Before((), None))[0].digest == quick.digest


def test_a_machine_too_busy_says_so_instead_of_showing_other_numbers(monkeypatch, quick):
    """Not that somebody could be found, which would carry earlier years forward or refuse them."""
    before = grown_from(quick)
    said = quick.as_json() | {"since": {"is_carried": False}}
    let_the_clock_go(monkeypatch, TOO_SLOW_S)

    for act in (
        lambda: propose(DESIGN, WHOLE),
        lambda: propose_beside(DESIGN, WHOLE, before),
        lambda: certify_beside(DESIGN, WHOLE, quick.sheets, before, is_carried=False),
        lambda: shown_again(DESIGN, WHOLE, said, before),
        lambda: instead(MODE, ROWS["caseload"], FIRST, LAST, AS_ASKED),
    ):
        with pytest.raises(Busy):
            act()


def test_countries_that_are_added_up_on_a_busy_machine_are_not_said_to_show_somebody(monkeypatch, quick):
    tables = [
        TableOut(s.id, s.title, s.unit, s.counted, s.dimensions, [RowOut(tuple(c), v) for *c, v in quick.sheets[s.id]])
        for s in DESIGN.sheets
    ]
    chosen = [
        National(country, bundle(n, country, FIRST, LAST, tables=tables)) for n, country in ((11, "RS"), (12, "MK"))
    ]
    summed = rules.summed(chosen)
    assert regional._certified(chosen, summed)
    let_the_clock_go(monkeypatch, TOO_SLOW_S)

    with pytest.raises(regional.RegionRefused) as refused:
        regional._certified(chosen, summed)

    assert refused.value.reason == "busy"


def test_the_attack_beside_earlier_numbers_is_counted_too(monkeypatch, quick):
    """As much of it beside a slow clock as beside a quick one, to the last question."""
    spent = []
    for step in (0.0, SLOW_S):
        let_the_clock_go(monkeypatch, step)
        mine = effort.Effort(effort.seconds("withhold"))
        assert certify_beside(DESIGN, WHOLE, quick.sheets, grown_from(quick), is_carried=False, effort=mine).ok
        spent.append(mine.spent)

    assert spent[0] == spent[1] > 0


def test_how_much_of_the_work_is_done_is_told(quick):
    told = []

    propose_beside(DESIGN, WHOLE, grown_from(quick), lambda step, done=0, of=0: told.append((step, done, of)))

    for step in ("hiding", "beside"):
        parts = [(done, of) for name, done, of in told if name == step and of]
        assert parts == sorted(parts)
        assert {of for _done, of in parts} == {int(effort.seconds("protect" if step == "hiding" else "withhold"))}


def test_why_numbers_are_hidden_stands_there_without_ranges_where_the_machine_is_busy(monkeypatch, quick):
    let_the_clock_go(monkeypatch, TOO_SLOW_S)

    found = explain(DESIGN, WHOLE, quick.sheets)

    assert found.reasons
    assert not found.ranges
