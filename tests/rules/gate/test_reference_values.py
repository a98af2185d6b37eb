"""Do the shares that ASTRA printed for Serbia come out of a register of judgments that has the published counts?

Each is counted by the gate's own tables and computed by the indicator, nothing withheld: the smallest counts that round to what
was printed. The people are invented.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

import pytest

from bundled import bundle
from indicated import named
from litigation_app.casework.courtwatch.facts import AccusedFacts, JudgmentFacts
from litigation_app.statistics import indicators
from tables_of_people import cohorts, tables_of

ACQUITTED = AccusedFacts("acquitted", "no_prison", "kept", "not_known", "unknown")
WAITS = ("up_to_1", "1_to_3", "over_3")
SENTENCES = ("under_3", "3_to_5", "over_5")


def convicted(sentence: str = "3_to_5", verdict: str = "convicted") -> AccusedFacts:
    return AccusedFacts(verdict, sentence, "kept", "below" if sentence == "under_3" else "not_below", "no")


def register(year: int, accused: Sequence[AccusedFacts], waits: Sequence[str] = ("1_to_3",)) -> list[JudgmentFacts]:
    """A judgment for each accused, or for each wait where there are more."""
    count = max(len(accused), len(waits))
    return [
        JudgmentFacts(
            number, number, number % 4, year, "first", "trial", waits[number % len(waits)],
            tuple(accused[number : number + 1]), (),
        )
        for number in range(count)
    ]  # fmt: skip


def printed(facts: list[JudgmentFacts], year: int) -> dict[tuple[str, ...], Decimal]:
    """Every share of the year, rounded to whole percents as ASTRA did."""
    tables = tables_of(cohorts("judgments", facts, year), is_hidden=False)
    found = named(indicators.compute(bundle(first=year, last=year, mode="judgments", tables=tables)))
    return {
        (one, *rest): value.value.quantize(Decimal(1), ROUND_HALF_UP)
        for (one, when, *rest), value in found.items()
        if when == str(year) and value.value is not None
    }


@pytest.mark.parametrize(
    ("year", "guilty", "acquitted", "share"), [(2013, 19, 6, 76), (2014, 13, 9, 59), (2015, 12, 13, 48)]
)
def test_the_conviction_rates(year: int, guilty: int, acquitted: int, share: int) -> None:
    facts = register(year, [convicted()] * guilty + [ACQUITTED] * acquitted)

    assert printed(facts, year)["CON-03",] == share


@pytest.mark.parametrize(
    ("year", "counts", "shares"),
    [
        (2014, (9, 6, 0), (60, 40, 0)),
        (2015, (5, 8, 6), (26, 42, 32)),
        (2016, (4, 3, 3), (40, 30, 30)),
        (2017, (6, 2, 4), (50, 17, 33)),
        (2018, (11, 22, 16), (22, 45, 33)),
        (2019, (9, 3, 4), (56, 19, 25)),
    ],
)
def test_how_long_the_first_instance_took(year: int, counts: Sequence[int], shares: Sequence[int]) -> None:
    """Printed for 2014 and 2015: up to one year alone; for 2016 up to one and over three."""
    waits = [code for code, count in zip(WAITS, counts, strict=True) for _ in range(count)]

    found = printed(register(year, [convicted()], waits), year)

    assert [found["DUR-02", code] for code in WAITS] == list(shares)


@pytest.mark.parametrize(
    ("year", "counts", "shares"),
    [
        (2015, (1, 16, 2), (5, 84, 11)),
        (2018, (2, 3, 3), (25, 38, 38)),
        (2019, (1, 2, 1), (25, 50, 25)),
        (2020, (1, 4, 1), (17, 67, 17)),
    ],
)
def test_the_lengths_of_prison_sentences_and_those_below_the_minimum(
    year: int, counts: Sequence[int], shares: Sequence[int]
) -> None:
    """Printed for 2018 and 2019: over five years alone; for 2020 also 17 percent below the minimum of three years."""
    accused = [convicted(code) for code, count in zip(SENTENCES, counts, strict=True) for _ in range(count)]

    found = printed(register(year, accused), year)

    assert [found["SEN-01", code] for code in SENTENCES] == list(shares)
    assert found["SEN-02",] == shares[0]


@pytest.mark.parametrize(("year", "pleas", "trials", "share"), [(2018, 2, 3, 40), (2019, 4, 4, 50), (2020, 10, 7, 59)])
def test_convictions_on_a_plea_agreement(year: int, pleas: int, trials: int, share: int) -> None:
    accused = [convicted(verdict="convicted_plea")] * pleas + [convicted()] * trials

    assert printed(register(year, accused), year)["CHG-03",] == share


def test_five_eightyfour_and_eleven_percent_are_one_sixteen_and_two_people_whom_a_court_named_in_public() -> None:
    """No n below 37 but 19 gives them. Judgments are public acts: their tables stand as they are counted."""
    fitting = [
        n
        for n in range(1, 37)
        for one in range(n + 1)
        for two in range(n + 1 - one)
        if tuple(int(Decimal(100 * x / n).quantize(Decimal(1), ROUND_HALF_UP)) for x in (one, n - one - two, two))
        == (5, 84, 11)
    ]
    accused = [convicted(code) for code, count in zip(SENTENCES, (1, 16, 2), strict=True) for _ in range(count)]

    made = tables_of(cohorts("judgments", register(2015, accused), 2015))

    assert fitting == [19]
    [sentences] = [table for table in made if table.id == "accused_by_sentence"]
    assert {row.codes[1]: row.value for row in sentences.rows}["under_3"] == "1"
