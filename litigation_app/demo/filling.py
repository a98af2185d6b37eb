"""What does the desk answer while its demonstration is filled behind it? Whatever is asked for: how far that is."""

import json
from pathlib import Path
from typing import NamedTuple

from flask import Flask, Response, make_response, render_template, request
from jinja2 import PackageLoader, PrefixLoader, StrictUndefined

from litigation_app.core import language, web
from litigation_app.core.language import _

RETRY_SECONDS = 3
# How much of the whole each step is: seconds of a core, when it was measured.
SECONDS = {"tables": 3, "cases": 6, "lists": 4, "official": 1, "publications": 15, "grant": 2, "estimates": 6}


class Reached(NamedTuple):
    """The step that is being done, and how much of it is. `of` 0: nobody can say how much there is."""

    step: str = "tables"
    done: int = 0
    of: int = 0

    @property
    def percent(self) -> int:
        """Of the whole filling."""
        before = sum(list(SECONDS.values())[: list(SECONDS).index(self.step)])
        share = self.done / self.of if self.of else 0
        return int(100 * (before + SECONDS[self.step] * share) / sum(SECONDS.values()))


class Progress:
    """How far it is, in a file: written by the process that fills, read by the one that answers."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def tell(self, step: str, done: int = 0, of: int = 0) -> None:
        new = self.file.with_suffix(".new")
        new.write_text(json.dumps([step, done, of]), encoding="utf-8")
        new.replace(self.file)

    def reached(self) -> Reached:
        return Reached(*json.loads(self.file.read_text("utf-8"))) if self.file.exists() else Reached()


def pages(progress: Progress) -> Flask:
    """The desk before there is one: without keys, tables or people."""
    app = Flask("litigation_app", static_folder=None, template_folder=None)
    app.jinja_loader = PrefixLoader({"core": PackageLoader("litigation_app", "core/pages")})
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    language.install(app)
    web.install_look(app)
    app.before_request(lambda: None if request.endpoint else _not_yet(progress.reached()))
    return app


def _not_yet(reached: Reached) -> Response:
    if request.path == "/readyz":
        answer = Response("demonstration\n", mimetype="text/plain")
    else:
        page = render_template("core/filling.html", seconds=RETRY_SECONDS, words=_words(reached), reached=reached)
        answer = make_response(page)
    answer.status_code = 503
    answer.headers["Retry-After"] = str(RETRY_SECONDS)
    return answer


def _words(reached: Reached) -> str:
    counted = {"done": reached.done, "of": reached.of}
    return {
        "tables": lambda: _("The tables are made."),
        "cases": lambda: _("Invented cases: %(done)s of %(of)s.", **counted),
        "lists": lambda: _("The records are sealed and the lists are filled."),
        "official": lambda: _("The official figures are published."),
        "publications": lambda: _("Publications: %(done)s of %(of)s.", **counted),
        "grant": lambda: _("A grant and its report are set up."),
        "estimates": lambda: _("The cost of a fund is estimated for each country."),
    }[reached.step]()
