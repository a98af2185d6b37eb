"""Keep the answers of a run of the fund model as a file that is named by its content, and write down that it was made."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from litigation_app import ledger
from litigation_app.advocacy.studies.models import Study
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db
from litigation_app.core.refused import Refused
from litigation_app.statistics.fund.scenario import Scenario

PATHS_MOST = 100_000


class StudyRefused(Refused):
    """The run cannot be made; `reason` is a code: other_country, too_many_paths, not_allowed, locked."""


@dataclass(frozen=True)
class Made:
    """What a run was made of; `release_id` is "" where the scenario's own counts were used."""

    scenario: Scenario
    release_id: str
    name: str
    text_hash: str
    key: str
    paths: int
    seed: int


def keep(actor: Actor, made: Made, content: bytes, folder: Path) -> Study:
    """Keep a result, and that she made it."""
    digest = hashlib.sha256(content).hexdigest()
    _write(folder, digest, content)
    begin_write()
    study = Study(
        release_id=made.release_id,
        scenario_code=made.scenario.code,
        scenario_hash=made.scenario.hash,
        scenario_name=made.name,
        text_hash=made.text_hash,
        result_key=made.key,
        paths=made.paths,
        seed=made.seed,
        run_by=actor.id,
        run_at=clock.now(),
        result_digest=digest,
    )
    db.session.add(study)
    db.session.flush()
    facts: dict[str, str | int] = {"scenario": made.scenario.code, "paths": made.paths}
    said = facts | ({"publication": made.release_id} if made.release_id else {})
    ledger.write(act="run_study", by=actor.id, of=f"study:{study.id}", facts=said)
    return study


def _write(folder: Path, digest: str, content: bytes) -> None:
    """Whole or not at all; the same content lies there once."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{digest}.json"
    if target.exists() and target.read_bytes() == content:
        return
    with NamedTemporaryFile(dir=folder, prefix=".writing-", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            os.replace(file.name, target)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise
