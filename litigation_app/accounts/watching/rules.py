"""How old may a backup and its drill become, and how is the state of the desk written for a monitor?"""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

DATA, KEYRING, DRILL = "data", "keyring", "drill"
OLDEST = {DATA: timedelta(days=2), KEYRING: timedelta(days=7), DRILL: timedelta(days=190)}
LEAST_FREE = 2**28  # bytes; with less than that soon nothing opens and nothing is saved


class Measure(NamedTuple):
    """A number that a monitor reads. `label`: which of several, by a fixed word of ours; "" where there is one."""

    name: str
    help: str
    value: float
    label: str = ""


def written(measures: Iterable[Measure]) -> str:
    """As Prometheus reads it (text format 0.0.4): all of a name together, below what it means."""
    lines: list[str] = []
    said = ""
    for one in measures:
        if one.name != said:
            lines += [f"# HELP {one.name} {one.help}", f"# TYPE {one.name} gauge"]
            said = one.name
        label = f'{{of="{one.label}"}}' if one.label else ""
        lines.append(f"{one.name}{label} {one.value:g}")
    return "\n".join(lines) + "\n"
