"""Who sees how many numbers are hidden for their own sake? Two persons, while they decide; no row, no file and nobody else."""

import json
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from click.testing import CliRunner
from flask import Flask

from confirming import confirmed
from growing import LONGER, Caseload, agreed, drafted
from lawyering import text
from litigation_app.cli import litigation
from litigation_app.core.db import committing, db
from litigation_app.core.jobstore import Job
from litigation_app.core.schema import MIGRATIONS
from litigation_app.gate.models import ReleaseDraft
from litigation_app.vault import keyring, keysmith
from preparing import crowd, prepare

pytestmark = pytest.mark.extensive

WANTED = {"mode": "caseload", "title": "Serbia", "countries": ["RS"], "first_year": "2021", "last_year": "2023"}
FIRST, MORE, IN_ALL = "Hidden to protect someone:", "Hidden so that those cannot be worked out:", "Hidden:"


@pytest.fixture
def caseload(app: Flask, make: Any) -> UUID:
    return crowd(app, make)


def draft_of(person: Any) -> str:
    return str(prepare(person, WANTED).headers["Location"]).split("?", maxsplit=1)[0]


def kept(app: Flask) -> ReleaseDraft:
    with app.app_context():
        return db.session.query(ReleaseDraft).one()


def count(page: str, words: str) -> int:
    return int(re.findall(r"\d+", page.partition(words)[2])[0])


def test_the_two_who_decide_see_both_counts_and_others_how_many_in_all(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst, coordinator, other = client_as(make.analyst()), client_as(make.coordinator()), client_as(make.analyst())
    path = draft_of(analyst)

    mine, hers, theirs = text(analyst.get(path)), text(coordinator.get(path)), text(other.get(path))

    assert count(mine, FIRST) > 0
    assert (count(mine, FIRST), count(mine, MORE)) == (count(hers, FIRST), count(hers, MORE))
    assert "Why is each number hidden?" in mine
    assert "Why is each number hidden?" not in theirs
    assert other.post(f"{path}/explanations").status_code == 422
    assert count(theirs, IN_ALL) == count(mine, FIRST) + count(mine, MORE)
    assert FIRST not in theirs
    assert MORE not in theirs


def test_where_somebody_was_asked_to_agree_other_coordinators_do_not_see_them(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    asked, other = make.coordinator(), client_as(make.coordinator())
    analyst = client_as(make.analyst())
    path = draft_of(analyst)
    analyst.post(f"{path}/second-person", {"second": str(make.user_id(asked))})

    assert FIRST in text(client_as(asked).get(path))
    assert FIRST not in text(other.get(path))


def test_no_row_says_it_and_the_sealed_counts_go_with_the_decision(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    path = draft_of(analyst)
    first, more = (count(text(analyst.get(path)), words) for words in (FIRST, MORE))
    open_draft = kept(app).proposal
    with app.app_context():
        answers = [job.answer for job in db.session.query(Job)]
    confirmed(coordinator, f"{path}/approval")

    assert not {"hidden_first", "hidden_more"} & open_draft.keys()
    assert json.dumps([first, more]) not in json.dumps(open_draft)
    assert len(open_draft["sealed"]) > 40
    assert [set(answer) for answer in answers] == [{"draft"}]
    assert "sealed" not in kept(app).proposal
    assert FIRST not in text(analyst.get(path))


def test_a_discarded_draft_says_it_no_more(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst = client_as(make.analyst())
    path = draft_of(analyst)

    analyst.post(f"{path}/discard")

    assert "sealed" not in kept(app).proposal
    assert count(text(analyst.get(path)), IN_ALL) > 0


def test_counts_that_were_moved_to_another_draft_or_outlived_their_key_do_not_open(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    name = make.analyst()
    path = draft_of(client_as(name))
    config = app.extensions["config"]

    with app.app_context():
        sealed = kept(app).proposal["sealed"]
        assert app.extensions["draft_seal"].open(UUID(int=1), sealed) is None
    keysmith.renew(config, keyring.file_root(config), "session")
    page = text(client_as(name).get(path))

    assert FIRST not in page
    assert count(page, IN_ALL) > 0


def test_drafts_of_an_older_desk_are_cleared_of_it(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    draft_of(client_as(make.analyst()))
    with app.app_context(), committing() as session:
        row = session.query(ReleaseDraft).one()
        row.proposal = row.proposal | {"hidden_first": 31, "hidden_more": 18}
    with app.app_context(), db.engine.begin() as connection, Operations.context(MigrationContext.configure(connection)):
        ScriptDirectory(str(MIGRATIONS)).get_revision("0051").module.upgrade()

    assert not {"hidden_first", "hidden_more"} & kept(app).proposal.keys()
    assert kept(app).proposal["sheets"]


def test_whoever_prepares_by_command_is_told_both_counts(caseload: UUID, make: Any, app: Flask) -> None:
    instance, address = app.extensions["config"].instance, app.extensions["config"].database_url
    name = make.analyst()
    environ = {
        "LITIGATION_INSTANCE": str(instance),
        "LITIGATION_DATABASE_URL": address,
        "LITIGATION_PASSWORD": "three rivers meet at dawn",
        "LITIGATION_TOTP": make.code(name),
    }
    years = ("--title", "By command", "--country", "RS", "--first", "2021", "--last", "2023")

    done = CliRunner().invoke(litigation, ["release", "draft", *years, "--as", name], env=environ)

    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["hidden_first"] > 0


def test_a_draft_that_goes_on_says_of_which_years_the_counts_are(
    client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    load = Caseload(app, make)
    analyst = client_as(make.analyst())
    agreed(app, make, client_as, drafted(analyst))
    load.late(1)

    page = text(analyst.get(drafted(analyst, **LONGER)))

    assert "Hidden in the years up to 2022 as they were printed before, and in totals with them:" in page
    assert page.index("Of the new year:") < page.index(FIRST)
