"""Do numbers leave the desk only checked, agreed by a second person, signed, and without anybody to be found in them?"""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask

from begun import begun
from commanding import sum_named
from confirming import confirmed
from lawyering import text
from litigation_app.core.db import committing
from litigation_app.statistics.releases import shelf, verify
from preparing import WANTED, WRITTEN_DOWN, agree, drafted, prepare
from represented import PEOPLE, Caseload


@pytest.fixture
def caseload(make: Any, client_as: Callable[[str], Any]) -> Caseload:
    return begun(Caseload, make, client_as)


def test_a_publication_is_prepared_agreed_by_another_person_and_lies_signed_on_the_shelf(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    path = drafted(analyst)

    check = analyst.get(path).get_data(as_text=True)
    published = confirmed(coordinator, f"{path}/approval")
    [found] = shelf(app.extensions["shelf"])
    release = verify(app.extensions["shelf"] / found.id, app.extensions["trusted_keys"])

    assert "Suppressed, with the range in which they lie:" in check
    assert "A legal coordinator who did not prepare it has to agree." in check
    assert published.status_code == 303
    totals = [row.value for row in release.table("cohort_sex") if row.codes[1] == "_T"]
    assert totals == [PEOPLE // 3] * 3
    assert release.certificate
    assert analyst.get(published.headers["Location"]).status_code == 200


def test_no_count_of_one_to_four_people_stands_in_any_file(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    path = drafted(client_as(make.analyst()))
    confirmed(client_as(make.coordinator()), f"{path}/approval")
    [found] = shelf(app.extensions["shelf"])
    files = sorted((app.extensions["shelf"] / found.id / "data").glob("*.csv"))

    assert {"cohort_sex", "cohort_claim"} <= {file.stem for file in files}
    for file in files:
        rows = list(csv.DictReader(file.open(encoding="utf-8")))
        assert rows
        assert not [row for row in rows if row["value"] in {"1", "2", "3", "4"}], file.name
        assert {(row["obs_status"], row["conf_status"]) for row in rows if row["value"] == ""} <= {("Q", "C")}


@pytest.mark.thorough
def test_whoever_prepared_it_cannot_agree_to_it(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    coordinator = client_as(make.coordinator())
    path = drafted(coordinator)

    answer = confirmed(coordinator, f"{path}/approval")

    assert answer.status_code == 422
    assert "another person has to agree" in answer.get_data(as_text=True)
    assert shelf(app.extensions["shelf"]) == []


@pytest.mark.thorough
def test_an_analyst_cannot_agree_at_all(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    path = drafted(client_as(make.analyst()))

    assert confirmed(client_as(make.analyst()), f"{path}/approval").status_code == 404
    assert shelf(app.extensions["shelf"]) == []


@pytest.mark.thorough
def test_what_is_recorded_after_the_year_was_closed_changes_no_number_and_is_no_reason_to_refuse(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    path = drafted(analyst)
    with app.app_context(), committing():
        for number in range(PEOPLE, PEOPLE + 3):
            caseload.add(number)

    published = agree(coordinator, path)
    [found] = shelf(app.extensions["shelf"])
    again = prepare(analyst, WANTED)

    assert published.status_code == 303
    sexes = verify(app.extensions["shelf"] / found.id).table("cohort_sex")
    assert [row.value for row in sexes if row.codes[1] == "_T"] == [PEOPLE // 3] * 3
    assert "There is nothing to count" in again.get_data(as_text=True)


@pytest.mark.thorough
def test_a_draft_whose_figures_changed_though_its_year_was_closed_is_not_published(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    path = drafted(analyst)
    with time_machine.travel(WRITTEN_DOWN), app.app_context(), committing():  # a clock that was set back
        for number in range(PEOPLE, PEOPLE + 30):
            caseload.add(number)

    refused = agree(coordinator, path)
    analyst.post(f"{path}/discard")

    assert refused.status_code == 422
    assert "The coded records changed since this was prepared" in refused.get_data(as_text=True)
    again = prepare(analyst, WANTED)
    assert "a change by so few people would reveal somebody" in again.get_data(as_text=True)


@pytest.mark.thorough
def test_each_number_is_printed_once_and_later_tables_of_the_same_people_follow(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    cells = set()
    for year in ("2023", "2024", "2025"):
        agree(coordinator, drafted(analyst, year=year, title=f"Serbia {year}"))
    for one in shelf(app.extensions["shelf"]):
        release = verify(app.extensions["shelf"] / one.id)
        printed = {(table.id, row.codes) for table in release.tables for row in table}
        assert cells.isdisjoint(printed)
        cells |= printed

    assert {
        ("cohort_sex", ("2022", "F")),
        ("cohort_claim", ("2022", "filed")),
        ("cohort_claim", ("2021", "filed")),
    } <= cells
    page = analyst.get("/indicators/CMP-01").get_data(as_text=True)
    assert "2021" in page
    assert "2022" in page


@pytest.mark.thorough
def test_whoever_comes_into_printed_years_by_a_correction_is_in_no_later_table_and_it_is_said(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    """As if her first contact had been 2022 until somebody put it right: twenty of 2021 are printed, and she would be one more."""
    analyst = client_as(make.analyst())
    agree(client_as(make.coordinator()), drafted(analyst, year="2023"))
    with time_machine.travel(WRITTEN_DOWN), app.app_context(), committing():
        caseload.add(PEOPLE)

    page = text(analyst.get(drafted(analyst, year="2024")))

    said = page.partition("Never printed, for how many persons these years have is suppressed, or")[2]
    assert "2021: How far the criminal proceedings came in 36 months" in said
    assert "2023" in page
    assert "Within 36 months" not in page.partition("Never printed")[0]


def test_years_with_nobody_are_refused(client_as: Callable[[str], Any], make: Any) -> None:
    answer = prepare(client_as(make.analyst()), WANTED)

    assert answer.status_code == 200
    assert "There is nothing to count" in answer.get_data(as_text=True)


@pytest.mark.thorough
def test_a_discarded_draft_cannot_be_published(caseload: Caseload, client_as: Callable[[str], Any], make: Any) -> None:
    analyst = client_as(make.analyst())
    path = drafted(analyst)

    analyst.post(f"{path}/discard")

    assert confirmed(client_as(make.coordinator()), f"{path}/approval").status_code == 422


@pytest.mark.thorough
def test_the_draft_in_the_database_holds_no_withheld_number(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any, app: Flask
) -> None:
    path = drafted(client_as(make.analyst()))
    with app.app_context():
        from litigation_app.gate.queries import drafts

        [kept] = drafts()
        counts = [row[2] for sheet in kept.proposal["sheets"].values() for row in sheet]

    assert path.endswith(str(kept.id))
    assert None in counts
    assert not {"1", "2", "3", "4"} & set(counts)


@pytest.mark.thorough
def test_the_indicators_are_computed_from_the_publication(
    caseload: Caseload, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst = client_as(make.analyst())
    confirmed(client_as(make.coordinator()), f"{drafted(analyst)}/approval")

    listed = analyst.get("/indicators/").get_data(as_text=True)
    for name in ("ID-01", "CON-05", "CMP-01", "CMP-02", "CMP-03"):
        page = analyst.get(f"/indicators/{name}")
        sheet = analyst.get(f"/indicators/{name}.csv")
        assert name in listed
        assert (page.status_code, sheet.status_code) == (200, 200)
        assert "The figure is suppressed" in page.get_data(as_text=True) or "<svg" in page.get_data(as_text=True)
        assert sheet.headers["Content-Type"].startswith("text/csv")


@pytest.mark.thorough
def test_publications_leave_by_the_command_line_too(caseload: Caseload, make: Any, app: Flask) -> None:
    from click.testing import CliRunner

    from litigation_app.cli import litigation

    instance: Path = app.extensions["config"].instance
    environ = {
        "LITIGATION_INSTANCE": str(instance),
        "LITIGATION_DATABASE_URL": app.extensions["config"].database_url,
        "LITIGATION_PASSWORD": "three rivers meet at dawn",
    }
    analyst, coordinator = make.analyst(), make.coordinator()
    of = ("--country", "RS", "--year", "2025")

    def run_as(email: str, *words: str) -> Any:
        return CliRunner().invoke(
            litigation, [*words, "--as", email], env={**environ, "LITIGATION_TOTP": make.code(email)}
        )

    drafted = run_as(analyst, "release", "draft", "--title", "By command", *of)
    own = run_as(analyst, "release", "publish", json_of(drafted)["draft"])
    unseen = run_as(coordinator, "release", "publish", json_of(drafted)["draft"])
    other = run_as(coordinator, "release", "publish", json_of(drafted)["draft"], "--seen", "0" * 64)
    none_yet = shelf(app.extensions["shelf"])
    done = run_as(coordinator, "release", "publish", json_of(drafted)["draft"], "--seen", sum_named(unseen))
    checked = CliRunner().invoke(litigation, ["release", "verify", json_of(done)["release"]], env=environ)
    figures = CliRunner().invoke(litigation, ["indicators", json_of(done)["release"], "--format", "csv"], env=environ)

    assert (own.exit_code, done.exit_code, checked.exit_code, figures.exit_code) == (1, 0, 0, 0)
    assert "roles do not allow" in own.stderr
    assert "“By command”" in unseen.stderr
    assert "This changed since you opened the page" in other.stderr
    assert none_yet == []
    assert all(name in figures.stdout for name in ("ID-01", "CON-05", "CMP-01", "CMP-02", "CMP-03"))


def json_of(answer: Any) -> dict[str, str]:
    import json

    assert answer.exit_code == 0, answer.output
    said: dict[str, str] = json.loads(answer.stdout)
    return said
