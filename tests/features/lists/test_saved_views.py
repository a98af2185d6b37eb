"""Is a list of cases kept as a view under its words, of what is offered alone?"""

from collections.abc import Callable
from typing import Any

from flask import Flask
from sqlalchemy import delete

from lawyering import text
from litigation_app.accounts.models import RoleHeld
from litigation_app.casework.lists.caselists import rules
from litigation_app.core.db import committing

As = Callable[[str], Any]


def test_a_view_is_kept_under_its_words_and_forgotten(make: Any, client_as: As) -> None:
    person = client_as(make.lawyer())
    list_ = {"tab": "overdue", "court": "vs_beograd"}

    assert person.post("/cases/views", list_).status_code == 303
    assert person.post("/cases/views", list_).status_code == 303

    page = text(person.get("/cases/"))
    assert page.count("Next date passed · Higher Court in Belgrade") == 1
    assert "tab=overdue" in page
    assert "Next date passed · Higher" not in text(client_as(make.lawyer()).get("/cases/"))
    assert person.post("/cases/views/removal", list_).status_code == 303
    assert "Next date passed · Higher" not in text(person.get("/cases/"))
    for place in range(rules.MOST_SAVED + 1):
        last = person.post("/cases/views", {"tab": list(rules.Tab)[place % 8], "order": ["next", "opened"][place // 8]})
    assert last.status_code == 409
    assert "You keep as many views" in text(last)


def test_a_view_of_what_is_offered_no_more_takes_no_place_from_another(app: Flask, make: Any, client_as: As) -> None:
    office = make.office()
    ana, gone = make.lawyer(office=office, name="Ana"), make.lawyer(office=office, name="Vera Otišla")
    make.lawyer(office=office)
    person = client_as(make.coordinator(office=office))
    hers = {"lawyer": str(make.user_id(gone))}
    assert person.post("/cases/views", hers).status_code == 303
    others = [{"tab": tab, "lawyer": str(make.user_id(ana))} for tab in list(rules.Tab)]
    others += [{"tab": tab, "kind": "criminal"} for tab in list(rules.Tab)]
    for one in others[: rules.MOST_SAVED - 1]:
        assert person.post("/cases/views", one).status_code == 303
    with app.app_context(), committing() as session:
        session.execute(delete(RoleHeld).where(RoleHeld.user_id == make.user_id(gone)))

    last = person.post("/cases/views", others[rules.MOST_SAVED])

    assert last.status_code == 303
    assert person.post("/cases/views", others[rules.MOST_SAVED + 1]).status_code == 409
    assert "Vera Otišla" not in text(person.get("/cases/"))


def test_a_view_by_a_filter_that_is_offered_no_more_is_not_called_by_the_rest_of_it(
    app: Flask, make: Any, client_as: As
) -> None:
    office = make.office()
    ana = make.lawyer(office=office, name="Ana")
    vera = make.lawyer(office=office)
    person = client_as(make.coordinator(office=office))
    hers = str(make.user_id(ana))
    assert person.post("/cases/views", {"tab": "over", "lawyer": hers}).status_code == 303
    with app.app_context(), committing() as session:
        session.execute(delete(RoleHeld).where(RoleHeld.user_id == make.user_id(vera)))

    assert hers not in text(person.get("/cases/"))  # "Over" would lead to a list that is not hers alone
