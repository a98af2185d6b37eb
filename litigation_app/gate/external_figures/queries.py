"""Which numbers have others published, and which of them speak of a publication?"""

import hashlib
import json
from uuid import UUID

from sqlalchemy import select

from litigation_app.core import stood
from litigation_app.core.access import or_not_found
from litigation_app.core.db import db
from litigation_app.disclosure.audit.external_figures import Outside
from litigation_app.gate.designs.rules import Design
from litigation_app.gate.external_figures.models import ExternalFigure, ExternalFigureState
from litigation_app.gate.external_figures.rules import Published, of_design
from litigation_app.gate.rules import Block


def everything() -> list[ExternalFigure]:
    """All numbers ever typed in, the newest first; what was entered in error last."""
    found = db.session.scalars(select(ExternalFigure).order_by(ExternalFigure.entered_at.desc()))
    return sorted(found, key=lambda one: one.state == ExternalFigureState.ENTERED_IN_ERROR)


def get(known_id: UUID) -> ExternalFigure:
    """A number; raises NotFound."""
    return or_not_found(db.session.scalar(select(ExternalFigure).where(ExternalFigure.id == known_id)))


def stands(figure: ExternalFigure) -> str:
    """The sum of what the page shows to whoever looks it up in its source."""
    of = figure.mode, figure.country, figure.table_id, figure.code, figure.first_year, figure.last_year
    where = figure.publisher, figure.title, figure.place, figure.published_on, figure.is_doubtful, figure.withdrawn_at
    return stood.sum_of(figure.id, *of, figure.low, figure.high, *where, figure.entered_by)


def facts_of(mode: str, country: str, block: Block, design: Design) -> tuple[Outside, ...]:
    """What others say of the cells of a cohort, checked by a second person or not yet: in a fixed order."""
    found = (of_design(_published(row), block, design) for row in _standing(mode, country))
    return tuple(one for one in found if one is not None)


def _standing(mode: str, country: str) -> list[ExternalFigure]:
    mine = (
        ExternalFigure.mode == mode,
        ExternalFigure.country == country,
        ExternalFigure.state != ExternalFigureState.ENTERED_IN_ERROR,
    )
    return list(db.session.scalars(select(ExternalFigure).where(*mine).order_by(ExternalFigure.id)))


def _published(row: ExternalFigure) -> Published:
    return Published(str(row.id), row.country, row.table_id, row.code, row.first_year, row.last_year, row.low, row.high)


def head(mode: str, country: str) -> str:
    """SHA-256 over all that others say of a source and country; "" where they say nothing."""
    said = [vars(_published(row)) for row in _standing(mode, country)]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest() if said else ""
