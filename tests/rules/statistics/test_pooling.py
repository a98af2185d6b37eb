"""When do three years stand together, and when are all years so much surer than one that it is said?"""

import pytest

from bundled import bundle
from litigation_app.statistics.indicators import catalogue, pooling
from litigation_app.statistics.releases import RowOut, TableOut

STATUS = {"_T": 40, "FORMAL": 30, "PRESUMED": 10}


@pytest.mark.parametrize(
    ("last", "windows"),
    [
        (2019, []),
        (2020, [("2017", "2017"), ("2018", "2020")]),
        (2023, [("2017", "2017"), ("2018", "2020"), ("2021", "2023")]),
    ],
)
def test_years_stand_together_by_three_where_they_are_enough_for_two_windows(
    last: int, windows: list[tuple[str, str]]
) -> None:
    """Three years in one window would only repeat all years together."""
    years = [str(year) for year in range(2017, last + 1)]
    rows = [RowOut((year, code), number) for year in years for code, number in STATUS.items()]
    rows += [RowOut(("_T", code), len(years) * number) for code, number in STATUS.items()]
    table = TableOut("cohort_status", "Invented", "PERSON", "victim", ("YEAR", "STATUS"), rows)
    indicator = next(one for one in catalogue.all_indicators() if one.tables == (table.id,) and one.part == ("FORMAL",))

    found = pooling.pooled(indicator, bundle(first=2017, last=last, tables=[table]))

    assert [(one.first, one.last) for one in found] == windows


def test_no_three_years_together_go_over_a_year_that_is_not_printed() -> None:
    """ "2017 to 2020" over three printed years would be said to be three years."""
    years = ("2016", "2017", "2019", "2020", "2021", "2022")
    rows = [RowOut((year, code), number) for year in years for code, number in STATUS.items()]
    table = TableOut("cohort_status", "Invented", "PERSON", "victim", ("YEAR", "STATUS"), rows)

    found = pooling.pooled(catalogue.get("ID-02"), bundle(first=2016, last=2022, tables=[table]))

    assert [(one.first, one.last) for one in found] == [("2016", "2017"), ("2019", "2019"), ("2020", "2022")]
