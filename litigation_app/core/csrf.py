"""Does an unsafe request come from a page that we gave to this very person?"""

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from itertools import accumulate

from flask import Flask, Response, current_app, g, request
from markupsafe import Markup
from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge

from litigation_app.core.access import SAFE_METHODS, May, permission_of, somebody
from litigation_app.core.db import FORM_NUMBER

FIELD = "csrf_token"
SENT_AGAIN = "sent_again"  # stands in a form that the page of an ended sign-in sends
PRE_SESSION = "__Host-before"
NOT_TYPED = frozenset({FIELD, FORM_NUMBER, "password", "password_again", "current", "secret", "sheets"})
NOT_SHOWN = NOT_TYPED | {"code", "draft", "passkey_answer", "second_factor", "second_answer"}
SECRET = NOT_SHOWN - {FIELD, FORM_NUMBER, "draft"}
NOTHING_WRITTEN = frozenset({"/sign-out", "/lock", "/language"})
_SIGNED_IN = "signed-in\0"
MOST_SHOWN_BYTES = 200_000  # of typed text, to a browser that is not signed in
WORTH_KEEPING = 12  # letters; what is shorter is typed again in a moment
_NUMBER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").fullmatch  # of an office, say, which was chosen
_KEY = "csrf_key"
_HIDDEN = Markup('<input type="hidden" name="%s" value="%s">')


class FormStale(BadRequest):
    """The form's token is missing or belongs to another sign-in."""


def install(app: Flask, key: Callable[[], bytes]) -> None:
    """Check every unsafe request before its view, and give templates `csrf_field()`. `key` is asked at each use."""
    app.extensions[_KEY] = key
    app.before_request(check)
    app.after_request(_keep_pre_session)
    app.jinja_env.globals |= {"csrf_field": field, "csrf_token": token}


def token() -> str:
    """The token of this sign-in: an HMAC of the session's secret, constant while it lasts."""
    return _token_of(_secret())


def _token_of(secret: str) -> str:
    key: Callable[[], bytes] = current_app.extensions[_KEY]
    mac = hmac.new(key(), secret.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(mac).decode().rstrip("=")


def field() -> Markup:
    """The hidden fields of one form: the token and, for who is signed in, a number that can be saved once.

    A stranger's forms (sign in, enrol) count nothing, and a second click there must not end in a refusal.
    """
    once = _HIDDEN % (FORM_NUMBER, secrets.token_urlsafe(12)) if getattr(g, "session_token", None) else ""
    return _HIDDEN % (FIELD, token()) + once


def check() -> None:
    """Raise FormStale unless the request is safe or carries this sign-in's token; a cross-site request is refused outright.

    A route for machines reads no cookie, so that nobody's sign-in can be used against her there.
    """
    if request.method in SAFE_METHODS or _is_for_machines():
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise FormStale
    if not _carries(token()):
        raise FormStale


def _carries(token: str) -> bool:
    return hmac.compare_digest(request.form.get(FIELD, "").encode(), token.encode())


def _is_for_machines() -> bool:
    return request.endpoint is not None and permission_of(current_app, request.endpoint) is May.MACHINE


def typed_texts() -> list[str]:
    """What a person wrote in this request's form and would lose; nothing of a form sent from another site, no password, no code."""
    was_read = "form" in vars(request)  # a form that could not be read to its end is not read again
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin" or not was_read:
        return []
    fields = request.form.items(multi=True)
    texts = [text for name, text in fields if name not in NOT_SHOWN and _is_worth_keeping(text)]
    return texts if somebody() is not None else _some(texts)


def _is_worth_keeping(text: str) -> bool:
    return len(text.strip()) >= WORTH_KEEPING and not _NUMBER(text)


def fields_to_send_again() -> list[tuple[str, str]] | None:
    """All fields of a form but passwords and codes, where the sign-in of its page ran out at this browser and may go on.

    None: the form is of no such sign-in, comes from another site, or is too large for a page.
    """
    before: str | None = g.get("session_before")
    was_read = "form" in vars(request)
    if (
        before is None
        or not was_read
        or request.path in NOTHING_WRITTEN
        or request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin"
    ):
        return None
    fields = [(name, text) for name, text in request.form.items(multi=True) if name not in SECRET | {SENT_AGAIN}]
    size = sum(len(text.encode(errors="replace")) for _name, text in fields)
    return fields if _carries(_token_of(f"{_SIGNED_IN}{before}")) and size <= MOST_SHOWN_BYTES else None


def is_too_late_for_files(error: HTTPException) -> bool:
    """Whether a form was too large only because the sign-in of its page ran out at this browser: who is signed in may send it."""
    return isinstance(error, RequestEntityTooLarge) and g.get("session_before") is not None


def _some(texts: list[str]) -> list[str]:
    """As many of them, in their order, as a page for somebody unknown may hold; her browser's "Back" has the rest."""
    sizes = accumulate(len(text.encode(errors="replace")) for text in texts)
    return [text for text, size in zip(texts, sizes, strict=True) if size <= MOST_SHOWN_BYTES]


def _secret() -> str:
    session: str | None = getattr(g, "session_token", None)
    if session:
        return f"{_SIGNED_IN}{session}"
    before: str | None = request.cookies.get(PRE_SESSION) or getattr(g, "pre_session", None)
    if before is None:
        before = g.pre_session = secrets.token_urlsafe(32)
    return f"before\0{before}"  # she could choose its value: it must never be that of a sign-in


def _keep_pre_session(response: Response) -> Response:
    made = getattr(g, "pre_session", None)
    if made is not None:
        response.set_cookie(PRE_SESSION, made, secure=True, httponly=True, samesite="Lax", path="/")
    return response
