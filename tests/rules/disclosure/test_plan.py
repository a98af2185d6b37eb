"""Is every coarser design that is proposed really coarser, and really protected?"""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation_app.disclosure import audit, plan, policy
from litigation_app.disclosure.plan import AS_ASKED, Coarser, Drawn
from litigation_app.disclosure.protect import protect
from litigation_app.disclosure.search import NotProtectable
from litigation_app.disclosure.sensitivity import demands, primary
from litigation_app.disclosure.tables import TOTAL, Cross, Row, Variable, build, key

RULES = replace(policy.public(), cases_k=1)
YEARS = ("2020", "2021", "2022", "2023")
BY = {"SEX": ("F", "M"), "FORM": ("SEX", "LAB", "BEG"), "CITY": ("a", "b", "c", "d")}
REST = {"LAB": "REST", "BEG": "REST"}
BUDGET_S = 60.0  # of a busy machine: never used up


def drawer(people):
    """Tables of these people (year, sex, form, city): by year and each of the three, called "by SEX" and so on."""

    def draw(made):
        groups = plan.periods(YEARS, made.together)
        when = {year: "-".join(group) if len(groups) > 1 else TOTAL for group in groups for year in group}
        broad = REST if "FORM" in made.broader else {}
        by = {name: tuple(dict.fromkeys(broad.get(c, c) for c in codes)) for name, codes in BY.items()}
        time = Variable("YEAR", tuple(code for code in dict.fromkeys(when.values()) if code != TOTAL), harmless=True)
        kept = {name: Variable(name, codes, harmless=True) for name, codes in by.items()}
        kept = {name: one for name, one in kept.items() if f"by {name}" not in made.without}
        rows = [
            Row(str(n), str(n), str(n), {"YEAR": when[year], "SEX": sex, "FORM": broad.get(form, form), "CITY": city})
            for n, (year, sex, form, city) in enumerate(people)
        ]
        system = build(rows, [Cross(time, variable) for variable in kept.values()])
        whens = (TOTAL, *time.codes)
        return Drawn(
            system,
            {
                f"by {name}": tuple(key("YEAR", w, name, code) for w in whens for code in (TOTAL, *variable.codes))
                for name, variable in kept.items()
            },
        )

    return draw


def proposed(people, **changes):
    wanted = {"years": len(YEARS), "broader": ("FORM",), "policy": RULES, "budget": BUDGET_S}
    return plan.options(drawer(people), **(wanted | changes))


one = st.tuples(*(st.sampled_from(codes) for codes in (YEARS, *BY.values())))
few = [("2020", "F", "SEX", "a")] * 14 + [("2021", "F", "LAB", "b")] * 9 + [("2022", "M", "SEX", "c")] * 7
few += [("2023", "M", "BEG", "d")] * 3 + [("2023", "F", "SEX", "a")] * 2


@pytest.mark.thorough
@settings(max_examples=8, deadline=None)
@given(people=st.lists(one, min_size=1, max_size=60))
def test_each_proposal_is_coarser_and_protected_and_prints_no_sensitive_number(people):
    assert [faults(people, option) for option in proposed(people)] == [[]] * len(proposed(people))


@pytest.mark.thorough
def test_so_are_those_for_few_people_of_whom_something_can_be_said():
    found = proposed(few)

    assert [faults(few, option) for option in found] == [[]] * RULES.proposals


def faults(people, option):
    """What a proposal for these people is not."""
    draw = drawer(people)
    asked, drawn = draw(AS_ASKED), draw(option.coarser)
    pattern = protect(drawn.system, RULES, thorough=False)
    shown = drawn.keys & pattern.published
    seen = {name: drawn.system.value(name) for name in shown}
    holds = {
        "coarser": option.coarser != AS_ASKED and len(drawn.keys) < len(asked.keys),
        "coarse enough": not plan.is_too_fine(drawn, RULES),
        "without a sensitive number": not primary(drawn.system, RULES).keys() & shown,
        "protected": audit.audit_system(drawn.system, seen, demands(drawn.system, RULES), RULES).ok,
        "counted": (option.printed, option.hidden) == (len(shown), len(drawn.keys) - len(shown)),
        "worth something": 0 < option.keeps <= 1,
    }
    return [name for name, is_so in holds.items() if not is_so]


@pytest.mark.thorough
def test_what_says_most_comes_first_and_no_more_are_proposed_than_the_policy_says():
    found = proposed(few)

    assert 1 < len(found) <= RULES.proposals
    assert [option.keeps for option in found] == sorted((option.keeps for option in found), reverse=True)
    assert proposed(few, policy=replace(RULES, proposals=1)) == found[:1]


def test_periods_categories_and_tables_are_all_tried():
    found = proposed(few, policy=replace(RULES, proposals=9))

    assert {option.coarser.together for option in found} & {2, len(YEARS)}
    assert any(option.coarser.without for option in found)


@pytest.mark.thorough
def test_nothing_is_proposed_that_was_just_refused():
    first, *_ = proposed(few)

    assert first.coarser not in [option.coarser for option in proposed(few, refused=first.coarser)]


def is_protected(made, draw):
    """Whether a design other than the asked one could be proposed as it stands."""
    drawn = draw(made)
    if made.is_full or plan.is_too_fine(drawn, RULES):
        return False
    try:
        return protect(drawn.system, RULES, thorough=False).complete
    except NotProtectable:
        return False


@pytest.mark.thorough
@pytest.mark.parametrize("start", [AS_ASKED, Coarser(2, (), ("by CITY",))], ids=["as asked", "a table too few"])
def test_nothing_is_taken_away_that_can_be_spared(start):
    """With one table or one variable given back no proposal is protected any more, wherever the search begins."""
    draw, pieces = drawer(few), 0

    for option in proposed(few, policy=replace(RULES, proposals=9), first=[start]):
        for piece in (*option.coarser.without, *option.coarser.broader):
            assert not is_protected(option.coarser.but(piece), draw)
            pieces += 1
    assert pieces


def test_too_few_people_for_anything_get_no_proposal():
    assert proposed([("2020", "F", "SEX", "a")]) == []


def test_without_time_nothing_is_proposed():
    assert proposed(few, budget=0.0) == []


@pytest.mark.parametrize(
    ("together", "groups"),
    [
        (1, [["1"], ["2"], ["3"], ["4"], ["5"]]),
        (2, [["1", "2"], ["3", "4", "5"]]),
        (3, [["1", "2", "3", "4", "5"]]),
        (5, [["1", "2", "3", "4", "5"]]),
        (9, [["1", "2", "3", "4", "5"]]),
    ],
)
def test_years_left_over_join_the_last_group(together, groups):
    assert [list(group) for group in plan.periods(("1", "2", "3", "4", "5"), together)] == groups


def test_the_order_of_what_is_left_out_does_not_matter():
    assert Coarser(1, ("b", "a"), ("y", "x", "y")) == Coarser(1, ("a", "b"), ("x", "y"))
