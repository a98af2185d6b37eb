"""Which changes of the code that decides about people does no test notice? mutmut makes all ([tool.mutmut]), a sample is tried."""

import json
import random
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

SAMPLE = 1_000
SURVIVED, NOBODY_CAME_BY = 0, 33  # how mutmut says that tests ran and passed, and that none runs there


def tried(root: Path, day: date) -> list[str]:
    """What the page says of the sample of this day; `mutmut results` names each, `mutmut show` shows it."""
    _mutmut(root, "none.of.them")  # makes them, and learns which test meets which
    chosen = random.Random(day.isoformat()).sample(sorted(_ended(root)), SAMPLE)
    _mutmut(root, *chosen)
    ended = _ended(root)
    of = Counter(one.partition("__mutmut_")[0] for one in chosen if ended[one] == SURVIVED)
    unmet = sum(ended[one] == NOBODY_CAME_BY for one in chosen)
    said = f"Of {SAMPLE} mutants of {len(ended)} no fast test noticed {of.total()}; {unmet} more stand where none runs."
    heads = ["", "## Changes that no test notices", "", said, "", "| function | of its mutants survived |", "|---|---|"]
    return [*heads, *(f"| `{function}` | {number} |" for function, number in of.most_common())]


def _mutmut(root: Path, *names: str) -> None:
    subprocess.run([sys.executable, "-m", "mutmut", "run", *names], cwd=root, capture_output=True, check=False)


def _ended(root: Path) -> dict[str, int | None]:
    said = (json.loads(meta.read_text("utf-8")) for meta in (root / "mutants").rglob("*.py.meta"))
    return {name: code for one in said for name, code in one["exit_code_by_key"].items()}
