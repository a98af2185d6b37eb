"""What is read out of a judgment, and what is an observer asked? Read from questions.toml; raises ValueError if it contradicts itself."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from litigation_app.casework.record_forms.rules import FieldKind
from litigation_app.law.country import Jurisdiction
from litigation_app.law.words import Word, choices, word_of

_FILE = Path(__file__).with_name("questions.toml")


@dataclass(frozen=True)
class Question:
    """One question. `graded`: its answers stand in an order; `counts`: coders are compared by it; `most`: the largest number;
    `follows`: the question right below which it is asked; it counts where the answer there is `only`."""

    id: str
    kind: FieldKind
    words: Word
    listed: str = ""
    needed: bool = False
    graded: bool = False
    counts: bool = False
    most: int = 0
    follows: str = ""
    only: str = ""

    def codes(self) -> list[str]:
        """Its answers in their order; none where it has no list of its own."""
        return list(asked().lists.get(self.listed, ()))

    def options(self, law: Jurisdiction, language: str) -> list[tuple[str, str]]:
        """(code, words) of what can be answered here."""
        if self.kind is FieldKind.LAW:
            return [(one.id, f"{one.article}({one.paragraph}) {one.name(language)}") for one in law.offences]
        return choices(asked().lists[self.listed], language)


@dataclass(frozen=True)
class Part:
    """Questions under one title: of the judgment, of an accused, of an injured party, of a section of a sheet."""

    id: str
    title: Word
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Slot:
    """A question as it is asked once: "a2_sex" is the sex of the second accused. `number` 0: of the judgment as a whole."""

    name: str
    question: Question
    part: Part
    number: int = 0

    def title(self, language: str) -> str:
        """Of whom it is asked: "Accused 2", or the judgment's own part."""
        name = self.part.title.read_in(language)
        return f"{name} {self.number}" if self.number else name


@dataclass(frozen=True)
class Asked:
    """Everything that questions.toml says."""

    lists: Mapping[str, Mapping[str, Word]]
    judgment: Part
    accused: Part
    injured: Part
    sections: Mapping[str, Part]


def slots(accused: int, injured: int) -> Iterator[Slot]:
    """Every question about a judgment with so many accused and injured parties, in the order of the form."""
    known = asked()
    yield from (Slot(one.id, one, known.judgment) for one in known.judgment.questions)
    for part, letter, count in ((known.accused, "a", accused), (known.injured, "i", injured)):
        for number in range(1, count + 1):
            yield from (Slot(f"{letter}{number}_{one.id}", one, part, number) for one in part.questions)


def question_of(name: str) -> Question | None:
    """The question of "accused.sex"; None: it is asked no more."""
    part, _dot, id_ = name.partition(".")
    known = {one.id: one for one in (asked().judgment, asked().accused, asked().injured)}
    return next((one for one in known[part].questions if one.id == id_), None) if part in known else None


@cache
def asked() -> Asked:
    """The questions of questions.toml; raises ValueError if one names a list that is not there."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    lists = {id_: {code: word_of(row) for code, row in codes.items()} for id_, codes in table["list"].items()}
    judgment, accused, injured = (_part(id_, table[id_]) for id_ in ("judgment", "accused", "injured"))
    sections = [_part(row["id"], row) for row in table["section"]]
    for one in (question for part in (judgment, accused, injured, *sections) for question in part.questions):
        if one.kind in {FieldKind.CODE, FieldKind.SEVERAL} and one.listed not in lists:
            raise ValueError(f"{_FILE.name}: question {one.id}")
    return Asked(lists, judgment, accused, injured, {part.id: part for part in sections})


def _part(id_: str, row: Mapping[str, Any]) -> Part:
    return Part(id_, word_of(row["title"]), tuple(_question(one) for one in row["field"]))


def _question(row: Mapping[str, Any]) -> Question:
    rest = {name: row[name] for name in ("needed", "graded", "counts", "most", "follows", "only") if name in row}
    return Question(row["id"], FieldKind(row["kind"]), word_of(row), row.get("list", ""), **rest)
