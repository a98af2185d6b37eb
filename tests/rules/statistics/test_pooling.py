"""When do three years stand together, and when are all years so much surer than one that it is said?"""

import pytest

from bundled import bundle
from feasible import speaking
from litigation_app.statistics.indicators import catalogue, pooling, tabulating
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


def test_a_suppressed_base_stands_with_the_range_that_follows_from_its_parts() -> None:
    """62, 13 to 23 and 23 are printed on the same page: 98 to 108 together, and never no more than a sign."""
    bases = {"2013": 40, "2014": 62, "2015": None, "2016": 23}
    rows = [
        RowOut((year, "indicted"), None, low=13, high=23) if base is None else RowOut((year, "indicted"), base)
        for year, base in bases.items()
    ]
    rows += [RowOut((year, code), 5) for year in bases for code in ("filed", "not_filed")]
    table = TableOut("cohort_filed", "Invented", "PERSON", "victim", ("YEAR", "FILED"), rows)

    with speaking("en"):
        found = tabulating.of_windows(
            pooling.pooled(catalogue.get("CMP-01"), bundle(first=2013, last=2016, tables=[table]))
        )

    assert [row[:2] for row in found.rows] == [["2013", "40"], ["2014–2016", "98 to 108"]]
