"""What is typed about a claim, its review and its decisions?"""

from typing import Any, NamedTuple

from werkzeug.datastructures import MultiDict
from wtforms import FormField

from litigation_app.casework.cases.forms import Versioned
from litigation_app.casework.claims import rules
from litigation_app.casework.claims.actions import Irregular
from litigation_app.casework.claims.calculations.rows.rules import NOTE
from litigation_app.casework.claims.corrections.rules import MAY_BE_MEANT
from litigation_app.casework.claims.presenters import INSTANCES, OUTCOMES, WHY_NOT
from litigation_app.casework.claims.rules import Blocker, Decided, Part
from litigation_app.casework.proceedings.powers_of_attorney.forms import offer_reasons, reason_field
from litigation_app.core.clock import today
from litigation_app.core.closed_text import ClosedText
from litigation_app.core.forms import Amount, Choice, Form, Radios, TextDate, Tick
from litigation_app.core.language import _, _l, current
from litigation_app.core.repeated import Rows
from litigation_app.law import codes
from litigation_app.law.citations import cited
from litigation_app.law.country import Jurisdiction

FEWEST, MOST = 3, 30  # rows of damage on the page


class Sum(NamedTuple):
    """What the rows that can be read come to."""

    amount: Any
    counted: int
    typed: int


class PartForm(Form):
    """A kind of damage, its amount, and what the amount rests on."""

    head = Choice(_l("Head of damage"))
    amount = Amount(_l("Amount"))
    basis = ClosedText(_l("What it rests on"), most=NOTE)

    @property
    def is_empty(self) -> bool:
        return not self.head.data and not self.amount.raw_text and not self.basis.data

    def check(self) -> bool:
        """Whether the row is whole; an empty one is."""
        if self.is_empty or self.is_refused:
            return not self.is_refused
        if not self.head.data:
            self.refuse("head", _("Choose the head of damage for this amount."))
        elif not self.amount.data:
            still = _("If it is still to be computed, leave the row out.")
            self.refuse("amount", f"{_('Write an amount above zero.')} {still}")
        return not self.is_refused


class ClaimForm(Versioned):
    """Whose damage, by which route, in which rows."""

    victim = Choice(_l("For whom"), needed=True)
    route = Choice(_l("Route"), needed=True, description=_l("Where the amount is asked for."))
    parts = Rows(
        FormField(PartForm), min_entries=FEWEST, max_entries=MOST, label=_l("Damage"), row=_l("Row %(number)s")
    )

    def __init__(
        self, law: Jurisdiction, victims: list[tuple[str, str]], typed: MultiDict[str, str] | None = None, **data: Any
    ) -> None:
        super().__init__(typed, data=data or None)
        self.law = law
        self.victim.offer(victims, blank=_("Choose a victim"), is_sole_meant=True)
        self.route.offer([(one.id, one.name(current())) for one in rules.routes_open(law)])
        heads = [
            (one.id, f"{one.name(current())} · {cited(one.legal_basis, current(), law.code)}") for one in law.heads
        ]
        for row in self.parts:
            row.form.head.offer(heads, blank=_("Choose"))
        self._heads = heads

    def add_row(self) -> None:
        """One empty row more; everything typed stays."""
        if len(self.parts.entries) < MOST:
            self.parts.append_entry().form.head.offer(self._heads, blank=_("Choose"))

    def validate(self, extra_validators: Any = None) -> bool:
        is_right = super().validate(extra_validators)
        rows = [row.form for row in self.parts]
        broken = [row for row in rows if not row.check()]
        return is_right and not broken and self._has_no_doubles()

    def has_rows(self) -> bool:
        """Whether it can be sent; a draft may wait for what is still to be computed."""
        first = self.parts[0].form
        if all(row.form.is_empty for row in self.parts):
            first.refuse("head", str(WHY_NOT[Blocker.NO_BREAKDOWN]))
        return not first.is_refused

    def _has_no_doubles(self) -> bool:
        seen: set[str] = set()
        for row in self.parts:
            if row.form.head.data in seen and row.form.head.data:
                row.form.refuse("head", _("This head of damage stands in a row above. Put the amounts together."))
                return False
            seen.add(row.form.head.data)
        return True

    def rows(self) -> list[Part]:
        """The rows that can be read."""
        whole = [row.form for row in self.parts if row.form.head.data and row.form.amount.data]
        return [Part(one.head.data or "", one.amount.data) for one in whole if one.amount.data]

    def bases(self) -> dict[str, str]:
        """What the rows rest on, by kind of damage, as far as anything is said of it; plaintext, to be sealed."""
        return {one.head.data or "": one.basis.said for one in self._asked() if one.basis.said is not None}

    def read(self) -> frozenset[str]:
        """The kinds of damage of which she could read what they rest on when the page was made."""
        return frozenset(one.head.data or "" for one in self._asked() if one.basis.was_read)

    def _asked(self) -> list[PartForm]:
        """The rows of which the page asked what they rest on."""
        return [row.form for row in self.parts if row.form.head.data and row.form.basis.raw_data]

    def sum(self) -> Sum:
        amounts = [row.form.amount.data for row in self.parts if row.form.amount.data]
        return Sum(sum(amounts, rules.ZERO), len(amounts), sum(not row.form.is_empty for row in self.parts))

    def renew(self, version: int) -> None:
        """Somebody else saved first: saving again is then a decision."""
        self.row_version.data = str(version)
        for row in self.parts:
            row.form.basis.stay()


class FilingForm(Form):
    """The day on which it was filed."""

    on = TextDate(
        _l("Filed on"), needed=True, latest=today, default=today, description=_l("Day, month, year: 4. 12. 2026.")
    )
    early = Tick(_l("It was filed so long before it was approved"))
    unreviewed = Choice(
        _l("Why nobody had approved it"),
        description=_l("It is then shown in red until a coordinator has reviewed it, within seven days of the filing."),
    )
    unauthorised = reason_field()

    def __init__(self, typed: MultiDict[str, str] | None, *, is_reviewed: bool) -> None:
        super().__init__(typed)
        offer_reasons(self.unauthorised)
        self.unreviewed.offer(codes.options("unreviewed_filing", current()), blank=_("Choose"))
        if is_reviewed:
            del self.unreviewed

    def why(self) -> Irregular:
        """What was irregular about it, as she says."""
        unreviewed = (self.unreviewed.data or "") if "unreviewed" in self else ""
        return Irregular(self.unauthorised.data or "", unreviewed, is_early_meant=bool(self.early.data))

    def show(self, reasons: tuple[Blocker, ...]) -> None:
        """Put each refusal beside the field that it speaks of."""
        fields = {
            Blocker.NO_AUTHORITY: "unauthorised",
            Blocker.NOT_REVIEWED: "unreviewed",
            Blocker.LONG_BEFORE: "early",
        }
        for reason in reasons:
            name = fields.get(reason, "on")
            self.refuse(name if name in self else "on", str(WHY_NOT[reason]))


class DecisionForm(Form):
    """What the court or fund decided."""

    on = TextDate(_l("Decided on"), needed=True, latest=today, description=_l("Day, month, year: 4. 12. 2026."))
    instance = Choice(_l("Instance"), needed=True, choices=list(INSTANCES.items()))
    outcome = Radios(_l("What was decided"), needed=True)
    amount = Amount(_l("Amount awarded"), description=_l("Only if something was awarded."))
    more = Tick(_l("The court awarded more than was claimed"))
    unjudged = Tick(_l("It was decided, although no judgment is recorded"))
    is_final = Tick(_l("The decision is final"))
    waived = Tick(_l("All who may appeal have waived the appeal"))

    def __init__(self, typed: MultiDict[str, str] | None = None) -> None:
        super().__init__(typed)
        self.outcome.offer(OUTCOMES.items())

    def details(self) -> dict[str, Any]:
        """By which instance, what, and what of it looks wrong and is right."""
        said = Decided(self.on.data or today(), self.outcome.data or "", self.amount.data, bool(self.is_final.data))
        meant = [reason for reason in MAY_BE_MEANT if self[_FIELD[reason]].data]
        return {"instance": self.instance.data or "", "decided": said, "meant": meant}

    def show(self, reasons: tuple[Blocker, ...]) -> None:
        """Put each refusal beside the field that it speaks of."""
        for reason in reasons:
            self.refuse(_FIELD.get(reason, "amount"), str(WHY_NOT[reason]))


_FIELD = {
    Blocker.BEFORE_FILING: "on",
    Blocker.NOT_APPROVED: "outcome",
    Blocker.SAME_DECISION: "on",
    Blocker.MORE_THAN_CLAIMED: "more",
    Blocker.UNJUDGED: "unjudged",
    Blocker.FINAL_TOO_SOON: "waived",
}
