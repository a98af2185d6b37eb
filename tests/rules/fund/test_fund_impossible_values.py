"""What cannot be meant is refused at its key, in a form and in a text by one rule: more than all, and years that nobody counted."""

import pytest

from feasible import speaking
from litigation_app.advocacy.studies.scenarios.fields import forms as fields
from litigation_app.advocacy.studies.scenarios.fields import presenters as refusing
from litigation_app.advocacy.studies.scenarios.fields.forms import Mistyped
from litigation_app.core.language import LANGUAGES
from litigation_app.statistics.fund import limits, scenario_files
from litigation_app.statistics.fund.scenario import ScenarioRefused
from litigation_app.statistics.fund.scenario_reading import scenario_from

LUMPS = {"name": "Confiscations", "events_per_year": 2, "event_mean": 50_000}


def tree():
    return scenario_files.read(scenario_files.FOLDER / "rs.toml")


def wavering(said):
    return next(i for i, one in enumerate(said["funding"]["source"]) if "base_per_year" in one)


def put(said, key, value):
    *path, last = key.split(".")
    for part in path:
        said = said[int(part)] if isinstance(said, list) else said[part]
    said[last] = value


def refused(said):
    with pytest.raises(ScenarioRefused) as stop:
        scenario_from(said)
    return stop.value


@pytest.mark.parametrize("value", [1.000001, 1.5, 2.5])
@pytest.mark.parametrize("key", ["frequency.0.share_in_scope", "policy.share", "funding.source.{base}.share"])
def test_no_share_is_more_than_all(key, value):
    said = tree()
    key = key.format(base=wavering(said))
    put(said, key, value)

    stop = refused(said)

    assert stop.key == key
    with speaking("en"):
        assert refusing.sentence(stop) == "Write shares from 0 to 100 %."


@pytest.mark.parametrize("key", ["frequency.0.share_in_scope", "policy.share"])
def test_all_is_still_a_share(key):
    said = tree()
    put(said, key, 1.0)

    read = scenario_from(said)

    assert 1.0 in {read.policy.share, read.groups[0].share_in_scope}


def test_an_income_wavers_no_more_than_can_be_meant():
    said = tree()
    key = f"funding.source.{wavering(said)}.base_cv"
    put(said, key, limits.wavering_most("income"))
    scenario_from(said)
    put(said, key, 9.0)

    stop = refused(said)

    assert stop.key == key
    with speaking("en"):
        assert refusing.sentence(stop) == "Write from 0 % to 300 %."


def test_confiscations_differ_no_more_than_can_be_meant():
    said = tree()
    said["funding"]["source"].append({**LUMPS, "event_cv": 10.0})
    scenario_from(said)
    said["funding"]["source"][-1]["event_cv"] = 10.5

    stop = refused(said)

    assert stop.key == f"funding.source.{len(said['funding']['source']) - 1}.event_cv"


@pytest.mark.parametrize(("year", "is_refused"), [("1989", True), ("1990", False), ("2027", False), ("2028", True)])
def test_counts_are_of_years_in_which_somebody_can_have_counted(year, is_refused):
    said = tree()
    said["model"].pop("first_year", None)
    said["model"]["price_base_year"] = 2025
    said["frequency"][0]["counts"] = {"2020": 40, "2021": 41, year: 39}

    if not is_refused:
        scenario_from(said)
        return

    stop = refused(said)
    assert stop.key == f"frequency.0.counts.{year}"
    with speaking("en"):
        assert refusing.sentence(stop) == "Counts are of years from 1990 to 2027."


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_that_is_typed_twice_is_named(language):
    with speaking(language), pytest.raises(Mistyped) as stop:
        fields.meant("counts", "2019: 39\n2020: 41\n2019: 43", language)

    assert "2019" in str(stop.value)
