"""What does a paper that is written from the file say? Draft and facts in, lines out. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import NamedTuple, NoReturn

from litigation_app.core.toml_files import read_toml
from litigation_app.law.script import CYRILLIC, LATIN, to_cyrillic
from litigation_app.law.words import Word, word_of

BLANK = "________"
_CLAIM, _REASONS, _DECIDED = "{claim}", "{reasons}", "{decided}"  # alone on their line
_PLACE = re.compile(r"\{(\w+)\}")
_OF_HER = ("client", "born", "address", "guardian", "capacity", "ward", "representation")
_OF_THE_CASE = ("lawyer", "office", "court", "file_number", "accused", "day")
_OF_A_CLAIM = ("total", "owing", "besides", "interest_from", "judged_on", "awarded")
NAMES = frozenset({*_OF_HER, *_OF_THE_CASE, *_OF_A_CLAIM})
_ALONE = frozenset({"claim", "reasons", "decided"})
AD_LITEM = "ad_litem"
_BEHIND_A_NAME = re.compile(r"[,;:(\n\d]")


class Look(StrEnum):
    """How a line looks."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    ROW = "row"
    MARK = "mark"


class Line(NamedTuple):
    """A line of the paper: one cell of text, or the cells of a row."""

    look: Look
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """What the file says, by the names of the templates ("": not known); the rows of a claim: kind, legal basis, amount.

    `below`: what follows the rows, `reasons`: why, and by which evidence, both in the language of the paper. `decided`: the outcome
    that is appealed against, `interest`: from when interest is asked, `owing`: how the sum is owed, codes. `is_represented`: somebody
    gives the power for her; `said["capacity"]`: as what, a code. `is_minor`: it is known that she is; `may_be_minor`: nothing that
    stands open says so or not.
    """

    said: Mapping[str, str] = field(repr=False)
    rows: Sequence[tuple[str, str, str]] = field(default=(), repr=False)
    below: Sequence[str] = field(default=(), repr=False)
    reasons: Sequence[str] = field(default=(), repr=False)
    decided: str = ""
    interest: str = ""
    owing: str = ""
    is_represented: bool = False
    is_minor: bool = False
    may_be_minor: bool = False

    def __str__(self) -> NoReturn:
        raise TypeError("facts of a file are not printed")


@dataclass(frozen=True)
class Draft:
    """One kind of paper: its name on the screen, and its text by language. `of_trial`: its number is always the trial's.
    `represented`: its text where somebody speaks for her, if it is another one. `route`: the proceedings
    of the claims for which it is written. `to_prosecution`: before there is an indictment it goes to the prosecutor's office.
    """

    id: str
    words: Word
    texts: Mapping[str, str]
    of_trial: bool = False
    represented: Mapping[str, str] = field(default_factory=dict)
    route: str = ""
    to_prosecution: bool = False

    def is_in(self, language: str) -> bool:
        """Whether it is there in this language of LANGUAGES, which is that of a country."""
        return _own(language) in self.texts

    @property
    def has_claim(self) -> bool:
        return any(_CLAIM in text for text in self.texts.values())


@cache
def _table() -> Mapping[str, object]:
    return read_toml(__file__, "templates.toml")


@cache
def templates() -> Mapping[str, Draft]:
    """All templates; raises ValueError for one that names what no file has."""
    rows: Mapping[str, Mapping[str, object]] = _table()["template"]  # type: ignore[assignment]
    found = {}
    for id_, row in rows.items():
        texts: Mapping[str, str] = row["text"]  # type: ignore[assignment]
        represented: Mapping[str, str] = row.get("represented", {})  # type: ignore[assignment]
        every = (*texts.values(), *represented.values())
        strange = {name for text in every for name in _PLACE.findall(text)} - NAMES - _ALONE
        if strange:
            raise ValueError(f"templates.toml: {id_} asks for {sorted(strange)}")
        of_trial, route = bool(row.get("of_trial")), str(row.get("route", ""))
        to_prosecution = bool(row.get("to_prosecution"))
        found[id_] = Draft(id_, word_of(row), texts, of_trial, represented, route, to_prosecution)
    return found


def is_before_indictment(stage: str) -> bool:
    """Whether a trial that stands here is still with the prosecutor's office."""
    stages: Sequence[str] = _table()["before_indictment"]  # type: ignore[assignment]
    return stage in stages


def prosecution(language: str) -> str:
    """The prosecutor's office where nobody wrote down which it is, in the language of the paper."""
    words: Mapping[str, str] = _table()["prosecution"]  # type: ignore[assignment]
    return f"{_spelled(words[_own(language)], language)}: {BLANK}"


def write(template: Draft, facts: Facts, language: str) -> list[Line]:
    """The lines of the paper in this language of LANGUAGES, in which it is there; what is not known is left as a line to write on."""
    own = _own(language)
    words: list[str] = _table()["words"][own]  # type: ignore[index]
    lines = [Line(Look.MARK, (_spelled(words[-1], language),))]
    for text in _texts(template, facts, own):
        lines += _lines(text, facts, words, language)
    return lines


def _texts(template: Draft, facts: Facts, own: str) -> list[str]:
    """Its lines; both wordings, each under the words of when it holds, where nothing open says whether she is a minor."""
    hers, guardians = template.texts[own], template.represented.get(own, "")
    if not guardians or not (facts.is_represented or facts.may_be_minor):
        return hers.strip().splitlines()
    if facts.is_represented:
        return guardians.strip().splitlines()
    either: Mapping[str, Sequence[str]] = _table()["either"]  # type: ignore[assignment]
    if_adult, if_minor = either[own]
    return [if_adult, *hers.strip().splitlines(), if_minor, *guardians.strip().splitlines()]


def _lines(text: str, facts: Facts, words: Sequence[str], language: str) -> list[Line]:
    if text == _CLAIM:
        return _rows(facts, words, language)
    if text == _REASONS:
        return [Line(Look.TEXT, (one,)) for one in (*facts.reasons, BLANK)]
    return [_line(_said("decided", facts.decided, language) if text == _DECIDED else text, facts, language)]


def _speaks(facts: Facts) -> str:
    """By whom she is represented: a code of [representation]."""
    if facts.is_represented:
        return "guardian"
    return "unknown" if facts.may_be_minor else "other"


def _said(table: str, code: str, language: str) -> str:
    """The desk's own words for a code, in the language of the paper; those for any other where it has none."""
    rows: Mapping[str, Mapping[str, str]] = _table()[table]  # type: ignore[assignment]
    return rows.get(code, rows["other"])[_own(language)]


def _own(language: str) -> str:
    """Under which language its texts stand: Serbian of both scripts is one."""
    return "sr" if language in {CYRILLIC, LATIN} else language


def _line(text: str, facts: Facts, language: str) -> Line:
    look, rest = Look.TEXT, text
    if text.startswith("## "):
        look, rest = Look.HEADING, text[3:]
    elif text.startswith("# "):
        look, rest = Look.TITLE, text[2:]
    return Line(look, (_filled(rest, facts, language),))


def _filled(text: str, facts: Facts, language: str) -> str:
    parts = _PLACE.split(text)  # text, name, text, …
    filled = [
        _fact(part, facts, language) or BLANK if at % 2 else _spelled(part, language) for at, part in enumerate(parts)
    ]
    return "".join(filled)


def _fact(name: str, facts: Facts, language: str) -> str:
    """What the file says of this, and the desk's own words for a code, in the language of the paper."""
    if name == "representation":
        return _filled(_said(name, _speaks(facts), language), facts, language)
    if name in {"owing", "besides"}:
        return _filled(_said(name, facts.owing if name == "owing" else facts.interest, language), facts, language)
    said = facts.said.get(name, "")
    if name == "ward":  # of both texts that of a guardian stands under "if she is a minor"
        whose = "minor" if facts.is_minor or not facts.is_represented else "other"
        return _spelled(_said(name, whose, language), language)
    if name == "capacity":
        return _spelled(_said(name, said, language), language)
    return said


def _rows(facts: Facts, words: Sequence[str], language: str) -> list[Line]:
    heads = tuple(_spelled(word, language) for word in words[:3])
    rows = [*facts.rows] or [(BLANK, BLANK, BLANK)]
    total = (_spelled(words[3], language), "", facts.said.get("total", "") or BLANK)
    below = [Line(Look.TEXT, (one,)) for one in facts.below]
    return [*(Line(Look.ROW, row) for row in (heads, *rows, total)), *below]


class Guardian(NamedTuple):
    """Who may give a power for her: as what (a code), by which name ("": not known)."""

    capacity: str
    name: str


def guardian_of(known: Sequence[Guardian], *, is_minor: bool | None) -> Guardian | None:
    """Who speaks for her; None: she herself, or nobody knows. `is_minor` None: not known. Of an adult only who is known does.

    A guardian for these very proceedings stands before every other, whoever is named before one who is not.
    """
    order = sorted(known, key=lambda one: (one.capacity != AD_LITEM, not one.name))
    if order:
        return order[0]
    return Guardian("other", "") if is_minor else None


def name_alone(typed: str) -> str:
    """The name of what was typed as name and how to reach: a paper says no telephone."""
    return _BEHIND_A_NAME.split(typed.strip(), maxsplit=1)[0].strip()


def _spelled(text: str, language: str) -> str:
    return to_cyrillic(text) if language == CYRILLIC else text
