"""Is an amount read as its writer meant it, or refused?"""

import contextlib
import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation_app.core.language import LANGUAGES
from litigation_app.core.money import CENT, AmountRefused, format_amount, format_number, parse_amount, parse_rate
from litigation_app.core.text import clean

OURS = [one for one in LANGUAGES if one != "en"]
AMOUNTS = st.decimals(min_value=0, max_value=Decimal("999999999999.99"), places=2)


@given(AMOUNTS, st.sampled_from(list(LANGUAGES)))
def test_what_is_printed_reads_back_as_the_same_amount(amount: Decimal, language: str) -> None:
    assert parse_amount(format_number(amount, language), language) == amount.quantize(CENT)


@pytest.mark.parametrize("language", OURS)
@pytest.mark.parametrize("typed", ["12.5", "1.5", "12500.00", "0.99"])
def test_an_english_decimal_is_refused_elsewhere_with_what_was_perhaps_meant(typed: str, language: str) -> None:
    with pytest.raises(AmountRefused) as refused:
        parse_amount(typed, language)

    assert refused.value.reason == "unreadable"
    assert parse_amount(refused.value.meant, language) == Decimal(typed.replace(",", ""))


@pytest.mark.parametrize(
    ("typed", "read"),
    [("12,5", "12.50"), ("1 234,50", "1234.50"), ("1.234.567,89", "1234567.89"), ("900\u00a0000", "900000.00")],
)
def test_amounts_are_read_with_or_without_separators(typed: str, read: str) -> None:
    assert {parse_amount(typed, language) for language in OURS} == {Decimal(read)}


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("660.000,00", "660000.00"),
        ("12,500.00", "12500.00"),
        ("1,234,567.8", "1234567.80"),
        ("1.234.567,8", "1234567.80"),
    ],
)
def test_both_marks_say_which_of_them_parts_the_decimals(typed: str, read: str, language: str) -> None:
    assert parse_amount(typed, language) == Decimal(read)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("-5", "negative"),
        ("abc", "unreadable"),
        ("1.23.456", "unreadable"),
        ("9" * 13, "too_large"),
        ("0.500", "unreadable"),
        ("0.500,5", "unreadable"),
    ],
)
def test_what_is_no_amount_is_refused(typed: str, reason: str) -> None:
    with pytest.raises(AmountRefused) as refused:
        parse_amount(typed, "sr-Latn")

    assert refused.value.reason == reason


# What people type, and what programs paste: digits in groups, marks of both kinds, blanks, signs, currencies.
TYPED = st.one_of(
    st.text(max_size=30),
    st.from_regex(
        r"[0-9]{0,4}([., '\u00a0\u202f]?[0-9]{1,3}){0,4}([.,][0-9]{0,3})?( ?(RSD|KM|€|ден))?", fullmatch=True
    ),
    st.text(alphabet="0123456789.,- +'eE\u00a0\u2009\u0663\u200b", max_size=16),
)


@pytest.mark.thorough
@settings(max_examples=1000)
@given(TYPED, st.sampled_from(list(LANGUAGES)))
def test_any_text_is_refused_or_is_the_number_whose_digits_stand_there(typed: str, language: str) -> None:
    with contextlib.suppress(AmountRefused):
        read = parse_amount(typed, language)
        shown = re.sub(r"\s", " ", clean(typed))
        is_last = {".", ","} <= set(shown)
        english = shown.rfind(".") > shown.rfind(",") if is_last else language == "en"
        mark, group = (".", ",") if english else (",", ".")
        whole, _mark, part = shown.partition(mark)
        first, *others = re.split(rf"[{group} ]", whole)
        assert mark not in part
        assert all(len(digits) == 3 for digits in others)
        assert not others or len(first) <= 3
        assert f"{read:.2f}" == f"{int(first + ''.join(others))}.{part:<02}"


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize(
    "typed", ["5 00", "1 2", "12 500 00", "1 23 456", "1.234 567", "1,234 567", "1'234", "٣٤", "1e3"]
)
def test_digits_that_stand_apart_otherwise_than_by_thousands_are_no_amount(typed: str, language: str) -> None:
    with pytest.raises(AmountRefused):
        parse_amount(typed, language)


def test_dinars_keep_their_paras() -> None:
    assert format_amount(Decimal("2480000.50"), "RSD", "sr-Latn") == "2.480.000,50\u00a0RSD"


@pytest.mark.parametrize(
    ("text", "language", "rate"),
    [
        ("117.2034", "en", "117.2034"),
        ("117,2034", "sr-Latn", "117.2034"),
        ("1,95583", "bs", "1.95583"),
        ("2", "mk", "2"),
        (" 61,5 ", "mk", "61.5"),
    ],
)
def test_a_rate_is_read_with_the_sign_of_the_language(text: str, language: str, rate: str) -> None:
    assert parse_rate(text, language) == Decimal(rate)


@pytest.mark.parametrize("text", ["117.2034", "1.234,5", "-1", "0", "0,0", "1,1234567", "1e3", "", "x", "١"])
def test_a_rate_that_could_be_read_two_ways_or_is_none_is_refused(text: str) -> None:
    with pytest.raises(AmountRefused):
        parse_rate(text, "sr-Latn")
