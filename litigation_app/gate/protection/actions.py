"""What is attacked before anybody sees it: a draft beside all that drafts showed before, and what an agreement writes, read back from
its files."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from datetime import date
from functools import reduce
from pathlib import Path
from typing import Any

from sqlalchemy import select

from litigation_app.core.access import Actor
from litigation_app.core.db import db
from litigation_app.disclosure import policy as policies
from litigation_app.gate.designs import queries as plan
from litigation_app.gate.designs.rules import MONEY
from litigation_app.gate.models import ReleaseDraft
from litigation_app.gate.protection.proposal import Cohort, Line, OtherFigures, said_of, weigh
from litigation_app.gate.protection.queries import DraftRefused, lines_of
from litigation_app.gate.protection.sums import beside as with_counts
from litigation_app.gate.rules import Block
from litigation_app.statistics.releases import PlanRef, ReleaseContents, RowOut, Signer, TableOut, load, write

Sheets = Mapping[str, Sequence[Line]]
Numbers = Mapping[tuple[str, str, str], str]  # by table, years and code, as they would be printed


def drafts_of(mode: str, country: str) -> list[ReleaseDraft]:
    """All that were prepared of a source and country, of whatever year, the latest last."""
    mine = ReleaseDraft.mode == mode, ReleaseDraft.countries == country
    return [*db.session.scalars(select(ReleaseDraft).where(*mine).order_by(ReleaseDraft.drafted_at))]


def not_told(mode: str, country: str, cohorts: Sequence[Cohort]) -> list[Cohort]:
    """Those of which no draft showed what the records say otherwise by few. Raises DraftRefused where none are left."""
    sheets = [(sheet, one.block.code) for one in cohorts for sheet in one.design.sheets]
    guarded = {(sheet.id, code) for sheet, code in sheets if not plan.is_public(mode, sheet.id)}
    money = {sheet.id for sheet, _code in sheets if sheet.unit == MONEY}
    told = told_otherwise(_shown(mode, country), _true(cohorts), guarded, money)
    kept = [one for one in cohorts if one.design.is_public or one.block.code not in told]
    if not kept:
        raise DraftRefused("shown_otherwise")
    return kept


def beside(mode: str, country: str, cohorts: Sequence[Cohort], new: Sheets) -> Sheets:
    """The tables to show, attacked beside what every draft showed, and what others published since. Raises WouldReveal."""
    shown, true = _shown(mode, country), _true(cohorts)
    sheets = as_shown(shown, true, new)
    seen = together(sheets, shown, true)
    if sheets is not new or seen != new:
        attacked(cohorts, seen)
    return sheets


def _shown(mode: str, country: str) -> list[Sheets]:
    return [one.proposal["sheets"] for one in drafts_of(mode, country)]


def _true(cohorts: Sequence[Cohort]) -> Numbers:
    """Every number as the records have it, a sum as it would be printed."""
    return {
        (sheet.id, cohort.block.code, code): said_of(cohort.whole, key)
        for cohort in cohorts
        for sheet in cohort.design.sheets
        for code, key in sheet.rows
    }


def told_otherwise(
    shown: Sequence[Sheets], true: Numbers, guarded: Set[tuple[str, str]], money: Set[str] = frozenset()
) -> set[str]:
    """The years of which a number was shown that is another by now, by fewer than k people, or a sum of money that is another at
    all. `true`: every number, printed or not; `guarded`: tables and years that are printed now and are about persons.
    """
    return {
        line[0]
        for one in shown
        for name, rows in one.items()
        for line in rows
        if (name, line[0]) in guarded and _tells(true, name, line, is_money=name in money)
    }


def _tells(true: Numbers, table: str, line: Line, *, is_money: bool) -> bool:
    """Whether somebody who saw it learns of so few; of a number that counts nobody any more nobody knows how few these were."""
    now, was = true.get((table, *line[:2])), line[2]
    if was is None or now == was:
        return False
    return now is None or is_money or abs(int(now) - int(was)) < policies.public().k


def as_shown(shown: Sequence[Sheets], true: Numbers, new: Sheets) -> Sheets:
    """The tables to show: the last that were shown of the same cells, if everything in them is still true."""
    for one in reversed(shown):
        numbers = [(name, line) for name, rows in one.items() for line in rows if line[2] is not None]
        if _cells(one) == _cells(new) and all(true.get((name, *line[:2])) == line[2] for name, line in numbers):
            return one
    return new


def together(sheets: Sheets, shown: Sequence[Sheets], true: Numbers) -> Sheets:
    """What whoever saw every draft has of these tables: each number, and the narrowest range, that is still true."""
    seen: dict[tuple[str, ...], list[Line]] = {}
    for one in shown:
        for name, rows in one.items():
            for line in rows:
                seen.setdefault((name, *line[:2]), []).append(line)

    def of(name: str, line: Line) -> Line:
        place = (name, *line[:2])
        return reduce(lambda one, other: _narrower(one, other, true[place]), seen.get(place, ()), line)

    return {name: [of(name, line) for line in rows] for name, rows in sheets.items()}


def _narrower(line: Line, shown: Line, true: str) -> Line:
    """A line with what another says of the same number, if it is true."""
    years, code, value, low, high = line
    if value is not None or shown[2] == true:
        return line if value is not None else [years, code, true, None, None]
    if shown[2] is not None or shown[4] is None or not shown[3] <= int(float(true)) <= shown[4]:
        return line
    return [years, code, None, max(low or 0, shown[3]), shown[4] if high is None else min(high, shown[4])]


def _cells(sheets: Sheets) -> set[tuple[str, str, str]]:
    return {(name, line[0], line[1]) for name, lines in sheets.items() for line in lines}


def contents(actor: Actor, draft: ReleaseDraft) -> ReleaseContents:
    """What the publication says."""
    proposal, source = draft.proposal, plan.PLANS[draft.mode]
    years = [Block.of(line[0]) for rows in proposal["sheets"].values() for line in rows]
    return ReleaseContents(
        title=draft.title,
        countries=(draft.countries,),
        first=date(min(one.first for one in years), 1, 1),
        last=date(max(one.last for one in years), 12, 31),
        reference_date=source.closed(draft.last_year).reference_date,
        mode=draft.mode,
        policy_hash=proposal["policy_hash"],
        certificate=proposal["certificate"],
        prepared_by=draft.drafted_by,
        approved_by=actor.id,
        tables=[_table(name, proposal["tables"][name], rows) for name, rows in proposal["sheets"].items()],
        plan=PlanRef(**proposal["plan"]),
    )


def _table(name: str, said: Mapping[str, Any], rows: Sequence[Line]) -> TableOut:
    title, unit, counted = (str(said[what]) for what in ("title", "unit", "counted"))
    dimensions = tuple(said["dimensions"])
    out = [RowOut((years, code), value, low=low, high=high) for years, code, value, low, high in rows]
    return TableOut(name, title, unit, counted, dimensions, out)


def attacked(cohorts: Sequence[Cohort], sheets: Sheets) -> None:
    """What these tables say of each cohort is true, and leaves every person hidden. Raises OtherFigures, WouldReveal."""
    left = {(name, line[0], line[1]) for name, rows in sheets.items() for line in rows}
    for cohort in cohorts:
        names = {sheet.id: sheet for sheet in cohort.design.sheets}
        mine = {name: [list(line) for line in sheets.get(name, ()) if line[0] == cohort.block.code] for name in names}
        for name, rows in mine.items():
            left -= {(name, line[0], line[1]) for line in rows}
        if not any(mine.values()):  # left out, for nothing protects them
            continue
        for name, rows in mine.items():
            if [line[1] for line in rows] != list(names[name].codes):
                raise OtherFigures
        _require_true(cohort, mine)
        if not cohort.design.is_public:
            weigh(with_counts(cohort, sheets), mine)
    if left:
        raise OtherFigures


def _require_true(cohort: Cohort, sheets: Sheets) -> None:
    """Each printed number is what the records say."""
    for sheet in cohort.design.sheets:
        for line, (_code, key) in zip(sheets[sheet.id], sheet.rows, strict=True):
            if line[2] is not None and line[2] != said_of(cohort.whole, key):
                raise OtherFigures


@contextmanager
def written(contents: ReleaseContents, cohorts: Sequence[Cohort], on_shelf: Path, signer: Signer) -> Iterator[Path]:
    """The publication beside the shelf, its files read back and attacked; what is not moved on is thrown away."""
    on_shelf.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".before-", dir=on_shelf) as waiting:
        folder = write(Path(waiting), contents, signer)
        read = load(Path(waiting), folder.name, {signer.public_key()})
        attacked(cohorts, {table.id: lines_of(table) for table in read.tables})
        yield folder
