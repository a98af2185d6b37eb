"""Are the estimates with which a demonstration begins whole, so that each of their pages is shown?"""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from editions import contents
from estimating import onto_the_shelf
from litigation_app.advocacy.figures.parts import PARTS
from litigation_app.advocacy.studies.models import Study
from litigation_app.advocacy.studies.queries import newest
from litigation_app.core.access import Role
from litigation_app.core.db import db
from litigation_app.demo import estimates
from litigation_app.demo.sign_ins import SignIn
from litigation_app.statistics import releases
from selecting import one_of


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_every_part_of_every_estimate_is_shown(
    app: Flask, make: Any, client_as: Callable[[str], Any], everything: bool
) -> None:
    """In `make test` each part in one of the countries."""
    email = make.analyst()
    analyst = client_as(email)

    with app.app_context():
        estimates.write(app, [SignIn(Role.ANALYST, "", "", email, "", "", "RS", "")], lambda _said: None)
        studies = {row.scenario_code: row.id for row in db.session.execute(select(Study.scenario_code, Study.id))}

    assert len(studies) == 4
    for country, study in studies.items():
        for part in ("", *PARTS[1:], "what-if"):
            if not everything and one_of(sorted(studies), part) != country:
                continue
            page = analyst.get(f"/fund/{study}/{part}".removesuffix("/"))
            assert page.status_code == 200, part
            assert "<h1" in page.get_data(as_text=True)


def test_of_each_country_one_stands_on_official_figures_and_the_latest_on_our_own_publication(
    app: Flask, make: Any, client_as: Callable[[str], Any]
) -> None:
    email = make.analyst()
    with app.app_context():
        ours = onto_the_shelf(app, {2019: 36, 2020: 48, 2021: 43, 2022: 55, 2023: 73})
        theirs = releases.write(app.extensions["shelf"], contents("RS"), app.extensions["release_signer"]).name
        said: list[str] = []

        estimates.write(app, [SignIn(Role.ANALYST, "", "", email, "", "", "RS", "")], said.append)

        made = select(Study.release_id).where(Study.scenario_code == "RS").order_by(Study.run_at)
        assert list(db.session.scalars(made)) == [theirs, ours]
        latest = newest("RS")
    assert said == ["Estimates of a fund: 5"]
    assert latest
    assert "From our own publication" in client_as(email).get(f"/fund/{latest.id}").get_data(as_text=True)
