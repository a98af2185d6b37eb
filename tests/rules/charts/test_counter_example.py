"""Is the picture refused that prints a number its neighbours hide, and does ours say nothing more than "withheld"?

The numbers are those of a chart that somebody nearly published: of 35 who came to a main hearing 31 were convicted, "c" were
acquitted, 4 were paid; and bars with "c" for a small number beside "x" for one that protects it.
"""

from xml.etree import ElementTree

import pytest

from litigation_app.core import charts
from litigation_app.core.charts import Lane, Step
from litigation_app.disclosure import policy
from litigation_app.disclosure.audit import audit
from litigation_app.disclosure.model import Cell, Relation, System
from litigation_app.disclosure.sensitivity import demands, primary
from litigation_app.disclosure.suppression.protect import protect
from litigation_app.disclosure.tables import TOTAL, Chain, Row, Variable, build, key, step_key

RULES = policy.public()
REACHED = {"reported": 64, "investigated": 52, "indicted": 42, "heard": 35, "convicted": 31, "awarded": 12, "paid": 4}
CHAIN = Chain(Variable("year", ("2025",), harmless=True), "step", tuple(REACHED))
DECIDED = {"RS": (14, 19, 22), "MK": (3, 6, 8), "BA": (9, 8, 12), "ME": (2, 4, 5)}
YEARS = ("2023", "2024", "2025")


@pytest.fixture(scope="module")
def funnel():
    """Sixty-four people, each as far as the picture says."""
    after = [*list(REACHED.values())[1:], 0]
    ends = [step for (step, n), left in zip(REACHED.items(), after, strict=True) for _ in range(n - left)]
    return build(
        [Row(f"p{n}", f"c{n}", f"h{n % 9}", {"year": "2025", "step": end}) for n, end in enumerate(ends)], [CHAIN]
    )


def printed(system):
    return {cell.key: cell.value for cell in system.cells if cell.published}


def test_the_acquitted_are_given_away_by_the_steps_beside_them(funnel):
    drawn = {name: value for name, value in printed(funnel).items() if "paid" not in name}

    found = audit.audit_system(funnel, drawn, demands(funnel, RULES), RULES)

    stopped = f"{key('year', '2025')};step=heard"
    assert audit.intervals(drawn, funnel.relations, [stopped])[stopped] == audit.Interval(4, 4)
    assert (stopped,) in {failure.keys for failure in found.failures}


def test_a_count_under_k_is_not_printed_beside_it(funnel):
    found = audit.audit_system(funnel, printed(funnel), demands(funnel, RULES), RULES)

    assert (step_key(CHAIN, "2025", "paid"),) in {one.keys for one in found.failures if one.why == "published"}


def test_what_goes_out_instead_is_safe_and_draws_one_sign(funnel):
    pattern = protect(funnel, RULES)
    seen = pattern.visible(funnel)
    steps = [Step(step, _shown(seen, step_key(CHAIN, "2025", step))) for step in REACHED]

    picture = charts.funnel([Lane("Claims", "people", steps)], title="As far as they came")

    assert audit.audit_system(funnel, seen, demands(funnel, RULES), RULES).ok
    assert {step.label for step in steps if step.value is None} >= {"paid"}
    assert any(step.value is None for step in steps if step.label in ("heard", "convicted"))
    assert step_key(CHAIN, TOTAL, "paid") not in seen
    assert _signs(picture) == {"…"}


def bars():
    counts = {f"{country}|{year}": n for country, row in DECIDED.items() for year, n in zip(YEARS, row, strict=True)}
    counts |= {f"{country}|T": sum(row) for country, row in DECIDED.items()}
    cells = tuple(Cell(name, n, n, n, n) for name, n in counts.items())
    relations = (Relation(f"{one}|T", tuple(f"{one}|{year}" for year in YEARS), True) for one in DECIDED)
    return System(cells, tuple(relations))


def test_small_bars_and_those_that_protect_them_look_alike():
    system = bars()
    pattern = protect(system, RULES, always_published=frozenset(f"{country}|T" for country in DECIDED))
    small, seen = primary(system, RULES), pattern.visible(system)
    others = pattern.withheld - small.keys()
    values = [[_shown(seen, f"{country}|{year}") for country in DECIDED] for year in YEARS]

    picture = charts.bars(list(YEARS), list(DECIDED), values, title="Claims decided")

    assert {"MK|2023", "ME|2023", "ME|2024"} <= small.keys()
    assert others
    assert _signs(picture) == {"…"}
    assert len({(band.get("y"), band.get("height")) for band in _bands(picture)}) == 1


def _shown(seen, name):
    return float(seen[name]) if name in seen else None


def _signs(picture):
    """What stands in a picture where there is no number and no word of ours."""
    return {one.text for one in _parts(picture) if one.text and len(one.text) == 1 and not one.text.isdigit()}


def _bands(picture):
    return [one for one in _parts(picture) if "hatch)" in one.get("fill", "")]


def _parts(picture):
    return list(ElementTree.fromstring(picture).iter())  # noqa: S314 (our own picture)
