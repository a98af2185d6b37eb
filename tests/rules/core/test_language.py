"""Which language does a reader get, and are numbers counted as it counts?"""

from datetime import UTC, datetime

import pytest
from flask import Flask

from litigation_app.core import language
from litigation_app.core.language import LANGUAGES, _, _n, current, format_moment, read_with
from litigation_app.core.text import NBSP


@pytest.fixture(scope="module")
def app() -> Flask:
    bare = Flask("litigation_app")
    language.install(bare)
    return bare


@pytest.mark.parametrize(
    ("asked", "got"),
    [
        ("", "en"),
        ("de-DE,de;q=0.9", "en"),
        ("de-DE,de;q=0.9,sr;q=0.8,en;q=0.7", "sr-Latn"),
        ("sr-RS", "sr-Latn"),
        ("sr-Cyrl-RS,sr;q=0.9", "sr-Cyrl"),
        ("mk-MK,mk;q=0.9,en;q=0.8", "mk"),
        ("bs-BA", "bs"),
        ("hr-HR,hr;q=0.9,en;q=0.8", "bs"),
        ("cnr-ME", "cnr"),
        ("sr-ME", "cnr"),
        ("sr-Latn-ME,sr;q=0.5", "cnr"),
        ("sq-AL,mk;q=0", "en"),
        ("en-GB,mk;q=0.9", "en"),
    ],
)
def test_the_browser_says_which_language(app: Flask, asked: str, got: str) -> None:
    with app.test_request_context("/", headers={"Accept-Language": asked}):
        assert (language.chosen(), language.current()) == (got, got)


def test_a_choice_weighs_more_than_the_browser(app: Flask) -> None:
    headers = {"Accept-Language": "mk", "Cookie": f"{language.COOKIE}=cnr"}

    with app.test_request_context("/", headers=headers):
        assert language.current() == "cnr"


def test_outside_a_request_the_desk_speaks_english() -> None:
    assert language.current() == "en"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", ["1 day", "2 days", "5 days", "11 days", "21 days", "111 days"]),
        ("sr-Cyrl", ["1 дан", "2 дана", "5 дана", "11 дана", "21 дан", "111 дана"]),
        ("mk", ["1 ден", "2 дена", "5 дена", "11 дена", "21 ден", "111 дена"]),
        ("bs", ["1 dan", "2 dana", "5 dana", "11 dana", "21 dan", "111 dana"]),
        ("cnr", ["1 dan", "2 dana", "5 dana", "11 dana", "21 dan", "111 dana"]),
    ],
)
def test_numbers_are_counted_as_each_language_counts(app: Flask, code: str, said: list[str]) -> None:
    with app.test_request_context("/", headers={"Cookie": f"{language.COOKIE}={code}"}):
        assert [_n("%(num)s day", "%(num)s days", number) for number in (1, 2, 5, 11, 21, 111)] == said


def test_a_paper_for_somebody_else_is_in_its_own_language_and_what_follows_in_the_readers(app: Flask) -> None:
    with app.test_request_context("/", headers={"Cookie": f"{language.COOKIE}=mk"}):
        before = (current(), _("Day"))
        with language.speaking("sr-Cyrl"):
            inside = current()
            with language.speaking("en"):
                assert (current(), _("Day")) == ("en", "Day")
            assert current() == inside
        assert (current(), _("Day")) == before

    assert (before[0], inside) == ("mk", "sr-Cyrl")


def test_serbian_bosnian_and_montenegrin_are_read_together_and_macedonian_alone() -> None:
    together = {code for code in LANGUAGES if "bs" in read_with(code)}

    assert together == {"sr-Latn", "sr-Cyrl", "bs", "cnr"}
    assert read_with("mk") == ("mk",)


def test_a_moment_is_said_on_the_clocks_of_the_region() -> None:
    said = format_moment(datetime(2026, 11, 30, 23, 30, tzinfo=UTC))

    assert said.replace(NBSP, " ") == "1. 12. 2026. 0.30"
