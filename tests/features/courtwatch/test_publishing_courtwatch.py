"""Do judgments and monitored hearings leave the desk as sources of their own, checked and signed like the caseload?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import time_machine
from flask import Flask

from config import Config
from lawyering import text
from litigation_app.accounts.models import Office
from litigation_app.casework.courtwatch.judgments import actions as judgments
from litigation_app.casework.courtwatch.judgments.actions import NewJudgment
from litigation_app.casework.courtwatch.observations import actions as sheets
from litigation_app.casework.courtwatch.observations.actions import NewObservation
from litigation_app.casework.courtwatch.observations.models import Observation
from litigation_app.core.db import committing, db
from litigation_app.statistics import indicators
from litigation_app.statistics.releases import Release, shelf, verify
from preparing import WANTED, WRITTEN_DOWN, agree, drafted, prepare
from watching import SEEN

pytestmark = pytest.mark.thorough

YEARS = (2022, 2023)
CODES: dict[str, Any] = {"procedure": "trial", "appeal": "not_appeal"}


@pytest.fixture
def config(config: Config) -> Config:
    """No judgment is coded twice here."""
    return replace(config, double_coding_percent=0)


class Register:
    """Forty judgments of four courts with two injured parties each, and as many monitored hearings."""

    def __init__(self, app: Flask, make: Any) -> None:
        self.app, self.lawyer = app, make.actor(make.lawyer())
        self.office_id = make.first_office()
        with time_machine.travel(WRITTEN_DOWN), app.app_context(), committing():
            for number in range(40):
                self.judgment(number)
                self.hearing(number)

    def judgment(self, number: int) -> None:
        office = db.session.get_one(Office, self.office_id)
        court = ("vs_beograd", "vs_nis", "vs_sabac", "vs_pancevo")[number % 4]
        day = date(YEARS[number % 2], 3, 1 + number % 28)
        new = NewJudgment(court, "first" if number % 8 else "second", day, "final", 1, 2, f"K {number}/2021")
        made = judgments.register(self.lawyer, office, new, double_percent=0)
        judgments.code(self.lawyer, made, self.codes(number), note="")

    def codes(self, number: int) -> dict[str, Any]:
        accused = {"sex": "M", "age": "30_49", "verdict": "convicted" if number % 3 else "acquitted"}
        accused |= {"sentence": "prison", "months": (30, 48, 72)[number % 3]} if number % 3 else {}
        said = CODES | {"indicted_on": f"20{19 + number % 3}-06-01"}
        said |= {f"a1_{name}": value for name, value in accused.items()}
        for injured in (1, 2):
            claim = "referred" if (number + injured) % 2 else "no_claim"
            said |= {f"i{injured}_sex": "F", f"i{injured}_claim": claim}
            said |= {f"i{injured}_vulnerable": "yes" if injured == 1 else "no"} if number % 3 else {}
        return said

    def hearing(self, number: int) -> None:
        office = db.session.get_one(Office, self.office_id)
        day = date(YEARS[number % 2], 5, 1 + number % 28)
        made = sheets.begin(self.lawyer, office, NewObservation("vs_beograd", day, f"K {number}/2020"))
        codes = {section: dict(said) for section, said in SEEN.items()}
        codes["conduct"]["blamed"] = "yes" if number % 2 else "no"
        self.hand_in(made, codes)

    def hand_in(self, made: Observation, codes: dict[str, dict[str, Any]]) -> None:
        """As if the observer had read it once more."""
        sheets._seal(made, "sheet", {"codes": codes})
        sheets._seal(made, "notes", {"texts": {}})
        made.handed_in_at = made.begun_at
        sheets._write(self.lawyer, "hand_in_observation", made)
        db.session.flush()


@pytest.fixture
def register(app: Flask, make: Any) -> Register:
    make.office("RS", "Belgrade")
    return Register(app, make)


def publish(app: Flask, make: Any, client_as: Callable[[str], Any], **changes: Any) -> Release:
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    path = drafted(analyst, **{"year": "2024"} | changes)
    assert analyst.get(path).status_code == 200
    make.fresh(coordinator.email)
    published = agree(coordinator, path)
    assert published.status_code == 303, text(published)
    assert analyst.get(published.headers["Location"]).status_code == 200
    name = published.headers["Location"].split("/")[-1].split("?")[0]
    return verify(app.extensions["shelf"] / name, app.extensions["trusted_keys"])


def total(release: Release, table: str, code: str) -> Any:
    """Of all its years."""
    found = [row.value for row in release.table(table) if row.codes[1] == code]
    return None if None in found else sum(found)


def test_judgments_are_a_source_of_their_own(
    app: Flask, make: Any, client_as: Callable[[str], Any], register: Register
) -> None:
    release = publish(app, make, client_as, mode="judgments")

    assert release.mode == "judgments"
    assert total(release, "judgments_by_instance", "_T") == 40
    assert total(release, "judgments_by_instance", "first") == 35
    assert total(release, "accused_by_verdict", "_T") == 35  # of the first instance alone
    assert total(release, "accused_by_sentence", "_T") == total(release, "accused_by_verdict", "convicted")


def test_indicators_of_claims_come_from_judgments_too(
    app: Flask, make: Any, client_as: Callable[[str], Any], register: Register
) -> None:
    release = publish(app, make, client_as, mode="judgments")

    values = {value.indicator_id for value in indicators.compute(release)}

    assert {"CMP-01", "CMP-02", "CMP-03"} <= values
    assert "ID-01" not in values
    analyst = client_as(make.analyst())
    page = text(analyst.get(f"/indicators/CMP-01?publication={release.id}"))
    assert "counted in the year of the judgment" in page


def test_how_many_were_given_the_status_of_a_witness_comes_from_judgments(
    app: Flask, make: Any, client_as: Callable[[str], Any], register: Register
) -> None:
    release = publish(app, make, client_as, mode="judgments")

    counted = {code: total(release, "injured_by_status", code) for code in ("_T", "yes", "no", "unknown")}
    assert counted == {"_T": 70, "yes": 23, "no": 23, "unknown": 24}
    page = text(client_as(make.analyst()).get(f"/indicators/PRT-01?publication={release.id}"))
    assert "50.0 % of 46" in page
    assert "The answer is known of 65 %." in page


def test_watched_hearings_are_a_source_of_their_own(
    app: Flask, make: Any, client_as: Callable[[str], Any], register: Register
) -> None:
    release = publish(app, make, client_as, mode="observation")

    assert release.mode == "observation"
    page = text(client_as(make.analyst()).get(f"/publications/{release.id}"))
    assert "Time covered" in page
    assert "First contact" not in page
    assert total(release, "hearings_by_held", "_T") == 40
    assert total(release, "hearings_by_conduct", "flag") == 20
    assert {table.unit for table in release.tables} == {"HEARING"}


def test_two_sources_stand_beside_each_other_and_each_prints_its_years_once(
    app: Flask, make: Any, client_as: Callable[[str], Any], register: Register
) -> None:
    for mode in ("judgments", "observation"):
        publish(app, make, client_as, mode=mode)

    for mode in ("judgments", "observation"):
        again = prepare(client_as(make.analyst()), WANTED | {"mode": mode, "year": "2024"})
        assert "There is nothing to count in the cohorts and years that are ripe now." in text(again)
    assert len(shelf(app.extensions["shelf"])) == 2


def test_acts_stand_by_the_year_injured_parties_wait_for_theirs_and_what_was_coded_late_shows_nowhere(
    app: Flask, make: Any, client_as: Callable[[str], Any], register: Register
) -> None:
    acts, seen = (publish(app, make, client_as, mode=mode, year="2023") for mode in ("judgments", "observation"))
    with app.app_context(), committing():
        register.judgment(48)
        register.hearing(48)

    injured, told = (publish(app, make, client_as, mode=mode) for mode in ("judgments", "observation"))

    assert {table.codes_of("YEAR") for release in (acts, seen) for table in release.tables} == {("2022", "2023")}
    assert not any(table.id.startswith(("injured", "claim")) for table in acts.tables)
    assert not any(table.id.startswith("hearings_by_c") for table in seen.tables)
    assert {table.codes_of("YEAR") for release in (injured, told) for table in release.tables} == {("2022_2024",)}
    assert total(acts, "judgments_by_instance", "_T") == total(seen, "hearings_by_held", "_T") == 40
    assert total(injured, "injured_by_status", "_T") == 70
    assert total(told, "hearings_by_conduct", "_T") == 40


def test_a_judgment_of_two_offices_and_a_hearing_of_two_observers_count_once(
    app: Flask, make: Any, client_as: Callable[[str], Any], register: Register
) -> None:
    away = make.office("RS", "Niš")
    register.lawyer, register.office_id = make.actor(make.lawyer(office=away)), away
    with time_machine.travel(WRITTEN_DOWN), app.app_context(), committing():
        register.judgment(3)
        register.hearing(3)

    assert total(publish(app, make, client_as, mode="judgments"), "judgments_by_instance", "_T") == 40
    assert total(publish(app, make, client_as, mode="observation"), "hearings_by_held", "_T") == 40


def test_what_nobody_settled_and_nobody_handed_in_is_not_counted(
    app: Flask, make: Any, client_as: Callable[[str], Any], register: Register
) -> None:
    with time_machine.travel(WRITTEN_DOWN), app.app_context(), committing():
        office = db.session.get_one(Office, register.office_id)
        new = NewJudgment("vs_nis", "first", date(2022, 1, 1), "final", 1, 1, "K 99/2021")
        judgments.register(register.lawyer, office, new, double_percent=0)
        sheets.begin(register.lawyer, office, NewObservation("vs_nis", date(2022, 1, 1), "K 99/2021"))

    assert total(publish(app, make, client_as, mode="judgments"), "judgments_by_instance", "_T") == 40
    assert total(publish(app, make, client_as, mode="observation"), "hearings_by_held", "_T") == 40


def test_a_source_that_is_none_is_refused(make: Any, client_as: Callable[[str], Any]) -> None:
    make.office()

    answer = prepare(client_as(make.analyst()), WANTED | {"mode": "official"})

    assert answer.status_code == 422
