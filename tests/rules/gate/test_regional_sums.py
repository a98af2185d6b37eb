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
    shorter = region | {"RS": national("RS", 50, range(2016, 2020))}

    [sexes] = [table for table in rules.summed(chosen(longer)) if table.id == "cohort_sex"]
    assert {row.codes[0] for row in sexes.rows} == {"2015_2019"}
    assert rules.summed(chosen(shorter)) == []


def test_a_table_that_is_cut_otherwise_in_one_country_is_left_out(region: dict[str, Release]) -> None:
    other = replace(region["ME"], tables=tuple(replace(t, rows=t.rows[1:]) for t in region["ME"].tables))
    tables = rules.summed(chosen(region | {"ME": other}))

    assert "cohort_sex" in rules.left_out(chosen(region | {"ME": other}), tables)


def test_the_same_country_or_organisation_twice_is_refused(region: dict[str, Release]) -> None:
    first, second, third = chosen(region)
    twice = National("Another", first.release)
    same = National("organisation  OF me", third.release)

    assert rules.objection([first, second, twice]) == ("country", first.release.title)
    assert rules.objection([first, same])[0] == "organisation"  # type: ignore[index]
    assert rules.objection([first]) == ("few", "")
    assert rules.objection([first, second, third]) is None


def test_other_sources_rules_and_years_are_not_added_up(region: dict[str, Release]) -> None:
    first, _second, _third = chosen(region)

    def with_(**changes: Any) -> str:
        other = National("Other", bundle(12, "MK", **changes))
        why = rules.objection([first, other])
        return why[0] if why else ""

    assert with_(mode="judgments") == "source"
    assert with_(policy_hash="c" * 64) == "rules"
    assert with_(first=2030, last=2031) == "years"
