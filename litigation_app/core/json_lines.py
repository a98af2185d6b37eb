"""How is what happens told to a program? One line of JSON each, and of a request only what stands in the list here."""

import json
import logging
import time
from datetime import UTC, datetime

from flask import Flask, Response, g, request

ALLOWED = (
    "request",
    "method",
    "page",
    "status",
    "milliseconds",
    "bytes",
)  # no address, no path, no word that was typed
log = logging.getLogger("litigation.requests")


class JsonLines(logging.Formatter):
    """A failure is told by its kind: its message could hold what somebody typed."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = {"at": at, "level": record.levelname.lower(), "from": record.name, "says": record.getMessage()}
        said |= {name: record.__dict__[name] for name in ALLOWED if name in record.__dict__}
        if record.exc_info and record.exc_info[0] is not None:
            said["failed"] = record.exc_info[0].__name__
        return json.dumps(said)


def speak() -> None:
    """From now on everything that this process tells is such a line."""
    for handler in logging.getLogger().handlers:
        handler.setFormatter(JsonLines())


def install(app: Flask) -> None:
    """Tell each request of `app`: which page by its name in the program, how it ended, how long it took."""
    app.before_request(_begin)
    app.after_request(_tell)


def _begin() -> None:
    g.begun = time.perf_counter()


def _tell(response: Response) -> Response:
    said = {
        "request": g.request_id,
        "method": request.method if request.url_rule is not None else "",
        "page": request.endpoint or "",
        "status": response.status_code,
        "milliseconds": round((time.perf_counter() - g.begun) * 1e3, 1) if "begun" in g else 0,
        "bytes": response.content_length or 0,
    }
    log.info("request", extra=said)
    return response
