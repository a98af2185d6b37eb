"""Does everybody come in, and everything open, at a desk that an earlier version made, and nothing that is typed there later?"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import insert, select

from commanding import run
from config import Config
from litigation_app import ledger, vault
from litigation_app.accounts.models import RecoveryCode
from litigation_app.accounts.staff.cosigners.models import COSIGNER
from litigation_app.accounts.stamps import KINDS, PURPOSES
from litigation_app.app import create_app
from litigation_app.core import schema
from litigation_app.core.db import committing, db, is_sqlite
from litigation_app.ledger import LedgerCommitment, catalogue
from litigation_app.vault.keys import keyfile, lifecycle
from locking import ask_for_a_passphrase, unlock
from passkeyed import Authenticator, add, asked, enter, half_way

As = Callable[[str], Any]
SINCE_0061 = (
    *(f"DROP TABLE {name}" for name in (
        "casework_stand_in", "casework_closing", "casework_notice", "casework_hold",
        "casework_hearing_change", "casework_move_change", "casework_written_together", "casework_facet", "casework_saved_view",
        "casework_claim_answer", "casework_claim_evidence", "casework_court_file", "cosigner",
    )),
    "DROP INDEX ix_duplicate_hit_checked",
    "ALTER TABLE casework_case DROP COLUMN closed_on",
    "ALTER TABLE casework_move DROP COLUMN is_found",
    "ALTER TABLE casework_claim_filing_change DROP COLUMN row_id",
    *(f"ALTER TABLE casework_claim DROP COLUMN {name}" for name in ("interest", "interest_from")),
    *(f"DROP INDEX ix_casework_{name}" for name in (
        "case_next", "case_opened", "case_barred", "assignment_next", "assignment_opened",
    )),
    *(f"ALTER TABLE casework_case DROP COLUMN {name}" for name in ("is_over", "next_on", "next_id", "barred_on")),
    *(f"ALTER TABLE casework_assignment DROP COLUMN {name}" for name in ("is_over", "next_on")),
)  # fmt: skip
# As they were before they were changed: (columns, keys to other tables), {id} and {at} as the database calls an id and a moment.
BEFORE = {
    "casework_hold": (
        "id {id} NOT NULL, victim_id {id} NOT NULL, case_id {id} NOT NULL, office_id {id} NOT NULL, reason VARCHAR(40) NOT NULL, "
        "until DATE NOT NULL, placed_by {id} NOT NULL, placed_at {at} NOT NULL, lifted_by {id}, lifted_at {at}",
        {"case_id": "casework_case", "lifted_by": "user_account", "office_id": "office", "placed_by": "user_account",
         "victim_id": "casework_victim"},
    ),
    "casework_review_absence": (
        "id {id} NOT NULL, office_id {id} NOT NULL, user_id {id} NOT NULL, stand_in {id} NOT NULL, from_on DATE NOT NULL, "
        "until_on DATE NOT NULL, recorded_at {at} NOT NULL, ended_at {at}, row_version INTEGER NOT NULL",
        {},
    ),
}  # fmt: skip
OF_0060 = ("ix_ledger_entry_actor_act_seq", "ix_casework_hearing_follows", "ix_casework_track_link_first_id")


def made_before(*, is_sqlite: bool) -> Iterator[str]:
    """The statements that make these tables as they were."""
    words = {"id": "CHAR(32)", "at": "DATETIME"} if is_sqlite else {"id": "UUID", "at": "TIMESTAMP WITH TIME ZONE"}
    for name, (columns, keys) in BEFORE.items():
        to = [f"CONSTRAINT fk_{name}_{one} FOREIGN KEY ({one}) REFERENCES {other} (id)" for one, other in keys.items()]
        said = [columns.format(**words), *to, f"CONSTRAINT pk_{name} PRIMARY KEY (id)"]
        yield f"CREATE TABLE {name} ({', '.join(said)})"
    yield "CREATE INDEX ix_casework_hold_victim_id ON casework_hold (victim_id)"


def without_the_keys(config: Config) -> None:
    """The keyring as an earlier version made it."""
    root = vault.load(config).root
    keyfile.change(
        config, root, lambda found: replace(found, keys=tuple(k for k in found.keys if k.purpose not in PURPOSES))
    )


@pytest.fixture
def older(app: Flask, config: Config, as_owner: Callable[..., None]) -> Callable[[], Flask]:
    """Takes away from this desk what version 0059 brought, and starts it again as one of before that is brought up to date."""

    def begin() -> Flask:
        with app.app_context():
            before = tuple(made_before(is_sqlite=is_sqlite(db.engine)))
            db.engine.dispose()
        stamped = {(kind.model.__tablename__, kind.stamp) for kind in KINDS if kind is not COSIGNER}
        as_owner(
            *SINCE_0061,
            *before,
            "DROP TABLE ledger_commitment",
            *(f"ALTER TABLE {table} DROP COLUMN {column}" for table, column in sorted(stamped)),
            *(f"DROP INDEX {name}" for name in OF_0060),
            "UPDATE alembic_version SET version_num = '0058'",
        )
        without_the_keys(config)
        schema.upgrade(config)
        made = create_app(config)
        made.testing = False
        return made

    return begin


@pytest.mark.both_databases
def test_whoever_came_in_before_comes_in_and_what_was_sealed_opens(
    app: Flask, make: Any, lawyer: Any, open_case: UUID, client_as: As, stranger: Any, older: Callable[[], Flask]
) -> None:
    ana, device = client_as(make.lawyer()), Authenticator()
    add(ana, device)
    _email, link = make.newcomer()
    victim = make.victim(lawyer.email, open_case)
    groups = {"purpose": "hearing", "groups": ["identity"]}

    now = older()
    for person in (lawyer, stranger):
        person.app, person.client.application = now, now

    assert "Izmišljena" in lawyer.post(f"/victims/{victim}/openings", groups, follow_redirects=True).get_data(
        as_text=True
    )
    assert stranger.get(f"/enrol/{link}").status_code == 200
    half_way(stranger, ana.email)
    assert enter(stranger, device.use(asked(stranger, "/sign-in/passkey/question"))).status_code == 303
    with now.app_context():
        assert ledger.verify_state(db.session(), vault.commitments()) == []
        assert catalogue.differences() == []
        db.engine.dispose()


def test_what_is_typed_there_afterwards_lets_nobody_in(
    app: Flask, make: Any, stranger: Any, older: Callable[[], Flask]
) -> None:
    stranger.email = make.lawyer()
    her, code = make.user_id(stranger.email), "0123456789ABCDEF"
    now = older()
    stranger.app = now
    stranger.client = now.test_client()
    assert stranger.get("/sign-in").status_code == 200  # the first page: what was there is stamped

    from litigation_app.accounts.signing_in.factors.actions import code_hash

    with now.app_context(), committing() as session:
        session.execute(insert(RecoveryCode).values(code_hash=code_hash(her, code), user_id=her))

    assert stranger.sign_in(code=code).status_code == 422
    with now.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("purpose", PURPOSES)
def test_stamping_that_was_cut_short_is_done_again(
    config: Config, make: Any, stranger: Any, older: Callable[[], Flask], purpose: str
) -> None:
    stranger.email = make.lawyer()
    now = older()
    lifecycle._begun(config, vault.load(config).root, purpose)  # as a crash leaves it: the key waits, no row is stamped
    stranger.app = now
    stranger.client = now.test_client()

    assert stranger.sign_in().status_code == 303
    assert [row.state for row in keyfile.read(config).of(purpose)] == ["primary"]
    with now.app_context():
        db.engine.dispose()


def test_a_desk_where_it_fails_while_it_is_unlocked_is_locked_again(
    app: Flask, config: Config, make: Any, stranger: Any, older: Callable[[], Flask], as_owner: Callable[..., None]
) -> None:
    email = make.administrator()
    with app.app_context():
        is_on_sqlite = db.engine.dialect.name == "sqlite"
    now = older()
    ask_for_a_passphrase(config)
    vault.install(now, config)
    as_owner(
        "CREATE TRIGGER no BEFORE UPDATE ON user_account BEGIN SELECT RAISE(ABORT, 'no'); END"
        if is_on_sqlite
        else "CREATE RULE no AS ON UPDATE TO user_account DO INSTEAD SELECT 1 / length('')"
    )
    stranger.app = now
    stranger.client = now.test_client()

    assert unlock(stranger, email).status_code != 303

    assert stranger.get("/sign-in").status_code == 503
    with now.app_context():
        db.engine.dispose()


def test_the_numbers_of_the_newest_commitments_are_those_of_the_log(
    app: Flask, make: Any, lawyer: Any, open_case: UUID, older: Callable[[], Flask]
) -> None:
    new = {"aim": "Drugi cilj", "row_version": "1"}
    assert lawyer.post(f"/cases/{open_case}/file", new).status_code == 303
    wanted = select(LedgerCommitment.__table__).order_by("table", "row", "capsule")
    with app.app_context():
        before = [tuple(row) for row in db.session.execute(wanted)]

    now = older()

    with now.app_context():
        assert [tuple(row) for row in db.session.execute(wanted)] == before
        db.engine.dispose()


def test_nothing_is_stamped_before_the_tables_are_brought_up_to_date(
    app: Flask, config: Config, as_owner: Callable[..., None]
) -> None:
    with app.app_context():
        db.engine.dispose()
    without_the_keys(config)
    as_owner("ALTER TABLE web_session DROP COLUMN stamp", "UPDATE alembic_version SET version_num = '0058'")
    place = {"LITIGATION_INSTANCE": str(config.instance), "LITIGATION_DATABASE_URL": config.database_url}

    said = run("ledger", "checkpoint", **place)  # what needs none of the tables that are to come

    assert said.exit_code == 0, said.output
    assert [keyfile.read(config).of(purpose) for purpose in PURPOSES] == [[], []]
