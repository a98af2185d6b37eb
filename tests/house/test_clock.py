"""Does every process of the suite keep the suite's clock, whatever day it is?"""

import subprocess
import sys
import time
from datetime import datetime

import pytest
import time_machine

import suite_clock
from litigation_app.core import clock

HOURS_OF_A_RUN = 12
A_MOMENT = 10  # seconds: between two looks at two clocks a busy machine does something else


def test_the_suite_has_a_day_of_its_own(pytestconfig: pytest.Config) -> None:
    begins = datetime.fromisoformat(pytestconfig.getoption("--on")).replace(tzinfo=suite_clock.REGION)

    assert 0 <= (clock.now() - begins).total_seconds() < HOURS_OF_A_RUN * 3600


def test_a_process_that_a_test_starts_keeps_the_same_clock() -> None:
    ahead = time.time() - time_machine.escape_hatch.time.time()

    said = subprocess.run(
        [sys.executable, "-c", "import time, time_machine as m; print(time.time() - m.escape_hatch.time.time())"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert float(said.stdout) == pytest.approx(ahead, abs=A_MOMENT)
