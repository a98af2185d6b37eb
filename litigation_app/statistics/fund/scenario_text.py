"""How does a scenario leave as a text that can be read again, and what does such a text say?"""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from typing import Any

from litigation_app.statistics.fund.scenario import ScenarioRefused, Tree
from litigation_app.statistics.fund.scenario_files import FOLDER, read
from litigation_app.statistics.fund.scenario_reading import merged

MOST_LETTERS = 100_000  # of a text; the longest that ships has 6,000
DEEPEST = 16  # parts of a key; the deepest that a scenario has, has four
# A key of many parts: the reader of TOML takes time and room by the square of them. Nothing here is tried twice.
_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')"""
_DEEP = re.compile(rf"""(?<![A-Za-z0-9_"'-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{DEEPEST}}}""")
_IN_ONE_LINE = {"counts", "quantiles", "histogram", "tariff", "reporting", "changes"}
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def tree_of(text: str) -> Tree:
    """The whole tree of a text; `include` names a file that ships with the program.

    Raises:
        ScenarioRefused: too long, no TOML (`why` names the line), or an include that does not ship.
    """
    if len(text) > MOST_LETTERS:
        raise ScenarioRefused("file", "is too long")
    if _DEEP.search(text):
        raise ScenarioRefused("file", f"has a key of more than {DEEPEST} parts")
    try:
        tree = tomllib.loads(text)
    except (ValueError, RecursionError) as stop:
        raise ScenarioRefused("file", f"cannot be read as TOML: {stop}") from stop
    include = tree.pop("include", None)
    if include is None:
        return tree
    if not isinstance(include, str) or include not in {path.name for path in FOLDER.glob("*.toml")}:
        raise ScenarioRefused("include", "must be the name of a file that ships with the desk")
    return merged(read(FOLDER / include), tree)


def shipped(code: str) -> Tree:
    """The whole tree of a country's scenario that ships; raises ScenarioRefused."""
    if f"{code.lower()}.toml" not in {path.name for path in FOLDER.glob("*.toml")} or code.lower() == "common":
        raise ScenarioRefused("scenario", "is not known")
    return read(FOLDER / f"{code.lower()}.toml")


def text_of(tree: Tree) -> str:
    """A tree as TOML: plain values first, then tables, each under its own heading. `tree_of` gives the same tree again.

    Raises ScenarioRefused where that would be longer than `tree_of` reads.
    """
    text = "\n".join(_table(tree, ())).strip() + "\n"
    if len(text) > MOST_LETTERS:
        raise ScenarioRefused("file", "is too long")
    return text


def _table(table: Tree, path: tuple[str, ...]) -> list[str]:
    below = {k: v for k, v in table.items() if _has_heading(k, v, path)}
    lines = [f"{_key(k)} = {_value(v)}" for k, v in table.items() if k not in below]
    for key, value in below.items():
        name = ".".join(map(_key, (*path, key)))
        if isinstance(value, list):
            for one in value:
                lines += ["", f"[[{name}]]", *_table(one, (*path, key))]
        else:
            inside = _table(value, (*path, key))
            needs_none = bool(inside) and inside[0] == ""  # tables below say their own whole names
            lines += inside if needs_none else ["", f"[{name}]", *inside]
    return lines


def _has_heading(key: str, value: Any, path: tuple[str, ...]) -> bool:
    """Tables of the top and what is repeated under headings; distributions, counts and quantiles in one line."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(one, dict) for one in value) and key not in {"tariff"}
    return isinstance(value, dict) and not {"dist", "value"} & set(value) and not _is_short(key, value, path)


def _is_short(key: str, value: Tree, path: tuple[str, ...]) -> bool:
    deep = [
        one
        for one in value.values()
        if isinstance(one, dict) or (isinstance(one, list) and one and isinstance(one[0], dict))
    ]
    return bool(path) and not deep and (key in _IN_ONE_LINE or path[0] == "origin")


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)  # also "inf" and "nan" are TOML
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        inside = ", ".join(f"{_key(str(k))} = {_value(v)}" for k, v in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    return _text(str(value))


def _text(text: str) -> str:
    return (
        '"' + "".join(_ESCAPES.get(c) or (c if c.isprintable() or c == " " else f"\\U{ord(c):08x}") for c in text) + '"'
    )
