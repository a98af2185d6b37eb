"""Does an amount in words say the amount and no other?"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.law.debts.spelled import LARGEST, NotSpelled, _words, amount, number

LANGUAGES = ["sr", "bs", "cnr", "mk", "en"]
whole = st.integers(0, 999_999_999_999)


@pytest.mark.parametrize(
    ("value", "currency", "language", "said"),
    [
        ("800000", "RSD", "sr-Latn", "osamsto hiljada dinara i 00/100"),
        ("200000", "RSD", "sr-Cyrl", "двеста хиљада динара и 00/100"),
        ("327375", "RSD", "sr-Latn", "trista dvadeset sedam hiljada trista sedamdeset pet dinara i 00/100"),
        ("18000", "BAM", "bs", "osamnaest hiljada konvertibilnih maraka i 00/100"),
        ("2", "BAM", "bs", "dvije konvertibilne marke i 00/100"),
        ("5800.50", "EUR", "cnr", "pet hiljada osamsto eura i 50/100"),
        ("5000", "EUR", "mk", "пет илјади евра и 00/100"),
        ("1005", "MKD", "mk", "илјада и пет денари и 00/100"),
        ("21", "RSD", "sr-Latn", "dvadeset jedan dinar i 00/100"),
        ("111", "RSD", "sr-Latn", "sto jedanaest dinara i 00/100"),
        ("2002", "RSD", "sr-Latn", "dve hiljade dva dinara i 00/100"),
        ("21", "EUR", "en", "twenty-one euros and 00/100"),
        ("0.01", "EUR", "sr-Latn", "nula evra i 01/100"),
    ],
)
def test_amounts_as_a_filing_writes_them(value: str, currency: str, language: str, said: str) -> None:
    assert amount(Decimal(value), currency, language) == said


@pytest.mark.parametrize(
    ("value", "currency", "language"),
    [
        ("-1", "EUR", "en"),
        ("0.001", "EUR", "en"),
        (str(LARGEST + 1), "EUR", "en"),
        ("1", "USD", "en"),
        ("1", "EUR", "de"),
    ],
)
def test_what_has_no_words_is_refused(value: str, currency: str, language: str) -> None:
    with pytest.raises(NotSpelled):
        amount(Decimal(value), currency, language)


@given(whole, st.sampled_from(LANGUAGES), st.sampled_from("mfn"))
def test_the_words_can_be_read_back(value: int, language: str, gender: str) -> None:
    assert read_back(number(value, _words(language), gender), language) == value


def read_back(said: str, language: str) -> int:
    """Adds up the words; a scale multiplies what stands before it since the last one."""
    words = _words(language)
    known = {word: at for at, word in enumerate(words.units)}
    known |= {word: at for gender in words.genders.values() for at, word in gender.items()}
    known |= {word: at * 10 for at, word in enumerate(words.tens) if word}
    scales = {form: 10**power for power, noun in words.scale.items() for form in noun.forms}
    whole, group, hundreds = 0, 0, {name: at * 100 for at, name in enumerate(words.hundreds) if name}
    parts = said.replace("-", " ").replace(" hundred", "_hundred").split()
    for word in parts:
        if word == words.between:
            continue
        if word in words.rounds.values() and group == 0:
            whole += next(at for at, round_ in words.rounds.items() if round_ == word)
        elif word in scales:
            whole, group = whole + group * scales[word], 0
        else:
            group += known.get(word, hundreds.get(word.replace("_", " "), 0))
    return whole + group
