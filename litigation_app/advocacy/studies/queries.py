"""Which runs are there, and what does a run's result file say?"""

import hashlib
import json
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from litigation_app.advocacy.studies.models import Study
from litigation_app.core.db import db

LISTED = 200


class ResultBroken(Exception):
    """The result file is gone or is not the one that was written."""


def studies() -> list[Study]:
    """The latest runs first."""
    return list(db.session.scalars(select(Study).order_by(Study.run_at.desc(), Study.id).limit(LISTED)))


def get(study_id: UUID) -> Study:
    """One run; raises NotFound."""
    found = db.session.get(Study, study_id)
    if found is None:
        raise NotFound
    return found


def result_of(study: Study, folder: Path) -> dict[str, Any]:
    """The answers of a run, checked against their digest; raises ResultBroken."""
    try:
        content = (folder / f"{study.result_digest}.json").read_bytes()
    except OSError as gone:
        raise ResultBroken from gone
    if hashlib.sha256(content).hexdigest() != study.result_digest:
        raise ResultBroken
    found: dict[str, Any] = json.loads(content)
    return found
