"""Where do scenario files lie, and what does one say after its include (table by table, key by key)?"""

from __future__ import annotations

import tomllib
from pathlib import Path

from litigation_app.statistics.fund.scenario import Scenario, ScenarioRefused, Tree
from litigation_app.statistics.fund.scenario_reading import scenario_from

FOLDER = Path(__file__).parent / "scenarios"


def load(name: str) -> Scenario:
    """A scenario that ships with the program, by country code."""
    if name.lower() not in names():
        raise ScenarioRefused("scenario", "is not known")
    return scenario_from(read(FOLDER / f"{name.lower()}.toml"))


def read_file(path: Path) -> Scenario:
    """A scenario file; `include` names a file beside it, or one that ships with the program."""
    return scenario_from(read(path))


def names() -> list[str]:
    """Codes of the scenarios that ship with the program."""
    return sorted(p.stem for p in FOLDER.glob("*.toml") if p.stem != "common")


def read(path: Path, seen: tuple[Path, ...] = ()) -> Tree:
    """The merged tree of a file and what it includes: tables merge key by key, everything else is replaced."""
    if path in seen:
        raise ScenarioRefused("include", "goes in a circle")
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as stop:
        raise ScenarioRefused(path.name, "cannot be read as TOML") from stop
    include = tree.pop("include", None)
    if include is None:
        return tree
    if not isinstance(include, str) or Path(include).name != include:
        raise ScenarioRefused("include", "must be the plain name of a file in the same folder")
    beside = path.parent / include
    return merged(read(beside if beside.exists() else FOLDER / include, (*seen, path)), tree)


def merged(base: Tree, over: Tree) -> Tree:
    """`over` on top of `base`, key by key. A distribution is one value: it is replaced whole."""
    found = dict(base)
    for key, value in over.items():
        below = found.get(key)
        is_table = (
            isinstance(value, dict) and isinstance(below, dict) and not {"dist", "value"} & (set(value) | set(below))
        )
        found[key] = merged(below, value) if is_table and isinstance(below, dict) else value
    return found
