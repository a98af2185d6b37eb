"""With which words does the screen say a code of the law's files (an event, a trigger day, an actor, a side)?"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from litigation_app.law.ijekavian import bosnian, montenegrin
from litigation_app.law.macedonian import macedonian
from litigation_app.law.script import to_cyrillic

_FILE = Path(__file__).parent / "events.toml"


class WordMissing(KeyError):
    """A code has no words yet: the file of words must be completed."""


@dataclass(frozen=True)
class Word:
    """The words for one code. `alone`: they say everything, so that the stage's name need not stand before them. `bs`, `cnr`:
    "" where they are made from the Serbian when somebody reads them, for that takes longer than all the rest of a row.
    """

    en: str
    sr_latn: str
    sr_cyrl: str
    mk: str
    bs: str
    cnr: str
    alone: bool = False

    def read_in(self, language: str) -> str:
        """Return the words in a language of the screens; any other gets Serbian in Latin letters."""
        match language:
            case "bs":
                return self.bs or bosnian(self.sr_latn)
            case "cnr":
                return self.cnr or montenegrin(self.sr_latn)
            case _:
                return {"en": self.en, "sr-Cyrl": self.sr_cyrl, "mk": self.mk}.get(language, self.sr_latn)


Table = Mapping[str, Word]


def say(kind: str, code: str, language: str) -> str:
    """Return the words for a code. Kinds are the tables of events.toml: event, runs_from, actor, side, deadline_kind...

    Raises WordMissing for a kind or a code without words.
    """
    return word(kind, code).read_in(language)


def word(kind: str, code: str) -> Word:
    """Return the words for a code in all languages; raises WordMissing."""
    try:
        return _tables()[kind][code]
    except KeyError as unknown:
        raise WordMissing(f"{kind}.{code}") from unknown


def event_word(family: str, event: str, country: str = "") -> Word:
    """Return the words for a step; a family may have its own ("echr.referred" beside "referred"), and a country's law."""
    return _own("event", family, event, country) or word("event", event)


def due_word(family: str, event: str, country: str = "") -> Word | None:
    """What is to be done within the period that this step keeps; None: the step's own words must do."""
    return _own("due", family, event, country)


def _own(kind: str, family: str, event: str, country: str) -> Word | None:
    tables = (_tables_of(country).get(kind, {}), _tables()[kind])
    found = (table.get(code) for code in (f"{family}.{event}", event) for table in tables)
    return next(filter(None, found), None)


def read_tables(path: Path) -> Mapping[str, Table]:
    """Read a file of words: a table a kind, a row a code."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return {kind: {code: word_of(row) for code, row in table.items()} for kind, table in content.items()}


@cache
def tables_beside(module: str, name: str) -> Mapping[str, Table]:
    """The same of a file that lies beside the module whose `__file__` is given; read once."""
    return read_tables(Path(module).with_name(name))


def spoken(table: Table, code: str, language: str) -> str:
    """The words for a code of a table; the code itself where a later file lost it."""
    found = table.get(code)
    return found.read_in(language) if found else code


def choices(table: Table, language: str) -> list[tuple[str, str]]:
    """(code, words) of a table, in the order of its file."""
    return [(code, found.read_in(language)) for code, found in table.items()]


def word_of(row: Mapping[str, Any]) -> Word:
    """The words of a row: `en` and `sr` (Latin letters); the others are made from `sr` unless the row has its own."""
    serbian = row["sr"]
    return Word(
        en=row["en"],
        sr_latn=serbian,
        sr_cyrl=row.get("sr_cyrl") or to_cyrillic(serbian),
        mk=row.get("mk") or macedonian(serbian),
        bs=row.get("bs", ""),
        cnr=row.get("cnr", ""),
        alone=row.get("alone", False),
    )


def everywhere(text: str) -> Word:
    """The same words for every reader."""
    return Word(en=text, sr_latn=text, sr_cyrl=text, mk=text, bs=text, cnr=text)


def joined(first: Word, then: Word) -> Word:
    """ "Appeal: filed", in every language."""

    def both(language: str) -> str:
        return f"{first.read_in(language)}: {then.read_in(language)}"

    return Word(both("en"), both("sr-Latn"), both("sr-Cyrl"), both("mk"), both("bs"), both("cnr"))


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Table]:
    return read_tables(_FILE)


@lru_cache(maxsize=8)
def _tables_of(country: str) -> Mapping[str, Table]:
    """The rows that have words of their own where the law is this country's."""
    content = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        kind: {
            code: word_of({**row, **row["law"][country]})
            for code, row in table.items()
            if country in row.get("law", {})
        }
        for kind, table in content.items()
    }
