"""Is a regional publication the sum of what every country prints, and of nothing that may not be added up?"""

from dataclasses import replace
from typing import Any

import pytest

from bundled import bundle
from litigation_app.gate.regional import rules
from litigation_app.gate.regional.rules import National
from litigation_app.statistics.releases import Release, Row
from nations import national

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def region() -> dict[str, Release]:
    """Serbia by single years, the others by five together."""
    return {"RS": national("RS", 50), "MK": national("MK", 14), "ME": national("ME", 18)}


def chosen(releases: dict[str, Release]) -> list[National]:
    return [National(f"Organisation of {country}", one) for country, one in sorted(releases.items())]


def test_each_number_is_the_sum_of_what_the_countries_print_or_its_range(region: dict[str, Release]) -> None:
    tables = {table.id: table for table in rules.summed(chosen(region))}

    assert {"cohort_sex", "cohort_criminal", "cohort_claim"} <= tables.keys()
    assert "cohort_money" not in tables
    for name, table in tables.items():
        for row in table.rows:
            assert row.codes[0] == "2015_2019"
            ends = [
                _ends(one) for release in region.values() for one in release.table(name) if one.codes[1] == row.codes[1]
            ]
            low, high = sum(low for low, _ in ends), sum(high for _, high in ends)
            assert (row.low, row.high) == (low, high) if row.value is None else row.value == low == high
    [total] = [row.value for row in tables["cohort_sex"].rows if row.codes[1] == "_T"]
    assert total == 5 * (50 + 14 + 18)


def _ends(row: Row) -> tuple[int, int]:
    return (row.low or 0, row.high or 0) if row.value is None else (int(row.value), int(row.value))


def test_years_that_only_some_have_are_left_out(region: dict[str, Release]) -> None:
    longer = region | {"RS": national("RS", 50, range(2015, 2022))}

    [sexes] = [table for table in rules.summed(chosen(longer)) if table.id == "cohort_sex"]
    assert {row.codes[0] for row in sexes.rows} == {"2015_2019"}


def of_years(release: Release, printed: set[int]) -> Release:
    """A publication by single years without the others of them."""
    tables = (
        replace(table, rows=tuple(row for row in table if row.codes[0] in {str(year) for year in printed}))
        for table in release.tables
        if len(table.codes_of("YEAR")[0]) == 4
    )
    return replace(release, tables=tuple(tables))


def test_a_country_whose_numbers_begin_within_years_together_counts_from_then_on(region: dict[str, Release]) -> None:
    later = region | {"RS": national("RS", 50, range(2016, 2020))}

    [sexes] = [table for table in rules.summed(chosen(later)) if table.id == "cohort_sex"]
    assert {row.codes[0]: row.value for row in sexes.rows if row.codes[1] == "_T"} == {"2015_2019": 4 * 50 + 5 * 32}
    assert [one.code for one in sexes.added] == ["2015_2019", "2015_2019", "2016_2019"]


@pytest.mark.parametrize(
    ("printed", "wanting"), [({2015, 2016, 2018, 2019}, "2017"), ({2015, 2016, 2017}, "2018, 2019")]
)
def test_years_that_are_wanting_within_or_at_the_end_are_named_and_with_which_years_they_would_be_added_up(
    region: dict[str, Release], printed: set[int], wanting: str
) -> None:
    holed = chosen(region | {"RS": of_years(region["RS"], printed)})

    assert rules.summed(holed) == []
    assert rules.wanting(holed) == ("cut", f"2015_2019 {region['RS'].title}: {wanting}")


def test_blocks_of_years_that_cross_each_other_are_added_up_over_the_smallest_run_that_holds_both() -> None:
    of = {
        years: {rules.Block.of(code): code for code in years.split()}
        for years in (
            "2010_2012 2013_2015 2016_2018 2019_2021 2022_2024",
            "2010_2014 2015_2019 2020_2024",
            "2010_2014 2015 2016",
        )
    }

    assert [one.code for one in rules._runs(list(of.values())[:2])] == ["2010_2024"]
    assert [one.code for one in rules._runs(list(of.values())[1:])] == ["2010_2014", "2015_2019", "2020_2024"]


def test_codes_of_one_country_are_made_as_broad_as_those_of_the_others_or_the_total_alone_is_added_up(
    region: dict[str, Release],
) -> None:
    broad = region["ME"].sheet("cohort_form")
    fine = [row for row in broad if row.codes[1] != "REST"]
    parts = [Row(("2015_2019", "BEG"), 7), Row(("2015_2019", "CRIM"), None, low=0, high=6)]
    odd = [Row(("2015_2019", "SOMETHING"), 8)]

    def forms(rows: list[Row]) -> dict[str, tuple[Any, ...]]:
        table = replace(broad, rows=(*fine, *rows))
        other = replace(region["ME"], tables=(table,))
        [made] = rules.summed(chosen(region | {"ME": other}))
        return {row.codes[1]: (row.value, row.low, row.high) for row in made.rows}

    rest = [_ends(row) for one in ("RS", "MK") for row in region[one].table("cohort_form") if row.codes[1] == "REST"]
    assert set(forms(parts)) == {"_T", "SEX", "LAB", "REST"}
    assert forms(parts)["REST"] == (None, 7 + sum(low for low, _ in rest), 13 + sum(high for _, high in rest))
    assert forms(odd) == {"_T": (5 * (50 + 14 + 18), None, None)}


def test_a_table_that_is_cut_otherwise_in_one_country_is_left_out(region: dict[str, Release]) -> None:
    other = replace(region["ME"], tables=tuple(replace(t, rows=t.rows[1:]) for t in region["ME"].tables))
    tables = rules.summed(chosen(region | {"ME": other}))

    assert "cohort_sex" in rules.left_out(chosen(region | {"ME": other}), tables)


@pytest.mark.parametrize("left", [lambda _row: False, lambda row: row.codes[0] == "_T"])
def test_a_table_without_any_year_is_left_out(region: dict[str, Release], left: Any) -> None:
    bare = replace(region["ME"], tables=tuple(replace(t, rows=tuple(filter(left, t))) for t in region["ME"].tables))

    assert rules.summed(chosen(region | {"ME": bare})) == []
    assert rules.wanting(chosen(region | {"ME": bare})) == ("tables", "")


def test_the_same_country_or_organisation_twice_is_refused(region: dict[str, Release]) -> None:
    first, second, third = chosen(region)
    twice = National("Another", first.release)
    same = National("organisation  OF me", third.release)

    assert rules.objection([first, second, twice]) == ("country", first.release.title)
    assert rules.objection([first, same])[0] == "organisation"  # type: ignore[index]
    assert rules.objection([first]) == ("few", "")
    assert rules.objection([first, second, third]) is None


def test_other_sources_and_rules_are_not_added_up(region: dict[str, Release]) -> None:
    first, _second, _third = chosen(region)

    def with_(**changes: Any) -> str:
        other = National("Other", bundle(12, "MK", **changes))
        why = rules.objection([first, other])
        return why[0] if why else ""

    assert with_(mode="judgments") == "source"
    assert with_(policy_hash="c" * 64) == "rules"
