"""The register of judgments: registered once, coded blind, settled; nobody's client record."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from config import Config
from lawyering import rows, text
from litigation_app.casework.courtwatch.judgments.models import Coding, Judgment, State
from litigation_app.ledger import LedgerEntry
from litigation_app.vault import Capsule
from watching import CODED, NOTE, NUMBER, REGISTERED, code, open_register, register


@pytest.fixture
def config(config: Config) -> Config:
    """Every judgment is coded twice, so that a test knows which."""
    return replace(config, double_coding_percent=100)


@pytest.fixture
def second(make: Any, client_as: Callable[[str], Any], lawyer: Any) -> Any:
    return client_as(make.lawyer())


@pytest.fixture
def coordinator(make: Any, client_as: Callable[[str], Any], lawyer: Any) -> Any:
    return client_as(make.coordinator())


def state(app: Flask) -> State:
    return State(rows(app, Judgment, "state")[0].state)


def test_a_judgment_is_registered_without_anybodys_name_and_its_number_is_sealed(app: Flask, lawyer: Any) -> None:
    path = register(lawyer)

    page = text(lawyer.get("/judgments/"))
    assert "Viši sud u Beogradu" in page or "Higher Court" in page
    assert NUMBER not in page
    assert NUMBER not in text(lawyer.get(path))
    open_register(lawyer, path)
    assert NUMBER in text(lawyer.get(path))
    stored = b"".join(bytes(row.sealed) for row in rows(app, Capsule, "sealed"))
    assert NUMBER.encode() not in stored


def test_the_same_judgment_is_not_registered_twice_however_its_number_is_written(app: Flask, lawyer: Any) -> None:
    path = register(lawyer)

    answer = lawyer.post("/judgments/", REGISTERED | {"number": "К-0771 / 2024"})

    assert answer.status_code == 409
    assert "already registered" in text(answer)
    assert path in text(answer)
    assert "К-0771 / 2024" in text(answer)
    assert len(rows(app, Judgment, "id")) == 1


def test_another_office_is_told_nothing_and_both_coordinators_are(
    make: Any, client_as: Callable[[str], Any], lawyer: Any, coordinator: Any
) -> None:
    register(lawyer)
    away = make.office("RS", "Novi Sad")
    other = client_as(make.lawyer(office=away))

    theirs = register(other)

    assert theirs in text(client_as(make.coordinator(office=away)).get("/judgments/"))
    assert "Another office has them too" in text(coordinator.get("/judgments/"))
    assert "Another office has them too" not in text(other.get("/judgments/"))
    assert "Another office has them too" not in text(lawyer.get("/judgments/"))


def test_the_second_coder_sees_the_first_coding_only_when_she_has_saved_hers(
    app: Flask, lawyer: Any, second: Any
) -> None:
    path = register(lawyer)
    assert code(lawyer, path).status_code == 303
    assert state(app) is State.TO_CODE_AGAIN
    open_register(second, path)
    blind = text(second.get(path))
    assert NOTE not in blind
    assert "without seeing the first coding" in blind

    assert code(second, path, a1_verdict="convicted_plea", note="Mine").status_code == 303

    seen = text(second.get(path))
    assert NOTE in seen
    assert "Convicted on a plea agreement" in seen
    assert state(app) is State.TO_SETTLE


def test_not_even_a_coordinator_who_may_still_code_it_sees_the_first_coding(lawyer: Any, coordinator: Any) -> None:
    path = register(lawyer)
    code(lawyer, path)
    open_register(coordinator, path)

    assert NOTE not in text(coordinator.get(path))
    assert coordinator.get(f"{path}/settling/new").status_code == 409


def test_two_codings_that_say_the_same_settle_it(app: Flask, lawyer: Any, second: Any) -> None:
    path = register(lawyer)
    code(lawyer, path)

    code(second, path, note="Another note")

    assert state(app) is State.SETTLED


def test_where_they_differ_a_coordinator_settles_it_field_by_field(
    app: Flask, lawyer: Any, second: Any, coordinator: Any
) -> None:
    path = register(lawyer)
    code(lawyer, path)
    code(second, path, a1_months="36")
    open_register(coordinator, path)
    shown = text(coordinator.get(path))
    assert "Where the two coders differ" in shown
    form = text(coordinator.get(f"{path}/settling/new"))
    assert "First: 30. Second: 36." in form
    assert "The two coders differ on 1 question" in form
    assert form.count('class="differs"') == 1
    assert 'value="30"' not in form
    version = rows(app, Judgment, "row_version")[0].row_version

    answer = coordinator.post(f"{path}/settling", CODED | {"a1_months": "36", "row_version": str(version)})

    assert answer.status_code == 303, text(answer)
    assert state(app) is State.SETTLED
    assert [row.place for row in sorted(rows(app, Coding, "place"))] == [1, 2, 3]
    late = coordinator.post(f"{path}/settling", CODED | {"a1_months": "31", "row_version": str(version)})
    assert late.status_code == 409
    assert 'value="31"' in text(late)


def test_nobody_codes_it_twice_and_nobody_is_third(lawyer: Any, second: Any, coordinator: Any) -> None:
    path = register(lawyer)
    code(lawyer, path)

    again = code(lawyer, path, a1_months="29")
    assert again.status_code == 409
    assert 'value="29"' in text(again)
    code(second, path)
    assert code(coordinator, path).status_code == 409
    assert lawyer.get(f"{path}/codings/new").status_code == 409


def test_a_coding_with_mistakes_comes_back_with_what_was_typed(lawyer: Any) -> None:
    path = register(lawyer)

    answer = code(lawyer, path, a1_sentence="fine", a1_months="7000", i1_amount="1.2.3", procedure="nonsense")

    page = text(answer)
    assert answer.status_code == 422
    assert all(typed in page for typed in ('value="7000"', 'value="1.2.3"', NOTE))


def test_a_conviction_says_of_what_or_the_note_says_why_not(lawyer: Any) -> None:
    path = register(lawyer)
    bare = {"a1_judged": "", "a1_sentence": "", "a1_months": ""}

    refused, explained = code(lawyer, path, **bare, note=""), code(lawyer, path, **bare, note="Page 3 is missing.")

    assert refused.status_code == 422
    assert "Of which offence, and with what sentence?" in text(refused)
    assert explained.status_code == 303


def test_what_is_below_the_minimum_follows_from_the_law_of_the_country(lawyer: Any, second: Any) -> None:
    path = register(lawyer)
    code(lawyer, path, a1_months="30")
    open_register(lawyer, path)

    page = text(lawyer.get(path))

    assert "Below the minimum of the law (36 months)?" in page


def test_codes_of_persons_and_notes_are_sealed(app: Flask, lawyer: Any) -> None:
    code(lawyer, register(lawyer))

    stored = b"".join(bytes(row.sealed) for row in rows(app, Capsule, "sealed"))
    assert b"referred" not in stored
    assert b"Nepostoje" not in stored
    entries = b"".join(row.body for row in rows(app, LedgerEntry, "body"))
    assert b"convicted" not in entries


def test_that_it_is_our_case_is_known_to_whoever_sees_the_case_alone(
    app: Flask, lawyer: Any, second: Any, case_id: UUID
) -> None:
    path = register(lawyer)
    reference = "RS-2026-" + text(lawyer.get("/cases/")).split("RS-2026-")[1][:4]
    open_register(lawyer, path)
    open_register(second, path)

    answer = lawyer.post(f"{path}/cases", {"reference": reference})

    assert answer.status_code == 303, text(answer)
    assert reference in text(lawyer.get(path))
    assert reference not in text(second.get(path))
    refused, missing = (second.post(f"{path}/cases", {"reference": one}) for one in (reference, "RS-2026-9999"))
    assert refused.status_code == missing.status_code == 422
    assert "None of your cases" in text(refused)
    stored = b"".join(bytes(row.sealed) for row in rows(app, Capsule, "sealed"))
    assert case_id.bytes not in stored
    lawyer.post(f"{path}/cases", {"reference": reference})
    assert f"/cases/{case_id}" not in text(lawyer.get(path))


def test_a_register_of_another_office_does_not_exist(
    make: Any, client_as: Callable[[str], Any], lawyer: Any, second: Any
) -> None:
    path = register(lawyer)
    strangers = [
        client_as(make.lawyer(office=make.office("RS", "Niš"))),
        client_as(make.analyst()),
        client_as(make.auditor()),
        client_as(make.administrator()),
    ]
    asked = [path, f"{path}/codings/new", f"{path}/settling/new"]
    done = [("openings", {"purpose": "review"}), ("codings", CODED), ("settling", CODED), ("cases", {"reference": "x"})]

    for person in strangers:
        missing = f"/judgments/{uuid4()}"
        assert [person.get(one).status_code for one in asked] == [404] * 3
        assert [person.post(f"{path}/{what}", said).status_code for what, said in done] == [404] * 4
        assert [person.post(f"{missing}/{what}", said).status_code for what, said in done] == [404] * 4
    assert second.get(f"{path}/settling/new").status_code == 404  # a lawyer settles nothing


@pytest.mark.parametrize(
    ("name", "typed"), [("accused", "0"), ("accused", "13"), ("injured", "-1"), ("number", "none")]
)
def test_a_judgment_that_cannot_be_is_refused(lawyer: Any, name: str, typed: str) -> None:
    answer = lawyer.post("/judgments/", REGISTERED | {name: typed})

    assert answer.status_code == 422
    assert NUMBER in text(answer) or typed in text(answer)


def test_whoever_coded_a_judgment_does_not_settle_it_and_another_coordinator_does(
    app: Flask, make: Any, client_as: Callable[[str], Any], lawyer: Any, coordinator: Any
) -> None:
    path = register(lawyer)
    code(lawyer, path)
    code(coordinator, path, a1_months="36")
    open_register(coordinator, path)
    version = str(rows(app, Judgment, "row_version")[0].row_version)

    refused = coordinator.post(f"{path}/settling", CODED | {"row_version": version})

    assert refused.status_code == 409
    assert "You have coded it yourself" in text(refused)
    page = text(coordinator.get(path))
    assert "You have coded it yourself" in page
    assert "Adjudicate the coding" not in page
    assert coordinator.get(f"{path}/settling/new").status_code == 409
    assert state(app) is State.TO_SETTLE
    other = client_as(make.coordinator())
    open_register(other, path)
    assert other.post(f"{path}/settling", CODED | {"row_version": version}).status_code == 303


def test_nothing_is_settled_while_the_register_is_closed_and_what_was_typed_is_kept(
    app: Flask, lawyer: Any, second: Any, coordinator: Any
) -> None:
    path = register(lawyer)
    code(lawyer, path)
    code(second, path, a1_months="36")
    version = str(rows(app, Judgment, "row_version")[0].row_version)

    answer = coordinator.post(f"{path}/settling", CODED | {"a1_months": "33", "row_version": version})

    assert answer.status_code == 403
    assert "The register has closed" in text(answer)
    assert 'value="33"' in text(answer)
    assert state(app) is State.TO_SETTLE


def test_the_register_has_purposes_of_its_own_and_the_log_says_which(
    make: Any, client_as: Callable[[str], Any], lawyer: Any
) -> None:
    path = register(lawyer)
    page = text(lawyer.get(path))
    assert "To code a judgment as the second person" in page
    assert "To contact the client" not in page
    assert lawyer.post(f"{path}/openings", {"purpose": "contact"}).status_code == 422

    assert lawyer.post(f"{path}/openings", {"purpose": "second_coding"}).status_code == 303

    log = text(client_as(make.auditor()).get("/access-log/?act=open_register"))
    assert log.count("To code a judgment as the second person") == 1
