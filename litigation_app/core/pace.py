"""Who asks so often that others would wait (counted in this process, kept nowhere)?"""

from collections import deque
from threading import Lock
from uuid import UUID

MOST_PEOPLE = 1000  # whoever asked longest ago is forgotten first


class Pace:
    """At most `most` asks of one person in `seconds`."""

    def __init__(self, most: int, seconds: float) -> None:
        self.most, self.seconds = most, seconds
        self._asked: dict[UUID, deque[float]] = {}
        self._lock = Lock()

    def allows(self, who: UUID, now: float) -> bool:
        """Whether she may ask at `now` (seconds of a clock that only goes on); an ask that is allowed is counted."""
        with self._lock:
            times = self._asked.pop(who, deque[float]())
            while times and times[0] <= now - self.seconds:
                times.popleft()
            may = len(times) < self.most
            if may:
                times.append(now)
            self._asked[who] = times
            while len(self._asked) > MOST_PEOPLE:
                del self._asked[next(iter(self._asked))]
            return may
