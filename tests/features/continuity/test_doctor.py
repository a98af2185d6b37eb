"""Does `litigation doctor` name what would not survive the loss of one thing or one person, and what is not as it should be?"""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import time_machine
from flask import Flask

from config import Config
from continuity import Backed, Machine
from doctored import findings, levels
from documents_sent import added
from litigation_app.accounts.models import TotpFactor
from litigation_app.core import clock
from litigation_app.core.access import Role
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry
from litigation_app.operations.doctor import look_machine
from litigation_app.vault.keys import lifecycle
from litigation_app.vault.keys.agent import AgentServer
from litigation_app.vault.keys.hardening import Hardening

NAME = "Izmišljena Nikadviđena"


def test_a_whole_desk_fails_at_nothing(
    machine: Machine, back_up: Callable[..., Backed], app: Flask, make: Any, lawyer: Any, open_case: Any
) -> None:
    make.victim(lawyer.email, open_case, given_name=NAME)
    added(app, lawyer, open_case)
    back_up()

    for words in ((), ("--all",)):
        found = findings(machine, *words)
        assert not [one for some in found.values() for one in some if one["level"] == "fail"]
        assert levels(found, "documents") == levels(found, "access log") == levels(found, "backups") == {"ok"}
        assert {one["says"].split(":")[0] for one in found["records"]} >= {
            "victim identity",
            "document file",
            "case aim",
        }


def test_each_line_that_is_not_ok_says_what_to_do(machine: Machine) -> None:
    found = findings(machine)

    assert all(one["do"] for some in found.values() for one in some if one["level"] != "ok")
    lines = machine.run("doctor").stdout.splitlines()
    assert len(lines) == sum(map(len, found.values()))
    assert all(line.split()[0] in {"ok", "warn", "fail"} for line in lines)


def test_it_shows_nobodys_data_and_counts_as_nobodys_opening(
    machine: Machine, app: Flask, make: Any, lawyer: Any, open_case: Any
) -> None:
    victim = make.victim(lawyer.email, open_case, given_name=NAME)

    answer = machine.run("doctor", "--all")

    assert NAME not in answer.output
    with app.app_context():
        entry = db.session.scalars(db.select(LedgerEntry).where(LedgerEntry.act == "doctor")).one()
        about_her = db.select(LedgerEntry.act).where(LedgerEntry.object == f"victim:{victim}")
        acts = set(db.session.scalars(about_her))
    assert (entry.actor, entry.object) == (None, "desk:all")
    assert not {act for act in acts if act.startswith("open")}


def test_a_table_of_the_law_that_ran_out_is_a_warning_where_the_desk_has_an_office(machine: Machine, make: Any) -> None:
    make.office(country="RS")

    found = findings(machine)

    assert levels(found, "law tables") == {"warn"}
    assert any("interest of RS ended on 2026-01-12" in one["says"] for one in found["law tables"])
    assert not [one for one in found["law tables"] if " of RS " not in one["says"]]


def test_one_way_in_alone_is_a_warning(machine: Machine) -> None:
    found = findings(machine)

    assert levels(found, "root key") == {"ok"}
    assert "locks everybody out" in found["lock-out"][0]["says"]
    assert levels(found, "recovery sheets") == levels(found, "offline key") == {"warn"}


def test_the_offline_key_and_backups_are_seen(machine: Machine, back_up: Callable[..., Backed]) -> None:
    before = findings(machine)
    back_up()

    after = findings(machine)

    assert levels(before, "backups") == {"warn"}
    assert levels(after, "backups") == levels(after, "offline key") == {"ok"}


@pytest.mark.parametrize(("days", "old"), [(1, 0), (3, 1), (8, 2)])
def test_an_old_backup_is_a_warning(machine: Machine, back_up: Callable[..., Backed], days: int, old: int) -> None:
    back_up()

    with time_machine.travel(clock.now() + timedelta(days=days), tick=True):
        found = findings(machine)

    assert [one["level"] for one in found["backups"]].count("warn") == old


@pytest.mark.parametrize("what", ["keys/keyring.json", "keys/root.key", "keys", ".", "config.toml"])
def test_a_file_that_others_can_read_fails(machine: Machine, config: Config, what: str) -> None:
    path = config.instance / what
    path.chmod(path.stat().st_mode | 0o040)

    found = findings(machine)

    assert "fail" in levels(found, "modes") | levels(found, "root key")


@pytest.mark.parametrize(("filtered", "is_outside"), [("0", True), ("2", False)])
def test_it_says_whether_the_reader_of_papers_is_shut_in(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, filtered: str, is_outside: bool
) -> None:
    status = tmp_path / "status"
    status.write_text(f"NoNewPrivs:\t1\nSeccomp:\t{filtered}\nSeccomp_filters:\t0\n")
    monkeypatch.setattr(look_machine, "_STATUS", status)

    found = findings(machine)

    assert levels(found, "document reader") == {"ok"}
    assert ("outside the filter of the services" in found["document reader"][0]["says"]) == is_outside


def test_a_night_that_failed_is_said_until_it_is_made_up_for(machine: Machine, tmp_path: Path) -> None:
    systemctl = tmp_path / "systemctl"
    units = "Result=success\nId=litigation-reminders.service\nLoadState=loaded\n\n{}\nId=litigation-backup.service\nLoadState=loaded\n"
    looks = []

    for result in ("Result=exit-code\nExecMainExitTimestamp=Tue 2026-12-01 02:30:07 UTC", "Result=success"):
        systemctl.write_text(f"#!/bin/sh\ncat <<'E'\n{units.format(result)}E\n")
        systemctl.chmod(0o755)
        looks.append(findings(machine, PATH=f"{tmp_path}:{os.environ['PATH']}")["timers"])

    [failed], [well] = looks
    assert (failed["level"], well["level"]) == ("warn", "ok")
    assert failed["says"] == "The last run of litigation-backup failed: Tue 2026-12-01 02:30:07 UTC."
    assert "journalctl -n 20 -u litigation-backup" in failed["do"]


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_a_mail_server_that_does_not_answer_is_named(machine: Machine, config: Config) -> None:
    none_entered = findings(machine)["mail"]
    config.settings.write_text('[mail]\nhost = "127.0.0.1"\nport = 1\nsender = "desk@desk.example"\nstarttls = false\n')
    config.settings.chmod(0o600)

    [out_of_reach] = findings(machine)["mail"]

    assert [one["level"] for one in none_entered] == ["ok"]
    assert out_of_reach["level"] == "warn"
    assert "cannot be reached" in out_of_reach["says"]


@pytest.mark.parametrize(("is_locked", "level"), [(True, "ok"), (False, "warn")])
@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_a_root_key_that_can_come_into_the_swap_is_said(
    machine: Machine, config: Config, is_locked: bool, level: str
) -> None:
    without_agent = findings(machine)
    closed = Hardening(no_core_dump=True, not_dumpable=True, memory_locked=is_locked)
    with AgentServer(config, closed) as agent:
        running = Thread(target=agent.serve_forever, args=(0.05,))
        running.start()
        try:
            [found] = findings(machine)["key agent"]
        finally:
            agent.shutdown()
            running.join()

    assert "key agent" not in without_agent
    assert found["level"] == level
    assert is_locked or "LimitMEMLOCK=infinity" in found["do"]


def test_a_key_file_of_another_desk_does_not_open_it(machine: Machine, config: Config) -> None:
    config.root_key.write_bytes(os.urandom(32))

    found = findings(machine)

    assert "does not open the keyring" in found["root key"][0]["says"]
    assert levels(found, "desk") == {"fail"}


def test_a_desk_that_is_locked_is_said_to_be(machine: Machine, config: Config, make: Any) -> None:
    from litigation_app.vault.keys import keyring, passphrases

    root = keyring.file_root(config)
    lifecycle.add_root(config, root, passphrases.way("seven storks above one quiet mill", memory_kib=64))
    tried = findings(machine, LITIGATION_PASSPHRASE="seven storks above one quiet mill")
    wrong = findings(machine, LITIGATION_PASSPHRASE="seven storks above one loud mill!")
    lifecycle.remove_root(config, root, "file")

    found = findings(machine)

    assert levels(tried, "root key") == {"ok"}
    assert levels(wrong, "root key") == {"ok", "fail"}
    assert "locked" in found["desk"][0]["says"]


def test_an_account_without_a_second_factor_is_named(machine: Machine, make: Any, app: Flask) -> None:
    person = make.user_id(make.lawyer())
    with app.app_context(), committing() as session:
        session.execute(db.delete(TotpFactor).where(TotpFactor.user_id == person))

    found = findings(machine)

    assert "1 people have a password and no second factor" in found["second factor"][0]["says"]


def test_what_takes_two_and_has_one_is_named(machine: Machine, make: Any) -> None:
    first = make.coordinator()
    make.case(make.lawyer())
    make.administrator()
    alone = {one["says"]: one["do"] for one in findings(machine)["two persons"]}
    for role in (Role.COORDINATOR, Role.ADMINISTRATOR, Role.ANALYST, Role.AUDITOR):
        make.person(role)

    found = findings(machine)

    assert any("erase a person at" in says for says in alone)
    assert "Somebody else as administrator, or" in alone["The present staff cannot add, change or reinstate a person."]
    assert alone["The present staff cannot read the access log about somebody else."] == "Somebody else as auditor."
    assert levels(found, "two persons") == {"ok"}
    assert first


def test_a_clock_that_went_back_fails(machine: Machine, make: Any) -> None:
    make.case(make.lawyer())

    with time_machine.travel(clock.now() - timedelta(days=1), tick=True):
        found = findings(machine)

    assert levels(found, "clock") == {"fail"}


def test_an_entry_that_is_known_must_be_there(machine: Machine, back_up: Callable[..., Backed]) -> None:
    head = back_up().head

    known, false = findings(machine, "--known", head), findings(machine, "--known", f"1:{'ab' * 32}")

    assert "fail" not in levels(known, "access log")
    assert "fail" in levels(false, "access log")


def test_an_unfinished_restore_is_said(machine: Machine, config: Config) -> None:
    config.restoring.touch()

    assert "not finished" in findings(machine)["desk"][0]["says"]


def test_without_a_desk_there_is_nothing_to_look_at(tmp_path: Path) -> None:
    answer = Machine(Config(tmp_path / "none", f"sqlite:///{tmp_path / 'none.db'}")).run("doctor")

    assert answer.exit_code == 1
    assert "litigation init" in answer.stderr
