"""A caseload that grows by a year, and its publications: prepared, gone on with, agreed to."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from flask import Flask

from lawyering import text
from litigation_app.accounts.models import Office
from litigation_app.casework.casefile import actions as casefile
from litigation_app.casework.cases.actions import FileText, NewCase, Place
from litigation_app.casework.victims import actions as victims
from litigation_app.casework.victims.rules import VictimRecord
from litigation_app.core.db import committing, db
from litigation_app.law import loader
from litigation_app.statistics.releases import Release, ReleaseContents, RowOut, TableOut, load, write
from preparing import agree, choose, prepare

WANTED = {
    "title": "Serbia 2021 to 2022",
    "mode": "caseload",
    "countries": ["RS"],
    "first_year": "2021",
    "last_year": "2022",
}
LONGER = {"title": "Serbia 2021 to 2023", "last_year": "2023"}


class Caseload:
    """Sixty invented clients of two years, and thirty of the year after, or so many as are said."""

    def __init__(self, app: Flask, make: Any, newcomers: int = 30) -> None:
        self.app, self.office = app, make.office(country="RS", name="Office Beograd")
        self.lawyers = [make.actor(make.lawyer(office=self.office)) for _ in range(4)]
        with app.app_context(), committing():
            for number in range(90):
                if number % 3 < 2 or number // 3 < newcomers:
                    self.add(number, 2021 + number % 3, "M" if number % 2 else "F")

    def add(self, number: int, year: int, sex: str) -> None:
        office: Office = db.session.get_one(Office, self.office)
        new = NewCase(office, date(year, 3, 1), loader.load("RS").version, Place(), FileText("Izmišljeni", "", ""))
        lawyer = self.lawyers[number % 4]
        case = casefile.open_case(lawyer, new)
        record = VictimRecord(
            given_name=f"Izmišljena{number}",
            birth_date=date(1990 + 20 * (number % 3 == 0), 5, 5),
            sex=sex,
            forms=("LAB" if number % 5 < 2 else "SEX",),
            status="FORMAL",
            first_contact=date(year, 3, 1),
        )
        victims.add(lawyer, case, record)
        db.session.flush()

    def late(self, how_many: int, year: int = 2021) -> None:
        """Women whose first contact was years ago are entered now."""
        self.of_year(year, how_many, "F")

    def of_year(self, year: int, how_many: int, sexes: str = "FM") -> None:
        """So many more of this year, of the sexes in turn."""
        with self.app.app_context(), committing():
            for number in range(how_many):
                self.add(100 + number, year, sexes[number % len(sexes)])


def asked_for(analyst: Any, **changes: Any) -> Any:
    """What she finds in the end; where she is asked, she goes on with the earlier years as they were printed."""
    answer = prepare(analyst, WANTED | changes)
    _before, _words, after = answer.get_data(as_text=True).partition("Go on with the earlier years")
    offered = re.search(
        r'name="number"\s+value="([0-9]+)"', after.partition("</li>")[0]
    )  # none where it would be refused
    return choose(analyst, answer, int(offered[1])) if offered else answer


def drafted(analyst: Any, **changes: Any) -> str:
    answer = asked_for(analyst, **changes)
    assert answer.status_code == 303, text(answer)
    return str(answer.headers["Location"]).split("?", maxsplit=1)[0]


def agreed(app: Flask, make: Any, client_as: Callable[[str], Any], path: str) -> Release:
    coordinator = client_as(make.coordinator())
    answer = agree(coordinator, path)
    assert answer.status_code == 303, text(answer)
    name = answer.headers["Location"].split("/")[-1].split("?")[0]
    return load(app.extensions["shelf"], name, app.extensions["trusted_keys"])


def values(release: Release, years: set[str]) -> dict[tuple[str, ...], Any]:
    return {(t.id, *row.codes): row.value for t in release.tables for row in t if row.codes[0] in years}


def put_beside(app: Flask, first: Release) -> None:
    """Another signed publication of the first year alone appears, as when a shelf is brought back from a copy."""
    tables = [
        TableOut(
            t.id,
            t.title,
            t.unit,
            t.counted,
            t.dimensions,
            [RowOut(r.codes, r.value and None) for r in t if r.codes[0] != "2022"],
        )
        for t in first.tables
        if "2021" in t.codes_of("YEAR")  # a year alone has followed nobody
    ]
    known = [RowOut(row.codes, 30) if set(row.codes[1:]) == {"_T"} else row for row in tables[0].rows]
    contents = ReleaseContents(
        title="Serbia 2021", countries=first.countries, first=date(2021, 1, 1), last=date(2021, 12, 31),
        reference_date=date(2021, 12, 31), mode=first.mode, policy_hash=first.policy_hash, certificate=first.certificate,
        prepared_by=UUID(int=1), approved_by=UUID(int=2), tables=[replace(tables[0], rows=known), *tables[1:]],
    )  # fmt: skip
    write(app.extensions["shelf"], contents, app.extensions["release_signer"])
