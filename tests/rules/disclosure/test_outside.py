"""Does a publication stay safe beside what others have printed, whether they are right or wrong?"""

from dataclasses import replace

import pytest

from litigation_app.disclosure import policy as policies
from litigation_app.disclosure.audit import external_figures
from litigation_app.disclosure.audit.external_figures import Found, Outside
from litigation_app.disclosure.audit.feasible_set import SolverFailed
from litigation_app.disclosure.model import Cell, Demand, Fact, Pattern, Reason, Relation, System
from litigation_app.disclosure.sensitivity import demands, primary
from litigation_app.disclosure.suppression.protect import protect
from litigation_app.disclosure.tables import Cross, Row, Variable, build, key

POLICY = policies.public()
PEOPLE = {"A": 3, "B": 4, "C": 40, "D": 30}
TABLE = Cross(Variable("YEAR", ("2021",), harmless=True), Variable("FORM", tuple(PEOPLE), harmless=True))


def form(code: str) -> str:
    return key("YEAR", "2021", "FORM", code)


def system() -> System:
    everyone = [code for code, number in PEOPLE.items() for _ in range(number)]
    rows = [Row(str(n), str(n), str(n % 7), {"YEAR": "2021", "FORM": code}) for n, code in enumerate(everyone)]
    return build(rows, [TABLE])


def pattern(whole: System, *known: Outside) -> Pattern:
    guarded, wanted = whole, demands(whole, POLICY)
    if known:
        guarded, wanted = external_figures.strengthened(whole, wanted, known)
    return protect(guarded, POLICY, primary=primary(whole, POLICY), demands=wanted)


def attacked(whole: System, found: Pattern, *known: Outside) -> Found:
    return external_figures.attack(whole, found.visible(whole), demands(whole, POLICY), POLICY, known)


def said(code: str, low: int, high: int | None, name: str = "") -> Outside:
    return Outside(name or f"{code}{low}", (form(code),), low, high)


@pytest.fixture(scope="module")
def whole() -> System:
    return system()


@pytest.fixture(scope="module")
def plain(whole: System) -> Pattern:
    return pattern(whole)


def test_without_numbers_of_others_nothing_is_different(whole: System, plain: Pattern) -> None:
    assert attacked(whole, plain).certificate.ok
    assert {form("A"), form("B")} <= plain.withheld


@pytest.mark.parametrize("one", [said("A", 3, 3), said("A", 4, 4), said("A", 3, None), said("A", 2, 4)])
def test_what_tells_of_another_hidden_number_is_found_right_or_wrong(
    one: Outside, whole: System, plain: Pattern
) -> None:
    failures = attacked(whole, plain, one).certificate.failures

    assert any(form("B") in failure.keys for failure in failures)


@pytest.mark.thorough
@pytest.mark.parametrize("one", [said("A", 3, 3), said("A", 4, 4), said("A", 3, None)])
def test_a_pattern_for_whoever_knows_it_is_safe_and_does_not_tell_who_is_right(one: Outside, whole: System) -> None:
    stronger = pattern(whole, one)
    truth = pattern(whole, said("A", 3, 3))

    assert attacked(whole, stronger, one).certificate.ok
    assert stronger.published == truth.published


def test_what_others_alone_have_disclosed_is_said_and_not_laid_to_our_charge(whole: System) -> None:
    one = said("A", 3, 3)
    found = attacked(whole, pattern(whole, one), one)

    assert found.certificate.ok
    assert found.disclosed == {one.name}


def test_a_number_that_the_print_refutes_does_not_make_the_attack_succeed(whole: System, plain: Pattern) -> None:
    found = attacked(whole, plain, said("A", 9, 9), said("C", 41, 41))

    assert found.certificate.ok
    assert found.contradicting == {"A9", "C41"}


def test_two_that_contradict_each_other_are_each_believed(whole: System, plain: Pattern) -> None:
    found = attacked(whole, plain, said("A", 0, 0), said("A", 5, 5))

    assert found.contradicting == frozenset()
    assert not found.certificate.ok


def test_of_two_that_contradict_each_other_the_second_is_believed_too(whole: System, plain: Pattern) -> None:
    harmless, telling = said("A", 1, None), said("A", 0, 0)

    assert attacked(whole, plain, harmless).certificate.ok
    assert not attacked(whole, plain, harmless, telling).certificate.ok


def test_what_others_pin_is_no_demand_of_ours_nor_is_what_is_as_many_as_that(whole: System) -> None:
    twice = Relation("the same as B", (form("B"),), harmless=True)
    linked = replace(whole, cells=(*whole.cells, Cell(twice.total, 4, 4, 4, 4)), relations=(*whole.relations, twice))
    wanted = [*demands(whole, POLICY), Demand((twice.total,), 0, 5, Reason.FEW_PEOPLE)]

    left = {demand.keys for demand in external_figures.strengthened(linked, wanted, [said("B", 4, 4)])[1]}

    assert (form("A"),) in left
    assert not {(form("B"),), (twice.total,)} & left


def test_whoever_may_know_a_number_that_is_not_small_is_a_reader_too(whole: System) -> None:
    guarded, _ = external_figures.strengthened(whole, demands(whole, POLICY), [said("D", 29, 29)])

    assert all(Fact(form("D"), 30, 30) in who.facts for who in guarded.attackers if not who.knows_method)


def test_a_solver_that_stops_before_it_is_known_what_can_be_believed_is_no_pass(
    whole: System, plain: Pattern, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **_too: object) -> None:
        raise SolverFailed("out_of_time")

    monkeypatch.setattr(external_figures.audit, "intervals", stop)

    assert not attacked(whole, plain, said("A", 2, None)).certificate.ok


@pytest.mark.thorough
def test_a_number_over_several_years_counts_over_all_of_them() -> None:
    years = ("2021", "2022")
    table = Cross(Variable("YEAR", years, harmless=True), TABLE.by)
    everyone = [(year, code) for year in years for code, number in PEOPLE.items() for _ in range(number)]
    rows = [Row(str(n), str(n), str(n % 7), {"YEAR": y, "FORM": c}) for n, (y, c) in enumerate(everyone)]
    whole = build(rows, [table])
    one = Outside("both", tuple(key("YEAR", year, "FORM", "A") for year in years), 6, 6)

    first = pattern(whole)
    second = pattern(whole, one)

    assert attacked(whole, first, one).certificate.ok or attacked(whole, second, one).certificate.ok
    assert attacked(whole, second, one).certificate.ok


def test_what_leaves_much_unsure_may_not_be_narrowed_further(whole: System, plain: Pattern) -> None:
    """Others say that B is at most 4: with our tables it must not become less unsure than that."""
    found = attacked(whole, plain, said("B", 0, 4))
    nothing = Pattern(frozenset(), plain.published | plain.withheld)

    assert attacked(whole, nothing, said("B", 0, 4)).certificate.ok
    assert not found.certificate.ok  # A is then at least 3


@pytest.mark.parametrize("low", [0, 1])
def test_whoever_knows_better_does_not_believe_it_and_nothing_breaks(low: int) -> None:
    """A case of two people of A, and a reader of the rules: "exactly one" or "none" is no table of theirs."""
    everyone = [code for code, number in PEOPLE.items() for _ in range(number)]
    rows = [Row(str(n), str(max(n, 1)), str(n % 7), {"YEAR": "2021", "FORM": code}) for n, code in enumerate(everyone)]
    whole = build(rows, [TABLE])
    one = said("A", low, low)
    found = attacked(whole, pattern(whole, one), one)

    assert found.certificate.ok, found.certificate.failures
    assert found.contradicting == frozenset()
