"""What does a grant read of an indicator: an interval only where there is one, and no comparison where none can be made."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from bundled import bundle
from litigation_app.casework.grants.outcomes.rules import Outcome, Standing, breaks_between, difference
from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import presenting
from litigation_app.statistics.indicators.formulas.proportions import proportion
from litigation_app.statistics.indicators.formulas.ranges import Cell
from litigation_app.statistics.indicators.measured import Figures, Measured
from litigation_app.statistics.releases import Release, RowOut, TableOut, series


def table(name: str, by: str, unit: str, years: Mapping[str, Mapping[str, int | None]]) -> TableOut:
    rows = [RowOut((year, code), value) for year, cells in years.items() for code, value in cells.items()]
    kinds = {"EUR": "award", "PERSON": "victim"}
    return TableOut(name, "Invented", unit, kinds[unit], ("YEAR", by), rows)


def steps(awarded: int, of: int = 40) -> dict[str, int | None]:
    codes = ("victims", "filed", "decided", "awarded")
    return {code: awarded if code == "awarded" else of for code in codes}


def read(release: Release, indicator: str, *years: str) -> list[Measured]:
    found = (Figures([release]).printed(indicator, release.id, year) for year in years)
    return [one for one in found if one is not None]


def standing(baseline: Measured, latest: Measured) -> Standing:
    return Standing(Outcome("Invented", "any", baseline.year, 1, "", ""), baseline, latest)


def test_persons_of_a_funnel_have_the_interval_of_their_share() -> None:
    years = {"_T": steps(13, 80), "2018": steps(6), "2019": steps(7)}
    release = bundle(
        first=2018,
        last=2023,
        tables=[table(name, "STEP", "PERSON", years) for name in ("cohort_criminal", "cohort_claim")],
    )

    before, after = read(release, "CON-05:caseload", "2018", "2019")

    assert before.words == "2018: 6 (of 40: a share of 15.0 %, 6 % – 30 %)".replace(" %", "\u00a0%")
    said = presenting.method(indicators.get("CON-05"))
    assert "Its share of all persons of these years has the exact 95 percent interval" in said
    apart = difference(standing(before, after))
    assert apart is not None
    assert apart.points == Decimal("2.5")
    assert not apart.is_beyond_chance, "6 and 7 of 40 may differ by chance"


def test_bounds_of_rounding_are_no_interval() -> None:
    sums: dict[str, Mapping[str, int | None]] = {
        "_T": {"awarded": 200000, "paid": 50000},
        "2018": {"awarded": 100000, "paid": 20000},
        "2019": {"awarded": 100000, "paid": 30000},
    }
    release = bundle(first=2018, last=2023, tables=[table("cohort_money", "AMOUNT", "EUR", sums)])

    before, after = read(release, "CMP-07:caseload", "2018", "2019")

    assert "–" not in before.words
    assert "20.0" in before.words
    assert difference(standing(before, after)) is None


@pytest.mark.parametrize(("last", "apart"), [(2023, True), (2020, None)])
def test_a_figure_that_still_matures_is_not_compared(last: int, apart: bool | None) -> None:
    """Of convicted persons who of 2020 may still become final in 2021."""
    final: dict[str, Mapping[str, int | None]] = {
        "2019": {"_T": 40, "final": 2, "not_final": 38, "unknown": 0},
        "2020": {"_T": 40, "final": 38, "not_final": 2, "unknown": 0},
    }
    release = bundle(
        first=2019, last=last, mode="judgments", tables=[table("accused_by_finality", "FINAL", "PERSON", final)]
    )

    before, after = read(release, "CON-02:judgments", "2019", "2020")

    assert before.has_incomplete_follow_up is False
    assert after.has_incomplete_follow_up is (apart is None)


@settings(max_examples=30, deadline=None)
@given(st.integers(5, 60), st.integers(5, 60), st.floats(0.05, 0.95), st.floats(0.05, 0.95))
def test_the_interval_of_a_difference_holds_it_in_95_of_100(n: int, m: int, p: float, q: float) -> None:
    """Exactly, over all outcomes of two groups: x of n, then y of m."""
    sides = [
        [(figure(year, x, of), float(stats.binom.pmf(x, of, share))) for x in range(of + 1)]
        for year, of, share in (("2019", n, p), ("2020", m, q))
    ]

    covered = sum(
        chance * other
        for before, chance in sides[0]
        for after, other in sides[1]
        if chance * other > 1e-7
        and (apart := difference(standing(before, after)))
        and apart.low <= 100 * (q - p) <= apart.high
    )

    assert covered >= 0.95 - 1e-3


def figure(year: str, x: int, of: int) -> Measured:
    made = proportion(Cell(Decimal(x), Decimal(x), Decimal(x)), Cell(Decimal(of), Decimal(of), Decimal(of)))
    return Measured("p", "d", year, made.value, made.value, made.low, made.high, False, False, "")


FILED = {"indicted": 40, "filed": 10, "not_filed": 30}


def test_a_figure_names_the_publication_of_its_day_and_not_what_goes_on_from_it() -> None:
    first, later = (
        bundle(
            country="RS", first=year, last=year, tables=[table("cohort_filed", "FILED", "PERSON", {str(year): FILED})]
        )
        for year in (2018, 2019)
    )
    before = Figures(series.of([first]), [first]).latest("CMP-01:caseload", "RS")
    now = Figures(series.of([first, later]), [first, later])

    assert before is not None
    again = now.printed("CMP-01:caseload", before.publication, before.year)
    assert again == before
    assert (again.publication, again.digest) == (first.id, first.digest)
    newest = now.latest("CMP-01:caseload", "RS")
    assert newest is not None
    assert (newest.publication, newest.year) == (later.id, "2019")


def test_one_number_that_two_publications_read_is_no_difference() -> None:
    before, after = (replace(figure("2019", 6, 20), publication=name) for name in ("earlier", "later"))

    assert difference(standing(before, after)) is None


OUTCOMES = {
    "_T": 40,
    "awarded_full": 5,
    "awarded_part": 5,
    "referred": 25,
    "rejected": 5,
    "not_mentioned": 0,
    "withdrawn": 0,
}


@pytest.mark.parametrize(("country", "years", "broken"), [
    ("RS", ("2016_2018", "2022_2024"), [2020]),
    ("RS", ("2016_2018", "2019_2021"), [2020]),
    ("RS", ("2010_2012", "2016_2018"), []),
    ("ME", ("2016_2018", "2022_2024"), []),
])  # fmt: skip
def test_two_figures_are_not_compared_across_a_break_of_their_series(
    country: str, years: tuple[str, str], broken: list[int]
) -> None:
    """Guidelines on claims in criminal proceedings: in Serbia from 2020 on another practice."""
    printed = [table("claim_outcomes", "OUTCOME", "PERSON", dict.fromkeys(years, OUTCOMES))]
    release = bundle(country=country, first=2010, last=2024, mode="judgments", tables=printed)

    before, after = read(release, "CMP-03:judgments", *years)

    assert breaks_between(standing(before, after)) == broken
    assert (difference(standing(before, after)) is None) is bool(broken)
    assert breaks_between(standing(before, before)) == []
