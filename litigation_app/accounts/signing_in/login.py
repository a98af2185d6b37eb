"""Who is signed in to this request? The one file that knows Flask-Login: it asks for the person, our sessions answer."""

import ipaddress
from datetime import datetime, timedelta
from typing import NamedTuple

from flask import Flask, Response, current_app, g, request
from flask_login import LoginManager, UserMixin, current_user
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as BaseResponse

from litigation_app import vault
from litigation_app.accounts import queries, rules, traces
from litigation_app.accounts.signing_in.browsers import rules as known_browsers
from litigation_app.accounts.signing_in.factors.rules import is_fresh
from litigation_app.accounts.signing_in.sessions.actions import Entered
from litigation_app.core import clock
from litigation_app.core.access import Actor
from litigation_app.core.uploads import DeskRequest

COOKIE = "__Host-desk"
KNOWN_COOKIE = "__Host-known"
_ARRIVING = timedelta(hours=3)  # a gigabyte at a megabit a second takes two and a quarter
_NOWHERE = "0.0.0.0"  # noqa: S104  # a missing address, not a binding


class SignedIn(UserMixin):  # type: ignore[misc]  # flask_login has no types
    """Flask-Login's view of the person."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    def get_id(self) -> str:
        return str(self.actor.id)


class Alert(NamedTuple):
    """What she has not read yet: so many attempts to sign in as her failed since then."""

    failures: int
    since: datetime


def install(app: Flask) -> None:
    """Find the person of every request from the server-side session behind her cookie."""
    manager = LoginManager(app, add_context_processor=False)  # an error page must not look for her once more
    manager.session_protection = None  # it would use Flask's client-side session, which cannot be revoked
    manager.request_loader(_load)
    app.before_request(_know_the_person)
    if proxies := app.extensions["config"].proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=0, x_host=0)  # type: ignore[method-assign]
    # First in the list is last to run: it must reach the answer that leaves, also one that replaces another.
    app.after_request_funcs.setdefault(None, []).insert(0, _send_renewed_cookie)


def _load(asked: DeskRequest) -> SignedIn | None:
    found = _unrevoked(asked.cookies.get(COOKIE, ""))
    if found is None or _is_over(found):
        return _load_sender(asked, found)
    if found.actor.session_id is None:
        return None
    traces.touch_session(found.actor.session_id, found.last_seen_at)
    return _signed_in(found)


def _load_sender(asked: DeskRequest, over: queries.SignIn | None) -> SignedIn | None:
    """Whose files took longer to arrive than her sign-in lived, or its cookie: they are still taken, unless somebody ended it.

    Nothing is noted of it: the sign-in has run out all the same, and its second factor is not fresh.
    """
    found = queries.sign_in_numbered(asked.begun_under) if asked.begun_under and not vault.is_locked() else None
    absolute = timedelta(hours=current_app.extensions["config"].absolute_hours)
    if found is None or clock.now() >= found.created_at + absolute + _ARRIVING:
        g.session_before = str(over.actor.session_id) if over else None
        return None
    return _signed_in(found._replace(stepped_up_at=None))


def _signed_in(found: queries.SignIn) -> SignedIn:
    g.session_token = str(found.actor.session_id)  # forms stay good when the cookie is renewed
    g.stepped_up_at = found.stepped_up_at
    g.alert = Alert(found.failed_before, found.failed_since) if found.failed_before and found.failed_since else None
    return SignedIn(found.actor)


def living(token: str) -> queries.SignIn | None:
    """The sign-in whose cookie this is, unless it has come to its end."""
    found = _unrevoked(token)
    return None if found is None or _is_over(found) else found


def _unrevoked(token: str) -> queries.SignIn | None:
    return queries.sign_in_of(token) if token and not vault.is_locked() else None


def _is_over(found: queries.SignIn) -> bool:
    config = current_app.extensions["config"]
    idle, absolute = timedelta(minutes=config.idle_minutes), timedelta(hours=config.absolute_hours)
    return rules.is_over(found.created_at, found.last_seen_at, clock.now(), idle=idle, absolute=absolute)


def _know_the_person() -> None:
    user = current_user._get_current_object()
    g.actor = user.actor if isinstance(user, SignedIn) else None


def has_stepped_up() -> bool:
    """Whether she showed her second factor within the last minutes."""
    within = timedelta(minutes=current_app.extensions["config"].step_up_minutes)
    return is_fresh(g.get("stepped_up_at"), clock.now(), within)


def renew(token: str) -> None:
    """She has just shown her second factor: this request goes on, and its answer brings her the new cookie."""
    g.renewed_token, g.stepped_up_at = token, clock.now()


def alert() -> Alert | None:
    """What this person should know about attempts before her sign-in."""
    found: Alert | None = g.get("alert")
    return found


def network() -> str:
    """The caller's network: /24 of IPv4, /56 of IPv6, so that one house shares one door.

    Behind a proxy the setting `proxies` must say so; otherwise the proxy's own address is everybody's.
    """
    try:
        address = ipaddress.ip_address(request.remote_addr or _NOWHERE)
    except ValueError:  # a proxy wrote something else
        address = ipaddress.ip_address(_NOWHERE)
    address = getattr(address, "ipv4_mapped", None) or address
    prefix = 24 if address.version == 4 else 56
    return str(ipaddress.ip_network(f"{address}/{prefix}", strict=False))


def known_tokens() -> tuple[str, ...]:
    """By which tokens this browser says that somebody has signed in here before."""
    return known_browsers.read(request.cookies.get(KNOWN_COOKIE, ""))


def set_cookies(answer: BaseResponse, entered: Entered) -> BaseResponse:
    """The cookie of a sign-in, until the browser closes; and the one by which this browser is known again."""
    _set_cookie(answer, entered.token)
    lives = int(known_browsers.LIVES.total_seconds())
    answer.set_cookie(KNOWN_COOKIE, entered.known, max_age=lives, secure=True, httponly=True, samesite="Lax", path="/")
    return answer


def _set_cookie(answer: BaseResponse, token: str) -> None:
    """For this host over TLS, not for scripts."""
    answer.set_cookie(COOKIE, token, secure=True, httponly=True, samesite="Lax", path="/")


def _send_renewed_cookie(answer: Response) -> Response:
    token = g.pop("renewed_token", None)
    if token is not None:
        _set_cookie(answer, token)
    return answer
