"""How does a country cite an article, and its reader? "ZKP 432(1), 433" of the files is "čl. 432. st. 1. i čl. 433. ZKP" in Serbia."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from litigation_app.core.toml_files import read_toml
from litigation_app.law import loader
from litigation_app.law.script import to_cyrillic

_PARAGRAPH = r"(?:\((?:\d+|[a-z])\))"
_NUMBER = rf"(?:\d+(?:-?[a-zа-я](?!\w))?|[IVX]+/\d+){_PARAGRAPH}?"
_SPAN = rf"{_NUMBER}(?:-{_NUMBER}|-(?!\S))?"
_AND = r"(?:, | (?:i|и|and) |; (?=\d))"
_ARTICLES = rf"{_SPAN}(?:{_AND}(?:{_SPAN}|{_PARAGRAPH}))*(?![\w./])"
_ONE = re.compile(rf"({_NUMBER[: _NUMBER.index(_PARAGRAPH)]})({_PARAGRAPH})?$")
_MOST = 4096  # legal bases: more than the four countries have
_ENGLISH, _MACEDONIAN = "en", "MK"


@dataclass(frozen=True)
class _Style:
    article: str
    paragraph: str
    dot: bool
    joins: str
    of: str


@lru_cache(maxsize=_MOST)
def as_cited(basis: str, country: str, language: str = "") -> str:
    """The legal basis with its articles as they are cited, in Latin letters; what is no article stays."""
    style = _styles().get(_cites(country, language))
    return basis if style is None else _pattern(country).sub(lambda found: _said(found[1], found[2], style), basis)


def _cites(country: str, language: str) -> str:
    """Whose way it is: the country's where its words are the reader's too, else the reader's own."""
    home: str = _content()["home"].get(language, country)
    alike = _content()["alike"]["countries"]
    if language == _ENGLISH or (country and not (country in alike and home in alike)):
        return home
    return country


def _said(law: str, articles: str, style: _Style) -> str:
    """The articles, then the law in the case that they ask for; a Macedonian name is cited the Macedonian way."""
    named, is_english = _content()["named"], style is _styles()[_ENGLISH]
    if re.match("[А-Я]", law) and not is_english:
        style = _styles()[_MACEDONIAN]
    elif law in named["treaties"] or law in named["rules"]:
        style = replace(style, of="")
    first, space, rest = law.partition(" ")
    declined = _content()["declined_in_english" if is_english else "declined"].get(first, first)
    label = named["rules"].get(law, style.article)
    return f"{_listed(articles, label, style)} {style.of}{declined}{space}{rest}"


def _listed(said: str, label: str, style: _Style) -> str:
    """ "čl. 376. i 377."; where a paragraph is named, each article says that it is one."""
    found = _grouped(said, style)
    repeats = "(" in said or label != style.article
    named = [f"{label} {one}" if repeats or not place else one for place, one in enumerate(found)]
    return " ".join(filter(None, (", ".join(named[:-1]), style.joins if named[1:] else "", named[-1])))


def _grouped(said: str, style: _Style) -> list[str]:
    """Each article with all its paragraphs: "104(3), (5)" is one of them."""
    found: list[str] = []
    for one in re.split(_AND, said):
        if one.startswith("("):
            more = one if style.paragraph == "({})" else _ordinal(one[1:-1], style)
            found[-1] = f"{found[-1]} {style.joins} {more}"
        else:
            found.append(_span(one, style))
    return found


def _span(said: str, style: _Style) -> str:
    """One article, from one to another, or (with nothing after the dash) one and those that follow."""
    first, dash, last = said.partition("-") if re.search(r"-(?:\d|$)", said) else (said, "", "")
    if not dash:
        return _article(said, style)
    if not last:
        return f"{_article(first, style)} {style.joins} {'ff.' if style.joins == 'and' else 'sl.'}"
    return f"{_article(first, style)}–{_article(last, style)}"


def _article(said: str, style: _Style) -> str:
    number, paragraph = _ONE.fullmatch(said).groups()  # type: ignore[union-attr]  # of the shape that found it
    article = _ordinal(number, style)
    if paragraph and not paragraph[1:-1].isdecimal():
        return article + paragraph
    return article + style.paragraph.format(_ordinal(paragraph[1:-1], style)) if paragraph else article


def _ordinal(number: str, style: _Style) -> str:
    return f"{number}." if style.dot and number.isdecimal() else number


@lru_cache(maxsize=8)
def _pattern(country: str) -> re.Pattern[str]:
    """A law of this country, by a short name that its file lists or in full, and its articles."""
    own = [one.id for one in loader.load(country).laws] if country.upper() in loader.COUNTRIES else []
    short = {*own, *map(to_cyrillic, own), *_content()["named"]["treaties"]}
    longest_first = "|".join(map(re.escape, sorted(short, key=len, reverse=True)))
    full = "|".join({**_content()["declined"], **_content()["declined_in_english"]})
    law = rf"(?:{full})(?: [^\d;(),]*[^\d;(), ])??|{longest_first}"
    return re.compile(rf"(?<!\w)({law}),?(?: (?:[Aa]rt\.|čl\.|чл\.))? ({_ARTICLES})")


@lru_cache(maxsize=1)
def _styles() -> Mapping[str, _Style]:
    return {code: _Style(joins=row.pop("and"), **row) for code, row in _content()["style"].items()}


@lru_cache(maxsize=1)
def _content() -> Mapping[str, Any]:
    return read_toml(__file__, "articles.toml")
