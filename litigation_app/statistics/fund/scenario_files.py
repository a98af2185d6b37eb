"""Where do scenario files lie, and what does one say after its include (table by table, key by key)?"""

from __future__ import annotations

import tomllib
from pathlib import Path

from litigation_app.statistics.fund.scenario import Scenario, ScenarioRefused, Tree
from litigation_app.statistics.fund.scenario_reading import merged, scenario_from

FOLDER = Path(__file__).parent / "scenarios"


def load(name: str) -> Scenario:
    """A scenario that ships with the program, by country code in any case. Raises ScenarioRefused where there is none."""
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
    except (OSError, ValueError, RecursionError) as stop:
        raise ScenarioRefused(path.name, "cannot be read as TOML") from stop
    include = tree.pop("include", None)
    if include is None:
        return tree
    if not isinstance(include, str) or Path(include).name != include:
        raise ScenarioRefused("include", "must be the plain name of a file in the same folder")
    beside = path.parent / include
    return merged(read(beside if beside.exists() else FOLDER / include, (*seen, path)), tree)


def verbatim(path: Path) -> str:
    """A scenario file as it was written, and behind it the file that it includes; each under its name."""
    text = path.read_text(encoding="utf-8")
    include = tomllib.loads(text).get("include")
    own = f"# {path.name}\n{text}"
    if not isinstance(include, str):
        return own
    beside = path.parent / include
    return f"{own}\n{verbatim(beside if beside.exists() else FOLDER / include)}"


def shipped(hash_: str) -> Path | None:
    """The file of this hash among those that ship with the program; None: another file, or an older version of one."""
    paths = (FOLDER / f"{name}.toml" for name in names())
    return next((path for path in paths if scenario_from(read(path)).hash == hash_), None)
