"""Do the commands of whoever looks after the machine say what was changed in the database, and what to do? On SQLite and PostgreSQL."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import insert, select, update

from commanding import run
from config import Config
from litigation_app.accounts.models import RoleHeld, User, WebSession
from litigation_app.accounts.staff.proposals.models import PersonProposal
from litigation_app.core import clock
from litigation_app.core.access import Role
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry, checkpoint
from served import PASSWORD
from signing import note_down

pytestmark = pytest.mark.both_databases
Owner = Callable[..., None]
SWALLOWED = "('doctor', 'integrity_failed')"
SWALLOW = {
    "sqlite": [
        f"CREATE TRIGGER quiet BEFORE INSERT ON ledger_entry WHEN NEW.act IN {SWALLOWED} BEGIN SELECT RAISE(IGNORE); END",
    ],
    "postgresql": [
        "CREATE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
        "CREATE TRIGGER quiet BEFORE INSERT ON ledger_entry FOR EACH ROW "
        f"WHEN (NEW.act IN {SWALLOWED}) EXECUTE FUNCTION quiet()",
    ],
}


class Terminal(NamedTuple):
    """Somebody at a terminal of the machine, and who that is."""

    config: Config
    make: Any
    email: str

    def run(self, *words: object, by: str | None = None) -> Result:
        place = {"LITIGATION_INSTANCE": str(self.config.instance), "LITIGATION_DATABASE_URL": self.config.database_url}
        shown = {"LITIGATION_PASSWORD": PASSWORD, "LITIGATION_TOTP": self.make.code(by)} if by else {}
        return run(*map(str, words), *(("--as", by) if by else ()), **place, **shown)

    def people(self) -> dict[str, dict[str, Any]]:
        answer = self.run("users", "list", by=self.email)
        assert answer.exit_code == 0, answer.output
        return {one["email"]: one for one in json.loads(answer.stdout)}

    def doctor(self) -> dict[str, list[dict[str, str]]]:
        """The findings that are not ok, by what was looked at."""
        answer, found = self.run("doctor", "--json"), {}
        for one in json.loads(answer.stdout)["findings"]:
            found.setdefault(one["check"], []).extend([one] if one["level"] == "fail" else [])
        assert answer.exit_code == (1 if any(found.values()) else 0)
        return found


@pytest.fixture
def terminal(config: Config, make: Any) -> Terminal:
    return Terminal(config, make, make.administrator())


def test_a_typed_role_and_a_renamed_colleague_are_named_and_mended_as_the_page_says(
    app: Flask, make: Any, terminal: Terminal
) -> None:
    ana, vesna, other = make.lawyer(name="Ana Prava"), make.lawyer(name="Vesna Unutra"), make.administrator()
    hers, others = make.user_id(ana), make.user_id(vesna)
    [office] = terminal.people()[ana]["offices"]
    typed = {"id": uuid4(), "user_id": hers, "role": Role.ANALYST, "office_id": make.first_office()}
    renamed = update(User).where(User.id == others)
    with app.app_context(), committing() as session:
        session.execute(insert(RoleHeld).values(typed))
        session.execute(renamed.values(name="Ana Prava"))

    verdict, doctor, people = terminal.run("ledger", "verify", "--state"), terminal.doctor(), terminal.people()
    with app.app_context(), committing() as session:
        session.execute(renamed.values(name="Vesna Unutra"))
        alerts = set(session.scalars(select(LedgerEntry.object).where(LedgerEntry.act == "integrity_failed")))
    taking = "users", "take-role", ana, "--role", "analyst", "--office", office
    proposed = json.loads(terminal.run(*taking, by=terminal.email).stdout)
    agreed, mended = terminal.run("users", "agree", proposed["proposal"], by=other), terminal.people()

    assert (people[ana]["roles"], people[ana]["offices"]) == (["lawyer"], [office])
    assert people[ana]["not_as_written"] == [f"role analyst at {office}"]
    assert people[vesna]["not_as_written"] == ["name or address"]
    assert (verdict.exit_code, "2 rows about the staff" in verdict.stderr) == (1, True)
    assert {(one["table"], one["of"]) for one in json.loads(verdict.stdout)["not_as_written"]} == {
        ("role_held", f"person:{hers}"),
        ("user_account", f"person:{others}"),
    }
    assert "2 rows" in doctor["staff"][0]["says"]
    assert alerts == {f"person:{hers}", f"person:{others}"}
    assert (agreed.exit_code, [one for one in mended.values() if one["not_as_written"]]) == (0, [])
    assert terminal.run("ledger", "verify", "--state").exit_code == 0


def test_rows_that_no_page_takes_away_go_as_the_page_says(
    app: Flask, make: Any, terminal: Terminal, as_owner: Owner
) -> None:
    """A sign-in and a proposal of next year, a role of no word, one at an office that is gone, somebody whom nobody added."""
    ana, phantom, proposal, later = make.lawyer(), uuid4(), uuid4(), clock.now() + timedelta(days=365)
    hers, office, gone = make.user_id(ana), make.first_office(), uuid4()
    newcomer = {"kind": "add_person", "name": "Iks", "email": "x@desk.example", "roles": "lawyer", "is_single": False}
    half = {"token_hash": "x" * 64, "auth_level": 1, "agent_hash": "", "created_at": later, "last_seen_at": later}
    with app.app_context(), committing() as session:
        is_sqlite = db.engine.dialect.name == "sqlite"
        session.execute(insert(User).values(id=phantom, name="Fan Tom", email="fan@desk.example", created_at=later))
        session.execute(insert(RoleHeld).values(id=uuid4(), user_id=phantom, role="analyst", office_id=office))
        session.execute(insert(RoleHeld).values(id=uuid4(), user_id=hers, role="chief", office_id=office))
        session.execute(insert(WebSession).values(id=uuid4(), user_id=hers, **half))
        proposed = {"id": proposal, "office_id": office, "proposed_by": hers, "proposed_at": later, "row_version": 1}
        session.execute(insert(PersonProposal).values(**newcomer, **proposed))
    if is_sqlite:  # its shell asks for no foreign key
        role = f"'{uuid4().hex}', '{hers.hex}', '{gone.hex}', 'analyst'"
        as_owner(f"INSERT INTO role_held (id, user_id, office_id, role) VALUES ({role})")

    people = terminal.people()
    verdict = json.loads(terminal.run("ledger", "verify", "--state").stdout)["not_as_written"]
    for what, of in (("a sign-in", hers), ("a proposal", proposal), ("a role", hers), ("an account", phantom)):
        as_owner(*typed_out(what, of.hex if is_sqlite else str(of)))
    after = terminal.run("ledger", "verify", "--state")

    [place] = people[ana]["offices"]
    lost = ["role analyst at an office that is gone"] * is_sqlite
    assert sorted(people[ana]["not_as_written"]) == [*lost, f"role chief at {place}"]
    assert {(one["table"], one["of"]) for one in verdict} == {
        ("web_session", f"person:{hers}"),
        ("role_held", f"person:{hers}"),
        ("role_held", f"person:{phantom}"),
        ("user_account", f"person:{phantom}"),
        ("person_proposal", f"proposal:{proposal}"),
    }
    assert (after.exit_code, json.loads(after.stdout)["not_as_written"]) == (0, [])
    assert terminal.people()[ana] == people[ana] | {"not_as_written": []}


def typed_out(what: str, of: str) -> list[str]:
    """The statements of docs/operations.md under this heading."""
    block = page("operations").split(f"-- {what}")[1].partition("\n")[2]
    said = block.split("```")[0].split("\n--")[0].replace("'ID'", f"'{of}'").replace("WORD", "chief")
    return [one for one in said.split(";\n") if one.strip()]


def page(name: str) -> str:
    return (Path(__file__).parents[3] / "docs" / f"{name}.md").read_text(encoding="utf-8")


def test_where_entries_are_swallowed_doctor_names_it_and_looks_on(
    app: Flask, make: Any, terminal: Terminal, as_owner: Owner
) -> None:
    with app.app_context(), committing() as session:
        session.execute(update(User).where(User.email == make.lawyer()).values(name="Iks"))
        statements = SWALLOW[db.engine.dialect.name]
    as_owner(*statements)

    doctor, verdict = terminal.doctor(), terminal.run("ledger", "verify")
    people = terminal.run("users", "list", by=terminal.email)

    assert "takes no entry" in doctor["access log"][0]["says"]
    assert {"publications", "backups", "two persons", "second factor"} <= set(doctor)
    differs = json.loads(verdict.stdout)["database_differs"]
    assert doctor["schema"][0]["says"].endswith(f"{', '.join(differs)}.")
    assert (people.exit_code, people.stdout) == (1, "")
    assert "The access log cannot be written" in people.stderr


def test_a_signed_state_that_does_not_hold_is_named_with_its_place(
    app: Flask, terminal: Terminal, as_owner: Owner, config: Config
) -> None:
    """In the table it is taken away as the page on the access log says, and the signing goes on."""
    note_down(app, 3)
    with app.app_context():
        is_sqlite, size = db.engine.dialect.name == "sqlite", checkpoint.take().stated.size
    typed = "SELECT 4000, '2026-01-01 00:00:00', frontier, note FROM ledger_checkpoint"
    as_owner(f"INSERT INTO ledger_checkpoint (size, at, frontier, note) {typed}")

    in_table, doctor = terminal.run("ledger", "verify"), terminal.doctor()
    as_owner(*taken_away("sqlite" if is_sqlite else "postgresql", size=4000))
    after = terminal.run("ledger", "verify")
    file = config.checkpoints / f"{size:012}.note"
    file.write_text(file.read_text().replace("litigation", "mitigation"))
    in_folder = terminal.run("ledger", "verify")
    file.unlink()
    mended = terminal.run("ledger", "verify").exit_code, terminal.run("ledger", "checkpoint").exit_code

    assert json.loads(in_table.stdout)["signed_state"] == "ledger_checkpoint:4000"
    assert "ledger_checkpoint:4000" in in_table.stderr
    assert "ledger_checkpoint:4000" in doctor["access log"][0]["says"]
    assert (after.exit_code, json.loads(after.stdout)["signed_state"]) == (0, None)
    assert (in_folder.exit_code, json.loads(in_folder.stdout)["signed_state"]) == (1, f"checkpoints/{file.name}")
    assert mended == (0, 0)


def taken_away(kind: str, size: int) -> list[str]:
    """The statements of docs/ledger.md for this database."""
    block = page("ledger").split(f"-- {kind}: ")[1].split("```")[0].partition("\n")[2]
    return [one for one in block.replace("SIZE", str(size)).split(";\n") if one.strip()]
