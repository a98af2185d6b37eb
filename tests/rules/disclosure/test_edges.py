"""Where does each rule begin and end, and does each condition of the attack count?"""

import math
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from bench.linked_tables import linked
from litigation_app.disclosure import policy
from litigation_app.disclosure.audit import audit
from litigation_app.disclosure.audit.feasible_set import Polytope
from litigation_app.disclosure.audit.witness_tables import Whole, Witnesses
from litigation_app.disclosure.effort import Effort
from litigation_app.disclosure.model import (
    Attacker,
    Cell,
    Contributions,
    Demand,
    Fact,
    Interval,
    Kind,
    Reason,
    Relation,
    System,
)
from litigation_app.disclosure.sensitivity import demands, primary
from litigation_app.disclosure.suppression.protect import protect
from litigation_app.disclosure.tables import Row, Sums, Variable, build, sum_key

POLICY = policy.public()


def alone(cell):
    return System((cell,), ())


def people(number, cases=None):
    return alone(Cell("T", number, number, cases or number, number))


def money(by_victim, by_holder=None):
    victims, holders = (tuple(map(Decimal, amounts)) for amounts in (by_victim, by_holder or by_victim))
    return alone(Cell("T", sum(victims), 9, 9, 9, Kind.SUM, Contributions(victims, holders)))


def reason(system, rules=POLICY):
    return primary(system, rules).get("T")


def test_four_people_are_few_and_five_are_not():
    assert [reason(people(n)) for n in (0, 1, 4, 5)] == [None, Reason.FEW_PEOPLE, Reason.FEW_PEOPLE, None]


def test_two_cases_are_few_and_three_are_not():
    assert [reason(people(9, cases)) for cases in (2, 3)] == [Reason.FEW_CASES, None]


def test_a_count_must_reach_from_nobody_to_k_or_to_itself():
    assert [(d.low, d.high) for system in (people(3), people(9, 2)) for d in demands(system, POLICY)] == [
        (0, 5),
        (0, 9),
    ]


def group(*counts):
    cells = [Cell(f"c{n}", count, count, count, count) for n, count in enumerate(counts)]
    total = sum(counts)
    whole = Cell("T", total, total, total, total)
    return System((*cells, whole), (Relation("T", tuple(cell.key for cell in cells)),))


def test_all_but_one_of_a_group_are_as_telling_as_all_of_it():
    assert primary(group(9, 1), POLICY)["c0"] is Reason.WHOLE_GROUP
    assert primary(group(9, 0), POLICY)["c0"] is Reason.WHOLE_GROUP
    assert "c0" not in primary(group(9, 2), POLICY)


def test_how_many_are_outside_a_whole_group_must_stay_open():
    assert [(d.keys, d.low, d.high) for d in demands(group(9, 0, 0), POLICY)] == [(("c1", "c2"), 0, 5)]


def test_the_p_rule_holds_where_the_n_k_rule_does_not():
    loose = replace(POLICY, nk_percent=99)

    assert reason(money([100, 60, 5, 4]), loose) is Reason.DOMINATED
    assert reason(money([100, 60, 6, 5]), loose) is None


def test_the_n_k_rule_holds_where_the_p_rule_does_not():
    assert reason(money([50, 45, 6, 6])) is Reason.DOMINATED
    assert reason(money([50, 45, 9, 9])) is None


@pytest.mark.parametrize("views", [([900, 50], [300, 350, 300]), ([300, 350, 300], [900, 50])])
def test_the_worse_of_victims_and_lawyers_decides(views):
    assert reason(money(*views)) is Reason.FEW_CONTRIBUTORS


def test_a_sum_of_few_stays_open_by_a_tenth_on_both_sides():
    assert [(d.low, d.high) for d in demands(money([30, 30]), POLICY)] == [(54, 66)]


def test_where_one_dominates_a_sum_it_stays_open_by_what_the_p_rule_asks_for():
    narrow = replace(POLICY, margin_percent=1)

    assert [(d.low, d.high) for d in demands(money([900, 40, 10]), narrow)] == [(870, 1030)]


@pytest.mark.thorough
def test_a_zero_hides_nobody_though_it_would_cost_least():
    system = linked(48, 1)
    small = primary(system, replace(POLICY, cases_k=1))

    hidden = protect(system, replace(POLICY, cases_k=1)).withheld

    assert small.keys() < hidden
    assert not [key for key in hidden if system.value(key) == 0]


def test_who_is_the_lawyer_of_all_behind_a_sum_knows_it():
    paid = Sums(Variable("year", ("2021", "2022"), harmless=True), "paid")
    said = [("p", "h", "2021"), ("q", "h", "2021"), *((f"x{n}", f"y{n}", "2022") for n in range(9))]
    rows = [Row(p, f"c{n}", h, {"year": when}, {"paid": Decimal(75)}) for n, (p, h, when) in enumerate(said)]

    knowing = [who for who in build(rows, [paid]).attackers if who.name == "sole_contributor"]

    assert [who.facts for who in knowing] == [(Fact(sum_key(paid, "2021"), Decimal(150), Decimal(150)),)]


def test_a_rounded_total_tells_its_parts_as_an_interval_from_both_ends():
    relations, sums = (Relation("T", ("a", "b"), True),), frozenset({"T", "a", "b"})

    found = audit.intervals({"T": Interval(90, 110), "b": Interval(20, 30)}, relations, ["a"], sums=sums)["a"]

    assert (found.low, found.high) == pytest.approx((60, 90))


ODD = (Relation("T", ("a", "b")), Relation("U", ("a", "c")), Relation("V", ("b", "c", "d")))


def test_what_only_halves_of_people_would_reach_is_not_reached_and_what_whole_ones_do_is():
    """a + b = a + c = b + c + d = 5: halves allow a = 2.5, people no less than 3."""
    space = Polytope({"T": 5, "U": 5, "V": 5}, ODD, [("a",)], frozenset(), Effort(math.inf))

    assert space.interval(("a",)).low == 2.5
    assert space.can_reach(("a",), 3, up=False)
    assert not space.can_reach(("a",), 2, up=False)


def test_a_demand_that_only_halves_of_people_meet_fails():
    wanted = [Demand(("a",), 2, 5, Reason.FEW_PEOPLE)]
    halved = [Demand(("a",), 2.5, 5, Reason.FEW_PEOPLE)]

    assert not audit.audit({"T": 5, "U": 5, "V": 5}, ODD, wanted, POLICY).ok
    assert not audit.audit({"T": 5, "U": 5, "V": 5}, ODD, halved, POLICY).ok


def test_a_table_counts_only_when_its_sums_are_exact_and_its_people_whole():
    exact = Whole([[(0, 1.0), (1, 1.0)]], [1.0], np.zeros(2), np.zeros(2, dtype=bool))

    assert exact.holds(np.array([1.0, 0.0]))
    assert not exact.holds(np.array([0.6, 0.4]))
    assert not exact.holds(np.array([1.0, 1.0]))
    assert not exact.holds(np.array([2.0, -1.0]))


def test_a_reader_whose_knowledge_contradicts_what_is_printed_is_no_pass():
    """Nothing was found out about what she can say, so nothing is known to be safe from her."""
    relations, wanted = [Relation("T", ("a", "b"))], [Demand(("a",), 0, 5, Reason.FEW_PEOPLE)]
    impossible = Attacker("one_case", (Fact("b", 12, None),))

    found = audit.audit({"T": 9}, relations, wanted, POLICY, attackers=[impossible])

    assert [(one.attacker, one.why) for one in found.failures] == [("one_case", "contradiction")]


def test_a_table_that_was_found_proves_nothing_to_whoever_knows_better():
    kept = Witnesses(2)
    kept.add(np.array([0.0, 5.0]))

    assert kept.reaches(0, 0.0, up=False, facts={})
    assert not kept.reaches(0, 0.0, up=False, facts={1: (0.0, 3.0)})


def test_a_solver_that_stops_while_readers_are_asked_is_no_pass():
    relations, wanted = [Relation("T", ("a", "b"))], [Demand(("a",), 0, 5, Reason.FEW_PEOPLE)]

    found = audit.audit({"T": 9}, relations, wanted, POLICY, budget=0.0)

    assert {one.why for one in found.failures} == {"out_of_time"}


def test_a_sensitive_number_in_print_fails_though_it_could_be_anything():
    wanted = [Demand(("a",), 7, 7, Reason.FEW_PEOPLE)]

    assert [one.why for one in audit.audit({"a": 7}, [], wanted, POLICY).failures] == ["published"]


def test_numbers_that_contradict_each_other_fail_though_they_hide_everybody():
    wanted = [Demand(("x",), 0, 5, Reason.FEW_PEOPLE)]
    relations = [Relation("T", ("a", "b")), Relation("U", ("x", "y"))]

    found = audit.audit({"T": 9, "a": 4, "b": 6, "U": 9}, relations, wanted, POLICY)

    assert {one.why for one in found.failures} == {"contradiction"}


@pytest.mark.parametrize(("low", "high", "is_open"), [(4, 9, True), (3, 9, False), (4, 10, False)])
def test_both_ends_of_a_demand_are_asked(low, high, is_open):
    seen, relations = {"T": 9, "U": 5}, [Relation("T", ("a", "b")), Relation("U", ("b", "c"))]

    assert audit.audit(seen, relations, [Demand(("a",), low, high, Reason.FEW_PEOPLE)], POLICY).ok is is_open


def test_what_must_stay_hidden_at_no_time_at_all_is_everything_that_may_be():
    relations = (Relation("T", ("a", "b", "c"), True),)
    counts = {"a": 2, "b": 9, "c": 9, "T": 20}
    system = System(tuple(Cell(key, n, n, n, n) for key, n in counts.items()), relations)

    assert protect(system, POLICY, budget=0).withheld == set(counts)
