"""From the indictment to the first judgment: within how many months, for whoever was followed from the start?"""

from datetime import date

import pytest

from litigation_app.casework import rules
from litigation_app.casework.rules import ENDED, LATE, OPEN, Reached, months_after, to_judgment, trial_days

TWO, FIVE = rules.judgment_windows()
INDICTED, END = date(2020, 8, 31), date(2022, 12, 31)
BEFORE = date(2020, 1, 1)


def stages(*later: tuple[str, date]) -> list[Reached]:
    return [Reached("indictment_filed", None, INDICTED), *(Reached(stage, None, on) for stage, on in later)]


def how(*later: tuple[str, date], contact: date = BEFORE, by: date = END) -> str | None:
    return to_judgment(trial_days(stages(*later), by), contact, by, TWO)


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (INDICTED, "up_to_6"),
        (date(2021, 2, 28), "up_to_6"),  # the last day of a shorter month
        (date(2021, 3, 1), "6_to_12"),
        (date(2021, 8, 31), "6_to_12"),
        (date(2021, 9, 1), "12_to_24"),
        (date(2022, 8, 31), "12_to_24"),
        (date(2022, 9, 1), OPEN),
    ],
)
def test_a_judgment_on_the_last_day_of_a_band_belongs_to_it(on: date, code: str) -> None:
    assert how(("first_instance_judgment", on)) == code


def test_what_ended_without_a_judgment_within_the_window_is_the_competing_end() -> None:
    assert how(("terminated", date(2021, 5, 1))) == ENDED
    assert how(("terminated", date(2022, 9, 1))) == OPEN
    assert how(("first_instance_judgment", date(2021, 1, 1)), ("closed", date(2021, 5, 1))) == "up_to_6"
    assert how(("terminated", date(2021, 1, 1)), ("first_instance_judgment", date(2022, 1, 1))) == "12_to_24"


def test_nobody_has_a_code_before_the_window_is_over() -> None:
    assert how(("first_instance_judgment", date(2020, 9, 1)), by=date(2022, 8, 30)) is None
    assert how(("first_instance_judgment", date(2020, 9, 1)), by=date(2022, 8, 31)) == "up_to_6"
    assert to_judgment(trial_days([Reached("report", None, BEFORE)], END), BEFORE, END, TWO) is None


def test_who_came_after_the_indictment_or_whose_day_is_not_recorded_was_not_followed() -> None:
    unknown = trial_days([Reached("first_instance_judgment", "convicted", INDICTED)], END)

    assert how(contact=date(2020, 9, 1)) == LATE
    assert how(contact=INDICTED) == OPEN
    assert to_judgment(unknown, BEFORE, END, TWO) == LATE


def test_a_row_never_changes_by_what_happens_after_its_window() -> None:
    after = ("first_instance_judgment", date(2023, 3, 1)), ("terminated", date(2023, 4, 1))

    assert how(*after, by=date(2025, 12, 31)) == how() == OPEN


def test_months_end_on_the_last_day_of_a_shorter_month() -> None:
    assert months_after(date(2023, 8, 31), 6) == date(2024, 2, 29)
    assert months_after(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert TWO.codes == ("up_to_6", "6_to_12", "12_to_24", ENDED, OPEN, LATE)
    assert FIVE.codes == ("up_to_6", "6_to_12", "12_to_24", "24_to_36", "36_to_60", ENDED, OPEN, LATE)
    assert (TWO.years, FIVE.years) == (2, 5)


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2022, 8, 31), "12_to_24"),
        (date(2022, 9, 1), "24_to_36"),
        (date(2023, 8, 31), "24_to_36"),
        (date(2023, 9, 1), "36_to_60"),
        (date(2025, 8, 31), "36_to_60"),
        (date(2025, 9, 1), OPEN),
    ],
)
def test_whoever_is_followed_for_five_years_is_open_only_then(on: date, code: str) -> None:
    trial = trial_days(stages(("first_instance_judgment", on)), date(2026, 12, 31))

    assert to_judgment(trial, BEFORE, date(2025, 8, 30), FIVE) is None
    assert to_judgment(trial, BEFORE, date(2025, 12, 31), FIVE) == code
