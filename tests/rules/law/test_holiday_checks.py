"""Does a broken file of court holidays say what is broken?"""

from dataclasses import replace

import pytest

from litigation_app.law import holiday_file
from litigation_app.law.holiday_checks import problems
from litigation_app.law.holiday_file import Closes, HolidayFile, MonthDay
from litigation_app.law.loader import COUNTRIES


def broken(**changes: object) -> HolidayFile:
    file = holiday_file.load("BA")
    first, *others = file.rules
    return replace(file, rules=(replace(first, **changes), *others))  # type: ignore[arg-type]


@pytest.mark.parametrize("code", COUNTRIES)
def test_the_shipped_files_are_sound(code: str) -> None:
    assert problems(holiday_file.load(code)) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"id": "labour_fbih"}, "holiday 'labour_fbih' stands 2 times"),
        ({"on": ()}, "needs exactly one of"),
        ({"feast": "orthodox_easter", "offsets": (1,)}, "needs exactly one of"),
        ({"on": (), "feast": "midsummer", "offsets": (0,)}, "follows 'midsummer'"),
        ({"on": (), "feast": "orthodox_easter"}, "needs offsets"),
        ({"on": (MonthDay(2, 30),)}, "a day that no year has"),
        ({"on": (MonthDay(13, 1),)}, "a day that no year has"),
        ({"since": 2020, "until": 2019}, "ends before it begins"),
        ({"closes": Closes.NO}, "yet gives a day for a Sunday"),
        ({"legal_basis": ""}, "needs a legal basis"),
        ({"forums": ("ba-xx",)}, "names forum 'ba-xx'"),
        ({"sources": ("nowhere",)}, "cites source 'nowhere'"),
        ({"confidence": "sure"}, "has confidence 'sure'"),
    ],
)
def test_a_broken_holiday_gets_one_sentence(changes: dict[str, object], sentence: str) -> None:
    assert [one for one in problems(broken(**changes)) if sentence in one]


def test_a_weekend_without_its_source_is_named() -> None:
    file = holiday_file.load("BA")

    assert problems(replace(file, weekend=replace(file.weekend, sources=("nowhere",)))) == [
        "the weekend cites source 'nowhere', which is not explained"
    ]
