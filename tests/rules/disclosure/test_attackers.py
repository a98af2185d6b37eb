"""Does each kind of reader who knows more than the page learn of nobody, and is each of them needed?"""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation_app.disclosure import policy
from litigation_app.disclosure.audit import audit
from litigation_app.disclosure.audit.informed_reader import informed, possible_zeros
from litigation_app.disclosure.model import RULE_AWARE_READER, Cell, Fact, Reason, Relation, System
from litigation_app.disclosure.sensitivity import demands, primary
from litigation_app.disclosure.suppression.protect import protect
from litigation_app.disclosure.tables import Cross, Row, Variable, build

POLICY = policy.public()
K5 = replace(POLICY, cases_k=1)
YEAR = Variable("year", ("2021", "2022"), harmless=True)
SEX = Variable("sex", ("F", "M"), harmless=True)


def with_margins(rows):
    """A two-way table's counts by place, "T" for a total."""
    tall, wide = range(len(rows)), range(len(rows[0]))
    full = {f"{r}|{c}": rows[r][c] for r in tall for c in wide}
    full |= {f"T|{c}": sum(row[c] for row in rows) for c in wide}
    full |= {f"{r}|T": sum(rows[r]) for r in tall}
    return full | {"T|T": sum(map(sum, rows))}


def grid(rows, *, attackers=(), harmless=True):
    """The same as a system."""
    tall, wide = [str(r) for r in range(len(rows))], [str(c) for c in range(len(rows[0]))]
    relations = [Relation(f"T|{c}", tuple(f"{r}|{c}" for r in tall), harmless) for c in [*wide, "T"]]
    relations += [Relation(f"{r}|T", tuple(f"{r}|{c}" for c in wide), harmless) for r in [*tall, "T"]]
    cells = (Cell(key, n, n, n, n) for key, n in with_margins(rows).items())
    return System(tuple(cells), tuple(relations), attackers)


def attack(system, pattern):
    return audit.audit_system(system, pattern.visible(system), demands(system, K5), K5)


def possible(rows, pattern, ceiling=14):
    """Every table that a reader of the rules can believe in, counted one by one."""
    truth = with_margins(rows)
    inner = [(r, c) for r in range(len(rows)) for c in range(len(rows[0])) if f"{r}|{c}" in pattern.withheld]
    for values in itertools.product(range(1, ceiling), repeat=len(inner)):
        told = [list(row) for row in rows]
        for (r, c), value in zip(inner, values, strict=True):
            told[r][c] = value
        table = with_margins(told)
        if all(table[key] == truth[key] for key in pattern.published):
            yield table


NARROWED = [[6, 4, 9], [5, 0, 1]]


def test_a_reader_of_the_rules_narrows_a_pattern_that_is_safe_from_the_public():
    system = grid(NARROWED)
    pattern = protect(system, K5)

    outside = attack(system, pattern)
    inside = attack(replace(system, attackers=(RULE_AWARE_READER,)), pattern)

    assert outside.ok
    assert {failure.attacker for failure in inside.failures} == {"rule_aware_reader"}


@pytest.mark.thorough
def test_a_pattern_found_with_her_in_mind_leaves_her_unsure_as_counting_every_table_shows():
    system = grid(NARROWED, attackers=(RULE_AWARE_READER,))

    pattern = protect(system, K5)

    assert attack(system, pattern).ok
    tables = list(possible(NARROWED, pattern))
    for key in primary(system, K5):
        values = {table[key] for table in tables}
        assert min(values) <= 2
        assert max(values) >= K5.k


@pytest.mark.thorough
@settings(max_examples=30, deadline=None)
@given(
    rows=st.lists(st.lists(st.integers(0, 7), min_size=3, max_size=3), min_size=2, max_size=3), harmless=st.booleans()
)
def test_what_protect_proposes_leaves_a_reader_of_the_rules_unsure(rows, harmless):
    system = grid(rows, attackers=(RULE_AWARE_READER,), harmless=harmless)

    pattern = protect(system, K5)

    found = attack(system, pattern)
    knows = informed(RULE_AWARE_READER, pattern.visible(system), pattern.withheld, system.relations, K5)
    assert found.ok
    assert all(fact.low <= system.value(fact.key) for fact in knows.facts)


def test_a_withheld_number_is_at_least_one_and_a_total_as_many_as_its_parts():
    relations = [Relation("T", ("a", "b"), harmless=True), Relation("a", ("x", "y"), harmless=True)]

    found = informed(RULE_AWARE_READER, {"T": 9}, {"a", "b", "x", "y"}, relations, K5)

    assert found.facts == (Fact("a", 2, None), Fact("b", 1, None), Fact("x", 1, None), Fact("y", 1, None))


@pytest.mark.parametrize(
    ("seen", "zeros"),
    [
        ({"T": 20}, {"a", "b", "c"}),
        ({"T": 20, "c": 1}, {"a", "b"}),
        ({"T": 20, "c": 7}, set()),
        ({"c": 0}, {"a", "b", "T"}),
        ({"c": 7}, set()),
    ],
)
def test_a_hidden_zero_is_possible_only_where_the_rules_could_hide_one(seen, zeros):
    hidden = {"T", "a", "b", "c"} - seen.keys()

    assert possible_zeros(seen, hidden, [Relation("T", ("a", "b", "c"))], K5) - {"T"} == zeros - {"T"}


def rows_of(organisation, number, first, **codes):
    return [Row(f"p{first + i}", f"c{first + i}", f"h{i % 4}", codes, organisation=organisation) for i in range(number)]


def joint_table(organisations=("ours", "theirs", "third")):
    ours, theirs, third = organisations
    rows = rows_of(ours, 12, 0, year="2021", sex="F") + rows_of(theirs, 2, 20, year="2021", sex="F")
    rows += rows_of(third, 9, 30, year="2021", sex="M") + rows_of(theirs, 8, 40, year="2021", sex="M")
    for first, one in enumerate(organisations, start=1):
        rows += rows_of(one, 7, 100 * first, year="2022", sex="F") + rows_of(
            one, 9, 100 * first + 50, year="2022", sex="M"
        )
    return build(rows, [Cross(YEAR, SEX)])


def test_a_count_of_no_attribute_is_no_secret_though_a_partner_subtracts_its_own():
    system = joint_table()

    assert system.value("year=2021;sex=F") == 14
    assert "year=2021;sex=F" not in primary(system, POLICY)


FORM = Variable("form", ("SEX", "LAB", "BEG"))


def forms(ours="ours"):
    """Of 2021 all who are not ours were begging; `ours`: who brought the others."""
    rows = rows_of(ours, 9, 0, year="2021", form="SEX") + rows_of(ours, 8, 10, year="2021", form="LAB")
    rows += rows_of("theirs", 12, 20, year="2021", form="BEG")
    return build(rows, [Cross(Variable("year", ("2021",), harmless=True), FORM)])


def test_an_attribute_that_all_others_of_a_group_have_is_one_that_a_partner_reads_by_subtracting_its_own():
    system = forms()

    assert set(primary(system, POLICY).values()) == {Reason.GROUP_OF_OTHERS}
    assert primary(forms("theirs"), POLICY) == {}
    wanted = demands(system, POLICY)
    assert {(one.keys, one.low, one.high) for one in wanted} == {
        ((f"year={year};form=LAB", f"year={year};form=SEX"), 0, 5) for year in ("2021", "_T")
    }
    pattern = protect(system, POLICY)
    assert audit.audit_system(system, pattern.visible(system), wanted, POLICY).ok


def test_a_pattern_found_without_partners_is_refused_when_a_partner_attacks():
    """Two hidden cells of a line are known to a partner who brought all of one of them."""
    rows = [[4, 4, 9], [9, 9, 9], [9, 9, 9]]
    system = grid(rows)
    hidden = {"0|0", "0|1", "1|0", "1|1"}
    seen = {cell.key: cell.value for cell in system.cells if cell.key not in hidden}
    partner = joint_partner({"1|0": 9, "T|0": 9, "1|T": 9, "T|T": 9})

    outside = audit.audit(seen, system.relations, demands(system, K5), K5)
    inside = audit.audit(seen, system.relations, demands(system, K5), K5, attackers=[partner])

    assert outside.ok
    assert {failure.attacker for failure in inside.failures} == {"partner_organisation"}


def joint_partner(counts):
    from litigation_app.disclosure.tables import who_knows

    members = {key: ["ours"] * number for key, number in counts.items()}
    return who_knows("partner_organisation", members, str)[0]


def test_every_organisation_attacks_where_several_publish_together_and_none_where_one_does():
    together = [who for who in joint_table().attackers if who.name == "partner_organisation"]
    alone = [who for who in joint_table(("one", "one", "one")).attackers if who.name == "partner_organisation"]

    assert len(together) == 3
    assert alone == []
