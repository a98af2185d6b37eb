"""What changed between two versions of a claim, and do two coordinators have to approve it? Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from litigation_app.casework.claims.amounts import total
from litigation_app.casework.claims.rules import ZERO, Part


@dataclass(frozen=True)
class RowChange:
    """A kind of damage in two versions. `before` None: it was added; `now` None: it was taken out."""

    head: str
    before: Decimal | None
    now: Decimal | None

    @property
    def difference(self) -> Decimal:
        return (self.now or ZERO) - (self.before or ZERO)

    @property
    def is_change(self) -> bool:
        return self.before != self.now


def changes(before: Iterable[Part], now: Iterable[Part]) -> list[RowChange]:
    """Every kind of damage of either version, in the order of the later one; what was taken out comes last."""
    old, new = _by_head(before), _by_head(now)
    heads = [*new, *(head for head in old if head not in new)]
    return [RowChange(head, old.get(head), new.get(head)) for head in heads]


def compared_with(version: int, reviewed: Iterable[int]) -> int | None:
    """The version to hold this one against: the last that was reviewed before it; None: it is the first."""
    earlier = [one for one in reviewed if one < version]
    return max(earlier, default=version - 1 or None)


def _by_head(parts: Iterable[Part]) -> dict[str, Decimal]:
    """One sum a kind of damage, however many rows it stands in."""
    found: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for one in parts:
        found[one.head] += one.amount
    return dict(found)


def asks_for_two(parts: Iterable[Part], limit: Decimal | None) -> bool:
    """Above the limit, not at it; `limit` None: never. The rule is this program's: no law asks for it."""
    return limit is not None and total(parts) > limit
