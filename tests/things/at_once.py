"""Several acts at the same moment."""

from collections.abc import Callable
from threading import Barrier, Event, Thread
from typing import Any

from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from litigation_app.core.db import committing, db
from litigation_app.core.rls import rowguard

Act = Callable[[], Any]


def at_once(*acts: Act) -> list[int]:
    """Does all acts at the same moment; their status codes."""
    barrier, codes = Barrier(len(acts)), []

    def act(one: Act) -> None:
        barrier.wait()
        codes.append(one().status_code)

    threads = [Thread(target=act, args=(one,)) for one in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(codes)


def overlapping(app: Flask, first: Act, second: Act) -> list[SQLAlchemyError]:
    """Both acts, the second while the first has written and is not over: until the second waits, or is done; what went wrong.

    On PostgreSQL: SQLite lets one write after the other.
    """
    written, over = Event(), Event()
    wrong: list[SQLAlchemyError] = []

    def run(act: Act) -> None:
        try:
            with rowguard.system("maintenance"), app.app_context(), committing():
                if act is second:
                    written.wait()
                act()
                if act is first:
                    written.set()
                    while not somebody_waits() and not over.wait(0.02):
                        pass
        except SQLAlchemyError as fault:
            wrong.append(fault)
        finally:
            written.set()
            if act is second:
                over.set()

    threads = [Thread(target=run, args=(one,)) for one in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def somebody_waits() -> bool:
    """Whether another transaction waits for a lock that is held: here, for that of the one who asks."""
    return bool(db.session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")))
