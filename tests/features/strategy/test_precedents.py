"""Are the decisions that a case rests on found, linked and named, and what is unpublished protected?"""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from lawyering import open_file, rows, text
from litigation_app.casework.strategy.precedents.models import Citation
from litigation_app.vault import Capsule
from strategic import SECRET

NUMBER = "K 999/2026"


def test_decisions_are_found_by_article_and_topic_and_marked_where_they_come_from_memory(lawyer: Any) -> None:
    every = text(lawyer.get("/precedents/"))
    assert all(name in every for name in ("Krachunova v. Bulgaria", "S.M. v. Croatia [GC]", "Už-1526/2017"))
    assert "not verified: check it" in every

    narrowed = text(lawyer.get("/precedents/?article=4&topic=compensation"))
    assert "Krachunova v. Bulgaria" in narrowed
    assert "Siliadin v. France" not in narrowed
    assert "No decision fits" in text(lawyer.get("/precedents/?topic=nonsense"))


@pytest.mark.parametrize(
    ("language", "case", "day"),
    [
        ("sr-Latn", "Ustavni sud Srbije, Už-1526/2017", "4. 3. 2021."),
        ("sr-Cyrl", "Уставни суд Србије, Уж-1526/2017", "4. 3. 2021."),
        ("mk", "Уставни суд Србије, Уж-1526/2017", "4.3.2021 ·"),
    ],
)
def test_days_and_courts_stand_as_the_readers_language_writes_them_and_foreign_names_stay(
    lawyer: Any, language: str, case: str, day: str
) -> None:
    lawyer.post("/language", {"language": language, "next": "/"})
    page = text(lawyer.get("/precedents/"))

    assert case in page
    assert day in page
    assert "Chowdury and Others v. Greece" in page


def test_a_published_decision_is_added_and_linked(lawyer: Any, boss: Any, app: Flask, case_id: UUID, lane: str) -> None:
    added = {"country": "RS", "court": "Vrhovni sud", "number": "Kzz 1/2026", "decided_on": "1. 2. 2026."}
    assert boss.post("/precedents/", added).status_code == 422
    tagged = added | {"about": "Claims", "topics": ["compensation"], "articles": ["4"]}
    assert boss.post("/precedents/", tagged).status_code == 303
    page = text(lawyer.get(f"/cases/{case_id}/citations/new"))
    chosen = page.split("Vrhovni sud, Kzz 1/2026")[0].rsplit('value="', 1)[1].split('"')[0]

    for decision in (chosen, "krachunova"):
        linked = {"proceeding": lane, "decision": decision, "relation": "follows", "article": "4", "text": SECRET}
        assert lawyer.post(f"/cases/{case_id}/citations", linked).status_code == 303

    page = text(lawyer.get(f"/cases/{case_id}/strategy"))
    assert all(
        word in page for word in ("Vrhovni sud", "Kzz 1/2026", "Krachunova v. Bulgaria", "Follows it", "Article 4")
    )
    assert SECRET not in page
    assert len(rows(app, Citation, "id")) == 2


def test_the_number_of_an_unpublished_decision_is_protected(lawyer: Any, app: Flask, case_id: UUID, lane: str) -> None:
    linked = {"proceeding": lane, "unpublished": NUMBER, "relation": "same_issue"}
    assert lawyer.post(f"/cases/{case_id}/citations", linked).status_code == 303

    assert NUMBER not in text(lawyer.get(f"/cases/{case_id}/strategy"))
    open_file(lawyer, case_id)
    assert NUMBER in text(lawyer.get(f"/cases/{case_id}/strategy"))
    assert ("citation", case_id) in {(one.table, one.subject) for one in rows(app, Capsule, "table", "subject")}


@pytest.mark.parametrize("named", [{}, {"decision": "krachunova", "unpublished": NUMBER}])
def test_a_citation_names_one_decision(lawyer: Any, case_id: UUID, lane: str, named: dict[str, str]) -> None:
    answer = lawyer.post(f"/cases/{case_id}/citations", {"proceeding": lane, "relation": "cites", **named})

    assert answer.status_code == 422
