"""Are the words that are said besides a link easy to say, hard to guess, and read however they are written?"""

from hypothesis import given
from hypothesis import strategies as st

from litigation_app.accounts.signing_in.enrolment import actions as spoken


def test_two_words_of_six_letters_or_more_are_said() -> None:
    said = [spoken.new_words() for _ in range(200)]

    assert all(len(word) >= 6 for one in said for word in one.split())
    assert {len(one.split()) for one in said} == {2}
    assert len(set(said)) > 190


def test_there_are_hundreds_of_thousands_of_pairs() -> None:
    assert len(set(spoken._known_words())) ** spoken.WORDS_SAID > 400_000


@given(st.sampled_from([" ", "-", "  ", ". ", ""]), st.sampled_from([str.upper, str.title, str]))
def test_spaces_dashes_and_capitals_do_not_matter(between: str, written: object) -> None:
    said = spoken.new_words()

    assert spoken.words_as_kept(written(said).replace(" ", between)) == spoken.words_as_kept(said)  # type: ignore[operator]


def test_other_words_are_other_words() -> None:
    assert spoken.words_as_kept("academic acquire") != spoken.words_as_kept("acquire academic")
