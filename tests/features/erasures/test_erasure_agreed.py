"""Two have agreed, and something is in the way: a broken record, a disk that is full, somebody else in her case. What then?"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from config import Config
from documents_sent import added, files_of, open_file
from erasing import PROPOSAL, Stage, code_name, erased, proposed, row, text
from litigation_app import vault
from litigation_app.accounts.models import RoleHeld, User
from litigation_app.app import create_app
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.erasures.models import Erasure
from litigation_app.core import clock
from litigation_app.core.access import Role
from litigation_app.core.db import committing, db
from litigation_app.vault.erasure import register

Owner = Callable[..., None]
AGREED = "This erasure was agreed to and is being finished. Nothing can stop it any more."
AIM = {"aim": "Cilj za drugu", "row_version": "1"}
# What a full disk does: nothing of hers can be deleted. Real triggers of the database, put there by its owner.
FULL_SQLITE = "CREATE TRIGGER full_disk BEFORE DELETE ON subject_key WHEN OLD.subject = '{she}' BEGIN SELECT RAISE(ABORT, 'full'); END"
FULL_POSTGRES = (
    "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''full''; END'",
    "CREATE TRIGGER full_disk BEFORE DELETE ON subject_key FOR EACH ROW WHEN (OLD.subject = '{she}') EXECUTE FUNCTION full_disk()",
)


@contextmanager
def full(config: Config, as_owner: Owner, she: UUID) -> Iterator[None]:
    """While it lasts, her key cannot be deleted."""
    if config.database_url.startswith("sqlite"):
        as_owner(FULL_SQLITE.format(she=she.hex))
        yield
        as_owner("DROP TRIGGER full_disk")
    else:
        as_owner(*(one.format(she=she) for one in FULL_POSTGRES))
        yield
        as_owner("DROP TRIGGER full_disk ON subject_key", "DROP FUNCTION full_disk()")


def agreed(stage: Stage, erasure: UUID) -> Any:
    answer = stage.second.post(f"/erasures/{erasure}/agreement")
    answer.close()
    return answer


def registered(app: Flask, config: Config) -> list[UUID]:
    with app.app_context():
        return [entry.subject_id for entry in register.entries(config, vault.current().keyring)]


def test_the_texts_of_the_case_stay_if_somebody_else_came_into_it_after_the_proposal(
    app: Flask, config: Config, make: Any, stage: Stage
) -> None:
    erasure = proposed(app, stage, with_case="y")
    make.victim(stage.lawyer.email, stage.case, given_name="Druga")
    open_file(stage.lawyer, stage.case)
    paper = added(app, stage.lawyer, stage.case, name="Nalaz druge.pdf")
    assert stage.lawyer.post(f"/cases/{stage.case}/file", AIM).status_code == 303

    page, answer = text(stage.second.get(f"/victims/{stage.victim}/erasure")), agreed(stage, erasure)

    assert answer.status_code == 409
    assert "Somebody else has a record in this case now" in page
    assert "Somebody else has a record in this case now" in text(answer)
    assert "Agree and erase" not in page
    assert registered(app, config) == []
    assert [path.name for path in files_of(config)] == [str(paper)]
    assert "Cilj za drugu" in text(stage.lawyer.get(f"/cases/{stage.case}"))
    assert stage.second.post(f"/erasures/{erasure}/refusal", {"words": "Ima jos neko"}).status_code == 303
    assert "Everything that is protected" not in text(stage.first.get(f"/victims/{stage.victim}/erasure/new"))


def test_nor_do_they_go_if_somebody_came_while_the_agreement_could_not_be_saved(
    app: Flask, config: Config, make: Any, stage: Stage, as_owner: Owner
) -> None:
    erasure = proposed(app, stage, with_case="y")
    with full(config, as_owner, stage.victim):
        assert agreed(stage, erasure).status_code == 409
        make.victim(stage.lawyer.email, stage.case, given_name="Druga")
        open_file(stage.lawyer, stage.case)
        assert stage.lawyer.post(f"/cases/{stage.case}/file", AIM).status_code == 303

    assert stage.second.get("/erasures").status_code == 200

    assert row(app, Victim, stage.victim).erased_at is not None
    assert not row(app, Erasure, erasure).with_case
    assert "Cilj za drugu" in text(stage.lawyer.get(f"/cases/{stage.case}"))


@pytest.mark.parametrize("with_case", ["y", ""])
def test_a_record_that_opens_no_more_hinders_no_erasure(
    app: Flask, config: Config, stage: Stage, as_owner: Owner, with_case: str
) -> None:
    said = {"on": "4. 3. 2026.", "victim": str(stage.victim), "measure": "vulnerable_witness", "step": "requested"}
    assert stage.lawyer.post(f"/cases/{stage.case}/records/protective_measure", said).status_code == 303
    erasure = proposed(app, stage, with_case=with_case)
    nothing = "zeroblob(length(sealed))" if config.database_url.startswith("sqlite") else "decode('00', 'hex')"
    as_owner(f"UPDATE capsule SET sealed = {nothing} WHERE capsule = 'aim'")
    as_owner(f"UPDATE capsule SET sealed = {nothing} WHERE capsule = 'legal'")

    answer = agreed(stage, erasure)

    assert answer.status_code == 303
    found = row(app, Erasure, erasure)
    assert found.finished_at is not None
    assert found.counts["unreadable"] == (1 if with_case else 0)
    said_of = text(stage.first.get(f"/erasures/{erasure}/certificate"))
    assert ("damaged before, and overwritten unread" in said_of) == bool(with_case)
    assert create_app(config).test_client().get("/sign-in", base_url="https://localhost").status_code == 200
    if with_case:
        assert open_file(stage.lawyer, stage.case).status_code == 303
        assert stage.lawyer.get(f"/cases/{stage.case}").status_code == 200
        assert stage.lawyer.post(f"/cases/{stage.case}/file", AIM).status_code == 303


def test_what_was_agreed_to_but_not_saved_cannot_be_stopped_and_is_finished_at_the_next_page(
    app: Flask, config: Config, make: Any, stage: Stage, as_owner: Owner
) -> None:
    erasure, she = proposed(app, stage), stage.victim
    with full(config, as_owner, she):
        answer = agreed(stage, erasure)
        hold = {"whom": str(she), "reason": "court_order", "until": "1. 12. 2099.", "why": "Naredba suda"}
        tries = [
            stage.first.post(f"/cases/{stage.case}/holds", hold),
            stage.second.post(f"/erasures/{erasure}/refusal", {"words": "Sud je zabranio"}),
            stage.first.post(f"/erasures/{erasure}/withdrawal"),
            stage.first.post(f"/victims/{she}/erasures", {**PROPOSAL, "reference": stage.code_name}),
            stage.second.post(f"/erasures/{erasure}/agreement"),
        ]
        page = text(stage.first.get(f"/victims/{she}/erasure"))
        finishing = stage.first.post(f"/erasures/{erasure}/completion")
        assert registered(app, config) == [she]
        assert row(app, Victim, she).erased_at is None

    assert [one.status_code for one in (answer, *tries, finishing)] == [409] * 7
    assert all(AGREED in text(one) for one in (answer, *tries))
    assert AGREED in page
    assert "Finish now" in page
    assert "Agree and erase" not in page
    assert "It still cannot be finished." in text(finishing)

    assert stage.first.get(f"/victims/{she}/erasure").status_code == 200

    found = row(app, Erasure, erasure)
    assert row(app, Victim, she).erased_at is not None
    assert found.finished_at is not None
    assert found.decided_by == make.user_id(stage.second.email)


def test_a_person_who_cannot_be_finished_stops_at_the_start_neither_the_pages_nor_anybody_else(
    app: Flask, config: Config, make: Any, stage: Stage, as_owner: Owner, caplog: pytest.LogCaptureFixture
) -> None:
    other = make.victim(stage.lawyer.email, stage.case, given_name="Druga")
    hers = proposed(app, stage)
    second = stage._replace(victim=other, code_name=code_name(app, other))
    others = proposed(app, second)
    with full(config, as_owner, stage.victim):
        agreed(stage, hers)
        with app.app_context():  # as if the desk had died after this line
            at = clock.now()
            entry = register.Erased(other, at, row(app, Erasure, others).certificate, "consent_withdrawn")
            register.note(config, vault.current().keyring, entry)
        caplog.clear()

        fresh = create_app(config).test_client()
        answers = [fresh.get(path, base_url="https://localhost").status_code for path in ("/sign-in", "/")]

        assert answers == [200, 302]
        assert row(app, Victim, stage.victim).erased_at is None
        assert row(app, Victim, other).erased_at is not None
        said = [one.getMessage() for one in caplog.records if one.name == "litigation"]
        number = row(app, Erasure, hers).certificate
        assert [one for one in said if one.startswith(f"erasure {number} could not be finished")]
        assert str(stage.victim) not in caplog.text


@pytest.mark.parametrize("how", ["shut out", "lost the role"])
def test_nobody_agrees_to_a_proposal_of_somebody_who_is_gone(app: Flask, make: Any, stage: Stage, how: str) -> None:
    erasure, proposer = proposed(app, stage), make.user_id(stage.first.email)
    with app.app_context(), committing() as session:
        if how == "shut out":
            session.get_one(User, proposer).disabled_at = clock.now()
        else:
            session.execute(db.delete(RoleHeld).filter_by(user_id=proposer, role=Role.COORDINATOR))

    answer = agreed(stage, erasure)

    assert answer.status_code == 409
    assert "Whoever proposed this can no longer sign in" in text(answer)
    assert row(app, Victim, stage.victim).erased_at is None
    assert stage.second.post(f"/erasures/{erasure}/refusal", {"words": "Nije vise tu"}).status_code == 303


def test_a_proposal_that_waits_again_after_a_restore_is_off_the_list_and_answers_that_she_is_erased(
    app: Flask, stage: Stage
) -> None:
    old = proposed(app, stage)
    assert stage.first.post(f"/erasures/{old}/withdrawal").status_code == 303
    erased(app, stage)
    with app.app_context(), committing() as session:
        again = session.get_one(Erasure, old)
        again.outcome = again.decided_by = again.decided_at = None

    listed = stage.second.get("/erasures")
    answers = [
        stage.second.post(f"/erasures/{old}/agreement"),
        stage.second.post(f"/erasures/{old}/refusal", {"words": "Ne"}),
        stage.first.post(f"/erasures/{old}/withdrawal"),
    ]

    assert "Nothing waits" in text(listed)
    assert "Data-erasure requests 1" not in text(listed)
    assert [one.status_code for one in answers] == [409] * 3
    assert all("Her personal data were erased already." in text(one) for one in answers)


def test_the_certificate_says_what_an_older_backup_still_shows(app: Flask, stage: Stage) -> None:
    erasure = erased(app, stage)

    page = text(stage.first.get(f"/erasures/{erasure}/certificate"))

    assert "What was sealed: unreadable in every backup" in page
    assert (
        "What was never sealed stays readable in an older backup of the data until that backup is thrown away" in page
    )
    assert stage.first.get(f"/erasures/{erasure}/certificate.pdf").data.startswith(b"%PDF-")
