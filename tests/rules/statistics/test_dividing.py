"""What stands apart at its edges: a group of just half, a table without the code that is asked for, and nobody at all?"""

from collections.abc import Mapping

from bundled import bundle
from feasible import speaking
from litigation_app.statistics.indicators import catalogue, dividing
from litigation_app.statistics.indicators.dividing import Apart
from litigation_app.statistics.releases import RowOut, TableOut

STATUS = {"_T": 20, "FORMAL": 10, "PRESUMED": 10}


def table(name: str, by: str, counts: Mapping[str, int]) -> TableOut:
    """The same counts in each of two years."""
    rows = [RowOut((year, code), number) for year in ("2021", "2022") for code, number in counts.items()]
    rows += [RowOut(("_T", code), 2 * number) for code, number in counts.items()]
    return TableOut(name, "Invented", "PERSON", "victim", ("YEAR", by), rows)


def apart_by_sex(counts: Mapping[str, int]) -> Apart:
    release = bundle(tables=[table("cohort_status", "STATUS", STATUS), table("cohort_sex", "SEX", counts)])
    with speaking("en"):
        return dividing.apart(catalogue.get("ID-01"), release)


def test_what_few_can_show_begins_at_the_largest_share_of_no_more_than_half() -> None:
    (halves,) = apart_by_sex({"_T": 20, "F": 10, "M": 10}).divided
    (rest,) = apart_by_sex({"_T": 20, "F": 14, "M": 6}).divided

    assert halves.power[0].startswith("With 20 cases (one year) the smallest rise from 50 %")
    assert rest.power[0].startswith("With 20 cases (one year) the smallest rise from 30 %")


def test_of_nobody_there_is_no_share_and_no_interval() -> None:
    (nobody,) = apart_by_sex({"_T": 0, "F": 0, "M": 0}).divided

    assert [row[1:] for row in nobody.grid.rows] == [["0", "–", "–"]] * 2
    assert nobody.power == []


def test_a_table_that_lacks_a_code_of_the_indicator_divides_nothing_and_that_is_said() -> None:
    indicator = catalogue.get("CON-01").read_from("judgments")
    without_pleas = bundle(mode="judgments", tables=[table("accused_by_verdict", "VERDICT", {"_T": 9, "convicted": 9})])
    with speaking("en"):
        found = dividing.apart(indicator, without_pleas)
        plea = dividing.word("PLEA")

    assert not found.divided
    assert dict(found.missing)[plea] == "its table is left out of these data, or they are too coarse for it"


def test_a_year_whose_number_is_suppressed_is_no_year_of_nobody() -> None:
    counts = {"_T": 20, "F": 10, "M": 10}
    rows = [RowOut(("2020", code), number) for code, number in counts.items()]
    rows += [RowOut((year, code), None) for year in ("2021", "2022") for code in counts]
    rows += [RowOut(("_T", code), number) for code, number in counts.items()]
    by_sex = TableOut("cohort_sex", "Invented", "PERSON", "victim", ("YEAR", "SEX"), rows)
    release = bundle(first=2020, tables=[table("cohort_status", "STATUS", STATUS), by_sex])
    with speaking("en"):
        (found,) = dividing.apart(catalogue.get("ID-01"), release).divided

    assert found.power[0].startswith("With 20 cases (one year)")
