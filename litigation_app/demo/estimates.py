"""Which estimates of a fund lie in a demonstration from the start? Two for each country, on official figures and on ours."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from flask import Flask, g

from litigation_app.advocacy.studies.scenarios import queries as scenarios
from litigation_app.advocacy.studies.scenarios.runs import actions as runs
from litigation_app.core.access import Actor
from litigation_app.core.db import committing
from litigation_app.core.jobs import Tell, quiet
from litigation_app.core.roles import Role
from litigation_app.demo.shelved import signed_in
from litigation_app.demo.sign_ins import SignIn
from litigation_app.statistics.fund import scenario_text, studies
from litigation_app.statistics.fund.inputs import CountsRefused
from litigation_app.statistics.fund.scenario_reading import scenario_from
from litigation_app.statistics.official import queries as official
from litigation_app.statistics.releases import Release
from litigation_app.statistics.releases.queries import whole

PATHS, SEED = 2_000, 2026  # few: each takes about a second
UNKNOWN = ""  # its key: nobody who asks for an estimate gets one of these, of so few simulations


def write(app: Flask, people: Sequence[SignIn], tell: Callable[[str], None], progress: Tell = quiet) -> None:
    """Made by the analyst, of each scenario that ships; that on our own publication last, so that it is the latest."""
    analyst, many = signed_in(people, Role.ANALYST), 0
    with app.test_request_context():
        g.actor = analyst
        for done, kept in enumerate(scenarios.shipped()):
            progress("estimates", done, len(scenarios.shipped()))
            for release in _counted(app, kept.country):
                with committing(), suppress(CountsRefused):  # of another day no count may serve
                    _keep(app, analyst, kept, release)
                    many += 1
    tell(f"Estimates of a fund: {many}")


def _counted(app: Flask, country: str) -> list[Release | None]:
    """The official figures of a country (None: the counts of the scenario itself), then its newest publication of clients."""
    there = app.extensions
    shelf, trusted = there["shelf"], there["trusted_keys"]
    ours = (one for one in whole(shelf, trusted) if one.mode == studies.CASELOAD and one.countries == (country,))
    own = next(ours, None)
    return [official.latest(shelf, trusted, country), *([own] if own else [])]


def _keep(app: Flask, analyst: Actor, kept: scenarios.Kept, release: Release | None) -> None:
    scenario = scenario_from(scenario_text.tree_of(kept.text))
    found = studies.run_whole(scenario, release, paths=PATHS, seed=SEED)
    asked = {"release": release.id if release else "", "name": kept.name, "text": kept.text}
    runs.keep(
        analyst, asked | {"paths": PATHS, "seed": SEED, "key": UNKNOWN}, scenario, found, app.extensions["studies_dir"]
    )
