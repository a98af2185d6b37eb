"""Which sources can a publication have? For each: whence its facts, which tables, and how facts become one linked system."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from litigation_app.casework import facts
from litigation_app.casework.courtwatch import facts as courtwatch
from litigation_app.disclosure.model import System
from litigation_app.disclosure.plan import Coarser
from litigation_app.gate import caseload, judgments, observation
from litigation_app.gate.sheets import Design

CASELOAD = "caseload"


@dataclass(frozen=True)
class Mode:
    """A source. `collect` reads coded facts, `design` says the tables of these years, made so much coarser; `system` builds them."""

    collect: Callable[..., Sequence[Any]]
    design: Callable[[int, int, Coarser], Design]
    system: Callable[[Sequence[Any], Design], System]


MODES: Mapping[str, Mode] = {
    CASELOAD: Mode(facts.collect, caseload.design, caseload.system),
    "judgments": Mode(courtwatch.judgments, judgments.design, judgments.system),
    "observation": Mode(courtwatch.hearings, observation.design, observation.system),
}
