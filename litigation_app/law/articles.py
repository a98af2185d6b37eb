"""How does a country cite an article? "ZKP 432(1), 433" of the files is "čl. 432. st. 1. i čl. 433. ZKP" in Serbia."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_suffix(".toml")
_LAW = (
    r"Zakon o [A-Za-zČĆĐŠŽčćđšž ]+?(?: \([A-Z]+\))?"
    r"|Закон за [А-Яа-яЃѓЅѕЈјЉљЊњЌќЏџ ]+?(?: \([A-Z]+\))?"
    r"|(?<![\w.] )\b[A-ZČĆĐŠŽ]{2,6}(?: (?:BiH|FBiH|RS|BD|CG))?"
)
_ARTICLE = r"\d+[a-z]?(?:\(\d+\))?(?![\d/])"
_CITED = re.compile(rf"({_LAW}) ({_ARTICLE}(?:(?:, |-){_ARTICLE})*)(?![\w/])")
_MOST = 4096  # legal bases: more than the four countries have
_ONE = re.compile(r"(\d+)([a-z]?)(?:\((\d+)\))?$")


@dataclass(frozen=True)
class _Style:
    dot: bool
    of: str


@lru_cache(maxsize=_MOST)
def as_cited(basis: str, country: str) -> str:
    """The legal basis with its articles as this country cites them, in Latin letters; what is no article stays."""
    style = _styles().get(country)
    if style is None:
        return basis
    return _CITED.sub(lambda found: f"{_articles(found[2], style)} {style.of}{found[1]}", basis)


def _articles(said: str, style: _Style) -> str:
    """ "čl. 376. i 377."; where a paragraph is named, each article says that it is one."""
    found = [_span(one, style) for one in said.split(", ")]
    has_paragraphs = any("st." in one for one in found)
    first, *rest = found
    rest = [f"čl. {one}" for one in rest] if has_paragraphs else rest
    before = ", ".join([f"čl. {first}", *rest[:-1]])
    return f"{before} i {rest[-1]}" if rest else before


def _span(said: str, style: _Style) -> str:
    """One article, or from one to another."""
    return "–".join(_article(one, style) for one in said.split("-"))


def _article(said: str, style: _Style) -> str:
    number, letter, paragraph = _ONE.fullmatch(said).groups()  # type: ignore[union-attr]  # of the shape that found it
    dot = "." if style.dot else ""
    article = f"{number}{letter or dot}"
    return f"{article} st. {paragraph}{dot}" if paragraph else article


@lru_cache(maxsize=1)
def _styles() -> Mapping[str, _Style]:
    return {code: _Style(**row) for code, row in tomllib.loads(_FILE.read_text(encoding="utf-8")).items()}
