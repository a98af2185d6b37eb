"""Is an older version of what is sealed never shown again, nor what was changed, and are auditor and administrator told?"""

import json
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, update

from claiming import Desk
from commanding import run
from config import Config
from documents_sent import PDF, added
from lawyering import text
from litigation_app import ledger, vault
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims import actions as victims
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.clients.victims.rules import VictimRecord
from litigation_app.casework.planner.notes.models import Note
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry
from litigation_app.vault import SubjectKey
from litigation_app.vault.rotation import rotation
from put_back import kept, spoil
from served import PASSWORD

As = Callable[[str], Any]
TITLE = "This is not what was saved"


def entries(app: Flask) -> list[tuple[str, UUID | None]]:
    """What was noted as not being what was sealed, and who met it."""
    with app.app_context():
        wanted = select(LedgerEntry.object, LedgerEntry.actor).where(LedgerEntry.act == "integrity_failed")
        return [(of, actor) for of, actor in db.session.execute(wanted)]


def place(config: Config) -> dict[str, str]:
    return {"LITIGATION_INSTANCE": str(config.instance), "LITIGATION_DATABASE_URL": config.database_url}


def opened(person: Any, victim: UUID) -> Any:
    answer = person.post(f"/victims/{victim}/openings", {"purpose": "hearing", "groups": ["identity", "legal"]})
    assert answer.status_code == 303
    return person.get(answer.headers["Location"])


def renamed(app: Flask, make: Any, lawyer: Any, victim: UUID, case: UUID, name: str) -> None:
    """Her lawyer writes her name anew."""
    actor, now = make.actor(lawyer.email), VictimRecord(given_name=name, first_contact=date(2026, 3, 1))
    said = {"act": "open_victim", "of": f"victim:{victim}", "facts": {"groups": "identity"}}
    with app.app_context(), committing() as session:
        ticket = ledger.append_alone(by=actor.id, session_id=None, **said)
        her, hers = session.get_one(Victim, victim), session.get_one(Case, case)
        victims.change(actor, victims.Found(her, hers), now, ticket=ticket, row_version=1)


@pytest.mark.both_databases
def test_an_older_record_that_is_put_back_with_its_row_is_not_shown(
    app: Flask, make: Any, lawyer: Any, open_case: UUID, client_as: As
) -> None:
    victim = make.victim(lawyer.email, open_case, given_name="Nekadašnja")
    put_back = kept(app, victim, Victim)
    renamed(app, make, lawyer, victim, open_case, "Sadašnja")
    assert "Sadašnja" in opened(lawyer, victim).get_data(as_text=True)
    put_back()

    answer = opened(lawyer, victim)

    assert answer.status_code == 409
    assert TITLE in answer.get_data(as_text=True)
    assert "Nekadašnja" not in answer.get_data(as_text=True)
    assert entries(app) == [(f"victim:{victim}", make.user_id(lawyer.email))]
    for reader in (make.auditor(), make.administrator()):
        told = client_as(reader).get("/alerts/").get_data(as_text=True)
        assert "Not as the desk wrote it" in told
        assert str(victim)[-8:] in told


def test_a_paper_that_became_highly_sensitive_does_not_become_plain_again(
    app: Flask, make: Any, lawyer: Any, open_case: UUID
) -> None:
    victim, paper = make.victim(lawyer.email, open_case), added(app, lawyer, open_case)
    path = f"/cases/{open_case}/papers/{paper}"
    put_back = kept(app, paper, capsule="document")
    said = {"name": "nalaz.pdf", "kind": "medical", "sensitivity": "guarded", "about": str(victim), "row_version": "1"}
    assert lawyer.post(f"{path}/details", said).status_code == 303
    assert lawyer.get(path).status_code == 403
    put_back()

    answer = lawyer.get(path)

    assert answer.status_code == 409
    assert PDF[:40] not in answer.data
    assert entries(app) == [(f"document:{paper}", make.user_id(lawyer.email))]


def test_an_older_name_of_an_accused_is_not_shown(app: Flask, make: Any, lawyer: Any, open_case: UUID) -> None:
    accused = f"/cases/{open_case}/accused"
    assert lawyer.post(accused, {"name": "Nekadašnji", "about": ""}).status_code == 303
    with app.app_context():
        him = db.session.scalars(select(Defendant.id)).one()
    put_back = kept(app, him, Defendant)
    new = {"name": "Sadašnji", "about": "", "row_version": "1"}
    assert lawyer.post(f"/accused/{him}", new).status_code == 303
    assert "Sadašnji" in text(lawyer.get(f"/accused/{him}"))
    put_back()

    answer = lawyer.get(f"/accused/{him}")

    assert answer.status_code == 409
    assert "Nekadašnji" not in answer.get_data(as_text=True)
    assert entries(app) == [(f"defendant:{him}", make.user_id(lawyer.email))]


def test_an_older_advice_is_not_shown(make: Any, client_as: As) -> None:
    desk = Desk(make, client_as)
    claim = desk.draft()
    said = {"is_quantified": "y", "advised_on": "5. 2. 2026.", "advice": "Nekadašnji savet"}
    assert desk.lawyer.post(f"/claims/{claim}/terms", {**said, **desk.seen(claim)}).status_code == 303
    put_back = kept(desk.app, claim)
    assert opened(desk.lawyer, desk.victim_id).status_code == 200
    said["advice"] = "Sadašnji savet"
    assert desk.lawyer.post(f"/claims/{claim}/terms", {**said, **desk.seen(claim)}).status_code == 303
    assert "Sadašnji savet" in desk.page(claim)
    put_back()

    answer = desk.lawyer.get(f"/claims/{claim}")

    assert answer.status_code == 409
    assert "Nekadašnji savet" not in answer.get_data(as_text=True)
    assert entries(desk.app) == [(f"advice:{claim}", make.user_id(desk.lawyer.email))]


def test_an_older_aim_of_a_case_is_not_shown(app: Flask, make: Any, lawyer: Any, open_case: UUID) -> None:
    put_back = kept(app, open_case, Case)
    new = {"aim": "Sadašnji cilj", "row_version": "1"}
    assert lawyer.post(f"/cases/{open_case}/file", new).status_code == 303
    put_back()

    assert lawyer.get(f"/cases/{open_case}").status_code == 409


def test_a_note_that_was_changed_is_not_shown(app: Flask, make: Any, lawyer: Any, open_case: UUID) -> None:
    typed = {"kind": "call", "on": "4. 3. 2026.", "text": "Izmišljeno"}
    assert lawyer.post(f"/cases/{open_case}/notes", typed).status_code == 303
    with app.app_context():
        note = db.session.scalars(select(Note.id)).one()
    spoil(app, note, "text")

    for _ in range(2):
        assert lawyer.get(f"/cases/{open_case}/notes").status_code == 409

    assert entries(app) == [(f"note:{note}", make.user_id(lawyer.email))]  # once an hour


def test_a_key_of_another_person_opens_nothing_and_is_named(
    app: Flask, make: Any, lawyer: Any, open_case: UUID
) -> None:
    one, other = make.victim(lawyer.email, open_case), make.victim(lawyer.email, open_case)
    with app.app_context(), committing() as session:
        hers = session.scalars(select(SubjectKey.wrapped).where(SubjectKey.subject == other)).one()
        session.execute(update(SubjectKey).where(SubjectKey.subject == one).values(wrapped=hers))

    assert opened(lawyer, one).status_code == 409
    assert entries(app) == [(f"victim:{one}", make.user_id(lawyer.email))]


def test_what_somebody_saved_meanwhile_is_no_alert(app: Flask, make: Any, lawyer: Any, open_case: UUID) -> None:
    """Her page had read the row before her colleague saved, and reads the capsule after it."""
    victim = make.victim(lawyer.email, open_case)
    with app.app_context(), committing() as session:
        session.execute(update(Victim).where(Victim.id == victim).values(identity_ver=0))  # as she read it

    answer = opened(lawyer, victim)

    assert answer.status_code == 409
    assert "Someone else changed this" in answer.get_data(as_text=True)
    assert entries(app) == []


def test_a_paper_whose_bytes_were_changed_breaks_off_and_is_noted(
    app: Flask, make: Any, lawyer: Any, open_case: UUID, config: Config
) -> None:
    paper = added(app, lawyer, open_case)
    (file,) = (path for path in config.files.rglob("*") if path.is_file())
    content = bytearray(file.read_bytes())
    content[200_000] ^= 1  # in the middle: head and end are looked at before the answer begins
    file.write_bytes(content)

    with pytest.raises(vault.SealBroken):  # a server that sends it closes the connection
        assert lawyer.get(f"/cases/{open_case}/papers/{paper}").data

    assert entries(app) == [(f"document:{paper}", make.user_id(lawyer.email))]


def test_a_command_says_it_in_a_sentence(app: Flask, make: Any, config: Config, lawyer: Any, open_case: UUID) -> None:
    """Marks of numbers are made anew from what is sealed."""
    victim, keeper = make.victim(lawyer.email, open_case, phone="+381 64 000 1111"), make.administrator()
    spoil(app, victim, "contact")
    shown = {"LITIGATION_PASSWORD": PASSWORD, "LITIGATION_TOTP": make.code(keeper)}

    said = run("keys", "renew", "ident/phone", "--as", keeper, **place(config), **shown)

    assert said.exit_code == 1
    assert said.stderr.strip().endswith("it was not opened. The access log names it.")
    assert entries(app) == [(f"victim:{victim}", make.user_id(keeper))]


def test_the_check_names_what_was_changed(app: Flask, make: Any, config: Config, lawyer: Any, open_case: UUID) -> None:
    victim = make.victim(lawyer.email, open_case)
    spoil(app, victim, "identity")

    said = run("ledger", "verify", "--state", **place(config))

    assert said.exit_code == 1
    assert json.loads(said.stdout)["state_faults"][0]["reason"] == "differs"


@pytest.mark.both_databases
def test_a_key_under_a_main_key_of_before_is_named(
    app: Flask, make: Any, config: Config, lawyer: Any, open_case: UUID
) -> None:
    with app.app_context():
        hers = db.session.execute(select(SubjectKey.__table__).where(SubjectKey.subject == open_case)).one()._mapping
        before = dict(hers)
        db.session.rollback()
        rotation.rotate(by=None, batch=rotation.FAST)
    assert run("ledger", "verify", "--state", **place(config)).exit_code == 0
    with app.app_context(), committing() as session:
        session.execute(update(SubjectKey).where(SubjectKey.subject == open_case).values(before))

    said = run("ledger", "verify", "--state", **place(config))

    assert said.exit_code == 1
    assert json.loads(said.stdout)["keys_under_old_kek"] == [{"subject": str(open_case), "kek_ver": 1, "is_over": True}]
