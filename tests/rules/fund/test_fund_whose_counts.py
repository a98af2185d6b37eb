"""Whose counts does an estimate stand on, and is it said in every language?"""

import pytest

from editions import edition, printed
from feasible import speaking
from litigation_app.advocacy.figures import counted, ranges
from litigation_app.core.language import LANGUAGES
from litigation_app.statistics.fund import counted_lines, scenario_files, studies


def ranged(unsure=(), hidden=(30, 30), printed_as=(43, 46), series="TIP"):
    """The counts of a run: one year of official figures, one of another group."""
    low, high = ({"trafficking": {"2019": [printed_as[i]] * 2}, "violence": {"2019": [hidden[i]] * 2}} for i in (0, 1))
    official = {"measure": "identified_victims", "series": series, "edition": 1, "unsure": dict(unsure), "others": {}}
    return {
        "low": {"counts": low},
        "high": {"counts": high},
        "official": {"trafficking": official},
        "releases": {"trafficking": "RS-1", "violence": None},
        "scenario_code": "RS",
        "scenario": {},
    }


WHOSE = {
    "CPTV": ("of the country's authorities", "the authorities'"),
    "TIP": ("of an international body or report", "those of an international body or report"),
    "ASTRA": ("of an organisation", "an organisation's"),
    "MEDIA": ("of the press", "those of the press"),
    "OTHER": ("of another body", "another body's"),
}


@pytest.mark.parametrize("series", WHOSE)
def test_whose_counts_they_are_goes_by_the_kind_of_who_printed_them(series):
    result = studies.run_on(scenario_files.load("rs"), edition("RS", [printed("2019", 39, series)]), paths=50, seed=1)

    with speaking("en"):
        [said] = counted.said(result.plain())

    page, line = WHOSE[series]
    assert f"The counts (trafficking in human beings) are those {page}, published elsewhere, and not ours" in said
    assert f"{line} and not ours, published elsewhere" in next(counted_lines.lines(result.plain()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_whose_counts_they_are_is_told_apart_in_every_language(language):
    runs = [ranged(series=series) for series in WHOSE]

    with speaking(language):
        said = {counted.said(one)[0].partition(":")[0] for one in runs}

    assert len(said) == len(WHOSE)


def test_an_edition_is_called_in_the_reader_s_language_and_other_data_by_their_title():
    result = ranged() | {"sources": {"trafficking": "state.gov", "violence": "judgement"}}
    own = result | {"official": {}, "sources": {"trafficking": "Victims in Serbia", "violence": "judgement"}}

    with speaking("mk"):
        assert counted.publications(result) == "Официјални податоци, Србија, издание 1"
    with speaking("en"):
        assert counted.publications(own) == "Victims in Serbia"
        assert counted.with_id(result, "trafficking") == "Official figures, Serbia, edition 1 (RS-1)"


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_an_edition_is_not_sure_is_said_beside_whose_counts_they_are(language):
    sure, unsure = ranged(), ranged({"2019": "low", "2020": "memory"})

    with speaking(language):
        plain, marked = counted.said(sure), counted.said(unsure)

    assert len(marked) == len(plain) + 1 == 3
    assert "2019" in marked[1]
    assert "2020" in marked[1]
    assert language != "en" or "2019 (doubtful); 2020 (not verified, no source)" in marked[1]


def test_counts_that_are_ranges_are_called_what_they_are():
    kinds = {
        "hidden": ranged(hidden=(1, 4), printed_as=(43, 43)),
        "sources": ranged(),
        "both": ranged(hidden=(1, 4)),
    }
    for language in LANGUAGES:
        with speaking(language):
            heads = {kind: [ranges.heading(one, end) for end in ("low", "high")] for kind, one in kinds.items()}
            costs = {kind: ranges.cost_of_ranges(one) for kind, one in kinds.items()}
        assert len({words for pair in heads.values() for words in pair}) == 6
        assert len(set(costs.values())) == 3
        if language == "en":
            assert heads["hidden"] == [
                "Suppressed counts at their lower bound",
                "Suppressed counts at their upper bound",
            ]
            assert heads["sources"] == ["The lowest counts that sources print", "The highest counts that sources print"]
            assert heads["both"][0] == "Counts that are ranges at their lowest"
            assert not any("idden" in words for kind in ("sources", "both") for words in [*heads[kind], costs[kind]])
