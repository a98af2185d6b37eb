"""Estimates that stand on the desk already, on a publication whose counts they read, and what they found."""

import hashlib
import json
from pathlib import Path
from uuid import UUID

from estimating import onto_the_shelf
from litigation_app.advocacy.studies.models import Study
from litigation_app.core import clock
from litigation_app.core.db import committing, db
from litigation_app.statistics import releases
from litigation_app.statistics.fund import scenario_files, scenario_text, studies
from litigation_app.statistics.fund.scenario import Scenario
from litigation_app.statistics.fund.study import canonical

_FOUND: dict[tuple[str, str, int], bytes] = {}  # the same assumptions on the same data give the same, byte for byte


def ran(app, country: str, by: UUID, *, paths: int = 2000, scenario: Scenario | None = None) -> str:
    """A run of this country's scenario, or of one's own, on such a publication, kept as the desk keeps it; its address."""
    scenario = scenario or scenario_files.load(country)
    with app.app_context(), committing():
        release = releases.load(
            app.extensions["shelf"], onto_the_shelf(app, countries=(country,)), app.extensions["trusted_keys"]
        )
        asked = scenario.hash, release.digest, paths
        if asked not in _FOUND:
            found = studies.run_whole(scenario, release, paths=paths, seed=7).plain()
            _FOUND[asked] = canonical(found | {"scenario_text": scenario_text.text_of(scenario.tree)})
        digest, folder = hashlib.sha256(_FOUND[asked]).hexdigest(), app.extensions["studies_dir"]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{digest}.json").write_bytes(_FOUND[asked])
        study = Study(
            release_id=release.id,
            scenario_code=country,
            scenario_hash=scenario.hash,
            scenario_name=scenario.name,
            paths=paths,
            seed=7,
            run_by=by,
            run_at=clock.now(),
            result_digest=digest,
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
