"""Years that are counted as one give what their sum says: of the rate all, of how much a year differs nothing."""

import json
import re
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special, stats

from bundled import bundle
from feasible import speaking, written
from fund_asked import asked
from litigation_app.advocacy.figures import basis, counted, narrative, rules
from litigation_app.advocacy.figures import presenters as few_years
from litigation_app.core.language import LANGUAGES
from litigation_app.statistics.fund import clusters, frequency, scenario_files, studies, whatif
from litigation_app.statistics.fund.inputs import CountSeries, CountsRefused, Interval, spelled, years_in
from litigation_app.statistics.fund.questions import QuestionRefused
from litigation_app.statistics.fund.scenario import ScenarioRefused
from litigation_app.statistics.fund.scenario_reading import merged, scenario_from
from litigation_app.statistics.fund.scenario_text import text_of, tree_of
from litigation_app.statistics.releases import RowOut, TableOut, series

ROWS = {  # by the publication that prints them
    2020: RowOut(("2010_2014", "_T"), 41),
    2021: RowOut(("2015_2019", "_T"), 69),
    2026: RowOut(("2020_2024", "_T"), None, low=40, high=52),
}
COUNTS = st.lists(st.integers(0, 60), min_size=1, max_size=6)
BASE = scenario_files.read(scenario_files.FOLDER / "me.toml")
PRINTED = "(2015–2019, as printed in the publication of 2021; 2020–2024, as printed in the publication of 2026)"
LEFT_OUT = "is of several years (2010–2014) and was left out, because records may have begun within them."
LONG = "not the bad years alone, but the number of victims and every cost rest the more on judgement."


def scenario(**said):
    return scenario_from(merged(BASE, {"frequency": [BASE["frequency"][0] | said]}))


def release(until):
    """Publications read as one that count by five years."""
    parts = [
        bundle(country="ME", first=year - 5, last=year - 1, reference_date=date(year, 12, 31), tables=[table(row)])
        for year, row in ROWS.items()
        if year <= until
    ]
    return series.joined(parts[::-1])


def table(row):
    return TableOut("cohort_sex", "Invented", "PERSON", "victim", ("YEAR", "SEX"), [row])


def run_until(year):
    return json.loads(json.dumps(studies.run_whole(scenario(), release(year), paths=300, seed=1).plain()))


@pytest.fixture(scope="module")
def ran():
    return run_until(2026)


@pytest.fixture(scope="module")
def on_one():
    """It stands on one count of five years: the earliest of two was left out."""
    return run_until(2021)


def as_one(counts):
    return Interval(sum(counts), sum(counts), len(counts))


@settings(deadline=None, max_examples=30)
@given(years=COUNTS, others=st.lists(st.integers(0, 60), max_size=3))
def test_where_there_is_one_rate_the_sum_says_all_that_its_years_say(years, others):
    single = [Interval(one, one) for one in (*years, *others)]
    together = [as_one(years), *single[len(years) :]]

    one, other = (frequency.fit_poisson(counts, shape=0.5, rate=0.1) for counts in (single, together))

    assert np.allclose(one.mu, other.mu)
    assert np.allclose(one.weight, other.weight, atol=1e-12)
    ahead = [frequency.next_year(counts, shape=0.5, rate=0.1) for counts in (single, together)]
    assert [x.mean for x in ahead] == pytest.approx([one.mean] * 2, rel=0.02)


@pytest.mark.parametrize("count", [(11, 11), (3, 9)])
def test_the_law_of_the_sum_is_that_of_two_years_added_up(count):
    """Held against the convolution of scipy's yearly law, on the posterior's own points."""
    found = frequency.fit([Interval(7, 7), Interval(*count, 2)])

    r = 1 / found.phi
    year = np.asarray([stats.nbinom.pmf(k, r, r / (r + found.mu)) for k in range(count[1] + 1)])
    both = sum(year[a] * year[k - a] for k in range(count[0], count[1] + 1) for a in range(k + 1))
    weight = year[7] * both * found.mu**0.5 * np.exp(-(found.phi**2) / 2)
    assert np.allclose(found.weight, weight / weight.sum(), atol=1e-9)


def test_cases_of_several_years_are_added_up_too():
    found = clusters.fit([Interval(5, 5, 2)])

    cases, q = found.mu / found.size, 1 - 1 / found.size
    year = [np.exp(-cases)]
    for n in range(1, 6):  # Panjer's recursion, with a geometric number of victims of a case
        year.append(sum(cases * j / n * q ** (j - 1) * (1 - q) * year[n - j] for j in range(1, n + 1)))
    weight = sum(year[a] * year[5 - a] for a in range(6)) * cases**0.5
    assert np.allclose(found.weight, weight / weight.sum(), atol=1e-9)


def test_many_cases_of_several_years_vanish_nowhere_and_their_limit_is_that_of_a_year():
    *_, last = clusters._log_pmf(4000, np.asarray(4000.0), np.asarray(1.0))

    assert float(last) == pytest.approx(stats.poisson.logpmf(4000, 4000))
    assert clusters.fit([Interval(4000, 4000, 5)]).mean == pytest.approx(800, rel=0.01)
    with pytest.raises(CountsRefused, match="5,001"):
        clusters.fit([Interval(5001, 5001, 5)])


def test_the_sum_says_of_bad_years_less():
    years = [4, 6, 6, 9, 6, 7]

    single, together = frequency.fit([Interval(one, one) for one in years]), frequency.fit([as_one(years)])

    assert (single.levels([0.99]), together.levels([0.99])) == ([23], [55])


def test_the_test_of_dispersion_knows_how_many_years_a_count_is_of():
    assert frequency.dispersion([Interval(40, 40, 4), Interval(10, 10)]).statistic == 0
    assert frequency.dispersion([Interval(40, 40, 4)]) is None


@pytest.mark.parametrize("years", [6, 9])
def test_one_count_leaves_the_rate_to_what_is_assumed_of_dispersion(years):
    """With a dispersion f the rate, times f, is BetaPrime(69 + 1/2, years/f - 1/2); the dispersion is summed up here."""
    f = (np.arange(3000) + 0.5) / 1000
    r = years / f
    evidence = special.betaln(69.5, r - 0.5) + special.gammaln(69 + r) - special.gammaln(r) - np.log(f) / 2 - f**2 / 2
    mean = np.average(stats.betaprime(69.5, r - 0.5).mean() / f, weights=np.exp(evidence - evidence.max()))

    assert frequency.fit([Interval(69, 69, years)]).mean == pytest.approx(mean, rel=0.01)
    assert mean > 1.1 * 69 / years


def test_late_reports_count_by_the_years_of_a_count_and_by_when_it_was_made():
    found = {2018: Interval(9, 9, 3), 2021: Interval(4, 4)}

    assert CountSeries("g", found, "").known((0.5, 0.8, 1.0)) == pytest.approx(((1 + 1 + 0.8) / 3, 0.5))
    found[2018] = replace(found[2018], printed_in=2020)
    assert CountSeries("g", found, "").known((0.5, 0.8, 1.0)) == pytest.approx(((1 + 0.8 + 0.5) / 3, 0.5))


@pytest.mark.parametrize("name", ["2021", "2015-2019"])
def test_years_are_read_as_they_are_called(name):
    assert spelled(years_in(name)) == name


def test_a_count_is_as_of_the_one_publication_that_prints_it():
    found = studies.counts_of(release(2026))

    assert found.years == {2015: Interval(69, 69, 5, 2021), 2020: Interval(40, 52, 5, 2026)}
    assert found.left_out == "2010-2014"


def test_of_several_groups_each_is_told_by_its_own_counts(on_one):
    counts = {
        "trafficking": {"2015-2019": [69, 69]},
        "other": {str(year): [9, 9] for year in range(2010, 2020)},
        "judged": {},
    }
    ahead = [{"group": group, "levels": {"0.99": level}} for group, level in zip(counts, (40, 20, 7), strict=True)]
    result = {**on_one, "low": {**on_one["low"], "counts": counts}, "high": {**on_one["high"], "counts": counts}}

    found = [
        one for one in rules.rails({**result, "depth": {**on_one["depth"], "ahead": ahead}}) if one.code == "ahead"
    ]

    assert [(one.group, one.facts["years"], one.facts["level"]) for one in found] == [
        ("trafficking", 5, 40),
        ("other", 10, 20),
    ]


@pytest.mark.parametrize("name", ["", "_T", "²015", "2015_2019", "2019-2015", "2015-", "15-19"])
def test_what_names_no_years_is_none(name):
    assert not years_in(name)


def test_montenegro_runs_on_data_of_five_years_together_and_says_so(ran):
    counts = [ran[end]["counts"]["trafficking"] for end in ("low", "high")]

    assert counts == [{"2015-2019": [69, 69], "2020-2024": [end, end]} for end in (40, 52)]
    assert ran["masked_share"] == 0.5
    assert [one.facts["years"] for one in rules.rails(ran) if one.code in {"ahead", "withheld"}] == [10, 10]
    expected = frequency.fit([Interval(69, 69, 5), Interval(52, 52, 5)]).mean
    assert ran["depth"]["ahead"][0]["mean"] == pytest.approx(expected)
    assert (ran["left_out"], ran["printed_in"]["trafficking"]["2015-2019"]) == ({"trafficking": "2010-2014"}, 2021)
    with speaking("en"):
        [said] = few_years.said(ran)
        [figure] = basis.counts(ran)[:1]
        narrated = narrative.sentences(ran, "basis")
        note = counted.table(ran).note
    assert f"of several years together {PRINTED}" in said
    assert said.endswith(f"{LONG} It expects {expected:.1f} victims counted a year where the counts average 12.1.")
    assert said in narrated
    assert LEFT_OUT in note
    assert [figure.grid.headings[0], *(row[0] for row in figure.grid.rows[:2])] == [
        "Years",
        "2015–2019 together",
        "2020–2024 together",
    ]
    assert "a year, on average" in re.sub(r"<[^>]+>", "", figure.picture)
    lines = list(studies.in_words(ran))
    [where] = (place for place, one in enumerate(lines) if "of several years together" in one)
    assert "and every cost, not the bad years alone, rests the more on judgement" in lines[where]
    assert lines[where + 1] == f"the model expects {expected:.1f} victims counted a year where the counts average 12.1"
    assert any("is of several years (2010-2014) and was left out" in one for one in lines)


def test_a_study_on_one_count_of_five_years_says_what_was_left_out_and_how_few_they_are(on_one):
    with speaking("en"):
        [figure] = basis.counts(on_one)[:1]
    document, _bound = written(on_one)

    assert on_one["low"]["counts"]["trafficking"] == {"2015-2019": [69, 69]}
    [facts] = (one.facts for one in rules.rails(on_one) if one.code == "ahead")
    assert (facts["years"], facts["counts"]) == (5, 1)
    assert "2015–2019: a year, on average" in figure.picture
    assert LEFT_OUT in str(document)
    assert "There are few years of counts" in str(document)


def test_a_small_average_is_drawn_with_a_tenth(on_one):
    few = {"counts": {"trafficking": {"2015-2019": [2, 2]}}}
    with speaking("en"):
        [figure] = basis.counts(on_one | {"low": on_one["low"] | few, "high": on_one["high"] | few})[:1]

    assert "2015–2019: a year, on average: 0.4" in figure.picture


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_study_has_the_sentence_in_every_language(ran, language):
    with speaking(language):
        [said] = few_years.said(ran)
    document, _bound = written(ran, language)

    assert said in str(document)


def test_what_if_starts_from_the_same_counts(ran):
    [found] = whatif.kept(ran).counts

    assert found.years == {2015: Interval(69, 69, 5, 2021), 2020: Interval(52, 52, 5, 2026)}


def test_a_scenario_names_years_together_once():
    made = scenario(counts={"2015-2019": 500_000, "2020": [3, 9]})  # as many a year as any year can have

    assert made.counts[0].years == {2015: Interval(500_000, 500_000, 5), 2020: Interval(3, 9)}
    assert "2015-2019 = 500000" in text_of(made.tree)
    assert scenario_from(tree_of(text_of(made.tree))).hash == made.hash


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"counts": {"2015-2019": 69, "2019": 3}}, "the year 2019 in one count only"),
        ({"counts": {"1985-2019": 69}}, "counts.1985-2019: must be of the years from"),
        ({"counts": {"2015-2019": 500_001}}, "must be at most 500,000"),
        ({"counts": {"2019-2015": 9}}, "must name years, such as 2021 or 2015-2019"),
        ({"counts": {"2015_2019": 9}}, "must name years, such as 2021 or 2015-2019"),
    ],
)
def test_years_that_cannot_be_meant_are_refused(said, why):
    with pytest.raises(ScenarioRefused, match=why):
        scenario(**said)


def test_a_question_says_of_how_many_years_a_count_is():
    gamma = {"ask": "counts", "model": "gamma_poisson", "prior": {"shape": 0.5, "rate": 0}}

    one, other = (asked(**gamma, counts=counts) for counts in ([4, 6, 6, 9], [{"count": 16, "years": 3}, 9]))

    assert (one["mean"], one["q99"]) == (other["mean"], other["q99"])
    for wrong, key in (({"count": 3}, "years"), ({"count": 3, "years": 0}, "years"), ({"count": 3, "year": 2}, "year")):
        with pytest.raises(QuestionRefused, match=rf"^counts\.0\.{key}:"):
            asked(ask="counts", counts=[wrong])
