"""Which document belongs to a run, and which runs can stand beside each other in a regional one?"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from flask import current_app
from werkzeug.exceptions import NotFound

from litigation_app.accounts import queries as people
from litigation_app.advocacy.feasibility import study as writing
from litigation_app.advocacy.feasibility.documents import presenters as printing
from litigation_app.advocacy.feasibility.documents.rules import Document
from litigation_app.advocacy.feasibility.fiscal import presenters as fiscal
from litigation_app.advocacy.feasibility.presenters import Bound, Result
from litigation_app.advocacy.feasibility.regional import presenters as regional
from litigation_app.advocacy.feasibility.study import Made
from litigation_app.advocacy.studies import queries as runs
from litigation_app.advocacy.studies.models import Study
from litigation_app.core.clock import local
from litigation_app.core.language import _, current, format_moment
from litigation_app.law.loader import COUNTRIES
from litigation_app.statistics.fund import fiscal_form, scenario_files
from litigation_app.statistics.fund import region as fund_region
from litigation_app.statistics.fund.whatif import kept

NAMED = 60  # letters of a scenario in the name of a file
WORKBOOK = "xlsx"
SHOCK = "mass_case"  # of common.toml: one police action


def study(run: Study, result: Result) -> Document:
    """The study of a run; its scenario verbatim where the file is one that ships with the desk."""
    other = runs.from_other_counts(run, result, current_app.extensions["studies_dir"])
    return writing.study(
        Bound(result),
        scenario=_file(run, result),
        digest=run.result_digest,
        made=made(run),
        other=other[1] if other else None,
    )


def made(run: Study) -> Made:
    """Scenario, person and day of a run."""
    by = people.names({run.run_by}).get(run.run_by, "")
    return Made(scenario_name(run), by, local(run.run_at).date())


def scenario_name(run: Study) -> str:
    """What its people call it; a scenario that ships with the desk by its country."""
    if run.scenario_name and run.scenario_name != _shipped().get(run.scenario_hash):
        return run.scenario_name
    return _("%(country)s, as it ships with the desk", country=writing.named(run.scenario_code))


def file_name(run: Study, about: str = "study") -> str:
    """What it is, country, scenario, day and fingerprint of a run; letters, digits and hyphens only."""
    name = re.sub(r"\W+", "-", run.scenario_name)[:NAMED].strip("-") or "shipped"
    return f"{about}-{run.scenario_code}-{name}-{local(run.run_at):%Y-%m-%d}-{run.result_digest[:8]}"


def _file(run: Study, result: Result) -> str:
    """The scenario as it was run: its file where it ships with the desk, else what the result keeps of it."""
    if path := scenario_files.shipped(run.scenario_hash):
        return scenario_files.verbatim(path)
    return str(result["scenario_text"])


def fiscal_document(run: Study, result: Result) -> Document:
    """The fiscal form of a run, one chapter for each budget that could carry the fund."""
    levels = fiscal_form.levels(run.scenario_code)
    chapters = tuple(
        fiscal.chapter(Bound(result), level, letter=str(at), is_alone=True) for at, level in enumerate(levels, start=1)
    )
    facts = tuple(writing.facts(Bound(result), run.result_digest, made(run)))
    return Document(_("Fiscal form"), writing.named(run.scenario_code), current(), facts, chapters)


def form_file(run: Study, result: Result, form: str) -> bytes:
    """The same as a file: a workbook, or one of the forms in which a document is printed."""
    if form != WORKBOOK:
        return printing.printed(fiscal_document(run, result), form, local(run.run_at).date())
    of_run = Bound(result)
    facts = writing.facts(of_run, run.result_digest, made(run))
    return printing.workbook(of_run, fiscal_form.levels(run.scenario_code), tuple(facts))


def by_country() -> dict[str, list[Study]]:
    """The runs of each country that has any, the latest first; a region is two countries or more."""
    every = runs.studies()
    found = {code: [run for run in every if run.scenario_code == code] for code in COUNTRIES}
    return {code: of for code, of in found.items() if of}


def members(picked: Mapping[str, str]) -> list[Study]:
    """One run of each country: that whose id is picked, else the latest of the scenario that ships with the desk, else the
    latest. Raises NotFound where what is picked is no run of that country."""
    return [_member(every, picked.get(code, "")) for code, every in by_country().items()]


def _member(every: Sequence[Study], picked: str) -> Study:
    if picked:
        wanted = [run for run in every if str(run.id) == picked]
        if not wanted:
            raise NotFound
        return wanted[0]
    return next((run for run in every if run.scenario_hash in _shipped()), every[0])


@cache
def _shipped() -> dict[str, str]:
    """Hash and name of the scenarios that ship with the desk."""
    loaded = map(scenario_files.load, scenario_files.names())
    return {one.hash: one.name for one in loaded}


def choices(found: Sequence[Study]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """For each country of a region its code, its name, and every run of it (id and words)."""
    every, called = (by_country(), runs.caller()) if found else ({}, str)
    return [
        (code, writing.named(code), [(str(run.id), label(run, called)) for run in of]) for code, of in every.items()
    ]


def label(run: Study, called: Callable[[Study], str]) -> str:
    """A run in a list of its country's runs: scenario, day and time, published data."""
    return f"{scenario_name(run)}, {format_moment(run.run_at)}, {called(run)}"


def region(found: Sequence[tuple[Study, Result]]) -> Document:
    """The study of several countries' runs in the language in force."""
    bounds = [Bound(result) for _run, result in found]
    asked = tuple(_asked(result) for _run, result in found)
    shown = [regional.Shown(run.result_digest, made(run)) for run, _result in found]
    return regional.study(bounds, shown, _together(asked, found[0][0].seed))


def _asked(result: Result) -> str:
    """What `kept` reads of a run (its scenario, its highest counts and when they were printed, the awards that its publication
    counted), as a text that can be compared."""
    said = {
        "scenario": result["scenario"],
        "releases": result["releases"],
        "high": {"counts": result["high"]["counts"]},
        "printed_in": result.get("printed_in", {}),
        "depth": {"awards": result["depth"]["awards"]},
    }
    return json.dumps(said, sort_keys=True)


@lru_cache(maxsize=4)
def _together(asked: tuple[str, ...], seed: int) -> dict[str, Any] | None:
    """The runs' futures added up, on the highest counts; None where they do not go together."""
    members = [kept(json.loads(said)) for said in asked]
    if not all(members):
        return None
    try:
        known = [(one.scenario, list(one.counts)) for one in members if one]
        return fund_region.together(known, seed=seed, shock=SHOCK).plain()
    except fund_region.Apart:
        return None
