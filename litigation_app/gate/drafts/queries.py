"""Whose figures would a publication print: of which people and years, in which tables?"""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from litigation_app.core.access import Actor
from litigation_app.core.jobs import Tell, quiet
from litigation_app.gate.designs import plan
from litigation_app.gate.designs.published_tables import Design
from litigation_app.gate.external_figures import queries as known
from litigation_app.gate.protection import previous_releases
from litigation_app.gate.protection.previous_releases import DraftRefused, Previous
from litigation_app.gate.protection.proposal import Cohort, Earlier
from litigation_app.gate.rules import Ripe, Wish


def counted(
    actor: Actor, draft_id: UUID, wish: Wish, before: Previous, tell: Tell = quiet
) -> tuple[list[Cohort], list[list[str]]]:
    """Every cohort, or year, that is ripe and was not printed yet, with its people: as the records stood on the closing day. And by
    years each table that is never printed, for nobody can say of how many of those people who were printed first.
    """
    tell("reading")
    found = before.left(plan.ripe(wish.mode, wish.country, wish.year))
    if not found:
        raise DraftRefused("nothing_ripe")
    source = plan.PLANS[wish.mode]
    years = [year for one in found for year in one.block.years]
    known = {year: source.closed(of).at for year in years if (of := before.counted_in(year)) is not None}
    facts = plan.collected(actor, wish.mode, wish.country, years, source.closed(wish.year, known), draft_id)
    made: list[Cohort] = []
    untold: list[list[str]] = []
    for one in found:
        if mine := [fact for fact in facts if plan.year_of(fact) in one.block.years]:
            for cohort in _cohorts(wish, one, mine, before):
                if isinstance(cohort, Design):
                    untold += [[one.block.code, sheet.id] for sheet in cohort.sheets]
                else:
                    made.append(cohort)
    if not made:
        raise DraftRefused("untold" if untold else "nobody")
    return made, untold


def _cohorts(wish: Wish, one: Ripe, mine: Sequence[Any], before: Previous) -> Iterator[Cohort | Design]:
    """The people of one cohort in its tables; the tables alone where how many were counted first is hidden, or where the records
    have more of them by now.
    """
    earlier = before.earlier(wish.country, one.block) if wish.mode == plan.CASELOAD else Earlier()
    for design in plan.designs(wish.mode, wish.country, one):
        is_tied = bool(earlier.said or earlier.withheld) and "YEAR=_T" in design.keys
        total = previous_releases.total_of(earlier) if is_tied else len(mine)
        if total is None or total < len(mine):
            yield design
            continue
        whole = plan.system(wish.mode, wish.country, design, mine, gone=total - len(mine))
        others = known.facts_of(wish.mode, wish.country, one.block, design)
        yield Cohort(one.block, design, whole, earlier if is_tied else Earlier(), others)
