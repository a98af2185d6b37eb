"""Does what a court is handed cite law alone: no memory, no mark of ours, no address?"""

import re

import pytest

from litigation_app.core.language import LANGUAGES
from litigation_app.law.citations import cited
from litigation_app.law.debts import beginnings, tables
from litigation_app.law.loader import COUNTRIES, load

OURS = re.compile(
    r"memory|sećanj|сеќавањ|сећањ|to be checked|treba proveriti|треба да се провери|not verified|https?:|\?"
)
ENGLISH = re.compile(r"\b(?:the|and|with|of|art|Art|Law)\b")


def printed(code: str) -> set[str]:
    """Every legal basis that an account or a filing for the court may print."""
    found = {one.legal_basis for one in load(code).heads}
    found |= {one.legal_basis for one in tables.load(code).rules}
    return found | {one.legal_basis(code) for one in beginnings.rules() if code in (one.countries or COUNTRIES)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", COUNTRIES)
def test_no_legal_basis_for_the_court_says_that_nobody_has_checked_it(code: str, language: str) -> None:
    said = {cited(one, language, code) for one in printed(code)}

    assert [one for one in said if OURS.search(one)] == []


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
@pytest.mark.parametrize("code", COUNTRIES)
def test_no_legal_basis_for_the_court_keeps_english_words(code: str, language: str) -> None:
    said = {cited(one, language, code) for one in printed(code)}

    assert [one for one in said if ENGLISH.search(one)] == []
