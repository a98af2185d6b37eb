"""Several acts at the same moment."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any


def at_once(*acts: Callable[[], Any]) -> list[int]:
    """Does all acts at the same moment; their status codes."""
    barrier, codes = Barrier(len(acts)), []

    def act(one: Callable[[], Any]) -> None:
        barrier.wait()
        codes.append(one().status_code)

    threads = [Thread(target=act, args=(one,)) for one in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(codes)
