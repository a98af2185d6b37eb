"""Is a page found by its words, and does what is shown around them come from the same place? Without a database."""

from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.documents.texts import rules
from litigation_app.casework.documents.texts.rules import Text
from litigation_app.vault.name_search.folding import in_plain_letters

words = st.text(alphabet="абвђљџžčćđšljnabcdeABC", min_size=2, max_size=9)
sentences = st.lists(words, min_size=1, max_size=60)


def text_of(*pages: str) -> Text:
    return Text(list(pages), [in_plain_letters(page) for page in pages])


@given(sentences, st.data())
def test_every_word_of_a_page_is_found_there(said: list[str], data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(said))

    (hit,) = rules.hits(text_of(" ".join(said)), [in_plain_letters(word)])

    assert hit.page == 1
    assert in_plain_letters(hit.found).startswith(in_plain_letters(word))
    assert f"{hit.before} {hit.found} {hit.after}".strip() in " ".join(said)


@given(sentences)
def test_a_text_is_as_many_words_in_plain_letters(said: list[str]) -> None:
    assert len(in_plain_letters(" ".join(said)).split()) == len(said)


def test_one_spelling_stands_for_all() -> None:
    spelled = (
        "Ђорђевић Љиљана Џенана",
        "Đorđević Ljiljana Dženana",
        "Djordjevic Ljiljana Dzenana",
        "DJORDJEVIĆ LJILJANA DŽENANA",
    )

    assert len({in_plain_letters(one) for one in spelled}) == 1


def test_no_more_pages_are_shown_than_fit() -> None:
    assert len(rules.hits(text_of(*["presuda"] * 50), ["presuda"])) == rules.MOST_HITS


@given(st.text())
def test_what_is_looked_for_are_words_of_letters_and_figures(typed: str) -> None:
    found = rules.words_of(typed)

    assert len(found) <= rules.MOST_WORDS
    assert all(letter.isalnum() for word in found for letter in word)
