"""Which publications lie on the shelf, and which of them hold?"""

from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path

from litigation_app.statistics.releases.reading import load, shelf
from litigation_app.statistics.releases.shapes import Release, ReleaseBroken, ReleaseSummary


@dataclass(frozen=True)
class Standing:
    """A publication of the shelf; `broken` says why it does not hold, `release` is None then."""

    summary: ReleaseSummary
    release: Release | None
    broken: ReleaseBroken | None


def standings(path: Path, trusted: Set[bytes] | None) -> list[Standing]:
    """Every publication of the shelf, read and checked, latest period first."""
    return [_standing(path, summary, trusted) for summary in shelf(path)]


def whole(path: Path, trusted: Set[bytes] | None) -> list[Release]:
    """Those that hold, latest period first."""
    return [one.release for one in standings(path, trusted) if one.release is not None]


def _standing(path: Path, summary: ReleaseSummary, trusted: Set[bytes] | None) -> Standing:
    try:
        return Standing(summary, load(path, summary.id, trusted), None)
    except ReleaseBroken as broken:
        return Standing(summary, None, broken)
