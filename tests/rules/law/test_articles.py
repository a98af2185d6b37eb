"""Are articles cited as the country of the law cites them?"""

import re

import pytest

from legal_bases import legal_bases
from litigation_app.core.language import LANGUAGES
from litigation_app.law.articles import as_cited
from litigation_app.law.citations import cited
from litigation_app.law.loader import COUNTRIES


@pytest.mark.parametrize(
    ("country", "basis", "said"),
    [
        ("RS", "ZKP 432(1), 433", "čl. 432. st. 1. i čl. 433. ZKP"),
        ("RS", "ZKP 432(1)", "čl. 432. st. 1. ZKP"),
        ("RS", "ZIO 24, 73, 74", "čl. 24., 73. i 74. ZIO"),
        ("RS", "KZ 103, 104(6)", "čl. 103. i čl. 104. st. 6. KZ"),
        ("RS", "Zakon o radu 196", "čl. 196. Zakona o radu"),
        (
            "RS",
            "Zakon o zateznoj kamati, art. 3, 5 and 6 (Sl. glasnik RS 119/2012)",
            "čl. 3., 5. i 6. Zakona o zateznoj kamati (Sl. glasnik RS 119/2012)",
        ),
        ("RS", "KZ 104(3), (5)", "čl. 104. st. 3. i 5. KZ"),
        ("RS", "ZKP 458; 449(3)", "čl. 458. i čl. 449. st. 3. ZKP"),
        ("RS", "EKLJP 35(1)", "čl. 35. st. 1. EKLJP"),
        ("RS", "Poslovnik suda 47(4), 33", "pravilo 47. st. 4. i pravilo 33. Poslovnika suda"),
        ("BA", "Pravila Ustavnog suda BiH, čl. 18", "čl. 18. Pravila Ustavnog suda BiH"),
        ("BA", "Ustav BiH VI/3(b)", "čl. VI/3(b) Ustava BiH"),
        ("ME", "Zakon o Ustavnom sudu CG 68", "čl. 68 Zakona o Ustavnom sudu CG"),
        ("MK", "ZKP 463- (x)", "čl. 463 i sl. od ZKP (x)"),
        ("MK", "Закон за судовите 36", "čl. 36 od Законот за судовите"),
        ("MK", "KZ 418-а(1)", "čl. 418-а st. 1 od KZ"),
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
        "Zakon o radu (Sl. glasnik RS 61/18)",
        "Zakon o proglašenju 1. marta Danom nezavisnosti (Sl. list RBiH 9/95)",
        "Kantonalni sud u Zenici, 26. 8. 2011",
        "Sl. list CG 35/2015",
        "Сл. весник 247/2022",
        "ZOO (47/2008)",
        "Act of the Constitutional Court (OG 115/2024; article and period to be checked)",
    ],
)
def test_a_gazette_is_no_article(basis: str) -> None:
    for country in COUNTRIES:
        assert as_cited(basis, country) == basis


@pytest.mark.parametrize(
    ("country", "basis", "language", "said"),
    [
        ("RS", "ZKP 432(1), 433", "sr-Cyrl", "чл. 432. ст. 1. и чл. 433. ЗКП"),
        ("MK", "ZKP 410", "mk", "чл. 410 од ЗКП"),
        ("MK", "Закон за работните односи 105", "mk", "чл. 105 од Законот за работните односи"),
        ("RS", "ECHR 35(1)", "mk", "чл. 35 ст. 1 од ЕКЧП"),
        ("MK", "ECHR 35(1)", "sr-Latn", "čl. 35. st. 1. EKLJP"),
        ("RS", "ZKP 432(1), 433", "mk", "чл. 432 ст. 1 и чл. 433 од ЗКП"),
        ("BA", "ZKP RS 306", "mk", "чл. 306 од ЗКП РС"),
        ("RS", "Zakon o radu 196", "mk", "чл. 196 од Закона о раду"),
        ("MK", "ZKP 410(1)", "sr-Cyrl", "чл. 410. ст. 1. ЗКП"),
        ("MK", "ZKP 410(1)", "cnr", "čl. 410 st. 1 ZKP"),
        ("ME", "ZKP 381(1)", "sr-Latn", "čl. 381 st. 1 ZKP"),
        ("BA", "Rules of the Constitutional Court of BiH, Art. 18", "sr-Cyrl", "чл. 18. Правила Уставног суда БиХ"),
        ("BA", "Rules of the Constitutional Court of BiH, Art. 18", "mk", "чл. 18 од Правилата на Уставниот суд на БиХ"),
        ("RS", "ZKP 432(1), 433", "en", "Art. 432(1) and Art. 433 ZKP"),
        ("RS", "KZ 104(3), (5)", "en", "Art. 104(3) and (5) KZ"),
        ("MK", "Закон за работните односи 105", "en", "Art. 105 Zakon za rabotnite odnosi"),
        ("MK", "KZ 418-а(1)", "en", "Art. 418-a(1) KZ"),
        ("RS", "Rules of Court 47(4), 33", "en", "Rule 47(4) and Rule 33 of the Rules of Court"),
        ("BA", "Zakon o radu (Sl. glasnik RS 99/20)", "en", "Zakon o radu (Sl. glasnik Republike Srpske 99/20)"),
        ("RS", "Zakon o radu (Sl. glasnik RS 99/20)", "en", "Zakon o radu (Sl. glasnik RS 99/20)"),
    ],
)  # fmt: skip
def test_a_reader_gets_her_letters_and_her_way_of_citing(country: str, basis: str, language: str, said: str) -> None:
    assert cited(basis, language, country) == said


IN_BRACKETS = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)")
GAZETTE = re.compile(r"(?:OG .*|Sl\. (?:list|glasnik|novine|vesnik)|Сл\. (?:лист|гласник|новине|весник))[^;]*")
ONE = r"(?:[\dIVX][^\s;,]*(?:,? ?(?:st\.|ст\.) \d+\.?)?)"
CITED = re.compile(
    rf"(?:čl\.|чл\.|Art\.|pravilo|правило|Rule) {ONE}(?:(?:,| i| и| and) (?:(?:čl\.|чл\.|Art\.|pravilo|правило|Rule) )?{ONE})*"
)
NOMINATIVE = re.compile(r"\d[a-zа-я]?\.? (?:od |од )?(?:Zakon|Ustav|Poslovnik|Закон|Устав|Деловник|Rules|Law) ")
DATES = re.compile(r"(?:Protokol br\.|Протокол бр\.|Protocol No\.) \d+|\d+\. \d+\. \d{4}|, \d{4}$|\b(?:1|25)\. \w+")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", COUNTRIES)
def test_no_legal_basis_of_a_country_keeps_a_bare_number_or_a_law_in_the_nominative(code: str, language: str) -> None:
    said = {cited(one, language, code) for one in legal_bases(code)}

    left = {one: IN_BRACKETS.sub("", DATES.sub("", GAZETTE.sub("", CITED.sub("", one)))) for one in said}
    assert [one for one, rest in left.items() if re.search(r"\d", rest)] == []
    assert [one for one in said if language != "en" and NOMINATIVE.search(one)] == []
