"""Which runs are there, what does a run's result file say, and what are the data called on which it stands?"""

import hashlib
import json
from collections.abc import Callable, Mapping
from itertools import permutations
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import func, select
from werkzeug.exceptions import NotFound

from litigation_app.advocacy.figures import rules
from litigation_app.advocacy.studies.models import Study
from litigation_app.core.access import or_not_found
from litigation_app.core.db import db
from litigation_app.core.language import _
from litigation_app.statistics.releases import shelf
from litigation_app.statistics.releases.presenting import title

LISTED = 200


class ResultBroken(Exception):
    """The result file is gone or is not the one that was written."""

    def __init__(self, study: Study) -> None:
        super().__init__(str(study.id))
        self.study = study


def studies() -> list[Study]:
    """The latest runs first."""
    return list(db.session.scalars(select(Study).order_by(Study.run_at.desc(), Study.id).limit(LISTED)))


def get(study_id: UUID) -> Study:
    """One run; raises NotFound."""
    return or_not_found(db.session.get(Study, study_id))


def find(ref: str) -> Study:
    """One run by what a link says of it; raises NotFound."""
    try:
        return get(UUID(ref))
    except ValueError as stop:
        raise NotFound from stop


def of_scenario(code: str, name: str) -> list[Study]:
    """The runs of a scenario, by country and name, the latest first."""
    found = select(Study).where(Study.scenario_code == code, Study.scenario_name == name)
    return list(db.session.scalars(found.order_by(Study.run_at.desc(), Study.id).limit(LISTED)))


def newest(country: str) -> Study | None:
    """The latest run for a country, by its code."""
    found = select(Study).where(Study.scenario_code == country).order_by(Study.run_at.desc(), Study.id).limit(1)
    return db.session.scalars(found).first()


def before(study: Study) -> Study | None:
    """The run of the same scenario, by country and name, that came last before this one."""
    found = select(Study).where(
        Study.scenario_code == study.scenario_code,
        Study.scenario_name == study.scenario_name,
        Study.run_at < study.run_at,
    )
    return db.session.scalars(found.order_by(Study.run_at.desc(), Study.id).limit(1)).first()


def from_other_counts(study: Study, result: Mapping[str, Any], folder: Path) -> tuple[Study, dict[str, Any]] | None:
    """The latest run of the very same scenario on official figures, where this one is on a publication of our own, and the other
    way round; None where there is none."""
    same = Study.scenario_hash == study.scenario_hash, Study.release_id.notin_(("", study.release_id))
    latest = func.max(Study.run_at).desc(), Study.release_id
    for release in db.session.scalars(
        select(Study.release_id).where(*same).group_by(Study.release_id).order_by(*latest)
    ):
        of_it = select(Study).where(*same, Study.release_id == release).order_by(Study.run_at.desc(), Study.id).limit(1)
        run = db.session.scalars(of_it).one()
        found = result_before(run, folder)
        if found and any(
            rules.is_of_clients(one) and rules.official(two) for one, two in permutations((result, found))
        ):
            return run, found
    return None


def result_before(last: Study | None, folder: Path) -> dict[str, Any] | None:
    """The answers of another run; None where there is none or its file is gone."""
    try:
        return result_of(last, folder) if last else None
    except ResultBroken:
        return None


def result_of(study: Study, folder: Path) -> dict[str, Any]:
    """The answers of a run, checked against their digest; raises ResultBroken."""
    try:
        content = (folder / f"{study.result_digest}.json").read_bytes()
    except OSError as gone:
        raise ResultBroken(study) from gone
    if hashlib.sha256(content).hexdigest() != study.result_digest:
        raise ResultBroken(study)
    found: dict[str, Any] = json.loads(content)
    return found


def caller() -> Callable[[Study], str]:
    """Titles in the reader's language, for which the shelf is read once; what does not lie there any more is called by its id."""
    titles = {one.id: title(one) for one in shelf(current_app.extensions["shelf"])}

    def called(study: Study) -> str:
        return titles.get(study.release_id, study.release_id) or _("the scenario's own counts")

    return called
