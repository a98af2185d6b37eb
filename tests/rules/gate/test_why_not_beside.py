"""Is it said why tables cannot stand beside what was printed before, and of how many numbers, unless few numbers would tell which?"""

import pytest

from litigation_app.disclosure.growth import Earlier, printed
from litigation_app.disclosure.plan import AS_ASKED, Coarser
from litigation_app.gate import coarser, plan
from litigation_app.gate.beside import propose_beside
from litigation_app.gate.neighbours import DraftRefused
from litigation_app.gate.proposal import TooFine, WouldReveal, propose
from litigation_app.gate.since import Before, Source
from litigation_app.gate.ways import BESIDE, CHANGED, Why
from tables_of_people import FIRST, LAST, ROWS, victim

MODE = plan.MODES["caseload"]


def printed_before(design, whole, *, other):
    """Everything was printed as it is now, but for so many numbers of the first year, which were one less."""
    said = {cell.key: int(cell.value) for cell in whole.cells if cell.published and cell.key not in whole.sums}
    changed = [key for key in said if f"={FIRST}" in key and "=_T" not in key and said[key]][:other]
    said |= {key: said[key] - 1 for key in changed}
    earlier = Earlier(printed("old", whole, said), frozenset(design.years))
    return Before((earlier,), Source("old", "Old", LAST - 1, {}))


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (AS_ASKED, 3),
        (plan.asked("caseload"), 3),  # without what comes by hand alone: full detail
        (Coarser(without=("claim_outcomes",)), 0),
        (Coarser(broader=coarser.variables()[:1]), 0),
    ],
)
def test_how_many_numbers_changed_is_said_of_full_tables_alone(made, said):
    design = MODE.design(FIRST, LAST, made)
    whole = MODE.system(ROWS["caseload"], design)

    with pytest.raises(DraftRefused) as stop:
        propose_beside(design, whole, printed_before(design, whole, other=3), carry=False)

    assert (stop.value.reason, stop.value.because) == (BESIDE, Why(CHANGED, said))


@pytest.mark.parametrize("also", [(), ("months_to_judgment",)])
def test_how_many_are_about_few_is_said_with_and_without_what_comes_by_hand(also):
    design = MODE.design(FIRST, LAST, plan.asked("caseload", also))
    whole = MODE.system([victim(number, FIRST + number % 3) for number in range(6)], design)

    with pytest.raises(TooFine) as stop:
        propose(design, whole)

    assert stop.value.percent > 35


def test_how_many_are_about_few_is_not_said_of_a_coarser_design():
    design = MODE.design(FIRST, LAST, Coarser(without=("claim_outcomes",)))
    whole = MODE.system([victim(number, FIRST + number % 3) for number in range(6)], design)

    with pytest.raises(WouldReveal) as stop:
        propose(design, whole)

    assert not isinstance(stop.value, TooFine)
    assert stop.value.few == 0
