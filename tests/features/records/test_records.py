"""What is recorded of a case beside its steps."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from lawyering import open_file, rows, text
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.erasures import queries as erasure_queries
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.casework.proceedings.records import queries as record_queries
from litigation_app.casework.proceedings.records.models import Record
from litigation_app.casework.proceedings.records.rules import catalogue
from litigation_app.casework.record_forms.rules import FieldKind
from litigation_app.ledger import LedgerEntry
from litigation_app.vault import Capsule

NAME = "Zoran Nepostojeći"
NOTE = "She cried; Dunja Nepostojeća waited outside"


@pytest.fixture
def her(make: Any, email: str, case_id: UUID) -> str:
    return str(make.victim(email, case_id))


@pytest.fixture
def him(app: Flask, lawyer: Any, case_id: UUID) -> str:
    assert lawyer.post(f"/cases/{case_id}/accused", {"name": NAME, "about": "Her former employer"}).status_code == 303
    return str(rows(app, Defendant, "id")[0].id)


def record(person: Any, case_id: UUID, kind: str, **answers: Any) -> Any:
    return person.post(f"/cases/{case_id}/records/{kind}", {"on": "4. 3. 2026.", **answers})


def drafted(person: Any, app: Flask, case_id: UUID, her: str) -> str:
    """A claim of hers; its id."""
    rows_ = {"victim": her, "route": "property_claim", "parts-0-head": "fear", "parts-0-amount": "300,000"}
    assert person.post(f"/cases/{case_id}/claims", rows_).status_code == 303
    return str(rows(app, Claim, "id")[0].id)


def mark_entered_in_error(person: Any, app: Flask, record_id: UUID, version: int = 1) -> Any:
    return person.post(f"/records/{record_id}/striking", {"row_version": str(version)})


def shown(person: Any, case_id: UUID) -> str:
    return text(person.get(f"/cases/{case_id}/records"))


def test_a_measure_is_asked_for_granted_and_not_applied(lawyer: Any, case_id: UUID, her: str) -> None:
    for day, step in (("1. 2. 2026.", "requested"), ("9. 2. 2026.", "granted"), ("1. 3. 2026.", "not_applied")):
        answer = record(
            lawyer, case_id, "protective_measure", on=day, victim=her, measure="vulnerable_witness", step=step
        )
        assert answer.status_code == 303, text(answer)

    standing = shown(lawyer, case_id).split('class="standing"')[1].split("</ul>")[0]
    assert "Especially vulnerable witness status" in standing
    assert "Not applied" in standing
    assert "Granted" not in standing
    assert all(word in shown(lawyer, case_id) for word in ("Requested", "Granted", "Not applied"))


@pytest.mark.parametrize("kind", list(catalogue().kinds))
def test_every_kind_can_be_recorded_and_is_shown(
    app: Flask, lawyer: Any, case_id: UUID, her: str, him: str, kind: str
) -> None:
    claim = drafted(lawyer, app, case_id, her)
    page = lawyer.get(f"/cases/{case_id}/records/{kind}/new")
    assert page.status_code == 200
    asked = catalogue().kinds[kind]
    answers: dict[str, Any] = {"victim": her, "defendant": him, "claim": claim}
    if "proceeding" in asked.needs:
        lane = re.search(r'name="proceeding".*?<option[^>]*value="([0-9a-f-]{36})"', text(page), re.DOTALL)
        answers["proceeding"] = lane[1] if lane else "none"
    for one in asked.fields:
        found = re.search(rf'name="{one.id}".*?<option value="([^"]+)"', text(page), re.DOTALL)
        typed = {FieldKind.DAY: "1. 9. 2026.", FieldKind.NUMBER: "38", FieldKind.AMOUNT: "1,200.50"}
        answers[one.id] = typed.get(one.kind) or (found[1] if found else "none")
        if one.kind is FieldKind.SEVERAL:
            answers[one.id] = ["none"]

    answer = record(lawyer, case_id, kind, note=NOTE, **answers)

    assert answer.status_code == 303, text(answer)
    assert asked.words.en in shown(lawyer, case_id)
    kept = set() if asked.sealed else {one.id for one in asked.fields}
    assert [(row.kind, set(row.told)) for row in rows(app, Record, "kind", "told")] == [(kind, kept)]


def test_what_nobody_asked_is_absent_and_unknown_is_an_answer(app: Flask, lawyer: Any, case_id: UUID, her: str) -> None:
    record(lawyer, case_id, "plea", victim=her, invited="unknown")

    assert rows(app, Record, "told")[0].told == {"invited": "unknown"}


def test_names_of_the_accused_and_notes_are_sealed_and_read_in_the_opened_file(
    app: Flask, lawyer: Any, case_id: UUID, her: str, him: str
) -> None:
    record(lawyer, case_id, "custody", defendant=him, event="detained", note=NOTE)
    closed = shown(lawyer, case_id)
    assert "Accused A" in closed
    assert NAME not in closed
    assert NOTE not in closed
    sealed = b"".join(bytes(row.sealed) for row in rows(app, Capsule, "sealed"))
    assert b"Nepostoje" not in sealed

    open_file(lawyer, case_id)

    opened = shown(lawyer, case_id)
    assert NAME in opened
    assert NOTE in opened


def test_a_release_asks_for_a_warning_until_she_is_reached(
    lawyer: Any, case_id: UUID, her: str, him: str, make: Any, client_as: Callable[[str], Any]
) -> None:
    record(lawyer, case_id, "custody", defendant=him, event="released")
    assert "Released" in text(lawyer.get("/clients-to-warn"))
    assert '<span class="badge-count">1</span>' in re.sub(
        r"\s*<span class=\"visually-hidden\">.*?</span>", "", text(lawyer.get("/cases/"))
    )

    (form,) = re.findall(r'href="([^"]*/client-warned/new\?defendant=[^"]*)"', text(lawyer.get("/clients-to-warn")))
    begun = text(lawyer.get(form))
    assert re.search(rf'<option selected[^>]* value="{him}"', begun)
    assert re.search(r'name="on"[^>]* value="26. 11. 2026."', begun.replace("\u00a0", " "))

    record(lawyer, case_id, "client_warned", victim=her, defendant=him, channel="not_reached")
    assert "Released" in text(lawyer.get("/clients-to-warn"))

    record(lawyer, case_id, "client_warned", victim=her, defendant=him, channel="call_safe")
    assert "Nobody has to be notified" in text(lawyer.get("/clients-to-warn"))
    assert "Nobody has to be notified" in text(client_as(make.coordinator()).get("/clients-to-warn"))


def test_a_warning_about_one_accused_does_not_answer_for_another(
    app: Flask, lawyer: Any, case_id: UUID, her: str, him: str
) -> None:
    lawyer.post(f"/cases/{case_id}/accused", {"name": "Drugi Nepostojeći"})
    other = next(str(row.id) for row in rows(app, Defendant, "id", "letter") if row.letter == "B")
    record(lawyer, case_id, "custody", defendant=him, event="absconded")

    record(lawyer, case_id, "client_warned", victim=her, defendant=other, channel="in_person")

    assert "Absconded" in text(lawyer.get("/clients-to-warn"))


def test_a_notification_that_was_a_mistake_answers_nothing_any_more(
    app: Flask, lawyer: Any, case_id: UUID, her: str, him: str
) -> None:
    record(lawyer, case_id, "custody", defendant=him, event="released")
    record(lawyer, case_id, "client_warned", victim=her, channel="in_person")
    assert "Nobody has to be notified" in text(lawyer.get("/clients-to-warn"))
    (told,) = [row.id for row in rows(app, Record, "id", "kind") if row.kind == "client_warned"]

    assert mark_entered_in_error(lawyer, app, told).status_code == 303

    assert "Released" in text(lawyer.get("/clients-to-warn"))


def test_each_client_of_the_case_has_to_be_notified(
    lawyer: Any, case_id: UUID, her: str, him: str, make: Any, email: str
) -> None:
    other = str(make.victim(email, case_id))
    record(lawyer, case_id, "custody", defendant=him, event="released")

    record(lawyer, case_id, "client_warned", victim=her, defendant=him, channel="in_person")
    assert "Released" in text(lawyer.get("/clients-to-warn"))

    record(lawyer, case_id, "client_warned", victim=other, channel="call_safe")
    assert "Nobody has to be notified" in text(lawyer.get("/clients-to-warn"))


def test_others_do_not_see_whom_to_warn(
    make: Any, client_as: Callable[[str], Any], lawyer: Any, case_id: UUID, him: str
) -> None:
    record(lawyer, case_id, "custody", defendant=him, event="released")
    walled, coordinator = make.coordinator(), make.coordinator()
    make.wall(case_id, walled, coordinator)

    assert "Nobody has to be notified" in text(client_as(make.lawyer()).get("/clients-to-warn"))
    assert "Nobody has to be notified" in text(client_as(walled).get("/clients-to-warn"))
    assert "Released" in text(client_as(coordinator).get("/clients-to-warn"))


def test_a_record_struck_out_stays_in_sight_and_counts_no_more(
    app: Flask, lawyer: Any, case_id: UUID, her: str
) -> None:
    record(lawyer, case_id, "testimony", victim=her, authority="police")
    assert "1 statement" in shown(lawyer, case_id)

    assert mark_entered_in_error(lawyer, app, rows(app, Record, "id")[0].id).status_code == 303

    page = shown(lawyer, case_id)
    assert "Entered in error" in page
    assert "1 statement" not in page
    assert mark_entered_in_error(lawyer, app, rows(app, Record, "id")[0].id).status_code == 409
    acts = [row.act for row in sorted(rows(app, LedgerEntry, "seq", "act")) if row.act.endswith("_record")]
    assert sorted(acts) == ["add_record", "strike_record"]


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("testimony", {"authority": ""}, "Fill this in."),
        ("testimony", {"authority": "oracle"}, "Choose one of the list."),
        ("testimony", {"victim": str(uuid4())}, "Choose one of the list."),
        ("testimony", {"on": "1. 1. 2199."}, "This day lies in the future."),
        ("verdict", {"months": "a lot"}, "Write a whole number."),
        ("verdict", {"months": "601"}, "At most 600."),
        ("assets", {"amount": "1.2.3"}, "Write the amount like"),
        ("custody", {"review": "soon"}, "Write the day as day, month, year"),
    ],
)
def test_wrong_input_is_said_and_nothing_typed_is_lost(
    app: Flask, lawyer: Any, case_id: UUID, her: str, him: str, kind: str, typed: dict[str, str], sentence: str
) -> None:
    right = {"victim": her, "defendant": him, "authority": "police", "instance": "first", "outcome": "convicted"}
    more = {"step": "frozen", "event": "detained", "note": "Typed for a long time"}

    answer = record(lawyer, case_id, kind, **{**right, **more, **typed})

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "Typed for a long time" in text(answer)
    assert rows(app, Record, "id") == []


def test_without_a_client_or_an_accused_the_page_says_what_comes_first(lawyer: Any, case_id: UUID) -> None:
    assert "Add the client first" in text(lawyer.get(f"/cases/{case_id}/records/testimony/new"))
    assert "Add the accused first" in text(lawyer.get(f"/cases/{case_id}/records/custody/new"))


def test_another_lawyers_records_do_not_exist(
    app: Flask, make: Any, client_as: Callable[[str], Any], lawyer: Any, case_id: UUID, her: str, him: str
) -> None:
    record(lawyer, case_id, "testimony", victim=her, authority="police")
    other = client_as(make.lawyer())
    record_id = rows(app, Record, "id")[0].id

    for path in (
        f"/cases/{case_id}/records",
        f"/cases/{case_id}/records/testimony/new",
        f"/cases/{case_id}/accused/new",
        f"/accused/{him}",
    ):
        assert other.get(path).status_code == 404
    assert record(other, case_id, "testimony", victim=her, authority="police").status_code == 404
    assert mark_entered_in_error(other, app, record_id).status_code == 404
    assert other.post(f"/accused/{him}", {"name": "X", "row_version": "1"}).status_code == 404
    assert lawyer.get(f"/cases/{case_id}/records/no_such_kind/new").status_code == 404


def test_a_client_of_another_case_cannot_be_named(
    app: Flask, make: Any, email: str, lawyer: Any, case_id: UUID, her: str
) -> None:
    other = make.case(email)
    elsewhere = make.victim(email, other, given_name="Druga")

    answer = record(lawyer, case_id, "testimony", victim=str(elsewhere), authority="police")

    assert answer.status_code == 422
    assert rows(app, Record, "id") == []


def test_days_are_those_typed(app: Flask, lawyer: Any, case_id: UUID, him: str) -> None:
    record(lawyer, case_id, "custody", defendant=him, event="extended", review="1. 9. 2026.")

    found = rows(app, Record, "on", "told")[0]
    assert (found.on, found.told) == (date(2026, 3, 4), {"event": "extended", "review": "2026-09-01"})


def test_what_is_about_a_person_is_sealed_as_a_whole(app: Flask, lawyer: Any, case_id: UUID, her: str) -> None:
    record(lawyer, case_id, "non_punishment", victim=her, offence="begging", step="invoked")
    assert "Non-punishment was invoked" not in shown(lawyer, case_id)
    assert rows(app, Record, "told")[0].told == {}
    assert b"begging" not in b"".join(bytes(row.sealed) for row in rows(app, Capsule, "sealed"))

    open_file(lawyer, case_id)

    assert "Non-punishment was invoked" in shown(lawyer, case_id)


def test_the_numbers_beside_the_doors_go_through_no_cases(make: Any, email: str) -> None:
    for actor in (make.actor(email), make.actor(make.coordinator())):
        for waiting in (record_queries.waiting, erasure_queries.waiting_for):
            assert "FROM casework_case" not in str(waiting(actor).statement)
            assert "JOIN casework_case" not in str(waiting(actor).statement)
