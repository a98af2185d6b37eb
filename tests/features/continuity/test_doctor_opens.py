"""Does `litigation doctor` name each record, document and key that no longer opens, and whoever was erased and is back?"""

import os
import shutil
from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Flask

from config import Config
from continuity import Machine, erase
from doctored import findings, levels
from documents_sent import added
from litigation_app import vault
from litigation_app.core import clock
from litigation_app.vault.erasure import register
from litigation_app.vault.keys import holder as vault_settings
from litigation_app.vault.keys import lifecycle


def test_a_paper_without_its_file_and_a_file_without_its_paper_are_named(
    machine: Machine, app: Flask, lawyer: Any, open_case: Any, config: Config
) -> None:
    first, second = added(app, lawyer, open_case), added(app, lawyer, open_case, name="druga.pdf")
    (config.files / str(first)).unlink()
    shutil.copy(config.files / str(second), config.files / str(UUID(int=5)))

    found = findings(machine)

    says = " ".join(one["says"] for one in found["documents"])
    assert str(first) in says
    assert "1 files belong to no document" in says
    assert levels(found, "documents") == {"warn", "fail"}


def test_a_paper_that_was_cut_does_not_open(
    machine: Machine, app: Flask, lawyer: Any, open_case: Any, config: Config
) -> None:
    paper = added(app, lawyer, open_case)
    file = config.files / str(paper)
    os.truncate(file, file.stat().st_size - 70_000)

    assert any(f"{paper} does not open" in one["says"] for one in findings(machine)["documents"])


def test_a_record_that_somebody_changed_does_not_open(
    machine: Machine, make: Any, lawyer: Any, open_case: Any, as_owner: Callable[..., None]
) -> None:
    victim = make.victim(lawyer.email, open_case)
    as_owner("UPDATE capsule SET sealed = :other WHERE capsule = 'identity'", other=b"L" + bytes(200))

    found = findings(machine, "--all")

    assert any(f"{victim} does not open" in one["says"] for one in found["records"])
    assert any("are not what the log says" in one["says"] for one in found["access log"])


def test_a_key_that_is_not_there_fails(machine: Machine, make: Any, app: Flask, config: Config) -> None:
    lawyer = make.lawyer()
    make.victim(lawyer, make.case(lawyer))
    with app.app_context():
        root = vault_settings.root()
        lifecycle.promote(config, root, lifecycle.begin(config, root))
        unfinished = findings(machine)
        lifecycle.retire(config, root, 1)
        lifecycle.destroy(config, root, 1)

    found = findings(machine)

    assert "not finished" in unfinished["main keys"][0]["says"]
    assert levels(found, "main keys") == levels(found, "keys") == {"fail"}


def test_somebody_who_was_erased_and_is_back_fails(machine: Machine, make: Any, app: Flask, config: Config) -> None:
    lawyer = make.lawyer()
    she = UUID(str(make.victim(lawyer, make.case(lawyer))))
    with app.app_context():
        register.note(config, vault.current().keyring, register.Erased(she, clock.now(), "E-1", "consent_withdrawn"))

    back = findings(machine)
    register.path(config).write_text("nonsense\n")

    assert levels(back, "erased") == {"fail"}
    assert "Line 1" in findings(machine)["erased"][0]["says"]


def test_nothing_of_who_was_erased_is_well(machine: Machine, make: Any, app: Flask) -> None:
    lawyer = make.lawyer()
    erase(app, make, UUID(str(make.victim(lawyer, make.case(lawyer)))))

    assert levels(findings(machine), "erased") == {"ok"}
