"""Can a publication grow by a year without giving away who came, went or changed since the last one?"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from lawyering import text
from litigation_app.accounts.models import Office
from litigation_app.casework.casefile import actions as casefile
from litigation_app.casework.cases.actions import FileText, NewCase, Place
from litigation_app.casework.victims import actions as victims
from litigation_app.casework.victims.rules import VictimRecord
from litigation_app.cli import work
from litigation_app.core.db import committing, db
from litigation_app.gate import actions
from litigation_app.law import loader
from litigation_app.statistics.releases import Release, ReleaseContents, RowOut, TableOut, load, shelf, write
from preparing import WAITING, agree, choose, prepare, renew, work_off

WANTED = {
    "title": "Serbia 2021 to 2022",
    "mode": "caseload",
    "countries": ["RS"],
    "first_year": "2021",
    "last_year": "2022",
}
LONGER = {"title": "Serbia 2021 to 2023", "last_year": "2023"}


class Caseload:
    """Sixty invented clients of two years, and thirty of the year after."""

    def __init__(self, app: Flask, make: Any) -> None:
        self.app, self.office = app, make.office(country="RS", name="Office Beograd")
        self.lawyers = [make.actor(make.lawyer(office=self.office)) for _ in range(4)]
        with app.app_context(), committing():
            for number in range(90):
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
        with self.app.app_context(), committing():
            for number in range(how_many):
                self.add(100 + number, year, "F")


@pytest.fixture
def caseload(app: Flask, make: Any) -> Caseload:
    return Caseload(app, make)


def asked_for(analyst: Any, **changes: Any) -> Any:
    """What she finds in the end; where she is asked, she goes on with the earlier years as they were printed."""
    answer = prepare(analyst, WANTED | changes)
    return choose(analyst, answer, 1) if "Go on with the earlier years" in answer.get_data(as_text=True) else answer


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


def test_a_year_is_added_and_what_did_not_change_is_printed_again(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst = client_as(make.analyst())
    first = agreed(app, make, client_as, drafted(analyst))

    path = drafted(analyst, **LONGER)
    page = text(analyst.get(path))
    second = agreed(app, make, client_as, path)

    assert values(second, {"2021", "2022"}) == values(first, {"2021", "2022"})
    assert any(value for value in values(second, {"2023"}).values())
    assert "were published before: “Serbia 2021 to 2022”" in page
    assert len(shelf(app.extensions["shelf"])) == 2


def test_one_woman_who_was_entered_late_shows_nowhere(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst = client_as(make.analyst())
    first = agreed(app, make, client_as, drafted(analyst))
    caseload.late(1)

    path = drafted(analyst, **LONGER)
    page = text(analyst.get(path))
    second = agreed(app, make, client_as, path)

    assert values(second, {"2021", "2022"}) == values(first, {"2021", "2022"})
    assert values(second, {"_T"})["victims_by_sex", "_T", "_T"] == 90
    assert second.carried is not None
    assert (second.carried.release, second.carried.last_year) == (first.id, 2022)
    assert "printed again as they stood then" in page
    assert "stand as" in text(analyst.get(f"/publications/{second.id}"))
    assert "2022 stand as printed in" in second.files["README.txt"].decode()


def test_the_publication_after_that_goes_on_from_both(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst = client_as(make.analyst())
    agreed(app, make, client_as, drafted(analyst, title="One", last_year="2021"))
    caseload.late(1)
    second = agreed(app, make, client_as, drafted(analyst))
    caseload.late(1, year=2022)
    third = agreed(app, make, client_as, drafted(analyst, **LONGER))

    assert values(third, {"2021", "2022"}) == values(second, {"2021", "2022"})
    assert [one.carried_until for one in (second, third)] == [2021, 2022]


@pytest.mark.parametrize(
    "near",
    [
        {"last_year": "2024"},
        {"first_year": "2022", "last_year": "2023"},
        {"first_year": "2020", "last_year": "2023"},
        {"last_year": "2021"},
        {"last_year": "2023", "countries": ["RS", "MK"]},
        {},
    ],
)
def test_any_other_cut_through_the_same_people_is_still_refused(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask, near: dict[str, Any]
) -> None:
    analyst = client_as(make.analyst())
    agreed(app, make, client_as, drafted(analyst))

    refused = prepare(analyst, WANTED | {"title": "Serbia, cut otherwise"} | near)

    assert refused.status_code == 422
    assert "already published" in text(refused)


@pytest.mark.parametrize("harm", ["taken away", "changed"])
def test_a_publication_that_was_taken_back_or_is_broken_still_stands_in_the_way(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask, harm: str
) -> None:
    analyst = client_as(make.analyst())
    first = agreed(app, make, client_as, drafted(analyst))
    folder = app.extensions["shelf"] / first.id
    if harm == "taken away":
        folder.rename(folder.with_name("taken-back"))
    else:
        (folder / "data" / "victims_by_sex.csv").write_text("YEAR,SEX,value\n")

    assert prepare(analyst, WANTED | LONGER).status_code == 422


def test_whoever_agrees_is_told_that_the_shelf_changed_since(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst = client_as(make.analyst())
    first = agreed(app, make, client_as, drafted(analyst))
    path = drafted(analyst, **LONGER)
    _put_beside(app, first)

    answer = agree(client_as(make.coordinator()), path)

    assert answer.status_code == 422
    assert "What is published of these people changed since this was prepared" in text(answer)
    assert renew(analyst, path).status_code == 303


def _put_beside(app: Flask, first: Release) -> None:
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
    ]
    known = [RowOut(row.codes, 30) if set(row.codes[1:]) == {"_T"} else row for row in tables[0].rows]
    contents = ReleaseContents(
        title="Serbia 2021", countries=first.countries, first=date(2021, 1, 1), last=date(2021, 12, 31),
        reference_date=date(2021, 12, 31), mode=first.mode, policy_hash=first.policy_hash, certificate=first.certificate,
        prepared_by=UUID(int=1), approved_by=UUID(int=2), tables=[replace(tables[0], rows=known), *tables[1:]],
    )  # fmt: skip
    write(app.extensions["shelf"], contents, app.extensions["release_signer"])


def test_a_second_draft_of_the_same_longer_years_is_refused_while_one_is_open(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst = client_as(make.analyst())
    agreed(app, make, client_as, drafted(analyst))
    drafted(analyst, **LONGER)

    second = asked_for(analyst, **LONGER | {"title": "The same once more"})

    assert second.status_code == 422, text(second)


@pytest.mark.parametrize(("late", "code"), [(0, 303), (1, 200)])
def test_a_discarded_draft_of_fewer_years_counts_as_printed(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask, late: int, code: int
) -> None:
    """Where it said other figures than what was published later, whoever saw both knows a change already."""
    analyst = client_as(make.analyst())
    shown = drafted(analyst)
    analyst.post(f"{shown}/discard")
    caseload.late(late)
    agreed(app, make, client_as, drafted(analyst, title="Serbia, again"))

    assert asked_for(analyst, **LONGER).status_code == code


def test_the_description_says_what_is_carried_forward(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst = client_as(make.analyst())
    first = agreed(app, make, client_as, drafted(analyst))
    caseload.late(2)
    second = agreed(app, make, client_as, drafted(analyst, **LONGER))

    said = [json.loads(one.files["datapackage.json"]).get("carried") for one in (first, second)]

    assert said == [None, {"release": first.id, "last_year": 2022}]


def test_where_a_change_would_show_somebody_she_chooses_before_any_number_is_shown(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst = client_as(make.analyst())
    agreed(app, make, client_as, drafted(analyst))
    caseload.late(1)

    asked = prepare(analyst, WANTED | LONGER)
    page = text(asked)
    alone = choose(analyst, asked, 2)

    assert "a number changed by too few people" in page
    assert "Go on with the earlier years as they were printed." in page
    assert "Publish 2023 alone." in page
    assert "Or wait until more has changed" in page
    assert alone.status_code in {200, 303}, (
        "tables of one year may be too fine, but they are not refused for the years before"
    )
    assert "overlap" not in text(alone)
    assert analyst.post(f"{asked.request.path}/choice", {"number": 3}).status_code == 422


def test_agreeing_beside_an_earlier_publication_is_long_work_that_only_the_second_person_can_do(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst, name = client_as(make.analyst()), make.coordinator()
    agreed(app, make, client_as, drafted(analyst))
    path = drafted(analyst, **LONGER)
    coordinator = client_as(name)

    own = analyst.post(f"{path}/approval")
    first = coordinator.post(f"{path}/approval").headers["Location"]
    cancelled = coordinator.post(f"{first}/cancellation")
    work_off(app)
    between = len(shelf(app.extensions["shelf"]))
    again = coordinator.post(f"{first}/repetition")
    done = agree(coordinator, path)

    assert own.status_code == 404
    assert cancelled.status_code == 303
    assert between == 1
    assert again.headers["Location"].endswith(path)
    assert "/publications/" in done.headers["Location"]
    assert len(shelf(app.extensions["shelf"])) == 2


def test_what_is_cancelled_under_the_lock_does_not_reach_the_shelf(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    agreed(app, make, client_as, drafted(analyst))
    path = drafted(analyst, **LONGER)
    first = coordinator.post(f"{path}/approval").headers["Location"]

    def tell(step: str, _done: int = 0, _of: int = 0) -> None:
        if step == "beside":
            with app.app_context():
                assert coordinator.post(f"{first}/cancellation").status_code == 303

    with app.app_context(), app.test_request_context():
        work.do(app, app.extensions[WAITING].pop(), tell)

    assert len(shelf(app.extensions["shelf"])) == 1
    assert "You cancelled this" in text(coordinator.get(first))
    assert not list(app.extensions["shelf"].glob(".before-*"))


@pytest.mark.parametrize("late", [0, 2])
def test_a_shelf_that_changes_while_somebody_is_agreeing_is_seen_under_the_lock(
    caseload: Caseload,
    client_as: Callable[[str], Any],
    make: Any,
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
    late: int,
) -> None:
    analyst = client_as(make.analyst())
    first = agreed(app, make, client_as, drafted(analyst))
    caseload.late(late)
    path = drafted(analyst, **LONGER)
    monkeypatch.setattr(actions, "write", _after(lambda: _put_beside(app, first), actions.write))

    answer = agree(client_as(make.coordinator()), path)

    assert "changed since this was prepared" in text(answer)
    assert len(shelf(app.extensions["shelf"])) == 2


def test_a_shelf_that_changes_while_somebody_is_preparing_is_seen_under_the_lock(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyst = client_as(make.analyst())
    first = agreed(app, make, client_as, drafted(analyst))
    monkeypatch.setattr(actions, "propose_beside", _after(lambda: _put_beside(app, first), actions.propose_beside))

    assert "changed since this was prepared" in text(asked_for(analyst, **LONGER))


def test_what_the_files_say_is_attacked_and_not_what_was_meant(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer that prints a number in the place of a sign: nothing reaches the shelf."""
    path = drafted(client_as(make.analyst()))

    def careless(to: Any, contents: ReleaseContents, signer: Any) -> Any:
        told = [[replace(row, value=row.value or 1) for row in table.rows] for table in contents.tables]
        tables = [replace(table, rows=rows) for table, rows in zip(contents.tables, told, strict=True)]
        return write(to, replace(contents, tables=tables), signer)

    monkeypatch.setattr(actions, "write", careless)
    answer = client_as(make.coordinator()).post(f"{path}/approval")

    assert answer.status_code == 422
    assert shelf(app.extensions["shelf"]) == []


def _after(happens: Callable[[], None], act: Callable[..., Any]) -> Callable[..., Any]:
    def acting(*what: Any, **how: Any) -> Any:
        done = act(*what, **how)
        happens()
        return done

    return acting
