"""Scenarios as people handle them: copied, read back, a part of one saved."""

from typing import Any

from flask import Flask
from sqlalchemy import select

from litigation_app.advocacy.studies.scenarios.models import Scenario
from litigation_app.core.db import db
from litigation_app.statistics.fund import scenario_text


def copied(person: Any, name: str = "Narrow scope", ref: str = "RS") -> str:
    """The address of a copy that she made."""
    answer = person.post(f"/fund/scenarios/{ref}/copies", {"name": name})
    assert answer.status_code == 303
    return str(answer.headers["Location"]).split("?")[0]


def kept(app: Flask, path: str) -> Any:
    """What it says now, as a tree."""
    with app.app_context():
        row = next(one for one in db.session.scalars(select(Scenario)) if str(one.id) == path.rsplit("/", 1)[1])
        return scenario_text.tree_of(row.text)


def sent(person: Any, path: str, code: str) -> dict[str, Any]:
    """What a browser would send of a part's form if nothing were typed."""
    from html.parser import HTMLParser

    class Form(HTMLParser):
        found: dict[str, Any]
        area: str | None

        def __init__(self) -> None:
            super().__init__()
            self.found, self.area, self.select, self.in_form = {}, None, None, False

        def handle_starttag(self, tag: str, attrs: Any) -> None:
            said = dict(attrs)
            if tag == "form":
                self.in_form = f"/parts/{code}" in (said.get("action") or "")
            if not self.in_form:
                return
            name, kind = said.get("name"), said.get("type")
            if tag == "input" and kind in {"checkbox", "radio"}:
                if "checked" in said:
                    self.found.setdefault(name, []).append(said.get("value"))
            elif tag == "input" and name:
                self.found[name] = said.get("value") or ""
            elif tag == "textarea":
                self.area, self.found[name] = name, ""
            elif tag == "select":
                self.select = name
            elif tag == "option" and self.select and ("selected" in said or self.select not in self.found):
                self.found[self.select] = said.get("value")

        def handle_data(self, data: str) -> None:
            if self.area:
                self.found[self.area] += data

        def handle_endtag(self, tag: str) -> None:
            self.area = None if tag == "textarea" else self.area
            self.select = None if tag == "select" else self.select

    form = Form()
    page = person.get(f"{path}/parts/{code}")
    assert page.status_code == 200
    form.feed(page.get_data(as_text=True))
    return {k: v.lstrip("\r\n") if isinstance(v, str) else v for k, v in form.found.items() if k != "csrf_token"}


def save(person: Any, path: str, code: str, **typed: str) -> Any:
    """She opens a part, types this and saves."""
    return person.post(f"{path}/parts/{code}", sent(person, path, code) | typed)


def words(answer: Any) -> str:
    return str(answer.get_data(as_text=True))
