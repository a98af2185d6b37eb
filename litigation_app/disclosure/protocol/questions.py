"""Is a `disclosure-question/1` well formed, and what does it hold?"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from litigation_app.disclosure import policy
from litigation_app.disclosure.model import Cell, Kind, Number, Policy, Relation, System
from litigation_app.disclosure.protocol.typed import (
    QuestionRefused,
    a_list,
    a_number,
    a_whole_number,
    a_word,
    an_amount,
    an_object,
    counts,
    few,
)

RELATIONS_MAX = 60_000  # as CELLS_MAX
RULE_MAX = 10**5  # no threshold and no percentage is larger


class Asked:
    """A question read strictly: every method raises QuestionRefused with the key at fault."""

    def __init__(self, question: Mapping[str, Any]) -> None:
        if not isinstance(question, Mapping):
            raise QuestionRefused("question", "must be an object")
        self.question = question

    def text(self, key: str) -> str:
        """A required word."""
        return a_word(self._need(key), key)

    def cells(self, kind: Kind = Kind.COUNT) -> list[Cell]:
        """The cells in the order given. A count stands for as many people; a sum without `contributors` for none."""
        listed = few(a_list(self._need("cells"), "cells"), "cells")
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
        listed = a_list(self._need("relations"), "relations")
        if len(listed) > RELATIONS_MAX:
            raise QuestionRefused("relations", f"more than {RELATIONS_MAX}: use fewer variables, or broader groups")
        for i, entry in enumerate(listed):
            path = f"relations.{i}"
            item = an_object(entry, path)
            parts = a_list(item.get("parts"), f"{path}.parts")
            names = tuple(a_word(part, f"{path}.parts") for part in parts)
            if not names:
                raise QuestionRefused(f"{path}.parts", "a total needs parts")
            total = a_word(item.get("total"), f"{path}.total")
            if len({total, *names}) != len(names) + 1:
                raise QuestionRefused(f"{path}.parts", "each part once, and not the total itself")
            found.append(Relation(total, names, harmless=True))
        return found

    def system(self, kind: Kind = Kind.COUNT) -> System:
        """Cells and relations as one system that adds up."""
        return self.linked(self.cells(kind), self.relations())

    def has_contributors(self) -> None:
        """Of some sum it is said how many stand behind it (the others are taken as many), of none that nobody does
        though it is not 0. Raises QuestionRefused.
        """
        said = {i: entry for i, entry in enumerate(self._need("cells")) if "contributors" in entry}
        if not said:
            raise QuestionRefused("cells.0.contributors", "how many stand behind a sum? No cell says it")
        for i, entry in said.items():
            if entry["value"] and not entry["contributors"]:
                raise QuestionRefused(f"cells.{i}.contributors", "nobody stands behind a sum that is not 0")

    def kind(self) -> Kind:
        """Money where some cell holds a fraction or says its contributors, people otherwise: where no rule says it."""
        listed = a_list(self._need("cells"), "cells")
        entries = [entry for entry in listed if isinstance(entry, Mapping)]
        values = [entry.get("value") for entry in entries]
        is_broken = any(isinstance(v, float) and math.isfinite(v) and v % 1 for v in values)
        return Kind.SUM if is_broken or any("contributors" in entry for entry in entries) else Kind.COUNT

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
        listed = [an_object(entry, f"cells.{i}") for i, entry in enumerate(a_list(self._need("cells"), "cells"))]
        return self.names(key, [a_word(entry.get("key"), f"cells.{i}.key") for i, entry in enumerate(listed)])

    def in_order(self, key: str, names: Collection[str]) -> list[str]:
        """Those of `names` that stand in a list of cells (or an object) of the question, in its order."""
        given = self._need(key)
        listed = given if isinstance(given, Mapping) else (entry["key"] for entry in given)
        return [name for name in listed if name in names]

    def add_up(self, key: str, counts: Mapping[str, int], relations: Sequence[Relation]) -> None:
        """Every total whose parts are all told is their sum."""
        for relation in relations:
            told = [counts.get(part) for part in (relation.total, *relation.parts)]
            total, *parts = (0 if number is None else number for number in told)
            if None not in told and total != sum(parts):
                raise QuestionRefused(f"{key}.{relation.total}", "is not the sum of its parts")

    def names(self, key: str, known: Collection[str]) -> frozenset[str]:
        """A list of names that are all known; none when the key is missing."""
        found = frozenset(a_word(name, key) for name in a_list(self.question.get(key, []), key))
        unknown = found - set(known)
        if unknown:
            raise QuestionRefused(key, f"no such cell: {min(unknown)}")
        return found

    def rule(self, key: str, default: Any = None) -> Any:
        """One constant of the rule."""
        rule = an_object(self._need("rule"), "rule")
        if key not in rule and default is None:
            raise QuestionRefused(f"rule.{key}", "is missing")
        value = rule.get(key, default)
        if key == "kind":
            if value not in ("frequency", "magnitude"):
                raise QuestionRefused("rule.kind", "frequency or magnitude")
        elif key == "insiders":
            if not isinstance(value, bool):
                raise QuestionRefused("rule.insiders", "true or false")
        elif key not in ("nk", "one_k") and not 0 <= a_number(value, f"rule.{key}") <= RULE_MAX:
            raise QuestionRefused(f"rule.{key}", f"must not be negative, nor above {RULE_MAX}")
        return value

    def frequency(self) -> Policy:
        """The rules with the question's own k: the only rule for counts that a question can name."""
        if self.rule("kind") != "frequency":
            raise QuestionRefused("rule.kind", "counts are asked with frequency")
        if self.rule("insiders", default=False):
            raise QuestionRefused("rule.insiders", "insiders are asked of sums, with magnitude")
        return replace(policy.public(), k=self.whole_rule("k"), cases_k=1)

    def whole_rule(self, key: str) -> int:
        """A constant that is a whole number of at least 1."""
        return a_whole_number(self.rule(key), f"rule.{key}", least=1)

    def pair_rule(self, key: str) -> tuple[int, Decimal]:
        """A constant such as [2, 85]: so many contributors, a share in per cent."""
        path = f"rule.{key}"
        pair = a_list(self.rule(key), path)
        if len(pair) != 2:
            raise QuestionRefused(path, "two numbers: how many contributors, which share in per cent")
        share = a_number(pair[1], path)
        if not 0 <= share <= RULE_MAX:
            raise QuestionRefused(path, "a share must not be negative")
        return a_whole_number(pair[0], path, least=1), share

    def contributions(self) -> dict[str, list[Decimal]]:
        """The single amounts behind each cell."""
        given = an_object(self._need("contributions"), "contributions")
        for name in an_object(self.question.get("holding", {}), "holding"):
            if name not in given:
                raise QuestionRefused(f"holding.{name}", "no such cell in contributions")
        return {
            name: [an_amount(a, f"contributions.{name}") for a in a_list(amounts, f"contributions.{name}")]
            for name, amounts in few(given, "contributions").items()
        }

    def holding(self, name: str, size: int) -> list[list[int]]:
        """Which of a cell's amounts belong to one holder, as lists of indices; groups that share an amount are one."""
        given = an_object(self.question.get("holding", {}), "holding")
        path = f"holding.{name}"
        found: list[set[int]] = []
        for group in a_list(given.get(name, []), path):
            held = {a_whole_number(i, path) for i in a_list(group, path)}
            if any(i >= size for i in held):
                raise QuestionRefused(path, "only indices of amounts that are there")
            apart = [other for other in found if not other & held]
            found = [*apart, held.union(*(other for other in found if other & held))]
        return [sorted(group) for group in found if group]

    def table(self) -> dict[str, dict[str, int]]:
        """Groups and how many of each are in which category."""
        given = few(an_object(self._need("table"), "table"), "table")
        found = {group: counts(row, f"table.{group}") for group, row in given.items()}
        for group, row in found.items():
            if not row:
                raise QuestionRefused(f"table.{group}", "a group needs categories")
        return found

    def counts(self, key: str) -> dict[str, int]:
        """Counts by name, given as an object or as a list of cells; a cell whose value is null is left out."""
        given = self._need(key)
        if isinstance(given, Mapping):
            return counts(few(given, key), key)
        known: dict[str, Any] = {}
        for i, entry in enumerate(few(a_list(given, key), key)):
            item = an_object(entry, f"{key}.{i}")
            name = a_word(item.get("key"), f"{key}.{i}.key")
            if name in known:
                raise QuestionRefused(f"{key}.{i}.key", "stands there twice")
            if "value" not in item:
                raise QuestionRefused(f"{key}.{i}.value", "is missing")
            known[name] = item["value"]
        return counts({name: value for name, value in known.items() if value is not None}, key)

    def releases(self, atoms: Collection[str]) -> dict[str, list[list[str]]]:
        """Publications in order, each with its groups of atoms."""
        found = {}
        for name, groups in an_object(self._need("releases"), "releases").items():
            path = f"releases.{name}"
            found[name] = [[a_word(a, path) for a in a_list(g, path)] for g in a_list(groups, path)]
            if {a for group in found[name] for a in group} - set(atoms):
                raise QuestionRefused(path, "names an atom that is not there")
            if any(not group or len(set(group)) < len(group) for group in found[name]):
                raise QuestionRefused(path, "a group needs atoms, each once")
        return found

    def _need(self, key: str) -> Any:
        if key not in self.question:
            raise QuestionRefused(key, "is missing")
        return self.question[key]


def _cell(entry: Any, path: str, kind: Kind) -> Cell:
    item = an_object(entry, path)
    key = a_word(item.get("key"), f"{path}.key")
    read = a_whole_number if kind is Kind.COUNT else an_amount
    value: Number = read(item.get("value"), f"{path}.value")
    people = a_whole_number(item.get("contributors", 0), f"{path}.contributors")
    if kind is Kind.COUNT:
        people = int(value)
    return Cell(key, value, people, people, people, kind)
