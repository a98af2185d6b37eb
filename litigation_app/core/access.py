"""Who is asking, and may she? Deny by default; a route without a permission stops the start-up."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Flask, g, redirect, request, url_for
from werkzeug.exceptions import NotFound

from litigation_app.core.roles import OPEN_TO_ALL, Actor, Held, May, Role, policy

__all__ = [
    "OPEN_TO_ALL",
    "Actor",
    "Held",
    "May",
    "NotSignedIn",
    "Role",
    "RouteUnguarded",
    "me",
    "needs",
    "permission_of",
    "policy",
    "require_declared_permissions",
    "somebody",
]

P = ParamSpec("P")
R = TypeVar("R")


class RouteUnguarded(Exception):
    """A route declares no permission; the desk does not start."""


class NotSignedIn(Exception):
    """me() was asked for where nobody is signed in."""


def me() -> Actor:
    """The signed-in person; raises NotSignedIn."""
    actor = somebody()
    if actor is None:
        raise NotSignedIn
    return actor


def somebody() -> Actor | None:
    """The signed-in person, or None."""
    actor: Actor | None = getattr(g, "actor", None)
    return actor


def needs(permission: May) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Guard a view. Without a sign-in: to the sign-in page. Without the permission: the answer of a page that does not exist."""

    def guard(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if permission is May.PUBLIC:
                return view(*args, **kwargs)
            actor = somebody()
            if actor is None:
                return _to_sign_in()  # type: ignore[return-value]
            if not actor.may(permission):
                raise NotFound
            return view(*args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return guard


def _to_sign_in() -> object:
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("sessions.sign_in", next=back))


def permission_of(app: Flask, endpoint: str) -> May | None:
    """The permission that a route's view declares, or None."""
    permission: May | None = getattr(app.view_functions[endpoint], "permission", None)
    return permission


def require_declared_permissions(app: Flask) -> None:
    """Raise RouteUnguarded, naming them, if any route declares no permission."""
    bare = sorted({rule.endpoint for rule in app.url_map.iter_rules() if permission_of(app, rule.endpoint) is None})
    if bare:
        raise RouteUnguarded("no permission is declared for: " + ", ".join(bare))
