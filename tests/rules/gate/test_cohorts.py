"""Do the tables of a cohort count the people that the plan says, each once, and can no two populations differ unseen?"""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation_app.disclosure.links import Same, Within
from litigation_app.gate.designs import cohorts
from litigation_app.gate.designs import queries as plan
from litigation_app.gate.designs.cohorts import CohortTable, PlanRefused, require_one_universe
from litigation_app.gate.rules import Block, Ripe
from tables_of_people import people, stood, true_of, victim

EVERY = tuple(plan.PLANS["caseload"].tables)


def table(name: str, months: int = 36, **said) -> CohortTable:
    return CohortTable.read({"id": name, "title": name, "months": months, "by": name.upper(), **said})


STEPS = table("steps", steps=["victims", "filed", "decided"])
BY = table("outcome", of="steps:decided", codes=["yes", "no"])


@pytest.mark.parametrize(
    "other",
    [
        table("outcome", months=60, of="steps:decided", codes=["yes", "no"]),
        table("outcome", of="steps:awarded", codes=["yes", "no"]),
        table("outcome", of="nowhere:decided", codes=["yes", "no"]),
        table("outcome", codes=["yes", "no"], parts={"others:filed": ["yes"]}),
        table("outcome", codes=["yes", "no"], some_of={"yes": "others:filed"}),
        table("outcome", steps=["victims", "judged"], within={"judged": "others:filed"}),
        table("outcome", steps=["victims", "judged"]),
    ],
    ids=[
        "another time",
        "no such step",
        "no such table",
        "parts of nothing",
        "some of nothing",
        "within nothing",
        "other steps",
    ],
)
def test_a_plan_with_two_populations_that_no_table_tells_apart_is_refused_with_both_named(other: CohortTable) -> None:
    require_one_universe([STEPS, BY])

    with pytest.raises(PlanRefused, match=r"outcome and \w+:\w+|steps and outcome:\w+"):
        require_one_universe([STEPS, other])


@given(seed=st.integers(0, 10**6), number=st.integers(1, 60), country=st.sampled_from(["RS", "MK"]))
@settings(max_examples=40)
def test_what_every_reader_knows_of_the_tables_is_true_of_any_people(seed: int, number: int, country: str) -> None:
    mine = people(seed, [2020], number)
    for design in plan.designs("caseload", country, Ripe(Block(2020, 2020), EVERY)):
        whole = plan.system("caseload", country, design, mine)
        for link in design.links:
            parts = sum(whole.value(part) for part in ((link.part,) if isinstance(link, Within) else link.parts))
            assert whole.value(link.whole) == parts if isinstance(link, Same) else whole.value(link.whole) >= parts


def test_each_table_counts_whom_it_says() -> None:
    said = [
        stood("convicted", "awarded_part", awarded_eur=Decimal(9000), paid_eur=Decimal(500), judged_in="up_to_6"),
        stood("convicted", "referred", sued=True, judged_in="24_to_36", protection="granted"),
        stood("indicted", claim="filed"),
        stood("indicted"),
        stood("reported"),
    ]

    found = true_of([victim(n, 2020, at) for n, at in enumerate(said)], "2020")

    assert [found["cohort_criminal", step] for step in ("victims", "reported", "indicted", "judged")] == [5, 5, 4, 2]
    assert [found["cohort_claim", step] for step in ("filed", "decided", "awarded")] == [3, 2, 1]
    assert [found["cohort_filed", code] for code in ("indicted", "filed", "not_filed")] == [4, 3, 1]
    assert [found["cohort_outcomes", code] for code in ("_T", "awarded_part", "referred")] == [2, 1, 1]
    assert [found["cohort_suits", code] for code in ("_T", "sued", "not_sued")] == [1, 1, 0]
    assert [found["cohort_months", code] for code in ("up_to_12", "24_to_36", "not_yet")] == [1, 1, 3]
    assert [found["cohort_paid", code] for code in ("_T", "paid", "not_paid")] == [5, 1, 4]
    assert found["cohort_money", "awarded"] == 9000
    assert found["cohort_protection", "granted"] == 1


def test_who_was_erased_since_she_was_counted_stands_in_the_total_and_reached_nothing() -> None:
    [counts, _money] = plan.designs("caseload", "RS", Ripe(Block(2020, 2020), EVERY))
    tables = plan.cohort_tables("RS", {sheet.id for sheet in counts.sheets})

    whole = cohorts.system([victim(1, 2020, stood("reported"))], tables, counts, gone=2)

    where = {(sheet.id, code): key for sheet in counts.sheets for code, key in sheet.rows}
    assert whole.value(where["cohort_criminal", "victims"]) == 3
    assert whole.value(where["cohort_criminal", "reported"]) == 1
    assert whole.value(where["cohort_months", "not_yet"]) == 3
    assert whole.value(where["cohort_paid", "not_paid"]) == 3
