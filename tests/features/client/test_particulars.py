"""What is recorded of a client as a person: sealed under her own key, read under her opening, gone when she is erased."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from authorising import authorise
from erasing import Stage, erased
from lawyering import rows, said, still, text
from litigation_app.casework.clients.personal_records.models import Particular
from litigation_app.casework.clients.personal_records.rules import catalogue
from litigation_app.casework.proceedings.powers_of_attorney.models import Authority
from litigation_app.casework.record_forms.rules import CODED, FieldKind
from litigation_app.core.clock import today
from litigation_app.ledger import LedgerEntry
from litigation_app.vault import Capsule

WORD = "Kiša u Nepostojećem gradu"
TYPED = {FieldKind.DAY: "1. 9. 2026.", FieldKind.LINE: WORD, FieldKind.TEXT: WORD}


def opened(person: Any, her: str, *groups: str) -> str:
    """The path of a new opening of these groups of her record."""
    answer = person.post(f"/victims/{her}/openings", {"purpose": "hearing", "groups": list(groups)})
    assert answer.status_code == 303, text(answer)
    return str(answer.headers["Location"])


def record(person: Any, opening: str, kind: str, **told: Any) -> Any:
    return person.post(f"{opening}/particulars", {"kind": kind, "on": "4. 3. 2026.", **told})


@pytest.fixture
def opening(lawyer: Any, her: str) -> str:
    return opened(lawyer, her, "contact", "legal")


@pytest.mark.parametrize("kind", sorted(catalogue().kinds))
def test_every_kind_is_recorded_and_read_under_her_opening(lawyer: Any, opening: str, kind: str, app: Flask) -> None:
    asked = catalogue().kinds[kind]
    assert lawyer.post(f"{opening}/particulars/new", {"kind": kind}).status_code == 200
    answers = {one.id: next(iter(one.choices)) if one.kind in CODED else TYPED[one.kind] for one in asked.fields}
    answers |= {"since": "1. 8. 2026."} if "since" in answers else {}

    answer = record(lawyer, opening, kind, note=WORD, **answers)

    assert answer.status_code == 303, text(answer)
    page = text(lawyer.get(opening))
    assert asked.words.en in page
    assert WORD in page
    sealed = b"".join(bytes(row.sealed) for row in rows(app, Capsule, "sealed"))
    assert b"Nepostoje" not in sealed
    assert not any(f'"{kind}"'.encode() in row.body for row in rows(app, LedgerEntry, "body"))


def test_no_address_on_the_page_of_her_record_says_a_kind_that_is_sealed(lawyer: Any, opening: str) -> None:
    page = lawyer.get(opening).get_data(as_text=True)

    addresses = re.findall(r'(?:href|action)="([^"]*)"', page)
    assert any(one.endswith("/particulars/new") for one in addresses)
    assert not [one for one in addresses for kind in catalogue().kinds if kind in one]
    assert lawyer.get(f"{opening}/particulars/new?kind=danger").status_code == 405


def test_never_call_stands_above_everything_else_of_her_record(lawyer: Any, opening: str) -> None:
    record(lawyer, opening, "contact_rule", call="never", hidden_from=WORD)

    page = text(lawyer.get(opening))

    assert (
        page.index("Read this before you call")
        < page.index("Never call")
        < page.index("How she may be contacted", page.index("E-mail"))
    )


def test_how_to_reach_her_safely_stands_with_it_also_where_nothing_else_does(
    make: Any, email: str, lawyer: Any, case_id: UUID
) -> None:
    her = make.victim(email, case_id, safe_contact="Preko vaspitača, ne zvati brata")

    page = text(lawyer.get(opened(lawyer, str(her), "contact")))

    assert page.count("ne zvati brata") == 1
    assert page.index("Read this before you call") < page.index("ne zvati brata") < page.index("E-mail")


def test_the_case_page_says_that_something_must_be_read_first_and_not_what(
    lawyer: Any, opening: str, case_id: UUID
) -> None:
    assert "before you call" not in text(lawyer.get(f"/cases/{case_id}"))
    record(lawyer, opening, "contact_rule", call="never", hidden_from=WORD)

    page = text(lawyer.get(f"/cases/{case_id}"))

    assert "before you call, open “Contact”" in page
    assert "Never call" not in page
    assert WORD not in page


def test_the_case_page_reminds_of_a_day_and_not_of_what_ends(lawyer: Any, opening: str, case_id: UUID) -> None:
    until = today() + timedelta(days=20)
    record(lawyer, opening, "permit", what="asylum", step="granted", until=said(until))

    pages = [text(lawyer.get(f"/cases/{case_id}{tab}")) for tab in ("", "/clients")]

    assert all(f"a document or permit of hers expires ({said(until)})" in page for page in pages)
    assert not any("Residence permit" in page for page in pages)


def test_what_was_not_opened_stays_closed(lawyer: Any, opening: str, her: str) -> None:
    record(lawyer, opening, "consent", to="publication", step="withdrawn", by="herself", form="written", note=WORD)

    page = text(lawyer.get(opened(lawyer, her, "contact")))

    assert WORD not in page
    assert "1 record is closed" in page


def test_her_own_address_for_service_needs_a_reason(lawyer: Any, opening: str) -> None:
    answer = record(lawyer, opening, "service", whose="own", address=WORD)

    assert answer.status_code == 422
    assert "Write why documents go to her own address" in text(answer)
    assert WORD in text(answer)


def test_what_is_no_longer_so_is_struck_and_stays_readable(
    lawyer: Any, opening: str, app: Flask, case_id: UUID
) -> None:
    record(lawyer, opening, "contact_rule", call="never", hidden_from=WORD)
    particular = rows(app, Particular, "id")[0].id
    path = f"/particulars/{particular}/openings/{opening.rsplit('/', 1)[1]}/striking"

    answer = lawyer.post(path, {"row_version": "1"})
    again = lawyer.post(path, {"row_version": "1"})

    assert (answer.status_code, again.status_code) == (303, 409)
    page = text(lawyer.get(opening))
    assert "Read this before you call" not in page
    assert "No longer valid" in page
    assert WORD in page
    assert "before you call" not in text(lawyer.get(f"/cases/{case_id}"))


def test_nothing_typed_is_lost_where_the_time_ran_out(lawyer: Any, her: str, app: Flask) -> None:
    over = f"/victims/{her}/openings/{uuid4()}"

    answer = record(lawyer, over, "abroad", country=WORD, is_safe="no")

    assert answer.status_code == 303
    assert len(rows(app, Particular, "id")) == 1
    assert WORD in text(lawyer.get(opened(lawyer, her, "contact")))


def test_of_an_erased_client_nothing_is_left_and_nothing_is_recorded(app: Flask, stage: Stage) -> None:
    opening = opened(stage.lawyer, str(stage.victim), "contact")
    record(stage.lawyer, opening, "contact_rule", call="never", hidden_from=WORD)
    authorise(stage.lawyer, stage.case, stage.victim)
    assert {row.table for row in rows(app, Capsule, "table")} >= {"particular", "authority"}

    erased(app, stage)

    assert rows(app, Particular, "id") + rows(app, Authority, "id") == []
    assert {row.table for row in rows(app, Capsule, "table")} & {"particular", "authority"} == set()
    assert record(stage.lawyer, opening, "abroad", country=WORD, is_safe="no").status_code == 409


def test_to_everybody_else_it_does_not_exist(
    lawyer: Any, opening: str, app: Flask, her: str, make: Any, client_as: Callable[[str], Any], case_id: UUID
) -> None:
    record(lawyer, opening, "contact_rule", call="never", hidden_from=WORD)
    particular, number = rows(app, Particular, "id")[0].id, opening.rsplit("/", 1)[1]
    walled = make.coordinator()
    make.wall(case_id, walled, make.coordinator())
    others = (make.lawyer(), make.coordinator(office=make.office()), walled, make.analyst(), make.administrator())

    for email in others:
        other = client_as(email)
        told = {"kind": "abroad", "on": "4. 3. 2026.", "country": "X", "is_safe": "no"}
        for path, data in (
            (f"{opening}/particulars", told),
            (f"/particulars/{particular}/openings/{number}/striking", {"row_version": "1"}),
        ):
            nowhere = path.replace(her, str(uuid4())).replace(str(particular), str(uuid4()))
            hidden, missing = other.post(path, data), other.post(nowhere, data)
            assert hidden.status_code == missing.status_code == 404
            assert still(hidden) == still(missing)
    assert len(rows(app, Particular, "id")) == 1
