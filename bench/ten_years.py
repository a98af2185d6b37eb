"""What do the yearly publications of four countries keep, and does anybody find a person in all of them together?

`python -m bench.ten_years` publishes ten years of the demonstration as the desk does (some minutes of one core) and prints a
row for each country and year; with a country and tables that come where they are asked for, that country with those
(`python -m bench.ten_years RS months_to_judgment_60`).
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from flask import Flask, g

from bench.caseload import desk
from bench.measuring import Figure, figure
from litigation_app.accounts import queries
from litigation_app.core.access import Actor
from litigation_app.core.db import committing, db
from litigation_app.demo import fill
from litigation_app.disclosure import growth, policy
from litigation_app.disclosure.model import Certificate
from litigation_app.disclosure.plan import Coarser, Option
from litigation_app.gate import actions, growing, plan
from litigation_app.gate import queries as drafts
from litigation_app.gate.actions import DraftRefused
from litigation_app.gate.models import ReleaseDraft
from litigation_app.gate.neighbours import Span
from litigation_app.gate.proposal import WouldReveal
from litigation_app.gate.regional.joint import certify
from litigation_app.gate.regional.rules import FEWEST, National, objection, summed, years
from litigation_app.gate.since import of_release
from litigation_app.statistics.releases import Release, load

COUNTRIES = ("RS", "BA", "ME", "MK")
YEARS = range(2014, 2024)
SEED = 2026
SIZE = 1_093  # cases: of everybody whom the States published, not of the share that a desk represents
FULL = plan.asked(plan.CASELOAD)
TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Step:
    """What became of one country's publication of one year. `first_year`: from when on it counts, `coarser`: how it is cut;
    `how`: "first", "fresh", "carried", or why there is none; `offered`: the plan's best proposal where it was too fine;
    `seconds`: of one core, for whoever prepares and whoever agrees. `release` None: nothing went out.
    """

    country: str
    year: int
    first_year: int
    coarser: Coarser
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


def stream(at: Desk, country: str, years: Iterable[int], full: Coarser = FULL) -> Iterator[Step]:
    """One country's publications, a year longer each time.

    Where the design is too fine for what there is, the plan's best proposal is taken, and goes on as it was cut. Where years
    are counted together, or growing is refused, the years since are a publication of their own as soon as that is safe.
    """
    opened, since, coarser = 0, 0, full  # the first year of what can grow (0: nothing can); the first not published
    for year in years:
        since = since or year
        grown = _published(at, country, opened, year, coarser) if opened and since == year else None
        step = grown if grown and grown.release else _published(at, country, since, year, full)
        if grown is not None and grown is not step:
            step = replace(step, how=f"{step.how} (growing: {grown.how})", seconds=_both(step.seconds, grown.seconds))
        yield step
        if step.release is not None:
            since, coarser = year + 1, step.coarser
            opened = step.first_year if coarser.together == 1 else 0
        elif step.how == "nobody":
            since = year + 1 if not opened else since


def _published(at: Desk, country: str, first: int, last: int, coarser: Coarser) -> Step:
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
            return Step(country, last, first, coarser, why, None, offered, (prepared, 0.0))
        name, agreed = _timed(lambda: _agreed(at, draft))
    except DraftRefused as stop:
        return Step(country, last, first, coarser, stop.reason, None, offered, (prepared, agreed))
    release = load(at.shelf, name, at.keys)
    since = draft.proposal.get("since") or {}
    how = ("carried" if since["is_carried"] else "fresh") if since else "first"
    return Step(country, last, first, coarser, how, release, offered, (prepared, agreed))


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
        seen = drafts.stands(draft)
        return actions.approve(at.coordinator, draft, on_shelf=at.shelf, trusted=at.keys, signer=signer, seen=seen)


def _timed(act: Callable[[], Any]) -> tuple[Any, float]:
    start = time.process_time()
    found = act()
    return found, time.process_time() - start


def _both(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return one[0] + other[0], one[1] + other[1]


def attacked(at: Desk, steps: Sequence[Step]) -> list[Certificate]:
    """Attack each last publication of one country together with all that it goes on from, as they lie on the shelf."""
    return [_attacked(at, steps, last) for last in steps if last.release and not _goes_on(steps, last)]


def _goes_on(steps: Sequence[Step], one: Step) -> bool:
    return any(later.release and later.first_year == one.first_year and later.year > one.year for later in steps)


def _attacked(at: Desk, steps: Sequence[Step], last: Step) -> Certificate:
    mode = plan.MODES[plan.CASELOAD]
    mine = Span(plan.CASELOAD, (last.country,), last.first_year, last.year, last.coarser)
    same = [one for one in steps if one.release and one.first_year == last.first_year]
    *earlier, new = [of_release(load(at.shelf, one.release.id, at.keys), mine) for one in same if one.release]
    design = mode.design(mine.first_year, mine.last_year, mine.coarser)
    until = last.release.carried_until if last.release else None
    whole = growing.fresh(design, mode.system(people(at, last), design), until)
    return growth.attack(whole, design.tables, new.printed.said, earlier, policy.public())


def people(at: Desk, step: Step) -> Sequence[Any]:
    """The coded facts that a publication was made of."""
    g.actor = at.analyst
    return plan.MODES[plan.CASELOAD].collect(
        at.analyst,
        countries=[step.country],
        first_year=step.first_year,
        last_year=step.year,
        reference_date=date(step.year, 12, 31),
        draft_id=uuid4(),
    )


def in_words(step: Step) -> str:
    """A row of the table."""
    shown, cells = step.shown
    kept = f"{shown} of {cells} ({shown / cells:.0%})" if cells else "–"
    prepared, agreed = step.seconds
    offered = _offered(step.offered) if step.offered else ""
    years = f"{step.first_year}–{step.year}"
    return f"| {step.country} | {years} | {step.how} | {kept} | {prepared:.1f} / {agreed:.1f} | {offered} |"


def _offered(option: Option) -> str:
    made = option.coarser
    said = [f"{made.together} years together"] if made.together > 1 else []
    said += [f"broader {', '.join(made.broader)}"] if made.broader else []
    said += [f"without {', '.join(made.without)}"] if made.without else []
    return f"{'; '.join(said)}: keeps {option.keeps:.0%}"


def figures() -> Iterator[Figure]:
    """CPU seconds to prepare nine years of Serbia beside a publication of eight, everything attacked; beside agreeing."""
    with tempfile.TemporaryDirectory() as folder, demonstration(Path(folder)) as at:
        _published(at, "RS", 2015, 2022, FULL)
        step = _published(at, "RS", 2015, 2023, FULL)
        prepared, agreed = step.seconds
        cells = step.shown[1]
        yield figure("disclosure_grown_by_a_year", prepared, "s", agreed, 20, "value", "lower", cells)


def region(last: Sequence[Release]) -> str:
    """A row of the table: the last publications of the countries added up for the years that all have, attacked together."""
    chosen = [
        National(release.countries[0], release) for release in last
    ]  # as if each came from an organisation of its own
    while (why := objection(chosen)) is not None and len(chosen) > FEWEST:
        chosen.remove(min(chosen, key=lambda one: one.release.last.year - one.release.first.year))
    if why is not None:
        return f"| region | – | no common publication: {why[0]} | | | |"
    tables = summed(chosen)
    cells = [value for table in tables for _codes, value in table.rows]
    start = time.process_time()
    failures = certify(chosen, tables).failures
    shown, spent = sum(value is not None for value in cells), time.process_time() - start
    common, names = years(chosen), ", ".join(one.country for one in chosen)
    kept = f"{shown} of {len(cells)} ({shown / len(cells):.0%})"
    return f"| {names} together | {common[0]}–{common[-1]} | {len(failures)} found | {kept} | {spent:.1f} | |"


def main() -> None:
    """Print each publication as it goes out, then what the attack on all of them together found."""
    countries, full = sys.argv[1:2] or COUNTRIES, plan.asked(plan.CASELOAD, sys.argv[2:])
    with tempfile.TemporaryDirectory() as folder, demonstration(Path(folder)) as at:
        print(
            "| | years | | printed | s to prepare / agree | the best proposal where it was too fine |\n|---|---|---|---|---|---|"
        )
        last: list[Release] = []
        for country in countries:
            steps = []
            for step in stream(at, country, YEARS, full):
                print(in_words(step), flush=True)
                steps.append(step)
            found = attacked(at, steps)
            failures = [failure for one in found for failure in one.failures]
            print(f"| {country} | {len(found)} attacked with all before | {len(failures)} found | | | |", flush=True)
            last += [step.release for step in steps if step.release][-1:]
        print(region(last), flush=True)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{time.process_time():.0f} s of CPU, at most {peak} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
