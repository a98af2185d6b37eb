"""Where does each value of a scenario come from (its badge and its source)?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from litigation_app.statistics.fund.scenario import ScenarioRefused, Tree
from litigation_app.statistics.fund.scenario_values import Values

RELEASE, PUBLISHED, EXPERT, ASSUMPTION = BADGES = ("release", "published", "expert", "assumption")

# the value that the source of a table speaks of: of a group, or of a source of income
_MAIN = {"counts", "quantiles", "histogram", "tariff", "triangle", "shares"}
_MAIN |= {"base_per_year", "convictions_per_year", "contracts_per_year", "events_per_year"}
_SAID_ONCE = {"policy", "retroactivity"}  # whose one source speaks of all its values


@dataclass(frozen=True)
class Origin:
    """`badge` is one of BADGES; `source` is "" where none is stated; `reason`: why it is assumed so, where there is no source."""

    badge: str
    source: str
    reason: str = ""


def origin_of(tree: Tree, key: str) -> Origin:
    """Of the value at a dotted key: what `[origin]` says of it, else its own source or that of its table. Every page takes it
    from here."""
    said = tree.get("origin", {}).get(key, {})
    source = str(said.get("source", "") or _own_source(tree, key))
    reason = "" if source else str(said.get("reason", ""))
    return Origin(str(said.get("badge", usual_badge(at(tree, key), source))), source, reason)


def usual_badge(value: Any, source: str) -> str:
    """Where `[origin]` says nothing: a pool is experts' judgement, a value with a source published, one without an
    assumption."""
    if isinstance(value, dict) and value.get("dist") == "pool":
        return EXPERT
    return PUBLISHED if source else ASSUMPTION


def _own_source(tree: Tree, key: str) -> str:
    value = at(tree, key)
    if isinstance(value, dict) and value.get("source"):
        return str(value["source"])
    top, last = key.partition(".")[0], key.rpartition(".")[2]
    table = at(tree, key.rpartition(".")[0]) if last in _MAIN or top in _SAID_ONCE else None
    found = table.get("source", "") if isinstance(table, dict) else ""
    return found if isinstance(found, str) else ""


def at(tree: Tree, key: str) -> Any:
    """The value at a dotted key whose parts name keys and places in lists; None where there is none."""
    found: Any = tree
    for part in key.split(".") if key else []:
        if isinstance(found, list):
            found = found[int(part)] if part.isascii() and part.isdigit() and int(part) < len(found) else None
        else:
            found = found.get(part) if isinstance(found, dict) else None
    return found


def require_origins(v: Values) -> None:
    """Raises ScenarioRefused where `[origin]` says what it cannot."""
    given = v.tree.get("origin", {})
    if not isinstance(given, dict):
        raise ScenarioRefused("origin", "must be named tables")
    for key, said in given.items():
        v.known("origin", said, f"origin.{key}")
        if said.get("badge", ASSUMPTION) not in BADGES:
            raise ScenarioRefused(f"origin.{key}.badge", f"must be one of {', '.join(BADGES)}")
        for kind in ("source", "reason"):
            if not isinstance(said.get(kind, ""), str):
                raise ScenarioRefused(f"origin.{key}.{kind}", "must be a text")
