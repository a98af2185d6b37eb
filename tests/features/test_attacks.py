"""What did a hostile reviewer get out of the desk? Each test says what must hold, and fails while it does not."""

import json
import os
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import text

from config import Config
from litigation_app import ledger
from litigation_app.accounts.models import Office
from litigation_app.casework.casefile import actions as casefile
from litigation_app.casework.cases.actions import FileText, NewCase, Place
from litigation_app.casework.claims import actions as claims
from litigation_app.casework.claims.rules import Decided, Part
from litigation_app.casework.facts import VictimFacts
from litigation_app.casework.reviews import actions as reviews
from litigation_app.casework.victims import actions as victims
from litigation_app.casework.victims.rules import VictimRecord
from litigation_app.cli import litigation
from litigation_app.core.db import committing, db
from litigation_app.disclosure import audit
from litigation_app.disclosure import policy as policies
from litigation_app.disclosure.model import Relation, _sha256
from litigation_app.disclosure.tables import TOTAL, key
from litigation_app.gate import caseload as tables_of_the_caseload
from litigation_app.gate.proposal import propose
from litigation_app.law import loader
from litigation_app.statistics.releases import shelf

YEARS = {"mode": "caseload", "title": "Serbia", "countries": ["RS"], "first_year": "2021", "last_year": "2023"}


@pytest.fixture
def caseload(app: Flask, make: Any) -> UUID:
    """Sixty invented clients, six in each year and form that can be told apart."""
    office: UUID = make.office(country="RS", name="Office Beograd")
    lawyers = [make.actor(make.lawyer(office=office)) for _ in range(4)]
    with app.app_context(), committing():
        for number in range(60):
            lawyer, year = lawyers[number % 4], 2021 + number % 3
            at = db.session.get_one(Office, office)
            new = NewCase(at, date(year, 3, 1), loader.load("RS").version, Place(), FileText("Cilj", "", ""))
            case = casefile.open_case(lawyer, new)
            record = VictimRecord(
                given_name=f"Izmišljena{number}",
                birth_date=date(1999 + 8 * (number % 4 == 0), 5, 5),
                sex="M" if number % 10 == 0 else "F",
                forms=("LAB" if number in (3, 6) or (number % 3 and number % 5 == 0) else "SEX",),
                status="FORMAL",
                first_contact=date(year, 3, 1),
            )
            victims.add(lawyer, case, record)
            db.session.flush()
    return office


def prepared(analyst: Any, **changes: Any) -> str:
    answer = analyst.post("/publishing/", YEARS | changes)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.headers["Location"]).split("?", maxsplit=1)[0]


def at_once(*acts: Callable[[], Any]) -> list[int]:
    """Does all acts at the same moment; their status codes."""
    barrier, codes = Barrier(len(acts)), []

    def act(one: Callable[[], Any]) -> None:
        barrier.wait()
        codes.append(one().status_code)

    threads = [Thread(target=act, args=(one,)) for one in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(codes)


def test_two_coordinators_who_agree_at_once_publish_once(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    path = prepared(client_as(make.analyst()))
    first, second = client_as(make.coordinator()), client_as(make.coordinator())

    codes = at_once(lambda: first.post(f"{path}/approval"), lambda: second.post(f"{path}/approval"))

    assert len(shelf(app.extensions["shelf"])) == 1, codes


def test_overlapping_drafts_that_are_prepared_at_once_do_not_both_show_their_figures(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    first, second = client_as(make.analyst()), client_as(make.analyst())

    codes = at_once(
        lambda: first.post("/publishing/", YEARS), lambda: second.post("/publishing/", YEARS | {"last_year": "2022"})
    )

    assert codes == [303, 422]


def test_an_analyst_cannot_subtract_one_draft_from_another(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst = client_as(make.analyst())
    prepared(analyst)

    answer = analyst.post("/publishing/", YEARS | {"last_year": "2022"})

    assert answer.status_code == 422


def test_a_discarded_draft_still_stands_in_the_way_of_another_cut_but_not_of_the_same_one(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst = client_as(make.analyst())
    analyst.post(f"{prepared(analyst)}/discard")

    other_cut = analyst.post("/publishing/", YEARS | {"last_year": "2022"})
    same_cut = analyst.post("/publishing/", YEARS)
    twice = analyst.post("/publishing/", YEARS)

    assert (other_cut.status_code, same_cut.status_code, twice.status_code) == (422, 303, 422)


def test_a_draft_cannot_be_discarded_once_its_numbers_lie_on_the_shelf(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst = client_as(make.analyst())
    path = prepared(analyst)
    client_as(make.coordinator()).post(f"{path}/approval")

    assert analyst.post(f"{path}/discard").status_code == 422


def fact(number: int, outcome: str | None, convicted: bool = True) -> VictimFacts:
    filed = outcome is not None
    return VictimFacts(
        victim=number, case=1000 + number, holder=number % 7, organisation=1, country="RS", first_contact_year=2021,
        sex="F" if number % 3 else "M", age_band="Y_GE18", form="SEX" if number % 2 else "LAB", status="FORMAL",
        citizenship_group="NATIONAL", reported=2021, investigated=2021, indicted=2021, judged=2021,
        convicted=2021 if convicted else None, filed=2021 if filed else None, decided=2021 if filed else None,
        outcome=outcome, judged_claim=2021 if filed else None, final_award_year=None, awarded_eur=None,
        paid_eur=Decimal(0),
    )  # fmt: skip


def test_awards_of_the_claim_steps_do_not_give_away_a_hidden_outcome() -> None:
    """Whoever got an award after a conviction is among those who got one: 9 - 7 leaves at most 2 full awards."""
    said = [*["awarded_full"], *["awarded_part"] * 7, *["referred"] * 40, *["not_mentioned"] * 6]
    people = [fact(number, outcome) for number, outcome in enumerate(said)]
    people.append(fact(900, "awarded_part", convicted=False))
    people += [fact(1000 + number, None) for number in range(30)]
    design = tables_of_the_caseload.design(2021, 2021)
    whole = tables_of_the_caseload.system(people, design)

    sheets = propose(design, whole).sheets
    full, part = (key("JUDGED", TOTAL, "OUTCOME", code) for code in ("awarded_full", "awarded_part"))
    where = {name: dict(rows) for name, rows in ((sheet.id, sheet.rows) for sheet in design.sheets)}
    published = {
        where[name][tuple(codes)]: int(value)
        for name, rows in sheets.items()
        if name != "money_by_award_year"
        for *codes, value in rows
        if value is not None
    }
    awarded = where["steps_claim"][("_T", "awarded")]
    known = Relation(awarded, (full, part, "awarded without a conviction"))
    counts = [r for r in whole.relations if r.total not in whole.sums]
    found = audit.intervals(published, [*counts, known], [full, "awarded without a conviction"], whole=True)

    for name, hidden in found.items():
        assert (name in published and published[name] >= 5) or (hidden.low <= 0 and hidden.high >= 5), (name, hidden)


def test_the_printed_certificate_cannot_be_guessed_back_into_what_it_counted(
    caseload: UUID, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    path = prepared(client_as(make.analyst()))
    client_as(make.coordinator()).post(f"{path}/approval")
    folder = app.extensions["shelf"] / shelf(app.extensions["shelf"])[0].id
    package = json.loads((folder / "datapackage.json").read_text())

    guessed = _guess(package["certificate"], folder, package)

    assert guessed is None, "an outsider learns how many cases, sole contributors and sensitive cells there are"


def _guess(certificate: str, folder: Path, package: dict[str, Any]) -> tuple[int, int, int] | None:
    """Only the published files and the public source are used."""
    import csv

    from litigation_app.disclosure.model import table_hash
    from litigation_app.disclosure.polytope import solver_name
    from litigation_app.gate.proposal import _interval

    design = tables_of_the_caseload.design(int(package["period"]["first"][:4]), int(package["period"]["last"][:4]))
    empty = tables_of_the_caseload.system([], design)
    said: dict[str, Any] = {}
    for sheet in design.sheets:
        where = dict(sheet.rows)
        with (folder / "data" / f"{sheet.id}.csv").open() as file:
            for *codes, value, _obs, _conf in list(csv.reader(file))[1:]:
                name = where[tuple(codes)]
                if value:
                    digits = policies.public().significant_digits
                    said[name] = _interval(Decimal(value), digits) if name in empty.sums else int(value)
    start = [policies.public().digest, table_hash(said, empty.relations), solver_name()]
    for cases in range(1, 80):
        for alone in range(6):
            names = {"one_case": cases, "public_reader": 1} | ({"sole_contributor": alone} if alone else {})
            for demands in range(80):
                if _sha256([*start, names, demands, True]) == certificate:
                    return cases, alone, demands
    return None


@pytest.fixture
def claim(app: Flask, make: Any) -> dict[str, Any]:
    """A claim that waits for review: its lawyer, its case, two coordinators of its office."""
    office = make.office(country="RS", name="Office Niš")
    lawyer = make.lawyer(office=office)
    actor = make.actor(lawyer)
    with app.app_context(), committing():
        at = db.session.get_one(Office, office)
        text_ = FileText("Cilj", "", "")
        case = casefile.open_case(actor, NewCase(at, date(2026, 3, 1), loader.load("RS").version, Place(), text_))
        record = VictimRecord(given_name="Izmišljena", sex="F", forms=("SEX",), first_contact=date(2026, 3, 1))
        made = claims.draft(actor, case, victims.add(actor, case, record), route="property_claim", parts=PARTS)
        claims.submit(actor, made, case)
        db.session.flush()
        found = {"id": made.id, "case": case.id, "lawyer": lawyer}
    return found | {"coordinators": [make.coordinator(office=office) for _ in range(2)]}


PARTS = [Part("fear", Decimal("100000.00"))]


def test_a_coordinator_cannot_approve_rows_that_she_has_not_seen(
    claim: dict[str, Any], client_as: Callable[[str], Any]
) -> None:
    """Her page shows 100,000; meanwhile a colleague returns the claim and its lawyer sends 99,000,000."""
    path = f"/claims/{claim['id']}"
    slow, quick = (client_as(email) for email in claim["coordinators"])
    lawyer = client_as(claim["lawyer"])
    page = slow.get(path).get_data(as_text=True)
    version = re.findall(r'name="(row_version|version)"[^>]*value="(\d+)"', page)
    reason = re.findall(r'name="reasons"[^>]*value="([^"]+)"', page)[0]
    assert quick.post(f"{path}/return", {"reasons": reason, **dict(version)}).status_code == 303
    edit = lawyer.get(f"{path}/edit").get_data(as_text=True)
    now = re.findall(r'name="row_version"[^>]*value="(\d+)"', edit)[0]
    rows = {"row_version": now, "route": "property_claim", "parts-0-head": "fear", "parts-0-amount": "99000000"}
    assert lawyer.post(f"{path}/versions", rows).status_code == 303
    assert lawyer.post(f"{path}/submission").status_code == 303

    answer = slow.post(f"{path}/approval", {"note": "", **dict(version)})

    assert answer.status_code == 409


def test_two_coordinators_who_decide_at_once_get_a_clear_answer(
    claim: dict[str, Any], client_as: Callable[[str], Any]
) -> None:
    path = f"/claims/{claim['id']}"
    one, two = (client_as(email) for email in claim["coordinators"])
    page = one.get(path).get_data(as_text=True)
    seen = dict(re.findall(r'name="(row_version)"[^>]*value="(\d+)"', page))
    reason = re.findall(r'name="reasons"[^>]*value="([^"]+)"', page)[0]
    approval, refusal = (f"{path}/approval", seen), (f"{path}/return", {"reasons": reason, **seen})

    codes = at_once(lambda: one.post(*approval), lambda: two.post(*refusal))

    assert codes[0] == 303
    assert codes[1] in {409, 422}


def test_a_payment_that_is_sent_twice_counts_once(
    app: Flask, claim: dict[str, Any], client_as: Callable[[str], Any], make: Any
) -> None:
    path = f"/claims/{claim['id']}"
    lawyer, coordinator = client_as(claim["lawyer"]), make.actor(claim["coordinators"][0])
    with app.app_context(), committing():
        made = db.session.get_one(claims.Claim, claim["id"])
        case = db.session.get_one(casefile.Case, claim["case"])
        reviews.approve(coordinator, made, case, note="", row_version=made.row_version)
        claims.record_filing(
            coordinator, made, case, on=date(2026, 4, 1), why=claims.Irregular(unauthorised="appointed")
        )
        decided = Decided(date(2026, 5, 1), "awarded_part", Decimal("50000.00"), True)
        claims.record_decision(coordinator, made, case, instance="first", decided=decided)
    page = lawyer.get(f"{path}/payments").get_data(as_text=True)
    said = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    said |= {"on": "1. 6. 2026.", "amount": "9000", "payer": "OFFENDER"}

    codes = [lawyer.post(f"{path}/payments", said).status_code for _ in range(2)]

    with app.app_context():
        kept = db.session.scalar(text("select count(*) from casework_claim_payment"))
    assert kept == 1, codes


def test_a_body_of_another_type_is_named_and_does_not_stop_the_check(
    client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    auditor = client_as(make.auditor())
    with app.app_context():
        if db.engine.dialect.name != "sqlite":
            return  # PostgreSQL keeps the column's type
        with db.engine.begin() as connection:
            for name in connection.execute(text("select name from sqlite_master where type='trigger'")).scalars().all():
                connection.execute(text(f'DROP TRIGGER "{name}"'))
            connection.execute(text("UPDATE ledger_entry SET body = CAST(body AS TEXT) WHERE seq = 1"))

    answer = auditor.get("/access-log/verification")

    assert answer.status_code == 200
    assert "The log is whole" not in answer.get_data(as_text=True)


def test_the_last_day_of_the_calendar_in_the_log_s_filter_is_no_failure(
    client_as: Callable[[str], Any], make: Any
) -> None:
    answer = client_as(make.auditor()).get("/access-log/?until=31.12.9999")

    assert answer.status_code in {200, 422}


@pytest.fixture
def command(app: Flask, make: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    config: Config = app.extensions["config"]
    monkeypatch.setenv("LITIGATION_INSTANCE", str(config.instance))
    monkeypatch.setenv("LITIGATION_DATABASE_URL", config.database_url)
    monkeypatch.setenv("LITIGATION_PASSWORD", "three rivers meet at dawn")
    monkeypatch.setenv("LITIGATION_TOTP", "000000")

    def run(*words: str) -> Any:
        if "--as" in words:
            monkeypatch.setenv("LITIGATION_TOTP", make.code(words[words.index("--as") + 1]))
        return CliRunner().invoke(litigation, list(words))

    return run


@pytest.mark.parametrize(("first", "last"), [("2023", "2021"), ("0", "2021"), ("2021", "99999")])
def test_impossible_years_on_the_command_line_are_a_sentence(
    command: Callable[..., Any], make: Any, first: str, last: str
) -> None:
    asked = ("--title", "x", "--country", "RS", "--first", first, "--last", last)

    answer = command("release", "draft", "--as", make.analyst(), *asked)

    assert isinstance(answer.exception, SystemExit), repr(answer.exception)


def test_a_readable_root_key_on_the_command_line_is_a_sentence(command: Callable[..., Any], app: Flask) -> None:
    os.chmod(app.extensions["config"].root_key, 0o644)

    answer = command("ledger", "verify")

    assert isinstance(answer.exception, SystemExit), repr(answer.exception)
    assert answer.exit_code == 1


def test_a_broken_scenario_on_the_command_line_is_a_sentence(command: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "broken.toml"
    file.write_text("[")

    answer = command("fund", "run", str(file))

    assert isinstance(answer.exception, SystemExit), repr(answer.exception)


def test_another_person_s_ids_answer_as_if_they_were_not_there(
    claim: dict[str, Any], client_as: Callable[[str], Any], make: Any
) -> None:
    """Holds: a regression test."""
    other = client_as(make.lawyer(office=make.office(name="Elsewhere")))
    paths = [f"/cases/{claim['case']}", f"/claims/{claim['id']}", f"/cases/{claim['case']}/victims/new"]

    for path in paths:
        missing = re.sub(r"[0-9a-f-]{36}", str(uuid4()), path)
        hidden, absent = other.get(path), other.get(missing)
        assert hidden.status_code == absent.status_code == 404
        assert len(hidden.data) == len(absent.data)


def test_an_older_sealed_record_that_is_put_back_is_never_shown(
    app: Flask, claim: dict[str, Any], client_as: Callable[[str], Any], make: Any
) -> None:
    """Somebody with the database puts yesterday's capsule and its version back: her old address would be read."""
    lawyer = client_as(claim["lawyer"])
    sealed = text("select sealed, row_ver from capsule where capsule = 'identity' and \"table\" = 'victim'")
    with app.app_context(), committing():
        old = db.session.execute(sealed).one()
        victim = db.session.query(victims.Victim).one()
        case = db.session.get_one(casefile.Case, claim["case"])
        record = VictimRecord(given_name="Promenjena", sex="F", forms=("SEX",), first_contact=date(2026, 3, 1))
        actor = make.actor(claim["lawyer"])
        ticket = ledger.append_alone(
            act="open_victim", by=actor.id, of=f"victim:{victim.id}", session_id=None, facts={"groups": "identity"}
        )
        victims.change(actor, victim, case, record, ticket=ticket, row_version=1)
        victim_id = victim.id
    with app.app_context(), db.engine.begin() as connection:
        back = text("update capsule set sealed = :s, row_ver = :v where capsule = 'identity' and \"table\" = 'victim'")
        connection.execute(back, {"s": old.sealed, "v": old.row_ver})

    opened = lawyer.post(f"/victims/{victim_id}/openings", {"purpose": "hearing", "groups": "identity"}).headers[
        "Location"
    ]

    assert "Izmišljena" not in lawyer.get(opened).get_data(as_text=True)


def test_the_database_file_is_its_owner_s_alone(app: Flask) -> None:
    config: Config = app.extensions["config"]
    if not config.database_url.startswith("sqlite"):
        return

    assert (config.instance / "desk.db").stat().st_mode & 0o077 == 0
