"""Does anything change by a request that no page of ours sent: a foreign token, another site, a method that nobody uses?"""

from typing import Any

import pytest
from flask import Flask

from furnished import SIDE_WRITERS, Furnished, digest
from litigation_app.core.access import OPEN_TO_ALL, policy

pytestmark = pytest.mark.thorough

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "X")
SITES = ("cross-site", "same-site", "nonsense", "")
ALL_SQLITE = pytest.mark.parametrize("config", ["sqlite"], indirect=True)  # the check comes before any database


@pytest.fixture(autouse=True)
def before(app: Flask, furnished: Furnished) -> dict[str, str]:
    return digest(app, without=SIDE_WRITERS)


@ALL_SQLITE
def test_the_token_of_another_person_or_another_sign_in_changes_nothing(
    app: Flask, furnished: Furnished, client_as: Any
) -> None:
    elsewhere = {person.email: client_as(person.email).token for person in furnished.people.values()}
    before, answers = digest(app, without=SIDE_WRITERS), {}
    for method, path, permission in furnished.unsafe():
        person = furnished.who_may(permission)
        tokens = {other.token for other in furnished.people.values()} - {person.token}
        for token in [*sorted(tokens)[:1], elsewhere[person.email], "", "x" * 5000, "ћ"]:
            sent = person.client.open(path, method=method, data={"csrf_token": token}, base_url="https://localhost")
            answers[method, path, token[:9]] = sent.status_code

    assert len(answers) > 4 * 60
    assert {asked: code for asked, code in answers.items() if code != 400} == {}
    assert digest(app, without=SIDE_WRITERS) == before


@ALL_SQLITE
def test_a_form_that_another_site_sends_changes_nothing_though_its_token_is_right(
    app: Flask, furnished: Furnished, before: dict[str, str]
) -> None:
    answers = {}
    for _method, path, permission in furnished.unsafe():
        person = furnished.who_may(permission)
        for site in SITES:
            answers[path, site] = person.post(path, headers={"Sec-Fetch-Site": site}).status_code

    assert len(answers) > 60 * len(SITES)
    assert {asked: code for asked, code in answers.items() if code != 400} == {}
    assert digest(app, without=SIDE_WRITERS) == before


@ALL_SQLITE
def test_a_method_that_no_page_uses_is_not_allowed(app: Flask, furnished: Furnished, before: dict[str, str]) -> None:
    person, wrong, asked = furnished.coordinator, {}, 0
    known = {(method, rule.rule) for rule in app.url_map.iter_rules() for method in rule.methods or ()}
    for path in sorted({rule.rule for rule in app.url_map.iter_rules() if not rule.arguments}):
        for method in METHODS:
            if (method, path) in known:
                continue
            said = {"csrf_token": person.token}
            answer = person.client.open(path, method=method, data=said, base_url="https://localhost")
            asked += 1
            if answer.status_code != 405:
                wrong[method, path] = answer.status_code

    assert asked > 200
    assert wrong == {}
    assert digest(app, without=SIDE_WRITERS) == before


@ALL_SQLITE
def test_every_act_that_cannot_be_taken_back_asks_for_the_second_factor_first(app: Flask, furnished: Furnished) -> None:
    """Whatever the method: an address whose permission the policy lists is asked as somebody who signed in an hour ago."""
    for person in furnished.people.values():
        furnished.make.stale(person.email)
    before, answers = digest(app, without=SIDE_WRITERS), {}

    for _method, path, permission in furnished.unsafe():
        if permission in policy().fresh and permission not in OPEN_TO_ALL:
            answer = furnished.who_may(permission).post(path)
            answers[path] = (answer.status_code, "Confirm that it is you" in answer.get_data(as_text=True))

    assert len(answers) >= 15
    assert {path: said for path, said in answers.items() if said not in {(403, True), (404, False)}} == {}
    assert sum(code == 403 for code, _ in answers.values()) >= 10
    assert digest(app, without=SIDE_WRITERS) == before
