"""How much work may a search or an attack take? Counted, never timed: the same question has the same answer on a busy machine.

Only at a last stop does the clock end it. Then nothing comes of it, and whoever asked is told so.
"""

import math
import time
import tomllib
from collections.abc import Callable
from functools import cache
from typing import Any

from litigation_app.disclosure import policy

# In HiGHS, no limit.
NO_LIMIT = 2**31 - 1


class Busy(Exception):
    """The clock came to the last stop long before the work was done: the machine is too busy, and nothing is known."""


def _quiet(_done: int, _of: int) -> None:
    """Tells nobody."""


@cache
def constants() -> dict[str, Any]:
    """The tables of rates and budgets: they stand in the policy file, so that its hash names them too."""
    return tomllib.loads(policy.FILE.read_text("utf-8"))


def seconds(step: str) -> float:
    """The budget of a step, in seconds of one quiet core."""
    return float(constants()["budget"][step])


class Effort:
    """So many `seconds` of work as the policy file counts them, and no more; a part of it counts for the whole too.

    `tell` hears how much of it is spent.
    """

    def __init__(
        self,
        seconds: float,
        *,
        tell: Callable[[int, int], None] = _quiet,
        of: "Effort | None" = None,
    ) -> None:
        clock = constants()["clock"]
        longest = max(clock["least"], seconds * clock["patience"])
        self.late: float = of.late if of else time.monotonic() + longest
        self.seconds, self.spent, self._tell, self._of = seconds, 0.0, tell, of

    def part(self, seconds: float) -> "Effort":
        """So much of what is left of it."""
        return Effort(min(seconds, self.left), of=self)

    @property
    def left(self) -> float:
        """What is not spent, in seconds."""
        left = max(0.0, self.seconds - self.spent)
        return min(left, self._of.left) if self._of else left

    @property
    def is_spent(self) -> bool:
        """Whether no work is left: what was not decided by then counts as not safe."""
        return self.left <= 0

    def spend(self, seconds: float) -> None:
        """So much more is done."""
        self.spent += seconds
        if self._of:
            self._of.spend(seconds)
        elif self.seconds < math.inf:
            self._tell(int(min(self.spent, self.seconds)), int(self.seconds))

    def run(self, highs: Any, *, whole: bool = False) -> Any:
        """Let the solver answer, and count it; a search among `whole` numbers ends where what is left does.

        Gives the model's status. Raises Busy.
        """
        from highspy import HighsModelStatus

        rate, rows = constants()["rate"], highs.getNumRow()
        if time.monotonic() > self.late:
            raise Busy
        node = rate["node"] + rows * rate["row_of_node"]
        highs.setOptionValue("mip_max_nodes", int(min(NO_LIMIT, 1 + self.left / node)) if whole else NO_LIMIT)
        highs.setOptionValue("time_limit", self.late - time.monotonic())
        highs.run()
        status, did = highs.getModelStatus(), highs.getInfo()
        nodes = max(1, did.mip_node_count) if whole else 0
        step = rate["step"] + rows * rate["row_of_step"]
        self.spend(rate["question"] + did.simplex_iteration_count * step + nodes * node)
        if status == HighsModelStatus.kTimeLimit:
            raise Busy
        return status


def of(budget: "float | Effort") -> Effort:
    """A budget as such: what is given may be so many seconds of its own, or what is left of another."""
    return budget if isinstance(budget, Effort) else Effort(budget)
