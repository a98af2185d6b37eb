"""May a victim be told who opened her record, completely, and only by those who may see her case?"""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from pypdf import PdfReader

from litigation_app.core import pdf
from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry
from recorded import WORDS, added, opening


def text_of(answer: Any) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages)


@pytest.fixture
def lawyer(make: Any, client_as: Callable[[str], Any]) -> Any:
    return client_as(make.lawyer(name="Ana Primer"))


@pytest.fixture
def victim_id(make: Any, lawyer: Any) -> UUID:
    return added(lawyer, make)[1]


def test_every_opening_is_listed_with_role_office_purpose_and_parts(lawyer: Any, victim_id: UUID) -> None:
    opening(lawyer, victim_id, "hearing", ["identity"])
    opening(lawyer, victim_id, "contact", ["contact", "health"])

    page = lawyer.get(f"/victims/{victim_id}/accesses").get_data(as_text=True)

    assert "The record was opened 2 times." in page
    assert "AP, Lawyer, Office" in page
    assert "Ana Primer, Lawyer" not in page
    assert page.index("Health") < page.index("Identity")
    assert not [word for word in WORDS if word in page]


def test_names_of_staff_stand_in_it_only_where_they_are_asked_for(lawyer: Any, victim_id: UUID) -> None:
    opening(lawyer, victim_id)

    page = lawyer.get(f"/victims/{victim_id}/accesses?names=1").get_data(as_text=True)

    assert "Ana Primer, Lawyer, Office" in page


@pytest.mark.parametrize(
    ("language", "title", "role"),
    [
        ("en", "Who opened the record", "Lawyer"),
        ("sr-Cyrl", "", "Адвокат"),
        ("sr-Latn", "", "Advokat"),
        ("mk", "Кој ги отворал податоците", "Адвокат"),
        ("bs", "", "Advokat"),
        ("cnr", "", "Advokat"),
    ],
)
def test_it_is_printed_in_her_language(lawyer: Any, victim_id: UUID, language: str, title: str, role: str) -> None:
    opening(lawyer, victim_id)
    lawyer.post("/language", {"language": language, "next": "/"})

    words = text_of(lawyer.get(f"/victims/{victim_id}/accesses.pdf"))

    assert title in words
    assert role in words
    assert not [word for word in WORDS if word in words]


def test_refused_attempts_are_not_listed(
    lawyer: Any, victim_id: UUID, make: Any, client_as: Callable[[str], Any]
) -> None:
    client_as(make.lawyer(name="Iva Gled")).post(f"/victims/{victim_id}/openings", {"purpose": "hearing"})

    page = lawyer.get(f"/victims/{victim_id}/accesses?names=1").get_data(as_text=True)

    assert "Iva Gled" not in page
    assert "Nobody has opened this record yet" in page


def test_another_lawyers_victim_and_none_answer_alike(
    victim_id: UUID, make: Any, client_as: Callable[[str], Any]
) -> None:
    other = client_as(make.lawyer())

    for ending in ("", ".pdf"):
        hidden, missing = (other.get(f"/victims/{one}/accesses{ending}") for one in (victim_id, uuid4()))
        assert hidden.status_code == missing.status_code == 404
    for email in (make.auditor(), make.administrator(), make.analyst()):
        assert client_as(email).get(f"/victims/{victim_id}/accesses").status_code == 404


def test_the_coordinator_of_the_office_may_give_it(
    lawyer: Any, victim_id: UUID, make: Any, client_as: Callable[[str], Any]
) -> None:
    coordinator = client_as(make.coordinator())

    assert coordinator.get(f"/victims/{victim_id}/accesses.pdf").data.startswith(b"%PDF-")


def test_the_victims_page_leads_there(lawyer: Any, victim_id: UUID) -> None:
    assert f"/victims/{victim_id}/accesses" in lawyer.get(f"/victims/{victim_id}").get_data(as_text=True)


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_a_pdf_that_cannot_be_made_says_so_without_its_words(app: Flask) -> None:
    for template in ("nothing.typ", "../config.py", "core/pages/base.html"):
        with pytest.raises(pdf.PdfFailed):
            pdf.pdf(template, {"secret": "Kanarinka"})
    with pytest.raises(pdf.PdfFailed) as failed:
        pdf.pdf("casework/clients/access_report/pages/accesses.typ", {"secret": "Kanarinka"})
    assert "Kanarinka" not in str(failed.value)


def test_the_entry_of_an_opening_has_a_mark_that_counts_nobody_elses(
    app: Flask, lawyer: Any, victim_id: UUID, make: Any, client_as: Callable[[str], Any]
) -> None:
    """A number would tell her how much everybody else has done between two of her openings."""
    opening(lawyer, victim_id)

    page = lawyer.get(f"/victims/{victim_id}/accesses").get_data(as_text=True)

    with app.app_context():
        entry = db.session.query(LedgerEntry).filter_by(act="open_victim").one()
        mark = entry.h.hex()[:16]
    assert mark in page
    assert mark in text_of(lawyer.get(f"/victims/{victim_id}/accesses.pdf")).replace("\n", "")
    assert f">{entry.seq}<" not in page
    log = client_as(make.auditor()).get("/access-log/?act=open_victim").get_data(as_text=True)
    assert mark in log
