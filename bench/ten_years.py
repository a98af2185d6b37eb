"""What do the yearly publications of four countries keep, and does anybody find a person in all of them together?

`python -m bench.ten_years` publishes ten years of the demonstration as the desk does, year after year and country after country,
and prints a row for each publication, then what stands of each country in all of them together. `python -m bench.ten_years RS`
does it for that country.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask, g

from bench.caseload import desk
from bench.measuring import Figure, figure
from litigation_app.accounts import queries
from litigation_app.core.access import Actor
from litigation_app.core.db import committing, db
from litigation_app.demo import fill
from litigation_app.disclosure import policy
from litigation_app.gate import queries as drafts
from litigation_app.gate.designs import queries as plan
from litigation_app.gate.drafts import actions
from litigation_app.gate.drafts.actions import DraftRefused, Wish
from litigation_app.gate.models import ReleaseDraft
from litigation_app.gate.partners.bundle_audit import given_away
from litigation_app.gate.protection.proposal import WouldReveal
from litigation_app.gate.regional.rules import National, objection, summed
from litigation_app.statistics.releases import TOTAL, Release, Row, load, series

COUNTRIES = ("RS", "BA", "ME", "MK")
YEARS = range(2014, 2026)
SEED = 2026
SIZE = 1_093  # cases: of everybody whom the States published, not of the share that a desk represents
TODAY = date(2026, 11, 24)
LONGEST = Wish(plan.CASELOAD, "RS", 2025)  # all of ten years at once
GOAL_S = 5
HEADLINES = {
    "clients": ("cohort_sex", TOTAL),
    "indicted": ("cohort_criminal", "indicted"),
    "judged": ("cohort_criminal", "judged"),
    "convicted": ("cohort_criminal", "convicted"),
    "claim filed": ("cohort_claim", "filed"),
    "claim decided": ("cohort_claim", "decided"),
    "awarded": ("cohort_claim", "awarded"),
    "anything received": ("cohort_paid", "paid"),
}


@dataclass(frozen=True)
class Step:
    """What became of one publication; `release` None: nothing went out, and `why`. `seconds`: of one core, to prepare and to agree."""

    wish: Wish
    release: Release | None
    why: str
    seconds: tuple[float, float]


@dataclass(frozen=True)
class Desk:
    """A filled desk, the analyst who prepares and the coordinator who agrees."""

    app: Flask
    analyst: Actor
    coordinator: Actor

    @property
    def place(self) -> dict[str, Any]:
        """Where its publications lie, and whose signatures it trusts."""
        held = self.app.extensions
        return {"on_shelf": held["shelf"], "trusted": held["trusted_keys"]}


@contextmanager
def demonstration(folder: Path, *, size: int = SIZE, seed: int = SEED) -> Iterator[Desk]:
    """The demonstration in an empty folder; within, its application's context."""
    app = desk(folder)
    with app.app_context(), app.test_request_context():
        people = fill.fill(size=size, seed=seed, tell=lambda _words: None, today=TODAY)
        db.session.rollback()
        found = [queries.actor_by_email(next(one.email for one in people if one.role == role)) for role in _ROLES]
        analyst, coordinator = (one for one in found if one is not None)
        yield Desk(app, analyst, coordinator)
        db.engine.dispose()


_ROLES = ("analyst", "coordinator")


def published(at: Desk, wish: Wish) -> Step:
    """Prepared by one, agreed to by the other, read back from the shelf."""
    prepared = agreed = 0.0
    try:
        draft, prepared = _timed(lambda: _drafted(at, wish))
        name, agreed = _timed(lambda: _agreed(at, draft))
    except (DraftRefused, WouldReveal) as stop:
        db.session.rollback()
        return Step(wish, None, str(stop), (prepared, agreed))
    return Step(wish, load(at.place["on_shelf"], name, at.place["trusted"]), "", (prepared, agreed))


def _drafted(at: Desk, wish: Wish) -> ReleaseDraft:
    g.actor = at.analyst
    with committing():
        return actions.draft(at.analyst, title=f"{wish.country} {wish.year}", wish=wish, **at.place)


def _agreed(at: Desk, draft: ReleaseDraft) -> str:
    g.actor = at.coordinator
    signer = at.app.extensions["release_signer"]
    with committing():
        return actions.approve(at.coordinator, draft, **at.place, signer=signer, seen=drafts.stands(draft))


def _timed(act: Callable[[], Any]) -> tuple[Any, float]:
    start = time.process_time()
    found = act()
    return found, time.process_time() - start


@dataclass(frozen=True)
class Kept:
    """Of the counts by year that are not zero: how many are printed exactly, how many with a range, how wide these are."""

    exact: int
    ranges: int
    open: int  # at least so many, and nothing above
    width: float

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Kept":
        """The rows of tables that count."""
        said = [row for row in rows if row.value is not None and row.value != 0]
        bounded = [row for row in rows if row.value is None and row.high is not None]
        widths = [row.high - (row.low or 0) for row in bounded if row.high is not None]
        rest = sum(row.value is None and row.high is None for row in rows)
        return cls(len(said), len(bounded), rest, sum(widths) / len(widths) if widths else 0.0)

    def __str__(self) -> str:
        every = self.exact + self.ranges + self.open
        if not every:
            return "– | – | –"
        return f"{self.exact} of {every} ({self.exact / every:.0%}) | {self.ranges} ({self.ranges / every:.0%}) | {self.width:.1f}"


def counts(release: Release, *, years: bool) -> list[Row]:
    """The rows of its tables of people, by year or of all years together."""
    rows = [row for table in release.tables if table.unit != "EUR" for row in table]
    return [row for row in rows if (row.codes[0] != TOTAL) is years]


def by_year(release: Release) -> Release:
    """What is printed; of all years together nothing, which each table says of years of its own."""
    tables = (replace(one, rows=tuple(row for row in one if row.codes[0] != TOTAL)) for one in release.tables)
    return replace(release, tables=tuple(tables))


def headlines(release: Release) -> str:
    """The figures of all years together that a reader asks for first, with their ranges."""
    return ", ".join(f"{name} {_said(release, *cell)}" for name, cell in HEADLINES.items())


def _said(release: Release, table: str, code: str) -> str:
    found = [row for row in (release.table(table) if release.has(table) else ()) if row.codes == (TOTAL, code)]
    if not found:
        return "–"
    row = found[0]
    if row.value is not None:
        return f"{row.value}"
    return f"{row.low or 0} to {row.high}" if row.high is not None else f"at least {row.low or 0}"


def figures() -> Iterator[Figure]:
    """CPU seconds to prepare ten years of Serbia at once; beside agreeing."""
    with tempfile.TemporaryDirectory() as folder, demonstration(Path(folder)) as at:
        step = published(at, LONGEST)
        prepared, agreed = step.seconds
        cells = len(counts(step.release, years=True)) if step.release else 0
        yield figure("disclosure_ten_years_at_once", prepared, "s", agreed, GOAL_S, "value", "lower", cells)


def _row(step: Step) -> str:
    """A line for each publication."""
    said = str(Kept.of(counts(step.release, years=True))) if step.release else f"{step.why} | – | –"
    prepared, agreed = step.seconds
    return f"| {step.wish.country} | {step.wish.year} | {said} | {prepared:.1f} / {agreed:.1f} |"


def _together(country: str, joined: Release) -> list[str]:
    """What stands of a country in all its publications together, and what the search of all of them finds."""
    found = given_away(by_year(joined), policy.public().k)
    return [
        f"| {country} | all by year | {Kept.of(counts(joined, years=True))} | |",
        f"{country}: {headlines(joined)}; given away: {found or 'nothing'}",
    ]


def _region(joined: Sequence[Release]) -> str:
    chosen = [National(one.countries[0], one) for one in joined]  # as if each came from an organisation of its own
    if why := objection(chosen):
        return f"region: {why[0]}"
    rows = [row for table in summed(chosen) for row in table.rows]
    return f"| {', '.join(one.country for one in chosen)} | sums | {Kept.of(rows)} | |"


def main() -> None:
    """Print each publication as it goes out, then what stands in all of them together."""
    with tempfile.TemporaryDirectory() as folder, demonstration(Path(folder)) as at:
        print("| | year | printed | with a range | mean width | s to prepare / agree |\n|---|---|---|---|---|---|")
        joined, said = [], list[str]()
        for country in sys.argv[1:] or COUNTRIES:
            steps = [published(at, Wish(plan.CASELOAD, country, year)) for year in YEARS]
            print("\n".join(map(_row, steps)), flush=True)
            (whole,) = series.of(step.release for step in steps if step.release)
            joined.append(whole)
            said += _together(country, whole)
        print("\n".join([*said, _region(joined)]), flush=True)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{time.process_time():.0f} s of CPU, at most {peak} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
