"""Is a legal basis read in the reader's language?"""

import pytest

from litigation_app.law.citations import cited


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Art. 44 and 46 ECHR"),
        ("sr-Latn", "EKLJP čl. 44, 46"),
        ("sr-Cyrl", "ЕКЉП чл. 44, 46"),
        ("mk", "ЕКЧП чл. 44, 46"),
        ("bs", "EKLJP čl. 44, 46"),
        ("cnr", "EKLJP čl. 44, 46"),
    ],
)
def test_an_article_is_cited_in_the_readers_language(language: str, said: str) -> None:
    assert cited("ECHR Art. 44, 46", language) == said


def test_the_name_of_a_law_stays_as_it_is_published() -> None:
    published = "Zakon o zateznoj kamati, art. 3, 4 and 6 (Sl. glasnik RS 61/18)"

    assert cited(published, "cnr") == "Zakon o zateznoj kamati, čl. 3, 4 i 6 (Sl. glasnik RS 61/18)"
    assert cited(published, "sr-Cyrl") == "Закон о затезној камати, чл. 3, 4 и 6 (Сл. гласник РС 61/18)"
    assert cited("ZKP 432(1), 433", "sr-Latn") == "ZKP 432(1), 433"
    assert cited("Official Gazette 61/18 (only yearly)", "sr-Cyrl") == "Official Gazette 61/18 (only yearly)"
    assert cited("start of a band", "sr-Latn") == "start of a band"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Art. 4 ECHR (Krachunova)"),
        ("cnr", "EKLJP čl. 4 (Kračunova)"),
        ("sr-Cyrl", "ЕКЉП чл. 4 (Крачунова)"),
        ("mk", "ЕКЧП чл. 4 (Крачунова)"),
    ],
)
def test_a_name_from_bulgarian_is_written_as_it_sounds(language: str, said: str) -> None:
    assert cited("ECHR Art. 4 (Krachunova)", language) == said
