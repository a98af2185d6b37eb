"""May two records be counted as one person, and whose record counts? Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Bar(StrEnum):
    """Why two records cannot be joined."""

    NOT_FOUND = "not_found"
    ITSELF = "itself"
    ERASED = "erased"
    JOINED = "joined"
    BARRED = "barred"


class Refused(Exception):
    """It cannot be done; `bars` says why."""

    def __init__(self, bars: Iterable[Bar]) -> None:
        self.bars = tuple(bars)
        super().__init__(", ".join(self.bars))


@dataclass(frozen=True)
class Join:
    """Two records of one person: the one that counts, and the other."""

    kept: UUID
    other: UUID


def bars_to_joining(kept: UUID, other: UUID, *, erased: Iterable[UUID], joins: Iterable[Join]) -> list[Bar]:
    """Why `other` cannot be counted as `kept`. No chains: a record that counts for two is joined to each by itself."""
    if kept == other:
        return [Bar.ITSELF]
    standing = list(joins)
    found = [Bar.ERASED] if {kept, other} & set(erased) else []
    others, counted = {one.other for one in standing}, {one.kept for one in standing}
    return [*found, Bar.JOINED] if kept in others or other in others | counted else found


def told(seen: list[Bar], every: list[Bar]) -> list[Bar]:
    """What is said of the bars: those that she may know, and of any other only that there is one."""
    return seen or [Bar.BARRED for _bar in every[:1]]


def require(bars: list[Bar]) -> None:
    """Raise Refused if anything bars it."""
    if bars:
        raise Refused(bars)


def counted_as(joins: Iterable[Join]) -> Mapping[UUID, UUID]:
    """By each record that does not count, the one that counts for it."""
    return {one.other: one.kept for one in joins}
