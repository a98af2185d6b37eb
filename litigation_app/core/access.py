"""Who is asking, and may she? Deny by default; a route without a permission stops the start-up."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Flask, current_app, g, redirect, request, url_for
from werkzeug.exceptions import NotFound

from litigation_app.core.roles import (
    OPEN_TO_ALL,
    Actor,
    Decision,
    Held,
    May,
    Obligation,
    Relation,
    Role,
    decide,
    policy,
)

__all__ = [
    "OPEN_TO_ALL", "SAFE_METHODS", "Actor", "Decision", "Held", "May", "NotSignedIn", "Obligation", "Relation", "Role",
    "RouteUnguarded", "ask_again", "decide", "me", "needs", "or_not_found", "permission_of", "policy",
    "require_declared_permissions", "somebody",
]  # fmt: skip

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})  # nothing changes by them (RFC 9110, 9.2.1)
STEP_UP_HOOK = "step_up"
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


def needs(permission: May, *, fresh: bool = False) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Guard a view. Without a sign-in: to the sign-in page. Without the permission: the answer of a page that does not exist.

    `fresh`, or a permission that the policy says it of: only shortly after she has shown her second factor.
    """

    def guard(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if permission in {May.PUBLIC, May.MACHINE}:
                return view(*args, **kwargs)
            actor = somebody()
            if actor is None:
                return _to_sign_in()  # type: ignore[return-value]
            if not actor.may(permission):
                raise NotFound
            asked = ask_again() if fresh or permission in policy().fresh else None
            return view(*args, **kwargs) if asked is None else asked  # type: ignore[return-value]

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return guard


def ask_again() -> object | None:
    """None where she has shown her second factor within the last minutes; else the answer that asks her for it.

    A view whose need depends on the thing returns this answer unless it is None, after it has found the thing.
    """
    hook: Callable[[], object | None] = current_app.extensions[STEP_UP_HOOK]
    return hook()


def _to_sign_in() -> object:
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("sessions.sign_in", next=back))


def or_not_found(found: R | None) -> R:
    """What was found; raises NotFound where nothing was: what one may not see is not there."""
    if found is None:
        raise NotFound
    return found


def permission_of(app: Flask, endpoint: str) -> May | None:
    """The permission that a route's view declares, or None."""
    permission: May | None = getattr(app.view_functions[endpoint], "permission", None)
    return permission


def require_declared_permissions(app: Flask) -> None:
    """Raise RouteUnguarded, naming them, if any route declares no permission."""
    bare = sorted({rule.endpoint for rule in app.url_map.iter_rules() if permission_of(app, rule.endpoint) is None})
    if bare:
        raise RouteUnguarded("no permission is declared for: " + ", ".join(bare))
