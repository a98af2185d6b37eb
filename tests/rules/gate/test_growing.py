"""Which publications can go on from which?"""

import pytest

from litigation_app.disclosure.plan import AS_ASKED, Coarser
from litigation_app.gate.neighbours import Span

BEFORE = Span("caseload", ("ME",), 2015, 2018)
BROADER = Coarser(broader=("FORM",), without=("steps_claim",))


@pytest.mark.parametrize(
    ("then", "now", "goes_on"),
    [
        (AS_ASKED, AS_ASKED, True),
        (BROADER, BROADER, True),
        (BROADER, AS_ASKED, False),
        (AS_ASKED, BROADER, False),
        (Coarser(together=2), Coarser(together=2), False),
    ],
)
def test_what_is_cut_alike_by_single_years_goes_on(then: Coarser, now: Coarser, goes_on: bool) -> None:
    longer = BEFORE._replace(last_year=2019, coarser=now)

    assert longer.goes_on_from(BEFORE._replace(coarser=then)) is goes_on


@pytest.mark.parametrize(
    "change", [{"first_year": 2016}, {"last_year": 2018}, {"countries": ("BA",)}, {"mode": "judgments"}]
)
def test_another_cut_does_not_go_on(change: dict[str, object]) -> None:
    assert not BEFORE._replace(**{"last_year": 2019} | change).goes_on_from(BEFORE)  # type: ignore[arg-type]
