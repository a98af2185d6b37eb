"""Attacks on proceedings that are joined and severed: nobody is to stand in two of them at once."""

from typing import Any
from uuid import UUID

from flask import Flask

from lawyering import rows
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.casework.proceedings.models import Proceeding, TrackLink


def test_two_colleagues_who_sever_the_same_accused_make_one_proceeding(
    app: Flask, lawyer: Any, case_id: UUID, criminal: str
) -> None:
    for name in ("Prvi Izmišljeni", "Drugi Izmišljeni", "Treći Izmišljeni"):
        lawyer.post(f"/cases/{case_id}/accused", {"name": name})
    first, second, third = [str(row.id) for row in rows(app, Defendant, "id")]
    before = len(rows(app, Proceeding, "id"))

    taken = lawyer.post(f"{criminal}/severing", {"accused": [second], "severed_on": "5. 5. 2026."})
    again = lawyer.post(f"{criminal}/severing", {"accused": [second], "severed_on": "5. 5. 2026."})
    nobody_left = lawyer.post(f"{criminal}/severing", {"accused": [first, third], "severed_on": "6. 5. 2026."})

    assert (taken.status_code, again.status_code, nobody_left.status_code) == (303, 422, 409)
    assert len(rows(app, Proceeding, "id")) == before + 1
    assert len(rows(app, TrackLink, "id")) == 1
