"""Does everybody read the desk in her own language, and is she told that nobody has checked the words?"""

from collections.abc import Callable
from typing import Any

from litigation_app.core.language import LANGUAGES, marked

CASES = {
    "en": "Cases",
    "sr-Latn": "Predmeti",
    "sr-Cyrl": "Предмети",
    "mk": "Предмети",
    "bs": "Predmeti",
    "cnr": "Predmeti",
}


def test_a_page_is_in_the_chosen_language_and_says_so(client_as: Callable[[str], Any], make: Any) -> None:
    ana = client_as(make.lawyer())

    for code in LANGUAGES:
        ana.post("/language", {"language": code, "next": "/cases/"})
        page = ana.get("/cases/").get_data(as_text=True)

        assert f'<html lang="{marked(code)}">' in page
        assert f"<h1>{CASES[code]}</h1>" in page.replace("\n", "")
        assert all(name in page for name in LANGUAGES.values())


def test_whoever_chooses_a_language_is_told_that_no_native_speaker_has_checked_it(
    client_as: Callable[[str], Any], make: Any
) -> None:
    page = client_as(make.lawyer()).get("/cases/").get_data(as_text=True)

    assert "No native speaker has checked the translations yet." in page


def test_a_language_that_is_not_offered_is_not_remembered(client_as: Callable[[str], Any], make: Any) -> None:
    answer = client_as(make.lawyer()).post("/language", {"language": "sq", "next": "/cases/"})

    assert "desk_language" not in answer.headers.get("Set-Cookie", "")
