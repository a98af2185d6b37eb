"""Does an opened file still stand open? Twenty minutes run from its last use, two hours from its opening. Pure."""

from datetime import datetime, timedelta


def stands_open(
    opened_at: datetime, used_at: datetime | None, now: datetime, *, idle: timedelta, spell: timedelta
) -> bool:
    """Whether the opening may be used now: not longer unused than `idle`, not longer open than `spell`."""
    last = max(opened_at, used_at or opened_at)
    return now - last <= idle and now - opened_at <= spell


def minutes_left(opened_at: datetime, now: datetime, *, idle: timedelta, spell: timedelta) -> int:
    """For how many whole minutes the file stays open if nobody uses it from now on."""
    left = min(now + idle, opened_at + spell) - now
    return max(int(left.total_seconds() // 60), 0)
