"""Two estimates of one scenario stand beside each other: six figures, how far they lie apart, and what of their inputs differs."""

import re
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from editions import contents, printed
from estimating import asked, estimate, onto_the_shelf, result_files
from feasible import speaking
from litigation_app.advocacy.figures import rules
from litigation_app.advocacy.studies.scenarios.comparisons import presenters as comparisons
from litigation_app.advocacy.studies.scenarios.comparisons.presenters import Cell
from litigation_app.statistics import releases
from scenario_pages import copied, save, words

pytestmark = pytest.mark.thorough

OTHER_YEARS = {2019: 36, 2020: 48, 2021: 43, 2022: 55, 2023: 73}


def made(person: Any, **wanted: str) -> str:
    """The id of an estimate that she had made."""
    answer = estimate(person, asked("") | wanted)
    assert answer.status_code == 303, words(answer)
    return str(answer.headers["Location"]).split("?")[0].rsplit("/", 1)[1]


def plain(answer: Any) -> str:
    """What a page says, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", words(answer))).replace("\N{NO-BREAK SPACE}", " ")


def cell(low: float, high: float, unit: str = "money", currency: str = "EUR") -> Cell:
    return Cell(rules.Pair("expected", unit, low, high, ()), currency, "")


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (cell(102_345, 102_345), cell(121_000, 121_000), "+18,700 EUR"),
        (
            cell(1_000, 2_000),
            cell(1_500.4, 1_400),
            "+500 EUR at the lowest counts, \N{MINUS SIGN}600 EUR at the highest",
        ),
        (cell(5_000, 5_000), cell(5_000, 5_000), "0 EUR"),
        (cell(5_000, 5_000), cell(5_000.3, 5_000.3), "0 EUR"),
        (cell(5_000, 5_000), cell(5_000, 5_000, currency="RSD"), "–"),
        (cell(5_000, 5_000), None, "–"),
        (cell(0.241, 0.241, "chance"), cell(0.022, 0.022, "chance", "RSD"), "\N{MINUS SIGN}21.9 percentage points"),
        (cell(0.3, 0.3, "share"), cell(0.3003, 0.3003, "share"), "0.0 percentage points"),
    ],
)
def test_how_far_the_second_lies_from_the_first(one: Cell, other: Cell | None, said: str) -> None:
    with speaking("en"):
        assert comparisons._apart(one, other).replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.thorough
def test_the_newest_stands_beside_the_one_before_with_what_differs(app: Flask, analyst: Any) -> None:
    path = copied(analyst, "Narrow scope")
    ref = path.rsplit("/", 1)[1]
    first = made(analyst, scenario=ref)
    typed = {"policy-cap": "4,000", "policy-cap-badge": "expert", "policy-cap-source": "Ministry"}
    assert save(analyst, path, "policy", **typed).status_code == 303
    second = made(analyst, scenario=ref, publication=onto_the_shelf(app, OTHER_YEARS), seed="8")

    scenario, result = words(analyst.get(path)), words(analyst.get(f"/fund/{second}"))
    page = plain(analyst.get(f"/fund/scenarios/comparison/estimates?first={first}&second={second}"))

    link = f"/fund/scenarios/comparison/estimates?first={first}&amp;second={second}"
    assert scenario.count(link) == 1
    assert result.count(link) == 1
    assert link not in words(analyst.get(f"/fund/{first}"))
    assert len(result_files(app)) == 2
    row = re.search(r"Expected cost of one year (\S+) EUR the year 2031 (\S+) EUR the year 2031 (\S+) EUR", page)
    assert row, page
    one, other, apart = (float(said.replace(",", "").replace("\N{MINUS SIGN}", "-")) for said in row.groups())
    assert apart == pytest.approx(other - one, abs=1_001)  # each is rounded by itself
    assert apart != 0
    assert page.count("Amounts are rounded to three digits") == 1
    for said in (
        "Rule of the award: Highest award 10,000 EUR",
        "4,000 EUR",
        "Published data:",
        "Victims by year:",
        "2023: 73",
    ):
        assert said in page, said
    assert "Random seed 7 8" in page
    assert "Engine" not in page
    assert "percentage points" in page


@pytest.mark.extensive
def test_the_same_twice_does_not_differ_and_what_is_not_there_is_not_found(analyst: Any) -> None:
    one, where = made(analyst), "/fund/scenarios/comparison/estimates"

    same = plain(analyst.get(f"{where}?first={one}&second={one}"))

    assert "Nothing differs" in same
    assert analyst.get(f"{where}?first={one}&second={uuid4()}").status_code == 404
    assert analyst.get(f"{where}?first={one}&second=x").status_code == 404
    assert "Fewer than two estimates" in plain(analyst.get(where))


def test_a_result_that_was_changed_is_not_compared(app: Flask, analyst: Any) -> None:
    one = made(analyst)
    [file] = result_files(app)
    file.write_bytes(b"{}")

    answer = analyst.get(f"/fund/scenarios/comparison/estimates?first={one}&second={one}")

    assert answer.status_code == 409


def test_our_own_publication_and_official_figures_stand_on_one_page_and_in_the_study(app: Flask, analyst: Any) -> None:
    figures = contents("RS", [printed(str(year), 80 + year % 7) for year in range(2015, 2022)])
    edition = releases.write(app.extensions["shelf"], figures, app.extensions["release_signer"]).name
    official = made(analyst, publication=edition)
    alone = plain(analyst.get(f"/fund/{official}"))
    own = made(analyst, publication=onto_the_shelf(app, OTHER_YEARS))

    pages = [plain(analyst.get(f"/fund/{study}")) for study in (own, official)]
    chapter, first = (plain(analyst.get(f"/fund/{own}/study{part}")) for part in ("/4", ""))

    assert "From our own publication" not in alone
    for said in (*pages, chapter):
        row = re.search(r"Counted a year, on average 51\.0 \(2019 to 2023\) 83\.0 \(2015 to 2021\)", said)
        assert row, said
        assert re.search(r"Counted a year, as the model expects 55\.4 83\.3 ", said)
        cost = r"Expected cost of the year 2031 [\d,]+ [\d,]+ Reserve needed, for a chance of 1\.0 % that the money runs out [\d,]+ "
        assert re.search(cost, said)
        assert "who are a share of the victims; the official figures" in said
        assert "how many of the victims its counts see" in said
    assert f"/fund/{official}" in words(analyst.get(f"/fund/{own}"))
    assert "From official figures instead of our own publication that year would cost" in first
