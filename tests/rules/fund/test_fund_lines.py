"""Does the command say what it ran on, and round as the pages do?"""

import json
from dataclasses import replace

from feasible import BARE, speaking
from litigation_app.advocacy.figures.grids import share
from litigation_app.core.text import NBSP
from litigation_app.statistics.fund import scenario_files, studies, study
from litigation_app.statistics.fund.inputs import Interval


def lines(counts=(), dry=None):
    scenario = scenario_files.load("rs")
    result = json.loads(json.dumps(study.run_series(scenario, counts, paths=200, seed=3).plain()))
    if dry is not None:
        result["high"]["dry_by_year"][-1] = dry
        result["low"]["dry_by_year"][-1] = dry
    return list(studies.in_words(result | {"depth": BARE}))


def test_ranges_are_named_only_where_a_count_is_one():
    own = scenario_files.load("rs").counts[0]
    hidden = replace(own, years={**own.years, 2022: Interval(50, 62)})

    exact, ranged = lines(), lines([hidden])

    assert not any("ranges at their" in line for line in exact)
    assert sum(line.startswith("no count is a range: expected") for line in exact) == 1
    assert [line.partition(":")[0] for line in ranged if line.startswith("counts that are ranges at")] == [
        "counts that are ranges at their lowest", "counts that are ranges at their highest",
    ]  # fmt: skip


def test_a_chance_is_rounded_as_the_page_rounds_it():
    [line] = [one for one in lines(dry=0.4255) if "runs dry in" in one and "expected" in one]

    with speaking("en"):
        assert f"runs dry in {share(0.4255).replace(NBSP, ' ')} of the paths" in line
    assert "runs dry in 42.6 %" in line
