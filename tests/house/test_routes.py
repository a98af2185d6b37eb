"""Is every route guarded, and is the table of who may do what the one in docs/access.md?"""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Blueprint, Flask

from config import Config
from litigation_app.app import create_app
from litigation_app.core.access import (
    May,
    Relation,
    Role,
    RouteUnguarded,
    permission_of,
    policy,
    require_declared_permissions,
)
from litigation_app.core.db import db

PAGE = Path(__file__).parents[2] / "docs" / "access.md"


@pytest.fixture
def app(sqlite_config: Config) -> Flask:
    return create_app(sqlite_config)


def test_a_route_without_a_permission_stops_the_start(app: Flask) -> None:
    bare = Blueprint("bare", __name__)
    bare.add_url_rule("/bare", "show", lambda: "anybody")
    fresh = Flask("fresh", static_folder=None)
    fresh.register_blueprint(bare)

    with pytest.raises(RouteUnguarded, match=r"bare\.show"):
        require_declared_permissions(fresh)


def test_every_route_declares_one(app: Flask) -> None:
    assert all(permission_of(app, rule.endpoint) for rule in app.url_map.iter_rules())


def table(app: Flask) -> str:
    roles = list(Role)
    rows = ["| method | address | " + " | ".join(roles) + " | nobody |", "|---" * (len(roles) + 3) + "|"]
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        permission = permission_of(app, rule.endpoint)
        assert permission is not None
        yes = [permission in {May.PUBLIC, May.SIGNED_IN} or permission in policy().of(role) for role in roles]
        marks = [("yes" if allowed else "–") for allowed in [*yes, permission is May.PUBLIC]]
        methods = ", ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        rows.append(f"| {methods} | `{rule.rule}` | " + " | ".join(marks) + " |")
    return "\n".join(rows)


def rules() -> str:
    """The lines of access.toml as a table: what, who, where she stands so, and what she owes besides."""
    said = {
        Relation.ASSIGNED: "on a case that they work on",
        Relation.OFFICE: "on every case of their office",
        Relation.EMERGENCY: "on a case opened by emergency access",
        Relation.ANYWHERE: "",
    }
    rows = ["| permission | role | where | besides |", "|---|---|---|---|"]
    for rule in policy().rules:
        owed = ", ".join(
            {"purpose": "a purpose", "step_up": "the second factor again"}[one] for one in sorted(rule.obligations)
        )
        rows.append(f"| `{rule.permission}` | {rule.role} | {said[rule.relation]} | {owed} |")
    closed = ", ".join({"walled": "an ethical wall"}[one] for one in sorted(policy().closed_by))
    return "\n".join([*rows, "", f"Whatever a rule says, these close a case: {closed}."])


def test_the_tables_in_the_docs_are_those_in_force(app: Flask) -> None:
    before, _, _ = PAGE.read_text("utf-8").partition("## The rules")
    now = f"{before}## The rules\n\n{rules()}\n\n## The routes\n\n{table(app)}\n"
    is_current = PAGE.read_text("utf-8") == now
    PAGE.write_text(now, "utf-8")

    assert is_current, "docs/access.md was out of date; it is written anew, commit it"


def path_of(app: Flask, rule: str) -> str:
    filled = re.sub(r"<uuid:[^>]+>", lambda _: str(uuid4()), rule)
    filled = re.sub(r"<int:[^>]+>", "1", filled)
    return re.sub(r"<[^>]+>", "nothing", filled)


def test_every_unsafe_route_refuses_a_missing_token(app: Flask) -> None:
    unsafe = [
        (rule.rule, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}
        if permission_of(app, rule.endpoint) is not May.MACHINE  # reads no cookie: tests/features/test_checkpoints.py
    ]
    client = app.test_client()

    answers = {
        rule: client.open(path_of(app, rule), method=method, base_url="https://localhost").status_code
        for rule, method in unsafe
    }

    assert len(answers) > 10
    assert set(answers.values()) == {400}, {rule: code for rule, code in answers.items() if code != 400}


def test_every_guarded_page_sends_a_stranger_to_the_door(app: Flask) -> None:
    guarded = [
        r.rule
        for r in app.url_map.iter_rules()
        if "GET" in (r.methods or ()) and permission_of(app, r.endpoint) not in {May.PUBLIC, May.MACHINE}
    ]
    client = app.test_client()

    for rule in guarded:
        answer = client.get(path_of(app, rule), base_url="https://localhost")
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/sign-in"), rule


def test_every_answer_has_the_headers(app: Flask) -> None:
    client = app.test_client()

    for path in ("/sign-in", "/nothing", "/static/desk.css", "/healthz", "/cases/"):
        answer = client.get(path, base_url="https://localhost")
        assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    with app.app_context():
        db.engine.dispose()
