"""Is every page quiet, light, free of barriers, as wide as its window, and of use with a keyboard and without scripts?"""

import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import islice
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from estimated import ran
from furnished import A_PICTURE, SKETCH
from litigation_app.accounts.models import Office
from litigation_app.casework.cases.models import Case
from litigation_app.casework.courtwatch.judgments import actions as judgments
from litigation_app.casework.courtwatch.judgments.actions import NewJudgment
from litigation_app.casework.courtwatch.observations import actions as observations
from litigation_app.casework.courtwatch.observations.actions import NewSheet
from litigation_app.casework.defendants import actions as defendants
from litigation_app.casework.defendants.actions import Identity
from litigation_app.casework.documents import actions as documents
from litigation_app.casework.documents.actions import Sent
from litigation_app.casework.documents.containers import Budget
from litigation_app.casework.documents.said import Said as About
from litigation_app.casework.hearings import actions as hearings
from litigation_app.casework.hearings.actions import Planned, Reported
from litigation_app.casework.hearings.rules import State
from litigation_app.casework.proceedings import actions as proceedings
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.casework.records import actions as records
from litigation_app.casework.records.actions import Said
from litigation_app.casework.records.kinds import catalogue
from litigation_app.casework.strategy.supervision import actions as supervision
from litigation_app.casework.strategy.supervision.actions import Judged
from litigation_app.core import clock
from litigation_app.core.db import committing, db
from litigation_app.core.language import LANGUAGES
from litigation_app.demo import aims
from litigation_app.gate import actions as gate
from litigation_app.gate import queries as drafts
from litigation_app.gate.rules import Wish
from walking import NOWHERE, Watch, address_of, barriers, speak, too_wide, unreachable, walk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1800)]  # for hangs: a whole walk looks at some hundred pages

PEOPLE = ("Vera Druga", "Mila Prva", "Petra Broj", "Olga Uprava", "Iva Gled")
OTHER_LANGUAGES = [code for code in LANGUAGES if code != "en"]
SOME_LANGUAGES = {"mk"}  # it has the longest words
LANGUAGES_READ = [
    pytest.param(code, marks=() if code in SOME_LANGUAGES else pytest.mark.extensive) for code in OTHER_LANGUAGES
]
SOME_FORMS = ("/cases/new", "/cases/*/claims/new", "/proceedings/*/moves/new")
OTHER_FORMS = (
    "/cases/*/victims/new",
    "/cases/*/hearings/new",
    "/cases/*/records/testimony/new",
    "/cases/*/remedies/new",
    "/cases/*/outcomes/new",
    "/judgments/new",
    "/watched-trials/new",
)
FORMS = [*SOME_FORMS, *(pytest.param(path, marks=pytest.mark.extensive) for path in OTHER_FORMS)]
ONE_IN = 4  # `make test` looks at one kind of page in so many,
MOST = 4  # and at so many pages of a person
PAGES_IN_ALL = 200
Look = tuple[Page, str, Watch]


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
    ran(desk.app, "RS", analyst.id, paths=20_000)
    return desk


def _newest(lawyer: Any) -> Case:
    case = db.session.scalars(select(Case).where(Case.created_by == lawyer.id).order_by(Case.opened_on.desc())).first()
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
    aims.write(case.code_name, coordinator.id, clock.today())
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
    observations.begin(lawyer, office, NewSheet("vs_beograd", date(2024, 3, 4), "K 3/2024"))


def starts(page: Page, name: str) -> list[str]:
    """Where a walk begins: the first page, one that is not there, and for the lawyer a record that she opened."""
    found = ["/", NOWHERE]
    if name == "Vera Druga":
        page.goto("/cases/")
        page.locator("tbody th a").first.click()
        file = page.locator("#file")
        file.get_by_label("Purpose").select_option("drafting")
        file.get_by_role("button", name="Open the file").click()
        page.get_by_role("link", name="Everything about the client").click()
        door = page.locator("section.door#victims")
        door.get_by_label("Purpose").select_option("hearing")
        for group in door.get_by_role("checkbox").all():
            group.check()
        door.get_by_role("button").first.click()
        found.append(urlsplit(page.url).path)
    return found


@pytest.fixture(scope="module")
def addresses(furnished: Any, pytestconfig: pytest.Config) -> dict[str, list[str]]:
    """Pages of all people, each kind once, by whoever comes to it first: links are read once for all languages."""
    everything = bool(pytestconfig.getoption("--everything"))
    known: set[str] = set()
    found = {}
    for name in PEOPLE:
        page = furnished.at(name)
        begin = starts(page, name)
        kinds = walk(page, begin, known, one_in=1 if everything else ONE_IN)
        found[name] = list(kinds if everything else islice(kinds, MOST))
        page.context.close()
    return found


def looked_at(desk: Any, addresses: dict[str, list[str]], language: str, *, most: int | None = None) -> Iterator[Look]:
    """These pages in this language, at most so many of a person; what each asked for is watched."""
    for name, paths in addresses.items():
        page = desk.at(name, reduced_motion="reduce")  # a page that is still gliding shows no focus yet
        starts(page, name)  # a file is opened for one sign-in
        if language != "en":
            page.goto("/")
            speak(page, language)
        watch = Watch(page)
        for path in paths[-(most or len(paths)) :]:
            page.goto(path, wait_until="load")
            yield page, f"{name} {path}", watch
        page.context.close()


def test_every_page_is_quiet_light_as_wide_as_its_window_and_without_barriers(
    furnished: Any, addresses: dict[str, list[str]], everything: bool
) -> None:
    found, seen = {}, 0

    for page, where, watch in looked_at(furnished, addresses, "en"):
        faults = watch.faults() + too_wide(page) + barriers(page) + unreachable(page)
        seen += 1
        if faults:
            found[where] = faults

    assert not found
    assert seen > (PAGES_IN_ALL if everything else 2 * len(PEOPLE))


def test_a_coordinator_sees_what_she_works_with_on_a_low_window_and_the_rest_under_more(furnished: Any) -> None:
    page = furnished.at("Mila Prva", viewport={"width": 1360, "height": 900})

    page.goto("/cases/")

    menu = page.locator(".side nav")
    first = menu.get_by_role("link").count()
    assert menu.evaluate("menu => menu.scrollHeight - menu.clientHeight") == 0
    menu.get_by_text("More", exact=True).click()
    assert 8 < first < 15 < menu.get_by_role("link").count()


@pytest.mark.parametrize("path", FORMS)
def test_a_refused_form_is_as_good_as_a_fresh_one(furnished: Any, path: str) -> None:
    page = furnished.at("Vera Druga")
    page.goto(address_of(page, path, ["/cases/"]))
    for box in page.locator("main input[type=text]:visible").all():  # what is folded is empty
        box.fill("")

    page.locator("main .buttons .btn-primary").first.click()

    expect(page.locator("#errors")).to_be_visible()
    link = page.locator("#errors a").first
    assert page.locator(link.get_attribute("href") or "").count() == 1
    assert barriers(page) + too_wide(page) == []


@pytest.mark.parametrize("language", LANGUAGES_READ)
def test_every_page_fits_and_puts_up_no_barrier_in_every_language(
    furnished: Any, addresses: dict[str, list[str]], language: str, everything: bool
) -> None:
    found = {}

    for page, where, _watch in looked_at(furnished, addresses, language, most=None if everything else 2):
        faults = too_wide(page) + barriers(page)
        if faults:
            found[where] = faults

    assert not found


def test_a_phone_meets_no_barrier_either(furnished: Any) -> None:
    page = furnished.at("Vera Druga", viewport={"width": 390, "height": 844})
    page.goto("/cases/")
    page.locator("tbody th a").first.click()

    assert barriers(page) == []


def test_a_lawyer_works_without_scripts(furnished: Any) -> None:
    page = furnished.at("Ana Primer", java_script_enabled=False)
    page.goto("/cases/")
    page.get_by_role("link", name="Open a case").first.click()
    expect(page.get_by_role("button", name="Open the case")).to_be_visible()
    another = page.get_by_role("link", name="Office RS", exact=True)
    if another.count():
        another.click()
        expect(page).to_have_url(re.compile("office="))
    page.get_by_label("Opened on").fill("5. 2. 2025.")
    page.get_by_label("Strategic aim").fill("Bez skripti radi isto.")
    page.get_by_role("button", name="Open the case").click()
    case = page.url
    expect(page.locator("h1")).to_have_text(re.compile(r"^RS-2025-[A-Z][A-Z2-9]{3}$"))

    page.get_by_role("link", name="Add a victim").click()
    page.get_by_label("Year of birth").fill("2001")
    page.get_by_role("button", name="Add the victim").click()
    page.get_by_text("Record an event", exact=True).click()
    page.get_by_role("link", name=re.compile("^The next step ?: Criminal proceedings$")).click()
    page.get_by_role("radio", name="Criminal report filed").check()
    page.get_by_label("Day of the step").fill("6. 2. 2025.")
    page.get_by_role("button", name="Record the step").click()
    expect(page.locator("#proceedings")).to_contain_text("Criminal report filed")

    page.goto(case)
    page.get_by_role("link", name="Draft a claim").click()
    page.get_by_label("Route").select_option("property_claim")
    page.get_by_label("Kind of damage, row 1").select_option("fear")
    page.get_by_label("Amount in RSD, row 1").fill("300,000.00")
    rows = page.locator("main tbody tr").count()
    page.get_by_role("button", name="Add a kind of damage").click()
    expect(page.locator("main tbody tr")).to_have_count(rows + 1)
    expect(page.get_by_label("Amount in RSD, row 1")).to_have_value("300,000.00")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("main")).to_contain_text("300,000.00")
