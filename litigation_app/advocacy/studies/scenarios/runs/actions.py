"""Ask for a run of the fund model, do it, cancel it; the very same is made once."""

import hashlib
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import current_app

from litigation_app.accounts import queries as people
from litigation_app.advocacy.studies import actions as studies
from litigation_app.advocacy.studies.actions import StudyRefused
from litigation_app.advocacy.studies.models import Study
from litigation_app.advocacy.studies.scenarios.queries import Kept
from litigation_app.advocacy.studies.scenarios.runs import queries
from litigation_app.core import jobstore
from litigation_app.core.access import Actor, May
from litigation_app.core.db import db
from litigation_app.core.jobs import JobState, Tell
from litigation_app.core.jobstore import Job
from litigation_app.statistics.fund import scenario_text
from litigation_app.statistics.fund import studies as engine
from litigation_app.statistics.fund.inputs import CountsRefused
from litigation_app.statistics.fund.scenario import Scenario
from litigation_app.statistics.fund.scenario_reading import scenario_from
from litigation_app.statistics.fund.study import StudyResult, canonical
from litigation_app.statistics.releases import Release, ReleaseBroken, ReleaseUnknown
from litigation_app.statistics.releases.queries import whole_of

PARTS = 1000  # in which the bar moves
AT_ONCE = 3  # runs of one person that are under way


@dataclass(frozen=True)
class Places:
    """Where publications lie, whose signature is believed, and where results are kept."""

    on_shelf: Path
    trusted: Set[bytes]
    folder: Path

    def release(self, release_id: str) -> Release | None:
        """A publication as it was signed; None for "". Raises ReleaseUnknown, ReleaseBroken."""
        return whole_of(self.on_shelf, release_id, self.trusted) if release_id else None


def here() -> Places:
    """Those of this desk."""
    there = current_app.extensions
    return Places(there["shelf"], there["trusted_keys"], there["studies_dir"])


def ask(actor: Actor, kept: Kept, release_id: str, *, paths: int, seed: int, places: Places) -> Study | Job:
    """The estimate, where the very same was made before; else the run that was begun or is under way already.

    Raises StudyRefused, CountsRefused, ScenarioRefused, ReleaseUnknown, ReleaseBroken at once: none of them takes long.
    """
    scenario, release = scenario_from(scenario_text.tree_of(kept.text)), places.release(release_id)
    _require(scenario, release, paths)
    key = engine.key_of(scenario, release, paths=paths, seed=seed)
    made = queries.made(key, places.folder)
    if made is not None:
        return made
    said = {"release": release_id, "ref": kept.ref, "name": kept.name, "text": kept.text}
    minutes = engine.minutes(scenario, release, paths=paths)
    return _begin(actor, said | {"paths": paths, "seed": seed, "key": key, "minutes": minutes})


def repeat(actor: Actor, job: Job, places: Places) -> Study | Job:
    """The same once more, after it stopped; the estimate, where it was made meanwhile. Raises StudyRefused."""
    return queries.made(job.asked["key"], places.folder) or _begin(actor, dict(job.asked))


def do(job_id: UUID, tell: Tell, places: Places) -> None:
    """Do the work of a run. Raises JobOver: then nothing is kept."""
    job = db.session.get_one(Job, job_id)
    try:
        study = _made(job, tell, places)
    except (StudyRefused, CountsRefused, ReleaseBroken, ReleaseUnknown) as stop:
        refuse(job_id, reason_of(stop))
        return
    jobstore.end(job_id, JobState.DONE, {"study": str(study.id)})


def refuse(job_id: UUID, reason: str) -> None:
    """Keep why nothing was made. Raises JobOver."""
    jobstore.end(job_id, JobState.REFUSED, {"reason": reason})


def reason_of(stop: Exception) -> str:
    """The code under which a refusal is kept."""
    if isinstance(stop, StudyRefused):
        return stop.reason
    return stop.code if isinstance(stop, CountsRefused) else "broken"


def _made(job: Job, tell: Tell, places: Places) -> Study:
    asked = job.asked
    paths, seed = int(asked["paths"]), int(asked["seed"])
    scenario, release = scenario_from(scenario_text.tree_of(asked["text"])), places.release(asked["release"])
    _require(scenario, release, paths)

    def told(step: str, share: float) -> None:
        tell(step, int(PARTS * share), PARTS)

    actor = _who_asked(job)
    made_meanwhile = queries.made(asked["key"], places.folder)
    if made_meanwhile is not None:
        return made_meanwhile
    result = engine.run_whole(scenario, release, paths=paths, seed=seed, told=told)
    _who_asked(job)
    return keep(actor, asked, scenario, result, places.folder)


def keep(actor: Actor, asked: Mapping[str, Any], scenario: Scenario, result: StudyResult, folder: Path) -> Study:
    """Keep what a run found together with the text of its scenario. `asked`: as it was asked for."""
    name, text = asked["name"], asked["text"]
    content = canonical(result.plain() | {"scenario_text": text, "scenario_name": name})
    text_hash, sizes = hashlib.sha256(text.encode()).hexdigest(), (int(asked["paths"]), int(asked["seed"]))
    made = studies.Made(scenario, asked["release"], name, text_hash, asked["key"], *sizes)
    return studies.keep(actor, made, content, folder)


def _require(scenario: Scenario, release: Release | None, paths: int) -> None:
    if release is not None and release.countries != (scenario.code,):
        raise StudyRefused("other_country")
    if paths > studies.PATHS_MOST:
        raise StudyRefused("too_many_paths")
    engine.require_run(scenario, release, paths=paths)


def _begin(actor: Actor, said: dict[str, Any]) -> Job:
    jobstore.begin_alone()
    held = queries.running(actor, said["key"])
    if held is None and sum(one.is_under_way for one in queries.unfinished(actor)) >= AT_ONCE:
        raise StudyRefused("too_many_runs")
    return held or jobstore.submit(queries.KIND, actor.id, actor.session_id, said)


def _who_asked(job: Job) -> Actor:
    """Whoever asked, as she may act this moment; raises StudyRefused if she may not any more."""
    actor = people.actor_by_id(job.asked_by)
    if actor is None or not actor.may(May.RUN_STUDY):
        raise StudyRefused("not_allowed")
    return replace(actor, session_id=job.session_id)
