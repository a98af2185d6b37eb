"""What was prepared, with everything of which it was made: not kept, but for what a reader could be shown."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from litigation_app.disclosure.model import System
from litigation_app.gate.beside import Since
from litigation_app.gate.proposal import Proposal
from litigation_app.gate.sheets import Design
from litigation_app.gate.since import Before
from litigation_app.statistics.releases import PlanRef, RowOut, TableOut


@dataclass(frozen=True)
class Made:
    """A proposal with the people, the tables, everything printed before, its plan, and what each indicator loses."""

    proposal: Proposal
    whole: System
    design: Design
    before: Before
    since: Since | None
    plan: PlanRef
    losses: Mapping[str, tuple[int, int, int, int]] = field(default_factory=dict)
    seen: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """For the draft."""
        since = self.since.as_json() if self.since else {}
        besides = {"since": since, "head": self.before.head, "plan": asdict(self.plan)}
        return self.proposal.as_json() | besides | {"losses": self.losses, "seen": self.seen}

    @property
    def tables(self) -> list[TableOut]:
        """The tables as they go out."""
        return [
            TableOut(
                id=sheet.id,
                title=sheet.title,
                unit=sheet.unit,
                counted=sheet.counted,
                dimensions=sheet.dimensions,
                rows=[RowOut(codes=tuple(codes), value=value) for *codes, value in self.proposal.sheets[sheet.id]],
            )
            for sheet in self.design.sheets
        ]
