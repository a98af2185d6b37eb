"""Is a file of court holidays sound: has every holiday its days, its law and its sources?"""

import calendar
from collections import Counter
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR

from litigation_app.law.holiday_file import Closes, HolidayFile, HolidayRule, OnSunday
from litigation_app.law.movable import FEASTS

_MARKS = frozenset({"high", "medium", "low"})
_LEAP_YEAR = 2024


def problems(file: HolidayFile) -> list[str]:
    """Return one sentence for each fault; an empty list is a sound file."""
    found = [f"holiday {id_!r} stands {times} times" for id_, times in _repeated(file)]
    found += [f"the weekend {fault}" for fault in _unsourced(file, file.weekend.sources, file.weekend.confidence)]
    for rule in file.rules:
        found += [f"holiday {rule.id!r} {fault}" for fault in _faults(file, rule)]
    return found


def _repeated(file: HolidayFile) -> Iterator[tuple[str, int]]:
    counted = Counter(one.id for one in file.rules)
    yield from ((id_, times) for id_, times in counted.items() if times > 1)


def _faults(file: HolidayFile, rule: HolidayRule) -> Iterator[str]:
    if [bool(rule.on), rule.feast is not None, bool(rule.dates)].count(True) != 1:
        yield "needs exactly one of days of the year, a movable feast, single dates"
    if rule.feast is not None and rule.feast not in FEASTS:
        yield f"follows {rule.feast!r}, which is no feast known here"
    if (rule.feast is not None) != bool(rule.offsets):
        yield "needs offsets with a movable feast, and only there"
    if any(not _is_day(one.month, one.day) for one in rule.on):
        yield "names a day that no year has"
    if (rule.since or MINYEAR) > (rule.until or MAXYEAR):
        yield "ends before it begins"
    if rule.closes is Closes.NO and rule.sunday is not OnSunday.NONE:
        yield "closes no court, yet gives a day for a Sunday"
    if not rule.legal_basis:
        yield "needs a legal basis"
    yield from (
        f"names forum {one!r}, which the country does not have" for one in rule.forums if one not in file.forums
    )
    yield from _unsourced(file, rule.sources, rule.confidence)


def _unsourced(file: HolidayFile, cited: tuple[str, ...], confidence: str) -> Iterator[str]:
    yield from (f"cites source {one!r}, which is not explained" for one in cited if one not in file.sources)
    if confidence not in _MARKS:
        yield f"has confidence {confidence!r}"


def _is_day(month: int, day: int) -> bool:
    return month in range(1, 13) and day in range(1, calendar.monthrange(_LEAP_YEAR, month)[1] + 1)
