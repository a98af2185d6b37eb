"""In which words does the desk speak? The one file that knows Flask-Babel."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, cast

from flask import Flask, g, has_app_context, request
from flask_babel import Babel, force_locale, get_locale, get_translations
from flask_babel.speaklater import LazyString

from litigation_app.core.clock import local
from litigation_app.core.text import NBSP, day_in, format_time

LANGUAGES = {
    "en": "English",
    "sr-Latn": "Srpski (latinica)",
    "sr-Cyrl": "Српски (ћирилица)",
    "mk": "Македонски",
    "bs": "Bosanski",
    "cnr": "Crnogorski",
}
COOKIE = "desk_language"
# L4: folder names that Babel finds; it knows no code of Montenegrin, but Serbian as Montenegro writes it.
_CATALOGUE = {"en": "en", "sr-Latn": "sr_Latn", "sr-Cyrl": "sr_Cyrl", "mk": "mk", "bs": "bs", "cnr": "sr_Latn_ME"}
_LANGUAGE = {folder: code for code, folder in _CATALOGUE.items()}
_MUTUAL = ("sr-Latn", "sr-Cyrl", "bs", "cnr")
_MARKED = {"cnr": "sr-Latn-ME"}  # no screen reader has a voice for cnr, and all pass it over; this one they read
_ASKED = {
    "en": "en",
    "sr": "sr-Latn",
    "sr-cyrl": "sr-Cyrl",
    "sr-latn-me": "cnr",
    "sr-me": "cnr",
    "cnr": "cnr",
    "me": "cnr",
    "mk": "mk",
    "bs": "bs",
    "hr": "bs",
    "sh": "sr-Latn",
}  # what browsers ask for, longest first: "sr-Cyrl-RS" is looked up as itself, as "sr-cyrl", as "sr"


def _(message: str, **values: object) -> str:
    """The sentence in the reader's language, with `%(name)s` filled in."""
    found = _catalogue().ugettext(message)
    return cast(str, found % values if values else found)


def _l(message: str, **values: object) -> Any:
    """The same, found only when it is shown (labels of forms, tables of words)."""
    return LazyString(_, message, **values)


def _n(one: str, many: str, number: int, **values: object) -> str:
    """The sentence for this number, `%(num)s` being the number."""
    return cast(str, _catalogue().ungettext(one, many, number) % {"num": number, **values})


def format_date(day: date | None) -> str:
    """The day as the reader's language writes it; "" for None."""
    return day_in(current(), day)


def format_moment(at: datetime) -> str:
    """A moment on the region's clocks, to the minute."""
    here = local(at)
    return f"{format_date(here.date())}{NBSP}{format_time(here.time())}"


def chosen() -> str:
    """The language of this request: the reader's choice, else what her browser asks for, else English."""
    wish = request.cookies.get(COOKIE, "")
    if wish in LANGUAGES:
        return wish
    asked = (_asked(tag) for tag, quality in request.accept_languages if quality > 0)
    return next((one for one in asked if one), "en")


def _asked(tag: str) -> str:
    """Our language for what a browser asks for, best first; "" for one that we do not speak."""
    parts = tag.lower().replace("_", "-").split("-")
    tries = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((_ASKED[one] for one in tries if one in _ASKED), "")


def current() -> str:
    """The language code in force, one of LANGUAGES; looked up once in a request, as its sentences are."""
    if not has_app_context():
        return "en"
    found: str | None = g.get("language")
    if found is None:
        found = g.language = _LANGUAGE.get(str(get_locale()), "en")
    return found


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Inside, every sentence, number and date is in this language, whatever the reader's is: for a paper that another reads."""
    before = g.get("catalogue"), g.get("language")
    g.catalogue = g.language = None
    try:
        with force_locale(_CATALOGUE[language]):
            yield
    finally:
        g.catalogue, g.language = before


def read_with(language: str) -> tuple[str, ...]:
    """The languages that a reader of this one reads: Serbian, Bosnian and Montenegrin go together."""
    return _MUTUAL if language in _MUTUAL else (language,)


def marked(language: str) -> str:
    """The mark (BCP 47) of a language in the page, for fonts and screen readers."""
    return _MARKED.get(language, language)


def install(app: Flask) -> None:
    """Give `app` its languages and its templates `_`, `ngettext`, `language`, `languages`, `day` and `moment`."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    Babel(app, locale_selector=lambda: _CATALOGUE[chosen()])
    cast(Any, app.jinja_env).install_gettext_callables(
        lambda one: _catalogue().ugettext(one),
        lambda one, many, number: _catalogue().ungettext(one, many, number),
        newstyle=True,
    )
    app.context_processor(lambda: {"language": current(), "languages": LANGUAGES})
    app.jinja_env.globals["marked"] = marked
    app.jinja_env.filters |= {"day": format_date, "moment": lambda at: format_moment(at) if at else ""}


def _catalogue() -> Any:
    """The sentences of this request's language, looked up once: a page asks for a hundred."""
    if not has_app_context():
        return get_translations()
    found = g.get("catalogue")
    if found is None:
        found = g.catalogue = get_translations()
    return found
