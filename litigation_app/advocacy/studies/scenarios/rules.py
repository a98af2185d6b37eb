"""What is a scenario once a value, a source or a row of it was changed? The given tree stays as it was."""

import copy
from collections.abc import Mapping
from typing import Any

from litigation_app.statistics.fund.origins import Origin, at, origin_of, usual_badge
from litigation_app.statistics.fund.scenario import Tree

NEW = "new"  # the place of a row that is being typed, in a table
CODES = [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", *(f"Z{n}" for n in range(1000))]
LAW = "dist"  # the key by which a distribution is known


def copied(tree: Mapping[str, Any]) -> Tree:
    """A tree of one's own."""
    found: Tree = copy.deepcopy(dict(tree))
    return found


def put(tree: Tree, key: str, value: Any) -> None:
    """Set the value at a dotted key, in place; None takes it away. A row past the end of a list is added to it."""
    *path, last = key.split(".")
    table: Any = tree
    for place, part in enumerate(path):
        if isinstance(table, list):
            if int(part) >= len(table):
                table.append({})
            table = table[min(int(part), len(table) - 1)]
        else:
            is_list = (path[place + 1 :] or [last])[0].isdigit()
            if part not in table and value is None:
                return
            table = table.setdefault(part, [] if is_list else {})
    if value is None:
        table.pop(last, None)
    else:
        table[last] = value


def drop_if_empty(tree: Tree, key: str) -> None:
    """Take away the table of late reports that no value is left in, in place: one without any could not be read."""
    if key.endswith(".reporting") and at(tree, key) == {}:
        put(tree, key, None)


def put_origin(tree: Tree, key: str, said: Origin) -> None:
    """Say where a value comes from, in place: beside a distribution its source, everything else under `[origin]`."""
    if said == origin_of(tree, key):
        return
    value, kept = at(tree, key), {}
    own = tree.setdefault("origin", {})
    own.pop(key, None)
    if isinstance(value, dict) and LAW in value:
        value.pop("source", None)
        if said.source:
            value["source"] = said.source
    elif said.source and said.source != origin_of(tree, key).source:
        kept["source"] = said.source
    stays = said.source or origin_of(tree, key).source
    if said.badge != usual_badge(value, stays):
        kept["badge"] = said.badge
    if said.reason and not stays:
        kept["reason"] = said.reason
    if kept:
        own[key] = kept
    if not own:
        tree.pop("origin")


def row_name(tree: Tree, key: str) -> str:
    """What the row is called that holds the value at a dotted key; "" for a value that stands in no list of rows."""
    parts = key.split(".")
    for end in range(len(parts), 0, -1):
        row = at(tree, ".".join(parts[:end]))
        if parts[end - 1].isdigit() and isinstance(row, dict):
            return str(row.get("name") or row.get("group") or "")[:200]
    return ""


def drop_rows(tree: Tree, rows: str, places: list[str]) -> None:
    """Take rows away, in place, with what `[origin]` says of them."""
    found = at(tree, rows)
    origin: dict[str, Any] = tree.get("origin", {})
    if isinstance(found, dict):
        for place in places:
            found.pop(place, None)
        moved = {place: place for place in found}
    elif isinstance(found, list):
        stays = [i for i in range(len(found)) if str(i) not in places]
        moved = {str(old): str(new) for new, old in enumerate(stays)}
        found[:] = [found[i] for i in stays]
    else:
        return
    kept = {}
    for key, value in origin.items():
        if not key.startswith(f"{rows}."):
            kept[key] = value
            continue
        place, _dot, rest = key.removeprefix(f"{rows}.").partition(".")
        if place in moved:
            kept[f"{rows}.{moved[place]}.{rest}"] = value
    if origin:
        tree["origin"] = kept


def name_new(tree: Tree, rows: str) -> None:
    """Give a new row of a table its code, in place: the first letter that is free."""
    table = at(tree, rows) or {}
    if NEW in table:
        row = table.pop(NEW)
        code = next(one for one in CODES if one not in table)
        table[code] = row | ({"changes": row.get("changes", {})} if rows == "option" else {})


def differences(one: Tree, other: Tree) -> list[str]:
    """Dotted keys whose values (or where they come from) are not the same; a distribution, list or count is one value."""
    keys = {**dict.fromkeys(_leaves(one, "")), **dict.fromkeys(_leaves(other, ""))}
    return [k for k in keys if at(one, k) != at(other, k) or origin_of(one, k) != origin_of(other, k)]


_WHOLE = {"counts", "quantiles", "histogram", "tariff", "posts"}


def _leaves(value: Any, key: str) -> list[str]:
    if key.startswith("origin."):
        return []
    is_whole = key.rpartition(".")[2] in _WHOLE
    if isinstance(value, dict) and LAW not in value and not is_whole:
        return [leaf for k, v in value.items() for leaf in _leaves(v, f"{key}.{k}" if key else str(k))]
    if isinstance(value, list) and value and isinstance(value[0], dict) and not is_whole:
        return [leaf for i, v in enumerate(value) for leaf in _leaves(v, f"{key}.{i}")]
    return [key] if key else []


def place_of(tree: Mapping[str, Any], key: str) -> str:
    """The key with the place of a row where the engine names a group of damages."""
    top, _dot, rest = key.partition(".")
    if top != "severity":
        return key
    for number, row in enumerate(tree.get("severity", [])):
        group = str(row.get("group", ""))
        if rest == group or rest.startswith(f"{group}."):
            return f"severity.{number}{rest.removeprefix(group)}"
    return key
