"""What `litigation doctor` finds."""

import json
from typing import Any

from continuity import Machine


def findings(machine: Machine, *words: object, **environ: str) -> dict[str, list[dict[str, Any]]]:
    """By the name of the check."""
    answer = machine.run("doctor", "--json", *words, **environ)
    said = json.loads(answer.stdout)
    assert answer.exit_code == (1 if said["fail"] else 0)
    found: dict[str, list[dict[str, Any]]] = {}
    for one in said["findings"]:
        found.setdefault(one["check"], []).append(one)
    return found


def levels(found: dict[str, list[dict[str, Any]]], check: str) -> set[str]:
    return {one["level"] for one in found.get(check, [])}
