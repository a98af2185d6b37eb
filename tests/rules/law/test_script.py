"""Is a name written in Cyrillic only if it can be one of these languages, and never half or wrongly?"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.law.script import CYRILLIC, LATIN, in_script

OURS = "abcčćdđefghijklmnoprsštuvzžABCČĆDĐEFGHIJKLMNOPRSŠTUVZŽ -"
FOREIGN = ("q", "W", "x", "Y", "ü", "ř", "ß", "ë", "ı", "Ł", "c\u030c", "sch", "Ch", "zh", "nh", "ck", "nn", "dj", "'")
anything = st.one_of(st.text(), st.text(OURS))


@pytest.mark.parametrize(
    ("typed", "serbian", "macedonian"),
    [
        ("Ana Primerović", "Ана Примеровић", "Ана Примеровиќ"),
        ("Đurđa Nepostojeća", "Ђурђа Непостојећа", "Ѓурѓа Непостојеќа"),
        ("Nedžad Ljubić-Konj", "Неџад Љубић-Коњ", "Неџад Љубиќ-Коњ"),
        ("Trg slobode bb, Beograd", "Трг слободе бб, Београд", "Трг слободе бб, Београд"),
        ("Ана Примеровић", "Ана Примеровић", "Ана Примеровиќ"),
    ],
)
def test_a_name_of_these_languages_is_written_in_the_letters_that_are_asked_for(
    typed: str, serbian: str, macedonian: str
) -> None:
    assert (in_script(typed, CYRILLIC), in_script(typed, "mk")) == (serbian, macedonian)


@pytest.mark.parametrize(
    "typed",
    [
        "Hans Schmidt", "Chen Zhou", "Max Nobody", "Đinh Van Nam", "Anna Müller", "Altın", "O'Neil", "Jack Smith",
        "Petrovic", "MILOSEVIC", "Djordje Popović", "Red Cross",
        "Gjorgji Nepostoečki", "Kjosevska",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", [CYRILLIC, "mk"])
def test_a_foreign_name_and_one_without_its_marks_stay_as_typed(typed: str, language: str) -> None:
    assert in_script(typed, language) == typed


@given(st.text(OURS), st.sampled_from(FOREIGN), st.text(OURS), st.sampled_from([CYRILLIC, "mk"]))
def test_whatever_holds_something_foreign_is_never_changed(
    before: str, foreign: str, behind: str, language: str
) -> None:
    name = before + foreign + behind

    assert in_script(name, language) == name


@given(st.text(st.characters(categories=["L", "M", "Zs"])).map(str.lower) | st.text(OURS).map(str.lower))
def test_no_name_is_written_half_in_cyrillic(name: str) -> None:
    written = in_script(name, CYRILLIC)

    assert written == name or not re.search("[a-zčćđšž]", written)


@given(anything, st.sampled_from([CYRILLIC, "mk"]))
def test_what_was_written_so_is_not_changed_again(name: str, language: str) -> None:
    once = in_script(name, language)

    assert in_script(once, language) == once


@given(anything)
def test_nothing_is_changed_where_no_letters_are_asked_for_or_latin_ones(name: str) -> None:
    assert in_script(name, "") == in_script(name, LATIN) == name
