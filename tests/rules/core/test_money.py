"""Is an amount read as its writer meant it, or refused?"""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.core.language import LANGUAGES
from litigation_app.core.money import CENT, AmountRefused, format_amount, format_number, parse_amount

OURS = [one for one in LANGUAGES if one != "en"]
AMOUNTS = st.decimals(min_value=0, max_value=Decimal("999999999999.99"), places=2)


@given(AMOUNTS, st.sampled_from(list(LANGUAGES)))
def test_what_is_printed_reads_back_as_the_same_amount(amount: Decimal, language: str) -> None:
    assert parse_amount(format_number(amount, language), language) == amount.quantize(CENT)


@pytest.mark.parametrize("language", OURS)
@pytest.mark.parametrize("typed", ["12.5", "1.5", "12500.00", "1,234.50", "0.99"])
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


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("", "empty"), ("-5", "negative"), ("abc", "unreadable"), ("1.23.456", "unreadable"), ("9" * 13, "too_large")],
)
def test_what_is_no_amount_is_refused(typed: str, reason: str) -> None:
    with pytest.raises(AmountRefused) as refused:
        parse_amount(typed, "sr-Latn")

    assert refused.value.reason == reason


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(typed: str) -> None:
    with contextlib.suppress(AmountRefused):
        assert parse_amount(typed, "sr-Latn") >= 0


def test_dinars_keep_their_paras() -> None:
    assert format_amount(Decimal("2480000.50"), "RSD", "sr-Latn") == "2.480.000,50\u00a0RSD"
