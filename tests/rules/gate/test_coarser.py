"""Do the designs of the three sources become coarser without saying anything false, and are their proposals protected?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation_app.disclosure import policy
from litigation_app.disclosure.plan import AS_ASKED, Coarser
from litigation_app.disclosure.sensitivity import primary
from litigation_app.disclosure.tables import TOTAL
from litigation_app.gate import coarser
from litigation_app.gate.plan import MODES
from litigation_app.gate.proposal import WouldReveal, instead, propose
from tables_of_people import FIRST, LAST, OUTCOMES, ROWS, victim

WAYS = [
    Coarser(2), Coarser(3), Coarser(1, coarser.variables()), Coarser(2, coarser.variables()),
    Coarser(1, (), ("victims_by_sex", "steps_claim", "judgments_by_instance", "hearings_by_held")),
    Coarser(3, ("FORM",), ("steps_criminal", "money_by_award_year", "accused_by_verdict")),
]  # fmt: skip


@pytest.mark.parametrize("mode", sorted(ROWS))
@pytest.mark.parametrize("made", WAYS)
def test_a_coarser_design_counts_the_same_people_in_fewer_cells(mode, made):
    fine, coarse = MODES[mode].design(FIRST, LAST, AS_ASKED), MODES[mode].design(FIRST, LAST, made)
    whole, less = MODES[mode].system(ROWS[mode], fine), MODES[mode].system(ROWS[mode], coarse)

    assert sum(len(sheet.rows) for sheet in coarse.sheets) <= sum(len(sheet.rows) for sheet in fine.sheets)
    for sheet in coarse.sheets:
        [asked] = [one for one in fine.sheets if one.id == sheet.id]
        before, after = dict(asked.rows), dict(sheet.rows)
        for codes in before.keys() & after.keys() - {(TOTAL, TOTAL)}:
            if codes[0] == TOTAL:
                assert less.value(after[codes]) >= whole.value(before[codes])
        margins = [codes for codes in after if codes[0] == TOTAL and codes in before and codes[1] == TOTAL]
        assert all(less.value(after[codes]) == whole.value(before[codes]) for codes in margins)


def test_a_table_that_is_left_out_takes_its_links_with_it_but_not_what_a_reader_knows_anyway():
    """Judgments with a known duration are some of the first instance's, and so some of all: a reader subtracts."""
    made = Coarser(1, (), ("judgments_by_instance",))
    design = MODES["judgments"].design(FIRST, LAST, made)

    assert "judgments_by_instance" not in [sheet.id for sheet in design.sheets]
    assert ("DECIDED=2021", ("TIMED=2021",)) in [(link.whole, link.parts) for link in design.links]


def test_all_years_in_one_print_only_their_total():
    design = MODES["caseload"].design(FIRST, LAST, Coarser(3))

    assert {codes[0] for sheet in design.sheets for codes, _key in sheet.rows} == {TOTAL}


def test_years_together_have_a_code_of_their_own():
    design = MODES["caseload"].design(2020, 2024, Coarser(2))

    assert {codes[0] for sheet in design.sheets for codes, _key in sheet.rows} == {TOTAL, "2020_2021", "2022_2024"}


def test_a_coarsening_is_kept_with_a_draft_and_read_again():
    for made in (AS_ASKED, *WAYS):
        assert coarser.from_json(coarser.as_json(made)) == made
    assert coarser.from_json({}) == AS_ASKED


people = st.lists(
    st.tuples(
        st.integers(FIRST, LAST), st.sampled_from(("SEX", "SEX", "LAB", "BEG")), st.sampled_from(OUTCOMES),
        st.sampled_from("FFM"),
    ),
    min_size=1,
    max_size=30,
)  # fmt: skip


@pytest.mark.thorough
@settings(max_examples=3, deadline=None)
@given(drawn=people)
def test_each_proposal_for_a_caseload_can_be_prepared_as_it_stands(drawn):
    rows = [victim(number, *said) for number, said in enumerate(drawn)]

    assert [option for option in offered(rows) if not is_prepared(rows, option)] == []


@pytest.mark.thorough
def test_so_can_those_for_a_caseload_of_which_something_can_be_said():
    rows = [victim(number, FIRST, outcome="referred") for number in range(20)]
    found = offered(rows)

    assert found
    assert [option for option in found if not is_prepared(rows, option)] == []


def offered(rows):
    """The proposals for these people."""
    return instead(MODES["caseload"], rows, FIRST, LAST, AS_ASKED)


def is_prepared(rows, option):
    """Whether a proposal, prepared, is what was offered, prints something and nothing sensitive."""
    mode = MODES["caseload"]
    design = mode.design(FIRST, LAST, option.coarser)
    whole = mode.system(rows, design)
    made = propose(design, whole)
    shown = {
        key
        for sheet in design.sheets
        for (_codes, key), (*_said, value) in zip(sheet.rows, made.sheets[sheet.id], strict=True)
        if value is not None
    }
    return made.coarser == option.coarser and bool(shown) and not shown & primary(whole, policy.public()).keys()


def test_a_design_with_too_many_sensitive_numbers_is_refused_however_well_it_could_be_protected():
    mode = MODES["caseload"]
    rows = [victim(n, FIRST + n % 3, ("SEX", "LAB", "BEG")[n % 3], OUTCOMES[n % 5]) for n in range(12)]
    design = mode.design(FIRST, LAST, AS_ASKED)

    with pytest.raises(WouldReveal, match="of the numbers are about too few people"):
        propose(design, mode.system(rows, design))


def test_a_refused_coarse_table_does_not_say_how_many_numbers_are_small():
    """Whoever may leave all tables but one away would read from the share that everybody has the same sex."""
    gone = tuple(sheet.id for sheet in MODES["caseload"].design(FIRST, LAST, AS_ASKED).sheets[1:])
    plan = MODES["caseload"].design(FIRST, LAST, Coarser(together=99, without=gone))

    def said(sexes):
        people = [victim(number, 2021, sex=sex) for number, sex in enumerate(sexes)]
        with pytest.raises(WouldReveal) as refused:
            propose(plan, MODES["caseload"].system(people, plan))
        return type(refused.value), str(refused.value)

    assert said("FFFFFF") == said("FFFMMM") == said("FMM")
