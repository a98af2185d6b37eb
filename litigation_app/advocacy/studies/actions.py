"""Run the fund model on a publication, keep the answers as a file that is named by its content."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from litigation_app import ledger
from litigation_app.advocacy.studies.models import Study
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.statistics.fund import studies
from litigation_app.statistics.fund.scenario import Scenario
from litigation_app.statistics.releases import Release

PATHS_MOST = 100_000


class StudyRefused(Exception):
    """The run cannot be made; `reason` is a code: other_country, too_many_paths."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def run(actor: Actor, release: Release, scenario: Scenario, *, paths: int, seed: int, folder: Path) -> Study:
    """Run and keep; raises StudyRefused, and CountsRefused where the publication does not bound a withheld year."""
    if scenario.code not in release.countries:
        raise StudyRefused("other_country")
    if paths > PATHS_MOST:
        raise StudyRefused("too_many_paths")
    result = studies.run_on(scenario, release, paths=paths, seed=seed)
    _keep(folder, result.digest, result.to_json().encode())
    begin_write()
    study = Study(
        release_id=release.id,
        scenario_code=scenario.code,
        scenario_hash=scenario.hash,
        paths=paths,
        seed=seed,
        run_by=actor.id,
        run_at=clock.now(),
        result_digest=result.digest,
    )
    db.session.add(study)
    db.session.flush()
    facts: dict[str, str | int] = {"publication": release.id, "scenario": scenario.code, "paths": paths}
    ledger.write(act="run_study", by=actor.id, of=f"study:{study.id}", facts=facts)
    return study


def _keep(folder: Path, digest: str, content: bytes) -> None:
    """Whole or not at all; the same content lies there once."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{digest}.json"
    if target.exists() and target.read_bytes() == content:
        return
    with NamedTemporaryFile(dir=folder, prefix=".writing-", delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(file.name, target)
