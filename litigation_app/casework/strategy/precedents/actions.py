"""Add a published decision; say how a proceeding of a case stands to a decision."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from litigation_app import ledger
from litigation_app.casework.cases.actions import log_act
from litigation_app.casework.cases.models import Case
from litigation_app.casework.strategy import actions as strategy
from litigation_app.casework.strategy.precedents.models import Citation, Precedent
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write, db

TABLE = "citation"


@dataclass(frozen=True)
class Published:
    """A published decision: everything of it is public."""

    country: str
    court: str
    number: str
    decided_on: date
    about: str
    articles: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Cited:
    """How a proceeding stands to a decision. `unpublished` (court and number) and `text` are sealed."""

    proceeding_id: UUID
    relation: str
    article: str
    code: str | None = None
    precedent_id: UUID | None = None
    unpublished: str = field(default="", repr=False)
    text: str = field(default="", repr=False)


def add(actor: Actor, said: Published) -> Precedent:
    """A decision that everybody of the desk can cite."""
    begin_write()
    tags = {"articles": list(said.articles), "topics": list(said.topics)}
    rest = {name: value for name, value in vars(said).items() if name not in tags}
    made = Precedent(added_by=actor.id, added_at=clock.now(), **rest, **tags)
    db.session.add(made)
    db.session.flush()
    ledger.write(act="add_precedent", by=actor.id, of=f"precedent:{made.id}", facts={"country": said.country})
    return made


def cite(actor: Actor, case: Case, said: Cited) -> Citation:
    """A link from a proceeding of this case to a decision."""
    row = strategy.begun(actor, case)
    facts = {"proceeding_id": said.proceeding_id, "relation": said.relation, "article": said.article}
    of = {"code": said.code, "precedent_id": said.precedent_id, "has_note": bool(said.unpublished or said.text)}
    made = Citation(**facts, **of, **row)
    db.session.add(made)
    db.session.flush()
    strategy.seal(case, TABLE, made.id, text=said.text, name=said.unpublished)
    log_act(actor, case, "cite_precedent", of=f"{TABLE}:{made.id}", relation=said.relation)
    return made
