"""Is a partner's key believed only when two persons say so, and no longer than they do?"""

import base64
from typing import Any

import pytest
from flask import Flask

from bundled import PartnerKey, bundle, packed
from confirming import confirmed
from keyed_partners import PAGE, ClientAs, acts, named, only, sent, there, trusted
from lawyering import text
from litigation_app.gate.partners import queries
from litigation_app.gate.partners.models import PartnerState
from litigation_app.statistics.releases import fingerprints


def test_a_key_is_named_by_one_and_confirmed_by_another(app: Flask, make: Any, client_as: ClientAs) -> None:
    first, second = client_as(make.coordinator()), client_as(make.coordinator())
    make.fresh(first.email)
    make.fresh(second.email)

    proposed = first.post(PAGE, named())
    path = f"{PAGE}{only(app).id}/confirmation"
    by_herself = confirmed(first, path, PAGE)
    by_another = confirmed(second, path, PAGE)
    page = text(second.get(PAGE))

    assert (proposed.status_code, by_herself.status_code, by_another.status_code) == (303, 422, 303)
    assert "another person has to compare it" in text(by_herself)
    assert only(app).state == PartnerState.TRUSTED
    assert fingerprints.spoken(PartnerKey(7).public_key()) in page
    assert {"propose_partner", "confirm_partner"} <= set(acts(app))


def test_naming_and_confirming_ask_for_the_second_factor_again(app: Flask, make: Any, client_as: ClientAs) -> None:
    first, second = client_as(make.analyst()), client_as(make.coordinator())
    make.stale(first.email)
    assert first.post(PAGE, named()).status_code == 403
    make.fresh(first.email)
    assert first.post(PAGE, named()).status_code == 303
    make.stale(second.email)

    assert confirmed(second, f"{PAGE}{only(app).id}/confirmation", PAGE).status_code == 403
    assert only(app).state == PartnerState.PROPOSED


@pytest.mark.parametrize("role", ["lawyer", "auditor", "administrator"])
def test_for_every_other_role_there_is_no_such_page(role: str, make: Any, client_as: ClientAs, app: Flask) -> None:
    partner = trusted(app, make)
    person = client_as(getattr(make, role)())
    make.fresh(person.email)

    found = [person.get(PAGE), person.post(PAGE, named(8)), sent(person, packed(bundle()))]
    found += [person.post(f"{PAGE}{partner}/{verb}") for verb in ("confirmation", "end")]

    assert {answer.status_code for answer in found} == {404}
    assert there(app) == []


def test_an_analyst_cannot_confirm_and_a_stranger_is_asked_to_sign_in(
    app: Flask, make: Any, client_as: ClientAs, stranger: Any
) -> None:
    analyst = client_as(make.analyst())
    make.fresh(analyst.email)
    analyst.post(PAGE, named())

    assert confirmed(analyst, f"{PAGE}{only(app).id}/confirmation", PAGE).status_code == 404
    assert stranger.get(PAGE).status_code in {302, 303}


@pytest.mark.parametrize("typed", ["", "abc", "A" * 43 + "=", base64.b64encode(b"\1" + bytes(31)).decode(), "я" * 44])
def test_what_is_no_key_is_refused_and_comes_back_as_typed(
    typed: str, make: Any, client_as: ClientAs, app: Flask
) -> None:
    person = client_as(make.coordinator())
    make.fresh(person.email)

    answer = person.post(PAGE, named() | {"key": typed})

    assert answer.status_code == 422
    assert "Izmišljena Makedonija" in text(answer)


def test_a_key_is_named_once_and_never_our_own(make: Any, client_as: ClientAs, app: Flask) -> None:
    person = client_as(make.coordinator())
    make.fresh(person.email)
    with app.app_context():
        own = base64.b64encode(app.extensions["release_signer"].public_key()).decode()

    answers = [person.post(PAGE, named() | {"key": own}), person.post(PAGE, named()), person.post(PAGE, named())]

    assert [one.status_code for one in answers] == [422, 303, 422]
    assert "the key of this very desk" in text(answers[0])


def test_after_the_trust_is_withdrawn_nothing_is_shown_or_taken(app: Flask, make: Any, client_as: ClientAs) -> None:
    partner = trusted(app, make)
    analyst, coordinator = client_as(make.analyst()), client_as(make.coordinator())
    sent(analyst, packed(bundle()))
    make.fresh(coordinator.email)

    assert coordinator.post(f"{PAGE}{partner}/end").status_code == 303
    assert coordinator.post(f"{PAGE}{partner}/end").status_code == 422
    assert analyst.get(f"/publications/partners/{partner}/{bundle().id}").status_code == 409
    assert "verification failed" in text(analyst.get("/publications/"))
    assert sent(analyst, packed(bundle(last=2023))).status_code == 422
    assert there(app) == [bundle().id]


def test_a_key_that_was_declined_or_withdrawn_can_be_named_again(app: Flask, make: Any, client_as: ClientAs) -> None:
    """Else whoever names it for the wrong organisation keeps the right one out for good."""
    partner = trusted(app, make, organisation="Pogrešna")
    first, second = client_as(make.coordinator()), client_as(make.coordinator())
    make.fresh(first.email)
    make.fresh(second.email)
    sent(first, packed(bundle()))
    first.post(f"{PAGE}{partner}/end")

    assert first.post(PAGE, named()).status_code == 303
    with app.app_context():
        [again] = [one.id for one in queries.everyone() if one.state == PartnerState.PROPOSED]
    assert confirmed(second, f"{PAGE}{again}/confirmation", PAGE).status_code == 303
    assert second.get(f"/publications/partners/{again}/{bundle().id}").status_code == 200
    assert second.get(f"/publications/partners/{partner}/{bundle().id}").status_code == 404
