"""May a draft be shown beside what drafts of any year showed before, discarded ones too? Whoever saw both has both."""

from collections.abc import Mapping, Sequence, Set
from functools import reduce

from sqlalchemy import select

from litigation_app.core.db import db
from litigation_app.disclosure import policy as policies
from litigation_app.gate.designs import queries as plan
from litigation_app.gate.designs.rules import MONEY
from litigation_app.gate.models import ReleaseDraft
from litigation_app.gate.protection import actions as bundling
from litigation_app.gate.protection.proposal import Cohort, Line, said_of
from litigation_app.gate.protection.queries import DraftRefused

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
        bundling.attacked(cohorts, seen)
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
