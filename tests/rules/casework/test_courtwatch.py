"""Who codes a judgment, what may she see, where do two differ, what follows from the codes and from a sheet?"""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.courtwatch.judgments import rules
from litigation_app.casework.courtwatch.judgments.rules import Coded, WhyNot
from litigation_app.casework.courtwatch.observations import rules as sheets
from litigation_app.casework.courtwatch.rules import asked, slots
from litigation_app.casework.record_forms.rules import FieldKind
from litigation_app.law import loader

VERA, MILA, PETRA = (UUID(int=number) for number in (1, 2, 3))


def codings(*by: UUID) -> list[Coded]:
    return [Coded(uuid4(), place, one) for place, one in enumerate(by, 1)]


@pytest.mark.parametrize(
    ("before", "coder", "is_double", "why_not"),
    [
        ((), VERA, False, None),
        ((), VERA, True, None),
        ((VERA,), MILA, True, None),
        ((VERA,), VERA, True, WhyNot.CODED_ALREADY),
        ((VERA,), MILA, False, WhyNot.SETTLED),
        ((VERA, MILA), PETRA, True, WhyNot.TO_SETTLE),
        ((VERA, MILA, PETRA), PETRA, True, WhyNot.SETTLED),
    ],
)
def test_whose_turn_it_is(before: tuple[UUID, ...], coder: UUID, is_double: bool, why_not: WhyNot | None) -> None:
    assert rules.may_code(codings(*before), coder, is_double=is_double) == why_not


@given(st.lists(st.sampled_from([VERA, MILA, PETRA]), max_size=4), st.booleans())
def test_whoever_may_still_code_it_sees_no_coding(by: list[UUID], is_double: bool) -> None:
    before = codings(*by)
    for reader in (VERA, MILA, PETRA):
        if rules.may_code(before, reader, is_double=is_double) is None:
            assert rules.visible(before, reader, is_double=is_double) == []


@given(st.uuids(), st.integers(0, 100), st.integers(0, 100))
def test_a_draw_is_the_same_each_time_and_a_larger_share_draws_whatever_a_smaller_drew(
    id_: UUID, percent: int, more: int
) -> None:
    assert rules.is_drawn(id_, percent) == rules.is_drawn(id_, percent)
    assert not rules.is_drawn(id_, 0)
    assert rules.is_drawn(id_, 100)
    if rules.is_drawn(id_, min(percent, more)):
        assert rules.is_drawn(id_, max(percent, more))


def test_about_the_share_is_drawn() -> None:
    drawn = sum(rules.is_drawn(UUID(int=number), 20) for number in range(5_000))

    assert 900 < drawn < 1_100


def test_every_person_is_asked_everything_once() -> None:
    names = [slot.name for slot in slots(2, 3)]

    assert len(names) == len(set(names))
    known = asked()
    count = [len(part.questions) for part in (known.judgment, known.accused, known.injured)]
    assert len(names) == count[0] + 2 * count[1] + 3 * count[2]


def test_a_missing_answer_differs_from_any_other() -> None:
    said = {"a1_sex": "M", "a1_age": "30_49", "procedure": "trial"}

    found = rules.differences(said, said | {"a1_age": "18_29"} | {"a1_months": 12}, list(slots(1, 0)))

    assert [slot.name for slot in found] == ["a1_age", "a1_months"]


@given(st.dictionaries(st.sampled_from([slot.name for slot in slots(2, 2)]), st.sampled_from("abc")))
def test_no_coding_differs_from_itself_and_every_pair_is_counted(codes: dict[str, Any]) -> None:
    asked_here = list(slots(2, 2))

    assert rules.differences(codes, codes, asked_here) == []
    assert sum(len(pairs) for pairs in rules.pairs(codes, codes, asked_here).values()) == len(asked_here)


@pytest.mark.parametrize(
    ("person", "below"),
    [
        ({"verdict": "convicted", "sentence": "prison", "judged": "rs_388_1", "months": 35}, True),
        ({"verdict": "convicted_plea", "sentence": "house", "judged": "rs_388_1", "months": 36}, False),
        ({"verdict": "convicted", "sentence": "suspended", "judged": "rs_388_1", "months": 6}, None),
        ({"verdict": "acquitted", "judged": "rs_388_1"}, None),
        ({"verdict": "convicted", "sentence": "prison", "judged": "none", "months": 3}, None),
    ],
)
def test_below_the_minimum_of_the_country_file(person: dict[str, Any], below: bool | None) -> None:
    assert rules.is_below_minimum(person, loader.load("RS")) is below


@pytest.mark.parametrize(
    ("indicted_on", "band"),
    [
        ("2023-03-05", "up_to_1"),
        ("2023-03-04", "1_to_3"),  # 366 days: 2024 is a leap year
        ("2021-03-05", "1_to_3"),
        ("2021-03-04", "over_3"),
        ("2024-03-05", None),
        (None, None),
    ],
)
def test_how_long_it_took(indicted_on: str | None, band: str | None) -> None:
    assert rules.duration_band(indicted_on, date(2024, 3, 4)) == band


@pytest.mark.parametrize(
    ("person", "band"),
    [
        ({"sentence": "prison", "months": 35}, "under_3"),
        ({"sentence": "prison", "months": 36}, "3_to_5"),
        ({"sentence": "house", "months": 60}, "3_to_5"),
        ({"sentence": "prison", "months": 61}, "over_5"),
        ({"sentence": "prison"}, "not_said"),
        ({"sentence": "suspended", "months": 12}, "suspended"),
        ({"sentence": "fine"}, "no_prison"),
        ({}, "not_said"),
    ],
)
def test_bands_of_sentences_are_those_of_the_yearly_analysis(person: dict[str, Any], band: str) -> None:
    assert rules.sentence_band(person) == band


def test_a_hearing_that_was_not_held_has_one_section_and_every_other_has_all() -> None:
    parts = list(asked().sections.values())

    assert sheets.missing(parts, [], is_held=False) == [sheets.FIRST]
    assert sheets.missing(parts, [sheets.FIRST], is_held=False) == []
    assert sheets.missing(parts, ["claim"], is_held=True) == ["hearing", "protection", "accused", "conduct"]


@pytest.mark.parametrize(
    ("said", "conduct"),
    [
        ({"blamed": "yes"}, "flag"),
        ({"blamed": "no", "intimate": "no", "repeated": "no"}, "none"),
        ({"blamed": "no", "intimate": "unseen", "repeated": "no"}, "unseen"),
        ({}, "unseen"),
    ],
)
def test_what_was_not_seen_is_not_none(said: dict[str, str], conduct: str) -> None:
    assert sheets.conduct(said) == conduct


def test_every_question_that_compares_coders_has_answers_that_can_be_compared() -> None:
    known = asked()
    for part in (known.judgment, known.accused, known.injured):
        for one in part.questions:
            assert one.counts
            assert not one.graded or one.kind in {FieldKind.CODE, FieldKind.NUMBER}
