"""What the tests of the ways to compensation look at, and what they write into a case first."""

import re
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from claiming import Desk
from lawyering import part, said, text
from litigation_app.casework.proceedings.models import Move
from litigation_app.core.clock import today
from stepping import outside, path_of


def page(desk: Desk, who: Any = None) -> str:
    answer = (who or desk.lawyer).get(f"/victims/{desk.victim_id}/routes")
    assert answer.status_code == 200
    return text(answer)


def row(seen: str, route: str) -> str:
    """One line of the table."""
    table = part(seen, "compared")
    return table.split(f'href="#{route}"', 1)[1].split("</tr>", 1)[0]


def link(seen: str, route: str, words: str) -> str:
    """The address behind these words in a line of the table."""
    found = re.search(rf'href="([^"]+)"[^>]*>\s*{re.escape(words)}', row(seen, route))
    assert found is not None, row(seen, route)
    return found[1].replace("&amp;", "&")


def step(desk: Desk, family: str, stage: str, on: date, **more: str) -> None:
    path = path_of(desk.app, desk.case_id, family)
    seq = len(desk.rows(select(Move.id).where(Move.proceeding_id == UUID(path.rsplit("/", 1)[1]))))
    assert outside(desk.lawyer, path, stage, seq, on, **more).status_code == 303


def charged(desk: Desk, committed: date) -> None:
    """The accused is charged with an offence of this day."""
    assert desk.lawyer.post(f"/cases/{desk.case_id}/accused", {"name": "Izmišljeni"}).status_code == 303
    form = desk.lawyer.get(f"/cases/{desk.case_id}/records/charge/new").get_data(as_text=True)
    him = re.findall(r'<option[^>]* value="([0-9a-f-]{36})"', form.split('name="defendant"')[1].split("</select>")[0])[
        -1
    ]
    offence = form.split('name="offence"')[1].split('<option value="')[2].split('"')[0]
    told = {
        "on": said(today()),
        "defendant": him,
        "offence": offence,
        "step": "indicted",
        "committed": said(committed),
    }
    answer = desk.lawyer.post(f"/cases/{desk.case_id}/records/charge", told)
    assert answer.status_code == 303, answer.get_data(as_text=True)
