"""Whose rows does PostgreSQL show to this transaction? The second fence behind `casework.cases.queries`, fed from rowguard.toml.

Before the first statement of a transaction the database is told who acts and where she reaches; its policies show her
the rows of the cases that she may list, and nobody's to nobody. What must see more enters a scope by name. While she
looks at a page the database refuses to write.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from flask import Flask, g, has_app_context, request
from sqlalchemy import Connection, Engine, event

from litigation_app.core import clock
from litigation_app.core.access import SAFE_METHODS, Actor, May, Relation, somebody

AS_NOBODY = {"acts_as_nobody": True}  # execution option: of connections that touch no row about a case
_TOLD = "rowguard_told"
_LOOKS = "rowguard_looks"  # of a transaction: nothing in it could be written
_ALL = "all"
_RELATIONS = (Relation.ASSIGNED, Relation.OFFICE, Relation.EMERGENCY)
SETTINGS = ("scopes", "actor", "now", "creates", "watches", "reviews", *(relation.value for relation in _RELATIONS))
_READ_ONLY = (
    "set_config('transaction_read_only', coalesce(nullif(%s, ''), current_setting('transaction_read_only')), true)"
)
_TELL = "SELECT " + ", ".join([_READ_ONLY, *(f"set_config('desk.{name}', %s, true)" for name in SETTINGS)])


class ScopeUnknown(Exception):
    """rowguard.toml names no such scope."""


@dataclass(frozen=True)
class Scope:
    """What a task of the desk itself may see beyond the person who acts. `at`: the functions that enter it."""

    reason: str
    reads: frozenset[str]
    writes: frozenset[str]
    at: frozenset[str]


@dataclass(frozen=True)
class Guarded:
    """How the rows of a table hang on a case; the words of rowguard.toml."""

    column: str
    by: str = "case"
    office: str = ""
    lawyer: str = ""
    is_asked: bool = False
    also: str = ""
    also_read: str = ""
    also_new: str = ""
    also_changed: str = ""
    only_changed: str = "true"


@dataclass(frozen=True)
class Table:
    """All of rowguard.toml. `others`: tables that are not about a case, each with the reason."""

    scopes: Mapping[str, Scope]
    guarded: Mapping[str, Guarded]
    others: Mapping[str, str]


class _Acting(NamedTuple):
    """For whom the database is to show rows, and whether she only looks at a page, so that nothing may be written."""

    scopes: frozenset[str]
    actor: Actor | None
    reads: bool = False


_NO_SCOPE: frozenset[str] = frozenset()
_NOBODY = _Acting(_NO_SCOPE, None)
_entered: ContextVar[frozenset[str]] = ContextVar("entered", default=_NO_SCOPE)


@cache
def table() -> Table:
    """The words of rowguard.toml."""
    said = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    guarded = {name: Guarded(**words) for name, words in said["tables"].items()}
    return Table(
        {name: _scope(words, frozenset(guarded)) for name, words in said["scopes"].items()}, guarded, said["others"]
    )


def _scope(words: Mapping[str, Any], every: frozenset[str]) -> Scope:
    reads, writes = (
        every if words.get(kind) == _ALL else frozenset(words.get(kind, ())) for kind in ("reads", "writes")
    )
    return Scope(words["reason"], reads | writes, writes, frozenset(words["at"]))


@contextmanager
def system(scope: str) -> Iterator[None]:
    """See also the tables of this scope, for a task of the desk itself; raises ScopeUnknown.

    A request that comes in starts without any. Never yield to a caller while it holds.
    """
    if scope not in table().scopes:
        raise ScopeUnknown(scope)
    token = _entered.set(_entered.get() | {scope})
    try:
        yield
    finally:
        _entered.reset(token)


def install(app: Flask, engine: Engine) -> None:
    """Tell this PostgreSQL who acts, in every transaction that asks for rows."""
    app.before_request(_leave_scopes)
    app.teardown_request(_return_to_scopes)
    event.listen(engine, "before_cursor_execute", _tell)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "rollback_savepoint", _forget)  # what was set is gone


def _leave_scopes() -> None:
    g.scopes_outside, g.only_looks = _entered.get(), request.method in SAFE_METHODS
    _entered.set(_NO_SCOPE)


def _return_to_scopes(_error: BaseException | None) -> None:
    """To those of the task that sent the request, where it came from this very thread."""
    if "scopes_outside" in g:
        _entered.set(g.pop("scopes_outside"))


def _begin(connection: Connection) -> None:
    _forget(connection)
    connection.info.pop(_LOOKS, None)


def _forget(connection: Connection, *_of_savepoint: object) -> None:
    connection.info.pop(_TOLD, None)


def _tell(connection: Connection, cursor: Any, *_statement: object) -> None:
    if connection.get_execution_options().get("acts_as_nobody"):
        return
    acting = _acting()
    if connection.info.get(_TOLD, _NOBODY) == acting or _is_broken(cursor):
        return
    with cursor.connection.cursor() as own:
        own.execute(_TELL, _values(acting))
    connection.info[_TOLD] = acting
    connection.info[_LOOKS] = acting.reads and connection.info.get(_LOOKS, True)


def has_only_read(connection: Connection) -> bool:
    """Whether all of this transaction that was about cases could write nothing."""
    return bool(connection.info.get(_LOOKS, False))


def _is_broken(cursor: Any) -> bool:
    """The transaction has failed: nothing can be said in it, and nothing will be shown."""
    return bool(cursor.connection.info.transaction_status.name == "INERROR")


def _acting() -> _Acting:
    """Somebody's look at a page writes nothing, unless the desk does a task of its own meanwhile whose scope writes."""
    actor, entered = somebody() if has_app_context() else None, _entered.get()
    looks = actor is not None and g.get("only_looks", False)
    return _Acting(entered, actor, looks and not any(table().scopes[one].writes for one in entered))


def _values(acting: _Acting) -> list[str]:
    """The settings in their order, first whether to refuse writing: a transaction that refuses by itself stays so.

    "" stands for nothing, since that is what a pooled connection is left with.
    """
    actor = acting.actor
    reach = actor.reach(May.LIST_CASES) if actor else {}
    creates, watches, reviews = (
        actor.reach(may).get(Relation.ANYWHERE, frozenset()) if actor else frozenset()
        for may in (May.CREATE_CASE, May.REGISTER_JUDGMENT, May.REVIEW_BREAK_GLASS)
    )
    said = {
        "scopes": _array(acting.scopes),
        "actor": str(actor.id) if actor else "",
        "now": clock.now().isoformat(),
        "creates": _array(creates),
        "watches": _array(watches),
        "reviews": _ALL if reviews else "",
    }
    said |= {relation.value: _array(reach.get(relation, ())) for relation in _RELATIONS}
    return ["on" if acting.reads else "", *(said[name] for name in SETTINGS)]


def _array(values: Iterable[UUID | str]) -> str:
    return "{" + ",".join(sorted(map(str, values))) + "}"
