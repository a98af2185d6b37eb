"""Does the door refuse what the printed tables themselves give away?"""

from dataclasses import replace
from decimal import Decimal

import pytest

from litigation_app.disclosure import policy
from litigation_app.disclosure.believing import Outside
from litigation_app.disclosure.model import Interval
from litigation_app.disclosure.plan import AS_ASKED
from litigation_app.disclosure.tables import Row, Sums, Variable, build, sum_key
from litigation_app.gate.beside import certify_beside
from litigation_app.gate.plan import MODES
from litigation_app.gate.proposal import WouldReveal, printed, propose, read_back, weigh
from litigation_app.gate.sheets import Design, Sheet
from litigation_app.gate.since import Before, Source
from tables_of_people import FIRST, LAST, ROWS

pytestmark = pytest.mark.thorough

DESIGN = MODES["caseload"].design(FIRST, LAST, AS_ASKED)
WHOLE = MODES["caseload"].system(ROWS["caseload"], DESIGN)


@pytest.fixture(scope="module")
def sheets():
    return propose(DESIGN, WHOLE).sheets


def test_what_was_proposed_is_certified(sheets):
    assert weigh(DESIGN, WHOLE, sheets).certificate.ok


def test_tables_without_a_sign_in_them_are_refused():
    everything = frozenset(cell.key for cell in WHOLE.cells if cell.published)

    with pytest.raises(WouldReveal):
        weigh(DESIGN, WHOLE, {sheet.id: printed(sheet, WHOLE, everything) for sheet in DESIGN.sheets})


def test_more_than_three_variables_beside_time_are_refused():
    four = replace(DESIGN.sheets[0], dimensions=("YEAR", "SEX", "AGE", "FORM", "STATUS"))
    wide = replace(DESIGN, sheets=(four, *DESIGN.sheets[1:]))

    with pytest.raises(WouldReveal):
        propose(wide, WHOLE)


def test_no_table_of_any_source_has_more_variables_than_the_rules_allow():
    sheets = [sheet for mode in MODES.values() for sheet in mode.design(FIRST, LAST, AS_ASKED).sheets]

    assert max(len(sheet.dimensions) - 1 for sheet in sheets) <= policy.public().dims_max


YEAR = Variable("year", ("2021",), harmless=True)
PAID = Sums(YEAR, "paid")


def money(*amounts):
    """Amounts of as many people and lawyers, and the design that prints their sum."""
    rows = [Row(f"p{n}", f"c{n}", f"h{n}", {"year": "2021"}, {"paid": Decimal(a)}) for n, a in enumerate(amounts)]
    keys = tuple(((when,), sum_key(PAID, when)) for when in ("_T", "2021"))
    sheet = Sheet("money", "Money", "EUR", "paid", ("YEAR",), keys, (PAID,))
    return build(rows, [PAID]), Design(("2021",), (PAID,), (), (sheet,))


def test_a_sum_is_printed_with_three_digits_and_read_as_what_lies_behind_them():
    whole, design = money(1111, 1222, 1333)
    said = {"money": printed(design.sheets[0], whole, frozenset(cell.key for cell in whole.cells))}

    assert said["money"] == [["_T", "3670"], ["2021", "3670"]]
    assert read_back(design, whole, said)[sum_key(PAID, "2021")] == Interval(3665, 3675)


def carrying(source, said):
    """The tables of the last year beside what was printed of the years before."""
    old = Source("old", "Old", LAST - 1, source)
    return certify_beside(DESIGN, WHOLE, said, Before((), old), is_carried=True)


def test_years_that_are_carried_forward_stand_as_they_were_printed(sheets):
    """One number more in an earlier year, though it be the truth, is not what a reader has."""
    told = {name: [list(row) for row in rows] for name, rows in sheets.items()}
    told["victims_by_sex"][1][-1] = "999"

    with pytest.raises(WouldReveal):
        carrying(sheets, told)


FILED, NOT_FILED = (f"INDICTED=2021;FILED={how}" for how in ("filed", "not_filed"))


def growing_beside(said, *others):
    """The tables as they go out where earlier ones lie on the shelf, and others have published so much of a number."""
    return certify_beside(
        DESIGN, WHOLE, said, Before((), Source("old", "Old", LAST - 1, said), others), is_carried=False
    )


def exactly(key):
    """What others publish of a number where they know it."""
    return Outside("theirs", (key,), int(WHOLE.value(key)), int(WHOLE.value(key)))


def test_a_publication_that_grows_is_attacked_beside_what_others_have_published(sheets):
    assert growing_beside(sheets).ok
    with pytest.raises(WouldReveal):
        growing_beside(sheets, exactly(FILED))


def test_that_others_tell_it_too_is_no_reason_to_tell_it(sheets):
    """Four against whom nobody was indicted are what is left of a printed total: the plain attack finds them."""
    shown = frozenset({*read_back(DESIGN, WHOLE, sheets), FILED})
    telling = {sheet.id: printed(sheet, WHOLE, shown) for sheet in DESIGN.sheets}

    with pytest.raises(WouldReveal):
        growing_beside(telling, exactly(NOT_FILED))


@pytest.mark.parametrize("least", [1, 4, 6])
def test_what_somebody_types_in_sets_no_new_demand_on_what_grows(sheets, least):
    """Four is true. Were demands cut by what is typed in, six would be refused, and what is refused would tell of it."""
    assert growing_beside(sheets, Outside("theirs", (NOT_FILED,), least, None)).ok
