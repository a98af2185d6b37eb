"""Who adds a client or an accused learns nothing of the same name elsewhere; the coordinators who may see it do."""

import re

from flask import Flask

from lawyering import rows, text
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.ledger import LedgerEntry
from litigation_app.vault.models import DuplicateHit
from opposing import Two, bell


def kinds(app: Flask) -> list[str]:
    return sorted(row.kind for row in rows(app, DuplicateHit, "kind"))


def test_a_client_of_another_case_with_the_same_name_in_another_script(app: Flask, two: Two) -> None:
    two.client(0, "Ђурђа", "Непостојећић")

    answer = two.client(1, "Djurdja", "Nepostojećić")

    assert kinds(app) == ["name"]
    assert answer.headers["Location"].split("?")[0] == f"/cases/{two.cases[1]}"  # the page of the case, as always
    assert "The same name" in text(two.coordinator.get("/duplicates"))
    for person in (*two.lawyers, two.stranger):
        assert "No shared numbers" in text(person.get("/duplicates"))


def test_a_client_who_is_accused_elsewhere_and_the_other_way_round(app: Flask, two: Two) -> None:
    two.accused(0, "Zoran Nepostojeći")
    two.client(1, "Зоран", "Непостојећи")
    two.client(0, "Vesna", "Izmišljena")

    two.accused(1, "Izmišljena Vesna")

    assert kinds(app) == ["conflict", "conflict"]
    page = text(two.coordinator.get("/duplicates"))
    assert page.count("The same name: a client and an accused") == 2
    assert "Accused A" in page
    assert "Nepostoje" not in page.split("<main")[1]


def test_whoever_adds_gets_the_same_answer_with_and_without_a_hit(app: Flask, two: Two) -> None:
    two.client(0, "Ana", "Nepostojeća")
    entries = [len(rows(app, LedgerEntry, "seq"))]
    answers = []
    for family in ("Nepostojeća", "Drugačija"):
        answers.append(two.client(1, "Ana", family))
        entries.append(len(rows(app, LedgerEntry, "seq")))

    assert len({(one.status_code, one.headers["Location"], one.get_data()) for one in answers}) == 1
    assert entries[1] - entries[0] == entries[2] - entries[1]
    assert kinds(app) == ["name"]


def test_a_wall_hides_the_pair(app: Flask, two: Two) -> None:
    two.client(0, "Ana", "Nepostojeća")
    two.client(1, "Ana", "Nepostojeća")
    two.make.wall(two.cases[0], two.coordinator.email, two.make.coordinator(office=two.office))

    assert "No shared numbers" in text(two.coordinator.get("/duplicates"))


def test_whoever_checks_a_name_sees_the_same_with_and_without_a_hit_and_the_coordinator_is_told_at_once(
    app: Flask, two: Two
) -> None:
    two.client(0, "Ана", "Непостојећа")
    two.accused(0, "Ana Nepostojeća")
    checked = {"words": "Nepostojeća Ana", "purpose": "conflict"}
    answers = [two.lawyers[1].post("/search", checked | {"words": words}) for words in ("Nepostojeća Ana", "Druga Ana")]

    assert kinds(app) == ["checked", "checked", "conflict"]
    assert [(one.status_code, "Nobody was found" in text(one)) for one in answers] == [(200, True)] * 2
    assert len({re.sub(r'value="[^"]*"', "", text(one)) for one in answers}) == 1
    page = text(two.coordinator.get("/duplicates")).split('id="checks"')[1].split("</section>")[0]
    assert (page.count("/conflict-checks/"), page.count(", Belgrade</td>"), page.count("/cases/")) == (2, 2, 2)
    assert bell(two.coordinator) == "3"  # the conflict of interest too
    assert "Find a person" in text(two.coordinator.get("/reminders")).split('id="waits"')[1]
    for person in (*two.lawyers, two.stranger):
        assert ('id="checks"' in text(person.get("/duplicates")), bell(person)) == (False, "")


def test_the_answer_to_a_check_reaches_whoever_asked_and_nobody_else(app: Flask, two: Two) -> None:
    two.client(0, "Ana", "Nepostojeća")
    asker, other = two.lawyers[1], two.lawyers[0]
    asker.post("/search", {"words": "Ana Nepostojeća", "purpose": "conflict"})
    (pair,) = rows(app, DuplicateHit, "id")
    path, said = f"/conflict-checks/{pair.id}", {"answer": "conflict", "words": "Izmišljeno: dođi posle ručka."}
    assert 'id="answers"' not in text(asker.get("/search"))
    for person in (asker, other, two.stranger):
        assert person.get(path).status_code == person.post(f"{path}/answer", said).status_code == 404
    assert two.coordinator.post(f"/duplicates/{pair.id}/verdict", {"verdict": "two_people"}).status_code == 404
    assert "Nobody would read this" in text(two.coordinator.post(f"{path}/answer", said | {"answer": "in_person"}))

    assert two.coordinator.post(f"{path}/answer", said).status_code == 303

    assert two.coordinator.post(f"{path}/answer", said).status_code == 404  # answered already
    assert (bell(asker), bell(other), bell(two.coordinator)) == ("1", "", "")
    assert "Your check for a conflict of interest was answered" in text(asker.get("/alerts/"))
    closed = text(asker.get("/search"))
    opened = text(asker.post(f"{path}/openings", follow_redirects=True))
    assert "do not take the case" in closed
    assert (said["words"] in closed, said["words"] in opened) == (False, True)
    assert [person.post(f"{path}/openings").status_code for person in (other, two.coordinator)] == [404, 404]
    read = [one for one in rows(app, LedgerEntry, "seq", "act", "case_id") if one.act == "read_answer"]
    assert [one.case_id for one in read] == [two.cases[0]]


def test_a_check_notes_nobody_whom_the_asker_sees_and_another_purpose_nobody_at_all(app: Flask, two: Two) -> None:
    two.client(0, "Ana", "Nepostojeća")

    page = text(two.lawyers[0].post("/search", {"words": "Ana Nepostojeća", "purpose": "conflict"}))
    two.lawyers[1].post("/search", {"words": "Ana Nepostojeća", "purpose": "contact"})

    assert "possible conflict of interest" in page
    assert kinds(app) == []


def test_a_check_is_kept_from_who_is_walled_off_and_is_asked_again(app: Flask, two: Two) -> None:
    two.client(0, "Ana", "Nepostojeća")
    for _ in range(2):
        two.lawyers[1].post("/search", {"words": "Ana Nepostojeća", "purpose": "conflict"})
    (pair,) = rows(app, DuplicateHit, "id")
    second = two.make.coordinator(office=two.office)
    two.make.wall(two.cases[0], second, two.coordinator.email)

    assert two.sign_in(second).get(f"/conflict-checks/{pair.id}").status_code == 404
    assert two.coordinator.post(f"/duplicates/{pair.id}/agreement").status_code == 404
    assert two.coordinator.post(f"/conflict-checks/{pair.id}/answer", {"answer": "in_person"}).status_code == 303
    assert "No shared numbers" in text(two.coordinator.get("/duplicates"))
    assert (bell(two.lawyers[1]), 'id="answers"' in text(two.lawyers[1].get("/search"))) == ("", False)
    again = two.lawyers[1].post("/search", {"words": "Ana Nepostojeća", "purpose": "conflict"})
    half = two.lawyers[1].post("/search", {"words": "Nepostojeća", "purpose": "conflict"})

    assert 'id="checks"' in text(two.coordinator.get("/duplicates"))
    assert "comes among your alerts" in text(again)
    assert "comes among your alerts" not in text(half)
    assert "Write the given and the family name" in text(half)


def test_an_accused_who_is_her_own_client_elsewhere_warns_at_once(two: Two) -> None:
    two.client(0, "Jasmina", "Nepostojeća")
    own = two.make.case(two.lawyers[0].email)

    answer = two.lawyers[0].post(f"/cases/{own}/accused", {"name": "Јасмина Непостојећа"}, follow_redirects=True)

    assert "a client in one case, an accused in the other" in text(answer)
    harmless = two.lawyers[0].post(f"/cases/{own}/accused", {"name": "Neko Drugi"})
    assert f"/cases/{own}/records" in harmless.headers["Location"]


def test_one_word_or_another_year_is_no_hint(app: Flask, two: Two) -> None:
    two.client(0, "Ana", "")
    two.client(0, "Mira", "Nepostojeća", birth_year="1990")

    two.client(1, "Ana", "")
    two.client(1, "Mira", "Nepostojeća", birth_year="2001")

    assert kinds(app) == []


def test_a_name_that_was_corrected_is_compared_again(app: Flask, two: Two) -> None:
    two.client(0, "Ana", "Nepostojeća")
    two.accused(1, "Ana Pogrešna")
    him = rows(app, Defendant, "id")[0].id
    assert kinds(app) == []
    two.lawyers[1].post(f"/cases/{two.cases[1]}/openings", {"purpose": "hearing"})

    answer = two.lawyers[1].post(f"/accused/{him}", {"name": "Ana Nepostojeća", "about": "", "row_version": "1"})

    assert answer.status_code == 303
    assert kinds(app) == ["conflict"]


def test_what_a_coordinator_settled_is_not_asked_again(app: Flask, two: Two) -> None:
    two.client(0, "Ana", "Nepostojeća")
    two.client(1, "Ana", "Nepostojeća")
    pair = rows(app, DuplicateHit, "id")[0].id

    assert two.coordinator.post(f"/duplicates/{pair}/verdict", {"verdict": "two_people"}).status_code == 303

    assert "No shared numbers" in text(two.coordinator.get("/duplicates"))
