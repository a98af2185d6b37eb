"""What would a page cost without its work? The same template with the very rows that it showed, and neither session nor database."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, redirect, render_template, template_rendered
from werkzeug.wrappers import Response

from bench.caseload import SITE, Browser
from litigation_app.core.access import May, needs
from litigation_app.core.db import db

_OF_THE_REQUEST = frozenset({"g", "request", "session", "config"})


@dataclass(frozen=True)
class Shown:
    """A page as it was made: its template, and all that the template was given."""

    template: str
    given: dict[str, Any]


class Again:
    """The pages that were seen, shown again to somebody without any cookie of a sign-in."""

    def __init__(self, app: Flask) -> None:
        self._app, self._seen = app, dict[str, Shown]()
        bp = Blueprint("bench_again", __name__)
        bp.get("/bench/again/<name>")(needs(May.PUBLIC)(self._page))
        bp.get("/bench/nothing")(needs(May.PUBLIC)(_nothing))
        app.register_blueprint(bp)
        self._client = app.test_client()

    def of(self, name: str, person: Browser, path: str) -> Callable[[], object]:
        """Look at a page once; how to ask for it again."""
        made: list[Shown] = []

        def note(_app: object, template: Any, context: dict[str, Any], **_more: object) -> None:
            given = {key: one for key, one in context.items() if key not in _OF_THE_REQUEST}
            made.append(Shown(template.name, given))
            db.session.expunge_all()  # a read ends with COMMIT on PostgreSQL, after which its rows would be read again

        with template_rendered.connected_to(note, self._app):
            person.get(path)
        self._seen[name] = made[-1]
        return lambda: self._get(f"/bench/again/{name}")

    def nothing(self) -> object:
        """What answers to somebody for whom nothing is done."""
        return self._get("/bench/nothing")

    def _page(self, name: str) -> str:
        shown = self._seen[name]
        return render_template(shown.template, **shown.given)

    def _get(self, path: str) -> object:
        answer = self._client.get(path, base_url=SITE)
        if answer.status_code >= 400:
            raise LookupError(f"{path} answered {answer.status_code}")
        return answer


def _nothing() -> Response:
    return redirect("/", code=303)
