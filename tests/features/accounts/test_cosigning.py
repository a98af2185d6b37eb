"""Can few people do what takes two, with a named person of a partner organisation, and nobody more by it? Both desks are played."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from cosigning import NAMED, Desks, changed, entries, suspended
from erasing import Stage, proposed, row, text
from lawyering import text as words
from litigation_app import ledger
from litigation_app.accounts.models import User
from litigation_app.accounts.staff.proposals.models import PersonProposal
from litigation_app.casework.cases.models import Emergency, EthicalWall
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.erasures.models import Erasure
from litigation_app.core import clock
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry
from litigation_app.ledger.settings import anchoring
from litigation_app.statistics.releases import shelf
from post_office import PostOffice
from preparing import crowd, drafted
from proposing import link_on, newcomer, roles_of, waiting
from searching import walled


def last(app: Flask, act: str) -> LedgerEntry:
    return entries(app, act)[-1]


def passing_by(both: Desks, person: Any, at: str, page: str = "") -> list[Any]:
    """What comes of asking and of bringing while a colleague could agree, and whether the page offers it."""
    answers = [
        person.post(f"{at}/{verb}", {"cosigner": both.cosigner}) for verb in ("co-signing-request", "co-signature")
    ]
    is_offered = "Ask an outside co-signer" in words(person.get(page or at))
    return [*(one.status_code for one in answers), is_offered]


def test_one_analyst_and_a_co_signer_publish_and_both_logs_say_so(both: Desks, client_as: Any) -> None:
    crowd(both.app, both.make)
    analyst, colleague = client_as(both.make.analyst(name="Ana Sama")), both.make.coordinator()
    path = drafted(analyst)
    with_a_colleague = passing_by(both, analyst, path)
    suspended(both.app, colleague)

    assert "It is signed and public at once, and what was printed cannot be undone." in words(analyst.get(path))
    request = both.ask(analyst, path)
    page = words(both.read(request))
    answer = both.sign(request)
    done = both.bring(analyst, path, answer)
    here = entries(both.app, "ask_cosignature", "bring_cosignature", "agree_release", "approve_release")
    again = both.bring(analyst, path, answer)

    assert [line for line in request.split("\n") if line.startswith("about-")] == [
        "about-title Serbia", "about-source caseload", "about-country RS", "about-year 2025",
    ]  # fmt: skip
    assert with_a_colleague == [404, 404, False]
    for said in ("Publish figures", "Title", "Ana Sama", "Persons whom the organisation represents", "Serbia", "2025"):
        assert said in page
    assert done.status_code == 303
    assert [one.id for one in shelf(both.app.extensions["shelf"])] == [
        done.headers["Location"].split("/")[2].split("?")[0]
    ]
    assert NAMED in words(analyst.get(path))
    assert again.status_code == 422
    assert len(shelf(both.app.extensions["shelf"])) == 1
    assert [one.act for one in here] == [
        "ask_cosignature", "bring_cosignature", "agree_release", "approve_release",
    ]  # fmt: skip
    assert [one.actor for one in here] == [both.make.user_id(analyst.email)] * 2 + [
        both.make.user_id(both.mira.email)
    ] * 2
    signed = last(both.partner, "sign_cosignature")
    assert signed.actor == both.there.user_id(both.mira.email)
    mark = signed.body.partition(b'"request":"')[2][:64]
    assert all(mark in one.body for one in (*here[:2], here[3])), "both logs name the request by the same sum"
    assert ledger.said(here[1].body)["facts"]["partner"] == both.origin.rpartition("/")[2]


@pytest.mark.both_databases
def test_one_coordinator_and_a_co_signer_erase(both: Desks, stage: Stage) -> None:
    erasure = proposed(both.app, stage)
    at = f"/erasures/{erasure}"
    with_a_colleague = passing_by(both, stage.first, at, f"/victims/{stage.victim}/erasure")
    stage.second.post(f"{at}/refusal", {"words": "Izmišljeno: ne."})
    erasure = proposed(both.app, stage)
    at = f"/erasures/{erasure}"
    after_she_said_no = passing_by(both, stage.first, at, f"/victims/{stage.victim}/erasure")
    with both.app.app_context(), committing() as session:  # she may not see this case any more
        second = both.make.user_id(stage.second.email)
        session.add(walled(stage.case, second, both.make.user_id(stage.first.email)))
    walled_off = passing_by(both, stage.first, at, f"/victims/{stage.victim}/erasure")
    with both.app.app_context(), committing():
        db.session.query(EthicalWall).update({"put_at": clock.now() - timedelta(days=31)})

    request = both.ask(stage.first, at)
    done = both.bring(stage.first, at, both.sign(request))
    done.close()

    assert with_a_colleague == after_she_said_no == walled_off == [404, 404, False]
    assert done.status_code == 303
    assert row(both.app, Victim, stage.victim).erased_at is not None
    assert row(both.app, Erasure, erasure).decided_by == both.make.user_id(both.mira.email)
    assert b'"request":"' in last(both.app, "erase_victim").body, "the act itself names the request"
    assert NAMED in text(stage.first.get(done.headers["Location"]))
    assert not [word for word in (stage.code_name, str(stage.victim), str(stage.case), "RS-2026") if word in request]


@pytest.mark.both_databases
def test_an_emergency_that_nobody_here_could_review_is_reviewed_from_outside(both: Desks, client_as: Any) -> None:
    office = both.make.office()
    case = both.make.case(both.make.lawyer(office=office))
    her = client_as(both.make.lawyer(office=office))
    emergency = both.make.emergency(case, her.email)
    at = f"/emergencies/{emergency}"
    auditor = both.make.auditor(office=office)
    hidden = both.make.coordinator(office=office)
    with both.app.app_context(), committing() as session:
        session.add(walled(case, both.make.user_id(hidden), both.make.user_id(auditor)))

    with_an_auditor = her.post(f"{at}/co-signing-request", {"cosigner": both.cosigner, "verdict": "justified"})
    invited = {"password_hash": None, "enrolment_until": clock.now() + timedelta(hours=1)}
    changed(both, auditor, **invited)
    with_an_invited_one = her.post(f"{at}/co-signing-request", {"cosigner": both.cosigner, "verdict": "justified"})
    suspended(both.app, auditor)
    without_verdict = her.post(f"{at}/co-signing-request", {"cosigner": both.cosigner})
    another = client_as(both.make.lawyer(office=office)).post(f"{at}/co-signing-request", {"cosigner": both.cosigner})
    request = both.ask(her, at, verdict="avoidable")
    done = both.bring(her, at, both.sign(request))

    assert (with_an_auditor.status_code, without_verdict.status_code, done.status_code) == (404, 422, 303)
    assert (another.status_code, with_an_invited_one.status_code) == (404, 404)
    assert not [word for word in (str(case), "RS-2026", "invented") if word in request]
    found = row(both.app, Emergency, emergency)
    assert (found.verdict, found.reviewed_by) == ("avoidable", both.make.user_id(both.mira.email))
    opened = her.post(f"{at}/openings").headers["Location"]
    assert "An invented reason" in her.get(opened).get_data(as_text=True)


@pytest.mark.both_databases
def test_two_people_run_a_desk(both: Desks, stranger: Any) -> None:
    """Its only administrator has named Mira alone, at the beginning; from then on everything takes her."""
    named = last(both.app, "name_cosigner")
    second = both.name(email="jana@susedi.example")
    both.dana.post("/people/", newcomer(both.make, "lawyer", "coordinator"))
    at = f"/proposals/{waiting(both.app)}"

    by_herself = both.dana.post(f"{at}/agreement")
    appointed = both.dana.post("/people/second-administrator", newcomer(both.make, email="x@desk.example"))
    page = words(both.read(both.ask(both.dana, at)))
    added = both.agreed(both.dana, at)

    assert b'"single":1' in named.body
    assert second.status_code == 303
    assert [one.act for one in entries(both.app, "name_cosigner")] == ["name_cosigner"], "the second one waits"
    assert (by_herself.status_code, appointed.status_code) == (422, 404)
    for said in ("Add a person who signs in there", "Iva Nova", "Legal coordinator, Lawyer"):
        assert said in page
    assert added.status_code == 201
    assert "Say them to the person yourself" in words(added), "nobody else has the words of the link"
    assert stranger.get(f"/enrol/{link_on(added)}").status_code == 200
    assert roles_of(both.app, both.make, "iva@desk.example") == {"lawyer", "coordinator"}
    assert "Outside co-signer" in words(both.dana.get("/people/"))


def test_nobody_is_alone_by_her_own_hand(both: Desks, make: Any) -> None:
    """Who shut a colleague out passes by her for a month as little as if she were there; not so one whom she asked alone in vain."""
    suspended_now, leaves_later, never_came, in_vain = (make.user_id(make.administrator()) for _number in range(4))
    anew = {"kind": "renew_link", "roles": "", "target_id": never_came, "outcome": "agreed", "is_single": False}
    alone = anew | {"kind": "add_person", "target_id": in_vain, "is_single": True}
    asked = []

    def tried(name: str) -> None:
        both.dana.post("/people/", newcomer(make, "analyst", email=name))
        asked.append(passing_by(both, both.dana, f"/proposals/{waiting(both.app)}", "/proposals/"))

    with both.app.app_context(), committing() as session:
        by = {"proposed_by": make.user_id(both.dana.email), "proposed_at": clock.now(), "decided_at": clock.now()}
        session.add_all([PersonProposal(**anew, **by), PersonProposal(**alone, **by)])
        session.query(User).filter(User.id.in_([never_came, in_vain])).update({"password_hash": None})
        for one in (suspended_now, leaves_later):  # by somebody else, long ago
            session.query(User).filter_by(id=one).update({"disabled_at": clock.now()})
    tried("a@desk.example")
    with both.app.app_context(), committing() as session:
        session.query(PersonProposal).filter_by(kind="renew_link").delete()
        session.query(User).filter_by(id=suspended_now).update({"disabled_at": None})
    both.dana.post(f"/people/{suspended_now}/disabling")
    tried("b@desk.example")
    page = words(both.dana.get("/proposals/"))
    with time_machine.travel(clock.now() + timedelta(days=31)):
        both.dana.enter()
        both.dana.post(f"/people/{in_vain}/disabling")
        tried("c@desk.example")
        both.dana.post(f"/people/{leaves_later}/leaving")
        tried("d@desk.example")

    assert asked[0] == asked[1] == asked[3] == [404, 404, False]
    assert "whom you suspended or let go within the last thirty days" in page
    assert asked[2] == [200, 422, True]


def test_the_link_of_an_account_that_is_there_never_goes_to_who_has_its_words(
    both: Desks, make: Any, post_office: PostOffice, stranger: Any
) -> None:
    lawyer = make.lawyer()
    both.dana.post(f"/proposals/links/{make.user_id(lawyer)}")
    at = f"/proposals/{waiting(both.app)}"
    without_mail = words(both.read(both.ask(both.dana, at)))
    both.app.extensions["config"] = replace(both.app.extensions["config"], mail=post_office.settings)
    answer = both.sign(both.ask(both.dana, at))
    read, page = words(both.read(both.ask(both.dana, at))), words(both.dana.get("/proposals/"))
    post_office.refuses = True
    refused = both.bring(both.dana, at, answer)
    post_office.refuses = False

    done = both.bring(both.dana, at, answer)

    assert "goes to who asks, with the words that open it" in without_mail
    assert "goes to this person by mail" in read
    assert lawyer in page
    assert (refused.status_code, done.status_code) == (422, 303)
    [letter] = post_office.letters
    link = re.search(r"/enrol/(\S+)", letter.get_payload(decode=True).decode())
    assert link is not None
    assert letter["To"] == lawyer
    assert "/enrol/" not in words(done) + words(both.dana.get("/proposals/"))
    assert "The two words that were said to you" in words(stranger.get(f"/enrol/{link[1]}"))


def test_at_the_partners_desk_only_she_who_is_named_signs_and_only_what_a_partner_asks(both: Desks, make: Any) -> None:
    both.dana.post("/people/", newcomer(make, "lawyer"))
    request = both.ask(both.dana, f"/proposals/{waiting(both.app)}")
    colleague = both.at_partner(both.there.administrator())
    lawyer = both.at_partner(both.there.lawyer())
    written = {"written": request}

    another = both.read(request, colleague)
    by_another = colleague.post("/co-signing/signatures", written)
    unseen = [both.read(request, lawyer), lawyer.post("/co-signing/signatures", written), lawyer.get("/co-signing")]
    forged = both.mira.post("/co-signing/signatures", {"written": request.replace("lawyer", "auditor")})
    both.there.stale(both.mira.email)
    not_fresh = both.mira.post("/co-signing/signatures", written)
    with both.partner.app_context():
        anchoring().partners = ()
    unknown = both.read(request)

    assert "not for you" in words(another)
    assert (by_another.status_code, not_fresh.status_code, unknown.status_code) == (422, 403, 422)
    assert {one.status_code for one in unseen} == {404}
    assert "Sign nothing, and call the partner." in words(forged)
    assert "not among the partners" in words(unknown)
    assert entries(both.partner, "sign_cosignature") == []


def test_only_who_proposed_asks_and_brings(both: Desks, make: Any, client_as: Any, stage: Stage) -> None:
    both.dana.post("/people/", newcomer(make, "lawyer"))
    mila, at = client_as(make.administrator()), f"/proposals/{waiting(both.app)}"
    with_a_colleague = passing_by(both, both.dana, at, "/proposals/")
    erasure = f"/erasures/{proposed(both.app, stage)}"

    answers = [
        person.post(f"{path}/{verb}", {"cosigner": both.cosigner})
        for person, path in ((mila, at), (stage.second, erasure), (stage.lawyer, erasure))
        for verb in ("co-signing-request", "co-signature")
    ]

    assert {one.status_code for one in answers} == {404}
    assert with_a_colleague == [404, 404, False]
    assert "Ask an outside co-signer" not in mila.get("/proposals/").get_data(as_text=True)
    suspended(both.app, mila.email)
    assert "Ask an outside co-signer" in both.dana.get("/proposals/").get_data(as_text=True)
