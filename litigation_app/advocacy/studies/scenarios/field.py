"""What is a field of a scenario's form, and a part of it with its rows?

A key is dotted; `*` stands for each row of a list or each name of a table. `kind`: share (typed in per cent), money, number,
whole, year (of the calendar), yes, line, shares, counts, heads, what can be chosen (`CHOSEN`; of a series, all in sight), or one
of `tables.COLUMNS`: rows of a table.
"""

from dataclasses import dataclass, replace
from typing import Any

from litigation_app.core.language import _l
from litigation_app.statistics.fund.scenario import Tree

CHOSEN = ("choice", "series")


@dataclass(frozen=True)
class Field:
    """`is_range`: one number or lowest, most likely and highest. `has_origin`: badge and source are asked for beside it."""

    key: str
    label: Any
    kind: str
    hint: Any = ""
    is_range: bool = False
    has_origin: bool = True
    choices: tuple[tuple[str, Any], ...] = ()

    @property
    def name(self) -> str:
        """Of its control."""
        return self.key.replace(".", "-")

    def offering(self, choices: tuple[tuple[str, Any], ...]) -> "Field":
        """The same with what can be chosen here and now."""
        return replace(self, choices=choices)

    def at(self, place: str) -> "Field":
        """The same of one row."""
        return replace(self, key=self.key.replace("*", place))


@dataclass(frozen=True)
class Section:
    """A part of the form; `rows`: the list (or table) of which each row has the fields with a `*`."""

    code: str
    title: Any
    fields: tuple[Field, ...]
    rows: str = ""
    row: Any = ""
    is_list: bool = True

    def single(self) -> list[Field]:
        """What is there once."""
        return [one for one in self.fields if "*" not in one.key]

    def repeated(self) -> list[Field]:
        """What each row has."""
        return [one for one in self.fields if "*" in one.key]

    def places(self, tree: Tree) -> list[str]:
        """The rows that there are."""
        found: Any = tree
        for part in self.rows.split(".") if self.rows else ():
            found = found.get(part, {}) if isinstance(found, dict) else {}
        if not self.rows or not found:
            return []
        return [str(i) for i in range(len(found))] if isinstance(found, list) else sorted(map(str, found))

    def all_of(self, tree: Tree) -> list[Field]:
        """Every field with its key, rows by rows."""
        return [*self.single(), *(one.at(place) for place in self.places(tree) for one in self.repeated())]


def ranged(key: str, label: Any, kind: str, hint: Any = "") -> Field:
    return Field(key, label, kind, hint, is_range=True)


def plain(key: str, label: Any, kind: str, hint: Any = "", choices: tuple[tuple[str, Any], ...] = ()) -> Field:
    return Field(key, label, kind, hint, has_origin=False, choices=choices)


def by_year(key: str, label: Any) -> Field:
    return Field(key, label, "shares", _l("By years from the start, separated by semicolons."))
