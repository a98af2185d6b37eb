"""Which judgments do cases of human trafficking rest on? Read from precedents.toml; raises ValueError if it contradicts itself."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from litigation_app.law.words import Table, Word, word_of

_FILE = Path(__file__).with_name("precedents.toml")
STRASBOURG = "ECHR"
CONFIDENCE = frozenset({"high", "medium", "memory"})


@dataclass(frozen=True)
class Judgment:
    """One judgment. `country`: of the court, STRASBOURG for the European Court; `on` None: only the year is known.

    `confidence` "memory": it was written down from memory; "medium": it was read in a copy or a text about it. Both must be checked
    before they are cited.
    """

    id: str
    name: str
    number: str
    year: int
    on: date | None
    country: str
    articles: tuple[str, ...]
    topics: tuple[str, ...]
    about: Word
    confidence: str
    source: str


@dataclass(frozen=True)
class Judgments:
    """Everything that precedents.toml says."""

    version: str
    articles: tuple[str, ...]
    topics: Table
    every: Mapping[str, Judgment]


@cache
def load() -> Judgments:
    """The judgments of the file; raises ValueError if one names an article or a topic that is not listed."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    topics = {code: word_of(row) for code, row in table["topic"].items()}
    every = {row["id"]: _judgment(row) for row in table["case"]}
    found = Judgments(table["version"], tuple(table["articles"]), topics, every)
    for one in every.values():
        _check(one, found)
    if len(every) != len(table["case"]):
        raise ValueError(f"{_FILE.name}: an id stands twice")
    return found


def _judgment(row: Mapping[str, Any]) -> Judgment:
    return Judgment(
        id=row["id"],
        name=row["name"],
        number=row["number"],
        year=row["year"],
        on=row.get("date"),
        country=row.get("country", STRASBOURG),
        articles=tuple(row["articles"]),
        topics=tuple(row["topics"]),
        about=word_of(row["about"]),
        confidence=row["confidence"],
        source=row["source"],
    )


def _check(one: Judgment, found: Judgments) -> None:
    is_sound = (
        set(one.articles) <= set(found.articles)
        and set(one.topics) <= set(found.topics)
        and one.confidence in CONFIDENCE
        and (one.on is None or one.on.year == one.year)
    )
    if not is_sound:
        raise ValueError(f"{_FILE.name}: {one.id}")
