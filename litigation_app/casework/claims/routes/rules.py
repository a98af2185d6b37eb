"""Is a way to compensation open to one victim today, and until when? Pure: what was recorded in, an answer out."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from litigation_app.casework.claims.routes import reasonable_time, windows
from litigation_app.casework.claims.routes.standing import Claimed, Known, Look, State, Why
from litigation_app.law.country import Route


def look(route: Route, known: Known) -> Look:
    """How this way stands for her today."""
    found = _ABSENT.get(route.status) or BY_WINDOW[route.window](route, known)
    hers = [one for one in known.claims if one.route == route.id] if route.own_claim else []
    if not hers:
        return found
    out = [one for one in hers if one.is_out and not _is_tried_anew(route, one, known)]
    if out:
        return replace(found, state=State.TAKEN, why=Why.FILED, until=None, outer=None, claim=out[-1].id)
    return replace(found, claim=hers[-1].id)


def _is_tried_anew(route: Route, claim: Claimed, known: Known) -> bool:
    """Whether the judgment fell before which it was filed: until the retrial is over it can be put anew, or raised."""
    waits = claim.waits_since
    return route.window == "trial" and waits is not None and windows.is_retried_since(waits, known)


_ABSENT = {
    "not_established": Look(State.ABSENT, Why.NO_SUCH_WAY),
    "other_rights_only": Look(State.ABSENT, Why.OTHER_RIGHTS),
    "adopted_not_applied": Look(State.NOT_YET, Why.NOT_APPLIED),
}


BY_WINDOW: Mapping[str, Callable[[Route, Known], Look]] = {
    "trial": windows.trial,
    "plea": windows.plea,
    "damage": windows.damage,
    "wages": windows.wages,
    "award": windows.award,
    "fund": windows.fund,
    "remedy": windows.remedy,
    "offered": windows.offered,
    "ended": reasonable_time.ended,
    "lasting": reasonable_time.lasting,
    "always": windows.always,
}
