"""Which estimates of a fund lie in a demonstration from the start? One for each country, on the official figures that came with it."""

from collections.abc import Callable, Sequence

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
from litigation_app.statistics.fund.scenario_reading import scenario_from
from litigation_app.statistics.official import queries as official

PATHS, SEED = 2_000, 2026  # few: each takes a second or two
UNKNOWN = ""  # its key: nobody who asks for an estimate gets one of these, of so few simulations


def write(app: Flask, people: Sequence[SignIn], tell: Callable[[str], None], progress: Tell = quiet) -> None:
    """Made by the analyst, of each scenario that ships."""
    analyst = signed_in(people, Role.ANALYST)
    with app.test_request_context():
        g.actor = analyst
        for done, kept in enumerate(scenarios.shipped()):
            progress("estimates", done, len(scenarios.shipped()))
            with committing():
                _keep(app, analyst, kept)
    tell(f"Estimates of a fund: {len(scenarios.shipped())}")


def _keep(app: Flask, analyst: Actor, kept: scenarios.Kept) -> None:
    there = app.extensions
    scenario = scenario_from(scenario_text.tree_of(kept.text))
    release = official.latest(there["shelf"], there["trusted_keys"], kept.country)
    found = studies.run_whole(scenario, release, paths=PATHS, seed=SEED)
    asked = {"release": release.id if release else "", "name": kept.name, "text": kept.text}
    runs.keep(analyst, asked | {"paths": PATHS, "seed": SEED, "key": UNKNOWN}, scenario, found, there["studies_dir"])
