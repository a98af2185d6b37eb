"""Where damages come from a published histogram, its bands stand beside what each family of laws expects in them."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from scipy import optimize, stats

from feasible import speaking
from litigation_app.advocacy.figures import fits
from litigation_app.core.language import LANGUAGES
from litigation_app.statistics.fund import curves, prepared, scenario_files
from litigation_app.statistics.fund.inputs import Interval
from litigation_app.statistics.fund.scenario import Damage

pytestmark = pytest.mark.extensive

BOUNDS = (0.0, 1000.0, 3000.0, 10_000.0, np.inf)
COUNTS = (18, 25, 14, 4)
LAWS = {
    "lognormal": lambda a, b: stats.lognorm(np.exp(b), scale=np.exp(a)),
    "gamma": lambda a, b: stats.gamma(np.exp(a), scale=np.exp(b)),
    "weibull": lambda a, b: stats.weibull_min(np.exp(a), scale=np.exp(b)),
    "pareto": lambda a, b: stats.lomax(np.exp(a), scale=np.exp(b)),
}
STARTS = {"lognormal": (7.5, 0.0), "gamma": (0.0, 8.0), "weibull": (0.0, 8.0), "pareto": (1.0, 8.5)}


def damage(counts=COUNTS):
    ranges = tuple(Interval(*one) if isinstance(one, tuple) else Interval(one, one) for one in counts)
    return Damage("gamma", {}, None, bounds=BOUNDS, counts=ranges, source="a publication")


@cache
def result(counts=COUNTS):
    """So much of a run as the figure reads."""
    rs = scenario_files.load("rs")
    counted = replace(rs, groups=tuple(replace(g, damage=damage(counts)) for g in rs.groups))
    shapes = [curves.award_shape(one, counted) for one in prepared.prepare(counted, counted.counts)]
    plain = [{**vars(one), "fits": [vars(fit) for fit in one.fits]} for one in shapes]
    return {"currency": "EUR", "depth": {"awards": plain, "ahead": ()}}


@pytest.mark.parametrize("family", LAWS)
def test_each_family_expects_what_its_best_law_by_another_search_expects(family):
    def minus2loglik(at):
        probs = np.maximum(np.diff(LAWS[family](*at).cdf(BOUNDS)), 1e-300)
        return -2 * float(np.asarray(COUNTS) @ np.log(probs))

    best = optimize.minimize(
        minus2loglik, STARTS[family], method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-11}
    )

    [found] = [one for one in curves.fits(damage()) if one.family == family]

    assert found.minus2loglik == pytest.approx(best.fun, abs=1e-6)
    assert found.expected == pytest.approx(61 * np.diff(LAWS[family](*best.x).cdf(BOUNDS)), abs=0.01)
    assert (found.n, found.is_chosen) == (61, family == "gamma")


def test_there_are_none_where_damages_are_no_histogram():
    rs = scenario_files.load("rs")

    assert all(curves.fits(one.damage) == () for one in rs.groups)
    assert fits.figures({"currency": "EUR", "depth": {"awards": [{"group": "x", "seen_counts": [], "fits": []}]}}) == []


@pytest.mark.thorough
def test_the_table_has_bands_and_families_with_n_and_likelihood_and_ranges_have_both_ends():
    with speaking("en"):
        [exact], [ranged] = (fits.figures(result(counts)) for counts in (COUNTS, (18, 25, 14, (1, 6))))

    head = list(exact.table.headings)
    assert head[:3] == ["Band, EUR", "at least", "at most"]
    assert head[3:] == ["lognormal", "gamma (this estimate)", "Weibull", "Lomax (Pareto)"]
    assert [row[0] for row in exact.table.rows] == [
        *("0–1,000", "1,000–3,000", "3,000–10,000", "over 10,000"),
        *("all bands", "awards in all (n)", "-2 log likelihood"),
    ]
    assert [name for _look, name in exact.looks][:2] == ["counted", "lognormal"]
    assert [name for _look, name in ranged.looks][:2] == ["counted, at least", "counted, at most"]
    assert ranged.table.rows[3][1:3] == ["1", "6"]
    assert ranged.table.rows[4][1:3] == ["58", "63"]
    assert float(ranged.table.rows[4][3]) == pytest.approx(sum(float(row[3]) for row in ranged.table.rows[:4]), abs=0.2)
    assert 58 < float(ranged.table.rows[5][3]) < 63
    assert "<svg" in str(exact.picture)


@pytest.mark.thorough
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_it_is_said_in_the_language(language):
    with speaking(language):
        [found] = fits.figures(result())
    with speaking("en"):
        [english] = fits.figures(result())

    said = [
        found.title,
        found.note,
        found.table.rows[3][0],
        found.table.rows[4][0],
        found.looks[0][1],
        found.table.headings[0],
    ]
    there = [english.title, english.note, english.table.rows[3][0], english.table.rows[4][0], english.looks[0][1]]
    assert language == "en" or not set(said) & set(there)
