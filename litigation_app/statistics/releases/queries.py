"""Which publications lie on the shelf, and which of them hold?"""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from pathlib import Path

from litigation_app.statistics.releases import official, series
from litigation_app.statistics.releases.reading import load, shelf
from litigation_app.statistics.releases.shapes import PartnerShelf, Release, ReleaseBroken, ReleaseSummary


@dataclass(frozen=True)
class Standing:
    """A publication of the shelf; `broken` says why it does not hold, `release` is None then."""

    summary: ReleaseSummary
    release: Release | None
    broken: ReleaseBroken | None


_MODES = ("caseload", "judgments", "observation")


def nearness(one: Release | ReleaseSummary, mine: Set[str]) -> tuple[bool, int]:
    """What to sort by: the reader's own countries first, and persons before judgments and hearings."""
    return not set(one.countries) <= mine, _MODES.index(one.mode) if one.mode in _MODES else len(_MODES)


def standings(path: Path, trusted: Set[bytes] | None) -> list[Standing]:
    """Every publication of the shelf, read and checked, latest period first."""
    return [_standing(path, summary, trusted) for summary in shelf(path)]


def of_partners(shelves: Iterable[PartnerShelf]) -> list[tuple[PartnerShelf, list[Standing]]]:
    """The bundles of each partner, read and checked with its own key; where the trust was withdrawn none holds."""
    found = [(one, standings(one.path, keys_of(one))) for one in shelves]
    return [(one, there) for one, there in found if there]


def keys_of(one: PartnerShelf) -> Set[bytes]:
    """The keys that are believed of this partner's bundles."""
    return {one.key} if one.is_trusted else frozenset()


def held(path: Path, trusted: Set[bytes] | None) -> list[Release]:
    """Those that hold, each by itself."""
    return [one.release for one in standings(path, trusted) if one.release is not None]


def whole(path: Path, trusted: Set[bytes] | None) -> list[Release]:
    """Those that hold and have tables of our own counting, each source and country as one series, the newest first; official
    figures have pages of their own.
    """
    return series.of(one for one in held(path, trusted) if one.mode != official.MODE)


def whole_of(path: Path, release_id: str, trusted: Set[bytes] | None) -> Release:
    """A publication with those before it that it goes on from. Raises ReleaseUnknown, ReleaseBroken."""
    return series.up_to(load(path, release_id, trusted), held(path, trusted))


def whole_of_partners(shelves: Iterable[PartnerShelf]) -> list[Release]:
    """The same of the partners that are trusted, one after the other."""
    return [release for one in shelves if one.is_trusted for release in whole(one.path, keys_of(one))]


def _standing(path: Path, summary: ReleaseSummary, trusted: Set[bytes] | None) -> Standing:
    try:
        return Standing(summary, load(path, summary.id, trusted), None)
    except ReleaseBroken as broken:
        return Standing(summary, None, broken)
