"""What is written when somebody has agreed: the publication, read back from its files and attacked once more."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from litigation_app.core.access import Actor
from litigation_app.gate.designs import queries as plan
from litigation_app.gate.models import ReleaseDraft
from litigation_app.gate.protection.proposal import Cohort, Line, OtherFigures, said_of, weigh
from litigation_app.gate.protection.queries import lines_of
from litigation_app.gate.rules import Block
from litigation_app.statistics.releases import PlanRef, ReleaseContents, RowOut, Signer, TableOut, load, write

Sheets = Mapping[str, Sequence[Line]]


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
            weigh(cohort, mine)
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
