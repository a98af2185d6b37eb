"""Why can something that was written down about a claim not be struck or corrected so? Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from litigation_app.casework.claims import filings
from litigation_app.casework.claims.rules import Blocker, ClaimView
from litigation_app.law.words import Table, read_tables

_FILE = Path(__file__).with_name("mistakes.toml")


@dataclass(frozen=True)
class Correction:
    """What the day of filing is to say. `was`: the day that she saw; `on` None: the claim was not filed at all.

    `unauthorised`: why it was filed although nobody could file it (a code); "": nothing was lacking.
    """

    was: date | None
    on: date | None
    why: str
    unauthorised: str = ""


def blockers_of_correction(claim: ClaimView, said: Correction, *, has_authority: bool) -> list[Blocker]:
    """Why the day of filing cannot become this one. `has_authority`: somebody may file for her then, or a reason is given."""
    if claim.filed_on is None or claim.filed_on != said.was:
        return [Blocker.CORRECTED_MEANWHILE]
    if said.on == said.was:
        return [Blocker.SAME_DAY]
    if said.on is None:
        return [Blocker.RESTS_ON_FILING] if claim.decisions or claim.payments else []
    return filings.faults_of_filing(claim, said.on) or ([] if has_authority else [Blocker.NO_AUTHORITY])


@cache
def words() -> Mapping[str, Table]:
    """The words of mistakes.toml."""
    return read_tables(_FILE)
