"""A mistyped day of filing is corrected or taken out, in sight with its reason, as far as no decision rests on it."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from awarding import decided
from claiming import Desk, plain
from litigation_app.casework.claims.models import Claim
from mistaking import filed, mark_entered_in_error, page


def correct(who: Any, claim_id: UUID, **said: str) -> Any:
    form = {"was": "2014-03-02", "why": "mistyped", "unauthorised": "appointed"}
    return who.post(f"/claims/{claim_id}/filing-corrections", form | said)


def filed_on(desk: Desk, claim_id: UUID) -> str:
    return str(desk.rows(select(Claim.filed_on).where(Claim.id == claim_id))[0])


def test_a_mistyped_day_of_filing_is_corrected_and_the_old_one_kept(desk: Desk) -> None:
    claim_id = filed(desk)
    assert 'name="was"' in page(desk.lawyer.get(f"/claims/{claim_id}/filing-corrections"))

    answer = correct(desk.lawyer, claim_id, on="20. 3. 2014.")

    assert answer.status_code == 303
    assert filed_on(desk, claim_id) == "2014-03-20"
    shown = page(desk.lawyer.get(f"/claims/{claim_id}"))
    history = shown.split("Corrected days")[-1]
    assert "became" in history
    assert "It was mistyped" in history
    assert "Filed without authority on 02/03/2014" not in shown


def test_a_claim_that_was_not_filed_can_be_filed_anew(desk: Desk) -> None:
    claim_id = filed(desk)

    assert correct(desk.lawyer, claim_id, never="y", why="never").status_code == 303

    assert filed_on(desk, claim_id) == "None"
    again = desk.lawyer.post(
        f"/claims/{claim_id}/filings", {"on": "5. 5. 2014.", "unauthorised": "appointed", "early": "y"}
    )
    assert again.status_code == 303


def test_a_filing_on_which_a_decision_rests_is_not_taken_out(desk: Desk) -> None:
    claim_id = filed(desk)
    wrong = decided(desk, claim_id)

    refused = correct(desk.lawyer, claim_id, never="y", why="never")
    late = correct(desk.lawyer, claim_id, on="1. 5. 2014.")
    mark_entered_in_error(desk.lawyer, "decisions", wrong)

    assert "mark those as entered in error first" in page(refused, 422)
    assert "after the court decided" in page(late, 422)
    assert correct(desk.lawyer, claim_id, never="y", why="never").status_code == 303


def test_a_decision_that_fell_still_says_that_the_claim_had_been_filed(desk: Desk) -> None:
    claim_id = filed(desk)
    turns = f"/decisions/{decided(desk, claim_id, instance='first', is_final='')}/turns"
    for version, turn in enumerate(({"what": "appealed", "side": "victim"}, {"what": "quashed"})):
        said = {"on": "1. 9. 2014.", "version": str(version), **turn}
        assert desk.lawyer.post(turns, said).status_code == 303

    late = correct(desk.lawyer, claim_id, on="18. 3. 2014.")
    never = correct(desk.lawyer, claim_id, never="y", why="never")

    assert "after the court decided" in page(late, 422)
    assert "mark those as entered in error first" in page(never, 422)
    assert correct(desk.lawyer, claim_id, on="17. 3. 2014.").status_code == 303


@pytest.mark.parametrize("said", [{}, {"on": "nonsense"}, {"on": "5. 5. 2014.", "never": "y"}, {"on": "2. 3. 2014."}])
def test_what_contradicts_itself_in_a_correction_is_said_in_words(desk: Desk, said: dict[str, str]) -> None:
    claim_id = filed(desk)

    assert correct(desk.lawyer, claim_id, **said).status_code == 422
    assert filed_on(desk, claim_id) == "2014-03-02"


@pytest.mark.parametrize("was", ["2014-03-02", "", "²", "9" * 400])
def test_a_form_that_is_late_changes_nothing(desk: Desk, was: str) -> None:
    claim_id = filed(desk)
    assert correct(desk.lawyer, claim_id, on="20. 3. 2014.").status_code == 303

    late = correct(desk.lawyer, claim_id, on="25. 3. 2014.", was=was)

    shown = page(late, 409)
    assert "corrected meanwhile" in shown
    assert 'value="25. 3. 2014."' in shown
    assert 'name="was" type="hidden" value="2014-03-20"' in shown
    assert filed_on(desk, claim_id) == "2014-03-20"


def test_the_day_for_a_claim_that_was_said_meanwhile_not_to_be_filed_comes_back(desk: Desk) -> None:
    claim_id = filed(desk)
    assert correct(desk.lawyer, claim_id, never="y", why="never").status_code == 303

    late = correct(desk.lawyer, claim_id, on="25. 3. 2014.")

    assert ">25. 3. 2014.</textarea>" in page(late, 409)
    assert filed_on(desk, claim_id) == "None"


def test_the_review_of_an_unapproved_filing_moves_with_its_day(desk: Desk) -> None:
    claim_id = desk.draft()
    said = {"on": "2. 3. 2014.", "unreviewed": "last_day_of_trial", "unauthorised": "appointed"}
    answer = desk.lawyer.post(f"/claims/{claim_id}/filings", said)
    assert answer.status_code == 303, plain(answer.get_data(as_text=True))

    assert correct(desk.lawyer, claim_id, on="20. 3. 2014.").status_code == 303
    moved = desk.rows(select(Claim.review_by))
    assert correct(desk.lawyer, claim_id, never="y", why="never", was="2014-03-20").status_code == 303

    assert [str(one) for one in moved] == ["2014-03-27"]
    assert desk.rows(select(Claim.review_by)) == [None]
    assert "Filed without approval" not in page(desk.lawyer.get(f"/claims/{claim_id}"))
