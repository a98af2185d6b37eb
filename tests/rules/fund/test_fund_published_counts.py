"""Which counts of a publication an estimate starts from."""

import pytest

from bundled import bundle
from litigation_app.statistics.fund import studies
from litigation_app.statistics.fund.inputs import CountsRefused, Interval, NoYears, OneCount
from litigation_app.statistics.releases import RowOut, TableOut


def printed(*rows: RowOut):
    return bundle(country="RS", tables=[TableOut("cohort_sex", "Invented", "PERSON", "victim", ("YEAR", "SEX"), rows)])


def test_a_publication_of_cohorts_gives_each_year_once_and_a_withheld_one_as_its_range():
    rows = [
        RowOut(("2019", "_T"), 30),
        RowOut(("2019", "F"), 20),
        RowOut(("2020", "_T"), None, low=20, high=31),
        RowOut(("2020", "F"), 20),
    ]

    series = studies.counts_of(printed(*rows))

    assert series.years == {2019: Interval(30, 30, 1, 2022), 2020: Interval(20, 31, 1, 2022)}
    assert series.group == "trafficking"


def test_a_withheld_year_that_nothing_bounds_and_data_without_any_year_are_refused():
    with pytest.raises(CountsRefused, match="2020"):
        studies.counts_of(printed(RowOut(("2020", "_T"), None), RowOut(("2020", "F"), None)))
    with pytest.raises(NoYears, match="by year"):
        studies.counts_of(printed(RowOut(("_U", "_T"), 40), RowOut(("_U", "F"), 30)))


def test_years_counted_as_one_are_one_count_and_no_year_is_counted_twice():
    rows = [
        RowOut(("2010_2014", "_T"), 40),
        RowOut(("2015_2019", "_T"), None, low=3, high=9),
        RowOut(("2019_2021", "_T"), 30),
        RowOut(("2021", "_T"), 8),
    ]

    series = studies.counts_of(printed(*rows))

    assert series.years == {2015: Interval(3, 9, 5, 2022), 2021: Interval(8, 8, 1, 2022)}
    assert series.left_out == "2010-2014"
    assert (series.covered, series.masked_share) == (6, 5 / 6)
    assert series.lowest().years[2015] == Interval(3, 3, 5, 2022)


def test_a_single_year_that_is_printed_first_stays_and_so_do_later_years_together():
    series = studies.counts_of(printed(RowOut(("2014", "_T"), 4), RowOut(("2015_2019", "_T"), 30)))

    assert series.years == {2014: Interval(4, 4, 1, 2022), 2015: Interval(30, 30, 5, 2022)}
    assert series.left_out == ""


def test_one_count_of_several_years_alone_waits_for_the_next():
    with pytest.raises(OneCount, match="one count of several years alone"):
        studies.counts_of(printed(RowOut(("2015_2019", "_T"), 30)))
