"""Which passwords would a guesser find soon, in either script, and which are never refused for their looks?"""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation_app.accounts.signing_in.rules import folded, weakness

ANA = ("Ana Đorđević", "ana.djordjevic@desk.example", "Kancelarija Beograd", "Udruženje Nada")


@pytest.mark.parametrize(
    "password",
    [
        "three rivers meet at dawn",
        "три реке се срећу у зору",
        "tri rijeke se sreću u zoru",
        "трите реки се среќаваат наутро",
        "tre lumenj takohen ne agim",
        "a river under the old bridge",
        "qmvxrtplzkwhsdn",
        "   four   spaces   between   words   ",
        "naïve 猫 Ω ünïcödé stays as it is",
    ],
)
def test_a_sentence_of_ones_own_is_taken_in_any_script(password: str) -> None:
    assert weakness(password, ANA) is None


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("fourteen chars", "short"),
        ("litigation desk 2026", "context"),
        ("L1t1gat10n-D3sk!!2026", "context"),
        ("Ana Đorđević 12345", "context"),
        ("Ана Ђорђевић 2026!!", "context"),
        ("ana.djordjevic@desk.example", "context"),
        ("KancelarijaBeograd1", "context"),
        ("лозинкалозинкалозинка", "context"),
        ("fjalëkalimifjalëkalimi", "context"),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", "guessable"),
        ("123456789012345678", "guessable"),
        ("qwertyuiopasdfghjkl", "guessable"),
        ("iloveyouiloveyou123", "guessable"),
        ("ljubavljubavljubav12", "guessable"),
        ("љубављубављубав12345", "guessable"),
        ("CrvenaZvezdaBeograd1945", "guessable"),
        ("a" * 1024, "guessable"),
    ],
)
def test_what_is_guessed_first_is_refused_and_says_why(password: str, reason: str) -> None:
    assert weakness(password, ANA) == reason


@given(st.text(min_size=0, max_size=14))
def test_whatever_is_shorter_than_fifteen_letters_is_too_short(password: str) -> None:
    assert weakness(password, ()) == "short"


@settings(max_examples=30)
@given(
    st.lists(st.sampled_from(["astra", "litigation", "ana", "Đorđević", "суд"]), min_size=4, max_size=8),
    st.text("135!. -", max_size=7),
)
def test_words_of_the_desk_and_of_the_person_alone_never_make_a_password(words: list[str], rest: str) -> None:
    assert weakness("".join(words) + rest, ANA) in {"short", "context"}


@pytest.mark.thorough
@settings(max_examples=30)
@given(st.text("abdegijklmnoprstuvz", min_size=22, max_size=80))
def test_letters_are_as_weak_in_cyrillic_as_in_latin(password: str) -> None:
    cyrillic = password.translate(str.maketrans("abdegijklmnoprstuvz", "абдегијклмнопрстувз"))

    assert folded(cyrillic) == folded(password)
    assert (weakness(password, ANA) is None) >= (weakness(cyrillic, ANA) is None)


@pytest.mark.thorough
def test_a_long_password_is_never_refused_for_its_length() -> None:
    sentence = "three rivers meet at dawn under the old bridge and nobody counts the boats. "

    assert weakness(sentence * 13, ANA) is None


def test_the_lists_are_not_loaded_at_the_start() -> None:
    script = "import sys, litigation_app.accounts.signing_in.rules; print('zxcvbn' in sys.modules)"

    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "False"
