"""Do the bounds of a hidden figure hold the true one, whatever the people and whatever is hidden?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicated import named
from litigation_app.statistics.indicators import compute
from litigation_app.statistics.releases import Release, ReleaseContents, Row, Table

YEARS = ("2021", "2022", "2023")
STATUSES = ("PRESUMED", "FORMAL", "DECLINED")
CRIMINAL = ("victims", "indicted", "judged", "convicted")
CLAIM = ("victims", "filed", "awarded", "paid")
OUTCOMES = ("awarded_full", "referred", "rejected")


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
        made("cohort_status", "STATUS", rows(all_and(STATUSES), status)),
        made("cohort_criminal", "STEP", steps(people, CRIMINAL, "criminal")),
        made("cohort_claim", "STEP", steps(people, CLAIM, "claim")),
        made("cohort_filed", "FILED", rows(("indicted", "filed", "not_filed"), filed)),
        made("claim_outcomes", "OUTCOME", rows(all_and(OUTCOMES), outcome)),
        made("cohort_money", "AMOUNT", rows(("awarded", "paid"), sums), "EUR"),
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


@pytest.mark.thorough
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


@pytest.mark.thorough
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
