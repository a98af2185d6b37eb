"""A case is opened with what is known on the first day: nothing else must be known, and nothing that is typed is lost."""

import re
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from flask import Flask

from agreeing import mark_entered_in_error
from lawyering import rows, said, text
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.personal_records.models import Particular
from litigation_app.casework.clients.searches.queries import ACT
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.planner.tasks.models import Task
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.casework.proceedings.models import Deadline, Move, Proceeding
from litigation_app.core import clock
from litigation_app.ledger import LedgerEntry
from litigation_app.vault import Capsule
from stepping import outside, path_of

NAME, LANGUAGE = "Kanarinka Nepostojeća", "Zamišljeni jezik"
ACCUSED = ["Zoran Nepostojeći", "Zamišljena d. o. o."]
CASE = {
    "opened_on": "20. 11. 2026.",
    "committed": "1. 3. 2024.",
    "first": ["power", "file"],
    "accused": "\r\n".join([*ACCUSED, " "]),
}
CLIENT = {
    "given_name": NAME,
    "birth_year": "2010",
    "first_contact": "19. 11. 2026.",
    "sex": "F",
    "status": "_U",
    "citizenship_group": "_U",
    "referred_by": "police",
    "guardian": "centre",
    "spoken": LANGUAGE,
    "call": "never",
    "dangers": ["violence"],
}


def opened(lawyer: Any, **typed: Any) -> str:
    """The address of the case that she opens so."""
    answer = lawyer.post("/cases/", {**CASE, **typed})
    assert answer.status_code == 303, text(answer)
    return re.sub(r"\?.*", "", answer.headers["Location"])


def test_one_page_takes_in_what_is_known_on_the_first_day_and_seals_it(app: Flask, lawyer: Any) -> None:
    case = opened(lawyer, **CLIENT)

    page = text(lawyer.get(case))
    assert "before you call, open “Contact”" in page
    assert rows(app, Case, "barred_on")[0].barred_on is not None
    todo = text(lawyer.get(f"{case}/tasks"))
    assert all(one in todo for one in ("Obtain the power of attorney", "Ask for the case file"))
    assert {row.kind for row in rows(app, Task, "kind")} == {"power", "file"}
    sealed = b"".join(bytes(row.sealed) for row in rows(app, Capsule, "sealed"))
    assert b"Nepostoje" not in sealed
    assert not any(b"referral" in row.body or b"police" in row.body for row in rows(app, LedgerEntry, "body"))
    assert sorted(row.group for row in rows(app, Particular, "group")) == ["contact"] * 2 + ["legal"] * 3
    her = f"/victims/{rows(app, Victim, 'id')[0].id}"
    for purpose, groups in (("daily", ["identity"]), ("intake", ["identity", "contact", "legal"])):
        answer = lawyer.post(f"{her}/openings", {"purpose": purpose, "groups": groups})
        assert answer.status_code == (422 if purpose == "daily" else 303)
    record = text(lawyer.get(answer.headers["Location"]))
    assert all(one in record for one in (NAME, LANGUAGE, "Never call", "Violence or threats", "Centre for social work"))
    assert "Police" in record.split("Referral", 1)[1]
    lawyer.post(f"{case}/openings", {"purpose": "daily"})
    assert all(name in text(lawyer.get(f"{case}/records")) for name in ACCUSED)


def test_nothing_but_the_day_must_be_known(app: Flask, lawyer: Any) -> None:
    case = opened(
        lawyer,
        committed="",
        first=[],
        sex="_U",
        status="_U",
        given_name=" ",
        accused="",
        first_contact=said(clock.today()),
    )

    assert lawyer.get(case).status_code == 200
    assert (rows(app, Victim, "id"), rows(app, Move, "id"), rows(app, Task, "id")) == ([], [], [])
    assert rows(app, Defendant, "id") == []


def test_whatever_is_typed_of_the_client_makes_one_or_is_asked_about(app: Flask, lawyer: Any) -> None:
    none = dict.fromkeys(("given_name", "birth_year", "referred_by", "guardian", "spoken", "call"), "")
    blank = CLIENT | none | {"sex": "_U", "dangers": [], "first_contact": said(clock.today())}

    opened(lawyer, **blank, address="Ulica bez broja, Nigdina")
    opened(lawyer, **blank, citizenship="Zamišljena")
    asked = lawyer.post("/cases/", CASE | blank | {"first_contact": "19. 11. 2026."})

    assert asked.status_code == 422
    assert "Nothing is written about her yet." in text(asked)
    assert len(rows(app, Victim, "id")) == 2


def test_names_beyond_her_searches_are_refused_before_any_is_spent(app: Flask, lawyer: Any) -> None:
    app.extensions["config"] = replace(app.extensions["config"], searches_per_hour=4)
    opened(lawyer, **CLIENT)

    stopped = lawyer.post("/cases/", CASE | CLIENT)

    assert stopped.status_code == 422
    assert "4 are allowed within an hour" in text(stopped)
    assert all(one in text(stopped) for one in (NAME, *ACCUSED))
    searched = [row.outcome for row in rows(app, LedgerEntry, "act", "outcome") if row.act == ACT]
    assert sorted(searched) == ["done"] * 3 + ["throttled"]
    opened(lawyer, accused=ACCUSED[0])


def test_a_case_at_trial_stands_at_its_stage_and_what_lies_before_is_not_known(app: Flask, lawyer: Any) -> None:
    case = opened(lawyer, stage="first_instance_judgment")
    opened(lawyer, stage="first_instance_judgment", since="2. 11. 2026.")
    opened(lawyer, stage="final_judgment", since="20. 11. 2026.")  # on the very day on which she came

    assert "First-instance judgment" in text(lawyer.get(case))
    came, before = date(2026, 11, 20), date(2026, 11, 2)
    stood = sorted((row.on, row.is_found) for row in rows(app, Move, "on", "is_found"))
    assert stood == [(before, False), (came, False), (came, True)]
    assert {row.entered_on for row in rows(app, Proceeding, "entered_on")} == {date(2026, 11, 20)}
    lawyer.post(f"{case}/openings", {"purpose": "daily"})
    assert "We took the case over" in text(lawyer.get(f"{case}/proceedings"))
    lane = path_of(app, UUID(case.rsplit("/", 1)[1]), "criminal")
    assert mark_entered_in_error(lawyer, lane, 1).status_code == 303
    assert 'name="is_found"' in text(lawyer.get(f"{lane}/outside/new"))
    assert outside(lawyer, lane, "first_instance_judgment", 0, on=came, is_found="y").status_code == 303
    assert sorted(row.is_found for row in rows(app, Move, "is_found")) == [False, False, True, True]
    assert 'name="is_found"' not in text(lawyer.get(f"{lane}/outside/new"))
    begun = [row for row in rows(app, Deadline, "side", "served_on", "stage") if row.side == "ours"]
    ours = [row for row in begun if row.stage == "first_instance_judgment"]
    assert ours
    assert {row.served_on for row in ours} == {None}  # the day of service is asked for, none is made up


def test_what_does_not_fit_together_comes_back_and_nothing_is_saved(app: Flask, lawyer: Any) -> None:
    wrong: dict[str, Any] = {
        "accused": "x\n" * 21,
        "guardian": "",
        "guardian_name": NAME,
        "since": "2. 11. 2026.",
        "birth_year": "20",
    }

    answer = lawyer.post("/cases/", {**CASE, **CLIENT, **wrong})
    page = text(lawyer.post("/cases/", {**CASE, **CLIENT, **wrong, "birth_year": "2010", "since": "", "accused": NAME}))

    assert answer.status_code == 422
    assert all(f'href="#{name}"' in text(answer) for name in ("stage", "accused", "birth_year"))
    assert 'href="#guardian"' in page
    assert all(one in page for one in (NAME, LANGUAGE, "1. 3. 2024"))
    assert (rows(app, Case, "id"), rows(app, Victim, "id")) == ([], [])
