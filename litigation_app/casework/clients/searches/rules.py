"""When is the next search free? Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta

MOST = 10  # shown; whoever needs more narrows the search
HOUR = timedelta(hours=1)
MOST_RETRIES = 5  # names replaced or given up in a day by one person, before those who answer for her are told
YOUNG = timedelta(days=30)


def free_again(searched: Sequence[datetime], now: datetime, most: int, wanted: int = 1) -> datetime | None:
    """From when she may search again, `wanted` times: when so few of her last searches are within an hour; None: now."""
    lately = sorted((at for at in searched if at > now - HOUR), reverse=True)
    kept = max(most - wanted, 0)
    return lately[kept] + HOUR if len(lately) > kept else None
