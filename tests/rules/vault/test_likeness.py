"""Are like names found among many, and does a hidden one change nothing? Without a database."""

import random
from uuid import UUID, uuid4

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from litigation_app.vault.name_search import similarity
from litigation_app.vault.name_search.similarity import Match, Name, Names

HERE, THERE = UUID(int=1), UUID(int=2)
MINE, OTHERS = UUID(int=3), UUID(int=4)
words = st.text(alphabet="abdeiknorsv", min_size=2, max_size=7)
people = st.lists(st.tuples(st.lists(words, min_size=0, max_size=3), st.booleans()), max_size=25)


def named(*parts: str, case: UUID = MINE, office: UUID = HERE, year: int = 0, subject: UUID | None = None) -> Name:
    return Name((subject or uuid4()).bytes, case.bytes, office.bytes, tuple(parts), "ab", year)


def found(names: Names, *typed: str, year: int = 0, most: int = 10) -> list[Match]:
    mask = names.within(offices=[HERE], cases=[], walled=[])
    return names.like(typed, mask, year=year, most=most)


def test_the_whole_name_comes_before_its_parts_and_both_before_a_typo() -> None:
    whole, more, typo = named("ana", "petric"), named("ana", "maria", "petric"), named("ana", "petrik")
    names = Names([typo, more, whole, named("vesna", "kolar")])

    said = found(names, "petric", "ana")

    assert [match.subject.bytes for match in said] == [whole.subject, more.subject, typo.subject]
    assert (said[0].likeness, said[0].answered) == (1, 1)
    assert said[1].answered == 1 > said[1].likeness
    assert said[2].answered < 1


@pytest.mark.parametrize("typed", ["petrc", "pteric", "petrics", "petrin", "petr"])
def test_one_slip_and_a_beginning_are_forgiven(typed: str) -> None:
    wanted = named("ana", "petric")

    assert [match.subject.bytes for match in found(Names([wanted, named("vesna", "kolar")]), typed)] == [wanted.subject]


def test_the_year_of_birth_decides_between_equals() -> None:
    older, younger = named("ana", "petric", year=1980), named("ana", "petric", year=1999)

    said = found(Names([older, younger]), "ana", "petric", year=1999)

    assert [match.subject.bytes for match in said] == [younger.subject, older.subject]


def test_each_person_is_shown_once() -> None:
    subject = uuid4()

    assert len(found(Names([named("ana", subject=subject), named("anna", "ana", subject=subject)]), "ana")) == 1


def test_offices_cases_and_walls_make_the_mask() -> None:
    names = Names([named("a", case=case, office=office) for case in (MINE, OTHERS) for office in (HERE, THERE)])

    assert names.within(offices=[HERE], cases=[], walled=[]).tolist() == [True, False, True, False]
    assert names.within(offices=[], cases=[OTHERS], walled=[]).tolist() == [False, False, True, True]
    assert names.within(offices=[HERE], cases=[MINE], walled=[MINE]).tolist() == [False, False, True, False]
    assert not names.within(offices=[uuid4()], cases=[uuid4()], walled=[]).any()


@given(people, st.lists(words, max_size=3))
def test_what_is_hidden_changes_nothing(told: list[tuple[list[str], bool]], typed: list[str]) -> None:
    seen = [named(*parts, office=HERE) for parts, is_seen in told if is_seen]
    chance = random.Random(len(told))
    every = [*seen, *(named(*parts, office=THERE) for parts, is_seen in told if not is_seen)]
    chance.shuffle(every)

    assert found(Names(every), *typed) == found(Names(seen), *typed)


@given(people, words)
def test_only_what_lies_under_the_mask_is_found(told: list[tuple[list[str], bool]], typed: str) -> None:
    every = [named(*parts) for parts, _ in told]
    names = Names(every)

    assert names.like([typed], np.zeros(len(names), np.bool_), year=0, most=10) == []
    exact = {name.subject for name in every if typed in name.parts}
    assert exact <= {match.subject.bytes for match in found(names, typed, most=25)}


@given(st.lists(words, min_size=1, max_size=3, unique=True), st.lists(words, max_size=30, unique=True))
def test_many_words_at_once_are_as_like_as_each_by_itself(typed: list[str], known: list[str]) -> None:
    known = sorted(known)

    together = similarity._compared(typed, known)

    for line, one in zip(together, typed, strict=True):
        for alike, word in zip(line, known, strict=True):
            plain = OSA.normalized_similarity(one, word)
            begins = 0.6 + 0.3 * len(one) / len(word) if word.startswith(one) else 0
            assert alike == pytest.approx(max(plain if plain >= 0.5 else 0, begins), abs=1e-6)


def test_no_name_can_be_printed() -> None:
    assert "petric" not in repr(named("ana", "petric"))
