"""Is it said in the language of the court how an amount was computed, in one line that can be checked by hand?"""

from datetime import date
from decimal import Decimal

import pytest

from litigation_app.casework.claims.calculations import presenters as filing
from litigation_app.casework.claims.calculations.rows.rules import Calculation, Method, Pain, Period, Receipt
from litigation_app.casework.claims.calculations.rules import Where, reckon
from litigation_app.law import loader
from litigation_app.law.script import COURT_LANGUAGES

FEDERATION = Where(loader.load("BA"), "ba-fbih")
SERBIA = Where(loader.load("RS"), "")
ALL = sorted({language for of_country in COURT_LANGUAGES.values() for language in of_country})


@pytest.mark.parametrize(
    ("said", "where", "language", "line"),
    [
        (
            Calculation(Method.DAYS, days={Pain.STRONG: 3, Pain.WEAK: 30}),
            FEDERATION,
            "bs",
            "Bol: 3 dana × 70,00 + 30 dana × 10,00 = 510,00 BAM",
        ),
        (
            Calculation(
                Method.EARNINGS,
                periods=(Period(date(2017, 12, 22), date(2018, 1, 4), 42),),
                received=Decimal("1000.00"),
            ),
            SERBIA,
            "sr-Cyrl",
            "Bol: 60 сати × 130,00 + 24 сати × 143,00 − 1.000,00 = 10.232,00 RSD",
        ),
        (
            Calculation(
                Method.RECEIPTS,
                receipts=(
                    Receipt(date(2025, 1, 1), Decimal("500.00"), "RSD", "x"),
                    Receipt(
                        date(2025, 2, 2), Decimal("10.50"), "EUR", "x", Decimal("117.2034"), date(2025, 2, 2), "NBS"
                    ),
                ),
            ),
            SERBIA,
            "sr-Latn",
            "Bol: 500,00 + 10,50 EUR × 117,2034 = 1.730,64 RSD",
        ),
        (
            Calculation(Method.EXPERT, amount=Decimal("5000.00"), by="x", on=date(2025, 2, 2)),
            SERBIA,
            "sr-Latn",
            "Bol: nalaz veštaka od 2. 2. 2025. 5.000,00 = 5.000,00 RSD",
        ),
        (Calculation(Method.STATED, amount=Decimal("5000.00")), SERBIA, "sr-Latn", ""),
    ],
)
def test_one_line_says_how_it_was_computed(said: Calculation, where: Where, language: str, line: str) -> None:
    found = filing.computed("Bol", reckon(said, where), where.law.currency, language)

    assert found.replace("\u00a0", " ") == line


@pytest.mark.parametrize("language", ALL)
def test_every_language_of_the_courts_has_all_the_words(language: str) -> None:
    units = {"hour", "month", "day", "finding"}
    words = [filing.heading(language), *(filing._word(one, language) for one in units)]

    assert all(words)
    assert filing.in_words(Decimal("2000.50"), "EUR", language).endswith("50/100")
    assert filing.owed_by([], language) == ""
    assert filing.owed_by(["A"], language) != filing.owed_by(["A", "B"], language)
    is_cyrillic = any("а" <= letter <= "я" for letter in filing.heading(language))
    assert is_cyrillic == (language in {"mk", "sr-Cyrl"})


@pytest.mark.parametrize("language", ALL)
def test_from_when_interest_is_asked_is_said_in_each_language_and_nothing_where_none_is(language: str) -> None:
    said = [filing.interest(asked, date(2025, 2, 2), language) for asked in ("law", "filing", "day")]

    assert len(set(said)) == 3
    assert "2025" in said[2]
    assert filing.interest("", None, language) == filing.interest("none", None, language) == ""
