"""Two coordinators erase a person: is everything of hers gone, and does everything else stand?"""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Flask

from claiming import ROWS
from config import Config
from documents_sent import PDF, added, files_of, open_file, send
from erasing import CANARY, FAMILY, GIVEN, RECORD, WHY, Stage, erased, proposed, text
from lawyering import rows
from litigation_app import ledger, vault
from litigation_app.casework.claims.evidence.models import Evidence
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.documents.models import Document
from litigation_app.casework.erasures.destruction import actions as destruction
from litigation_app.casework.erasures.models import Erasure
from litigation_app.casework.proceedings.courts.models import CourtFile
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry
from litigation_app.ledger.settings import settings
from litigation_app.vault import Capsule, SubjectKey
from litigation_app.vault.models import DuplicateHit, IdentifierToken
from stepping import court_file, path_of


def rows_of(app: Flask, model: Any, subject: UUID) -> int:
    with app.app_context():
        return int(db.session.scalar(db.select(db.func.count()).where(model.subject == subject)) or 0)


def erasure_of(app: Flask, erasure_id: UUID) -> Erasure:
    with app.app_context():
        found = db.session.get_one(Erasure, erasure_id)
        db.session.expunge(found)
        return found


def test_the_coordinator_sees_the_way_from_the_page_of_the_person(stage: Stage) -> None:
    door = stage.first.get(f"/victims/{stage.victim}")
    lawyers = stage.lawyer.get(f"/victims/{stage.victim}")

    assert f"/victims/{stage.victim}/erasure" in door.get_data(as_text=True)
    assert f"/victims/{stage.victim}/erasure" not in lawyers.get_data(as_text=True)
    assert "Nothing waits" in text(stage.first.get("/erasures"))
    assert "Propose to erase" in text(stage.first.get(f"/victims/{stage.victim}/erasure"))
    assert "GDPR art. 17(1)(a)" in text(stage.first.get(f"/victims/{stage.victim}/erasure/new"))


def test_the_second_reads_why_and_agrees_and_nothing_of_her_is_left(app: Flask, stage: Stage) -> None:
    erasure = proposed(app, stage)
    reading = stage.second.post(f"/victims/{stage.victim}/erasure/openings")
    page = stage.second.get(reading.headers["Location"])

    stage.second.post(f"/erasures/{erasure}/agreement").close()

    assert WHY in text(page)
    assert [rows_of(app, model, stage.victim) for model in (Capsule, SubjectKey, IdentifierToken)] == [0, 0, 0]
    found = erasure_of(app, erasure)
    assert found.finished_at is not None
    assert found.counts["capsules"] == 8  # five groups, the facts, the sketch, the reason of the proposal
    assert found.counts["keys"] == 1
    assert found.counts["marks"] >= 2
    with app.app_context():
        assert db.session.get_one(Victim, stage.victim).erased_at == found.decided_at


def test_her_record_answers_that_it_is_gone_and_the_case_stands(app: Flask, stage: Stage) -> None:
    opening = stage.lawyer.post(f"/victims/{stage.victim}/openings", {"purpose": "hearing", "groups": "identity"})
    erased(app, stage)

    again = stage.lawyer.post(f"/victims/{stage.victim}/openings", {"purpose": "hearing", "groups": "identity"})
    pages = [stage.lawyer.get(path) for path in (opening.headers["Location"], f"/victims/{stage.victim}")]
    case = stage.lawyer.get(f"/cases/{stage.case}/clients")

    assert [one.status_code for one in (again, *pages)] == [410, 410, 410]
    assert "were erased on" in text(pages[1])
    assert case.status_code == 200
    assert stage.code_name in text(case)
    assert "Personal data erased" in text(case)
    assert "access (20 minutes)" not in text(case)
    assert open_file(stage.lawyer, stage.case).status_code == 303
    assert "Cilj" in text(stage.lawyer.get(f"/cases/{stage.case}"))


def test_the_search_finds_her_no_more_by_name_or_number(app: Flask, stage: Stage) -> None:
    def found(typed: str) -> str:
        return text(stage.lawyer.post("/search", {"words": typed, "purpose": "contact"}))

    before = [found(typed) for typed in (f"{GIVEN} {FAMILY}", RECORD["phone"])]
    erased(app, stage)
    after = [found(typed) for typed in (f"{GIVEN} {FAMILY}", RECORD["phone"])]

    assert all(stage.code_name in page for page in before)
    assert not any(stage.code_name in page for page in after)


def test_papers_that_are_hers_go_and_the_others_stay(app: Flask, config: Config, make: Any, stage: Stage) -> None:
    make.victim(stage.lawyer.email, stage.case, given_name="Druga")
    open_file(stage.lawyer, stage.case)
    hers, other = (added(app, stage.lawyer, stage.case, name=name) for name in ("Njen nalaz.pdf", "Presuda.pdf"))
    closed = text(stage.first.get(f"/victims/{stage.victim}/erasure/new"))
    open_file(stage.first, stage.case)
    form = text(stage.first.get(f"/victims/{stage.victim}/erasure/new"))

    erasure = erased(app, stage, papers=str(hers))

    assert "Njen nalaz.pdf" in form
    assert ("Open the file of the case first" in closed, "Open the file of the case first" in form) == (True, False)
    assert "Everything that is protected in the case itself" not in form  # somebody else has a record
    assert stage.lawyer.get(f"/cases/{stage.case}/papers/{hers}").status_code == 404
    kept = stage.lawyer.get(f"/cases/{stage.case}/papers/{other}")
    assert kept.data.startswith(b"%PDF-")
    kept.close()
    assert [path.name for path in files_of(config)] == [str(other)]
    assert erasure_of(app, erasure).counts["papers"] == 1


def test_papers_about_her_go_though_nobody_chose_them(app: Flask, config: Config, make: Any, stage: Stage) -> None:
    make.victim(stage.lawyer.email, stage.case)  # somebody else, so that the case's own papers stay
    open_file(stage.lawyer, stage.case)
    other = added(app, stage.lawyer, stage.case, name="druga.pdf")
    send(stage.lawyer, stage.case, (PDF, "o-njoj.pdf"), about=str(stage.victim))
    proved = proved_by_all_papers(app, stage)

    erased(app, stage)

    assert len(proved) == 2
    assert [row.series for row in rows(app, Evidence, "series")] == [
        other
    ]  # of a paper that is gone not even which pages
    open_file(stage.lawyer, stage.case)
    assert stage.lawyer.get(f"/cases/{stage.case}/papers/{other}").status_code == 200
    assert [path.name for path in files_of(config)] == [str(other)]
    with app.app_context():
        assert db.session.query(Document).filter_by(victim_id=stage.victim).count() == 0
        assert not destruction.is_left(stage.victim)
    late = send(stage.lawyer, stage.case, (PDF, "kasno.pdf"), about=str(stage.victim))
    assert late.status_code == 422  # she is not offered any more


def proved_by_all_papers(app: Flask, stage: Stage) -> list[Any]:
    """The papers of the case, each of which proves a claim of hers."""
    made = stage.lawyer.post(f"/cases/{stage.case}/claims", {**ROWS, "victim": str(stage.victim)})
    path = made.headers["Location"].partition("?")[0]
    papers = [row.series for row in rows(app, Document, "series")]
    for paper in papers:
        assert stage.lawyer.post(f"{path}/evidence", {"paper": str(paper), "head": "fear"}).status_code == 303
    return papers


def test_of_a_case_of_her_alone_the_texts_and_all_papers_go_as_well(app: Flask, config: Config, stage: Stage) -> None:
    open_file(stage.lawyer, stage.case)
    added(app, stage.lawyer, stage.case)
    said = {"aim": "Cilj o njoj", "row_version": "1"}
    assert stage.lawyer.post(f"/cases/{stage.case}/file", said).status_code == 303
    trial = path_of(app, stage.case, "criminal")
    court_file(stage.lawyer, trial, number="K 123/26", people="Izmišljeni sudija", court_typed="Sud u Izmišljenom")
    court_file(stage.lawyer, trial, "bailiff", people="Izmišljeni izvršitelj")
    with app.app_context(), committing() as session:  # as an earlier version took it in the open
        session.query(CourtFile).filter_by(role="bailiff").update({"court_typed": "Izmišljeni izvršitelj"})
    assert "123/26" in text(stage.lawyer.get(trial))

    erased(app, stage, with_case="y")

    page = "".join(text(stage.lawyer.get(one)) for one in (f"/cases/{stage.case}", trial))
    assert files_of(config) == []
    for gone in ("Cilj o njoj", "123/26", "Izmišljeni sudija", "Izmišljeni izvršitelj"):
        assert gone not in page
    assert "Sud u Izmišljenom" in page
    with app.app_context():
        assert db.session.query(IdentifierToken).filter_by(case_id=stage.case, kind="file-number").count() == 0


def test_with_the_texts_of_the_case_its_accused_is_found_no_more(
    app: Flask, make: Any, client_as: Any, as_owner: Callable[[str], None], stage: Stage
) -> None:
    """Although his text was damaged before, and is replaced unread."""
    name, other = "Izmisljen Optuzenovic", client_as(make.lawyer(office=make.first_office()))
    for person, case in ((stage.lawyer, stage.case), (other, make.case(other.email))):
        assert person.post(f"/cases/{case}/accused", {"name": name}).status_code == 303
    as_owner("UPDATE capsule SET sealed = substr(sealed, 1, 40) WHERE capsule = 'accused'")
    assert (len(found_cases(stage, name)), pairs(app)) == (1, 1)

    erased(app, stage, with_case="y")

    assert (len(found_cases(stage, name)), pairs(app)) == (0, 0)
    open_file(stage.lawyer, stage.case)
    assert stage.lawyer.get(f"/cases/{stage.case}/records").status_code == 200


def found_cases(stage: Stage, name: str) -> list[str]:
    page = stage.lawyer.post("/search", {"words": name, "purpose": "contact"}).get_data(as_text=True)
    return re.findall(r"/cases/([0-9a-f-]{36})/records#accused-list", page)


def pairs(app: Flask) -> int:
    with app.app_context():
        return db.session.query(DuplicateHit).count()


def test_the_log_holds_and_every_sealed_byte_is_accounted_for(app: Flask, make: Any, stage: Stage) -> None:
    make.victim(stage.lawyer.email, stage.case, given_name="Druga", phone=RECORD["phone"])
    open_file(stage.lawyer, stage.case)
    paper = added(app, stage.lawyer, stage.case)

    erased(app, stage, papers=str(paper))

    with app.app_context():
        assert ledger.verify(db.session(), settings().mac_key).holds
        assert ledger.verify_state(db.session(), vault.commitments()) == []
        acts = list(db.session.scalars(db.select(LedgerEntry.act).order_by(LedgerEntry.seq)))
        bodies = b"".join(db.session.scalars(db.select(LedgerEntry.body)))
        assert db.session.scalar(db.select(db.func.count()).select_from(DuplicateHit)) == 0
    order = ["propose_erasure", "agree_erasure", "erase_victim", "key_renew", "key_rotate", "key_destroy"]
    assert [act for act in acts if act in {*order, "finish_erasure"}] == [*order, "finish_erasure"]
    assert not [word for word in (GIVEN, FAMILY, CANARY, WHY) if word.encode() in bodies]


def test_every_older_main_key_is_destroyed_and_the_key_of_the_facts_is_new(app: Flask, stage: Stage) -> None:
    with app.app_context():
        before = vault.current().keyring.secret("facts")
        old = vault.current().keyring.kek_ver

    erased(app, stage)

    with app.app_context():
        ring = vault.current().keyring
        assert ring.secret("facts") != before
        assert ring.kek_ver > old
        assert set(db.session.scalars(db.select(SubjectKey.kek_ver))) == {ring.kek_ver}
