"""Feasibility studies of the four countries' scenarios, written in a language of one's choice."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from flask import Flask

from litigation_app.advocacy.feasibility import study
from litigation_app.advocacy.feasibility.documents import rules as documents
from litigation_app.advocacy.feasibility.presenters import Bound
from litigation_app.advocacy.feasibility.summary import SIX
from litigation_app.core import language as words
from litigation_app.core.text import NBSP
from litigation_app.statistics.fund import scenario_files, studies

DIGEST = "0123456789ab" + "c" * 52
COUNTRIES = ("rs", "mk", "ba", "me")
DAY = date(2026, 11, 26)
MADE = study.Made("A host body", "Mira Analitičarka", DAY)
PATHS = 4000
BARE = {  # for a run that was made without what takes long
    "cap": {"cap": None, "is_needless": True, "dry": 0.0, "low": None, "high": None}, "heatmap": {"budgets": [0.0, 0.0]},
    "tornado": [], "sobol": [], "shocks": [],
    "options": [], "beside_paths": 0,
    "ahead": [{"group": "trafficking", "mean": 40.0, "levels": dict.fromkeys(("0.01", "0.05", "0.5", "0.95", "0.99"), 40)}],
    "awards": [{
        "group": "trafficking", "mean": 1.0, "cap": None, "floor": 0.0, "edges": [0.0, 1.0], "awards": [1.0], "damages": [1.0],
        "by_cap": [], "fits": [], "seen_counts": [],
    }],
}  # fmt: skip


class Results(dict[str, dict[str, object]]):
    """What the scenario of each country gives, run when it is first asked for."""

    def __missing__(self, code: str) -> dict[str, object]:
        run = studies.run_file(scenario_files.FOLDER / f"{code}.toml", None, paths=PATHS, seed=3)
        self[code] = json.loads(json.dumps(run))
        return self[code]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    app = Flask("litigation_app", static_folder=None, template_folder=None)
    words.install(app)
    with app.test_request_context(), words.speaking(language):
        yield


def written(result, language="en", scenario="x = 1") -> tuple[documents.Document, Bound]:
    with speaking(language):
        of_run = Bound(result)
        return study.study(of_run, scenario=scenario, digest=DIGEST, made=MADE), of_run


def six(result, language: str) -> list[str]:
    with speaking(language):
        of_run = Bound(result)
        return [of_run.said(place, form) for form, place in SIX.values()]


def folded(text: str) -> str:
    return re.sub(r"\s+", "", text.replace(NBSP, "").replace("\u200b", ""))
