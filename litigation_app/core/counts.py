"""How many things wait for her behind each door? What several rooms count is asked in one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, select

from litigation_app.core.db import db


@dataclass(frozen=True)
class Count:
    """A statement that gives one number, the same object each time for the same person, and what is bound to it."""

    statement: Select[Any]
    bound: Mapping[str, object] = field(default_factory=dict)


def counted(counts: Sequence[Count]) -> list[int]:
    """The numbers in order, in one read; names that are bound must differ from one statement to the next."""
    if not counts:
        return []
    bound = {name: value for count in counts for name, value in count.bound.items()}
    return list(db.session.execute(_together(tuple(count.statement for count in counts)), bound).one())


@lru_cache(maxsize=256)
def _together(statements: tuple[Select[Any], ...]) -> Select[Any]:
    """Kept for each sign-in that is at work: writing the statement costs more than running it."""
    return select(*(statement.scalar_subquery() for statement in statements))
