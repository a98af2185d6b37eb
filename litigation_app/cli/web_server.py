"""How does `litigation serve` take and give bytes? Bodies wait sealed, answers wait in memory: waitress would put both on the disk."""

import io
from copy import copy
from functools import partial
from typing import Any

import waitress
from flask import Flask
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer
from waitress.task import ThreadedTaskDispatcher
from waitress.utilities import Error

from litigation_app.accounts import login
from litigation_app.core.blobs import Blobs
from litigation_app.core.uploads import MOST_OF_A_LATE_FORM
from litigation_app.vault import files

_DROPPED_BYTES = 2**30  # far more than a form may have: the desk's own page says so, the connection is not cut
_AROUND_FILES = 2**20  # what a form of files has besides them
_WAITING_BYTES = 2**20  # of an answer; the desk makes no more of it until the reader has taken some
_NEVER = 2**62  # bytes before an answer would go to a file
_THREADS_OF_THE_DOOR = 2  # one checks a password while the other reads and writes rows
_DOORS = ("/sign-in", "/enrol/", "/unlock")  # where a password is checked or made: long work, and open to strangers


class DiskFull(Error):  # type: ignore[misc]  # waitress has no types
    """Said before the desk itself is asked: the body had no room to wait in."""

    code, reason = 503, "Service Unavailable"

    def __init__(self) -> None:
        super().__init__(
            "The disk of the desk is full, so nothing was taken or saved. Go back, keep your text, and tell your administrator."
        )


class SealedBody:
    """The body of one request, as waitress wants a buffer."""

    def __init__(self, blobs: Blobs) -> None:
        self._incoming = files.pass_through(blobs)

    def append(self, data: bytes) -> None:
        self._incoming.write(data)

    def getfile(self) -> io.BufferedReader:
        self._incoming.seek(0)
        return io.BufferedReader(self._incoming, 2**16)

    def close(self) -> None:
        self._incoming.close()

    def __len__(self) -> int:
        return self._incoming.length


class SealedParser(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """A request whose body waits sealed. Where the disk is full it is refused; the connection is closed.

    Who does not even say that she is signed in sends no more than a form: a larger body is refused before it is read.
    """

    def __init__(self, blobs: Blobs, settings: Any) -> None:
        super().__init__(settings)
        self._blobs = blobs

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if f"{login.COOKIE}=" not in self.headers.get("COOKIE", ""):
            self.adj: Any = copy(self.adj)
            self.adj.max_request_body_size = MOST_OF_A_LATE_FORM + 1
        if self.body_rcv is not None:
            self.body_rcv.buf = SealedBody(self._blobs)

    def received(self, data: bytes) -> int:
        try:
            return int(super().received(data))
        except files.StoreUnwritable:
            self.error, self.completed = DiskFull(), True
            return len(data)


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
    config, blobs = app.extensions["config"], app.extensions["blobs"]
    blobs.clear_incoming()

    class Channel(HTTPChannel):  # type: ignore[misc]
        parser_class = partial(SealedParser, blobs)

        def handle_close(self) -> None:
            """What a sender who hung up had sent is thrown away now, not when memory is next tidied."""
            if self.request is not None:
                self.request.close()
            super().handle_close()

    sockets: dict[int, Any] = {}
    most = max(_DROPPED_BYTES, config.max_upload_bytes + _AROUND_FILES)
    settings["clear_untrusted_proxy_headers"] = not config.proxies  # else the desk itself reads them
    waiting = {"outbuf_high_watermark": _WAITING_BYTES, "outbuf_overflow": _NEVER}
    settings |= waiting | {"max_request_body_size": most, "ident": None}
    server = waitress.create_server(app, map=sockets, _dispatcher=Queues(threads), **settings)
    for one in sockets.values():
        if isinstance(one, BaseWSGIServer):
            one.channel_class = Channel
    return server
