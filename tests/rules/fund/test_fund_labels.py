"""Labels say what the values are: levels, sizes of options, units, late reports; and numbers on bars do not lie over each other."""

import copy
import json
import re
from itertools import pairwise

import pytest

from feasible import speaking, written
from litigation_app.advocacy.figures import basis, options, words
from litigation_app.core import charts
from litigation_app.core.charts.svg import LETTER
from litigation_app.core.text import NBSP
from litigation_app.statistics.fund import scenario_files, studies
from litigation_app.statistics.fund.scenario_reading import scenario_from

pytestmark = pytest.mark.thorough

TRIANGLE = [[30, 5, 1], [40, 6], [50]]


def changed():
    tree = copy.deepcopy(scenario_files.read(scenario_files.FOLDER / "rs.toml"))
    tree["severity"][0]["quantiles"] = {"0.1": 1000, "0.5": 5000, "0.95": 20_000}
    tree["option"]["D"]["changes"]["delay"] = {"advance_share": 0.3, "advance_cap": 1500}
    tree["frequency"][0]["reporting"] = {"triangle": TRIANGLE, "source": "registers of three years"}
    tree["frequency"][0]["counts"] = {str(y): c for y, c in tree["frequency"][0]["counts"].items()}
    return scenario_from(tree)


@pytest.fixture(scope="module")
def run():
    return json.loads(json.dumps(studies.run_whole(changed(), None, paths=300, seed=1).plain()))


def annex(result):
    return {row[0]: row[1:] for row in written(result)[0].chapters[13].parts[0].rows}


def test_levels_of_damage_are_called_by_their_own_shares(run, results):
    own = f"Assessed harm per victim (not exceeded by 10{NBSP}%, 50{NBSP}%, 95{NBSP}% of victims): trafficking in human beings"

    assert own.partition(":")[0] in {key.partition(":")[0] for key in annex(run)}
    assert any(
        key.startswith("Assessed harm per victim (lower quarter, middle, upper tenth)") for key in annex(results["rs"])
    )
    with speaking("en"):
        assert words.assumed("damage", "quantiles") == "Assessed harm per victim (lower quarter, middle, upper tenth)"


def test_late_reports_have_a_line_in_annex_b_and_none_where_nothing_is_late(run, results):
    line = "Shares of a year's victims known in the year itself and after: trafficking in human beings"

    value, kind, source = annex(run)[line]

    assert value.count("%") == 3
    assert value.endswith(f"100.0{NBSP}%")
    assert (kind, source) == ("published elsewhere", "registers of three years")
    assert line not in annex(results["rs"])


def test_an_option_has_its_size_from_its_values(run, results):
    with speaking("en"):
        named = [row[0] for row in options.options(run).grid.rows]
        shipped = [row[0] for row in options.options(results["rs"]).grid.rows]
        drawn = str(options.options(run).picture)
    text = " ".join(row[0] for part in written(run)[0].chapters[2].parts if hasattr(part, "rows") for row in part.rows)

    assert f"D: hosted, with advances (advances: 30.0{NBSP}% of the award, up to 1,500{NBSP}EUR)" in named
    assert f"D: hosted, with advances (advances: 50.0{NBSP}% of the award, up to 2,000{NBSP}EUR)" in shipped
    assert "hosted, with advances" in drawn
    assert ">(advances: 30.0" not in drawn  # a name that is cut off says nothing of its size
    assert f"hosted, with advances (advances: 30.0{NBSP}% of the award, up to" in text


def test_awards_and_checks_name_their_currency(run):
    with speaking("en"):
        assert basis.awards(run)[0].grid.headings[:2] == ["From, EUR", "to, EUR"]
        assert basis.checks(run).title == "Simulated and exact, EUR"


@pytest.mark.parametrize(("groups", "series"), [(10, 1), (10, 2), (30, 1), (30, 2)])
def test_numbers_on_bars_do_not_lie_over_each_other_and_stay_in_the_picture(groups, series):
    values = [[0.999 if g % 2 else 0.0123] * series for g in range(groups)]

    drawn = charts.bars(
        [str(g) for g in range(groups)],
        [str(s) for s in range(series)],
        values,
        title="t",
        number=lambda v: f"{100 * v:.1f}",
    )

    flat = sorted(float(x) for x in re.findall(r'<text x="([\d.]+)" y="[\d.]+" class="middle strong">', drawn))
    upright = [(float(x), float(y)) for x, y in re.findall(r"translate\(([\d.]+) ([\d.]+)\) rotate\(-90\)", drawn)]
    assert len(flat) + len(upright) == groups * series
    assert all(b - a >= 3.5 * LETTER for a, b in pairwise(flat))
    places = sorted(x for x, _y in upright)
    assert all(b - a >= 10 for a, b in pairwise(places))
    assert all(y - 4 * LETTER >= 0 for _x, y in upright)
    assert bool(upright) is (groups * series > 10)
