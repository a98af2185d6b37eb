"""How does every answer leave the desk? Headers, errors, the language switch, health, and files of the look."""

import gzip
import hashlib
import logging
import mimetypes
import secrets
import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urlsplit

from flask import Flask, Response, current_app, g, make_response, redirect, render_template, request
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm.exc import ObjectDeletedError, StaleDataError
from werkzeug.exceptions import BadRequest, Conflict, HTTPException, InternalServerError, NotFound, ServiceUnavailable
from werkzeug.wrappers import Response as BaseResponse

from litigation_app.core import assets, icons, language, reconnecting
from litigation_app.core.access import SAFE_METHODS, May, needs, somebody
from litigation_app.core.csrf import SENT_AGAIN, FormStale, fields_to_send_again, is_too_late_for_files, typed_texts
from litigation_app.core.db import AlreadySent, db
from litigation_app.core.language import _
from litigation_app.core.locked import DeskLocked
from litigation_app.core.reconnecting import DatabaseAway

log = logging.getLogger("litigation")

_DEADLOCK = (
    "40P01"  # PostgreSQL ended one of two transactions that waited for each other: as if the other had come first
)
_AGAIN = "desk.again"  # in the environment of a request that is answered anew
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
}
NO_STORE = "no-store"
YEAR_SECONDS = 31_536_000
HOUR_SECONDS = 3600
REFUSAL_HOOK = "note_refusal"
_OWN_FILES = Path(__file__).with_name("static")
_PLAIN_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._- ")
_UNTITLED = "paper"


def install(app: Flask) -> None:
    """Give `app` its headers, error pages, static files, language switch and health pages."""
    app.before_request(_number_the_request)
    app.before_request(_refuse_zero_bytes)
    install_look(app)
    app.register_error_handler(HTTPException, _show_error)
    for lost in (StaleDataError, ObjectDeletedError, IntegrityError):
        app.register_error_handler(lost, _show_lost_race)
    app.register_error_handler(Exception, _show_failure)
    app.add_url_rule("/language", "language", set_language, methods=["POST"])
    app.add_url_rule("/readyz", "readyz", readyz)


def install_look(app: Flask) -> None:
    """What needs neither keys nor tables: headers, files of the look, a sign of life."""
    app.after_request(_headers)
    app.add_url_rule("/static/<path:name>", "static", static)
    app.add_url_rule("/healthz", "healthz", healthz)
    app.jinja_env.globals["icon"] = icons.icon


def _number_the_request() -> None:
    g.request_id = secrets.token_hex(6)


def _refuse_zero_bytes() -> None:
    """No browser sends one in an address, and PostgreSQL takes none in a text."""
    if b"%00" in request.query_string:
        raise BadRequest


def _headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", NO_STORE)
    return response


def _show_error(error: HTTPException) -> BaseResponse:
    """One page for every refusal. A hidden thing and a missing one give the same page and the same log entry."""
    db.session.rollback()
    if isinstance(error, NotFound) and request.url_rule is not None and somebody() is not None:
        refuse: Callable[[], HTTPException] | None = current_app.extensions.get(REFUSAL_HOOK)
        error = refuse() if refuse is not None else error
    if error.code is None or error.code < 400:
        return error.get_response()
    page = render_template(
        "core/locked.html" if isinstance(error, DeskLocked) else "core/error.html",
        code=error.code,
        stale=isinstance(error, FormStale),
        again=fields_to_send_again() if isinstance(error, FormStale) else None,
        sent_again=SENT_AGAIN,
        late=is_too_late_for_files(error),
        sent=isinstance(error, AlreadySent),
        sentence=_sentence(error),
        typed=[] if isinstance(error, AlreadySent) else typed_texts(),  # else nothing of it was saved
        request_id=_request_id(),
    )
    answer = make_response(page, error.code)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            answer.headers[name] = value
    return answer


def _sentence(error: HTTPException) -> str | None:
    """What we say ourselves of why nothing works just now, such as a full disk, or a browser that keeps no cookie without TLS."""
    origin = current_app.extensions["config"].origin
    if isinstance(error, FormStale) and not request.cookies:
        return _(
            "This browser sent no cookie. Open the desk at %(origin)s: elsewhere, without TLS, nobody can sign in.",
            origin=origin,
        )
    is_ours = isinstance(error, ServiceUnavailable) and error.description != ServiceUnavailable.description
    return str(error.description) if is_ours else None


def _show_failure(error: Exception) -> BaseResponse:
    """Log where it failed, never with what values; the page says only how to ask about it."""
    if getattr(getattr(error, "orig", None), "sqlstate", "") == _DEADLOCK:
        return _show_lost_race(error)
    is_away = reconnecting.is_away(error)
    if is_away:
        log.warning("request %s found no database", _request_id())
    else:
        _log(error, logging.ERROR)
    if is_away and request.method in SAFE_METHODS and _AGAIN not in request.environ:
        return _once_more()
    shown = DatabaseAway() if is_away else InternalServerError()
    try:
        return _show_error(shown)
    except SQLAlchemyError:  # the database itself fails: then without her name and her doors, which are read from it
        g.actor = None
        return _show_error(shown)


def _once_more() -> BaseResponse:
    """A page that only looks, from its beginning: the connection that it stood on is gone, and another waits for the database."""
    db.session.remove()
    environ = request.environ | {_AGAIN: True}
    with current_app.app_context(), current_app.request_context(environ):
        return current_app.full_dispatch_request()


def _show_lost_race(error: Exception) -> BaseResponse:
    """Somebody else saved first, or took out what was read: nothing is kept, and the page says so."""
    _log(error, logging.WARNING)
    return _show_error(Conflict())


def _log(error: Exception, level: int) -> None:
    frames = "".join(traceback.format_tb(error.__traceback__))
    log.log(level, "request %s failed: %s\n%s", _request_id(), type(error).__name__, frames)


def _request_id() -> str:
    return str(getattr(g, "request_id", "-"))


@needs(May.PUBLIC)
def static(name: str) -> BaseResponse:
    """A file of the look: packed once per process, kept by the browser for an hour and then asked for by its tag."""
    packed = _packed(name)
    if packed is None:
        raise NotFound
    tag = hashlib.sha256(packed).hexdigest()[:20]
    mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if request.if_none_match.contains(tag):
        answer = Response(status=304)
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        answer = Response(packed, mimetype=mimetype, headers={"Content-Encoding": "gzip"})
    else:
        answer = Response(gzip.decompress(packed), mimetype=mimetype)
    answer.set_etag(tag)
    answer.headers["Cache-Control"] = f"public, max-age={HOUR_SECONDS}"
    answer.headers["Vary"] = "Accept-Encoding"
    return answer


@cache
def _packed(name: str) -> bytes | None:
    if name == "icons.svg":
        return gzip.compress(icons.sprite(), mtime=0)
    if name.startswith("bootstrap/"):
        try:
            return assets.compressed(assets.bootstrap_file(name.removeprefix("bootstrap/")))
        except FileNotFoundError:
            return None
    own = {file.name: file for file in _OWN_FILES.iterdir()}
    return assets.compressed(own[name]) if name in own else None


@needs(May.PUBLIC)
def set_language() -> BaseResponse:
    """Remember in which language and script this browser reads."""
    answer = redirect(local_path(request.form.get("next", "")), code=303)
    wish = request.form.get("language", "")
    if wish in language.LANGUAGES:
        answer.set_cookie(language.COOKIE, wish, max_age=YEAR_SECONDS, secure=True, httponly=True, samesite="Lax")
    return answer


@needs(May.PUBLIC)
def healthz() -> BaseResponse:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain")


@needs(May.PUBLIC)
def readyz() -> BaseResponse:
    """The process can serve: its database answers."""
    try:
        db.session.execute(text("select 1"))
    except SQLAlchemyError:
        db.session.rollback()
        return Response("database\n", status=503, mimetype="text/plain")
    return Response("ready\n", mimetype="text/plain")


def local_path(wish: str) -> str:
    """`wish` if it is a path of this very site, else "/" (no other host, scheme, back-slash or control character)."""
    if not wish.startswith("/") or wish.startswith(("//", "/\\")) or "\\" in wish or not wish.isprintable():
        return "/"
    parts = urlsplit(wish)
    return wish if not parts.scheme and not parts.netloc else "/"


def disposition(name: str) -> str:
    """The header under which a browser saves a file, never shows it (RFC 6266, RFC 8187); in ASCII, whatever the name."""
    end = PurePosixPath(name).suffix.removeprefix(".").lower()
    is_plain = set(name) <= _PLAIN_LETTERS and bool(name)
    simple = name if is_plain else _UNTITLED + (f".{end}" if end.isascii() and end.isalnum() else "")
    return f"attachment; filename=\"{simple}\"; filename*=UTF-8''{quote(name, safe='')}"
