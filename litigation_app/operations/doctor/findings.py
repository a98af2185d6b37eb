"""What did a look at the desk find: a line each, ok, warn or fail, with what to do?"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

FOUND = "Keep the machine as it is: docs/operations.md, What a check found."


class Level(StrEnum):
    OK = "ok"
    WARN = "warn"  # it works, and should not stay so
    FAIL = "fail"  # it does not work, or somebody's data are in danger


@dataclass(frozen=True)
class Finding:
    """One line. `do`: what to do about it, a sentence or a command."""

    check: str
    level: Level
    says: str
    do: str = ""

    def line(self) -> str:
        told = f"{self.level:<4}  {self.check:<18}  {self.says}"
        return f"{told}  → {self.do}" if self.do else told


def ok(check: str, says: str) -> Finding:
    return Finding(check, Level.OK, says)


def warn(check: str, says: str, do: str) -> Finding:
    return Finding(check, Level.WARN, says, do)


def fail(check: str, says: str, do: str) -> Finding:
    return Finding(check, Level.FAIL, says, do)


def counted(findings: Iterable[Finding]) -> dict[str, int]:
    levels = [one.level for one in findings]
    return {level.value: levels.count(level) for level in Level}
