"""The clock of the suite: each of its processes begins at one moment, so that no test depends on the day of the run.

The processes that a test starts find `clocked/sitecustomize.py` on their path and begin there too; a test that needs
another day travels from here. PostgreSQL and Chromium keep the system's clock. Of ours, the look for what is left of the
erased asks the one (when was a table vacuumed?), and the script of a page the other (the year of a typed day, how long nobody
has been there). The reader of papers and the typesetter, which begin without a path, keep the system's too.
"""

import os
import time
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import time_machine

REGION = ZoneInfo("Europe/Belgrade")
BEGINS = "2026-11-26T10:00"  # a Thursday in the region
_AHEAD = "DESK_TESTS_AHEAD"  # seconds from the system's clock to the suite's


def begin(at: str) -> None:
    """The clock of this process, and of all that it starts, is at this moment; or where the run's first process has set it."""
    if _AHEAD not in os.environ:
        moment = datetime.fromisoformat(at).replace(tzinfo=REGION)
        os.environ[_AHEAD] = repr(moment.timestamp() - time.time())
        paths = (str(Path(__file__).with_name("clocked")), os.environ.get("PYTHONPATH"))
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    follow()


@cache
def follow() -> None:
    """As far ahead of the system's clock as the first process of the run, once."""
    ahead = float(os.environ[_AHEAD])
    travelled = time_machine.travel(time.time() + ahead, tick=True).start()
    travelled.shift(
        ahead - (time.time() - time_machine.escape_hatch.time.time())
    )  # the first start takes up to a second of a busy machine
