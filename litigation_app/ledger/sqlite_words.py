"""What does SQLite's own list of a database say, whatever the order and spacing in which it was once said? Pure."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any

_SPACE = r"[ \t\n\f\r]"  # to SQLite; all else is part of a word, or is one
_WORD = re.compile(
    rf"""'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^]]*\]|\w+|(?!{_SPACE}).""", re.ASCII | re.DOTALL
)
_TABLE = ["create", "table"]
_STATISTICS = {
    "sqlite_stat1": "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
    "sqlite_stat4": "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
}


def described(rows: Iterable[Any], tables: Collection[str] = ()) -> set[tuple[str, Any]]:
    """Each object's kind and name, with its table and its words. `rows`: type, name, tbl_name and sql, as bytes.

    `tables`: names that SQLite puts in quotes when it renames one, which says nothing.
    """
    found = set()
    for row in rows:
        kind, name, of, said = (None if one is None else one.decode(errors="replace") for one in row)
        found.add((f"{kind} {name}", (of, _said(_WORD.findall(said or ""), tables))))
    return found


def _said(words: list[str], tables: Collection[str]) -> Any:
    plain = [_plain(word, tables) for word in words]
    if plain[:2] != _TABLE or "(" not in plain:
        return tuple(plain)
    opened = plain.index("(")
    return tuple(plain[:opened]), *_parts(plain[opened + 1 :])


def _plain(word: str, tables: Collection[str]) -> str:
    if word[0] == "'":
        return word
    return word[1:-1] if word[0] == '"' and word[1:-1] in tables else word.lower()


def _parts(words: Sequence[str]) -> tuple[Any, ...]:
    """What stands between the commas, sorted, since columns and keys were added in any order; and what follows the list's end."""
    parts: list[tuple[str, ...]] = []
    part: list[str] = []
    depth = 0
    for place, word in enumerate(words):
        depth += (word == "(") - (word == ")")
        if depth < 0:
            return tuple(sorted([*parts, tuple(part)])), tuple(words[place + 1 :])
        if depth == 0 and word == ",":
            parts.append(tuple(part))
            part = []
        else:
            part.append(word)
    return tuple(words), None


# What SQLite itself makes when it is told to count.
OWN = described((b"table", name.encode(), name.encode(), said.encode()) for name, said in _STATISTICS.items())
