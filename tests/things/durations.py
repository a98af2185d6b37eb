"""Where does the time of a run go? Seconds of a worker by folder, for the end of its report."""

from collections import Counter
from typing import Any

MANY = 500  # tests: below that nobody asks


def by_folder(reports: list[Any]) -> list[str]:
    """A line for each folder of tests that took a second or more, the dearest first; none for a small run."""
    timed = [report for report in reports if hasattr(report, "duration") and hasattr(report, "nodeid")]
    if sum(report.when == "call" for report in timed) < MANY:
        return []
    seconds = Counter[str]()
    for report in timed:
        seconds[report.nodeid.partition("::")[0].rpartition("/")[0]] += report.duration
    lines = [f"{spent:7.0f} s  {folder}" for folder, spent in seconds.most_common() if spent >= 1]
    return [*lines, f"{seconds.total():7.0f} s  in all"]
