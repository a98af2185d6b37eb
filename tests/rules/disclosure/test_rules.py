"""Which numbers are sensitive, and what do linked tables give away?"""

from decimal import Decimal

import pytest

from litigation_app.disclosure import effort, policy
from litigation_app.disclosure.audit import audit
from litigation_app.disclosure.links import Subset, Within
from litigation_app.disclosure.model import Cell, Interval, Kind, Reason, Relation, System
from litigation_app.disclosure.sensitivity import demands, is_nk_sensitive, is_p_sensitive, merged, primary
from litigation_app.disclosure.suppression.protect import protect
from litigation_app.disclosure.tables import Chain, Cross, Row, Sums, Variable, build

POLICY = policy.public()
YEAR = Variable("year", ("2021", "2022"), harmless=True)
SEX = Variable("sex", ("F", "M"))
CLAIM = Chain(YEAR, "claim", ("victims", "filed", "decided", "awarded", "paid"))


def people(number, *, first=0, holders=5, **codes):
    return [Row(f"p{first + i}", f"c{first + i}", f"h{i % holders}", codes) for i in range(number)]


def test_every_constant_names_its_source_and_the_hash_changes_with_the_file():
    text = policy.FILE.read_bytes()

    changed = policy.parse(text.replace(b"value = 5", b"value = 6", 1))

    assert (POLICY.k, POLICY.cases_k, POLICY.contributors) == (5, 3, 3)
    assert changed.k == 6
    assert changed.digest != POLICY.digest
    assert policy.parse(text.replace(b"attack = 120", b"attack = 60", 1)).digest != POLICY.digest
    assert effort.seconds("attack") == 120
    with pytest.raises(ValueError, match="needs a source"):
        policy.parse(text.replace(b'source = "Handbook ch. 4.2, dominance rule (n,k)."', b'source = ""'))


@pytest.mark.parametrize("value", ["0", "-1"])
def test_a_constant_below_one_protects_nobody_and_is_refused(value):
    tables = policy.FILE.read_text("utf-8").replace("value = 5", f"value = {value}", 1)

    with pytest.raises(ValueError, match=r"frequency\.k needs a source and a value of at least 1"):
        policy.parse(tables.encode())


def test_six_victims_of_one_case_are_one_event():
    system = System((Cell("T", 6, 6, 1, 1),), ())

    assert primary(system, POLICY) == {"T": Reason.FEW_CASES}


def test_a_group_wholly_in_one_category_is_sensitive_unless_the_variable_is_harmless():
    rows = people(8, year="2021", sex="F") + people(9, first=8, year="2022", sex="M")
    harmless = Variable("sex", ("F", "M"), harmless=True)

    found = primary(build(rows, [Cross(YEAR, SEX)]), POLICY)

    assert found["year=2021;sex=F"] is Reason.WHOLE_GROUP
    assert primary(build(rows, [Cross(YEAR, harmless)]), POLICY) == {}


def test_a_whole_group_is_hidden_so_that_nobody_knows_how_many_are_outside_it():
    rows = people(8, year="2021", sex="F") + people(9, first=8, year="2022", sex="M")
    system = build(rows, [Cross(YEAR, SEX)])

    pattern = protect(system, POLICY)

    assert {"year=2021;sex=F", "year=2021;sex=M"} <= pattern.withheld
    assert audit.audit_system(system, pattern.visible(system), demands(system, POLICY), POLICY).ok


def test_a_zero_in_a_small_group_is_sensitive_and_a_zero_in_a_large_one_is_not():
    rows = people(3, year="2021", sex="F") + people(9, first=3, year="2022", sex="F")
    three = Variable("sex", ("F", "M", "X"))
    system = build(rows + people(9, first=20, year="2022", sex="M"), [Cross(YEAR, three)])

    found = primary(system, POLICY)

    assert found["year=2021;sex=X"] is Reason.ZERO_IN_SMALL_GROUP
    assert "year=2022;sex=X" not in found


def test_tables_share_their_margins():
    form = Variable("form", ("sex", "labour"), harmless=True)
    rows = people(8, year="2021", sex="F", form="labour")

    system = build(rows, [Cross(YEAR, SEX), Cross(YEAR, form)])

    assert [c.key for c in system.cells if c.key.startswith("year=2021")] == [
        "year=2021",
        "year=2021;form=labour",
        "year=2021;form=sex",
        "year=2021;sex=F",
        "year=2021;sex=M",
    ]


def test_a_hierarchy_adds_up_level_by_level():
    age = Variable("age", ("child", "0-14", "15-17", "adult"), {"0-14": "child", "15-17": "child"}, harmless=True)
    rows = people(7, year="2021", age="0-14") + people(6, first=7, year="2021", age="15-17")

    system = build(rows, [Cross(YEAR, age)])

    assert system.value("year=2021;age=child") == 13
    assert Relation("year=2021;age=child", ("year=2021;age=0-14", "year=2021;age=15-17"), True) in system.relations


def funnel():
    rows = people(20, year="2021", claim="victims") + people(10, first=20, year="2021", claim="filed")
    rows += people(3, first=30, year="2021", claim="decided") + people(12, first=33, year="2021", claim="awarded")
    return rows + people(30, first=50, year="2022", claim="paid")


def test_neighbouring_steps_give_away_who_stopped_between_them():
    system = build(funnel(), [CLAIM])
    everything = {cell.key: cell.value for cell in system.cells if cell.published}

    found = audit.audit_system(system, everything, demands(system, POLICY), POLICY)

    assert primary(system, POLICY)["year=2021;claim=decided"] is Reason.FEW_PEOPLE
    assert ("year=2021;claim=decided",) in {failure.keys for failure in found.failures}


def test_a_protected_funnel_withholds_a_step_that_is_not_small_itself():
    system = build(funnel(), [CLAIM])

    pattern = protect(system, POLICY)

    assert pattern.withheld & {"year=2021;claim>=decided", "year=2021;claim>=awarded"}
    assert "year=2021;claim>=paid" in pattern.published
    assert audit.audit_system(system, pattern.visible(system), demands(system, POLICY), POLICY).ok


def test_what_a_subset_leaves_is_as_sensitive_as_a_count():
    rows = people(20, year="2021", sex="F", indicted="2021") + people(3, first=20, year="2021", sex="F")
    indicted = Variable("indicted", ("2021", "2022"), harmless=True)
    tables = [Cross(YEAR, SEX), Cross(indicted, Variable("sex", ("F", "M"), harmless=True))]

    system = build(rows, tables, [Subset("year=_T", ("indicted=_T",))])

    assert primary(system, POLICY)["year=_T without indicted=_T"] is Reason.FEW_PEOPLE
    assert not {"year=_T", "indicted=_T"} <= protect(system, POLICY).published


@pytest.mark.parametrize("outside", [0, 2])
def test_who_lies_in_another_count_by_law_is_subtracted_whatever_a_file_says(outside: int):
    """Of 23 who were judged 20 had a decision on a claim: a reader subtracts, and two decisions without a judgment hide nobody."""
    rows = people(20, sex="F", judged="2021", decided="2021") + people(3, first=20, sex="F", judged="2021")
    rows += people(outside, first=23, sex="F", decided="2021")
    tables = [Cross(Variable(name, ("2021",), harmless=True), SEX) for name in ("judged", "decided")]

    system = build(rows, tables, [Within("judged=_T", "decided=_T")])

    few = {"judged=_T without decided=_T"} | ({"decided=_T without judged=_T"} if outside else set())
    assert {key for key, reason in primary(system, POLICY).items() if reason is Reason.FEW_PEOPLE} == few
    assert not {"judged=_T", "decided=_T"} <= protect(system, POLICY).published


def test_every_case_is_someone_who_knows_it_and_every_reader_may_know_the_rules():
    system = build(people(8, year="2021", sex="F"), [Cross(YEAR, SEX)])

    assert {attacker.name for attacker in system.attackers} == {"one_case", "rule_aware_reader"}


def test_a_code_that_is_missing_or_unknown_is_refused():
    with pytest.raises(ValueError, match="no code of sex"):
        build(people(1, year="2021"), [Cross(YEAR, SEX)])
    with pytest.raises(ValueError, match="has no code 2030"):
        build(people(1, year="2030", sex="F"), [Cross(YEAR, SEX)])


def money(amounts, holders):
    return [
        Row(f"p{i}", f"c{i}", holder, {"year": "2021"}, {"awarded": Decimal(amount)})
        for i, (amount, holder) in enumerate(zip(amounts, holders, strict=True))
    ]


@pytest.mark.parametrize(
    ("amounts", "holders", "reason"),
    [
        ([30, 30, 30, 30, 30], "abcda", None),
        ([30, 30, 30, 30], "abcd", Reason.FEW_CONTRIBUTORS),
        ([30, 30], "ab", Reason.FEW_CONTRIBUTORS),
        ([30, 30, 30, 30], "aabb", Reason.FEW_CONTRIBUTORS),
        ([900, 40, 10, 1, 1], "abcde", Reason.DOMINATED),
        ([30, 30, 30, 30, 30, 1, 1], "aaaaabc", Reason.DOMINATED),
    ],
)
def test_a_sum_counts_contributors_by_victim_and_by_lawyer(amounts, holders, reason):
    system = build(money(amounts, holders), [Sums(YEAR, "awarded")])

    assert primary(system, POLICY).get("sum:awarded;year=2021") == reason


def test_a_withheld_sum_stays_unsure_by_the_larger_margin():
    system = build(money([900, 40, 10], "abc"), [Sums(YEAR, "awarded")])

    demand = next(d for d in demands(system, POLICY) if d.keys == ("sum:awarded;year=2021",))

    assert (demand.low, demand.high) == (855, 1045)


def test_money_is_audited_with_what_rounding_leaves_open():
    cells = tuple(Cell(k, Decimal(v), 9, 9, 9, Kind.SUM) for k, v in (("T", 1000), ("a", 400), ("b", 600)))
    relations = (Relation("T", ("a", "b"), True),)
    seen = {"T": Interval(995, 1005), "b": 600}

    found = audit.intervals(seen, relations, ["a"], sums=frozenset(c.key for c in cells))

    assert found["a"].low == pytest.approx(395)
    assert found["a"].high == pytest.approx(405)


def test_dominance_rules_at_their_edges():
    even, held = [30, 30, 30, 30], merged([30, 30, 30, 30], [[0, 1, 2]])

    assert not is_p_sensitive(even, 10)
    assert is_nk_sensitive([900, 40, 10], 1, 90)
    assert sorted(held) == [30, 90]
    assert is_p_sensitive(held, 10)


def test_one_lawyer_behind_all_the_money_of_all_years_does_not_make_it_impossible_to_publish():
    rows = [Row(f"p{i}", f"c{i}", "one", {"year": "2022"}, {"paid": Decimal(9000 + i)}) for i in range(5)]
    system = build(rows, [Sums(YEAR, "paid")])

    pattern = protect(system, POLICY)

    insiders = [attacker for attacker in system.attackers if attacker.name == "sole_contributor"]
    assert {fact.key for fact in insiders[-1].facts} == {"sum:paid;year=2022", "sum:paid;year=_T"}
    assert pattern.withheld == {"sum:paid;year=2022", "sum:paid;year=_T"}
    assert audit.audit_system(system, pattern.visible(system), demands(system, POLICY), POLICY).ok
