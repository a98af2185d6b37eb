"""Does what a draft showed before stay in mind, though it was discarded?"""

from typing import Any

import pytest

from litigation_app.gate.previous_releases import DraftRefused
from litigation_app.gate.shown_before import as_shown

NEW = {"cohort_sex": [["2024", "_T", "30", None, None], ["2024", "F", "24", None, None], ["2024", "M", None, 0, 6]]}
SHOWN = {"cohort_sex": [["2024", "_T", None, 0, None], ["2024", "F", "24", None, None], ["2024", "M", "6", None, None]]}


def true(**changes: str) -> dict[tuple[str, str, str], str]:
    return {("cohort_sex", "2024", code): value for code, value in {"_T": "30", "F": "24", "M": "6", **changes}.items()}


def shown(*drafts: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"sheets": one} for one in drafts]


def test_where_nothing_was_shown_the_new_tables_are() -> None:
    assert as_shown([], true(), NEW) == NEW


def test_what_was_shown_and_is_still_true_is_shown_again_and_nothing_else() -> None:
    assert as_shown(shown(NEW, SHOWN), true(), NEW) == SHOWN


def test_records_that_changed_by_few_since_are_refused_and_by_many_are_counted_anew() -> None:
    with pytest.raises(DraftRefused, match="shown_otherwise"):
        as_shown(shown(SHOWN), true(F="25"), NEW)
    assert as_shown(shown(SHOWN), true(F="30", M="0"), NEW) == NEW


def test_a_number_that_counts_nobody_any_more_is_a_change_that_is_not_known() -> None:
    with pytest.raises(DraftRefused, match="shown_otherwise"):
        as_shown(shown({"cohort_age": [["2024", "Y_LT18", "7", None, None]]}), true(), NEW)


def test_what_more_is_ripe_by_now_is_shown_too() -> None:
    more = {**NEW, "cohort_age": [["2024", "_T", "30", None, None]]}

    assert as_shown(shown(SHOWN), true() | {("cohort_age", "2024", "_T"): "30"}, more) == more
