"""Beside each of the six figures stands how far the drawing of so many futures may have moved it, and no further doubt."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feasible import speaking, written
from litigation_app.advocacy.figures import parts, rules, six_figures
from litigation_app.core.language import LANGUAGES
from litigation_app.statistics.fund import answers, prepared, sampling, scenario_files, simulate
from litigation_app.statistics.fund.inputs import Interval

CODES = ("expected", "year_95", "year_99", "present_value", "dry", "office")


def held(draw, truth, find, times=2000):
    """In which share of so many samples the interval holds the truth."""
    rng = np.random.default_rng(11)
    found = [find(draw(rng)) for _ in range(times)]
    return sum(low <= truth <= high for low, high in found) / times


@pytest.mark.parametrize(("p", "truth"), [(0.95, np.log(20.0)), (0.99, np.log(100.0))])
def test_the_interval_of_a_level_holds_the_true_level_in_nineteen_of_twenty_samples(p, truth):
    share = held(lambda rng: np.sort(rng.standard_exponential(1000)), truth, lambda values: sampling.level(values, p))

    assert 0.935 <= share <= 0.98


def test_the_interval_of_a_ratio_holds_the_true_ratio_in_nineteen_of_twenty_samples():
    def draw(rng):
        part = rng.gamma(3.0, 1.0, 400)
        return part, part + rng.gamma(1.0, 2.0, 400)

    assert held(draw, 3 / 5, lambda both: sampling.share(*both)) == pytest.approx(0.95, abs=0.015)


def test_the_ends_of_a_level_are_those_of_the_binomial_law_by_hand():
    values = np.arange(
        1.0, 11.0
    )  # 10 of them: at most 1 lies below the median with chance 11/1024, at most 2 with 56/1024

    assert sampling.level(values, 0.5) == (2.0, 9.0)
    assert sampling.level(values, 0.99) == (9.0, None)  # ten leave the upper end open: 0.99^10 is far above 1/40


def test_no_share_is_below_nothing_or_above_the_whole():
    nearly_all, hardly_any = np.array([0.0, 10.0, 10.0, 10.0]), np.array([1.0, 0.0, 0.0, 0.0])

    low, high = sampling.share(nearly_all, np.array([1.0, 10.0, 10.0, 10.0]))
    none, few = sampling.share(hardly_any, np.full(4, 10.0))

    assert 0 < low < 30 / 31 < high == 1.0
    assert none == 0.0 < 1 / 40 < few < 1


@pytest.mark.thorough
def test_the_margins_shrink_with_the_root_of_the_futures_and_hold_what_many_say():
    rs = scenario_files.load("rs")
    groups = prepared.prepare(rs, rs.counts)

    def run(paths, seed):
        found = simulate.run_paths(rs, groups, paths=paths, seed=seed)
        return answers.answers(rs, groups, rs.counts, found)

    few, many = run(4000, 1), run(64_000, 2)

    for code in CODES:
        (low, high), (best_low, best_high) = getattr(few.drawn, code), getattr(many.drawn, code)
        assert low < high
        assert (high - low) / (best_high - best_low) == pytest.approx(4, rel=0.35), code
        assert low - (best_high - best_low) <= (best_low + best_high) / 2 <= high + (best_high - best_low), code


@pytest.mark.thorough
def test_files_and_annex_say_both_ends_of_each_of_the_six(results):
    run = results["rs"]
    with speaking("en"):
        files = parts.written(run, "csv").decode()
        pairs = rules.headline(run)
        margins = [six_figures.margin(run, "low", pair, 1.0, "EUR") for pair in pairs]

    assert files.count("six-amounts,") == 4 * 3
    assert files.count("six-shares,") == 2 * 3
    assert all(one.startswith("±") for one in margins)
    assert margins[-1].endswith("percentage points")
    low, high = run["high"]["drawn"]["expected"]
    annex = [row for row in _annex(run) if row[0].startswith("Expected cost of the year")]
    assert annex == [(annex[0][0], *(f"{one:,.0f}" for one in (run["high"]["settled_cost"]["mean"], low, high)))]


def _annex(run):
    document, _of_run = written(run)
    tables = [part for one in document.chapters if one.number == "A" for part in one.parts if hasattr(part, "rows")]
    return [row for table in tables for row in table.rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_end_of_hidden_counts_has_its_own_margin_in_every_language(masked, language):
    with speaking(language):
        [amounts, shares] = six_figures.tables(masked)
        said = [
            amounts.title,
            shares.title,
            six_figures.interval_only(),
            six_figures.explained(),
            *six_figures.headings(),
        ]
    with speaking("en"):
        english = [
            *(one.title for one in six_figures.tables(masked)),
            six_figures.interval_only(),
            six_figures.explained(),
            *six_figures.headings(),
        ]

    assert (len(amounts.grid.rows), len(shares.grid.rows)) == (8, 4)
    assert language == "en" or not set(said) & set(english)


@given(paths=st.integers(1, 30_000), size=st.integers(1, 4096), laws=st.sampled_from([1, 2, 7, 64]))
def test_every_law_of_damage_is_drawn_on_as_many_futures(paths, size, laws):
    ends = simulate.block_ends(paths, size, laws)

    lengths = np.diff(ends)
    assert (ends[0], ends[-1]) == (0, paths)
    assert lengths.min() >= 1
    assert lengths.max() <= size
    if laws > 1 and paths >= len(lengths) >= laws:
        assert len(lengths) % laws == 0 or len(lengths) == paths
        assert lengths.max() - lengths.min() <= 1


@pytest.mark.thorough
def test_where_the_law_of_damages_is_uncertain_many_awards_leave_the_mean_where_it_is():
    rs = scenario_files.load("rs")
    judged = tuple(replace(g, damage=replace(g.damage, n=9)) for g in rs.groups)
    many = [replace(c, years={y: Interval(20 * v.lo, 20 * v.hi) for y, v in c.years.items()}) for c in rs.counts]
    groups = prepared.prepare(replace(rs, groups=judged), many)

    found = answers.answers(rs, groups, many, simulate.run_paths(rs, groups, paths=20_000, seed=1))

    assert len(groups[0].laws) == 64
    assert found.check.standard_errors < 4
