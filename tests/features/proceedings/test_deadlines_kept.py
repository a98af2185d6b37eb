"""Deadlines that follow from steps: listed, served, kept, paged."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from at_once import at_once
from lawyering import rows, said
from litigation_app.casework.proceedings.models import Deadline, Proceeding
from litigation_app.core.clock import today
from litigation_app.ledger import LedgerEntry
from stepping import outside, page, path_of


def test_the_list_has_ours_first_and_the_near_ones_in_red(app: Flask, lawyer: Any, criminal: str) -> None:
    near = today() - timedelta(days=12)
    outside(lawyer, criminal, "first_instance_judgment", 0, on=near, served_on=said(near))

    shown = page(lawyer.get("/deadlines/"))
    theirs = page(lawyer.get("/deadlines/?side=theirs"))

    assert shown.index(">Appeal<") < shown.index("Appeal by the accused")
    assert shown.count('class="near"') == 1
    assert "no date yet" in theirs
    assert ">Appeal<" not in theirs


def test_a_service_entered_later_gives_the_last_day(app: Flask, lawyer: Any, criminal: str) -> None:
    outside(lawyer, criminal, "first_instance_judgment", 0)
    (theirs,) = [row for row in rows(app, Deadline, "id", "event") if row.event == "appealed_by_accused"]
    shown = page(lawyer.get(f"/deadlines/{theirs.id}"))

    answer = lawyer.post(f"/deadlines/{theirs.id}/service", {"served_on": "8. 5. 2026.", "row_version": "1"})

    assert "service of the written judgment on the accused" in shown
    assert answer.status_code == 303
    found = {row.event: row.act_by for row in rows(app, Deadline, "event", "act_by")}
    assert found["appealed_by_accused"] == date(2026, 5, 25)
    assert "25. 5. 2026." in page(lawyer.get(answer.headers["Location"])).replace("\u00a0", " ")


def test_an_appeal_that_the_court_made_longer_ends_on_its_day(app: Flask, lawyer: Any, criminal: str) -> None:
    """ZKP 432: in complex cases, on a request made right after the judgment was pronounced."""
    outside(lawyer, criminal, "first_instance_judgment", 0)
    (ours,) = [row.id for row in rows(app, Deadline, "id", "event") if row.event == "appealed_by_victim"]
    shown = page(lawyer.get(f"/deadlines/{ours}"))
    told = {"served_on": "8. 5. 2026.", "last_day": "8. 6. 2026.", "row_version": "1"}

    refused = lawyer.post(f"/deadlines/{ours}/service", told | {"last_day": "7. 5. 2026."})
    taken = lawyer.post(f"/deadlines/{ours}/service", told)

    assert "if the court made the period longer" in shown
    assert (refused.status_code, taken.status_code) == (422, 303)
    found = {row.event: (row.expiry, row.act_by) for row in rows(app, Deadline, "event", "expiry", "act_by")}
    assert found["appealed_by_victim"] == (date(2026, 6, 8), date(2026, 6, 8))


def test_the_page_says_why_this_day(app: Flask, lawyer: Any, criminal: str) -> None:
    """The file's note, its doubt and where it was read; a rule without a source says so."""
    outside(lawyer, criminal, "report_dismissed", 0, on=date(2026, 4, 13))
    served = next(row for row in rows(app, Deadline, "id", "runs_from") if row.runs_from.startswith("service"))

    shown = page(lawyer.get(f"/deadlines/{served.id}"))

    why = shown.split('id="why"')[1].split("</section>")[0]
    assert "decides in 15 days" in why
    assert "defence lawyer" in why
    assert "not verified" in why
    outside(lawyer, criminal, "appeal", 1, on=date(2026, 4, 20))
    reply = next(row.id for row in rows(app, Deadline, "id", "event") if row.event == "reply_to_appeal")
    assert "name no source" in page(lawyer.get(f"/deadlines/{reply}")).split('id="why"')[1].split("</section>")[0]


def test_the_page_says_why_this_day_in_the_reader_s_language(app: Flask, lawyer: Any, criminal: str) -> None:
    outside(lawyer, criminal, "report_dismissed", 0, on=date(2026, 4, 13))
    served = next(row for row in rows(app, Deadline, "id", "runs_from") if row.runs_from.startswith("service"))
    said_in = {"sr-Latn": "odlučuje u roku od 15 dana", "cnr": "viši javni tužilac", "mk": "нема правен лек"}

    for language, words in said_in.items():
        lawyer.client.set_cookie("desk_language", language, domain="localhost", secure=True)
        why = page(lawyer.get(f"/deadlines/{served.id}")).split('id="why"')[1].split("</section>")[0]

        assert words in why
        assert "decides in 15 days" not in why


def test_who_was_not_told_of_a_dismissal_has_an_outer_day_until_a_service_is_entered(
    app: Flask, lawyer: Any, criminal: str
) -> None:
    """ZKP 51: eight days from service; three months from the dismissal for whoever was never told."""
    outside(lawyer, criminal, "report_dismissed", 0, on=date(2026, 4, 13))
    found = {row.runs_from: row for row in rows(app, Deadline, "id", "runs_from", "expiry", "event")}
    served = found["service_of_decision_on_victim"]

    lawyer.post(f"/deadlines/{served.id}/service", {"served_on": "4. 5. 2026.", "row_version": "1"})

    outer = found["decision_not_served_on_victim"]
    assert (served.expiry, outer.expiry) == (None, date(2026, 7, 13))
    open_ = [row.runs_from for row in rows(app, Deadline, "runs_from", "lapsed_on") if row.lapsed_on is None]
    assert open_ == ["service_of_decision_on_victim"]


def test_a_deadline_that_is_done_leaves_the_list(app: Flask, lawyer: Any, criminal: str) -> None:
    outside(lawyer, criminal, "first_instance_judgment", 0)
    (ours,) = [row.id for row in rows(app, Deadline, "id", "event") if row.event == "appealed_by_victim"]

    answer = lawyer.post(f"/deadlines/{ours}/met", {"on": said(today()), "row_version": "1"})
    again = lawyer.post(f"/deadlines/{ours}/met", {"on": said(today()), "row_version": "1"})

    assert (answer.status_code, again.status_code) == (303, 409)
    assert ">Appeal<" not in page(lawyer.get("/deadlines/"))
    assert "met_deadline" in {row.act for row in rows(app, LedgerEntry, "act")}


def test_a_deadline_that_was_marked_as_done_by_mistake_runs_again(app: Flask, lawyer: Any, criminal: str) -> None:
    outside(lawyer, criminal, "first_instance_judgment", 0)
    (ours,) = [row.id for row in rows(app, Deadline, "id", "event") if row.event == "appealed_by_victim"]
    lawyer.post(f"/deadlines/{ours}/met", {"on": said(today()), "row_version": "1"})
    assert "It is not done" in page(lawyer.get(f"/deadlines/{ours}"))

    answer = lawyer.post(f"/deadlines/{ours}/reopening", {"row_version": "2"})
    again = lawyer.post(f"/deadlines/{ours}/reopening", {"row_version": "3"})

    assert (answer.status_code, again.status_code) == (303, 409)
    assert "It is not done" not in page(lawyer.get(f"/deadlines/{ours}"))
    assert ">Appeal<" in page(lawyer.get("/deadlines/"))


@pytest.mark.both_databases
def test_a_deadline_is_taken_up_again_by_nobody_else_once_and_as_it_stood_on_the_page(
    app: Flask, make: Any, client_as: Callable[[str], Any], stranger: Any, lawyer: Any, criminal: str
) -> None:
    outside(lawyer, criminal, "first_instance_judgment", 0)
    (ours,) = [row.id for row in rows(app, Deadline, "id", "event") if row.event == "appealed_by_victim"]
    path, form = f"/deadlines/{ours}/reopening", {"row_version": "2"}
    unmarked = lawyer.post(path, {"row_version": "1"})
    lawyer.post(f"/deadlines/{ours}/met", {"on": said(today()), "row_version": "1"})

    others = [client_as(one) for one in (make.lawyer(), make.coordinator(office=make.office()), make.analyst())]
    refused = [who.post(path, form).status_code for who in others]
    missing = [who.post(f"/deadlines/{uuid4()}/reopening", form).status_code for who in others]
    unknown = stranger.post(path, form)
    odd = [lawyer.post(path, {"row_version": one}).status_code for one in ("1", "3", "", "²", "-2", "9" * 400)]

    assert unmarked.status_code == 409
    assert refused == missing
    assert 303 not in refused
    assert unknown.status_code in {302, 303, 400}
    assert odd == [409] * 6
    assert rows(app, Deadline, "met_on").count((today(),)) == 1
    assert at_once(lambda: lawyer.post(path, form), lambda: lawyer.again(app).post(path, form)) == [303, 409]
    assert lawyer.post(path, form).status_code == 409
    assert [row.act for row in rows(app, LedgerEntry, "act")].count("reopen_deadline") == 1
    assert rows(app, Deadline, "met_on").count((today(),)) == 0


def test_other_proceedings_begin_with_their_own_deadlines(app: Flask, lawyer: Any, case_id: UUID) -> None:
    assert "Civil" in page(lawyer.get(f"/cases/{case_id}/proceedings/new"))

    refused = lawyer.post(f"/cases/{case_id}/proceedings", {"procedure": "duel"})
    taken = lawyer.post(f"/cases/{case_id}/proceedings", {"procedure": "echr", "begun_on": "3. 3. 2026."})

    assert (refused.status_code, taken.status_code) == (422, 303)
    assert [row.position for row in rows(app, Proceeding, "position")] == [1, 2, 3]
    assert rows(app, Deadline, "move_id", "months", "side") == [(None, 4, "ours")]


def test_a_list_of_many_deadlines_is_turned_page_by_page(app: Flask, lawyer: Any, case_id: UUID) -> None:
    for _number in range(34):
        lawyer.post(f"/cases/{case_id}/proceedings", {"procedure": "echr", "confirmed": "y"})
    seen: list[str] = []
    path = "/deadlines/"

    while path:
        shown = page(lawyer.get(path))
        seen += re.findall(r'<a href="/deadlines/([0-9a-f-]{36})"', shown)
        found = re.search(r'rel="next"\s+href="([^"]+)"', shown)
        path = found.group(1) if found else ""

    assert len(seen) == len(set(seen)) == 34


def test_the_page_names_the_holidays_of_the_courts_that_have_the_proceeding(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    office = make.office("BA", "Sarajevo")
    lawyer = client_as(make.lawyer(office=office))
    opened = {"office": str(office), "opened_on": "1. 2. 2026.", "aim": "Cilj", "forum": "ba-state"}
    case = lawyer.post("/cases/", opened).headers["Location"].split("?")[0]
    state = path_of(app, UUID(case.rsplit("/", 1)[1]), "criminal")
    outside(lawyer, state, "indictment_confirmed", 0, on=date(2026, 3, 2))
    lawyer.post(f"{state}/moves", {"event": "ceded_to_other_jurisdiction", "on": "5. 5. 2026.", "seq": "1"})
    by = page(lawyer.get(state)).split("/proceedings/new?")[1].split('"')[0].split("by=")[1].split("&")[0]
    begun = {"procedure": "criminal_entity", "spawned_by": by, "begun_on": "5. 5. 2026."}
    taken = lawyer.post(f"{case}/proceedings", begun | {"forum": "ba-fbih", "court": "ks_tuzla"})
    assert taken.status_code == 303
    [entity] = [one.id for one in rows(app, Proceeding, "id", "procedure") if one.procedure == "criminal_entity"]

    on, served = date(2026, 11, 5), "10. 11. 2026."
    answer = outside(lawyer, f"/proceedings/{entity}", "first_instance_judgment", 1, on=on, served_on=served)

    assert answer.status_code == 303
    [ours] = [one.id for one in rows(app, Deadline, "id", "event") if one.event == "appealed_by_victim"]
    shown = page(lawyer.get(f"/deadlines/{ours}")).replace("\u00a0", " ")
    assert "It ends later because of Statehood Day (25. 11. 2026.)." in shown
