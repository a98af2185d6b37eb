"""Does what is said of a document's newest version, of whom it is about and how sensitive it is, hold for the older ones too?"""

import io
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from documents_sent import PDF, added, open_file, page
from erasing import Stage, erased
from litigation_app.casework.cases.actions import Changed
from litigation_app.casework.cases.models import Case
from litigation_app.casework.documents import actions
from litigation_app.casework.documents.inspection import Budget
from litigation_app.casework.documents.models import Document
from litigation_app.casework.documents.rules import Said
from litigation_app.core.db import db

WORD = "Neizmisljenka"


def older_and_newer(app: Flask, lawyer: Any, case_id: UUID) -> tuple[UUID, UUID]:
    """The ids of two versions of one document of no particular sensitivity."""
    first = added(app, lawyer, case_id, content=f"Svedoci {WORD}".encode(), name="nalaz-nacrt.txt")
    newer = {"papers": [(io.BytesIO(f"Rekla je {WORD}".encode()), "nalaz.txt")], "written_on": "", "note": ""}
    assert lawyer.post(f"/cases/{case_id}/papers/{first}/versions", newer).status_code == 303
    with app.app_context():
        second = db.session.query(Document.id).filter_by(series=first, version=2).one()[0]
    return first, second


def described(person: Any, case_id: UUID, paper: UUID, **said: str) -> Any:
    typed = {"name": "nalaz.txt", "kind": "medical", "row_version": "1", **said}
    return person.post(f"/cases/{case_id}/papers/{paper}/details", typed)


def test_whoever_may_not_read_the_newest_version_reads_no_older_one(
    app: Flask, make: Any, lawyer: Any, open_case: UUID
) -> None:
    victim, (older, newer) = make.victim(lawyer.email, open_case), older_and_newer(app, lawyer, open_case)
    assert described(lawyer, open_case, newer, sensitivity="guarded", about=str(victim)).status_code == 303

    again = type(lawyer)(app, lawyer.email)
    again.sign_in()
    open_file(again, open_case)
    paths = [f"/cases/{open_case}/papers/{paper}{rest}" for paper in (older, newer) for rest in ("", "/cleaned")]
    codes = [again.get(path).status_code for path in paths]
    found = again.post(f"/cases/{open_case}/papers/search", {"words": WORD}).get_data(as_text=True)

    assert codes == [403] * 4
    assert "<mark>" not in found
    assert "nalaz-nacrt" not in page(again, open_case)
    again.post(f"/victims/{victim}/openings", {"purpose": "hearing", "groups": ["health"]})
    assert [again.get(f"/cases/{open_case}/papers/{paper}").status_code for paper in (older, newer)] == [200, 200]
    assert "nalaz-nacrt.txt" in page(again, open_case)  # each keeps its name


def test_an_older_version_of_what_became_hers_goes_when_she_is_erased(app: Flask, make: Any, stage: Stage) -> None:
    make.victim(stage.lawyer.email, stage.case)  # somebody else, so that the case's own papers stay
    open_file(stage.lawyer, stage.case)
    older, newer = older_and_newer(app, stage.lawyer, stage.case)
    assert described(stage.lawyer, stage.case, newer, sensitivity="normal", about=str(stage.victim)).status_code == 303

    erased(app, stage)

    open_file(stage.lawyer, stage.case)
    codes = [stage.lawyer.get(f"/cases/{stage.case}/papers/{paper}").status_code for paper in (older, newer)]
    assert codes == [404, 404]


def test_whoever_removes_a_version_is_told_that_an_older_one_stays(app: Flask, lawyer: Any, open_case: UUID) -> None:
    single = added(app, lawyer, open_case)
    before = page(lawyer, open_case)
    older, newer = older_and_newer(app, lawyer, open_case)

    told = page(lawyer, open_case)
    removed = [lawyer.post(f"/cases/{open_case}/papers/{paper}/removal").status_code for paper in (newer, older)]

    assert "The version before it stays and takes its place" not in before
    assert "The version before it stays and takes its place" in told
    assert removed == [303, 303]
    assert "nalaz" not in page(lawyer, open_case)
    assert str(single) in page(lawyer, open_case)


def test_a_version_takes_nothing_over_that_was_said_anew_meanwhile(
    app: Flask, make: Any, lawyer: Any, open_case: UUID
) -> None:
    victim, paper = make.victim(lawyer.email, open_case), added(app, lawyer, open_case, name="nalaz.pdf")
    described(lawyer, open_case, paper, sensitivity="guarded", about=str(victim))

    with app.app_context():
        case, before = db.session.get_one(Case, open_case), db.session.get_one(Document, paper)
        incoming = actions.receive()
        incoming.write(PDF)
        looked = actions.look_at(actions.Sent("nalaz-2.pdf", incoming), Budget())
        as_it_was = actions.Place(None, before, row_version=1)
        with pytest.raises(Changed):
            actions.add(make.actor(lawyer.email), case, [looked], Said("medical"), as_it_was)
        db.session.rollback()

        assert db.session.query(Document).count() == 1
