"""What changed since the last publication? Found in the two printed tables alone, as a reader finds it."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from litigation_app.core.language import current
from litigation_app.disclosure.tables import TOTAL
from litigation_app.gate.models import ReleaseDraft
from litigation_app.gate.presenting import place
from litigation_app.statistics.releases import ReleaseBroken, ReleaseUnknown, Table, load, vocabulary


@dataclass(frozen=True)
class Changed:
    """Of one table: numbers that moved (place, then, now), years that were added, places newly hidden and newly printed."""

    title: str
    moved: list[tuple[str, str, str]]
    years: list[str]
    hidden: list[str]
    shown: list[str]

    @property
    def is_same(self) -> bool:
        return not (self.moved or self.years or self.hidden or self.shown)


def since(found: ReleaseDraft, *, on_shelf: Path, trusted: Set[bytes]) -> list[Changed]:
    """Table by table against the publication that this draft goes on from; none where there is none, or it is broken."""
    name = found.proposal.get("since", {}).get("release")
    if not name:
        return []
    try:
        before = load(on_shelf, name, trusted)
    except (ReleaseBroken, ReleaseUnknown):
        return []
    printed = found.proposal["sheets"]
    return [changed(table, printed[table.id]) for table in before.tables if table.id in printed]


def changed(then: Table, now: Sequence[Sequence[Any]]) -> Changed:
    """What is printed differently in a table. Rows of years that were not there before are no change."""
    old = {row.codes: None if row.value is None else Decimal(row.value) for row in then}
    new = {tuple(codes): None if value is None else Decimal(value) for *codes, value in now}
    both = [codes for codes in new if codes in old and old[codes] != new[codes]]
    years = dict.fromkeys(codes[0] for codes in new if codes not in old and codes[0] != TOTAL)
    return Changed(
        title=vocabulary.say("table", then.id, current()),
        moved=[
            (place(then.dimensions, codes), str(old[codes]), str(new[codes]))
            for codes in both
            if old[codes] is not None and new[codes] is not None
        ],
        years=[vocabulary.code("YEAR", year, current()) for year in years],
        hidden=[place(then.dimensions, codes) for codes in both if new[codes] is None],
        shown=[place(then.dimensions, codes) for codes in both if old[codes] is None],
    )
