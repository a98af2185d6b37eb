"""Do two coordinators have to approve a claim? Pure."""

from collections.abc import Iterable
from decimal import Decimal

from litigation_app.casework.claims.amounts import total
from litigation_app.casework.claims.rules import Part


def asks_for_two(parts: Iterable[Part], limit: Decimal | None) -> bool:
    """Above the limit, not at it; `limit` None: never. The rule is this program's: no law asks for it."""
    return limit is not None and total(parts) > limit
