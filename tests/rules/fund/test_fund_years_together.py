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
from litigation_app.advocacy.figures import basis, rules
from litigation_app.advocacy.figures import presenters as few_years
from litigation_app.advocacy.studies.scenarios.runs.presenters import of_refusal
from litigation_app.core.language import LANGUAGES
from litigation_app.statistics.fund import clusters, frequency, scenario_files, studies, whatif
from litigation_app.statistics.fund.inputs import CountSeries, Interval, NoStart, spelled, years_in
from litigation_app.statistics.fund.questions import QuestionRefused
from litigation_app.statistics.fund.scenario import ScenarioRefused
from litigation_app.statistics.fund.scenario_reading import merged, scenario_from
from litigation_app.statistics.fund.scenario_text import text_of, tree_of
from litigation_app.statistics.releases import RowOut, TableOut

ROWS = [RowOut(("2015_2019", "_T"), 69), RowOut(("2020_2024", "_T"), None, low=40, high=52)]
COUNTS = st.lists(st.integers(0, 60), min_size=1, max_size=6)
BASE = scenario_files.read(scenario_files.FOLDER / "me.toml")
KNOWN = "(2015–2019, as known at the end of 2020; 2020–2024, as known at the end of 2025)"


def scenario(**said):
    return scenario_from(merged(BASE, {"frequency": [BASE["frequency"][0] | said]}))


@pytest.fixture(scope="module")
def release():
    """Two publications read as one that count by five years."""
    table = TableOut("cohort_sex", "Invented", "PERSON", "victim", ("YEAR", "SEX"), ROWS)
    found = bundle(country="ME", first=2015, last=2024, tables=[table])
    return replace(found, reference_dates=(date(2020, 12, 31), date(2025, 12, 31)))


@pytest.fixture(scope="module")
def ran(release):
    return json.loads(json.dumps(studies.run_whole(scenario(since=2015), release, paths=300, seed=1).plain()))


@pytest.fixture
def on_one(ran):
    """The same as if it stood on one count of five years."""
    few = {"counts": {"trafficking": {"2015-2019": [2, 2]}}}
    return ran | {"low": ran["low"] | few, "high": ran["high"] | few}


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


def test_the_sum_says_of_the_rate_as_much_and_of_bad_years_less():
    years = [4, 6, 6, 9, 6, 7]

    single, together = frequency.fit([Interval(one, one) for one in years]), frequency.fit([as_one(years)])

    assert together.mean == pytest.approx(single.mean, rel=0.5)
    assert together.levels([0.99])[0] > single.levels([0.99])[0]


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
    found[2018] = replace(found[2018], known_in=2020)
    assert CountSeries("g", found, "").known((0.5, 0.8, 1.0)) == pytest.approx(((1 + 0.8 + 0.5) / 3, 0.5))


@pytest.mark.parametrize("name", ["2021", "2015-2019", "2015_2019"])
def test_years_are_read_as_they_are_called(name):
    assert spelled(years_in(name)) in {"2021", "2015-2019"}


def test_years_without_records_are_not_years_without_victims(release):
    later = Interval(40, 52, 5, 2025)

    assert studies.counts_of(release, 2015).years == {2015: Interval(69, 69, 5, 2020), 2020: later}
    assert studies.counts_of(release, 2018).years == {2018: Interval(69, 69, 2, 2020), 2020: later}
    assert studies.counts_of(release, 2021).years == {2021: replace(later, years=4)}
    with pytest.raises(NoStart, match="2015-2019") as stop:
        studies.given(scenario(), release)
    with speaking("en"):
        assert "does not say from which year on the desk has records" in of_refusal(stop.value)


@pytest.mark.parametrize("name", ["", "_T", "²015", "2019-2015", "2015-", "15-19"])
def test_what_names_no_years_is_none(name):
    assert not years_in(name)


def test_montenegro_runs_on_data_of_five_years_together_and_says_so(ran):
    counts = [ran[end]["counts"]["trafficking"] for end in ("low", "high")]

    assert counts == [{"2015-2019": [69, 69], "2020-2024": [end, end]} for end in (40, 52)]
    assert ran["masked_share"] == 0.5
    assert [one.facts["years"] for one in rules.rails(ran) if one.code in {"ahead", "withheld"}] == [10, 10]
    assert 5 < ran["high"]["victims_a_year"] < 40
    with speaking("en"):
        [said] = few_years.said(ran)
        [figure] = basis.counts(ran)[:1]
    expected = f"{ran['depth']['ahead'][0]['mean']:.1f}"
    assert f"of several years together {KNOWN}" in said
    assert f"expects {expected} victims a year where the counts average 12.1: not the bad years alone" in said
    assert [figure.grid.headings[0], *(row[0] for row in figure.grid.rows[:2])] == [
        "Years",
        "2015–2019 together",
        "2020–2024 together",
    ]
    assert "a year, on average" in re.sub(r"<[^>]+>", "", figure.picture)
    [line] = (one for one in studies.in_words(ran) if "of several years together" in one)
    assert f"expects {expected} a year where the counts average 12.1, and every cost, not the bad years alone" in line


def test_where_years_differ_by_chance_alone_bad_years_alone_rest_on_judgement(ran):
    tree = ran["scenario"] | {"frequency": [ran["scenario"]["frequency"][0] | {"model": "gamma_poisson"}]}
    with speaking("en"):
        [said] = few_years.said(ran | {"scenario": tree})

    assert said.endswith("The bad years rest the more on judgement.")


def test_a_small_average_is_drawn_as_what_it_is_and_few_years_are_said_beside_years_together(on_one):
    with speaking("en"):
        [figure] = basis.counts(on_one)[:1]
    document, _bound = written(on_one)

    assert "2015–2019: a year, on average: 0.4" in figure.picture
    assert "There are few years of counts" in str(document)


def test_its_study_has_the_counts_and_the_sentence_in_every_language(ran):
    for language in LANGUAGES:
        document, _bound = written(ran, language)
        said = str(document)

        assert "2015–2019" in said
        assert "69" in said


def test_what_if_starts_from_the_same_counts(ran):
    [series] = whatif.kept(ran).counts

    assert series.years == {2015: Interval(69, 69, 5, 2020), 2020: Interval(52, 52, 5, 2025)}


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
        ({"since": 1985}, "since: must be of the years from"),
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
