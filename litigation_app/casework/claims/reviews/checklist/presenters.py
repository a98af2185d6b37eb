"""How is the checklist said: each point, how it stands, why, and where it is mended?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from litigation_app.casework.claims import presenters as claims
from litigation_app.casework.claims.queries import Found
from litigation_app.casework.claims.reviews.checklist import queries, rules
from litigation_app.casework.claims.reviews.checklist.rules import Point, State
from litigation_app.casework.claims.routes import presenters as routes
from litigation_app.casework.claims.routes.sentences import why
from litigation_app.casework.claims.routes.status import Look
from litigation_app.casework.claims.rules import ClaimView, blockers_of_change
from litigation_app.casework.proceedings.lanes import Track
from litigation_app.casework.proceedings.law_versions import queries as law_versions
from litigation_app.casework.proceedings.limitation import presenters as limitation
from litigation_app.casework.proceedings.limitation.presenters import Bar
from litigation_app.casework.proceedings.powers_of_attorney.presenters import LACKS
from litigation_app.casework.proceedings.powers_of_attorney.rules import Lack
from litigation_app.casework.proceedings.rules import CLAIM, CRIMINAL
from litigation_app.casework.proceedings.upcoming.presenters import Next
from litigation_app.core.access import May, me
from litigation_app.core.clock import today
from litigation_app.core.language import _, _l, current

POINTS = {
    **claims.CHECKS,
    "evidence": _l("Evidence for each head of damage"),
    "debtors": _l("Respondents"),
    "interest": _l("From when interest is asked"),
    "limitation": _l("Not time-barred"),
    "way": _l("The route to compensation is still open in this case"),
    "heads": _l("Every head of damage that the facts suggest"),
    "papers": _l("Documents about her in the file"),
    "authority": _l("A power of attorney valid today"),
    "conflict": _l("No conflict of interest of who signed for her"),
    "opponent": _l("Conflict of interest with another case"),
    "instruction": _l("Informed instructions"),
    "aid": _l("Free legal aid of the State"),
    "risk": _l("Risks of filing"),
}
STATES = {
    State.DONE: _l("done"),
    State.WARNS: _l("to be checked"),
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
    "debtors:nobody": _l("No accused is entered in the case of whom it could be asked."),
    "debtors:not_said": _l("Nobody has said which of the accused are asked."),
    "interest:not_said": _l("The court awards no more interest than is asked."),
    "papers:no_paper": _l("No document of the file is marked as being about her."),
    "conflict:unchecked": _l(
        "A power of attorney was signed for her, and nobody has ruled out a conflict of interest."
    ),
    "opponent:open": _l(
        "A client and an accused of our cases have the very same name, and no coordinator has answered it."
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
    """A point in words; `link` "": nowhere else."""

    text: str
    state: State
    says: str
    sign: str
    why: str
    link: str


@dataclass(frozen=True)
class Looked:
    """The checklist of a claim. `bar` None: its limitation cannot be told; `look` None: the claim is out. `tracks`: of its case."""

    points: tuple[Point, ...]
    bar: Bar | None
    look: Look | None
    tracks: list[Track]

    @property
    def closed(self) -> Next | None:
        """Since when its way is closed and why; None: it is not."""
        return routes.closed(self.look)

    @property
    def done(self) -> int:
        return sum(one.state is State.DONE for one in self.points)

    @property
    def is_ready(self) -> bool:
        """Whether nothing of it is to be looked at; what nobody can tell is no defect."""
        return not any(one.state in {State.BLOCKS, State.WARNS} for one in self.points)

    @property
    def undone(self) -> list[str]:
        """What is not done, in words: what stands in the way first, what nobody can tell last."""
        order = (State.BLOCKS, State.WARNS, State.UNKNOWN)
        return [str(POINTS[one.code]) for state in order for one in self.points if one.state is state]


def look(found: Sequence[Found], views: Mapping[UUID, ClaimView]) -> dict[UUID, Looked]:
    """The checklists of these claims, by claim: as many reads for many as for one."""
    read = queries.read(me(), found)
    return {one.claim.id: _look(one, views[one.claim.id], read[one.claim.id]) for one in found}


def weak(found: Found, view: ClaimView) -> dict[str, str]:
    """What is open of that on which a claim rests, by point in words: whoever approves it all the same says why."""
    points = look([found], {found.claim.id: view})[found.claim.id].points
    return {code: str(POINTS[code]) for code in rules.weak(points, (one.head for one in view.parts))}


def _look(found: Found, view: ClaimView, read: queries.Read) -> Looked:
    bar = _bar(found, read)
    known = queries.known(found, view, read, is_barred=bar.may_be_over if bar and not bar.perhaps else None)
    return Looked(rules.points(view, known), bar, read.look, read.tracks)


def lines(found: Found, view: ClaimView, permits: frozenset[May], looked: Looked) -> list[Line]:
    """The checklist of a claim that was found by `claims.queries.get`, for somebody who may do this with it."""
    may_draft = May.DRAFT_CLAIM in permits
    links = _links(found) | (_links_of_rows(found) if may_draft and not blockers_of_change(view) else {})
    if may_draft:
        links["evidence"] = url_for("claims.show", claim_id=found.claim.id, _anchor="heads")
    return [_line(one, view, looked, links) for one in looked.points]


def _line(one: Point, view: ClaimView, looked: Looked, links: dict[str, str]) -> Line:
    link = "" if one.state is State.DONE else links.get(one.code, "")
    return Line(
        str(POINTS[one.code]), one.state, str(STATES[one.state]), SIGNS[one.state], _why(one, view, looked), link
    )


def _why(one: Point, view: ClaimView, looked: Looked) -> str:
    bar = looked.bar
    if one.code == "way" and looked.look is not None and one.state is not State.DONE:
        since = looked.closed.day.rstrip(".") + ". " if looked.closed else ""
        return since + why(looked.look)
    if one.code == "limitation" and bar is not None and view.filed_on is None:
        days = "; ".join(_("%(what)s: %(day)s", what=what, day=day) for what, day in bar.days)
        return _("It depends on when she knew. %(days)s", days=days) if bar.perhaps else days
    if one.code == "authority" and one.why:
        return str(LACKS[Lack(one.why)]).capitalize() + "."
    if one.heads:
        names = ", ".join(claims.head(view.country, head) for head in one.heads)
        if one.code == "evidence":
            return _("No evidence yet: %(heads)s.", heads=names)
        return _("The facts on record suggest: %(heads)s.", heads=names)
    return str(WHY.get(f"{one.code}:{one.why}", ""))


def _bar(found: Found, read: queries.Read) -> Bar | None:
    """The limitation of the claim by the first of the case's criminal proceedings, or the claim heard with them, that tells it;
    None: none does.
    """
    for track in (one for one in read.tracks if one.graph.family in {CRIMINAL, CLAIM}):
        law = law_versions.law_of(found.case.country, track.law_version).before(found.case.forum)
        bar = limitation.of_claim(read.told, track, read.tracks, limitation.Teller(law, current(), today()))
        if bar is not None:
            return bar
    return None


def _links(found: Found) -> dict[str, str]:
    """Where each point is mended that the case or the client tells."""
    case = url_for("casefile.show", case_id=found.case.id)
    records = url_for("records.index", case_id=found.case.id)
    powers = url_for("authority.index", case_id=found.case.id)
    her = url_for("victims.door", victim_id=found.claim.victim_id)
    return {
        "limitation": records,
        "way": url_for("routes.show", victim_id=found.claim.victim_id),
        "papers": f"{case}#file",
        "authority": powers,
        "conflict": powers,
        "opponent": url_for("search.shared", case=found.case.id),
        "instruction": her,
        "aid": records,
        "risk": her,
    }


def _links_of_rows(found: Found) -> dict[str, str]:
    """Where the claim itself is mended."""
    return dict.fromkeys(
        (*claims.CHECKS, "heads", "debtors", "interest"), url_for("claims.edit", claim_id=found.claim.id)
    )
