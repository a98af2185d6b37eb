"""Official figures as people handle them: begun, typed in, checked, published."""

from typing import Any
from uuid import UUID

from flask import Flask

from confirming import confirmed
from lawyering import text
from litigation_app.core.db import db
from litigation_app.gate.official import queries
from litigation_app.gate.official.models import OfficialDraft
from litigation_app.statistics.official import queries as shelves
from litigation_app.statistics.releases import Release, TableOut
from packaged import invented, laid

PAGE = "/publishing/official/"
SOURCE = {
    "country": "RS", "year": "2024", "series": "CPTV", "known": "", "title": "Izmišljen izveštaj za 2024.",
    "address": "https://example.org/i", "published_on": "1. 3. 2025.", "retrieved_on": "2. 3. 2025.", "first_day": "", "last_day": "",
}  # fmt: skip


def newest(app: Flask, country: str) -> Release | None:
    with app.app_context():
        return shelves.latest(app.extensions["shelf"], app.extensions["trusted_keys"], country)


def ids(app: Flask, country: str) -> list[str]:
    with app.app_context():
        return [str(one.id) for one in queries.drafts() if one.country == country]


def publish_shipped(app: Flask, typist: Any, checker: Any, *countries: str) -> None:
    assert typist.post(f"{PAGE}shipped").status_code == 303
    for country in countries:
        answer = confirmed(checker, f"{PAGE}{ids(app, country)[0]}/approval")
        assert answer.status_code == 303, text(answer)


def begun(typist: Any, **changes: str) -> str:
    answer = typist.post(PAGE, SOURCE | changes)
    assert answer.status_code == 303, text(answer)
    return str(answer.headers["Location"]).removesuffix("/figures")


def typed(*values: str | None, version: int = 1) -> dict[str, str]:
    """The form of figures: None ticks that the source does not print it. `version`: of the draft, when the page was made."""
    said = {"row_version": str(version)}
    for place, value in enumerate(values):
        said[f"lines-{place}-value"] = value or ""
        said[f"lines-{place}-page"] = "str. 7"
        said[f"lines-{place}-confidence"] = "high"
        if value is None:
            said[f"lines-{place}-is_absent"] = "y"
    return said


def state(app: Flask, draft: str) -> str:
    """How a draft of official figures stands."""
    with app.app_context():
        return str(db.session.get_one(OfficialDraft, UUID(draft)).state)


def our_own(app: Flask, mode: str, table: TableOut, country: str, first: int, last: int) -> str:
    """A publication of our own counting with this one table, laid on the shelf; its id."""
    return laid(app, invented(f"Invented {country}", [table], (first, last), mode=mode, country=country)).name
