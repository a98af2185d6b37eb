"""Estimates that stand on the desk already, on a publication whose counts they read, and what they found."""

import json
from pathlib import Path
from uuid import UUID

from estimating import onto_the_shelf
from litigation_app.advocacy.studies.models import Study
from litigation_app.core import clock
from litigation_app.core.db import committing, db
from litigation_app.statistics import releases
from litigation_app.statistics.fund import scenario_files, studies
from litigation_app.statistics.fund.scenario import Scenario

_FOUND: dict[
    tuple[str, str, int, bool], studies.StudyResult
] = {}  # the same assumptions on the same data give the same, byte for byte


def ran(
    app, country: str, by: UUID, *, paths: int = 2000, scenario: Scenario | None = None, is_whole: bool = False
) -> str:
    """A run of this country's scenario, or of one's own, on such a publication, kept as the desk keeps it; its address. A whole one
    can be asked "what if"."""
    scenario = scenario or scenario_files.load(country)
    with app.app_context(), committing():
        release = releases.load(
            app.extensions["shelf"], onto_the_shelf(app, countries=(country,)), app.extensions["trusted_keys"]
        )
        asked = scenario.hash, release.digest, paths, is_whole
        if asked not in _FOUND:
            run = studies.run_whole if is_whole else studies.run_on
            _FOUND[asked] = run(scenario, release, paths=paths, seed=7)
        found = _FOUND[asked]
        folder = app.extensions["studies_dir"]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{found.digest}.json").write_text(found.to_json(), "utf-8")
        study = Study(
            release_id=release.id,
            scenario_code=country,
            scenario_hash=scenario.hash,
            paths=paths,
            seed=7,
            run_by=by,
            run_at=clock.now(),
            result_digest=found.digest,
        )
        db.session.add(study)
        db.session.flush()
        return f"/fund/{study.id}"


def result_file(app) -> Path:
    """The file of the only run."""
    [found] = app.extensions["studies_dir"].glob("*.json")
    return found


def result(app) -> dict:
    """What the only run found."""
    return json.loads(result_file(app).read_bytes())
