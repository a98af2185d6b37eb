"""Processes that are killed at a part of their work, however fast or slow the machine is just then."""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

TRIES = 40
EARLIER = 0.95  # each try after one that came too late
LOOKS_SECONDS = 0.0002


def parts(count: int) -> Iterator[float]:
    """`count` parts of a whole, drawn by chance but spread over all of it."""
    chance = random.Random(20261124)
    for number in range(count):
        yield (number + chance.random()) / count


@dataclass
class Killer:
    """`whole`: seconds of the quickest run that went to its end; a run that ends too early is one more measurement."""

    whole: float

    @classmethod
    def of(cls, start: Callable[[], int]) -> "Killer":
        """Knows how long such a process works, since one has been let go to its end."""
        begun = time.monotonic()
        assert os.waitstatus_to_exitcode(os.waitpid(start(), 0)[1]) == 0
        return cls(time.monotonic() - begun)

    def kill(self, start: Callable[[], int], part: float) -> None:
        """Kill such a process at this part of its work, without a warning; a little earlier if it was over. `start` gives its number."""
        for _ in range(TRIES):
            begun, child = time.monotonic(), start()
            while not _is_over(child) and time.monotonic() - begun < self.whole * part:
                time.sleep(LOOKS_SECONDS)
            lasted = time.monotonic() - begun
            os.kill(child, signal.SIGKILL)
            ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            if ended == -signal.SIGKILL:
                return
            assert ended == 0, f"it ended with {ended} by itself"
            self.whole, part = min(self.whole, lasted), part * EARLIER
        raise AssertionError(f"of {TRIES} none was at work at {part:.2f} of {self.whole:.4f} s")


def _is_over(child: int) -> bool:
    """It is asked without being laid to rest, so that its number stays its own until it is killed."""
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
