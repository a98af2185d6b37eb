"""Does what was shown before stay in mind: every number of it that the records still say, and no other?"""

from dataclasses import replace
from typing import Any

import pytest

from litigation_app.disclosure.plan import AS_ASKED
from litigation_app.gate import seen
from litigation_app.gate.neighbours import DraftRefused
from litigation_app.gate.plan import MODES
from litigation_app.gate.proposal import Proposal, WouldReveal, propose
from litigation_app.gate.since import Before
from tables_of_people import FIRST, LAST, ROWS

pytestmark = pytest.mark.thorough

DESIGN = MODES["caseload"].design(FIRST, LAST, AS_ASKED)
WHOLE = MODES["caseload"].system(ROWS["caseload"], DESIGN)
TABLE, ROW = "victims_by_sex", 0


@pytest.fixture(scope="module")
def proposal() -> Proposal:
    return propose(DESIGN, WHOLE)


def with_number(proposal: Proposal, number: str | None) -> dict[str, list[list[Any]]]:
    """The same tables with another number in one place; None: withheld."""
    sheets = {name: [list(row) for row in rows] for name, rows in proposal.sheets.items()}
    sheets[TABLE][ROW][-1] = number
    return sheets


def number(sheets: Any) -> str | None:
    found: str | None = sheets[TABLE][ROW][-1]
    return found


def shown(proposal: Proposal, sheets: Any, before: Any = None) -> dict[str, Any]:
    """What a draft said."""
    said = proposal.as_json() | {"sheets": sheets}
    return said if before is None else said | {"seen": before}


def test_a_number_that_was_shown_and_is_withheld_now_is_still_known(proposal: Proposal) -> None:
    now = replace(proposal, sheets=with_number(proposal, None))

    found = seen.together(DESIGN, WHOLE, (now, None), [shown(proposal, proposal.sheets)])

    assert found == proposal.sheets


def test_what_a_draft_had_shown_before_it_was_prepared_again_is_still_known(proposal: Proposal) -> None:
    now = replace(proposal, sheets=with_number(proposal, None))

    found = seen.together(DESIGN, WHOLE, (now, None), [shown(now, now.sheets, proposal.sheets)])

    assert number(found) == number(proposal.sheets) is not None


def test_a_number_that_the_records_no_longer_say_is_no_number_of_these_tables(proposal: Proposal) -> None:
    now = replace(proposal, sheets=with_number(proposal, None))

    found = seen.together(DESIGN, WHOLE, (now, None), [shown(proposal, with_number(proposal, "999"))])

    assert number(found) is None


def tells_beside(monkeypatch: pytest.MonkeyPatch, told: list[Any]) -> None:
    """The attack succeeds on these tables."""

    def attack(_design: object, _whole: object, sheets: object, _held: object, *, is_carried: bool) -> None:
        if sheets in told:
            raise WouldReveal

    monkeypatch.setattr(seen, "certify_beside", attack)


def test_where_both_together_tell_something_what_was_shown_before_is_shown_again(
    proposal: Proposal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new pattern hides one number, the one before another; the attack finds somebody where nothing is hidden."""
    now = replace(proposal, sheets=with_number(proposal, None))
    earlier = shown(proposal, proposal.sheets)
    monkeypatch.setattr(
        seen, "shown_again", lambda _design, _whole, said, _held: (replace(now, sheets=said["sheets"]), None)
    )
    results = iter([True, False])

    def attack(*_: object, is_carried: bool) -> None:
        if next(results):
            raise WouldReveal

    monkeypatch.setattr(seen, "certify_beside", attack)

    (made, _), known = seen.beside_what_was_shown(DESIGN, WHOLE, (now, None), Before(shown=(earlier,)))

    assert made.sheets == known == proposal.sheets


def test_where_nothing_may_be_shown_beside_what_was_nothing_is(
    proposal: Proposal, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = replace(proposal, sheets=with_number(proposal, None))
    monkeypatch.setattr(
        seen, "shown_again", lambda _design, _whole, said, _held: (replace(now, sheets=said["sheets"]), None)
    )
    tells_beside(monkeypatch, [proposal.sheets])

    with pytest.raises(DraftRefused, match="shown_otherwise"):
        seen.beside_what_was_shown(DESIGN, WHOLE, (now, None), Before(shown=(shown(proposal, proposal.sheets),)))
