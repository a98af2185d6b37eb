"""What is asked of everything else that an act reaches: each can be unticked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from litigation_app.casework.claims.appeals.rules import Fault
from litigation_app.casework.claims.corrections.rules import MAY_BE_MEANT
from litigation_app.casework.claims.effects.actions import Also, InLane, OnClaim, RefusedOnClaim
from litigation_app.casework.claims.presenters import WHY_NOT
from litigation_app.casework.claims.rules import Blocker
from litigation_app.casework.proceedings.effects.rules import Kind, Written
from litigation_app.core.clock import today
from litigation_app.core.forms import Amount, Choice, Choices, Form, TextDate, Tick
from litigation_app.core.language import _, _l, current
from litigation_app.law import codes

_MEANT = MAY_BE_MEANT | {Blocker.LONG_BEFORE}
_FIELD: dict[Blocker | Fault, str] = {
    Blocker.NOT_REVIEWED: "unreviewed",
    Blocker.AWARD_WITHOUT_AMOUNT: "amount",
    Blocker.AMOUNT_WITHOUT_AWARD: "amount",
    **dict.fromkeys(_MEANT, "meant"),
}


@dataclass(frozen=True)
class OfferedClaim:
    """A claim on which a step can be written too. `says`: by step of its lane, what it then says; `kinds`: what can be written."""

    id: UUID
    name: str
    currency: str
    says: Mapping[str, str]
    kinds: frozenset[Kind]
    is_approved: bool


@dataclass(frozen=True)
class Reach:
    """What else the steps that are offered may be written on. `of_claim`: what a judgment may say of the property claim."""

    claims: tuple[OfferedClaim, ...] = ()
    of_claim: tuple[tuple[str, str], ...] = ()
    hearings: tuple[tuple[UUID, str], ...] = ()


class ChosenOf(Choices):
    """Several of a list, as far as they are still on it: what went meanwhile is not asked about."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata([one for one in valuelist if one in {code for code, _words in self.choices}])


class AlsoForm(Form):
    """What else a step is written on: claims, what it says of the property claim, hearings that fall away."""

    def __init__(self, typed: Any, reach: Reach) -> None:
        super().__init__()
        self.reach = reach
        for name, field in self._wanted(reach):
            self._fields[name] = self.meta.bind_field(self, field, {"name": name, "prefix": ""})
        self.process(typed)
        for one in reach.claims:
            if _named("unreviewed", one.id) in self:
                why: Any = self[_named("unreviewed", one.id)]
                why.offer(codes.options("unreviewed_filing", current()), blank=_("Choose"))

    def _wanted(self, reach: Reach) -> list[tuple[str, Any]]:
        found: list[tuple[str, Any]] = []
        if reach.of_claim:
            choices = [("", _("Nothing yet")), *reach.of_claim]
            likely = reach.of_claim[0][0] if len(reach.of_claim) == 1 else ""
            label = _l("What the judgment means for the property claim")
            hint = _l(
                "Counts only for a judgment. It is recorded in the proceedings on the claim as well, with the same days."
            )
            found.append(("of_claim", Choice(label, choices=choices, default=likely, description=hint)))
        for one in reach.claims:
            found += self._of_claim(one)
        if reach.hearings:
            listed = [(str(id_), words) for id_, words in reach.hearings]
            hint = _l("Counts only if this decides or ends the proceedings.")
            label = _l("Cancel the hearings that are scheduled")
            every = [id_ for id_, _words in listed]
            found.append(("hearings", ChosenOf(label, choices=listed, default=every, description=hint)))
        return found

    def _of_claim(self, one: OfferedClaim) -> list[tuple[str, Any]]:
        label = _("Record it on the claim of %(client)s too", client=one.name)
        hint = _("Counts only for: %(what)s", what=", ".join(dict.fromkeys(one.says.values())))
        wanted: list[tuple[str, Any]] = [("claim", Tick(label, default=True, description=hint))]
        if Kind.DECISION in one.kinds:
            hint = _l("Only if something was awarded.")
            wanted.append(("amount", Amount(_("Amount awarded to %(client)s", client=one.name), description=hint)))
        if Kind.FILING in one.kinds and not one.is_approved:
            wanted.append(("unreviewed", Choice(_l("Why nobody had approved it"))))
        if one.kinds & {Kind.DECISION, Kind.FILING}:
            wanted.append(("meant", Tick(_l("It is right all the same"))))
        return [(_named(name, one.id), field) for name, field in wanted]

    @property
    def asks(self) -> bool:
        """Whether there is anything that can be unticked."""
        return bool(self._fields)

    def of(self, one: OfferedClaim) -> dict[str, Any]:
        """The fields of a claim, by what they ask; the page shows *meant* where something looked wrong."""
        names = ("claim", "amount", "unreviewed", "meant")
        found = {name: self[_named(name, one.id)] for name in names if _named(name, one.id) in self}
        if "meant" in found and not (found["meant"].errors or found["meant"].data):
            del found["meant"]
        return found

    def said(self, event: str) -> Also:
        """What was ticked beside this step; the form must have been valid. A claim that cannot take it is left as it is."""
        of_claim = (self["of_claim"].data or "") if "of_claim" in self else ""
        able = (one for one in self.reach.claims if {event, of_claim} & one.says.keys())
        claims = tuple(self._said(one) for one in able if self[_named("claim", one.id)].data)
        off = self["hearings"].data if "hearings" in self else ()
        return Also(claims, of_claim, tuple(UUID(id_) for id_ in off))

    def _said(self, one: OfferedClaim) -> OnClaim:
        def told(name: str) -> Any:
            return self[_named(name, one.id)].data if _named(name, one.id) in self else None

        return OnClaim(one.id, told("amount"), told("unreviewed") or "", is_meant=bool(told("meant")))

    def show(self, refused: RefusedOnClaim, own: Form) -> None:
        """Put each refusal beside the field that it speaks of; what the step itself asks stands in its `own` form."""
        for reason in refused.reasons:
            if reason is Blocker.NO_AUTHORITY and "unauthorised" in own:
                own.refuse("unauthorised", str(WHY_NOT[reason]))
                continue
            name = _named(_FIELD.get(reason, "claim"), refused.claim_id)
            self.refuse(name if name in self else _named("claim", refused.claim_id), why_not(reason))


def _named(name: str, claim_id: UUID) -> str:
    return f"{name}-{claim_id}"


def why_not(reason: Blocker | Fault) -> str:
    """Why it cannot be written on a claim, in words."""
    if isinstance(reason, Blocker):
        return str(WHY_NOT[reason])
    return _("This cannot be written on the claim as it stands. Untick it, and record it there.")


class LaneForm(Form):
    """Whether what is written on a claim is a step of its lane too, and when the decision was served."""

    def __init__(self, typed: Any, words: str, *, asks_service: bool = False) -> None:
        """`words`: which steps in which lane; "": the lane has none for it."""
        super().__init__()
        wanted: dict[str, Any] = {}
        if words:
            wanted["lane"] = Tick(_l("Record it in the proceedings as well"), default=True, description=words)
        if words and asks_service:
            hint = _l("If a decision was served. Our deadlines run from it; it can be entered later.")
            wanted["served_on"] = TextDate(
                _l("Day of service on the victim or her counsel"), latest=today, description=hint
            )
        for name, field in wanted.items():
            self._fields[name] = self.meta.bind_field(self, field, {"name": name, "prefix": ""})
        self.process(typed)

    def said(self, written: Sequence[Written], on: date | None) -> InLane | None:
        """What is taken as steps of the lane; None: nothing."""
        if on is None or "lane" not in self or not self["lane"].data:
            return None
        return InLane(tuple(written), on, self["served_on"].data if "served_on" in self else None)
