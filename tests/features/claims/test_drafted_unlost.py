"""Does one page draft all of a claim, and is nothing lost of what was closed, or saved by somebody else, meanwhile?"""

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from claiming import ROWS, YEAR, Desk, plain
from lawyering import text
from litigation_app.accounts.models import User
from litigation_app.casework.claims.calculations.models import Computed
from litigation_app.casework.claims.models import Claim

WORDS = "Veštak je naložen dvadesetog."
BASIS = "Izmišljena pekara, četrdeset osam meseci bez plate."


def test_what_rows_rest_on_and_her_advice_outlive_a_page_that_was_made_while_they_were_closed(
    desk: Desk, client_as: Callable[[str], Any]
) -> None:
    said = {"with_terms": "y", "is_quantified": "y", "advice": WORDS, "parts-0-basis": BASIS}
    claim_id, path = desk.draft(**said), f"/victims/{desk.victim_id}/openings"
    closed = said | {"advice": "", "parts-0-basis": "", "parts-0-amount": "7"}
    form = desk.lawyer.get(f"/claims/{claim_id}/edit").get_data(as_text=True)
    assert not {BASIS, "advice-read", "parts-0-basis-read"}.intersection(re.split(r'["<>]', form))

    desk.lawyer.post(path, {"purpose": "drafting", "groups": "legal"})  # in another window
    assert desk.lawyer.post(f"/claims/{claim_id}/versions", ROWS | closed | desk.seen(claim_id)).status_code == 303

    assert all(words in desk.page(claim_id) for words in (BASIS, WORDS))
    desk.lawyer = client_as(desk.lawyer.email)  # her record is closed: another amount leaves what it rests on
    again = closed | {"parts-0-amount": "8"} | desk.seen(claim_id)
    assert desk.lawyer.post(f"/claims/{claim_id}/versions", ROWS | again).status_code == 303
    read = said | {"parts-0-basis-read": "y", "advice-read": "y"} | desk.seen(claim_id)
    stopped = desk.lawyer.post(f"/claims/{claim_id}/versions", ROWS | read)
    assert stopped.status_code == 409
    assert all(words in text(stopped) for words in ("was closed while you were writing", BASIS, WORDS))
    assert 'name="parts-0-basis-read"' in text(stopped)
    desk.lawyer.post(path, {"purpose": "drafting", "groups": "legal"})
    assert BASIS in desk.page(claim_id)
    emptied = read | {"parts-0-basis": "", "advice": ""}
    assert desk.lawyer.post(f"/claims/{claim_id}/versions", ROWS | emptied).status_code == 303
    assert not [words for words in (BASIS, WORDS) if words in desk.page(claim_id)]


def test_whoever_comes_second_sees_all_that_is_saved_and_loses_nothing_that_she_wrote(
    desk: Desk, client_as: Callable[[str], Any]
) -> None:
    second, claim_id = desk.second_lawyer(client_as), desk.draft()
    seen, mine = desk.seen(claim_id), ROWS | {"parts-0-basis": BASIS, "with_terms": "y", "is_quantified": "y"}
    theirs = {"is_quantified": "y", "advised_on": f"5. 2. {YEAR}.", "interest": "filing", "advice": "Zamišljen savet"}
    assert second.post(f"/claims/{claim_id}/terms", theirs | seen).status_code == 303

    behind = desk.lawyer.post(f"/claims/{claim_id}/versions", mine | seen)
    terms = desk.lawyer.post(
        f"/claims/{claim_id}/terms", {"is_quantified": "y", "advice": "", "advice-read": "y"} | seen
    )

    name = desk.rows(select(User.name).where(User.email == second.email))[0]
    assert f"{name} saved this claim at" in text(behind)
    assert BASIS in text(behind)
    for answered in (behind, terms):
        assert answered.status_code == 409
        saved = text(answered).split("Saved now", 1)[1]
        assert all(words in saved for words in (f"5. 2. {YEAR}.", "From the day of filing", "open the legal part"))
    assert 'name="advice-read"' not in text(terms)  # what she left empty takes nothing of theirs out
    assert second.post(f"/claims/{claim_id}/submission", desk.seen(claim_id)).status_code == 303
    sent = desk.lawyer.post(f"/claims/{claim_id}/versions", mine | desk.seen(claim_id))
    assert sent.status_code == 409
    assert all(words in text(sent) for words in ("A coordinator is reading it.", BASIS))


def test_one_page_says_rows_what_they_rest_on_of_whom_and_from_when_interest_and_sends_it(desk: Desk) -> None:
    assert desk.lawyer.post(f"/cases/{desk.case_id}/accused", {"name": "Prvi Izmišljeni"}).status_code == 303
    form = desk.lawyer.get(f"/cases/{desk.case_id}/claims/new").get_data(as_text=True)
    assert all(f'name="{one}"' in form for one in ("parts-0-basis", "debtors", "interest", "advice", "with_terms"))
    debtor = form.split('name="debtors"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    typed = {"with_terms": "y", "debtors": debtor, "is_quantified": "y", "interest": "day", "parts-0-basis": BASIS}
    typed |= ROWS | {"victim": str(desk.victim_id), "then": "send"}
    assert desk.lawyer.post(f"/cases/{desk.case_id}/claims", typed).status_code == 422  # from which day?

    drafted = desk.lawyer.post(f"/cases/{desk.case_id}/claims", typed | {"interest_from": f"1. 2. {YEAR}."})

    assert drafted.status_code == 303, text(drafted)
    claim = desk.rows(select(Claim))[0]
    assert (claim.state, claim.debtors, str(claim.interest_from)) == ("submitted", [debtor], f"{YEAR}-02-01")
    page = plain(desk.page(claim.id))
    assert f"Default interest is asked from 1. 2. {YEAR} until payment." in page
    assert BASIS not in page
    desk.lawyer.post(f"/victims/{desk.victim_id}/openings", {"purpose": "drafting", "groups": "legal"})
    assert BASIS in desk.page(claim.id)
    back = {"reasons": "other"} | desk.seen(claim.id)
    assert desk.coordinator.post(f"/claims/{claim.id}/return", back).status_code == 303
    assert BASIS in desk.lawyer.get(f"/claims/{claim.id}/edit").get_data(as_text=True)
    rows_alone = desk.lawyer.post(f"/claims/{claim.id}/versions", ROWS | desk.seen(claim.id))
    assert rows_alone.status_code == 303  # a page that asks for rows alone leaves the rest
    assert desk.rows(select(Claim.debtors)) == [[debtor]]
    assert len(desk.rows(select(Computed.id))) == 1
    assert BASIS in desk.page(claim.id)


def test_the_page_names_who_wrote_it_and_until_when_it_is_needed(desk: Desk) -> None:
    claim_id = desk.draft()
    form = desk.lawyer.get(f"/cases/{desk.case_id}/hearings/new").get_data(as_text=True)
    lane = re.search(r'name="proceeding".*?value="([0-9a-f-]{36})"', form, re.DOTALL)
    assert lane is not None
    hearing = {"proceeding": lane[1], "kind": "main_hearing", "on": f"1. 6. {YEAR + 2}.", "confirmed": "y"}
    assert desk.lawyer.post(f"/cases/{desk.case_id}/hearings", hearing).status_code == 303

    page = text(desk.lawyer.get(f"/claims/{claim_id}"))

    assert "Drafter: <strong>Vera Zamišljena</strong>" in page
    assert f"1. 6. {YEAR + 2}." in page.split("Needed by", 1)[1][:200]
    desk.lawyer.post(f"/claims/{claim_id}/submission", desk.seen(claim_id))
    assert f"1. 6. {YEAR + 2}." in text(desk.coordinator.get("/claims/"))
