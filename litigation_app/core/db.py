"""Where do rows live, and when is a change final? One commit site, one writer lock, phases alike on SQLite and PostgreSQL."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from flask import Flask, Response, current_app, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    DDL,
    Connection,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    String,
    Table,
    delete,
    event,
    insert,
    make_url,
)
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, SessionTransaction, mapped_column
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.types import TypeDecorator
from werkzeug.exceptions import Conflict, HTTPException, ServiceUnavailable

from config import Config
from litigation_app.core import clock, reconnecting, sqlite_connections
from litigation_app.core.access import SAFE_METHODS
from litigation_app.core.rls import rowguard
from litigation_app.core.schema import driver_url

FORM_NUMBER = "form_number"  # the hidden field; one number for each time that a form is printed
_FORMS_KEPT = timedelta(days=30)  # longer than a page stands open whose sign-in goes on from day to day
_WRITING = "writing"
_LOCK_FILE = "litigation_write_lock"


class WritePending(Exception):
    """An entry on its own connection was asked for while this request already holds a write transaction."""


class AlreadySent(Conflict):
    """This very form was saved before: a second click, or a page that was loaded again."""


class Base(DeclarativeBase):
    """All tables derive from this class, so that one metadata is what the migrations are held against."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC on both databases (SQLite gives back naive values)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = cast(datetime, value)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class SentForm(Base):
    """A form whose change is saved, by the SHA-256 of its number."""

    __tablename__ = "sent_form"

    number_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)


db = SQLAlchemy(metadata=Base.metadata, session_options={"autoflush": False})


def install(app: Flask, config: Config) -> None:
    """Bind the database of `config` to `app` and make `settle` its only commit site."""
    app.config["SQLALCHEMY_DATABASE_URI"] = driver_url(config.database_url)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _engine_options(config.database_url)
    app.extensions[_LOCK_FILE] = config.write_lock
    db.init_app(app)
    with app.app_context():
        if is_sqlite(db.engine):
            sqlite_connections.install(db.engine)
        else:
            rowguard.install(app, db.engine)
            reconnecting.install(db.engine)
    app.after_request(settle)


def _engine_options(address: str) -> dict[str, Any]:
    """No error prints what was being saved. PostgreSQL compiles no statement: the policies' functions are said to be dear, so
    that it would compile nearly all of ours, for seconds each (docs/performance.md). And it looks for our tables, and its own,
    where they are, answers when a change is on disk, and nobody acts yet, whatever a setting of the database or the role says.
    """
    options, url = {"hide_parameters": True}, make_url(address)
    if url.get_backend_name() == "sqlite":
        return options | {"connect_args": {"factory": sqlite_connections.Connection}}
    ours = ["jit=off", "search_path=public", "synchronous_commit=on", *(f"desk.{name}=" for name in rowguard.SETTINGS)]
    said = [str(url.query.get("options", "")), *(f"-c {one}" for one in ours)]
    return options | {"connect_args": {"options": " ".join(said).strip()}, "pool_pre_ping": True}


def is_sqlite(bind: Engine | Connection) -> bool:
    """Whether this bind speaks SQLite (the writer lock and BEGIN IMMEDIATE are its ways only)."""
    return bind.dialect.name == "sqlite"


class _WriterLock:
    """A fair lock among all threads and processes of one instance (flock queues its waiters)."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)

    def release(self) -> None:
        os.close(self._descriptor)


def begin_write(session: Session | None = None) -> None:
    """Start writing: the lock, BEGIN IMMEDIATE, and fresh rows, so that whatever is decided on is read again here.

    Idempotent within one transaction. A flush calls it by itself.
    """
    held = session or db.session()
    if _start(held) and not held.dirty:
        held.expire_all()


def begin_write_alone(rows: type["Base"]) -> None:
    """Start writing; from here to the commit nobody else writes rows of this model, and everybody may read them."""
    begin_write()
    connection = db.session.connection()
    if not is_sqlite(connection):
        lock = DDL("LOCK TABLE %(fullname)s IN SHARE ROW EXCLUSIVE MODE")  # type: ignore[no-untyped-call]
        connection.execute(lock.against(cast(Table, rows.__table__)))


def _start(session: Session) -> bool:
    if session.info.get(_WRITING):
        return False
    connection = session.connection()
    if is_sqlite(connection):
        session.info[_WRITING] = _WriterLock(current_app.extensions[_LOCK_FILE])
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        session.info[_WRITING] = True
    return True


@event.listens_for(Session, "before_flush")
def _write_before_flush(session: Session, context: object, instances: object) -> None:  # noqa: ARG001
    if session.new or session.dirty or session.deleted:
        _start(session)


@event.listens_for(Session, "after_transaction_end")
def _free_writer_lock(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        lock = session.info.pop(_WRITING, None)
        if isinstance(lock, _WriterLock):
            lock.release()


def is_writing() -> bool:
    """Whether this request's session holds a write transaction."""
    return bool(db.session().info.get(_WRITING))


@contextmanager
def side_transaction() -> Iterator[Connection]:
    """A short transaction of its own, for the three named side-writers (ledger, traces, jobstore); raises WritePending."""
    if is_writing():
        raise WritePending("a side entry must come before the first write or after rollback")
    with db.engine.connect().execution_options(**rowguard.AS_NOBODY) as connection:
        if not is_sqlite(connection):
            with connection.begin():
                yield connection
            return
        lock = _WriterLock(current_app.extensions[_LOCK_FILE])
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.commit()
        finally:
            connection.rollback()
            lock.release()


def settle(response: Response) -> Response:
    """Commit an unsafe request that ended below 400; roll back every other one. What is refused since this very form was saved
    before (the same is there already, the row has changed) is told as what it is.
    """
    if request.method in SAFE_METHODS:
        _end_reading(response)
        return response
    refused: HTTPException
    try:
        if response.status_code >= 400:
            db.session.rollback()
            if response.status_code not in (409, 422) or not _is_kept():
                return response
            raise AlreadySent
        _keep_form_number(db.session())
        db.session.commit()
    except HTTPException as stopped:  # it was sent already, or the access log cannot be written
        refused = stopped
    except (StaleDataError, IntegrityError):
        refused = Conflict()
    except OperationalError as failed:
        is_away = reconnecting.is_away(failed)
        if is_away and _is_kept():
            return response
        refused = reconnecting.DatabaseAway() if is_away else ServiceUnavailable()
    else:
        return response
    db.session.rollback()
    return current_app.make_response(current_app.handle_user_exception(refused))


def _end_reading(response: Response) -> None:
    """End a page's transaction on PostgreSQL as kept, not as undone: psycopg forgets its prepared statements at a rollback.

    Nothing can have been written in it: `rowguard` had the database refuse.
    """
    session = db.session()
    has_changes = session.new or session.dirty or session.deleted
    if response.is_streamed or has_changes or not session.in_transaction() or is_sqlite(db.engine):
        return
    with suppress(OperationalError):  # whatever was read was read
        if rowguard.has_only_read(session.connection()):
            session.commit()


def _keep_form_number(session: Session) -> None:
    """Save the form's number with its change, so that a change that is sent twice counts once. Raises AlreadySent."""
    has_changes = is_writing() or session.new or session.dirty or session.deleted
    if FORM_NUMBER not in request.form or not has_changes:
        return
    begin_write(session)
    try:
        session.execute(insert(SentForm).values(number_hash=_number_hash(), sent_at=clock.now()))
    except IntegrityError:
        raise AlreadySent from None


def _is_kept() -> bool:
    """Whether its change is saved, though the database went away before it said so, or by a first sending: its number is there."""
    db.session.rollback()
    try:
        return db.session.get(SentForm, _number_hash()) is not None
    except OperationalError:
        return False


def _number_hash() -> str:
    return hashlib.sha256(request.form.get(FORM_NUMBER, "").encode()).hexdigest()


def forget_sent_forms() -> None:
    """Drop the numbers of forms that nobody can send any more, in this request's transaction."""
    db.session.execute(delete(SentForm).where(SentForm.sent_at < clock.now() - _FORMS_KEPT))


@contextmanager
def committing() -> Iterator[Session]:
    """The commit site of the command line: commits at the end, rolls back on any exception."""
    session = db.session()
    try:
        yield session
        session.commit()
    finally:
        session.rollback()
