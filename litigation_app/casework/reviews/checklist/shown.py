"""How is the checklist said: each point, how it stands, why, and where it is mended?"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from litigation_app.casework.authority.rules import Lack
from litigation_app.casework.authority.shown import LACKS
from litigation_app.casework.claims import shown as claims
from litigation_app.casework.claims.queries import Found
from litigation_app.casework.claims.rules import ClaimView, blockers_of_change
from litigation_app.casework.limitation import shown as limitation
from litigation_app.casework.limitation.shown import Bar
from litigation_app.casework.proceedings import pinned
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.board import Track
from litigation_app.casework.proceedings.rules import CLAIM, CRIMINAL
from litigation_app.casework.reviews.checklist import queries, rules
from litigation_app.casework.reviews.checklist.rules import Point, State
from litigation_app.core.access import May
from litigation_app.core.clock import today
from litigation_app.core.language import _, _l, current

POINTS = {
    **claims.CHECKS,
    "limitation": _l("Not time-barred"),
    "court": _l("Before the court that decides on it"),
    "heads": _l("Every kind of damage that the facts suggest"),
    "papers": _l("Papers about her in the file"),
    "authority": _l("A power of attorney that holds today"),
    "conflict": _l("No conflict of interest of who signed for her"),
    "instruction": _l("Her informed instruction"),
    "aid": _l("Free legal aid of the State"),
    "risk": _l("What filing puts at risk"),
}
STATES = {
    State.DONE: _l("done"),
    State.WARNS: _l("look at it"),
    State.BLOCKS: _l("stands in the way"),
    State.UNKNOWN: _l("not known"),
}
SIGNS = {
    State.DONE: "check-circle-fill",
    State.WARNS: "exclamation-triangle-fill",
    State.BLOCKS: "exclamation-octagon-fill",
    State.UNKNOWN: "question-circle",
}
WHY = {
    "court:no_court": _l("The case has no criminal proceedings in which it could be decided."),
    "papers:no_paper": _l("No paper of the file is marked as being about her."),
    "conflict:unchecked": _l(
        "A power of attorney was signed for her, and nobody has ruled out a conflict of interest."
    ),
    "instruction:nothing": _l("Nothing is recorded of her consent or of who decides for her."),
    "instruction:sealed": _l("It is recorded, and read only in her opened record."),
    "aid:nothing": _l("Nobody has recorded whether it was asked for."),
    "aid:refused": _l("It was refused: say who bears the costs if the claim is lost."),
    "aid:ended": _l("It has ended: say who bears the costs if the claim is lost."),
    "risk:danger": _l("A danger or a rule of contact is on record: read it before her name reaches the other side."),
}


@dataclass(frozen=True)
class Line:
    """A point in words; `link` "": nowhere else. `is_own`: of the claim itself, as the queue counts it."""

    text: str
    state: State
    says: str
    sign: str
    why: str
    link: str
    is_own: bool


def lines(found: Found, view: ClaimView, permits: frozenset[May]) -> list[Line]:
    """The checklist of a claim that was found by `claims.queries.get`, for somebody who may do this with it."""
    tracks = proceedings.tracks(found.case)
    bar = _bar(found, tracks)
    known = queries.known(found, view, tracks, is_barred=bar.may_be_over if bar else None)
    may_change = May.DRAFT_CLAIM in permits and not blockers_of_change(view)
    links = _links(found) | (_links_of_rows(found) if may_change else {})
    return [_line(one, view, bar, links) for one in rules.points(view, known)]


def _line(one: Point, view: ClaimView, bar: Bar | None, links: dict[str, str]) -> Line:
    link = "" if one.state is State.DONE else links.get(one.code, "")
    said = (str(POINTS[one.code]), one.state, str(STATES[one.state]), SIGNS[one.state], _why(one, view, bar), link)
    return Line(*said, is_own=one.code in claims.CHECKS)


def _why(one: Point, view: ClaimView, bar: Bar | None) -> str:
    if one.code == "limitation" and bar is not None and view.filed_on is None:
        return "; ".join(_("%(what)s: %(day)s", what=what, day=day) for what, day in bar.days)
    if one.code == "authority" and one.why:
        return str(LACKS[Lack(one.why)]).capitalize() + "."
    if one.heads:
        names = ", ".join(claims.head(view.country, head) for head in one.heads)
        return _("The facts on record suggest: %(heads)s.", heads=names)
    return str(WHY.get(f"{one.code}:{one.why}", ""))


def _bar(found: Found, tracks: Sequence[Track]) -> Bar | None:
    """The limitation of the claim by the case's criminal proceedings or the claim heard with them; None: cannot be told."""
    track = next((one for one in tracks if one.graph.family in {CRIMINAL, CLAIM}), None)
    if track is None:
        return None
    teller = limitation.Teller(
        pinned.law_of(found.case.country, track.law_version).before(found.case.forum), current(), today()
    )
    _charged, bar = limitation.of_track(found.case, track, tracks, teller)
    return bar


def _links(found: Found) -> dict[str, str]:
    """Where each point is mended that the case or the client tells."""
    case = url_for("casefile.show", case_id=found.case.id)
    records = url_for("records.index", case_id=found.case.id)
    powers = url_for("authority.index", case_id=found.case.id)
    her = url_for("victims.door", victim_id=found.claim.victim_id)
    return {
        "limitation": records,
        "court": case,
        "papers": f"{case}#file",
        "authority": powers,
        "conflict": powers,
        "instruction": her,
        "aid": records,
        "risk": her,
    }


def _links_of_rows(found: Found) -> dict[str, str]:
    """Where the rows of the claim are mended."""
    return dict.fromkeys((*claims.CHECKS, "heads"), url_for("claims.edit", claim_id=found.claim.id))
