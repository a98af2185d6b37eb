"""What do the yearly publications of four countries keep, and does anybody find a person in all of them together?

`python -m bench.ten_years` publishes ten years of the demonstration as the desk does (half an hour of one core) and prints a
row for each country and year.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from flask import Flask, g

from bench.caseload import desk
from litigation_app.accounts import queries
from litigation_app.core.access import Actor
from litigation_app.core.db import committing, db
from litigation_app.demo import fill
from litigation_app.disclosure.plan import AS_ASKED, Coarser, Option
from litigation_app.gate import actions, plan
from litigation_app.gate.actions import DraftRefused
from litigation_app.gate.beside import certify_beside
from litigation_app.gate.models import ReleaseDraft
from litigation_app.gate.neighbours import Span
from litigation_app.gate.proposal import WouldReveal, weigh
from litigation_app.gate.since import before
from litigation_app.statistics.releases import Release, load

COUNTRIES = ("RS", "BA", "ME", "MK")
YEARS = range(2014, 2024)
SEED = 2026
TODAY = date(2026, 11, 24)
DATED = (12, 31)


@dataclass(frozen=True)
class Step:
    """What became of one country's publication of one year. `first_year`: from when on it counts; `how`: "first", "fresh",
    "carried", or why there is none; `offered`: the plan's best proposal where it was too fine; `seconds`: of one core, for
    whoever prepares and whoever agrees. `release` None: nothing went out.
    """

    country: str
    year: int
    first_year: int
    how: str
    release: Release | None
    offered: Option | None
    seconds: tuple[float, float]

    @property
    def shown(self) -> tuple[int, int]:
        """How many numbers are printed, of how many that its tables have."""
        rows = [row for table in self.release.tables for row in table] if self.release else []
        return sum(row.value is not None for row in rows), len(rows)


@dataclass(frozen=True)
class Desk:
    """A filled desk, the analyst who prepares and the coordinator who agrees."""

    app: Flask
    analyst: Actor
    coordinator: Actor

    @property
    def shelf(self) -> Path:
        """Where its publications lie."""
        return Path(self.app.extensions["shelf"])

    @property
    def keys(self) -> Any:
        """Whose signatures it trusts."""
        return self.app.extensions["trusted_keys"]


@contextmanager
def demonstration(folder: Path, *, size: int = 0, seed: int = SEED) -> Iterator[Desk]:
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


def stream(at: Desk, country: str, years: Iterable[int]) -> Iterator[Step]:
    """One country's publications, a year longer each time.

    Where the design is too fine for what there is, the plan's best proposal is taken, and goes on as it was cut. Where years
    are counted together, or growing is refused, the years since are a publication of their own as soon as that is safe.
    """
    opened, since, coarser = 0, 0, AS_ASKED  # the first year of what can grow (0: nothing can); the first not published
    for year in years:
        since = since or year
        grown = _published(at, country, opened, year, coarser)[0] if opened and since == year else None
        step, used = (grown, coarser) if grown and grown.release else _published(at, country, since, year, AS_ASKED)
        if grown is not None and grown is not step:
            step = replace(step, how=f"{step.how} (growing: {grown.how})", seconds=_both(step.seconds, grown.seconds))
        yield step
        if step.release is not None:
            since, coarser = year + 1, used
            opened = step.first_year if used.together == 1 else 0
        elif step.how == "nobody":
            since = year + 1 if not opened else since


def _published(at: Desk, country: str, first: int, last: int, coarser: Coarser) -> tuple[Step, Coarser]:
    """Prepared by one, agreed to by the other; taken coarser where that is what the desk offers."""
    offered: Option | None = None
    prepared = agreed = 0.0
    try:
        (draft, why, proposals), prepared = _timed(lambda: _drafted(at, country, first, last, coarser))
        if draft is None and proposals:
            offered, coarser = proposals[0], proposals[0].coarser
            (draft, why, _), more = _timed(lambda: _drafted(at, country, first, last, coarser))
            prepared += more
        if draft is None:
            return Step(country, last, first, why, None, offered, (prepared, 0.0)), coarser
        name, agreed = _timed(lambda: _agreed(at, draft))
    except DraftRefused as stop:
        return Step(country, last, first, stop.reason, None, offered, (prepared, agreed)), coarser
    release = load(at.shelf, name, at.keys)
    since = draft.proposal.get("since") or {}
    how = ("carried" if since["is_carried"] else "fresh") if since else "first"
    return Step(country, last, first, how, release, offered, (prepared, agreed)), coarser


def _drafted(
    at: Desk, country: str, first: int, last: int, coarser: Coarser
) -> tuple[ReleaseDraft | None, str, list[Option]]:
    g.actor = at.analyst
    asked = {"title": f"{country} {first} to {last}", "countries": [country], "first_year": first, "last_year": last}
    try:
        with committing():
            made = actions.draft(at.analyst, **asked, on_shelf=at.shelf, trusted=at.keys, coarser=coarser)  # type: ignore[arg-type]
    except WouldReveal as stop:
        db.session.rollback()
        return None, str(stop), stop.instead
    except DraftRefused as stop:
        db.session.rollback()
        return None, stop.reason, []
    return made, "", []


def _agreed(at: Desk, draft: ReleaseDraft) -> str:
    g.actor = at.coordinator
    signer = at.app.extensions["release_signer"]
    with committing():
        return actions.approve(at.coordinator, draft, on_shelf=at.shelf, trusted=at.keys, signer=signer)


def _timed(act: Callable[[], Any]) -> tuple[Any, float]:
    start = time.process_time()
    found = act()
    return found, time.process_time() - start


def _both(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return one[0] + other[0], one[1] + other[1]


def attacked(at: Desk, step: Step, coarser: Coarser) -> float:
    """Attack the last publication of a stream together with all before it, all of them read back from the shelf; seconds.

    Raises WouldReveal, DraftRefused.
    """
    release, mode = step.release, plan.MODES[plan.CASELOAD]
    if release is None:
        raise LookupError(step.country)
    g.actor = at.analyst
    rows = mode.collect(
        at.analyst, countries=[step.country], first_year=step.first_year, last_year=step.year,
        reference_date=date(step.year, *DATED), draft_id=uuid4(),
    )  # fmt: skip
    design = mode.design(step.first_year, step.year, coarser)
    sheets = {table.id: [[*row.codes, row.value] for row in table] for table in release.tables}
    mine = Span(plan.CASELOAD, (step.country,), step.first_year, step.year, coarser)
    held = before(at.shelf, at.keys, mine, but=release.id)
    is_carried = release.carried_until is not None
    whole = mode.system(rows, design)
    start = time.process_time()
    if held.source is None:
        weigh(design, whole, sheets)
    else:
        certify_beside(design, whole, sheets, held, is_carried=is_carried)
    return time.process_time() - start


def in_words(step: Step) -> str:
    """A row of the table."""
    shown, cells = step.shown
    kept = f"{shown} of {cells} ({shown / cells:.0%})" if cells else "–"
    made = step.offered.coarser if step.offered else None
    offered = ""
    if made and step.offered:
        broader, without = (", ".join(names) or "–" for names in (made.broader, made.without))
        offered = f"years by {made.together}; broader {broader}; without {without}; keeps {step.offered.keeps:.0%}"
    prepared, agreed = step.seconds
    return f"| {step.country} | {step.first_year}–{step.year} | {step.how} | {kept} | {prepared:.1f} / {agreed:.1f} | {offered} |"


def main() -> None:
    """Print each publication as it goes out."""
    with tempfile.TemporaryDirectory() as folder, demonstration(Path(folder)) as at:
        for country in COUNTRIES:
            for step in stream(at, country, YEARS):
                print(in_words(step), flush=True)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{time.process_time():.0f} s of CPU, at most {peak} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
