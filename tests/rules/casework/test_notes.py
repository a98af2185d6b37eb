"""Which notes hold the words that somebody looks for?"""

from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.planner.notes import rules
from litigation_app.core.language import LANGUAGES

WORD = st.text("abcdefgh", min_size=1, max_size=6)


@given(st.lists(WORD, min_size=1), st.data())
def test_the_beginnings_of_its_own_words_find_a_note(text: list[str], data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(text), min_size=1))
    begun = [word[: data.draw(st.integers(1, len(word)))] for word in words]

    assert rules.holds(text, begun)


@given(st.lists(WORD), st.lists(WORD, min_size=1))
def test_a_word_that_begins_nothing_finds_nothing(text: list[str], words: list[str]) -> None:
    assert not rules.holds(text, [*words, "zz"])


def test_no_word_finds_nothing() -> None:
    assert not rules.holds(["a"], [])


def test_every_kind_has_words() -> None:
    assert all(words for language in LANGUAGES for _code, words in rules.options(language))
    assert rules.say("lost", "en") == "lost"
