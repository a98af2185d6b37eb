"""Who sued after a referral, what was decided on protection: is anybody found by what is printed of it, once or growing?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import settings as few
from hypothesis import strategies as st

from going_out import goes_out
from judge_of_suits import ALL, NEVER, OUTCOMES, Course, Said, questions, ranges
from litigation_app.casework.facts import VictimFacts
from litigation_app.disclosure import audit, policy
from litigation_app.disclosure.growth import Earlier, printed
from litigation_app.disclosure.model import Interval
from litigation_app.disclosure.plan import Coarser
from litigation_app.disclosure.tables import TOTAL, key
from litigation_app.gate import caseload, growing, plan
from litigation_app.gate.sheets import Design
from tables_of_people import victim

YEARS = (2021, 2022, 2023)
K = 3
SMALL = replace(policy.public(), k=K, cases_k=1)
FULL = plan.asked(plan.CASELOAD)
TABLES = ("claim_outcomes", "referred_by_suit", "protection_by_decision", "victims_by_status")
# `--hypothesis-profile=deep` tries as many as that profile says; each other run a few.
EXAMPLES = few(deadline=None) if few().max_examples > 100 else few(max_examples=6, deadline=None)
People = Sequence[Course]


def design(last: int, first: int = 2021, made: Coarser = FULL) -> Design:
    others = [sheet.id for sheet in caseload.design(first, last, made).sheets if sheet.id not in TABLES]
    return caseload.design(first, last, replace(made, without=tuple({*made.without, *others})))


def facts(people: People, last: int) -> list[VictimFacts]:
    """As it stood at the end of the last year; everybody came in the first, so that nobody comes later."""
    return [_fact(n, one, last) for n, one in enumerate(people)]


def _fact(number: int, one: Course, last: int) -> VictimFacts:
    judged, decided = (year if NEVER < year <= last else None for year in (one.judged, one.decided))
    claim = {"filed": judged, "decided": judged, "outcome": one.outcome if judged else None, "judged_claim": judged}
    said = {"protection": one.decision if decided else None, "protection_year": decided}
    sued = one.sued if judged and judged < last else None
    return replace(victim(number, 2021), **claim, **said, convicted=2021, sued=sued)


def system(people: People, cut: Design):
    return caseload.system(facts(people, int(cut.years[-1])), cut)


@dataclass(frozen=True)
class Published:
    last: int
    said: Said
    earlier: Earlier


def publish(people: People, last: int, before: Sequence[Published] = ()) -> Published | None:
    """As the desk does."""
    cut = design(last)
    found = goes_out(cut, system(people, cut), [one.earlier for one in before], SMALL, budget=10)
    if found is None:
        return None
    return Published(last, _named(cut, found[1]), Earlier(printed(f"until {last}", *found), frozenset(cut.years)))


def _named(cut: Design, said: Mapping[str, int]) -> dict[tuple[str, int, str], int]:
    """What is printed, as the judge has it; of the others he knows how many people there are."""
    return {
        (sheet.id, ALL if year == TOTAL else int(year), code): said[cell]
        for sheet in cut.sheets
        for (year, code), cell in sheet.rows
        if cell in said and (sheet.id != "victims_by_status" or (year, code) == (TOTAL, TOTAL))
        and (sheet.id != "claim_outcomes" or code in {TOTAL, *OUTCOMES})
    }  # fmt: skip


def found(people: People, vintages: Sequence[Published]) -> dict[str, tuple[int, int]]:
    """What a reader knows too well: of 1 to K-1 people, that there is somebody, or that there are fewer than K."""
    last = vintages[-1].last
    asked = {name: which for name, which in questions(YEARS, last).items() if 0 < sum(map(which, people)) < K}
    ends = ranges(YEARS, [(one.last, one.said) for one in vintages], list(asked.values()))
    return {name: (low, high) for name, (low, high) in zip(asked, ends, strict=True) if low > 0 or high < K}


@st.composite
def caseloads(draw: st.DrawFn) -> list[Course]:
    """So many of each year and outcome; few sue, and some wait for a decision."""
    people: list[Course] = []
    for year in YEARS:
        for outcome, most in (("awarded_part", 4), ("rejected", 4), ("referred", 9)):
            people += [Course(year, outcome)] * draw(st.integers(0, most))
        people += [Course(year, "referred", sued=True)] * draw(st.integers(0, 4))
    people += [Course()] * draw(st.integers(0, 12))
    decisions = [(NEVER, ""), *((year, code) for year in YEARS for code in ("granted", "granted", "refused"))]
    drawn = [draw(st.sampled_from(decisions)) for _ in people]
    return [one._replace(decided=year, decision=code) for one, (year, code) in zip(people, drawn, strict=True)]


@pytest.mark.thorough
@EXAMPLES
@given(caseloads())
def test_nobody_is_found_in_one_publication(people: People) -> None:
    one = publish(people, 2023)

    assert one is None or found(people, [one]) == {}


@pytest.mark.extensive
@EXAMPLES
@given(caseloads())
def test_nobody_is_found_in_publications_that_grow(people: People) -> None:
    assert whoever_is_found(people, grown(people)) == {}


def grown(people: People) -> list[Published]:
    """What goes out year after year; a year in which nothing does is passed over."""
    vintages: list[Published] = []
    for last in YEARS:
        one = publish(people, last, vintages)
        vintages += [one] if one is not None else []
    return vintages


def whoever_is_found(people: People, vintages: Sequence[Published]) -> dict[int, dict[str, tuple[int, int]]]:
    """By the year that was the last one published then: what a reader of everything until then knows too well."""
    seen = {one.last: found(people, vintages[: n + 1]) for n, one in enumerate(vintages)}
    return {last: known for last, known in seen.items() if known}


TWO_WAIT = [
    *[Course(2021, "referred")] * 8,
    *[Course(2021, "referred", sued=True)] * 7,
    *[Course(2022, "referred")] * 9,
    *[Course(2022, "rejected")] * 8,
    *[Course(2023, "referred")] * 2,
    *[Course(2023, "rejected")] * 9,
]


@pytest.mark.thorough
def test_publications_do_grow_in_which_nobody_is_found() -> None:
    vintages = grown(TWO_WAIT)

    assert [one.last for one in vintages] == list(YEARS)
    assert whoever_is_found(TWO_WAIT, vintages) == {}


def test_who_waits_is_found_by_subtracting_and_hidden_here() -> None:
    """Referred in all years less those whose year is over: two."""
    cut = design(2023)
    everything = _named(cut, {cell.key: int(cell.value) for cell in system(TWO_WAIT, cut).cells})
    without = {name: number for name, number in everything.items() if name[1:] != (2023, "referred")}
    waits = [questions(YEARS, 2023)["referred 2023"]]
    one = publish(TWO_WAIT, 2023)

    assert ranges(YEARS, [(2023, without)], waits) == [(2, 2)]
    assert one is not None
    low, high = ranges(YEARS, [(2023, one.said)], waits)[0]
    assert low == 0
    assert high >= K


def test_a_row_of_the_referred_counts_just_those_of_the_year_before() -> None:
    cut = design(2023)
    whole = system(TWO_WAIT, cut)
    referred, waited = key("JUDGED", "2022", "OUTCOME", "referred"), key("WAITED", "2023")

    assert whole.value(key("WAITED", TOTAL)) == 24
    assert whole.value(key("WAITED", TOTAL, "SUIT", "sued")) == 7
    for said, asked in ((referred, waited), (waited, referred)):
        assert audit.intervals({said: 9}, whole.relations, [asked])[asked] == Interval(9, 9)


def test_early_suits_of_the_last_year_are_not_counted() -> None:
    early = [*TWO_WAIT, *[Course(2023, "referred", sued=True)] * 6]

    assert system(early, design(2023)).value(key("WAITED", TOTAL, "SUIT", "sued")) == 7


@pytest.mark.parametrize("together", [2, 99])
def test_years_together_are_tied_by_what_lies_wholly_in_them(together: int) -> None:
    made = replace(FULL, together=together)
    whole = caseload.system(facts(TWO_WAIT, 2024), design(2024, made=made))
    total, waited = key("JUDGED", TOTAL, "OUTCOME", "referred"), key("WAITED", TOTAL)

    assert (whole.value(total), whole.value(waited)) == (26, 26)
    last = [*TWO_WAIT, Course(2024, "referred")]
    whole = caseload.system(facts(last, 2024), design(2024, made=made))
    assert whole.value(f"{total} without {waited}") == 1


@pytest.mark.parametrize(
    ("first", "made"),
    [
        (2023, FULL),
        (2021, replace(FULL, broader=("OUTCOME",))),
        (2021, replace(FULL, without=(*FULL.without, "claim_outcomes"))),
        (2021, replace(FULL, without=(*FULL.without, "referred_by_suit"))),
    ],
    ids=["one year", "broader", "nothing prints the referred", "left out"],
)
def test_there_is_no_table_where_nobody_waited_or_nothing_prints_who_was_referred(first: int, made: Coarser) -> None:
    cut = caseload.design(first, 2023, made)

    assert "referred_by_suit" not in {sheet.id for sheet in cut.sheets}
    assert not [cell for cell in caseload.system([], cut).cells if cell.key.startswith("WAITED")]


def test_a_total_that_no_year_is_printed_of_is_withheld_where_earlier_years_stand_as_they_were() -> None:
    cut = design(2023)
    (sheet,) = [one for one in cut.sheets if one.id == "referred_by_suit"]
    fresh = {one.id: [[*codes, "9"] for codes, _key in one.rows] for one in cut.sheets}
    source = {one.id: [[*codes, "5"] for codes, _key in one.rows] for one in design(2022).sheets}

    rows = growing.carried(cut, fresh, source, 2022)

    assert [row[-1] for row in rows[sheet.id]] == [None] * len(sheet.rows)
    assert rows["claim_outcomes"][0] == [TOTAL, TOTAL, "14"]


def test_who_has_no_decision_on_protection_is_found_by_subtracting_and_hidden_here() -> None:
    decided = [Course(decided=2021, decision="granted")] * 20 + [Course(decided=2022, decision="refused")] * 20
    people = [*decided, *[Course()] * 2]
    cut = design(2023)
    everything = _named(cut, {cell.key: int(cell.value) for cell in system(people, cut).cells})
    undecided = [questions(YEARS, 2023)["undecided"]]
    one = publish(people, 2023)

    assert ranges(YEARS, [(2023, everything)], undecided) == [(2, 2)]
    assert one is not None
    low, high = ranges(YEARS, [(2023, one.said)], undecided)[0]
    assert low == 0
    assert high >= K


def test_that_all_were_granted_protection_is_not_printed() -> None:
    people = [Course(decided=2021, decision="granted")] * 20 + [Course(decided=2022, decision="refused")] * 9
    one = publish([*people, *[Course(2021, "rejected")] * 20], 2023)

    assert one is not None
    assert ("protection_by_decision", 2021, "granted") not in one.said


@pytest.mark.parametrize("referred", [2, 9])
def test_that_nobody_of_those_referred_sued_is_not_printed(referred: int) -> None:
    people = [Course(2021, "referred")] * referred + [Course(2021, "rejected")] * 20

    cut = design(2023)
    out = goes_out(cut, system(people, cut), [], SMALL, budget=10)

    assert out is not None
    assert key("WAITED", TOTAL, "SUIT", "sued") not in out[1]
