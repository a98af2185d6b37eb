"""A grant that was set up and planned, and what its page and its donor's file say."""

import io
import re
import zipfile
from typing import Any

from lawyering import text

PLAN = {
    "row_version": "1",
    "packages-0-code": "WP1", "packages-0-title": "Courts", "packages-0-budget": "6,000.00",
    "packages-1-code": "WP2", "packages-1-title": "Advice", "packages-1-budget": "4,000.00",
    "periods-0-first": "1. 1. 2025.", "periods-0-last": "31. 12. 2025.", "periods-0-due": "31. 1. 2026.",
    "results-0-title": "Hearings attended", "results-0-kind": "hearing_attended", "results-0-baseline": "0",
    "results-0-target": "4", "results-0-source": "court records", "results-0-package": "WP1",
    "results-1-title": "Advice given", "results-1-kind": "advice", "results-1-baseline": "2", "results-1-target": "20",
    "results-1-source": "book of advice", "results-1-package": "WP2",
}  # fmt: skip


def set_up(person: Any, office: Any) -> str:
    said = {
        "office": str(office), "title": "Access to court", "donor": "Invented donor", "reference": "12/2025", "currency": "EUR",
        "starts_on": "1. 1. 2025.", "ends_on": "31. 12. 2025.", "budget": "10,000.00",
    }  # fmt: skip
    answer = person.post("/grants/", said)
    assert answer.status_code == 303, text(answer)
    address = str(answer.headers["Location"]).removesuffix("/plan")
    planned = person.post(f"{address}/plan", PLAN)
    assert planned.status_code == 303, text(planned)
    return address


def filed(person: Any, grant: str, place: int) -> str:
    """What the donor's file of a reporting period says, drawn up where it was not yet."""
    person.post(f"{grant}/reports?period={place}")
    answer = person.get(f"{grant}/report.docx?period={place}")
    document = zipfile.ZipFile(io.BytesIO(answer.data)).read("word/document.xml").decode()
    return re.sub(r"[|]+", "|", re.sub(r"<[^>]+>", "|", document))


def words(page: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text(page)).split())


def advise(person: Any, office: Any, on: str, number: int) -> None:
    act = {"office": str(office), "kind": "advice", "on": on, "number": str(number), "about": "prava oštećene"}
    assert person.post("/grants/acts", act).status_code == 303


def planned(*periods: tuple[str, str]) -> dict[str, str]:
    """The plan, with these reporting periods of 2025 as "day. month."."""
    plan = {name: said for name, said in PLAN.items() if not name.startswith("periods-")} | {"row_version": "2"}
    for place, (first, last) in enumerate(periods):
        plan |= {
            f"periods-{place}-first": f"{first} 2025.",
            f"periods-{place}-last": f"{last} 2025.",
            f"periods-{place}-due": "31. 1. 2026.",
        }
    return plan
