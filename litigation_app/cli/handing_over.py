"""How does one server take over from another so that nobody meets an error? The door is kept open, and who is inside finishes."""

import os
import signal
import socket
import time
from collections.abc import Callable, MutableMapping
from typing import Any, NoReturn

from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer

LONGEST_SECONDS = 20.0  # systemd kills after TimeoutStopSec, which is longer
_FIRST = 3  # the number of the first descriptor that systemd hands over
_LOOKS_SECONDS = 0.05
_LAST_WORDS_SECONDS = 0.5


def handed() -> list[socket.socket]:
    """The sockets that systemd opened for this process (sd_listen_fds(3)): whoever comes while it is restarted waits in them."""
    if os.environ.get("LISTEN_PID") != str(os.getpid()):
        return []
    found = [socket.socket(fileno=_FIRST + number) for number in range(int(os.environ.get("LISTEN_FDS", "0")))]
    for one in found:
        one.set_inheritable(False)
    return found


def become(command: list[str], door: socket.socket) -> NoReturn:
    """This process goes on as that command, to which it hands the door over."""
    os.dup2(door.fileno(), _FIRST)
    os.set_inheritable(_FIRST, True)
    os.execve(command[0], command, os.environ | {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "1"})  # noqa: S606


def answer_while(server: Any, is_waiting: Callable[[], bool]) -> None:
    """Answer as long as something is waited for; who comes after that waits at the door for the next server."""
    there = _map_of(server)
    while is_waiting():
        wasyncore.loop(timeout=_LOOKS_SECONDS, use_poll=True, map=there, count=1)
    _close_doors(there)
    until = time.monotonic() + _LAST_WORDS_SECONDS
    while there and time.monotonic() < until:
        wasyncore.loop(timeout=_LOOKS_SECONDS, use_poll=True, map=there, count=1)
    server.task_dispatcher.shutdown()


def run(server: Any) -> None:
    """Serve until SIGTERM; then take nobody new, and give whoever is being answered some seconds. Ctrl-C ends it at once."""
    there, told = (
        _map_of(server),
        list[int](),
    )  # an Event has a lock, which a second signal within the first would wait for
    signal.signal(signal.SIGTERM, lambda number, _frame: told.append(number))
    try:
        while not told:
            wasyncore.loop(timeout=1, use_poll=True, map=there, count=1)
        _finish(there)
    except KeyboardInterrupt:
        pass
    server.task_dispatcher.shutdown()


def _map_of(server: Any) -> MutableMapping[int, Any]:
    """What waitress listens to and talks with; a server at several addresses calls it otherwise."""
    found: MutableMapping[int, Any] = server.map if hasattr(server, "map") else server._map
    return found


def _finish(there: MutableMapping[int, Any]) -> None:
    _close_doors(there)
    until = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < until:
        channels: list[Any] = [one for one in there.values() if isinstance(one, HTTPChannel)]
        if not channels:
            return
        for one in channels:
            one.will_close = one.will_close or one.is_idle
        wasyncore.loop(timeout=_LOOKS_SECONDS, use_poll=True, map=there, count=1)


def _close_doors(there: MutableMapping[int, Any]) -> None:
    for door in [one for one in there.values() if isinstance(one, BaseWSGIServer)]:
        wasyncore.dispatcher.close(door)
