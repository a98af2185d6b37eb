"""Which vintages of official figures lie on the shelf?"""

from collections.abc import Iterator, Set
from pathlib import Path

from litigation_app.statistics.releases import Release, ReleaseSummary, load, shelf
from litigation_app.statistics.releases.official import MODE
from litigation_app.statistics.releases.shapes import ReleaseBroken


def vintages(path: Path, trusted: Set[bytes] | None, country: str) -> list[Release]:
    """Those of a country that hold, the newest first."""
    return list(_newest_first(path, trusted, country))


def latest(path: Path, trusted: Set[bytes] | None, country: str) -> Release | None:
    """The newest vintage of a country that holds; None: there is none. The others are not read."""
    return next(_newest_first(path, trusted, country), None)


def numbers(path: Path) -> dict[str, int]:
    """By id the how-manieth edition each vintage on the shelf says it is; none is read whole."""
    return {one.id: one.vintage.number for one in shelf(path) if one.mode == MODE and one.vintage}


def number_after(latest: Release | None) -> int:
    """Of the edition that follows; None: there was none."""
    return latest.vintage.number + 1 if latest and latest.vintage else 1


def _newest_first(path: Path, trusted: Set[bytes] | None, country: str) -> Iterator[Release]:
    there = [one for one in shelf(path) if one.mode == MODE and one.countries == (country,)]
    for one in sorted(there, key=_number, reverse=True):
        found = _whole(path, one.id, trusted)
        if found is not None and found.vintage is not None:
            yield found


def _number(summary: ReleaseSummary) -> int:
    return summary.vintage.number if summary.vintage else 0


def _whole(path: Path, name: str, trusted: Set[bytes] | None) -> Release | None:
    try:
        return load(path, name, trusted)
    except ReleaseBroken:
        return None
