"""Who is signed in to this request? The one file that knows Flask-Login: it asks for the person, our sessions answer."""

from datetime import timedelta

from flask import Flask, Request, current_app, g
from flask_login import LoginManager, UserMixin, current_user

from litigation_app.accounts import queries, rules, traces
from litigation_app.core import clock
from litigation_app.core.access import Actor

COOKIE = "__Host-desk"


class SignedIn(UserMixin):  # type: ignore[misc]  # flask_login has no types
    """Flask-Login's view of the person."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    def get_id(self) -> str:
        return str(self.actor.id)


def install(app: Flask) -> None:
    """Find the person of every request from the server-side session behind her cookie."""
    manager = LoginManager(app)
    manager.session_protection = None  # it would use Flask's client-side session, which cannot be revoked
    manager.request_loader(_load)
    app.before_request(_know_the_person)


def _load(request: Request) -> SignedIn | None:
    token = request.cookies.get(COOKIE)
    found = queries.sign_in_of(token) if token else None
    if token is None or found is None or found.actor.session_id is None:
        return None
    config = current_app.extensions["config"]
    idle, absolute = timedelta(minutes=config.idle_minutes), timedelta(hours=config.absolute_hours)
    if rules.is_over(found.created_at, found.last_seen_at, clock.now(), idle=idle, absolute=absolute):
        return None
    traces.touch_session(found.actor.session_id, found.last_seen_at)
    g.session_token = token
    return SignedIn(found.actor)


def _know_the_person() -> None:
    user = current_user._get_current_object()
    g.actor = user.actor if isinstance(user, SignedIn) else None
