"""Which counts does an edition of official figures give a scenario, and how are they said?"""

from dataclasses import replace

import pytest

from editions import edition, printed
from feasible import speaking
from litigation_app.advocacy.figures import counted, parts, rules
from litigation_app.advocacy.studies.scenarios.runs import presenters
from litigation_app.core.language import LANGUAGES
from litigation_app.statistics.fund import counted_lines, limits, scenario_files, studies
from litigation_app.statistics.fund.inputs import Interval, NoYears, TooManyVictims
from litigation_app.statistics.fund.official_counts import RULES, Wanted, counts_of, wanted
from litigation_app.statistics.fund.scenario import ScenarioRefused
from litigation_app.statistics.fund.scenario_reading import scenario_from
from litigation_app.statistics.official import reading


def sources() -> list[str]:
    return [one.code for one in next(one for one in reading.shipped() if one.country == "RS").sources]


def years(figures, series=""):
    found = counts_of(edition("RS", figures), Wanted(series=series), group="trafficking")
    return {year: (one.lo, one.hi) for year, one in found.years.items()}


@pytest.mark.parametrize(
    ("country", "first", "last", "victims"),
    [("RS", 2015, 2021, 328), ("MK", 2015, 2020, 29), ("BA", 2016, 2022, 402), ("ME", 2019, 2022, 97)],
)
def test_each_country_s_edition_feeds_its_scenario_with_the_longest_series(country, first, last, victims):
    scenario = scenario_files.load(country.lower())

    [found] = studies.given(scenario, edition(country))

    assert (min(found.years), max(found.years)) == (first, last)
    assert sum(one.hi for one in found.years.values()) == victims
    assert (found.official.measure, found.official.series, found.official.edition) == ("identified_victims", "TIP", 1)
    assert found.release_id.startswith(f"{country}-2013-2024-")
    assert "state.gov" in found.source


def test_only_the_totals_of_single_years_count():
    figures = [
        printed("2018", 30),
        printed("2019", None),
        printed("2020", 12, code="reporting__20200101__20200731"),
        printed("2020", 41, code="reporting__20200401__20210331"),
        printed("2015_2018", 120, code="cumulative__20150101__20181231"),
        printed("2018", 9, part="age_minor"),
    ]

    assert years(figures) == {2018: (30, 30), 2020: (41, 41)}


def test_sources_of_a_series_that_disagree_make_a_range():
    one, other, *_ = sources()
    figures = [printed("2018", 30), printed("2019", 43, source=one), printed("2019", 46, source=other)]

    assert years(figures) == {2018: (30, 30), 2019: (43, 46)}


def test_the_series_is_the_one_that_the_scenario_names_or_the_longest():
    tip = [printed("2018", 30), printed("2019", 31)]
    centre = [printed(year, 90, "CPTV") for year in ("2019", "2020", "2021")]

    assert years([*tip, *centre]) == {2019: (90, 90), 2020: (90, 90), 2021: (90, 90)}
    assert years([*tip, *centre[:2]], "TIP") == {2018: (30, 30), 2019: (31, 31)}
    assert years([*tip, *centre[:2]]) == {2019: (90, 90), 2020: (90, 90)}  # as many years, and goes on longer
    assert wanted("release:RS/identified_victims/TIP") == Wanted("identified_victims", "TIP")
    assert wanted("release:RS/potential_victims") == Wanted("potential_victims", "")
    assert wanted(None) == Wanted("identified_victims", "")


TIP = [printed(str(year), 30 + year % 7) for year in range(2015, 2022)]
CENTRE = [printed(str(year), 60, "CPTV") for year in range(2018, 2025)]


@pytest.mark.parametrize(
    ("figures", "named", "series", "rule", "others"),
    [
        (TIP, "", "TIP", "only", {}),
        ([*TIP, *CENTRE[:6]], "", "TIP", "most_years", {"CPTV": tuple(range(2018, 2024))}),
        ([*TIP, *CENTRE], "", "CPTV", "goes_on", {"TIP": tuple(range(2015, 2022))}),
        ([*TIP, *CENTRE], "TIP", "TIP", "named", {"CPTV": tuple(range(2018, 2025))}),
        ([printed("2020", 1), printed("2020", 2, "CPTV")], "", "CPTV", "by_name", {"TIP": (2020,)}),
    ],
)
def test_why_a_series_was_taken_and_which_others_could_serve_is_known(figures, named, series, rule, others):
    found = counts_of(edition("RS", figures), Wanted(series=named), group="trafficking").official

    assert (found.series, found.rule, dict(found.others)) == (series, rule, others)


def test_the_rule_and_the_other_series_are_said_on_the_page_and_by_the_command():
    def run(figures):
        return studies.run_whole(scenario_files.load("rs"), edition("RS", figures), paths=200, seed=1).plain()

    before, after = run([*TIP, *CENTRE[:6]]), run([*TIP, *CENTRE])

    with speaking("en"):
        [page, *_more] = counted.said(after)
        [another] = counted.changed(after, before)
        same = counted.changed(after, after)
    lines = "\n".join(counted_lines.lines(after))
    assert "it is the one that goes on longest. Also possible: TIP reports (United States) (2015, 2016" in page
    assert "Centre for Protection of Trafficking Victims instead of TIP reports (United States)" in another
    assert same == []
    assert "series CPTV was taken because it has the most years, as others have, and goes on longer" in lines
    assert "also possible: TIP (2015, 2016, 2017, 2018, 2019, 2020, 2021)" in lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_of_choice_is_a_sentence_in_every_language(language):
    with speaking(language):
        said = {counted.rule_of(rule) for rule in RULES}

    assert len(said) == len(RULES)


def test_a_measure_or_series_that_is_not_printed_is_refused_by_its_name():
    scenario = scenario_files.load("rs")
    named = [replace(g, release="release:RS/potential_victims") for g in scenario.groups]
    nowhere = [replace(g, release="release:RS/identified_victims/ILO") for g in scenario.groups]

    with pytest.raises(NoYears, match="no single year of potential_victims"):
        studies.given(replace(scenario, groups=tuple(named)), edition("RS", [printed("2018", 30)]))
    with pytest.raises(NoYears, match="in the series ILO"):
        studies.given(replace(scenario, groups=tuple(nowhere)), edition("RS"))


@pytest.mark.parametrize(
    "said", ["release:BA/identified_victims", "TIP", "release:RS/", "release:RS/a/b/c", 5, ["release:RS/x"]]
)
def test_a_series_of_another_country_or_of_no_such_form_is_refused_at_its_key(said):
    tree = scenario_files.read(scenario_files.FOLDER / "rs.toml")
    tree["frequency"][0]["release"] = said

    with pytest.raises(ScenarioRefused) as stop:
        scenario_from(tree)

    assert (stop.value.key, "release:RS/identified_victims/TIP" in stop.value.why) == ("frequency.0.release", True)


@pytest.mark.thorough
def test_a_run_on_them_says_whose_they_are_and_that_ranges_hide_nothing():
    one, other, *_ = sources()
    few = [printed(str(year), 40 + year % 7) for year in range(2013, 2019)]
    figures = [*few, printed("2019", 43, source=one), printed("2019", 46, source=other)]
    result = studies.run_whole(scenario_files.load("rs"), edition("RS", figures), paths=200, seed=1).plain()

    codes = [rail.code for rail in rules.rails(result)]
    with speaking("en"):
        [said, apart] = counted.said(result)
        [row] = counted.counted(result)

    assert {"printed_counts", "sources_differ"} <= set(codes)
    assert not {"own_clients", "withheld"} & set(codes)
    assert "are those of an international body or report, published elsewhere, and not ours" in said
    assert "TIP reports (United States)" in said
    assert "different numbers for 2019" in apart
    assert (row.badge, row.source.count(";")) == ("published", 1)
    assert result["high"]["counts"]["trafficking"]["2019"] == (46, 46)
    with speaking("en"):
        pages = [*parts.everything(result), *parts.figures(result, "money")]
        said_there = " ".join(
            [*(one.title + one.note for one in pages), *(w for one in pages for w in one.table.headings)]
        )
    assert "idden" not in said_there
    assert "sources print" in said_there
    assert Interval(43, 46) in studies.given(scenario_files.load("rs"), edition("RS", figures))[0].years.values()


def test_a_year_with_more_victims_than_can_be_meant_is_refused_in_a_sentence():
    scenario, most = scenario_files.load("rs"), limits.victims_most()

    with pytest.raises(TooManyVictims, match="2019") as refused:
        studies.require_run(scenario, edition("RS", [printed("2018", 30), printed("2019", 10**11)]), paths=20_000)
    [allowed] = studies.given(scenario, edition("RS", [printed("2018", 30), printed("2019", most)]))

    assert allowed.years[2019].hi == most == 100_000
    with speaking("en"):
        assert "more than 100,000 victims" in presenters.of_refusal(refused.value)
    assert (
        len({_in(language, lambda: presenters.of_refusal(refused.value)) for language in LANGUAGES})
        == len(LANGUAGES) - 1
    )  # Bosnian and Montenegrin agree


def _in(language, say):
    with speaking(language):
        return say()


def test_years_of_which_the_edition_is_not_sure_are_named_with_the_least_sure_mark():
    one, other, *_ = sources()
    figures = [
        printed("2017", 30),
        replace(printed("2018", 31), confidence="memory"),
        replace(printed("2019", 43, source=one), confidence="medium"),
        replace(printed("2019", 46, source=other), confidence="low"),
        replace(printed("2020", 90, "CPTV"), confidence="low"),
    ]

    [found] = studies.given(scenario_files.load("rs"), edition("RS", figures))

    assert found.official.unsure == {"2018": "memory", "2019": "low"}


@pytest.mark.parametrize(
    ("picked", "is_said"),
    [
        ("release:RS/identified_victims/TIP", True),
        ("release:RS/potential_victims", True),
        ("release:RS/identified_victims", False),
    ],
)
def test_a_series_that_is_picked_and_not_used_is_said(picked, is_said):
    tree = scenario_files.read(scenario_files.FOLDER / "rs.toml")
    tree["frequency"][0]["release"] = picked
    own = studies.run_on(scenario_from(tree), None, paths=50, seed=1).plain()

    with speaking("en"):
        said = counted.said(own)

    assert len(said) == len(list(counted_lines.lines(own))) == int(is_said)
    assert not is_said or "was not used" in said[0]
    assert not is_said or f"the scenario picks {picked}, which this run does not stand on" in next(
        counted_lines.lines(own)
    )


def test_a_series_that_is_picked_and_used_is_not_said_to_be_unused():
    tree = scenario_files.read(scenario_files.FOLDER / "rs.toml")
    tree["frequency"][0]["release"] = "release:RS/identified_victims/TIP"

    result = studies.run_on(scenario_from(tree), edition("RS", TIP), paths=50, seed=1).plain()

    with speaking("en"):
        assert counted.unused(result) == []
