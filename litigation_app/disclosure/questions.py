"""Is a `disclosure-question/1` well formed, and what does it hold?"""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from litigation_app.disclosure.model import Cell, Kind, Number, Relation, System

# Larger tables take more than a quarter of an hour; no organisation's caseload needs one.
CELLS_MAX = 10_000


class QuestionRefused(ValueError):
    """The question cannot be answered: `key` is what is wrong in it, `sentence` says why."""

    def __init__(self, key: str, sentence: str) -> None:
        super().__init__(f"{key}: {sentence}")
        self.key, self.sentence = key, sentence


class Asked:
    """A question read strictly: every method raises QuestionRefused with the key at fault."""

    def __init__(self, question: Mapping[str, Any]) -> None:
        if not isinstance(question, Mapping):
            raise QuestionRefused("question", "must be an object")
        self.question = question

    def text(self, key: str) -> str:
        """A required word."""
        return _text(self._need(key), key)

    def cells(self, kind: Kind = Kind.COUNT) -> list[Cell]:
        """The cells in the order given. Without `contributors` a count stands for as many people."""
        listed = _list(self._need("cells"), "cells")
        if len(listed) > CELLS_MAX:
            raise QuestionRefused("cells", f"more than {CELLS_MAX} cells: use fewer variables, or broader groups")
        found = [_cell(entry, f"cells.{i}", kind) for i, entry in enumerate(listed)]
        seen: set[str] = set()
        for i, cell in enumerate(found):
            if cell.key in seen:
                raise QuestionRefused(f"cells.{i}.key", "stands there twice")
            seen.add(cell.key)
        return found

    def relations(self) -> list[Relation]:
        """Totals and their parts. A question says nothing of harmless groups, so only its own rule is applied."""
        found = []
        for i, entry in enumerate(_list(self._need("relations"), "relations")):
            path = f"relations.{i}"
            item = _object(entry, path)
            parts = _list(item.get("parts"), f"{path}.parts")
            names = tuple(_text(part, f"{path}.parts") for part in parts)
            if not names:
                raise QuestionRefused(f"{path}.parts", "a total needs parts")
            total = _text(item.get("total"), f"{path}.total")
            if len({total, *names}) != len(names) + 1:
                raise QuestionRefused(f"{path}.parts", "each part once, and not the total itself")
            found.append(Relation(total, names, harmless=True))
        return found

    def system(self, kind: Kind = Kind.COUNT) -> System:
        """Cells and relations as one system that adds up."""
        return self.linked(self.cells(kind), self.relations())

    def linked(self, cells: Sequence[Cell], relations: Sequence[Relation]) -> System:
        """These cells and relations as one system that adds up."""
        try:
            return System(tuple(cells), tuple(relations))
        except ValueError as stop:
            raise QuestionRefused("relations", str(stop)) from stop

    def keys(self, key: str, default: Collection[str] | None = None) -> frozenset[str]:
        """A list of cell keys that all exist."""
        if default is None:
            self._need(key)
        return self.names(key, [cell.key for cell in self.cells()])

    def names(self, key: str, known: Collection[str]) -> frozenset[str]:
        """A list of names that are all known; none when the key is missing."""
        found = frozenset(_text(name, key) for name in _list(self.question.get(key, []), key))
        unknown = found - set(known)
        if unknown:
            raise QuestionRefused(key, f"no such cell: {min(unknown)}")
        return found

    def rule(self, key: str, default: Any = None) -> Any:
        """One constant of the rule."""
        rule = _object(self._need("rule"), "rule")
        if key not in rule and default is None:
            raise QuestionRefused(f"rule.{key}", "is missing")
        value = rule.get(key, default)
        if key == "kind":
            if value not in ("frequency", "magnitude"):
                raise QuestionRefused("rule.kind", "frequency or magnitude")
        elif key == "insiders":
            if not isinstance(value, bool):
                raise QuestionRefused("rule.insiders", "true or false")
        elif key not in ("nk", "one_k") and _number(value, f"rule.{key}") < 0:
            raise QuestionRefused(f"rule.{key}", "must not be negative")
        return value

    def whole_rule(self, key: str) -> int:
        """A constant that is a whole number of at least 1."""
        return _whole(self.rule(key), f"rule.{key}", least=1)

    def pair_rule(self, key: str) -> tuple[float, float]:
        """A constant such as [2, 85]."""
        pair = _list(self.rule(key), f"rule.{key}")
        if len(pair) != 2:
            raise QuestionRefused(f"rule.{key}", "two numbers: how many contributors, which share in per cent")
        return float(_number(pair[0], f"rule.{key}")), float(_number(pair[1], f"rule.{key}"))

    def contributions(self) -> dict[str, list[Decimal]]:
        """The single amounts behind each cell."""
        given = _object(self._need("contributions"), "contributions")
        return {
            name: [Decimal(_number(a, f"contributions.{name}")) for a in _list(amounts, f"contributions.{name}")]
            for name, amounts in given.items()
        }

    def holding(self, name: str, size: int) -> list[list[int]]:
        """Which of a cell's amounts belong to one holder, as lists of indices; groups that share an amount are one."""
        given = _object(self.question.get("holding", {}), "holding")
        path = f"holding.{name}"
        found: list[set[int]] = []
        for group in _list(given.get(name, []), path):
            held = {_whole(i, path) for i in _list(group, path)}
            if any(i >= size for i in held):
                raise QuestionRefused(path, "only indices of amounts that are there")
            apart = [other for other in found if not other & held]
            found = [*apart, held.union(*(other for other in found if other & held))]
        return [sorted(group) for group in found if group]

    def table(self) -> dict[str, dict[str, int]]:
        """Groups and how many of each are in which category."""
        given = _object(self._need("table"), "table")
        found = {group: _counts(row, f"table.{group}") for group, row in given.items()}
        for group, row in found.items():
            if not row:
                raise QuestionRefused(f"table.{group}", "a group needs categories")
        return found

    def counts(self, key: str) -> dict[str, int]:
        """Counts by name, given as an object or as a list of cells; a cell whose value is null is left out."""
        given = self._need(key)
        if isinstance(given, Mapping):
            return _counts(given, key)
        entries = [_object(entry, f"{key}.{i}") for i, entry in enumerate(_list(given, key))]
        known = {_text(e.get("key"), f"{key}.key"): e.get("value") for e in entries}
        return {name: _whole(value, f"{key}.{name}") for name, value in known.items() if value is not None}

    def releases(self, atoms: Collection[str]) -> dict[str, list[list[str]]]:
        """Publications in order, each with its groups of atoms."""
        found = {}
        for name, groups in _object(self._need("releases"), "releases").items():
            path = f"releases.{name}"
            found[name] = [[_text(a, path) for a in _list(g, path)] for g in _list(groups, path)]
            if {a for group in found[name] for a in group} - set(atoms):
                raise QuestionRefused(path, "names an atom that is not there")
        return found

    def _need(self, key: str) -> Any:
        if key not in self.question:
            raise QuestionRefused(key, "is missing")
        return self.question[key]


def _cell(entry: Any, path: str, kind: Kind) -> Cell:
    item = _object(entry, path)
    key = _text(item.get("key"), f"{path}.key")
    if kind is Kind.COUNT:
        value: Number = _whole(item.get("value"), f"{path}.value")
        people = value
    else:
        value = Decimal(_number(item.get("value"), f"{path}.value"))
        people = item.get("contributors", 0)
    people = _whole(people, f"{path}.contributors")
    if value < 0:
        raise QuestionRefused(f"{path}.value", "must not be negative")
    return Cell(key, value, people, people, people, kind)


def _counts(given: Any, path: str) -> dict[str, int]:
    return {name: _whole(value, f"{path}.{name}") for name, value in _object(given, path).items()}


def _object(value: Any, path: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise QuestionRefused(path, "must be an object")
    return value


def _list(value: Any, path: str) -> Sequence[Any]:
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Collection):
        raise QuestionRefused(path, "must be a list")
    return list(value)


def _text(value: Any, path: str) -> str:
    if not isinstance(value, str) or not value or "\x00" in value:
        raise QuestionRefused(path, "must be a word")
    return value


def _number(value: Any, path: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or not Decimal(str(value)).is_finite():
        raise QuestionRefused(path, "must be a number")
    return Decimal(str(value))


def _whole(value: Any, path: str, least: int = 0) -> int:
    number = _number(value, path)
    if number != int(number) or number < least:
        raise QuestionRefused(path, f"must be a whole number of at least {least}")
    return int(number)
