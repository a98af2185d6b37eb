"""Which numbers have others published, and which of them speak of a publication?"""

import hashlib
import json
from uuid import UUID

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from litigation_app.core import stood
from litigation_app.core.db import db
from litigation_app.disclosure.audit.external_figures import Outside
from litigation_app.gate.designs.published_tables import Design
from litigation_app.gate.external_figures.models import KnownNumber, KnownState
from litigation_app.gate.external_figures.rules import Published, of_design
from litigation_app.gate.rules import Block


def everything() -> list[KnownNumber]:
    """All numbers ever typed in, the newest first; what was struck last."""
    found = db.session.scalars(select(KnownNumber).order_by(KnownNumber.entered_at.desc()))
    return sorted(found, key=lambda one: one.state == KnownState.ENTERED_IN_ERROR)


def get(known_id: UUID) -> KnownNumber:
    """A number; raises NotFound."""
    found = db.session.scalar(select(KnownNumber).where(KnownNumber.id == known_id))
    if found is None:
        raise NotFound
    return found


def stands(known: KnownNumber) -> str:
    """The sum of what the page shows to whoever looks it up in its source."""
    of = known.mode, known.country, known.table_id, known.code, known.first_year, known.last_year
    where = known.publisher, known.title, known.place, known.published_on, known.is_doubtful, known.withdrawn_at
    return stood.sum_of(known.id, *of, known.low, known.high, *where, known.entered_by)


def facts_of(mode: str, country: str, block: Block, design: Design) -> tuple[Outside, ...]:
    """What others say of the cells of a cohort, checked by a second person or not yet: in a fixed order."""
    found = (of_design(_published(row), block, design) for row in _standing(mode, country))
    return tuple(one for one in found if one is not None)


def _standing(mode: str, country: str) -> list[KnownNumber]:
    mine = KnownNumber.mode == mode, KnownNumber.country == country, KnownNumber.state != KnownState.ENTERED_IN_ERROR
    return list(db.session.scalars(select(KnownNumber).where(*mine).order_by(KnownNumber.id)))


def _published(row: KnownNumber) -> Published:
    return Published(str(row.id), row.country, row.table_id, row.code, row.first_year, row.last_year, row.low, row.high)


def head(mode: str, country: str) -> str:
    """SHA-256 over all that others say of a source and country; "" where they say nothing."""
    said = [vars(_published(row)) for row in _standing(mode, country)]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest() if said else ""
