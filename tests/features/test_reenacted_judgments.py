"""Do the shares that ASTRA published for Serbia come out of a register of judgments, through the real check before publishing?

The counts are built here so that they give the published shares (76, 59 and 48 percent convicted in 2013 to 2015; 60 and 26
percent decided within a year in 2014 and 2015) and no group is small; the people are invented.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from config import Config
from indicated import named
from lawyering import text
from litigation_app.accounts.models import Office
from litigation_app.casework.courtwatch.judgments import actions as judgments
from litigation_app.casework.courtwatch.judgments.actions import NewJudgment
from litigation_app.core.db import committing, db
from litigation_app.statistics import indicators
from litigation_app.statistics.releases import Release, verify
from preparing import WRITTEN_DOWN, agree, drafted

pytestmark = pytest.mark.thorough

COURTS = ("vs_beograd", "vs_nis", "vs_sabac", "vs_pancevo")
DAYS = (200, 700, 1500)  # within a year, one to three, longer


@dataclass(frozen=True)
class Year:
    """How many accused were convicted and acquitted, and how many judgments came within each time."""

    year: int
    convicted: int
    acquitted: int
    within: tuple[int, int, int]

    def durations(self) -> list[int]:
        return [days for days, count in zip(DAYS, self.within, strict=True) for _ in range(count)]


PUBLISHED = (Year(2013, 19, 6, (10, 5, 5)), Year(2014, 13, 9, (9, 6, 0)), Year(2015, 12, 13, (5, 8, 6)))


@pytest.fixture
def config(config: Config) -> Config:
    """No judgment is coded twice here."""
    return replace(config, double_coding_percent=0)


@pytest.fixture
def register(app: Flask, make: Any) -> None:
    make.office("RS", "Belgrade")
    lawyer, office_id = make.actor(make.lawyer()), make.first_office()
    with time_machine.travel(WRITTEN_DOWN), app.app_context(), committing():
        office = db.session.get_one(Office, office_id)
        for year in PUBLISHED:
            for number, (days, verdicts) in enumerate(zip(year.durations(), _shared_out(year), strict=True)):
                _judgment(lawyer, office, year.year, number, days, verdicts)


def _shared_out(year: Year) -> list[list[str]]:
    """The accused, one to each judgment and the rest once more around."""
    everybody = ["convicted"] * year.convicted + ["acquitted"] * year.acquitted
    count = sum(year.within)
    return [everybody[number::count] for number in range(count)]


def _judgment(lawyer: Any, office: Office, year: int, number: int, days: int, verdicts: list[str]) -> None:
    day = date(year, 3, 1 + number)
    new = NewJudgment(COURTS[number % 4], "first", day, "final", len(verdicts), 1, f"K {number + 1}/{year}")
    codes: dict[str, Any] = {"procedure": "trial", "appeal": "not_appeal", "i1_sex": "F", "i1_claim": "referred"}
    codes["indicted_on"] = (day - timedelta(days=days)).isoformat()
    for place, verdict in enumerate(verdicts, 1):
        said = {"sex": "M", "age": "30_49", "verdict": verdict, "indicted": "rs_388_1", "judged": "rs_388_1"}
        said |= {"sentence": "prison", "months": 48} if verdict == "convicted" else {}
        codes |= {f"a{place}_{name}": value for name, value in said.items()}
    made = judgments.register(lawyer, office, new, double_percent=0)
    judgments.code(lawyer, made, codes, note="")


def published(app: Flask, make: Any, client_as: Callable[[str], Any]) -> Release:
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    path = drafted(analyst, mode="judgments", year="2023")
    analyst.get(path)
    make.fresh(coordinator.email)
    name = agree(coordinator, path).headers["Location"].split("/")[-1].split("?")[0]
    return verify(app.extensions["shelf"] / name, app.extensions["trusted_keys"])


def test_the_published_shares_come_out_of_the_register(
    app: Flask, make: Any, client_as: Callable[[str], Any], register: None
) -> None:
    release = published(app, make, client_as)
    found = named(indicators.compute(release))

    convicted = [round(found["CON-03", year].value) for year in ("2013", "2014", "2015")]
    within_a_year = [round(found["DUR-02", year, "up_to_1"].value) for year in ("2014", "2015")]
    page = text(client_as(make.analyst()).get(f"/indicators/CON-03?publication={release.id}&years=single"))

    assert convicted == [76, 59, 48]
    assert within_a_year == [60, 26]
    assert {found["CHG-01", str(year.year)].value for year in PUBLISHED} == {100}
    assert {found["SEN-02", str(year.year)].value for year in PUBLISHED} == {0}
    assert "76.0 %" in page
    assert release.digest in page
