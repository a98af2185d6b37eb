"""A proceeding runs by the rules under which it began, until somebody moves it on."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from sqlalchemy import update

from lawyering import rows, said, text
from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.casework.proceedings.models import Deadline, Move, Proceeding
from litigation_app.core import clock
from litigation_app.core.clock import today
from litigation_app.core.db import committing
from litigation_app.law import loader
from litigation_app.ledger import LedgerEntry
from litigation_app.vault import Capsule
from stepping import outside, page

WHY = "Prelazna odredba, član 604"


def pin(app: Flask, old: str, new: str) -> str:
    """As if all proceedings had begun under an earlier file, in which these words stood for those; gives its version."""
    raw = loader.raw("RS").decode().replace(new, old, 1).encode()
    version = loader.read(raw).version
    folder = Path(app.extensions["config"].law_versions)
    folder.mkdir(exist_ok=True)
    (folder / f"rs-{version}.toml").write_bytes(raw)
    with app.app_context(), committing() as session:
        session.execute(update(Proceeding).values(law_version=version))
    return version


@pytest.fixture
def older(app: Flask, criminal: str) -> str:
    """In the earlier file the complaint against a dismissal (ZKP 51) had five days, not eight."""
    return pin(app, "deadline_days = 5", "deadline_days = 8")


def move_on(person: Any, path: str, **more: str) -> Any:
    return person.post(f"{path}/rules", {"reason": WHY, "to": loader.load("RS").version, "row_version": "1", **more})


def complaint(app: Flask) -> date | None:
    return [row.expiry for row in rows(app, Deadline, "event", "expiry") if row.event == "victim_complained"][-1]


def test_what_begins_keeps_the_file_under_which_it_begins(app: Flask, criminal: str) -> None:
    kept = Path(app.extensions["config"].law_versions) / f"rs-{loader.load('RS').version}.toml"

    assert kept.read_bytes() == loader.raw("RS")


def test_deadlines_are_computed_by_the_rules_of_the_proceeding(
    app: Flask, lawyer: Any, criminal: str, older: str
) -> None:
    outside(lawyer, criminal, "report_dismissed", 0, on=date(2026, 4, 13), served_on="15. 4. 2026.")

    assert complaint(app) == date(2026, 4, 20)  # five days from the 15th, a Monday
    assert {row.law_version for row in rows(app, Deadline, "law_version")} == {older}


def test_the_page_says_what_changed_and_what_runs_by_the_older_rule(lawyer: Any, criminal: str, older: str) -> None:
    outside(lawyer, criminal, "report_dismissed", 0, on=date(2026, 4, 13), served_on="15. 4. 2026.")

    shown = page(lawyer.get(f"{criminal}/rules")).replace("\u00a0", " ")

    assert "Complaint against the prosecutor's decision (at: Report dismissed" in shown
    assert "days: 5 → 8" in shown
    assert "By the newer rules: 8 days from" in shown
    assert older in shown
    assert "has changed since" in page(lawyer.get(criminal))


def test_it_is_moved_on_with_a_reason_and_new_steps_follow_the_new_rule(
    app: Flask, lawyer: Any, criminal: str, older: str
) -> None:
    silent = move_on(lawyer, criminal, reason=" ")
    taken = move_on(lawyer, criminal)
    again = move_on(lawyer, criminal)
    outside(lawyer, criminal, "report_dismissed", 0, on=date(2026, 4, 13), served_on="15. 4. 2026.")

    assert (silent.status_code, taken.status_code, again.status_code) == (422, 303, 409)
    assert complaint(app) == date(2026, 4, 23)  # eight days, a Thursday
    assert "repin_proceeding" in {row.act for row in rows(app, LedgerEntry, "act")}
    sealed = [bytes(row.sealed) for row in rows(app, Capsule, "capsule", "sealed") if row.capsule == "repin"]
    assert len(sealed) == 1
    assert b"604" not in sealed[0]
    assert "Nothing has changed since they began" in page(lawyer.get(f"{criminal}/rules"))


def test_the_lists_have_the_limitation_of_the_rules_by_which_it_runs(
    app: Flask, lawyer: Any, criminal: str, case_id: UUID
) -> None:
    block = loader.raw("RS").decode().split('id = "rs_184_1"')[1].split("absolute_years")[0]
    pin(app, block.replace("limitation_years = 5", "limitation_years = 3"), block)
    lawyer.post(f"/cases/{case_id}/accused", {"name": "Zoran Izmišljeni"})
    charge = {"on": "1. 2. 2026.", "step": "indicted", "offence": "rs_184_1", "committed": "1. 3. 2025."}
    him = str(rows(app, Defendant, "id")[0].id)
    assert lawyer.post(f"/cases/{case_id}/records/charge", {**charge, "defendant": him}).status_code == 303
    before = [row.barred_on for row in rows(app, Case, "barred_on")]

    assert move_on(lawyer, criminal).status_code == 303

    after = [row.barred_on for row in rows(app, Case, "barred_on")]
    assert (before, after) == ([date(2028, 3, 1)], [date(2030, 3, 1)])


def test_what_the_newer_rules_do_not_know_stays_as_it_is(app: Flask, lawyer: Any, criminal: str) -> None:
    pin(app, 'id = "pre_investigation_old"', 'id = "pre_investigation"')
    with app.app_context(), committing() as session:
        (one,) = [row.id for row in rows(app, Proceeding, "id", "family") if row.family == "criminal"]
        at = {"from_stage": "unknown", "to_stage": "pre_investigation_old", "event": None, "is_outside": True}
        who = max(rows(app, LedgerEntry, "seq", "actor")).actor
        from litigation_app.core import clock

        session.add(Move(proceeding_id=one, seq=1, on=today(), recorded_by=who, recorded_at=clock.now(), **at))

    assert move_on(lawyer, criminal).status_code == 409
    assert WHY in page(move_on(lawyer, criminal))


def test_rules_that_were_not_kept_are_not_made_up(app: Flask, lawyer: Any, criminal: str) -> None:
    with app.app_context(), committing() as session:
        session.execute(update(Proceeding).values(law_version="0123456789ab"))

    assert "were not kept" in page(lawyer.get(f"{criminal}/rules"))
    assert lawyer.get(criminal).status_code == 200
    assert outside(lawyer, criminal, "main_hearing", 0).status_code == 303


def test_stale_or_invented_versions_move_nothing(app: Flask, lawyer: Any, criminal: str, older: str) -> None:
    assert move_on(lawyer, criminal, to="../../etc/passwd").status_code == 409
    assert move_on(lawyer, criminal, row_version="7").status_code == 409
    assert {row.law_version for row in rows(app, Proceeding, "law_version")} == {older}


def test_a_colleague_elsewhere_sees_no_rules_of_it(
    lawyer: Any, criminal: str, older: str, make: Any, client_as: Callable[[str], Any]
) -> None:
    stranger = client_as(make.lawyer())

    assert stranger.get(f"{criminal}/rules").status_code == 404
    assert move_on(stranger, criminal).status_code == 404


def test_charges_show_their_ranges_and_limitation_its_days(
    app: Flask, lawyer: Any, criminal: str, case_id: UUID
) -> None:
    lawyer.post(f"/cases/{case_id}/accused", {"name": "Zoran Izmišljeni"})
    him = str(rows(app, Defendant, "id")[0].id)
    at = f"/cases/{case_id}/records/charge"
    grave = {
        "on": "1. 2. 2012.",
        "defendant": him,
        "step": "indicted",
        "offence": "rs_388_1",
        "committed": "1. 3. 2010.",
    }
    light = {"on": "4. 5. 2013.", "defendant": him, "step": "changed_by_prosecutor", "offence": "rs_184_1"}
    assert {lawyer.post(at, grave).status_code, lawyer.post(at, light).status_code} == {303}

    shown = page(lawyer.get(criminal)).replace("\u00a0", " ")

    assert "from 3 years to 12 years → from 6 months to 5 years" in shown
    assert "lighter" in shown
    # KZ 103: five years for a maximum of five; nothing recorded interrupts it; ten end it (KZ 104(6))
    assert "1. 3. 2015." in shown
    assert "1. 3. 2020." in shown
    assert "may be time-barred" in shown
    assert "uncertain" in shown


def test_a_requalification_is_entered_once_and_warned_of(app: Flask, lawyer: Any, criminal: str, case_id: UUID) -> None:
    lawyer.post(f"/cases/{case_id}/accused", {"name": "Zoran Izmišljeni"})
    him, day, at = str(rows(app, Defendant, "id")[0].id), said(today()), f"/cases/{case_id}/records/charge"
    grave = {"on": "1. 2. 2012.", "defendant": him, "step": "indicted", "offence": "rs_388_1"}
    light = {"on": day, "defendant": him, "step": "changed_by_prosecutor", "offence": "rs_184_1"}
    lawyer.post(at, grave)
    outside(lawyer, criminal, "main_hearing", 0)

    stepped = lawyer.post(f"{criminal}/moves", {"event": "requalified", "on": day, "seq": "1"})
    form = text(lawyer.get(stepped.headers["Location"]))
    recorded = lawyer.post(at, light)
    warned = page(lawyer.get(f"/cases/{case_id}"))

    assert "/records/charge/new?" in stepped.headers["Location"]
    assert '<option selected value="changed_by_prosecutor">' in form
    assert f'value="{day}"' in form
    assert "/records?" in recorded.headers["Location"]  # the step stands already
    assert "Accused A: requalified to a lighter offence" in warned
    with time_machine.travel(clock.now() + timedelta(days=31), tick=False):
        lawyer.sign_in()
        assert "requalified to a lighter offence" not in page(lawyer.get(f"/cases/{case_id}"))


def test_an_offence_that_the_list_lacks_is_named_in_the_sealed_note(
    app: Flask, lawyer: Any, criminal: str, case_id: UUID
) -> None:
    lawyer.post(f"/cases/{case_id}/accused", {"name": "Zoran Izmišljeni"})
    him = str(rows(app, Defendant, "id")[0].id)
    charge = {"on": said(today()), "defendant": him, "step": "indicted", "offence": "other", "note": "Izmišljeno delo"}

    assert lawyer.post(f"/cases/{case_id}/records/charge", charge).status_code == 303

    shown = text(lawyer.get(f"/cases/{case_id}/records"))
    assert "Another offence" in shown
    assert "Izmišljeno delo" not in shown
    assert lawyer.get(criminal).status_code == 200


def test_a_charge_that_was_changed_leads_to_its_step(app: Flask, lawyer: Any, criminal: str, case_id: UUID) -> None:
    lawyer.post(f"/cases/{case_id}/accused", {"name": "Zoran Izmišljeni"})
    him = str(rows(app, Defendant, "id")[0].id)
    outside(lawyer, criminal, "main_hearing", 0)
    charge = {"on": said(today()), "defendant": him, "step": "changed_by_court", "offence": "rs_184_1"}

    recorded = lawyer.post(f"/cases/{case_id}/records/charge", charge)
    stepped = lawyer.post(f"{criminal}/moves", {"event": "requalified", "on": said(today()), "seq": "1"})

    assert recorded.headers["Location"].startswith(f"{criminal}/moves/new?event=requalified&on={today()}")
    assert stepped.headers["Location"].startswith(f"/cases/{case_id}?")  # the charge stands already


def test_a_limitation_that_ends_while_an_appeal_is_pending_ends_the_proceedings(
    app: Flask, lawyer: Any, criminal: str
) -> None:
    outside(lawyer, criminal, "appeal", 0)
    lawyer.post(f"{criminal}/moves", {"event": "file_transmitted", "on": "5. 5. 2026.", "seq": "1"})

    said = {"event": "terminated", "on": "6. 5. 2026.", "seq": "2", "outcome": "limitation"}
    answer = lawyer.post(f"{criminal}/moves", said)

    assert answer.status_code == 303
    assert rows(app, Move, "to_stage", "outcome")[-1] == ("terminated", "limitation")
    assert not [row for row in rows(app, Deadline, "met_on", "lapsed_on") if not row.met_on and not row.lapsed_on]


def test_it_can_be_recorded_before_the_file_reaches_the_higher_court(app: Flask, lawyer: Any, criminal: str) -> None:
    outside(lawyer, criminal, "appeal", 0)

    answer = outside(lawyer, criminal, "terminated", 1, outcome="limitation")

    assert answer.status_code == 303
    assert rows(app, Move, "to_stage", "outcome")[-1] == ("terminated", "limitation")
