"""How is a line of a diary written, and what does it say?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from lawyering import said

DAY = r"\d\d\.\d\d\.\d{4}"
ACT = re.compile(rf"({DAY}) (\w+) ?(.*)")
LANE = re.compile(rf"== (\w+)(?: since ({DAY})(.*))?")
DUE = re.compile(rf"due (\w+) (\w+) ({DAY}|unknown)(?: act by ({DAY}))? under (.+)")


@dataclass(frozen=True)
class Due:
    """A period that runs: whose, until when, by which day to act, by which law. None: no day yet."""

    side: str
    expiry: date | None
    act_by: date | None
    law: str

    def is_as(self, told: "Due") -> bool:
        """Whether the desk has what was told; of the law the diary may quote the beginning alone."""
        return replace(self, law=self.law[: len(told.law)]) == told


def entries(story: str) -> Iterator[tuple[str, list[str]]]:
    """Each line that is done, with the indented lines below it; what follows a # is for the reader."""
    done, differences = "", list[str]()
    for raw in story.splitlines():
        line = raw.split("#")[0].rstrip()
        if not line:
            continue
        if line.startswith(" "):
            differences.append(" ".join(line.split()))
            continue
        if done:
            yield done, differences
        done, differences = " ".join(line.split()), []
    yield done, differences


def answers(words: list[str]) -> dict[str, str]:
    """ "offence=rs_388_1" and the like."""
    return dict(one.split("=") for one in words)


def day_of(written: str) -> date:
    day, month, year = (int(part) for part in written.split("."))
    return date(year, month, day)


def typed(written: str) -> str:
    """A day of the diary as people type it."""
    return said(day_of(written))
