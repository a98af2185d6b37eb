"""Is each check of a publication beside earlier ones needed, even where others usually find the same?"""

import random
from dataclasses import replace
from decimal import Decimal

import pytest

from litigation_app.disclosure import audit, difference, growth, policy
from litigation_app.disclosure.changes import may_be_known
from litigation_app.disclosure.growth import Earlier, printed
from litigation_app.disclosure.model import Failure, Interval, Reason
from litigation_app.disclosure.sensitivity import primary
from litigation_app.disclosure.tables import TOTAL, Cross, Row, Sums, Variable, build, key, sum_key

RULES = policy.public()
CODES = ("F", "M", "X")


def year(*years):
    return Variable("YEAR", tuple(years), harmless=True)


def system_of(counts, *, of_one_case=1):
    """People by year and code, `of_one_case` to a case; and the table of both."""
    people = [place for place, number in counts.items() for _ in range(number)]
    rows = [
        Row(f"p{n}", f"c{n // of_one_case}", f"h{n % 7}", {"YEAR": when, "SEX": code})
        for n, (when, code) in enumerate(people)
    ]
    table = Cross(year(*dict.fromkeys(when for when, _code in counts)), Variable("SEX", CODES, harmless=True))
    return build(rows, [table]), table


def everything(system, but):
    return {cell.key: cell.value for cell in system.cells if cell.published and cell.key not in but}


def beside(before, now, *, then=(), but=(), of_one_case=1):
    """The attack on a longer publication of `now` that hides `but`, after one of `before` that hid `then`."""
    old, _table = system_of(before)
    new, table = system_of(now, of_one_case=of_one_case)
    first = Earlier(printed("first", old, everything(old, then)), frozenset(when for when, _code in before))
    return growth.attack(new, [table], everything(new, but), [first], RULES)


def counts(when, f, m, x):
    return {(when, "F"): f, (when, "M"): m, (when, "X"): x}


def of(codes, *years):
    return [key("YEAR", when, "SEX", code) for when in (*years, TOTAL) for code in codes]


def test_who_believes_that_people_are_only_added_takes_what_was_printed_before_for_the_least_there_is_now():
    """M and X are 23 together now, X was 20: whoever believes that nobody left knows that M is three at most."""
    before = counts("2021", 37, 3, 20)
    now = {**counts("2021", 43, 3, 20), **counts("2022", 10, 10, 10)}

    found = beside(before, now, then=of("FM", "2021"), but=of("MX", "2021"))

    assert "believes_people_are_only_added" in {one.attacker for one in found.failures}


def test_a_belief_that_one_year_refutes_is_held_of_the_other():
    """In 2021 six of M and X left, which nobody can deny; of 2022 it can still be believed that nobody did."""
    before = {**counts("2021", 20, 20, 20), **counts("2022", 37, 3, 20)}
    now = {**counts("2021", 26, 17, 17), **counts("2022", 43, 3, 20), **counts("2023", 10, 10, 10)}
    then = [*of("MX", "2021"), *of("FMX", "2022")[:2], *of("FMX")]

    found = beside(before, now, then=then, but=[*of("MX", "2021", "2022"), *of("F")])

    assert ("believes_people_are_only_added", (key("YEAR", "2022", "SEX", "M"),)) in {
        (one.attacker, one.keys) for one in found.failures
    }


def test_who_knows_two_newcomers_of_a_case_need_not_believe_that_nobody_came():
    before = counts("2021", 20, 20, 0)
    now = {**counts("2021", 20, 20, 8), **counts("2022", 10, 10, 10)}

    found = beside(before, now, but=of("MX", "2021"), of_one_case=2)

    assert "one_case" not in {one.attacker for one in found.failures}


def test_a_reader_of_the_rules_attacks_a_longer_publication_too():
    """Five of M and X: to the public M is anything from none to five, but none is where a sign stands."""
    before = counts("2021", 20, 20, 20)
    now = {**before, **counts("2022", 20, 2, 3)}
    hidden = [*of("MX", "2022")]

    found = beside(before, now, but=hidden)

    assert "rule_aware_reader" in {one.attacker for one in found.failures}


def test_a_printed_change_of_one_is_found_where_no_total_shows_it():
    before = {**counts("2021", 20, 20, 20), **counts("2022", 20, 20, 20)}
    now = {**counts("2021", 21, 19, 20), **counts("2022", 20, 20, 20), **counts("2023", 10, 10, 10)}
    hidden = of("FM", "2022")

    found = beside(before, now, then=hidden, but=hidden)

    assert {one.keys for one in found.failures} == {(key("YEAR", "2021", "SEX", code),) for code in "FM"}


@pytest.mark.parametrize(("of_one_case", "is_fine"), [(1, True), (2, True), (3, False)])
def test_of_newcomers_as_many_may_be_of_one_case_as_any_case_of_their_cell_has(of_one_case, is_fine):
    """Five of cases with three people each are of two cases, and nobody may read that they came."""
    before = counts("2021", 30, 30, 30)
    now = {**counts("2021", 35, 35, 35), **counts("2022", 30, 30, 30)}
    old, _table = system_of(before)
    new, _table = system_of(now, of_one_case=of_one_case)
    then = Earlier(printed("first", old, everything(old, ())), frozenset({"2021"}))
    exposed = set() if is_fine else {key("YEAR", "2021", "SEX", code) for code in "FMX"}

    found = beside(before, now, of_one_case=of_one_case)

    assert found.ok == is_fine
    assert {one.keys for one in found.failures} >= {(one,) for one in exposed}
    assert growth.too_near(new, [then], RULES) == exposed


@pytest.mark.parametrize(
    ("change", "largest", "may"),
    [(0, 9, True), (4, 1, False), (5, 1, True), (5, 2, True), (5, 3, False), (-9, 1, False), (-1, 1, False)],
)
def test_a_change_may_be_known_of_nobody_or_of_k_people_of_three_cases_and_never_of_those_who_went(
    change, largest, may
):
    assert may_be_known(change, largest, RULES) is may


def paid(amounts):
    """Sums by year, nine people each, with their table."""
    rows = [
        Row(f"p{when}{n}", f"c{when}{n}", f"h{n}", {"YEAR": when}, {"paid": Decimal(amount) / 9})
        for when, amount in amounts.items()
        for n in range(9)
    ]
    table = Sums(year(*amounts), "paid")
    return build(rows, [table]), table


def rounded(table, said):
    """Printed sums by year, each five up or down."""
    return {sum_key(table, when): Interval(amount - 5, amount + 5) for when, amount in said.items()}


def sums_beside(before, now, *, then, said):
    """As `beside`, for amounts of which `then` and `said` were printed."""
    (old, first), (new, table) = paid(before), paid(now)
    earlier = Earlier(printed("first", old, rounded(first, then)), frozenset(before))
    return growth.attack(new, [table], rounded(table, said), [earlier], RULES)


MONEY = {"2021": 9000, "2022": 1800}


def test_amounts_that_did_not_move_are_printed_again():
    assert sums_beside({"2021": 9000}, MONEY, then={"2021": 9000}, said={"2021": 9000}).ok


def test_an_amount_that_moved_is_not_printed_again():
    found = sums_beside({"2021": 9000}, {**MONEY, "2021": 9900}, then={"2021": 9000}, said={"2021": 9900})

    assert [(one.keys, one.why) for one in found.failures] == [((sum_key(paid({"2021": 1})[1], "2021"),), "change")]


def test_an_amount_that_was_withheld_is_not_printed_later():
    found = sums_beside({"2021": 9000}, MONEY, then={}, said={"2021": 9000})

    assert [one.why for one in found.failures] == ["change"]


def test_a_total_and_a_new_year_that_tell_of_a_moved_amount_are_refused():
    found = sums_beside(
        {"2021": 9000}, {**MONEY, "2021": 9900}, then={TOTAL: 9000, "2021": 9000}, said={TOTAL: 11700, "2022": 1800}
    )

    assert "change" in {one.why for one in found.failures}


def test_a_solver_that_stops_is_no_pass_though_it_stops_without_the_new_numbers_too(monkeypatch):
    before = counts("2021", 20, 20, 20)
    whole = audit.audit({}, [], [], RULES)
    stopped = replace(whole, failures=(Failure("public_reader", (), "out_of_time"),))
    monkeypatch.setattr(difference, "_audit", lambda *_what: stopped)

    assert not beside(before, {**before, **counts("2022", 10, 10, 10)}).ok


def test_the_people_of_these_tests_are_few_only_where_they_are_meant_to_be():
    system, _table = system_of(counts("2021", 37, 3, 20))

    assert primary(system, RULES) == dict.fromkeys(of("M", "2021"), Reason.FEW_PEOPLE)


def test_of_a_belief_whose_parts_refute_each_other_each_part_has_a_believer():
    """F fell by six over both years, as everybody reads: not in 2021, or not in 2022."""
    before = {**counts("2021", 17, 4, 3), **counts("2022", 37, 37, 3)}
    now = {**counts("2021", 11, 10, 3), **counts("2022", 37, 37, 3), **counts("2023", 10, 10, 10)}
    then = [key("YEAR", "2021", "SEX", "X"), key("YEAR", "2022", "SEX", "F")]
    both = [key("YEAR", when, "SEX", code) for when in ("2021", "2022") for code in "FM"]

    found = beside(before, now, then=then, but=[*both, key("YEAR", TOTAL, "SEX", "M")])

    believed = {one.keys for one in found.failures if one.attacker == "believes_people_are_only_added"}
    assert believed >= {(key("YEAR", "2021", "SEX", "F"),), (key("YEAR", "2022", "SEX", "F"),)}


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_earlier_publications_tells_nothing(seed):
    draw = random.Random(seed)
    numbers = {(when, code): draw.choice((3, 4, 9, 17, 20, 37)) for when in ("2021", "2022", "2023") for code in CODES}
    shown, earlier = {}, []
    for last in ("2021", "2022"):
        system, _table = system_of({place: n for place, n in numbers.items() if place[0] <= last})
        hidden = {cell.key for cell in system.cells if draw.random() < 0.4}
        shown = everything(system, hidden)
        earlier.append(Earlier(printed(last, system, shown), frozenset({"2021", last})))
        numbers = {place: max(0, n + draw.choice((0, 0, 6, 13, -6))) for place, n in numbers.items()}
    new, table = system_of(numbers)
    said = everything(new, {cell.key for cell in new.cells if draw.random() < 0.4})

    one, other = (growth.attack(new, [table], said, order, RULES) for order in (earlier, earlier[::-1]))

    assert {(f.attacker, f.keys, f.why) for f in one.failures} == {(f.attacker, f.keys, f.why) for f in other.failures}
    assert one.ok == other.ok
