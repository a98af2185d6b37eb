"""Which id does the next row get? The same seed gives the same ids, in rising order, so that indexes grow at their end."""

import random
from datetime import UTC, date, datetime
from uuid import UUID

# RFC 9562: a time-ordered id, here with a counted millisecond instead of a real one.
_VERSION, _VARIANT = 0x7000, 0x8000


class Ids:
    """A source of ids for one fill."""

    def __init__(self, seed: int, today: date) -> None:
        self._random = random.Random(f"{seed}/ids")
        self._count = int(datetime(today.year, today.month, today.day, tzinfo=UTC).timestamp() * 1000)

    def new(self) -> UUID:
        """The next id."""
        self._count += 1
        bits = self._random.getrandbits(74)
        high = (self._count << 16) | _VERSION | (bits >> 62)
        low = (_VARIANT << 48) | (bits & ((1 << 62) - 1))
        return UUID(int=(high << 64) | low)
