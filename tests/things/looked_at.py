"""A desk of which every page can be looked at in a browser, its pages, and a walk over them in one language."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import islice
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from estimated import ran
from furnished import A_PICTURE, SKETCH
from litigation_app.accounts.models import Office
from litigation_app.casework.cases.models import Case
from litigation_app.casework.courtwatch.judgments import actions as judgments
from litigation_app.casework.courtwatch.judgments.actions import NewJudgment
from litigation_app.casework.courtwatch.observations import actions as observations
from litigation_app.casework.courtwatch.observations.actions import NewObservation
from litigation_app.casework.documents import actions as documents
from litigation_app.casework.documents.actions import Sent
from litigation_app.casework.documents.inspection import Budget
from litigation_app.casework.documents.rules import Said as About
from litigation_app.casework.proceedings import actions as proceedings
from litigation_app.casework.proceedings.defendants import actions as defendants
from litigation_app.casework.proceedings.defendants.actions import Identity
from litigation_app.casework.proceedings.hearings import actions as hearings
from litigation_app.casework.proceedings.hearings.actions import Planned, Reported
from litigation_app.casework.proceedings.hearings.rules import State
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.casework.proceedings.records import actions as records
from litigation_app.casework.proceedings.records.rules import catalogue
from litigation_app.casework.record_forms.rules import Said
from litigation_app.casework.strategy.supervision import actions as supervision
from litigation_app.casework.strategy.supervision.actions import Judged
from litigation_app.core import clock
from litigation_app.core.db import committing, db
from litigation_app.core.language import COOKIE
from litigation_app.demo import aims
from litigation_app.gate import queries as drafts
from litigation_app.gate.drafts import actions as gate
from litigation_app.gate.rules import Wish
from walking import NOWHERE, Watch, barriers, speak, too_wide, walk

PEOPLE = ("Vera Druga", "Mila Prva", "Petra Broj", "Olga Uprava", "Iva Gled")
WITH_A_FILE = "Vera Druga"
ONE_IN = 4  # `make test` looks at one kind of page in so many,
MOST = 4  # and at so many pages of a person
Look = tuple[Page, str, Watch | None]


@pytest.fixture(scope="module")
def furnished(desk: Any) -> Any:
    """The desk with hearings and records of a case, a publication, and an estimate made from it."""
    with desk.app.app_context(), committing():
        _furnish_case(desk.actor("Vera Druga"))
        _furnish_register(desk.actor("Vera Druga"), desk.actor("Mila Prva"))
        _furnish_strategy(desk.actor("Vera Druga"), desk.actor("Mila Prva"))
    held = desk.app.extensions
    shelf, signer = held["shelf"], held["release_signer"]
    on = {"on_shelf": shelf, "trusted": held["trusted_keys"]}
    with desk.app.app_context():
        analyst, second = desk.actor("Petra Broj"), desk.actor("Mila Prva")
        with committing():
            draft = gate.draft(analyst, title="Serbia 2024", wish=Wish("caseload", "RS", 2024), **on)
        with committing():
            gate.approve(second, draft, **on, signer=signer, seen=drafts.stands(draft))
        with committing():  # this one waits for a second person
            gate.draft(analyst, title="Serbia 2025", wish=Wish("caseload", "RS", 2025), **on)
    ran(desk.app, "RS", analyst.id)
    return desk


def _newest(lawyer: Any) -> Case:
    newest = Case.opened_on.desc(), Case.created_at.desc()
    case = db.session.scalars(select(Case).where(Case.created_by == lawyer.id).order_by(*newest)).first()
    assert case is not None
    return case


def _furnish_case(lawyer: Any) -> None:
    """A hearing that was put off to next week, another at the same hour, an accused who came free."""
    case = _newest(lawyer)
    proceeding = db.session.scalars(select(Proceeding).where(Proceeding.case_id == case.id)).first()
    assert proceeding is not None
    today = clock.today()
    again = {"next_on": today + timedelta(days=7), "next_at": time(9, 30)}
    held = hearings.schedule(lawyer, case, proceeding, Planned("main_hearing", today, time(9, 30), ("client",), "Note"))
    told = Reported(State.ADJOURNED, "panel", ("counsel",), **again, note="Adjourned")
    hearings.report(lawyer, case, held, told, row_version=1)
    hearings.schedule(lawyer, case, proceeding, Planned("other", today + timedelta(days=7), time(10)))
    accused = defendants.add(lawyer, case, Identity("Izmišljeni A."))
    sketch = documents.receive()
    sketch.write(A_PICTURE)
    looked = documents.look_at(Sent(SKETCH, cast(BinaryIO, sketch)), Budget())
    documents.add(lawyer, case, [looked], About("evidence", origin="police", exhibit="7", sensitivity="sensitive"))
    said = Said(catalogue().kinds["custody"], today, {"event": "released"}, {"defendant": accused.id}, "Note")
    records.add(lawyer, case, said)


def _furnish_strategy(lawyer: Any, coordinator: Any) -> None:
    """What the case aims at beyond itself, and a judgment whose execution is followed."""
    case = _newest(lawyer)
    aims.write(case, coordinator, lawyer, clock.today())
    with committing():
        application = proceedings.begin(lawyer, case, "echr")
        supervision.begin(lawyer, case, Judged(application.id, clock.today(), "leading", "unknown"))


def _furnish_register(lawyer: Any, coordinator: Any) -> None:
    """A judgment that waits to be coded, one whose two codings differ, the draft of a sheet."""
    office = db.session.get_one(Office, next(iter(lawyer.held)).office_id)
    for number, percent in (("K 1/2024", 0), ("K 2/2024", 100)):
        new = NewJudgment("vs_beograd", "first", date(2024, 3, 4), "final", 1, 1, number)
        made = judgments.register(lawyer, office, new, double_percent=percent)
    said = {"procedure": "trial", "appeal": "not_appeal", "a1_verdict": "convicted", "i1_claim": "referred"}
    judgments.code(lawyer, made, said, note="Note")
    judgments.code(coordinator, made, said | {"i1_claim": "rejected"}, note="")
    observations.begin(lawyer, office, NewObservation("vs_beograd", date(2024, 3, 4), "K 3/2024"))


def starts(page: Page, name: str) -> list[str]:
    """Where a walk begins: the first page, one that is not there, and for the lawyer a record that she opened."""
    found = ["/", NOWHERE]
    if name == WITH_A_FILE:
        page.goto("/cases/")
        page.locator("tbody th a").first.click()
        file = page.locator("#file")
        file.get_by_label("Purpose").select_option("drafting")
        file.get_by_role("button", name="Open the file").click()
        page.get_by_role("link", name="Everything about the client").click()
        page.wait_for_load_state()
        door = page.locator("section.door#victims")
        door.get_by_label("Purpose").select_option("hearing")
        for group in door.get_by_role("checkbox").all():
            group.check()
        door.get_by_role("button").first.click()
        found.append(urlsplit(page.url).path)
    return found


@pytest.fixture(scope="module")
def addresses(furnished: Any, pytestconfig: pytest.Config) -> dict[str, list[str]]:
    """Pages of all people, each kind once, by whoever comes to it first: links are read once for all languages. Who has
    signed in for that stays at her browser.
    """
    everything = bool(pytestconfig.getoption("--everything"))
    known: set[str] = set()
    found = {}
    for name in PEOPLE:
        page = furnished.seated(name)
        begin = starts(page, name)
        kinds = walk(page, begin, known, one_in=1 if everything else ONE_IN)
        found[name] = list(kinds if everything else islice(kinds, MOST))
        page.close()
    return found


def looked_at(desk: Any, addresses: dict[str, list[str]], language: str, *, most: int | None = None) -> Iterator[Look]:
    """These pages in this language, at most so many of a person; in English, what each asks for is watched as on a first visit."""
    for name, paths in addresses.items():
        has_begun = name in desk.seats
        page = desk.seated(name)
        if not has_begun:
            starts(page, name)
        if language != "en":
            page.goto("/")
            speak(page, language)
        watch = Watch(page) if language == "en" else None
        for path in paths[-(most or len(paths)) :]:
            page.goto(path, wait_until="load")
            yield page, f"{name} {path}", watch
        page.context.clear_cookies(name=COOKIE)
        page.close()
        if name == WITH_A_FILE:  # it shuts by itself: for the next walk she signs in and opens it anew
            desk.seats.pop(name).close()


def barriers_in(
    desk: Any, addresses: dict[str, list[str]], language: str, *, most: int | None = None
) -> dict[str, list[str]]:
    """What is wrong with these pages in this language, by page; their colours are those of the English walk."""
    found = {}
    for page, where, _watch in looked_at(desk, addresses, language, most=most):
        faults = too_wide(page) + barriers(page, of_words=True)
        if faults:
            found[where] = faults
    return found
