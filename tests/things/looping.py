"""A server of waitress at work in this process: it has left its sockets before anybody closes them."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from waitress import wasyncore

OWN = 2  # the door and the trigger; what else is there talks with somebody
LAST_SECONDS = 5.0  # for whoever is still being answered
LONGEST_WAIT = 120.0


@contextmanager
def looping(server: Any) -> Iterator[None]:
    """Whoever closed its sockets from another thread, or had it close them on a pull of its trigger, would now and then write into
    a descriptor that is somebody else's by then. No thread of its own is at work any more when this ends: the next test has the
    same application, and perhaps a desk at the same place.
    """
    told, sockets = Event(), server._map

    def loop() -> None:
        while not told.is_set():
            wasyncore.loop(timeout=1, use_poll=True, map=sockets, count=1)
        until = time.monotonic() + LAST_SECONDS
        while len(sockets) > OWN and time.monotonic() < until:
            wasyncore.loop(timeout=0.02, use_poll=True, map=sockets, count=1)
        server.task_dispatcher.set_thread_count(0)
        for talk in list(server.active_channels.values()):
            talk.handle_close()
        while server.task_dispatcher.threads:
            wasyncore.loop(timeout=0.02, use_poll=True, map=sockets, count=1)

    running = Thread(target=loop, daemon=True)
    running.start()
    yield
    told.set()
    server.trigger.pull_trigger()
    running.join(LONGEST_WAIT)
    assert not running.is_alive()
    wasyncore.close_all(sockets, ignore_all=True)
