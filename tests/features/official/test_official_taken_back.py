"""Does whoever handed figures over take them back herself, and do the pages call a draft, and what it needs, by its name?"""

import io
import re
from typing import Any

import pytest
from flask import Flask

from confirming import confirmed
from editions import contents
from lawyering import text
from litigation_app.core.db import db
from litigation_app.ledger.models import LedgerEntry
from litigation_app.statistics.official.reading import COLUMNS
from litigation_app.statistics.releases import write
from officials import PAGE, SOURCE, begun, newest, publish_shipped, state, typed

CYRILLIC = [("sr-Cyrl", "Званични подаци, Србија, издање 1"), ("mk", "Официјални податоци, Србија, издание 1")]
OWN_NAME = "Official figures, Serbia, edition 1"


@pytest.fixture
def waiting(typist: Any) -> str:
    """Figures that the typist has handed over; their address."""
    draft = begun(typist)
    typist.post(f"{draft}/figures", typed("71"))
    typist.post(f"{draft}/handing-over")
    return draft


def speak(person: Any, language: str) -> None:
    assert person.post("/language", {"language": language, "next": PAGE}).status_code == 303


def acts(app: Flask) -> list[str]:
    with app.app_context():
        return [row.act for row in db.session.query(LedgerEntry).order_by(LedgerEntry.seq)]


def number(draft: str) -> str:
    return draft.rsplit("/", 1)[-1]


def test_whoever_handed_them_over_takes_them_back_and_types_on(app: Flask, typist: Any, waiting: str) -> None:
    hers = text(typist.get(waiting))

    answer = typist.post(f"{waiting}/taking-back")

    assert "Take back" in hers
    assert "Send back" not in hers
    assert answer.status_code == 303
    assert "The figures are taken back" in text(typist.get(answer.headers["Location"]))
    assert "Go on typing" in text(typist.get(waiting))
    assert state(app, number(waiting)) == "typing"
    assert acts(app)[-1] == "take_back_official"


def test_whoever_looks_up_what_was_taken_back_meanwhile_is_told_so(typist: Any, checker: Any, waiting: str) -> None:
    typist.post(f"{waiting}/taking-back")

    agreed, returned = confirmed(checker, f"{waiting}/approval"), checker.post(f"{waiting}/return", {"why": "str. 7"})

    for answer in (agreed, returned):
        assert answer.status_code == 422
        assert "being typed in again: whoever typed them took them back" in text(answer)
        assert "decided already" not in text(answer)


def test_what_was_sent_back_is_called_so(typist: Any, checker: Any, waiting: str) -> None:
    checker.post(f"{waiting}/return", {"why": "str. 7"})

    again = confirmed(checker, f"{waiting}/approval")
    listed = text(typist.get(PAGE))

    assert "These figures were sent back meanwhile" in text(again)
    assert "sent back" in listed
    assert "being typed in" not in listed
    assert "were handed over meanwhile" not in text(typist.get(waiting))


def test_what_was_handed_over_meanwhile_is_no_longer_typed(typist: Any, waiting: str) -> None:
    assert "These figures were handed over meanwhile" in text(typist.post(f"{waiting}/handing-over"))


def test_whoever_typed_them_does_not_send_them_back(app: Flask, typist: Any, waiting: str) -> None:
    answer = typist.post(f"{waiting}/return", {"why": "str. 7"})

    assert answer.status_code == 422
    assert "take it back, and go on typing" in text(answer)
    assert state(app, number(waiting)) == "waiting"
    assert "return_official" not in acts(app)


def test_another_person_sends_them_back_and_does_not_take_them_back(app: Flask, checker: Any, waiting: str) -> None:
    hers = text(checker.get(waiting))

    answer = checker.post(f"{waiting}/taking-back")

    assert "Send back" in hers
    assert "Take back" not in hers
    assert answer.status_code == 422
    assert state(app, number(waiting)) == "waiting"
    assert checker.post(f"{waiting}/return", {"why": "str. 7"}).status_code == 303


@pytest.mark.parametrize(("language", "name"), CYRILLIC)
def test_a_draft_is_called_in_the_readers_language_wherever_it_is_named(
    language: str, name: str, typist: Any, checker: Any, waiting: str
) -> None:
    speak(typist, language)
    speak(checker, language)

    pages = [
        *(typist.get(path) for path in (PAGE, waiting)),
        *(checker.get(path) for path in (PAGE, waiting, "/publishing/")),
    ]
    typist.post(f"{waiting}/taking-back")
    pages.append(typist.get(f"{waiting}/figures"))

    assert [name in text(page) for page in pages] == [True] * len(pages)
    assert [OWN_NAME in text(page) for page in pages] == [False] * len(pages)


def test_an_edition_is_offered_for_an_estimate_in_the_readers_language(app: Flask, typist: Any, checker: Any) -> None:
    publish_shipped(app, typist, checker, "RS")
    speak(typist, "sr-Cyrl")

    page = text(typist.get("/fund/new"))

    assert "Званични подаци, Србија, издање 1" in page
    assert OWN_NAME not in page


def test_what_follows_another_edition_is_called_the_next(app: Flask, typist: Any, checker: Any, waiting: str) -> None:
    speak(checker, "sr-Cyrl")
    confirmed(checker, f"{waiting}/approval")
    draft = begun(typist)

    assert "Званични подаци, Србија, издање 2" in text(checker.get(draft))
    assert "Званични подаци, Србија, издање 1" in text(checker.get(waiting))


def test_what_is_in_the_way_is_one_click_away(app: Flask, typist: Any, waiting: str) -> None:
    line = "rs,2024,identified_victims,total,71,Izmisljeno,high,,,calendar,CPTV,true,"
    head = ",".join(COLUMNS)
    file = {"figures": (io.BytesIO(f"{head}\n{line}\n".encode()), "figures.csv")}

    answers = [typist.post(PAGE, SOURCE), typist.post(f"{PAGE}files", file, content_type="multipart/form-data")]

    for answer in answers:
        assert answer.status_code == 422
        assert "Figures of Serbia are being typed in already" in text(answer), text(answer)
        assert f'<a href="{waiting}">{OWN_NAME}</a>' in answer.get_data(as_text=True)


def starred(page: str) -> set[str]:
    """The fields whose labels have the sign of what has to be filled in."""
    return set(re.findall(r'<label for="([a-z_]+)"[^>]*>[^<]*<span class="must"', page))


def test_what_has_to_be_said_of_a_source_has_the_desks_sign(app: Flask, typist: Any, checker: Any) -> None:
    publish_shipped(app, typist, checker, "RS")
    asked = {"country", "year", "series"}

    new = typist.get(f"{PAGE}new?country=RS").get_data(as_text=True)
    release = newest(app, "RS")
    assert release is not None
    known = release.sources[0].code
    again = typist.post(PAGE, SOURCE | {"known": known, "year": ""}).get_data(as_text=True)

    assert starred(new) == asked | {"title", "published_on"}
    assert starred(again) == asked


def test_one_that_is_held_against_a_later_edition_is_called_after_that(
    app: Flask, typist: Any, checker: Any, waiting: str
) -> None:
    write(app.extensions["shelf"], contents("RS"), app.extensions["release_signer"])

    before = text(checker.get(waiting))
    typist.post(f"{waiting}/renewal")
    typist.post(f"{waiting}/handing-over")
    confirmed(checker, f"{waiting}/approval")

    release = newest(app, "RS")
    assert OWN_NAME in before
    assert release is not None
    assert release.title == "Official figures, Serbia, edition 2"
