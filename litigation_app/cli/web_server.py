"""How does `litigation serve` take and give bytes? Bodies wait sealed, answers wait in memory: waitress would put both on the disk.

A slow sender and a slow reader of a paper hold a connection, and no thread: waitress itself takes and gives their bytes.
"""

import io
import time
from copy import copy
from functools import partial
from threading import Lock
from typing import Any
from uuid import UUID

import waitress
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer
from waitress.task import ErrorTask, ThreadedTaskDispatcher, WSGITask
from waitress.utilities import Error
from werkzeug.http import parse_cookie

from litigation_app.accounts.signing_in import login
from litigation_app.core.blobs import Blobs
from litigation_app.core.locked import DeskLocked
from litigation_app.core.uploads import BEGUN_UNDER, MOST_OF_A_LATE_FORM
from litigation_app.core.web import HEADERS, NO_STORE
from litigation_app.vault.capsules import files

_DROPPED_BYTES = 2**30  # far more than a form may have: the desk's own page says so, the connection is not cut
_AROUND_FILES = 2**20  # what a form of files has besides them
_LARGEST_AT_ONCE = 4  # bodies of the largest size may wait beside each other
_PATIENCE_SECONDS = 30.0  # for a head and the first bytes
_SLOWEST = 1024  # bytes a second, after that: whoever sends less holds a connection for nothing
_WAITING_BYTES = 2**20  # of an answer; the desk makes no more of it until the reader has taken some
_NEVER = 2**62  # bytes before an answer would go to a file
_MOST_CONNECTIONS = 1_000  # a slow reader or sender holds one for long, and no thread
_FIRST_WORD_SECONDS = 2.0
_THREADS_OF_THE_DOOR = 2  # one checks a password while the other reads and writes rows
_DOORS = ("/sign-in", "/enrol/", "/unlock")  # where a password is checked or made: long work, and open to strangers


class DiskFull(Error):  # type: ignore[misc]  # waitress has no types
    """Said before the desk itself is asked: the body had no room to wait in."""

    code, reason = 503, "Service Unavailable"

    def __init__(self) -> None:
        super().__init__(
            "The disk of the desk is full, so nothing was taken or saved. Go back, keep your text, and tell your administrator."
        )


class Crowded(Error):  # type: ignore[misc]
    """The same of bodies that would together take too much of the disk."""

    code, reason = 503, "Service Unavailable"

    def __init__(self) -> None:
        super().__init__("Too much is being sent to the desk at this moment. Nothing was saved. Go back and try again.")


class NoRoom(Exception):
    """All bodies that wait have together as much as they may."""


class Room:
    """How many bytes of bodies wait, all together."""

    def __init__(self, most: int) -> None:
        self._most, self._taken, self._lock = most, 0, Lock()

    def take(self, size: int) -> None:
        """Raises NoRoom; give back what was taken, also with a negative size."""
        with self._lock:
            if size > 0 and self._taken + size > self._most:
                raise NoRoom
            self._taken += size


class SealedBody:
    """The body of one request, as waitress wants a buffer."""

    def __init__(self, blobs: Blobs, room: Room) -> None:
        self._incoming, self._room, self._taken = files.pass_through(blobs), room, 0

    def append(self, data: bytes) -> None:
        self._room.take(len(data))
        self._taken += len(data)
        self._incoming.write(data)

    def getfile(self) -> io.BufferedReader:
        self._incoming.seek(0)
        return io.BufferedReader(self._incoming, 2**16)

    def close(self) -> None:
        self._room.take(-self._taken)
        self._taken = 0
        self._incoming.close()

    def __len__(self) -> int:
        return self._incoming.length


class SealedParser(HTTPRequestParser):  # type: ignore[misc]
    """A request whose body waits sealed. Where there is no room for it, it is refused; the connection is closed.

    Who is not signed in sends no more than a form: a larger body is refused before it is read.
    """

    def __init__(self, app: Flask, room: Room, settings: Any) -> None:
        super().__init__(settings)
        self._app, self._room, self._since = app, room, time.monotonic()
        self.begun_under: UUID | None = None

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        is_large = self.chunked or self.content_length > MOST_OF_A_LATE_FORM
        self.begun_under = self._sign_in() if is_large else None
        if is_large and self.begun_under is None:
            self.adj: Any = copy(self.adj)
            self.adj.max_request_body_size = MOST_OF_A_LATE_FORM + 1
        if self.body_rcv is not None:
            self.body_rcv.buf = SealedBody(self._app.extensions["blobs"], self._room)

    def _sign_in(self) -> UUID | None:
        token = parse_cookie(self.headers.get("COOKIE", "")).get(login.COOKIE, "")
        try:
            with self._app.app_context():
                living = login.living(token)
        except (SQLAlchemyError, DeskLocked):  # then nobody works here
            return None
        return living.actor.session_id if living else None

    def received(self, data: bytes) -> int:
        try:
            return int(super().received(data))
        except files.StoreUnwritable:
            self.error, self.completed = DiskFull(), True
        except NoRoom:
            self.error, self.completed = Crowded(), True
        return len(data)

    @property
    def is_too_slow(self) -> bool:
        return is_too_slow(time.monotonic() - self._since, self.header_bytes_received + self.body_bytes_received)


def is_too_slow(seconds: float, received: int) -> bool:
    """Whether somebody who sent so much in so long only holds a connection."""
    return received < (seconds - _PATIENCE_SECONDS) * _SLOWEST


class ErrorAnswer(ErrorTask):  # type: ignore[misc]
    """What waitress itself refuses, with the headers of every other answer."""

    def start(self) -> None:
        super().start()
        self.response_headers.extend([*HEADERS.items(), ("Cache-Control", NO_STORE)])


class Answer(WSGITask):  # type: ignore[misc]
    """The desk's own answer; it is told who was signed in when a large body began to arrive."""

    def get_environment(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environment()
        environ[BEGUN_UNDER] = self.request.begun_under
        return environ


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection that is not held by whoever sends nothing."""

    task_class, error_task_class = Answer, ErrorAnswer

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way here; whoever has only just come in is given a moment to say what she wants."""
        is_new = self.last_activity == self.creation_time and time.time() - self.creation_time < _FIRST_WORD_SECONDS
        return not (is_new or self.request or self.requests or self.total_outbufs_len)

    def readable(self) -> bool:
        """Asked of every connection once a second at least."""
        if self.request is not None and not self.requests and self.request.is_too_slow:
            self.will_close = True
        return bool(super().readable())

    def handle_close(self) -> None:
        """What a sender who hung up had sent is thrown away now, not when memory is next tidied."""
        if self.request is not None:
            self.request.close()
        super().handle_close()


class Queues(ThreadedTaskDispatcher):  # type: ignore[misc]  # waitress has no types
    """Who signs in waits in a queue of her own, first come first served: a crowd there takes no thread from anybody's pages."""

    def __init__(self, threads: int) -> None:
        super().__init__()
        self.set_thread_count(threads)
        self._door = ThreadedTaskDispatcher()
        self._door.set_thread_count(_THREADS_OF_THE_DOOR)

    def add_task(self, channel: HTTPChannel) -> None:
        if channel.requests and _is_at_the_door(channel.requests[0]):
            self._door.add_task(channel)
        else:
            super().add_task(channel)

    def shutdown(self, cancel_pending: bool = True, timeout: int = 5) -> bool:
        self._door.shutdown(cancel_pending, timeout)
        return bool(super().shutdown(cancel_pending, timeout))


def _is_at_the_door(asked: HTTPRequestParser) -> bool:
    return asked.error is None and asked.command == "POST" and asked.path.startswith(_DOORS)


def server_of(app: Flask, *, threads: int = 8, **settings: Any) -> Any:
    """A waitress server of the desk, ready to `run()`; `settings` as `waitress.create_server` has them."""
    config = app.extensions["config"]
    app.extensions["blobs"].clear_incoming()
    sockets: dict[int, Any] = {}
    most = max(_DROPPED_BYTES, config.max_upload_bytes + _AROUND_FILES)

    class DeskChannel(Channel):
        parser_class = staticmethod(partial(SealedParser, app, Room(_LARGEST_AT_ONCE * most)))

    settings["clear_untrusted_proxy_headers"] = not config.proxies  # else the desk itself reads them
    waiting = {"outbuf_high_watermark": _WAITING_BYTES, "outbuf_overflow": _NEVER}
    waiting |= {"connection_limit": _MOST_CONNECTIONS, "asyncore_use_poll": True}
    settings |= waiting | {"max_request_body_size": most, "ident": None}
    server = waitress.create_server(app, map=sockets, _dispatcher=Queues(threads), **settings)
    for one in sockets.values():
        if isinstance(one, BaseWSGIServer):
            one.channel_class = DeskChannel
    return server
