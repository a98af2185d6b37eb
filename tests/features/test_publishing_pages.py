"""Does whoever comes to Publishing for the first time see what waits for her, what was decided, and what she can do next?"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from confirming import confirmed
from litigation_app.core import clock
from litigation_app.gate.designs.queries import PLANS
from litigation_app.statistics.releases import RowOut, TableOut
from packaged import invented, laid
from preparing import WANTED, drafted, prepare, work_off

ROOMS = [f"/publishing/{room}" for room in ("", "known/", "official/", "partners/", "regional/")]


def source(person: Any, path: str) -> str:
    return str(person.get(path).get_data(as_text=True))


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def calendar(page: str) -> str:
    """What becomes ripe next, in words."""
    return words(page.partition('aria-label="What becomes ripe next"')[2].partition("</section>")[0]).replace(
        "\xa0", " "
    )


def next_year() -> int:
    """The next of which a publication can be made."""
    return PLANS["caseload"].calendar.newest(clock.today()) + 1


def test_a_draft_waits_for_every_coordinator_who_may_agree_and_for_nobody_else(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst, preparing = client_as(make.analyst()), client_as(make.coordinator())
    drafted(preparing)
    coordinator = client_as(make.coordinator())

    hers, today = source(coordinator, "/publishing/"), source(coordinator, "/today")

    assert "For you to agree" in hers
    assert '<span class="badge-count">1</span>' in hers
    assert '<span class="badge-count">1</span>' in today
    for one in (analyst, preparing):
        assert "For you to agree" not in source(one, "/publishing/")
        assert "badge-count" not in source(one, "/publishing/")


def test_a_refusal_is_an_answer_of_the_desk_and_no_typing_error(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst = client_as(make.analyst())
    drafted(analyst)

    at_once = analyst.post("/publishing/", WANTED | {"year": "2024"})
    later = analyst.post("/publishing/", WANTED | {"year": "2020", "country": "ME"})
    work_off(analyst.app)
    found = source(analyst, later.headers["Location"])

    assert at_once.status_code == 422
    for page in (at_once.get_data(as_text=True), found):
        assert "The desk's answer" in page or "The desk&#39;s answer" in page
        assert "field-error" not in page
        assert "is-wrong" not in page
        assert "What you typed stands below" in page
    assert "There is nothing to count" in found


def test_the_rooms_of_publishing_have_the_same_tabs(client_as: Callable[[str], Any], make: Any) -> None:
    analyst = client_as(make.analyst())

    for room in ROOMS:
        tabs = re.search(r'<nav class="segments" aria-label="Publishing">.*?</nav>', source(analyst, room), re.DOTALL)
        assert tabs is not None, room
        assert re.findall(r'href="([^"]+)"', tabs.group()) == ROOMS
        assert re.findall(r'href="([^"]+)"\s+aria-current="true"', tabs.group()) == [room]


def test_what_was_decided_is_folded_away_with_its_state(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst = client_as(make.analyst())
    analyst.post(f"{drafted(analyst)}/discard")

    page = source(analyst, "/publishing/")

    assert "Nothing is being prepared" in page
    fold = re.search(r"<details.*?</details>", page[page.index("Published and discarded drafts: 1") - 300 :], re.DOTALL)
    assert fold is not None
    assert "Discarded" in words(fold.group())


def test_what_was_refused_does_not_stand_among_what_is_being_prepared(
    client_as: Callable[[str], Any], make: Any
) -> None:
    analyst = client_as(make.analyst())
    analyst.post("/publishing/", WANTED)
    meanwhile = words(source(analyst, "/publishing/"))
    work_off(analyst.app)

    page = words(source(analyst, "/publishing/"))

    assert "Being prepared for you" in meanwhile
    assert "Not prepared" not in meanwhile
    assert "Being prepared for you" not in page
    assert "Not prepared" in page
    assert "Refused, with the reason." in page


def test_a_table_of_zeros_alone_is_one_sentence(caseload: UUID, client_as: Callable[[str], Any], make: Any) -> None:
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    path = drafted(analyst)

    check = source(analyst, path)
    published = source(analyst, confirmed(coordinator, f"{path}/approval").headers["Location"])

    empty = re.search(r'<section class="desk-card flush"\s+id="cohort_outcomes".*?</section>', check, re.DOTALL)
    assert empty is not None
    assert "Every number of this table is zero" in empty.group()
    assert "<table" not in empty.group()
    assert 'href="#cohort_outcomes"' in check
    assert "Every number of this table is zero" in published


def test_a_number_of_others_is_chosen_by_its_table(client_as: Callable[[str], Any], make: Any) -> None:
    analyst = client_as(make.analyst())

    tables = source(analyst, "/publishing/known/new")
    one = source(analyst, "/publishing/known/new?table=caseload+cohort_sex")
    every = analyst.post("/publishing/known/", {}).get_data(as_text=True)

    assert all(heading in tables for heading in ("Persons whom the organisation represents", "Judgments analysed"))
    assert "table=caseload+cohort_sex" in tables
    offered = re.findall(r'<option[^>]*value="([^"]+ [^"]+ [^"]+)"', one)
    assert offered
    assert {name.split(" ")[1] for name in offered} == {"cohort_sex"}
    labels = re.findall(
        r"<option[^>]*>([^<]+)</option>", every[every.index('id="cell"') : every.index('id="first_year"')]
    )
    assert len(labels) == len(set(labels)) > 100


def test_what_is_due_fills_the_form_says_what_it_will_print_and_is_gone_once_it_is_drafted(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    analyst = client_as(make.analyst())

    listed = source(analyst, "/overview/")
    page = words(listed)
    form = source(analyst, "/publishing/new?due=caseload-RS")
    draft = drafted(analyst)
    after = source(analyst, "/overview/")

    assert "due=caseload-RS" in listed
    assert not any(f"due={other}" in listed for other in ("judgments-RS", "observation-RS", "caseload-MK"))
    assert re.search(r"2021, 2022: \d+ tables", page)
    assert re.search(r"2023: \d+ tables", page)
    assert '<option selected value="2025">' in form
    assert "Serbia: persons represented, publication for 2025" in form
    assert "due=caseload-RS" not in after
    assert analyst.get("/publishing/new?due=anything").status_code == 200
    assert "ripe now since 31. 3. 2026." in page.replace("\xa0", " ")
    assert f'href="{draft}"' in after
    assert re.search(
        r"Printed \d+ numbers, \d+ zeros Suppressed \d+, with ranges Who is asked any coordinator", words(after)
    )
    assert "What becomes ripe next" in source(analyst, "/publishing/")


def as_filled(page: str) -> dict[str, str]:
    """What the form sends as it stands."""
    form = page.partition('action="/publishing/"')[2].partition("</form>")[0]
    chosen = re.findall(r'<select[^>]*name="(\w+)"[^>]*>.*?<option selected value="([^"]+)"', form, re.DOTALL)
    ticked = re.findall(r'<input checked[^>]*name="(mode)"[^>]*value="(\w+)"', form)
    return dict([*chosen, *ticked, *re.findall(r'<input[^>]*name="(title)"[^>]*value="([^"]+)"', form)])


def test_from_the_first_page_a_publication_is_six_presses_of_two_people(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    """Each is a link or a button of the page before; the guide says how many."""
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())

    first = source(analyst, analyst.get("/").headers["Location"])
    form = as_filled(source(analyst, "/publishing/new?due=caseload-RS"))
    draft = prepare(analyst, form).headers["Location"].partition("?")[0]
    today = source(coordinator, coordinator.get("/").headers["Location"])
    listed, check = source(coordinator, "/publishing/"), source(coordinator, draft)
    published = confirmed(coordinator, f"{draft}/approval")

    assert 'href="/publishing/new?due=caseload-RS">Prepare<' in first
    assert set(form) == {"mode", "country", "year", "title"}
    assert '<a href="/publishing/">Publications to agree to</a>' in today.partition('id="decisions"')[2]
    assert f'<a href="{draft}">' in listed.partition("For you to agree")[2]
    assert re.search(r"<summary[^>]*>(?:(?!</summary>).)*Agree and publish</summary>", check, re.DOTALL)
    assert re.search(r'<button[^>]*type="submit">Publish it</button>', check)
    assert re.match("/publications/RS-", published.headers["Location"])


def test_the_check_page_and_the_publication_say_what_becomes_ripe_next_of_their_own_country(
    caseload: UUID, client_as: Callable[[str], Any], make: Any
) -> None:
    make.office(country="MK", name="Office Skopje")
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    path = drafted(analyst)

    check = source(analyst, path)
    published = source(analyst, confirmed(coordinator, f"{path}/approval").headers["Location"])

    for page in (check, published):
        assert re.search(rf"31\. 3\. {next_year() + 1}\.? Serbia", calendar(page))
        assert re.search(rf"{next_year() - 1}: \d+ tables", calendar(page))
        assert "North Macedonia" not in calendar(page)
    assert re.search(r"This publication Serbia 2\d{3}[^:]*: \d+ tables", calendar(check))
    assert check.index("What becomes ripe next") < check.index('aria-label="Tables"')
    assert "This publication" not in calendar(published)
    assert "North Macedonia" in calendar(source(analyst, "/publishing/"))


@pytest.mark.parametrize("clients", [30, None])
def test_no_table_is_promised_of_years_whose_number_of_clients_is_suppressed(
    app: Flask, client_as: Callable[[str], Any], make: Any, clients: int | None
) -> None:
    cohort = next_year() - 3  # its 36 months are over then
    rows = [RowOut((str(cohort), code), value) for code, value in {"_T": clients, "F": 20, "M": None}.items()]
    tables = [TableOut("cohort_sex", "Persons", "PERSON", "victim", ("YEAR", "SEX"), rows)]
    laid(app, replace(invented("Serbia", tables, (cohort, cohort), until=cohort + 1), plan=PLANS["caseload"].ref))
    analyst = client_as(make.analyst(office=make.office(country="RS")))

    promised = calendar(source(analyst, "/publishing/"))

    assert f"{next_year() - 1}: " in promised
    assert (re.search(rf"(?<![–\d]){cohort}(?![–\d])", promised) is not None) is (clients is not None)
