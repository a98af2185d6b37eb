"""The desk's own explaining words in a source are in the reader's language; titles, figures and other people's words stay."""

from pathlib import Path

import pytest

from feasible import speaking
from litigation_app.advocacy.feasibility import setting as frame
from litigation_app.advocacy.figures import citations, words
from litigation_app.advocacy.figures import presenters as backing
from litigation_app.advocacy.studies.scenarios import presenters
from litigation_app.statistics.fund import fiscal_form, legal, receipts_today, scenario_files
from litigation_app.statistics.fund.benchmarks import benchmarks


def shipped() -> str:
    forms = Path(fiscal_form.__file__).parent / "fiscal_forms"
    beside = [Path(frame.__file__).parent / "frame.toml", *Path(fiscal_form.__file__).parent.glob("*.toml")]
    files = [*scenario_files.FOLDER.glob("*.toml"), *forms.glob("*.toml"), *beside]
    return "\n".join(path.read_text("utf-8") for path in files)


def test_every_phrase_that_is_translated_stands_in_a_file_that_ships() -> None:
    with speaking("en"):
        phrases = citations.known()

    said = shipped()
    assert len(phrases) > 80
    assert [one for one in phrases if one not in said] == []


@pytest.mark.parametrize("language", ["sr-Latn", "mk"])
def test_what_the_desk_explains_is_translated_and_titles_stay(language: str) -> None:
    with speaking(language):
        own = citations.source(
            "expert judgement: one post of the host and its overheads; ask the host for its own figures"
        )
        mixed = citations.source("Montenegro 2019 (39 victims) and 2020 (48), US State Dept TIP: one police action")
        hers = citations.source("Ministry of Finance: letter of 3 March 2026; page 4")

    assert not any(word in own for word in ("expert", "overheads", "figures"))
    assert mixed.startswith("Montenegro 2019 (39 victims) and 2020 (48), US State Dept TIP: ")
    assert "police action" not in mixed
    assert hers == "Ministry of Finance: letter of 3 March 2026; page 4"


def test_in_english_a_source_keeps_its_figures() -> None:
    with speaking("en"):
        said = citations.source("DE 26.2 % (2022), UK about half (NAO 2007), NL >70 % (Schadefonds 2018)")

    assert (
        said
        == "Germany 26.2 per cent (2022), United Kingdom about half (NAO 2007), Netherlands more than 70 per cent (Schadefonds 2018)"
    )


ENGLISH = ("decisions", "awards", "million", "seen", "currency cut", "the scenario does not", "judgement", "recovered", "public",
           "Government", "codes of", "Code of", "the law", "the form", "compensation", "each", "that", "reported")  # fmt: skip


@pytest.mark.parametrize("language", ["sr-Cyrl", "mk"])
def test_what_schemes_law_and_awards_rest_on_is_in_the_reader_s_language(language: str) -> None:
    files = [scenario_files.load(code) for code in ("rs", "mk", "ba", "me")]
    doubted = [legal._doubt(code) for code in ("flat_award", "heads", "heads_not_stated", "time_limit")]

    with speaking(language):
        said = [citations.source(one.source) for one in (*benchmarks(), *doubted, *frame.choices())]
        said += [citations.source(group.damage.source) for one in files for group in one.groups if group.damage.source]
        said += [citations.source(one.per_application.source) for one in files]
        said += [source for one in files for _words, source in presenters.doubt_sentences(one)]
        said += [citations.source(one.source) for one in receipts_today._rows().values()]
        said += [citations.source(one.source) for one in frame.awards()]
        said += [citations.source(one.source).split("; ")[-1] for one in frame.instruments()]
        said += [citations.source(one.source) for code in ("RS", "MK", "BA", "ME") for one in fiscal_form.levels(code)]
        per_cent = citations.source("DE 7.6 % of recorded violent offences (WEISSER RING 2022)")

    assert [(word, one) for one in said for word in ENGLISH if f" {word}" in f" {one}"] == []
    assert " 7,6 " in per_cent


def test_the_source_of_a_doubt_does_not_say_the_doubt_once_more() -> None:
    assert legal._doubt("heads_not_stated").source.endswith("Violent Crimes, art. 4")


def test_a_judgement_is_not_said_twice_beside_its_badge() -> None:
    with speaking("en"):
        alone = backing.stated_of({"source": "judgement", "badge": "expert", "reason": ""})
        with_more = backing.stated("judgement; a bank: its target", "", "expert")
        published = backing.stated("expert judgement; a report", "", "published")

    assert (alone, with_more, published) == ("–", "a bank: its target", "expert judgement; a report")


def test_the_income_of_deferred_prosecution_has_one_name_and_nothing_points_above() -> None:
    scenario = scenario_files.load("rs")

    with speaking("en"):
        name = words.named(scenario.sources[0].name)

    assert name == scenario.sources[0].name
    assert "above" not in scenario.fiscal.rate_source
