"""Do readers who are asked together answer as each would alone, and is what gives something away found and withheld?"""

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation_app.disclosure import growth, policy
from litigation_app.disclosure.audience import Audience, Question
from litigation_app.disclosure.effort import Effort
from litigation_app.disclosure.facts import like
from litigation_app.disclosure.growth import Earlier, fresh_years, printed, to_withhold
from litigation_app.disclosure.links import Subset
from litigation_app.disclosure.method import informed
from litigation_app.disclosure.model import (
    PUBLIC_READER,
    RULE_AWARE_READER,
    Attacker,
    Fact,
    Failure,
    Interval,
    Relation,
    System,
)
from litigation_app.disclosure.polytope import Polytope, SolverFailed
from litigation_app.disclosure.tables import (
    TOTAL,
    Chain,
    Cross,
    Row,
    Sums,
    Table,
    Variable,
    build,
    key,
    step_key,
    sum_key,
)

RULES = policy.public()
CELLS = ("a", "b", "c", "d")
RELATIONS = [
    Relation("ab", ("a", "b")),
    Relation("cd", ("c", "d")),
    Relation("ac", ("a", "c")),
    Relation("bd", ("b", "d")),
]
COUNTS = st.fixed_dictionaries(dict.fromkeys(CELLS, st.integers(0, 6)))
KNOWN = st.lists(st.dictionaries(st.sampled_from(CELLS), st.integers(0, 3), min_size=1), max_size=6)


@pytest.mark.thorough
@settings(max_examples=40, deadline=None)
@given(counts=COUNTS, known=KNOWN, shut=st.booleans(), most=st.booleans())
def test_whoever_is_asked_with_others_answers_as_alone(
    counts: Mapping[str, int], known: list[dict[str, int]], shut: bool, most: bool
) -> None:
    """Knowledge that is false for somebody, or known to the number, changes nobody else's answer."""
    published = {one.total: sum(counts[part] for part in one.parts) for one in RELATIONS[: 3 if shut else 4]}
    readers = [PUBLIC_READER]
    for facts in known:
        said = tuple(Fact(cell, low, low if most else None) for cell, low in sorted(facts.items()))
        readers.append(Attacker("knows", said))
    questions = [Question((cell,), up, value) for cell in CELLS for up, value in ((False, 0), (True, 3), (True, 5))]

    def unconvinced(some: Sequence[Attacker]) -> tuple[set[tuple[Attacker, Question]], set[Attacker]]:
        space = Polytope(published, RELATIONS, [(cell,) for cell in CELLS], frozenset(), Effort(math.inf))
        audience = Audience(space, some)
        found = audience.unconvinced({one: range(len(some)) for one in questions})
        return {(some[who], asked) for who, asked in found}, {some[who] for who in audience.refuted}

    together, refuted = unconvinced(readers)

    for reader in readers:
        alone, is_refuted = unconvinced([reader])
        assert (reader in refuted) == (reader in is_refuted)
        assert {one for one in together if one[0] == reader} == alone


def test_time_that_runs_out_while_many_are_asked_answers_nobody() -> None:
    space = Polytope({"ab": 9}, RELATIONS[:1], [("a",), ("b",)], frozenset(), Effort(0))

    with pytest.raises(SolverFailed):
        Audience(space, [PUBLIC_READER]).unconvinced({Question(("a",), True, 5): [0]})


def test_a_reader_of_the_rules_knows_as_much_of_a_total_that_nobody_prints_as_of_its_parts() -> None:
    relations = [Relation("total", ("hidden", "also hidden"), harmless=True)]

    told = informed(RULE_AWARE_READER, {}, {"hidden", "also hidden"}, relations, RULES)

    assert Fact("total", 2, None) in told.facts


def test_of_what_gave_something_away_the_smallest_number_is_withheld_and_no_zero() -> None:
    failures = [Failure("public_reader", ("x",), "change", frozenset({"a", "b", "zero", "not shown"}))]

    assert to_withhold(failures, {"a": 20, "b": 7, "zero": 0, "c": 1}) == {"b"}
    assert to_withhold(failures, {"zero": 0}) == frozenset()


YEARS = ("2021", "2022")


def tables(years: Sequence[str]) -> tuple[list[Table], Subset]:
    """Who was indicted by year of first contact, and by year of the indictment."""
    chain = Chain(Variable("YEAR", tuple(years), harmless=True), "STEP", ("victims", "indicted"))
    indicted = Cross(Variable("INDICTED", tuple(years), harmless=True), Variable("FILED", ("y", "n"), harmless=True))
    return [chain, indicted], Subset(step_key(chain, TOTAL, "indicted"), (key("INDICTED", TOTAL),))


def people(groups: Mapping[tuple[str, str], int]) -> list[Row]:
    """So many of each year of contact and of indictment ("": not indicted)."""
    inside = [places for places, number in groups.items() for _ in range(number)]
    rows = []
    for n, (contact, indicted) in enumerate(inside):
        codes = {"YEAR": contact, "STEP": "indicted" if indicted else "victims"}
        codes |= {"INDICTED": indicted, "FILED": "yn"[n % 2]} if indicted else {}
        rows.append(Row(f"p{n}", f"c{n}", f"l{n % 5}", codes))
    return rows


THEN = {("2021", "2021"): 20, ("2021", ""): 20}
NOW = {("2021", "2021"): 20, ("2021", "2022"): 3, ("2021", ""): 17, ("2022", "2022"): 10, ("2022", ""): 10}


def grown() -> tuple[System, list[Table], Earlier]:
    """The year 2022 alone beside a publication of 2021, in which everything was printed."""
    (old, link), (new, longer) = tables(YEARS[:1]), tables(YEARS)
    then, now = build(people(THEN), old, [link]), build(people(NOW), new, [longer])
    said = {cell.key: int(cell.value) for cell in then.cells if cell.published}
    return fresh_years(now, new, ["2022"]), new, Earlier(printed("first", then, said), frozenset({"2021"}))


def test_a_new_year_alone_can_tell_that_people_of_earlier_years_went_on() -> None:
    """13 were indicted in 2022 and 10 of those who came in 2022 were: at least three who came in 2021 were not before."""
    system, cut, first = grown()
    said = {cell.key: int(cell.value) for cell in system.cells if cell.published}

    found = growth.attack(system, cut, said, [first], RULES)
    assert not found.ok

    for _ in range(8):
        if found.ok:
            break
        blamed = to_withhold(found.failures, said)
        assert blamed, "what gave it away is named"
        said = {name: number for name, number in said.items() if name not in blamed}
        found = growth.attack(system, cut, said, [first], RULES)
    assert found.ok
    assert said, "not everything had to be withheld"


def test_a_publication_that_carried_years_says_nothing_of_them_at_its_own_time() -> None:
    system, cut, first = grown()
    said = {cell.key: int(cell.value) for cell in system.cells if cell.published}

    carried = like(printed("second", system, said), cut, set(YEARS), system.by_key.keys())
    whole = like(first.printed, cut, {"2021"}, system.by_key.keys())

    assert set(carried.of) == {name for name in carried.of if "=2022" in name} != set()
    assert not carried.is_whole
    assert whole.is_whole
    assert whole.of["YEAR=_T"] == "YEAR=_T until 2021"


def test_who_believes_something_false_of_an_amount_does_not_learn_it() -> None:
    """Nothing was awarded in 2021 when that was printed; since then something was. Whoever thinks that it still is nothing errs."""

    def of(years: Sequence[str], *awarded: tuple[str, int]) -> tuple[System, list[Table]]:
        cut: list[Table] = [Sums(Variable("AWARDED", tuple(years), harmless=True), "awarded")]
        paid = [
            Row(f"p{n}", f"c{n}", f"l{n}", {"AWARDED": year}, {"awarded": Decimal(amount)})
            for n, (year, amount) in enumerate(awarded)
        ]
        return build(paid, cut), cut

    then, _ = of(YEARS[:1])
    now, cut = of(YEARS, ("2021", 9000))
    nothing = {name: Interval(0.0, 0.0) for name in (*then.by_key, sum_key(cut[0], "2022"))}  # type: ignore[arg-type]
    first = Earlier(printed("first", then, {name: nothing[name] for name in then.by_key}), frozenset({"2021"}))
    new = fresh_years(now, cut, ["2022"])

    assert growth.attack(new, cut, {sum_key(cut[0], "2022"): Interval(0.0, 0.0)}, [first], RULES).ok  # type: ignore[arg-type]
