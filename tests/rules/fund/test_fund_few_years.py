"""An estimate on fewer than five years of counts says, wherever it is read, that its number of victims rests on no counts."""

import json
from dataclasses import replace

import pytest

from editions import edition, printed
from feasible import speaking, written
from litigation_app.advocacy.feasibility.documents import presenters as printing
from litigation_app.advocacy.figures import narrative
from litigation_app.advocacy.figures import presenters as few_years
from litigation_app.core.language import LANGUAGES
from litigation_app.statistics.fund import prepared, scenario_files, studies, study
from litigation_app.statistics.fund.few_counts import few_counts, is_few
from litigation_app.statistics.fund.inputs import Interval

ON_THE_GRID = "rests on the limits of the computation (its grid) and not on counts"
LONG = "not the bad years alone, but the number of victims and every cost rest the more on judgement."
SHORT = "The bad years rest the more on judgement."


@pytest.fixture(scope="module")
def on_one_year():
    found = studies.run_whole(
        scenario_files.load("rs"), edition("RS", [printed("2019", 39, "MEDIA")]), paths=2000, seed=1
    )
    return json.loads(study.canonical(found.plain()))


def counts(*years, model="negbin"):
    """A run of one group with so many years of counts."""
    said = {"trafficking": {str(year): [40, 40] for year in years}}
    tree = {"frequency": [{"group": "trafficking", "model": model}]}
    return {"low": {"counts": said}, "high": {"counts": said}, "scenario": tree}


def test_below_five_years_is_few_and_none_at_all_is_a_judgement():
    assert [is_few(years) for years in range(7)] == [False, True, True, True, True, False, False]


@pytest.mark.parametrize(
    ("years", "is_said", "is_drastic"),
    [
        ((2019,), True, True),
        ((2018, 2019), True, True),
        (range(2016, 2020), True, False),
        (range(2015, 2020), False, False),
    ],
)
def test_how_few_years_there_are_decides_what_is_said(years, is_said, is_drastic):
    result = counts(*years)

    with speaking("en"):
        said = " ".join(few_years.said(result))

    assert (ON_THE_GRID in said, "drastically so" in said) == (is_said, is_drastic)
    assert all(str(year) in said for year in years if is_said)


def test_where_the_number_of_victims_does_not_rest_on_the_grid_only_bad_years_are_in_doubt():
    result = counts(2019, model="clustered")

    with speaking("en"):
        [said] = few_years.said(result)

    assert "the bad years rest on judgement more than on data" in said
    assert [one.is_hardly_any for one in few_counts(result)] == [False]


def test_a_group_that_names_a_judgement_and_has_counts_is_fitted_and_told_as_one_that_names_no_model():
    scenario = scenario_files.load("rs")
    own = next(one for one in scenario.groups if one.name == "trafficking")
    judged = replace(own, model="expert")
    few = replace(own.counts, years={2019: Interval(39, 39)})

    [said] = few_counts(counts(2019, model="expert"))

    assert said.is_on_grid
    assert prepared.rate(judged, few).mean == prepared.rate(replace(own, model="negbin"), few).mean
    assert any("say" in one for one in study._count_warnings(replace(scenario, groups=(judged,)), [few]))


def mixed(singles, **said):
    """A run on one count of five years and so many of single ones."""
    counts = {"2010-2014": [41, 41]} | {str(year): [8, 8] for year in range(2015, 2015 + singles)}
    found = {"counts": {"trafficking": counts}}
    ahead = [{"group": "trafficking", "mean": 9.5}]
    return {
        "low": found,
        "high": found,
        "depth": {"ahead": ahead},
        "scenario": {"frequency": [{"group": "trafficking"} | said]},
    }


@pytest.mark.parametrize(
    ("result", "ending"),
    [
        (mixed(4), f"{LONG} It expects 9.5 victims counted a year where the counts average 8.1."),
        (mixed(4, reporting={"shares": [0.5, 0.5]}), LONG),
        (mixed(5), SHORT),
        (mixed(4, model="gamma_poisson"), SHORT),
        (mixed(4, model="clustered"), SHORT),
    ],
)
def test_what_rests_on_judgement_follows_the_model_and_the_single_years(result, ending):
    with speaking("en"):
        [said] = few_years.said(result)

    assert said.endswith(ending)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_in_every_language(language):
    with speaking("en"):
        english = few_years.said(counts(2019))
    with speaking(language):
        said = few_years.said(counts(2019))

    assert "2019" in said[0]
    assert (said == english) == (language == "en")


def test_it_stands_in_basis_chapters_first_page_and_lines_of_the_command(on_one_year):
    with speaking("en"):
        [said] = few_years.said(on_one_year)
        basis = narrative.sentences(on_one_year, "basis")
    document, _bound = written(on_one_year)
    chapters = {one.number: " ".join(_texts(one)) for one in document.chapters}
    lines = list(studies.in_words(on_one_year))

    assert said in basis
    assert [number for number, words in chapters.items() if said in words] == ["1", "4", "5"]
    assert "(2019): the number of victims a year, and with it every cost, rests on the limits of the grid" in lines[1]
    assert any("1 year says little" in one for one in lines)


def _texts(chapter):
    for part in chapter.parts:
        if printing.kind(part) == "points":
            yield from part.items
        elif printing.kind(part) in {"text", "mark"}:
            yield part.words
