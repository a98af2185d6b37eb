"""Does a publication give the right indicators, and do the bounds of a hidden figure hold the true one?"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation_app.core.language import LANGUAGES
from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import IndicatorValue, compute, exports
from litigation_app.statistics.releases import Release, ReleaseContents, Row, Table, vocabulary

YEARS = ("2021", "2022", "2023")
STATUSES = ("PRESUMED", "FORMAL", "DECLINED")
CRIMINAL = ("victims", "indicted", "judged", "convicted")
CLAIM = ("victims", "filed", "awarded", "paid")
OUTCOMES = ("awarded_full", "referred", "rejected")


def named(values: Sequence[IndicatorValue]) -> dict[tuple[str, ...], IndicatorValue]:
    return {(one.indicator_id, *(code for _, code in one.dims)): one for one in values}


def test_all_are_there_and_the_caseload_answers_six(release: Release) -> None:
    ids = [one.id for one in indicators.all_indicators()]

    assert ids == ["ID-01", "CON-05", "CMP-01", "CMP-02", "CMP-03", "CMP-07", "SEN-01", "DUR-02"]
    assert list(dict.fromkeys(value.indicator_id for value in compute(release))) == ids[:6]


def test_the_figures_of_a_known_publication(release: Release) -> None:
    found = named(compute(release))

    assert found["ID-01", "_T", "_T"].value == 60
    assert found["CMP-01", "_T"].value == Decimal("75.0")
    assert found["CMP-01", "_T"].n == 40
    assert found["CMP-02", "_T", "awarded_full"].value == Decimal("48.3")
    assert found["CMP-03", "2021"].value == Decimal("100.0")
    assert found["CMP-07", "_T"].value == Decimal("10.0")
    assert found["CON-05", "_T", "paid"].value == 0


def test_zero_is_a_figure_hidden_is_none_and_nothing_to_count_is_neither(release: Release) -> None:
    found = named(compute(release))

    assert (found["CMP-02", "2021", "awarded_full"].value, found["CMP-02", "2021", "awarded_full"].status) == (0, "U")
    assert (found["ID-01", "2021", "FORMAL"].value, found["ID-01", "2021", "FORMAL"].status) == (None, "Q")
    assert (found["CMP-01", "2021"].value, found["CMP-01", "2021"].status) == (None, "M")
    assert (found["CMP-07", "2021"].value, found["CMP-07", "2021"].status) == (None, "Q")


def test_a_hidden_count_is_bounded_by_what_is_published_beside_it(release: Release) -> None:
    found = named(compute(release))

    assert (found["ID-01", "2021", "PRESUMED"].low, found["ID-01", "2021", "PRESUMED"].high) == (0, 20)
    assert (found["ID-01", "2021", "FORMAL"].low, found["ID-01", "2021", "FORMAL"].high) == (5, 25)
    assert (found["CON-05", "2022", "convicted"].low, found["CON-05", "2022", "convicted"].high) == (0, 22)
    assert (found["CON-05", "_T", "convicted"].low, found["CON-05", "_T", "convicted"].high) == (10, 32)


def test_a_young_cohort_is_provisional_and_a_small_base_unreliable(release: Release) -> None:
    found = named(compute(release))

    assert found["CON-05", "2022", "filed"].status == "P"
    assert "maturing" in found["CON-05", "2022", "filed"].notes
    assert found["CMP-02", "2021", "referred"].notes == ("small_base",)
    assert found["CMP-02", "2021", "referred"].status == "U"


@pytest.mark.parametrize("years", [{"2021": "2020_2021"}, {"2021": None, "2022": None}])
def test_years_that_are_counted_together_and_all_years_in_one_have_their_indicators(
    contents_with: Callable[..., ReleaseContents],
    read_contents: Callable[[ReleaseContents], Release],
    years: dict[str, str | None],
) -> None:
    whole = contents_with()
    rows = {
        one.id: [replace(row, codes=(years.get(row.codes[0], row.codes[0]), *row.codes[1:])) for row in one.rows]
        for one in whole.tables
    }
    tables = [replace(one, rows=[row for row in rows[one.id] if row.codes[0]]) for one in whole.tables]

    values = compute(read_contents(replace(whole, tables=tables)))

    assert {value.indicator_id for value in values} == {value.indicator_id for value in compute(read_contents(whole))}
    assert {value.year for value in values} == {"_T", *(years.get(year) or year for year in ("2021", "2022"))} - {
        year for year, code in years.items() if code is None
    }


def test_years_together_are_said_as_a_span() -> None:
    assert vocabulary.code("YEAR", "2020_2021", "en") == "2020–2021"


def test_several_countries_may_count_a_person_twice(
    contents_with: Callable[..., ReleaseContents], read_contents: Callable[[ReleaseContents], Release]
) -> None:
    found = named(compute(read_contents(contents_with(countries=("ME", "RS")))))

    assert "may_double_count" in found["ID-01", "_T", "_T"].notes
    assert "may_double_count" not in found["CMP-02", "_T", "referred"].notes


def test_a_publication_without_a_table_lacks_that_indicator_alone(
    contents_with: Callable[..., ReleaseContents], read_contents: Callable[[ReleaseContents], Release]
) -> None:
    whole = contents_with()
    fewer = replace(whole, tables=[one for one in whole.tables if one.id != "claim_outcomes"])

    values = compute(read_contents(fewer))

    assert {value.indicator_id for value in values} == {"ID-01", "CON-05", "CMP-01", "CMP-07"}
    assert indicators.headline(indicators.get("CMP-02"), values) is None


def test_every_indicator_has_its_words_in_every_language() -> None:
    for one in indicators.all_indicators():
        for what in ("title", "plain", "definition", "numerator", "denominator", "basis"):
            assert all(one.say(what, language) for language in LANGUAGES)
            assert len({one.say(what, language) for language in ("en", "sr-Latn", "sr-Cyrl", "mk")}) == 4
        assert one.pitfalls
    with pytest.raises(indicators.IndicatorUnknown):
        indicators.get("XXX-99")


def test_the_csv_has_one_sign_for_everything_hidden(release: Release) -> None:
    lines = list(csv.DictReader(io.StringIO(exports.as_csv(release))))

    assert {(line["value"] == "", line["conf_status"]) for line in lines if line["obs_status"] == "Q"} == {(True, "C")}
    assert {line["conf_status"] for line in lines if line["obs_status"] != "Q"} == {"F"}
    assert {line["publication"] for line in lines} == {release.id}
    assert {line["publication_sha256"] for line in lines} == {release.digest}


def test_the_csv_of_one_indicator_has_only_that_one(release: Release) -> None:
    lines = list(csv.DictReader(io.StringIO(exports.as_csv(release, "CMP-03"))))

    assert [(line["indicator"], line["year"], line["value"]) for line in lines] == [
        ("CMP-03", "_T", "51.7"), ("CMP-03", "2021", "100.0"), ("CMP-03", "2022", "30.0"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_no_cell_becomes_a_formula(text: str) -> None:
    assert exports.harmless(text) == f"'{text}"
    assert exports.harmless("CMP-01") == "CMP-01"


def test_the_json_says_where_its_figures_come_from(release: Release) -> None:
    said = json.loads(exports.as_json(release))

    assert said["publication"]["sha256"] == release.digest
    assert [one["id"] for one in said["indicators"]] == [one.id for one in indicators.all_indicators()]
    first = said["indicators"][0]["values"][0]
    assert (first["dims"], first["value"], first["obs_status"]) == ({"YEAR": "_T", "STATUS": "_T"}, 60, "A")


@dataclass(frozen=True)
class Person:
    """One invented person, and all that the tables count of her."""

    year: str
    status: str
    criminal: int
    claim: int
    indicted: str | None
    filed: bool
    judged: str | None
    outcome: str
    final: str | None
    awarded: Decimal
    paid: Decimal


years = st.sampled_from(YEARS)
amounts = st.decimals(1, 90000, places=2)
persons = st.builds(
    Person, years, st.sampled_from(STATUSES), st.integers(0, 3), st.integers(0, 3), st.none() | years, st.booleans(),
    st.none() | years, st.sampled_from(OUTCOMES), st.none() | years, amounts, amounts,
)  # fmt: skip


def all_and(codes: Sequence[str]) -> tuple[str, ...]:
    return ("_T", *codes)


def rows(codes: Sequence[str], value: Callable[[str, str], int | Decimal]) -> Iterator[Row]:
    return (Row((year, code), value(year, code)) for year in all_and(YEARS) for code in codes)


def fits(asked: str, has: str | None) -> bool:
    return has is not None and asked in ("_T", has)


def steps(people: Sequence[Person], names: Sequence[str], reached: str) -> Iterator[Row]:
    return rows(
        names,
        lambda year, step: sum(fits(year, p.year) and getattr(p, reached) >= names.index(step) for p in people),
    )


def money(people: Sequence[Person], year: str, code: str) -> Decimal:
    return sum((getattr(p, code) for p in people if fits(year, p.final)), Decimal(0))


def tables_of(people: Sequence[Person]) -> list[Table]:
    def made(name: str, by: str, found: Iterator[Row], unit: str = "PERSON") -> Table:
        return Table(name, name, unit, "victim", ("YEAR", by), tuple(found))

    def filed(year: str, code: str) -> int:
        said = {"indicted": (True, False), "filed": (True,), "not_filed": (False,)}[code]
        return sum(fits(year, p.indicted) and p.filed in said for p in people)

    def status(year: str, code: str) -> int:
        return sum(fits(year, p.year) and fits(code, p.status) for p in people)

    def outcome(year: str, code: str) -> int:
        return sum(fits(year, p.judged) and fits(code, p.outcome) for p in people)

    def sums(year: str, code: str) -> Decimal:
        return money(people, year, code)

    return [
        made("victims_by_status", "STATUS", rows(all_and(STATUSES), status)),
        made("steps_criminal", "STEP", steps(people, CRIMINAL, "criminal")),
        made("steps_claim", "STEP", steps(people, CLAIM, "claim")),
        made("claim_by_indictment", "FILED", rows(("indicted", "filed", "not_filed"), filed)),
        made("claim_outcomes", "OUTCOME", rows(all_and(OUTCOMES), outcome)),
        made("money_by_award_year", "AMOUNT", rows(("awarded", "paid"), sums), "EUR"),
    ]


def three_digits(value: Decimal) -> Decimal:
    step = Decimal(10) ** max(value.adjusted() - 2, 0) if value else Decimal(1)
    return (value / step).to_integral_value() * step


def masked(table: Table, hide: Callable[[], bool]) -> Table:
    def shown(row: Row) -> Row:
        printed = three_digits(row.value) if isinstance(row.value, Decimal) else row.value
        return Row(row.codes, None if hide() else printed)

    return replace(table, rows=tuple(shown(row) for row in table.rows))


def published(tables: Sequence[Table], like: Release) -> Release:
    return replace(like, tables=tuple(tables), first=date(2021, 1, 1), last=date(2023, 12, 31))


@pytest.fixture(scope="session")
def empty(
    read_contents: Callable[[ReleaseContents], Release], contents_with: Callable[..., ReleaseContents]
) -> Release:
    return read_contents(contents_with())


@settings(max_examples=150, deadline=None)
@given(people=st.lists(persons, max_size=25), data=st.data())
def test_the_true_figure_lies_within_the_bounds_of_a_hidden_one(
    people: list[Person], data: st.DataObject, empty: Release
) -> None:
    truth = tables_of(people)
    flags = data.draw(st.randoms(use_true_random=False))
    often = data.draw(st.sampled_from([0.1, 0.4, 0.8]))

    seen = compute(published([masked(table, lambda: flags.random() < often) for table in truth], empty))
    real = named(compute(published(truth, empty)))

    for value in seen:
        true = real[(value.indicator_id, *(code for _, code in value.dims))].value
        if value.indicator_id == "CMP-07":
            true = exact_ratio(people, value.year)
        if true is not None and value.status != "M":
            assert value.low is not None
            assert value.low <= true
            assert value.high is None or true <= value.high


def exact_ratio(people: Sequence[Person], year: str) -> Decimal | None:
    awarded = money(people, year, "awarded")
    return money(people, year, "paid") / awarded * 100 if awarded else None


@settings(max_examples=60, deadline=None)
@given(people=st.lists(persons, max_size=25), data=st.data())
def test_hiding_changes_no_figure_that_is_still_shown(
    people: list[Person], data: st.DataObject, empty: Release
) -> None:
    truth = tables_of(people)
    flags = data.draw(st.randoms(use_true_random=False))

    seen = compute(published([masked(table, lambda: flags.random() < 0.4) for table in truth], empty))
    whole = named(compute(published([masked(table, lambda: False) for table in truth], empty)))

    for value in seen:
        if value.value is not None:
            assert value.value == whole[(value.indicator_id, *(code for _, code in value.dims))].value
        if value.status == "Q":
            assert value.value is None
