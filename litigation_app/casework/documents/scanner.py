"""Does the office's own virus scanner let a file pass? Asks clamd over its socket; without a clear yes the file is not taken."""

import socket
import struct
from typing import BinaryIO

from litigation_app.casework.documents.rules import Refused, Why

_ASK = b"zINSTREAM\0"  # clamd(8): pieces, each after its length, and a length of nothing at the end
_LENGTH = struct.Struct("!L")
_PIECE = 2**16
_MOST_ANSWER = 4096
_PATIENCE_SECONDS = 120  # for one step of the conversation: a film is looked at for a while


def require_clean(file: BinaryIO, address: str) -> None:
    """Raise Refused unless the scanner at the socket `address` finds nothing in the file. "": there is no scanner."""
    if not address:
        return
    try:
        answer = _ask(file, address)
    except OSError as error:
        raise Refused(Why.UNSCANNED) from error
    if answer.endswith(b" FOUND"):
        raise Refused(Why.INFECTED)
    if answer != b"stream: OK":
        raise Refused(Why.UNSCANNED)


def _ask(file: BinaryIO, address: str) -> bytes:
    """The file never lies anywhere in the clear for this: it goes through a socket of this very machine."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as scanner:
        scanner.settimeout(_PATIENCE_SECONDS)
        scanner.connect(address)
        scanner.sendall(_ASK)
        file.seek(0)
        while piece := file.read(_PIECE):
            scanner.sendall(_LENGTH.pack(len(piece)) + piece)
        scanner.sendall(_LENGTH.pack(0))
        return _answer(scanner)


def _answer(scanner: socket.socket) -> bytes:
    said = bytearray()
    while b"\0" not in said and len(said) < _MOST_ANSWER:
        piece = scanner.recv(_MOST_ANSWER)
        if not piece:
            break
        said += piece
    return bytes(said).partition(b"\0")[0].strip()
