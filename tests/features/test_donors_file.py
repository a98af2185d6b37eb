"""What a donor is sent of a grant: the same numbers in each form, no few of one person, and nothing that changes afterwards."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask

import exported
from granted import advise, filed, planned, set_up
from lawyering import text
from litigation_app.core import clock

ClientAs = Callable[[str], Any]


@pytest.fixture
def office(make: Any) -> Any:
    return make.office(country="RS", name="Office Beograd")


@pytest.fixture
def coordinator(make: Any, client_as: ClientAs, office: Any) -> Any:
    return client_as(make.coordinator(office=office))


def test_the_donors_file_has_the_same_numbers(office: Any, coordinator: Any) -> None:
    grant = set_up(coordinator, office)

    assert coordinator.get(f"{grant}/report.docx?period=0").status_code == 404
    assert coordinator.post(f"{grant}/reports?period=0").status_code == 303
    answer = coordinator.get(f"{grant}/report.docx?period=0")

    document = zipfile.ZipFile(io.BytesIO(answer.data)).read("word/document.xml").decode()
    assert all(word in document for word in ("Access to court", "Hearings attended", "book of advice", "WP2 Advice"))
    assert coordinator.get(f"{grant}/report.docx?period=7").status_code == 404


def test_the_donors_file_is_a_pdf_too_with_the_same_lines(
    office: Any, coordinator: Any, client_as: ClientAs, make: Any
) -> None:
    grant = set_up(coordinator, office)

    assert coordinator.get(f"{grant}/report.pdf?period=0").status_code == 404
    coordinator.post(f"{grant}/reports?period=0")
    answer = coordinator.get(f"{grant}/report.pdf?period=0")

    printed = " ".join(exported.by_pdfium(answer.data).split())
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].split('"')[1].endswith(".pdf")
    assert all(word in printed for word in ("Access to court", "Hearings attended", "Our own acts", "WP2 Advice"))
    assert "Acts are counted, never persons" in printed
    assert "Download as PDF" in text(coordinator.get(grant))
    assert coordinator.get(f"{grant}/report.pdf?period=7").status_code == 404
    assert (
        client_as(make.coordinator(office=make.office(country="BA", name="Office Sarajevo")))
        .get(f"{grant}/report.pdf?period=0")
        .status_code
        == 404
    )


def test_the_file_hides_what_is_so_few_that_it_could_be_one_person_and_the_screen_does_not(
    office: Any, coordinator: Any
) -> None:
    grant = set_up(coordinator, office)
    advise(coordinator, office, "3. 4. 2025.", 4)

    document = filed(coordinator, grant, 0)

    assert "Legal advice given|4|" in "|".join(re.split(r"\s*<[^>]+>\s*", text(coordinator.get(grant)))).replace(
        "||", "|"
    )
    assert "Advice given|Legal advice given|2|…|≥ 0|20|≥ 0 %|" in document
    assert "Legal advice given|…|" in document
    assert "Hearings at which our counsel was|0|" in document


def test_a_report_that_has_left_stays_as_it_was(office: Any, coordinator: Any) -> None:
    grant = set_up(coordinator, office)
    advise(coordinator, office, "3. 4. 2025.", 6)
    before = filed(coordinator, grant, 0)
    advise(coordinator, office, "4. 4. 2025.", 1)

    after = filed(coordinator, grant, 0)

    assert "Legal advice given|6|" in before
    assert after == before
    assert coordinator.post(f"{grant}/reports?period=0").status_code == 422


def test_once_a_report_was_drawn_up_the_days_of_the_periods_stay(office: Any, coordinator: Any) -> None:
    grant = set_up(coordinator, office)
    assert coordinator.post(f"{grant}/plan", planned(("1. 1.", "30. 6."), ("1. 7.", "31. 12."))).status_code == 303
    filed(coordinator, grant, 0)

    moved = coordinator.post(
        f"{grant}/plan", planned(("1. 1.", "29. 6."), ("30. 6.", "31. 12.")) | {"row_version": "4"}
    )

    assert moved.status_code == 422
    assert "the days of the reporting periods stay as they are" in text(moved)


def test_two_grants_with_other_days_leave_no_difference(office: Any, coordinator: Any) -> None:
    whole, shifted, halves = (set_up(coordinator, office) for _ in range(3))
    advise(coordinator, office, "30. 6. 2025.", 1)
    advise(coordinator, office, "3. 4. 2025.", 6)
    advise(coordinator, office, "3. 9. 2025.", 5)
    coordinator.post(f"{halves}/plan", planned(("1. 1.", "30. 6."), ("1. 7.", "31. 12.")))
    coordinator.post(f"{shifted}/plan", planned(("1. 1.", "29. 6.")))

    assert "Legal advice given|7|" in filed(coordinator, halves, 0)
    assert "Legal advice given|…|" in filed(coordinator, shifted, 0)
    assert "Legal advice given|5|" in filed(coordinator, halves, 1)
    assert "Advice given|Legal advice given|2|12|12|20|60 %|" in filed(coordinator, whole, 0)


def test_a_report_of_a_period_that_is_not_over_is_refused(
    app: Flask, office: Any, coordinator: Any, monkeypatch: Any
) -> None:
    grant = set_up(coordinator, office)
    monkeypatch.setattr(clock, "today", lambda: date(2025, 12, 31))

    answer = coordinator.post(f"{grant}/reports?period=0")

    assert answer.status_code == 422
    assert "This reporting period is not over yet." in text(answer)
