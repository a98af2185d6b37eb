"""Where a scenario's damages rest on few awards, everybody who reads of them is told."""

import pytest

from feasible import speaking, written
from litigation_app.advocacy.figures import narrative
from litigation_app.advocacy.studies.scenarios import presenters
from litigation_app.core.language import LANGUAGES
from litigation_app.statistics.fund import scenario_files, studies, study
from litigation_app.statistics.fund.scenario_reading import merged, scenario_from

SENTENCE = "too small to choose between families of distributions"


def scenario(**damage):
    tree = dict(scenario_files.load("rs").tree)
    [first, *_rest] = tree["severity"]
    return scenario_from(
        merged({k: v for k, v in tree.items() if k not in {"option", "severity"}}, {"severity": [first | damage]})
    )


def doubts(one):
    with speaking("en"):
        return [said for said, _source in presenters.doubt_sentences(one) if SENTENCE in said]


def test_a_scenario_page_says_how_few_awards_its_damages_rest_on():
    bins = {"bounds": [0, 2000, 5000, 20000], "counts": [4, [5, 9], 6]}

    assert doubts(scenario()) == []  # a judgement has no sample
    assert doubts(scenario(n=30)) == []
    [said] = doubts(scenario(n=29))
    assert "n = 29" in said
    [said] = doubts(scenario(histogram=bins))
    assert "n = 17" in said


@pytest.mark.thorough
def test_basis_study_and_command_line_say_it_in_every_language():
    result = studies.run_whole(scenario(n=12), None, paths=100, seed=1).plain()
    enough = study.run_series(scenario(n=30), [], paths=100, seed=1).plain()

    basis = {}
    for language in LANGUAGES:
        with speaking(language):
            basis[language] = narrative.sentences(result, "basis")
            assert narrative.sentences(enough, "basis") == []
        document, _bound = written(result, language)
        [chapter] = [one for one in document.chapters if one.number == "6"]
        assert basis[language][0] in str(chapter)
    assert len({said for [said] in basis.values()}) == len(LANGUAGES) - 1  # Bosnian and Montenegrin say it alike
    assert any(f"n = 12 is {SENTENCE}" in one for one in result["warnings"])
    assert not any(SENTENCE in one for one in enough["warnings"])
