"""An indicator is found by its code and by the beginning of its words, in the reader's language or English, in either script."""

import pytest

from litigation_app.statistics.indicators import all_indicators, get
from litigation_app.statistics.indicators.finding import meant


@pytest.mark.parametrize("code", ["CMP-01", "cmp-01", "cmp01", "  CMP-01 ", "цмп-01"])
def test_a_code_finds_one(code: str) -> None:
    assert meant(code, "en") == {"CMP-01"}


@pytest.mark.parametrize("nothing", ["", "   ", "?!", ".", " - "])
def test_no_words_look_for_nothing(nothing: str) -> None:
    assert meant(nothing, "en") is None


@pytest.mark.parametrize("language", ["sr-Latn", "sr-Cyrl"])
def test_script_and_marks_make_no_difference(language: str) -> None:
    found = {meant(typed, language) for typed in ("žrtve", "ŽRTVE", "zrtve", "жртве", "Zrtve")}

    assert len(found) == 1
    assert "ID-01" in next(iter(found))


def test_d_with_a_stroke_is_found_as_it_is_typed() -> None:
    [found] = {meant(typed, "sr-Latn") for typed in ("građan", "gradjan", "gradan", "грађан")}

    assert found is not None


@pytest.mark.parametrize("language", ["mk", "bs", "cnr"])
def test_every_name_is_found_by_itself_in_its_language(language: str) -> None:
    for one in all_indicators():
        assert one.id in (meant(one.say("title", language), language) or ())


def test_every_word_must_be_there_by_its_beginning() -> None:
    every, fewer = meant("victim", "en"), meant("victim caseload", "en")

    assert every is not None
    assert fewer is not None
    assert "ID-01" in fewer < every
    assert meant("ictims", "en") == meant("qqqq", "en") == set()


def test_english_words_find_it_on_any_page() -> None:
    assert "ID-01" in (meant("formally identified", "sr-Cyrl") or ())
    assert get("ID-01").say("title", "en").startswith("Presumed and formally identified")
