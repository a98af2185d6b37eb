"""Does what a draft showed before stay in mind, though it was discarded?"""

from collections.abc import Sequence

from litigation_app.gate.protection.actions import Numbers, Sheets, as_shown, together, told_otherwise

NEW: Sheets = {
    "cohort_sex": [["2024", "_T", "30", None, None], ["2024", "F", "24", None, None], ["2024", "M", None, 0, 6]]
}
SHOWN: Sheets = {
    "cohort_sex": [["2024", "_T", None, 0, None], ["2024", "F", "24", None, None], ["2024", "M", "6", None, None]]
}
MONEY: Sheets = {"cohort_money": [["2020_2024", "awarded", "1230", None, None]]}
PEOPLE = frozenset({("cohort_sex", "2024"), ("cohort_age", "2024"), ("cohort_money", "2020_2024")})


def true(**changes: str) -> dict[tuple[str, str, str], str]:
    return {("cohort_sex", "2024", code): value for code, value in {"_T": "30", "F": "24", "M": "6", **changes}.items()}


def told(shown: Sequence[Sheets], true: Numbers, guarded: frozenset[tuple[str, str]] = PEOPLE) -> set[str]:
    return told_otherwise(shown, true, guarded, {"cohort_money"})


def test_where_nothing_was_shown_the_new_tables_are() -> None:
    assert as_shown([], true(), NEW) == NEW


def test_what_was_shown_and_is_still_true_is_shown_again_and_nothing_else() -> None:
    assert told([NEW, SHOWN], true()) == set()
    assert as_shown([NEW, SHOWN], true(), NEW) == SHOWN
    assert as_shown([SHOWN], true(F="30", M="0"), NEW) == NEW


def test_years_whose_records_changed_by_few_since_are_told_and_by_many_are_counted_anew() -> None:
    assert told([SHOWN, NEW], true(F="25")) == {"2024"}
    assert told([SHOWN], true(F="30", M="0")) == set()


def test_a_number_that_counts_nobody_any_more_is_a_change_that_is_not_known() -> None:
    assert told([{"cohort_age": [["2024", "Y_LT18", "7", None, None]]}], true()) == {"2024"}


def test_what_more_is_ripe_by_now_is_shown_too() -> None:
    more: Sheets = {**NEW, "cohort_age": [["2024", "_T", "30", None, None]]}

    assert as_shown([SHOWN], true() | {("cohort_age", "2024", "_T"): "30"}, more) == more


def test_a_draft_of_another_year_showed_other_tables_and_that_alone_is_no_change() -> None:
    assert told([{**SHOWN, "cohort_paid": [["2018", "paid", "7", None, None]]}], true()) == set()


def test_public_acts_that_became_more_are_no_reason_to_leave_them_out() -> None:
    assert told([SHOWN], true(F="25"), frozenset()) == set()


def test_a_sum_is_what_it_was_as_it_is_printed_and_any_other_tells_of_somebody() -> None:
    place = ("cohort_money", "2020_2024", "awarded")

    assert told([MONEY], {place: "1230"}) == set()
    assert told([MONEY], {place: "9230"}) == {"2020_2024"}


def test_whoever_saw_two_drafts_has_the_numbers_and_the_narrower_ranges_of_both() -> None:
    ranged: Sheets = {
        "cohort_sex": [["2024", "_T", None, 28, 33], ["2024", "F", "23", None, None], ["2024", "M", None, 2, 9]]
    }

    assert together(NEW, [SHOWN], true())["cohort_sex"][2] == ["2024", "M", "6", None, None]
    assert together(NEW, [ranged], true())["cohort_sex"] == [*NEW["cohort_sex"][:2], ["2024", "M", None, 2, 6]]
    assert together(SHOWN, [ranged], true())["cohort_sex"][0] == ["2024", "_T", None, 28, 33]
    assert together(NEW, [], true()) == NEW
