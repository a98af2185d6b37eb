"""Is a number that others have published known to every attacker of our publications, whoever typed it in and why?"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask

from at_once import at_once
from confirming import confirmed
from lawyering import text
from litigation_app.accounts.models import Office
from litigation_app.casework.casefile import actions as casefile
from litigation_app.casework.cases.actions import FileText, NewCase, Place
from litigation_app.casework.clients.victims import actions as victims
from litigation_app.casework.clients.victims.rules import VictimRecord
from litigation_app.core.db import committing, db
from litigation_app.gate.external_figures import queries
from litigation_app.gate.external_figures.models import ExternalFigureState
from litigation_app.law import loader
from litigation_app.statistics.releases import shelf
from preparing import WANTED, WRITTEN_DOWN, agree, drafted, prepare

pytestmark = pytest.mark.thorough

PAGE = "/publishing/known/"
ClientAs = Callable[[str], Any]


def said(**changes: str) -> dict[str, str]:
    return {
        "country": "RS", "cell": "caseload cohort_form LAB", "first_year": "2021", "last_year": "2021", "how": "exact",
        "low": "3", "high": "", "publisher": "police", "title": "Izmišljen godišnji izveštaj", "place": "str. 12",
        "published_on": "1. 3. 2022.", **changes,
    }  # fmt: skip


def filled(app: Flask, make: Any, forms: Sequence[str], years: Sequence[int]) -> None:
    """As many invented clients of each form in each of these years."""
    office: UUID = make.office(country="RS", name="Office Beograd")
    lawyers = [make.actor(make.lawyer(office=office)) for _ in range(4)]
    with time_machine.travel(WRITTEN_DOWN), app.app_context(), committing():
        for number in range(len(forms) * len(years)):
            at = db.session.get_one(Office, office)
            day = date(years[number % len(years)], 3, 1)
            new = NewCase(at, day, loader.load("RS").version, Place(), FileText("Cilj"))
            case = casefile.open_case(lawyers[number % 4], new)
            record = VictimRecord(
                given_name=f"Izmišljena{number}", birth_date=date(1990, 5, 5), sex="M" if number % 10 < 4 else "F",
                forms=(forms[number // len(years)],), status="FORMAL", first_contact=day,
            )  # fmt: skip
            victims.add(lawyers[number % 4], case, record)
            db.session.flush()


@pytest.fixture
def caseload(app: Flask, make: Any) -> None:
    """A hundred invented clients of two years; three in forced labour and four in begging in each."""
    filled(app, make, ["LAB"] * 3 + ["BEG"] * 4 + ["SEX"] * 43, (2021, 2022))


def entered(person: Any, **changes: str) -> None:
    answer = person.post(PAGE, said(**changes))
    assert answer.status_code == 303, text(answer)


def ids(app: Flask) -> list[UUID]:
    with app.app_context():
        return [one.id for one in queries.everything()]


def state(app: Flask) -> ExternalFigureState:
    with app.app_context():
        return queries.everything()[0].state


def prepared(analyst: Any, **changes: Any) -> str:
    """A draft of the people who came in 2021 and 2022, at their intake."""
    return drafted(analyst, **{"year": "2023", **changes})


def again(analyst: Any, path: str) -> str:
    """It is discarded and prepared once more."""
    analyst.post(f"{path}/discard")
    return prepared(analyst)


def test_a_number_is_typed_in_by_one_and_checked_by_another(app: Flask, make: Any, client_as: ClientAs) -> None:
    first, second = client_as(make.analyst()), client_as(make.analyst())
    entered(first)
    path = f"{PAGE}{ids(app)[0]}/check"

    codes = [confirmed(one, path, PAGE).status_code for one in (first, second, second)]

    assert codes == [422, 303, 422]
    assert state(app) == ExternalFigureState.CHECKED
    assert "Izmišljen godišnji izveštaj" in text(second.get(PAGE))


def test_a_mistake_is_struck_with_a_reason_by_another_once_it_is_checked(
    app: Flask, make: Any, client_as: ClientAs
) -> None:
    first, second = client_as(make.analyst()), client_as(make.analyst())
    for one in (first, second):
        make.fresh(one.email)
    entered(first)
    path = f"{PAGE}{ids(app)[0]}"
    confirmed(second, f"{path}/check", PAGE)

    silent = second.post(f"{path}/striking", {"why": ""})
    by_herself = first.post(f"{path}/striking", {"why": "Pogrešan red"})
    by_another = second.post(f"{path}/striking", {"why": "Pogrešan red"})

    assert (silent.status_code, by_herself.status_code, by_another.status_code) == (422, 422, 303)
    assert "Pogrešan red" in text(first.get(PAGE))
    assert second.post(f"{path}/withdrawal").status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [
        {"low": ""}, {"low": "-1"}, {"low": "3.5"}, {"low": "tri"}, {"how": "between", "high": "2"}, {"how": "between"},
        {"cell": "caseload cohort_money paid"}, {"cell": "x"}, {"country": "DE"}, {"last_year": "2020"},
        {"published_on": "1. 1. 2199."}, {"title": ""}, {"publisher": "nobody"},
    ],
)  # fmt: skip
def test_what_is_no_number_of_our_tables_is_refused_and_comes_back(
    wrong: dict[str, str], app: Flask, make: Any, client_as: ClientAs
) -> None:
    answer = client_as(make.analyst()).post(PAGE, said(**wrong))

    assert answer.status_code == 422
    assert "str. 12" in text(answer)
    assert ids(app) == []


@pytest.mark.parametrize("role", ["lawyer", "auditor", "administrator"])
def test_for_every_other_role_there_is_no_such_page(role: str, app: Flask, make: Any, client_as: ClientAs) -> None:
    entered(client_as(make.analyst()))
    person = client_as(getattr(make, role)())

    found = [person.get(PAGE), person.get(f"{PAGE}new"), person.post(PAGE, said())]
    found += [person.post(f"{PAGE}{ids(app)[0]}/{verb}", {"why": "x"}) for verb in ("check", "withdrawal", "striking")]

    assert {one.status_code for one in found} == {404}


def test_two_who_check_at_once_check_once(app: Flask, make: Any, client_as: ClientAs) -> None:
    entered(client_as(make.analyst()))
    first, second = client_as(make.analyst()), client_as(make.analyst())
    path = f"{PAGE}{ids(app)[0]}/check"

    codes = at_once(lambda: confirmed(first, path, PAGE), lambda: confirmed(second, path, PAGE))

    assert codes[0] == 303
    assert codes[1] in {409, 422}


def test_a_number_that_pins_a_hidden_one_is_counted_in_and_said(
    caseload: None, app: Flask, make: Any, client_as: ClientAs
) -> None:
    analyst = client_as(make.analyst())
    entered(analyst)
    path = prepared(analyst)

    page = text(analyst.get(path))
    published = confirmed(client_as(make.coordinator()), f"{path}/approval")

    assert "Others have disclosed with it what is suppressed here" in page
    assert "Izmišljen godišnji izveštaj" in page
    assert published.status_code == 303, text(published)
    assert len(shelf(app.extensions["shelf"])) == 1


def test_the_check_page_says_which_of_them_nobody_has_checked(
    caseload: None, app: Flask, make: Any, client_as: ClientAs
) -> None:
    first, second = client_as(make.analyst()), client_as(make.analyst())
    entered(first)
    path = prepared(first)

    before = text(first.get(path))
    confirmed(second, f"{PAGE}{ids(app)[0]}/check", PAGE)
    after = text(first.get(path))

    assert "not checked yet, counts already" in before
    assert "have it checked before you agree" in before
    assert "not checked yet" not in after


def test_a_number_that_the_tables_refute_is_said_and_not_believed(
    caseload: None, app: Flask, make: Any, client_as: ClientAs
) -> None:
    analyst = client_as(make.analyst())
    entered(analyst, cell="caseload cohort_sex _T", low="17")

    page = text(analyst.get(prepared(analyst)))

    assert "contradict each other" in page


def test_a_number_of_other_people_says_nothing(caseload: None, app: Flask, make: Any, client_as: ClientAs) -> None:
    analyst = client_as(make.analyst())
    entered(analyst, country="MK")
    entered(analyst, first_year="2015", last_year="2015")

    assert "Izmišljen godišnji izveštaj" not in text(analyst.get(prepared(analyst)))


def test_another_number_between_preparing_and_agreeing_is_refused(
    caseload: None, app: Flask, make: Any, client_as: ClientAs
) -> None:
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    path = prepared(analyst)
    entered(analyst, cell="caseload cohort_form SEX", low="43")

    refused = agree(coordinator, path)
    then = again(analyst, path)

    assert refused.status_code == 422
    assert "changed since this was prepared" in text(refused)
    assert agree(coordinator, then).status_code == 303


def test_what_was_taken_back_still_counts_and_what_was_struck_does_not(
    caseload: None, app: Flask, make: Any, client_as: ClientAs
) -> None:
    analyst, second = client_as(make.analyst()), client_as(make.analyst())
    entered(analyst)
    path = f"{PAGE}{ids(app)[0]}"
    second.post(f"{path}/withdrawal")
    draft = prepared(analyst)
    taken_back = text(analyst.get(draft))
    make.fresh(second.email)
    second.post(f"{path}/striking", {"why": "Pogrešna godina"})

    assert "Izmišljen godišnji izveštaj" in taken_back
    assert "Izmišljen godišnji izveštaj" not in text(analyst.get(again(analyst, draft)))


def test_what_was_shown_before_a_number_came_is_not_shown_otherwise_beside_it(
    caseload: None, app: Flask, make: Any, client_as: ClientAs
) -> None:
    """Whoever saw both patterns could subtract: the first one stays, and beside the number it is refused."""
    analyst = client_as(make.analyst())
    path = prepared(analyst)
    entered(analyst)

    analyst.post(f"{path}/discard")
    answer = prepare(analyst, WANTED | {"year": "2023"})

    assert answer.status_code == 200
    assert "no number was shown" in text(answer)
