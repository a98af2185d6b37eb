"""Which sums of money may be printed? Those that say nothing of a count: of whose people a count is printed as well."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from litigation_app.core.jobs import Tell, quiet
from litigation_app.disclosure import policy as policies
from litigation_app.gate.designs.rules import Design
from litigation_app.gate.protection.proposal import Cohort, Line, Proposed, WouldReveal, propose
from litigation_app.gate.rules import Block


def proposed(cohorts: Sequence[Cohort], tell: Tell = quiet) -> list[tuple[Cohort, Proposed]]:
    """The tables of each cohort, without those that nothing protects: raises WouldReveal where none are left. Counts come first, for
    a sum is printed beside one of them alone.
    """
    found: list[tuple[Cohort, Proposed]] = []
    ordered = sorted(cohorts, key=lambda one: bool(one.design.behind))
    for one in ordered:
        sheets = [made.sheets for _cohort, made in found]
        try:
            found.append((one, propose(beside(one, *sheets), tell)))
        except WouldReveal:
            if one is ordered[-1] and not found:
                raise
    return found


def beside(cohort: Cohort, *sheets: Mapping[str, Sequence[Line]]) -> Cohort:
    """A cohort that knows which of its sums these tables allow."""
    lines = ((name, line) for one in sheets for name, rows in one.items() for line in rows)
    return replace(cohort, told=cohort.told | told(cohort.design, cohort.block, lines))


def told(design: Design, block: Block, printed: Iterable[tuple[str, Line]]) -> frozenset[str]:
    """The sums of whose people enough counts are printed, of all these years or of some: a count says already how many stand behind
    it at least, now or in any later publication. `printed`: lines with the names of their tables.
    """
    if not design.behind:
        return frozenset()
    said = ((table, line) for table, line in printed if line[2] not in {None, "0"} and block.holds(Block.of(line[0])))
    counts = Counter(f"{table}:{line[1]}" for table, line in said)
    return frozenset(key for key, cell in design.behind.items() if counts[cell] >= policies.public().counts_beside)
