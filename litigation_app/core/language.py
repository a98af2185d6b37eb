"""In which words does the desk speak? The one file that knows Flask-Babel."""

from typing import Any, cast

from flask import Flask, g, request
from flask_babel import Babel, get_locale, get_translations, gettext, lazy_gettext, ngettext

LANGUAGES = {"en": "English", "sr-Latn": "Srpski (latinica)", "sr-Cyrl": "Српски (ћирилица)"}
COOKIE = "desk_language"
_CATALOGUE = {"en": "en", "sr-Latn": "sr_Latn", "sr-Cyrl": "sr_Cyrl"}  # L4: folder names that Babel finds


def _(message: str, **values: object) -> str:
    """The sentence in the reader's language, with `%(name)s` filled in."""
    return cast(str, gettext(message, **values))


def _l(message: str, **values: object) -> Any:
    """The same, found only when it is shown (labels of forms, tables of words)."""
    return lazy_gettext(message, **values)


def _n(one: str, many: str, number: int, **values: object) -> str:
    """The sentence for this number, `%(num)s` being the number."""
    return cast(str, ngettext(one, many, number, **values))


def chosen() -> str:
    """The language of this request: the reader's choice, else what her browser asks for, else English."""
    wish = request.cookies.get(COOKIE, "")
    if wish in LANGUAGES:
        return wish
    best = request.accept_languages.best_match(["en", "sr-Latn", "sr-Cyrl", "sr", "bs", "hr", "me"], default="en")
    return best if best in LANGUAGES else "sr-Latn"


def current() -> str:
    """The language code in force: "en", "sr-Latn" or "sr-Cyrl"."""
    locale = get_locale()
    if locale is None or locale.language == "en":
        return "en"
    return f"{locale.language}-{locale.script or 'Cyrl'}"


def install(app: Flask) -> None:
    """Give `app` its languages and its templates `_`, `ngettext`, `language` and `languages`."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    Babel(app, locale_selector=lambda: _CATALOGUE[chosen()])
    cast(Any, app.jinja_env).install_gettext_callables(
        lambda one: _catalogue().ugettext(one),
        lambda one, many, number: _catalogue().ungettext(one, many, number),
        newstyle=True,
    )
    app.context_processor(lambda: {"language": current(), "languages": LANGUAGES})


def _catalogue() -> Any:
    """The sentences of this request's language, looked up once: a page asks for a hundred."""
    if "catalogue" not in g:
        g.catalogue = get_translations()
    return g.catalogue
