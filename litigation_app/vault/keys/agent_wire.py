"""In what form do the key agent and its clients speak? One bounded message each way: length (u32) and JSON."""

import json
import os
import socket
import struct
import time
from typing import Any

MOST_BYTES = 2**20  # the keyring's own text is authenticated in one message
SECONDS_FOR_A_MESSAGE = 5.0
_LENGTH = struct.Struct(">I")
_PEER = struct.Struct("3i")  # pid, uid, gid


class WireBroken(Exception):
    """What came is no message of ours, is too long, or did not come in time."""


def send(connection: socket.socket, message: dict[str, Any]) -> None:
    """Send one message; raises WireBroken if it is too long, OSError if nobody takes it."""
    text = json.dumps(message).encode()
    if len(text) > MOST_BYTES:
        raise WireBroken
    connection.settimeout(SECONDS_FOR_A_MESSAGE)
    connection.sendall(_LENGTH.pack(len(text)) + text)


def receive(connection: socket.socket, *, seconds: float = SECONDS_FOR_A_MESSAGE) -> dict[str, Any] | None:
    """The next message, None where the other side has closed; raises WireBroken. All of it must come within `seconds`."""
    until = time.monotonic() + seconds
    head = _exactly(connection, _LENGTH.size, until)
    if not head:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > MOST_BYTES:
        raise WireBroken
    try:
        said = json.loads(_exactly(connection, length, until))
    except (ValueError, RecursionError):
        raise WireBroken from None
    if not isinstance(said, dict):
        raise WireBroken
    return said


def _exactly(connection: socket.socket, count: int, until: float) -> bytes:
    """`count` bytes, or none at all where the other side closes before the first; raises WireBroken."""
    parts = bytearray()
    while len(parts) < count:
        left = until - time.monotonic()
        if left <= 0:
            raise WireBroken
        connection.settimeout(left)
        try:
            part = connection.recv(count - len(parts))
        except OSError:
            raise WireBroken from None
        if not part and parts:
            raise WireBroken
        if not part:
            return b""
        parts += part
    return bytes(parts)


def is_own_user(connection: socket.socket) -> bool:
    """Whether the process at the other end runs as this very user of the system (asked of the kernel, not of the other)."""
    _pid, uid, _gid = _PEER.unpack(connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size))
    return bool(uid == os.geteuid())
