"""Years that are counted as one give what their sum says: of the rate all, of how much a year differs nothing."""

import json
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from bundled import bundle
from feasible import speaking, written
from fund_asked import asked
from litigation_app.advocacy.figures import basis, rules
from litigation_app.advocacy.figures import presenters as few_years
from litigation_app.core.language import LANGUAGES
from litigation_app.statistics.fund import clusters, frequency, scenario_files, studies, whatif
from litigation_app.statistics.fund.inputs import CountSeries, Interval, spelled, years_in
from litigation_app.statistics.fund.questions import QuestionRefused
from litigation_app.statistics.fund.scenario import ScenarioRefused
from litigation_app.statistics.fund.scenario_reading import merged, scenario_from
from litigation_app.statistics.fund.scenario_text import text_of, tree_of
from litigation_app.statistics.releases import RowOut, TableOut

ROWS = [RowOut(("2015_2019", "_T"), 69), RowOut(("2020_2024", "_T"), None, low=40, high=52)]
COUNTS = st.lists(st.integers(0, 60), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def ran():
    """Montenegro on a publication that counts by five years."""
    table = TableOut("cohort_sex", "Invented", "PERSON", "victim", ("YEAR", "SEX"), ROWS)
    release = bundle(country="ME", first=2015, last=2024, tables=[table])
    return json.loads(json.dumps(studies.run_whole(scenario_files.load("me"), release, paths=300, seed=1).plain()))


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


def test_late_reports_count_by_the_years_that_a_count_is_of():
    series = CountSeries("g", {2018: Interval(9, 9, 3), 2021: Interval(4, 4)}, "")

    assert series.known((0.5, 0.8, 1.0)) == pytest.approx(((1 + 1 + 0.8) / 3, 0.5))


@pytest.mark.parametrize("name", ["2021", "2015–2019", "2015-2019", "2015_2019"])
def test_years_are_read_as_they_are_called(name):
    assert spelled(years_in(name)) in {"2021", "2015–2019"}


@pytest.mark.parametrize("name", ["", "_T", "²015", "2019-2015", "2015-", "15-19"])
def test_what_names_no_years_is_none(name):
    assert not years_in(name)


def test_montenegro_runs_on_data_of_five_years_together_and_says_so(ran):
    counts = [ran[end]["counts"]["trafficking"] for end in ("low", "high")]

    assert counts == [{"2015–2019": [69, 69], "2020–2024": [end, end]} for end in (40, 52)]
    assert ran["masked_share"] == 0.5
    assert [one.facts["years"] for one in rules.rails(ran) if one.code in {"ahead", "withheld"}] == [10, 10]
    assert 5 < ran["high"]["victims_a_year"] < 40
    with speaking("en"):
        [said] = few_years.said(ran)
        [figure] = basis.counts(ran)[:1]
    assert "of several years together (2015–2019, 2020–2024)" in said
    assert [row[0] for row in figure.grid.rows[:2]] == ["2015–2019", "2020–2024"]
    assert "a year, on average" in re.sub(r"<[^>]+>", "", figure.picture)
    assert any("(2015–2019, 2020–2024): they do not say how much" in line for line in studies.in_words(ran))


def test_its_study_has_the_counts_and_the_sentence_in_every_language(ran):
    for language in LANGUAGES:
        document, _bound = written(ran, language)
        said = str(document)

        assert "2015–2019" in said
        assert "69" in said


def test_what_if_starts_from_the_same_counts(ran):
    [series] = whatif.kept(ran).counts

    assert series.years == {2015: Interval(69, 69, 5), 2020: Interval(52, 52, 5)}


def test_a_scenario_names_years_together_once():
    base = scenario_files.read(scenario_files.FOLDER / "me.toml")

    def of(counts):
        return scenario_from(merged(base, {"frequency": [base["frequency"][0] | {"counts": counts}]}))

    scenario = of({"2015-2019": 69, "2020": [3, 9]})

    assert scenario.counts[0].years == {2015: Interval(69, 69, 5), 2020: Interval(3, 9)}
    assert "2015-2019 = 69" in text_of(scenario.tree)
    assert scenario_from(tree_of(text_of(scenario.tree))).hash == scenario.hash
    with pytest.raises(ScenarioRefused, match="the year 2019 in one count only"):
        of({"2015-2019": 69, "2019": 3})
    with pytest.raises(ScenarioRefused, match="must be of the years from"):
        of({"1985-2019": 69})


def test_a_question_says_of_how_many_years_a_count_is():
    gamma = {"ask": "counts", "model": "gamma_poisson", "prior": {"shape": 0.5, "rate": 0}}

    one, other = (asked(**gamma, counts=counts) for counts in ([4, 6, 6, 9], [{"count": 16, "years": 3}, 9]))

    assert (one["mean"], one["q99"]) == (other["mean"], other["q99"])
    for wrong, key in (({"count": 3}, "years"), ({"count": 3, "years": 0}, "years"), ({"count": 3, "year": 2}, "year")):
        with pytest.raises(QuestionRefused, match=rf"^counts\.0\.{key}:"):
            asked(ask="counts", counts=[wrong])
