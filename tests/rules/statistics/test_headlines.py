"""Which one value stands for an indicator where some of its values are hidden?"""

from collections.abc import Callable
from decimal import Decimal

import pytest

from feasible import speaking
from litigation_app.core.text import NBSP
from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import compute, presenting, showing
from litigation_app.statistics.releases import Release, ReleaseContents, RowOut, TableOut
from litigation_app.statistics.releases.series import with_totals


def test_a_hidden_headline_gives_way_to_the_largest_share_that_is_printed(
    contents_with: Callable[..., ReleaseContents], read_contents: Callable[[ReleaseContents], Release]
) -> None:
    counts = {"_T": 77, "awarded_full": None, "awarded_part": None, "referred": 61, "rejected": 2}
    rows = [RowOut((year, code), value) for year in ("_T", "2021") for code, value in counts.items()]
    table = TableOut("cohort_outcomes", "T", "CLAIM", "claim", ("YEAR", "OUTCOME"), rows)

    values = compute(read_contents(contents_with(tables=[table])), "CMP-02")

    told = indicators.headline(indicators.get("CMP-02"), values)
    assert told is not None
    assert (told.code, told.value, told.n) == ("referred", Decimal("79.2"), 77)


@pytest.mark.parametrize(
    ("rejected", "beside", "result"),
    [
        (
            0,
            "the answers that may be the most common are suppressed",
            "the answers that may be the most common are suppressed.",
        ),
        (
            5,
            "Awarded in full, suppressed: it lies between these",
            f"0.0{NBSP}% to 64.4{NBSP}%, the figure itself is suppressed: Awarded in full.",
        ),
    ],
)
def test_a_printed_share_that_a_hidden_one_may_exceed_does_not_lead(
    rejected: int,
    beside: str,
    result: str,
    contents_with: Callable[..., ReleaseContents],
    read_contents: Callable[[ReleaseContents], Release],
) -> None:
    counts = {"_T": 14, "awarded_full": None, "awarded_part": None, "referred": None, "rejected": rejected}
    rows = [RowOut((year, code), value) for year in ("_T", "2021") for code, value in counts.items()]
    table = TableOut("cohort_outcomes", "T", "CLAIM", "claim", ("YEAR", "OUTCOME"), rows)
    indicator = indicators.get("CMP-02")

    told = indicators.headline(indicator, compute(read_contents(contents_with(tables=[table])), "CMP-02"))

    assert told is not None
    assert told.value is None
    with speaking("en"):
        assert presenting.headline(indicator, told).beside == beside
        assert presenting.result(indicator, told) == f"All years together: {result}"


Ranges = dict[str, tuple[int, int]]
_NONE = {"awarded_full": (0, 0), "rejected": (0, 0), "not_mentioned": (0, 0), "withdrawn": (0, 0)}


@pytest.mark.parametrize(
    ("counts", "figure", "beside"),
    [
        (
            {"_T": (90, 110), "awarded_part": (0, 34), "referred": (50, 110)},
            f"62.2{NBSP}% to 100.0{NBSP}%",
            "Wholly referred to civil court, suppressed: it lies between these",
        ),
        (
            {"_T": (20, 48), "awarded_part": (0, 48), "referred": (0, 48)},
            f"0.0{NBSP}%",
            "Awarded in full, the answers that may be the most common are suppressed",
        ),
    ],
)
def test_what_never_occurred_is_no_range_and_the_surely_most_common_leads(
    counts: Ranges, figure: str, beside: str,
    contents_with: Callable[..., ReleaseContents], read_contents: Callable[[ReleaseContents], Release],
) -> None:  # fmt: skip
    """ "0.0 % to 0.0 %" says less than what follows from the same numbers."""
    cells = {**_NONE, **counts}
    rows = [
        RowOut((year, code), low) if low == high else RowOut((year, code), None, low=low, high=high)
        for year in ("_T", "2021")
        for code, (low, high) in cells.items()
    ]
    table = TableOut("cohort_outcomes", "T", "CLAIM", "claim", ("YEAR", "OUTCOME"), rows)
    indicator = indicators.get("CMP-02")
    values = compute(read_contents(contents_with(tables=[table])), "CMP-02")

    with speaking("en"):
        told = presenting.headline(indicator, indicators.headline(indicator, values))
        picture = showing.shown(indicator, read_contents(contents_with(tables=[table])), showing.asked("")).picture

    assert (told.figure, told.beside) == (figure, beside)
    assert picture is not None
    assert picture.svg is None, "a hatched box without one printed number is no picture"


@pytest.mark.parametrize(("decided", "said"), [(30, ("other", Decimal("75.0"))), (None, ("awarded", None))])
def test_broader_categories_have_a_headline_of_their_own(
    contents_with: Callable[..., ReleaseContents],
    read_contents: Callable[[ReleaseContents], Release],
    decided: int | None,
    said: tuple[str, Decimal | None],
) -> None:
    """Without the usual code the largest share that is printed; where all are hidden, a hidden one and never "no such table"."""
    counts = {"_T": 40, "awarded": None if decided is None else 10, "other": decided}
    rows = [RowOut((year, code), value) for year in ("_T", "2021") for code, value in counts.items()]
    table = TableOut("cohort_outcomes", "T", "CLAIM", "claim", ("YEAR", "OUTCOME"), rows)

    told = indicators.headline(
        indicators.get("CMP-02"), compute(read_contents(contents_with(tables=[table])), "CMP-02")
    )

    assert told is not None
    assert (told.code, told.value) == said


def test_where_awards_are_hidden_the_funnel_says_the_furthest_step_that_is_printed(
    contents_with: Callable[..., ReleaseContents], read_contents: Callable[[ReleaseContents], Release]
) -> None:
    lanes = {
        "cohort_criminal": {"victims": 40, "indicted": 30, "judged": 22, "convicted": None},
        "cohort_claim": {"victims": 40, "filed": None, "decided": None, "awarded": None},
    }
    tables = [
        TableOut(name, "T", "PERSON", "victim", ("YEAR", "STEP"),
                 [RowOut((year, step), value) for year in ("_T", "2021") for step, value in steps.items()])
        for name, steps in lanes.items()
    ]  # fmt: skip

    values = compute(read_contents(contents_with(tables=tables)), "CON-05")
    told = indicators.headline(indicators.get("CON-05"), values)

    assert told is not None
    assert (told.dims[1], told.value, told.n) == (("COHORT_CRIMINAL", "judged"), 22, 40)
    said = presenting.result(indicators.get("CON-05"), told)
    assert said == "All years together: 22 of 40 persons: Judged."


def test_where_only_those_who_came_are_printed_the_funnel_says_that_it_is_hidden(
    contents_with: Callable[..., ReleaseContents], read_contents: Callable[[ReleaseContents], Release]
) -> None:
    tables = [
        TableOut(name, "T", "PERSON", "victim", ("YEAR", "STEP"),
                 [RowOut((year, step), value) for year in ("_T", "2021") for step, value in steps.items()])
        for name, steps in (("cohort_criminal", {"victims": 40, "judged": None}), ("cohort_claim", {"victims": 40, "awarded": None}))
    ]  # fmt: skip

    told = indicators.headline(indicators.get("CON-05"), compute(read_contents(contents_with(tables=tables)), "CON-05"))

    assert told is not None
    assert (told.code, told.value) == ("awarded", None)


def test_a_hidden_headline_that_is_bounded_says_between_which_it_lies(
    contents_with: Callable[..., ReleaseContents], read_contents: Callable[[ReleaseContents], Release]
) -> None:
    rows = [
        RowOut(("2021", "_T"), 50),
        RowOut(("2021", "paid"), None, low=0, high=5),
        RowOut(("2021", "not_paid"), None, low=45, high=50),
    ]
    table = TableOut("cohort_paid", "T", "PERSON", "victim", ("YEAR", "RECEIVED"), rows)
    indicator = indicators.get("CMP-08")

    told = indicators.headline(indicator, compute(with_totals(read_contents(contents_with(tables=[table]))), "CMP-08"))

    assert told is not None
    assert (told.status, told.low, told.high) == ("Q", 0, 10)
    assert presenting.told(indicator, told) == "0.0\xa0% to 10.0\xa0%"
    assert presenting.result(indicator, told).startswith(
        "All years together: 0.0\xa0% to 10.0\xa0%, the figure itself is suppressed"
    )


def test_a_ratio_that_nothing_bounds_is_suppressed_and_nothing_more(
    contents_with: Callable[..., ReleaseContents], read_contents: Callable[[ReleaseContents], Release]
) -> None:
    """ "0 percent or more" says nothing."""
    rows = [RowOut((year, code), None) for year in ("_T", "2021") for code in ("awarded", "paid")]
    table = TableOut("cohort_money", "T", "EUR", "claim", ("YEAR", "AMOUNT"), rows)
    indicator = indicators.get("CMP-07")

    told = indicators.headline(indicator, compute(read_contents(contents_with(tables=[table])), "CMP-07"))

    assert presenting.headline(indicator, told) == presenting.Headline(None, "the figure is suppressed")
    assert presenting.result(indicator, told) == "All years together: the figure is suppressed."
