"""Does every process of the suite keep the suite's clock, whatever day it is, and every test hold on another day too?"""

import re
import subprocess
import sys
import time
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

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


DAY_OF_A_MOMENT = re.compile(r"(?:\bat|_at)\.date\(\)")


def test_the_day_of_a_moment_is_the_one_on_the_region_s_clocks() -> None:
    """A moment is kept in UTC, where the day before goes on for one or two hours longer."""
    code = Path(clock.__file__).parents[1]
    paths = [path for kind in ("py", "html") for path in sorted(code.rglob(f"*.{kind}"))]

    assert [str(path.relative_to(code)) for path in paths if DAY_OF_A_MOMENT.search(path.read_text("utf-8"))] == []


YEAR_FIRST = re.compile(r"(\d{4})(?:-|, )(\d{1,2})(?:-|, )(\d{1,2})(?!\d)")
DAY_FIRST = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})")
RECKONED = "reckoned by the law from a day that the test names"
MAY_NAME_DAYS = {  # and why they are true on any day
    "features/continuity/test_doctor.py": "what another program says",
    "features/strategy/test_what_followed.py": RECKONED,
    "features/test_demo.py": "the demonstration is filled on a day of its own",
    "features/test_law_commands.py": RECKONED,
    "features/test_law_rows.py": RECKONED,
    "features/test_limitation_command.py": RECKONED,
    "features/test_search_log.py": "it travels there",
    "features/tracks/test_corrections.py": "the end of the year of its case",
    "features/walks/test_bosnia.py": RECKONED,
    "features/walks/test_north_macedonia.py": RECKONED,
    "features/walks/test_serbia.py": RECKONED,
    "things/diary.py": RECKONED,
}


def test_no_test_names_a_day_that_comes_in_the_year_after_the_suite_s() -> None:
    """It is ahead only while the suite begins where it does: a test that needs one reckons it from today."""
    tests = Path(__file__).parents[1]
    paths = [path for folder in ("browser", "features", "things") for path in sorted((tests / folder).rglob("*.py"))]

    found = {str(path.relative_to(tests)): days for path in paths if (days := soon(path.read_text("utf-8")))}

    assert {name: days for name, days in found.items() if name not in MAY_NAME_DAYS} == {}
    assert set(MAY_NAME_DAYS) - set(found) == set(), "these name none any more"


def soon(text: str) -> list[date]:
    """The days of the year after the suite's own that are written in a text."""
    begins = datetime.fromisoformat(suite_clock.BEGINS).date()
    written = [*YEAR_FIRST.findall(text), *(found[::-1] for found in DAY_FIRST.findall(text))]
    found = []
    for year, month, day in written:
        with suppress(ValueError):  # 31 November
            found.append(date(int(year), int(month), int(day)))
    return [day for day in found if begins < day <= begins + timedelta(days=365)]
