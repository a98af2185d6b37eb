"""What becomes of people's work while PostgreSQL is restarted? Whoever begins waits for it some seconds; what had begun is told apart."""

import time
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import ServiceUnavailable

from litigation_app.core.language import _l

PATIENCE_SECONDS = 10.0
_AGAIN_SECONDS = 0.1
_AWAY = ("08", "57P")  # classes of SQLSTATE: the connection; the server shuts down or is not up yet


class DatabaseAway(ServiceUnavailable):
    """The database did not answer, and nothing of this request is in it."""

    description = _l("The database of the desk did not answer.")


def is_away(error: BaseException) -> bool:
    """Whether this is no fault of a statement: the database was not there, or went away."""
    if not isinstance(error, DBAPIError) or not hasattr(error.orig, "sqlstate"):  # SQLite's have none
        return False
    state = getattr(error.orig, "sqlstate", None)
    lost = state is None and type(error.orig).__name__ == "OperationalError"
    return error.connection_invalidated or lost or str(state).startswith(_AWAY)


def install(engine: Engine) -> None:
    """Have new connections of this PostgreSQL wait while it is restarted."""
    event.listen(engine, "do_connect", _Patience())


class _Patience:
    """Asks again until the database has been away for too long; from then on everybody is told at once."""

    def __init__(self) -> None:
        self._since: float | None = None

    def __call__(self, dialect: Any, _record: object, args: Any, named: Any) -> Any:
        while True:
            try:
                made = dialect.connect(*args, **named)
            except dialect.loaded_dbapi.OperationalError:
                self._since = self._since or time.monotonic()
                if time.monotonic() - self._since > PATIENCE_SECONDS:
                    raise
                time.sleep(_AGAIN_SECONDS)
            else:
                self._since = None
                return made
