"""Are articles cited as the country of the law cites them?"""

import pytest

from litigation_app.law.articles import as_cited
from litigation_app.law.citations import cited
from litigation_app.law.graph import DeadlineRule
from litigation_app.law.loader import COUNTRIES, load


@pytest.mark.parametrize(
    ("country", "basis", "said"),
    [
        ("RS", "ZKP 432(1), 433", "čl. 432. st. 1. i čl. 433. ZKP"),
        ("RS", "ZKP 432(1)", "čl. 432. st. 1. ZKP"),
        ("RS", "ZIO 24, 73, 74", "čl. 24., 73. i 74. ZIO"),
        ("RS", "KZ 103, 104(6)", "čl. 103. i čl. 104. st. 6. KZ"),
        ("RS", "Zakon o radu 196", "čl. 196. Zakon o radu"),
        ("BA", "ZKP FBiH 307(1), 308(4)", "čl. 307. st. 1. i čl. 308. st. 4. ZKP FBiH"),
        ("BA", "ZKP RS 306; ZKP BD 292", "čl. 306. ZKP RS; čl. 292. ZKP BD"),
        ("BA", "ZKP BiH 193-204 i dalje", "čl. 193.–204. ZKP BiH i dalje"),
        ("ME", "ZKP 381", "čl. 381 ZKP"),
        ("ME", "ZKP 271a", "čl. 271a ZKP"),
        ("MK", "ZKP 410", "čl. 410 od ZKP"),
        ("MK", "ZSZNZ 87(2)", "čl. 87 st. 2 od ZSZNZ"),
    ],
)
def test_an_article_is_cited_as_its_country_does(country: str, basis: str, said: str) -> None:
    assert as_cited(basis, country) == said


@pytest.mark.parametrize(
    "basis",
    [
        "Zakon o zateznoj kamati, art. 3, 4 and 6 (Sl. glasnik RS 61/18)",
        "Sl. list CG 35/2015",
        "Сл. весник 247/2022",
        "ZOO (47/2008)",
        "Act of the Constitutional Court (OG 115/2024; article and period to be checked)",
    ],
)
def test_a_gazette_is_no_article(basis: str) -> None:
    for country in COUNTRIES:
        assert as_cited(basis, country) == basis


def test_a_reader_of_cyrillic_gets_her_letters_and_a_reader_of_english_what_the_file_says() -> None:
    assert cited("ZKP 432(1), 433", "sr-Cyrl", "RS") == "чл. 432. ст. 1. и чл. 433. ЗКП"
    assert cited("ZKP 410", "mk", "MK") == "чл. 410 од ЗКП"
    assert cited("ZKP 432(1), 433", "en", "RS") == "ZKP 432(1), 433"


@pytest.mark.parametrize("code", COUNTRIES)
def test_no_deadline_of_a_country_is_cited_the_english_way(code: str) -> None:
    law = load(code)
    rules: list[DeadlineRule] = [rule for _name, one in law.graphs() for step in one.transitions for rule in step.rules]
    home = [one for one in rules if "ECHR" not in one.legal_basis and "Rule" not in one.legal_basis]

    said = {cited(one.legal_basis, "sr-Latn", code) for one in home}

    assert [one for one in said if "(1)" in one or "(2)" in one or "(4)" in one] == []
