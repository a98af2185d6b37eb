"""What a paper is made of while it arrives, and what lies on the disk meanwhile."""

import gc
import os
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask

from config import Config
from documents_sent import (
    CANARY,
    PLENTY_SECONDS,
)
from litigation_app.casework.documents.models import Document
from litigation_app.cli import web_server
from litigation_app.core.db import db
from looping import looping

NOBODY_IS_IDLE = 10**9  # seconds: a test that moves the clock on moves it for this server too


def body_of(token: str, content: bytes) -> bytes:
    part = b'--cut\r\nContent-Disposition: form-data; name="%b"%b\r\n\r\n%b\r\n'
    typed = {"csrf_token": token, "kind": "judgment", "written_on": "", "note": ""}
    fields = b"".join(part % (name.encode(), b"", value.encode()) for name, value in typed.items())
    return fields + part % (b"papers", b'; filename="a.pdf"', content) + b"--cut--\r\n"


@pytest.fixture
def nothing_of_before() -> None:
    """The test client keeps what it sends in temporary files; those of earlier tests go with what held them."""
    gc.collect()


def in_the_clear(config: Config) -> list[str]:
    """Every file of the instance, of the folder for temporary files, and still open though deleted, that holds the canary."""
    temporary = [path for path in Path(tempfile.gettempdir()).glob("*") if path.is_file()]
    opened = [Path("/proc/self/fd") / name for name in os.listdir("/proc/self/fd")]
    ours = [path for path in config.instance.rglob("*") if path.is_file()]
    return [str(path) for path in [*ours, *temporary, *opened] if CANARY[:30] in bytes_of(path)]


def bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.is_file() else b""
    except OSError:
        return b""


@contextmanager
def behind_a_server(app: Flask) -> Iterator[int]:
    """The desk behind its own server, in this process so that all its open files can be looked at; its port."""
    door = socket.socket()
    door.bind(("127.0.0.1", 0))
    server = web_server.server_of(app, sockets=[door], threads=2, channel_timeout=NOBODY_IS_IDLE)
    with looping(server):
        yield door.getsockname()[1]


@pytest.fixture
def port(app: Flask) -> Iterator[int]:
    """Where the desk answers."""
    with behind_a_server(app) as found:
        yield found


def eventually(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + PLENTY_SECONDS
    while time.monotonic() < until and not holds():
        time.sleep(0.02)
    return holds()


def papers(app: Flask) -> list[UUID]:
    with app.app_context():
        return [row[0] for row in db.session.query(Document.id)]
