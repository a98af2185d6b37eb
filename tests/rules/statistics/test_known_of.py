"""Does a figure say of how many the answer is known, go across no break unsaid, and stand beside its like alone?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

import pytest

from feasible import speaking
from litigation_app.statistics.indicators import catalogue, pooling, tabulating
from litigation_app.statistics.indicators.presenting import remark
from litigation_app.statistics.indicators.values import IndicatorValue, compute
from litigation_app.statistics.releases import Release, ReleaseContents, RowOut, TableOut

Contents = Callable[..., ReleaseContents]
Read = Callable[[ReleaseContents], Release]
YEARS = ("2021", "2022")


@pytest.fixture
def english() -> Iterator[None]:
    with speaking("en"):
        yield


def counted(table: str, by: str, counts: Mapping[str, int | None], years: tuple[str, ...] = YEARS) -> TableOut:
    """The same counts in each year, twice as many in all."""
    rows = [RowOut((year, code), number) for year in years for code, number in counts.items()]
    rows += [RowOut(("_T", code), None if number is None else len(years) * number) for code, number in counts.items()]
    return TableOut(table, table, "PERSON", "victim", ("YEAR", by), rows)


def of(found: list[IndicatorValue], indicator: str, year: str = "2021", code: str = "") -> IndicatorValue:
    return next(one for one in found if (one.indicator_id, one.year, one.code) == (indicator, year, code))


@pytest.mark.parametrize(
    ("counts", "status", "said"),
    [
        ({"_T": 245, "yes": 100, "no": 56, "unknown": 89}, "U", "known of 63 %"),
        ({"_T": 200, "yes": 100, "no": 40, "unknown": 60}, "A", "known of 70 %"),
        ({"_T": 140, "yes": 100, "no": 40, "unknown": 0}, "A", ""),
        ({"_T": 140, "yes": 90, "no": None, "unknown": None}, "Q", ""),
    ],
)
def test_a_share_says_of_how_many_the_answer_is_known(
    counts: Mapping[str, int | None],
    status: str,
    said: str,
    contents_with: Contents,
    read_contents: Read,
    english: None,
) -> None:
    tables = [counted("injured_by_status", "VULNERABLE", counts), counted("injured_by_lawyer", "LAWYER", counts)]

    found = compute(read_contents(contents_with(mode="judgments", tables=tables)))

    for indicator in ("PRT-01", "LEG-02"):
        assert (of(found, indicator).status, remark(of(found, indicator).notes)) == (status, said)


def test_whose_sentence_is_not_known_is_no_part_of_the_sentences(contents_with: Contents, read_contents: Read) -> None:
    counts = {"_T": 100, "under_3": 20, "3_to_5": 30, "over_5": 10, "suspended": 5, "no_prison": 0, "not_said": 35}

    found = compute(
        read_contents(contents_with(mode="judgments", tables=[counted("accused_by_sentence", "SENTENCE", counts)]))
    )

    prison = of(found, "SEN-01", code="under_3")
    assert (prison.n, str(prison.value), prison.status) == (65, "30.8", "U")
    assert "known_65" in prison.notes


def test_no_three_years_together_go_across_a_break(contents_with: Contents, read_contents: Read) -> None:
    years = tuple(str(year) for year in range(2016, 2024))
    outcomes = {
        "_T": 40,
        "awarded_full": 5,
        "awarded_part": 5,
        "referred": 25,
        "rejected": 5,
        "withdrawn": 0,
    }
    made = contents_with(mode="judgments", tables=[counted("claim_outcomes", "OUTCOME", outcomes, years)])
    made = replace(made, first=date(2016, 1, 1), last=date(2023, 12, 31), reference_date=date(2023, 12, 31))
    indicator = catalogue.get("CMP-03")

    spans = {
        country: [
            (one.first, one.last) for one in _pooled(indicator, read_contents(replace(made, countries=(country,))))
        ]
        for country in ("RS", "ME")
    }

    assert spans["RS"] == [("2016", "2016"), ("2017", "2019"), ("2020", "2020"), ("2021", "2023")]
    assert spans["ME"] == [("2016", "2017"), ("2018", "2020"), ("2021", "2023")]


def _pooled(indicator: catalogue.Indicator, release: Release) -> list[pooling.Window]:
    return pooling.pooled(indicator.read_from(release.mode), release)


def test_each_share_of_many_stands_with_its_interval(
    contents_with: Contents, read_contents: Read, english: None
) -> None:
    counts = {"_T": 90, "1": 30, "2": 30, "3": 20, "4_more": 10, "not_said": 0}
    release = read_contents(
        contents_with(mode="judgments", tables=[counted("injured_by_statements", "STATEMENTS", counts)])
    )

    [grid] = tabulating.grids(catalogue.get("SEC-01"), compute(release, "SEC-01"), release)

    assert grid.rows[0][2] == "33.3\xa0% (24\xa0% – 44\xa0%)"


@pytest.mark.parametrize(("prison", "said"), [(50, ""), (55, "known of 90 %")])
def test_whoever_got_no_prison_sentence_has_no_minimum_that_is_not_known(
    prison: int, said: str, contents_with: Contents, read_contents: Read, english: None
) -> None:
    """Beside fifty suspended sentences, of which nobody asks whether they lie below a minimum."""
    every = prison + 50
    sentences = {
        "_T": every,
        "under_3": prison,
        "3_to_5": 0,
        "over_5": 0,
        "suspended": 50,
        "no_prison": 0,
        "not_said": 0,
    }
    minimum = {"_T": every, "below": 10, "not_below": 40, "not_known": every - 50}
    tables = [
        counted("accused_by_sentence", "SENTENCE", sentences),
        counted("accused_by_minimum", "MINIMUM", minimum),
    ]

    found = of(compute(read_contents(contents_with(mode="judgments", tables=tables))), "SEN-02")

    assert (str(found.value), found.n, found.status) == ("20.0", 50, "A")
    assert remark(found.notes) == said
