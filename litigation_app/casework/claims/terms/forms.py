"""What is typed of what surrounds the rows of a claim?"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from wtforms import HiddenField

from litigation_app.casework.cases.forms import Versioned
from litigation_app.casework.claims.calculations.rows.forms import Rate
from litigation_app.casework.claims.effects.actions import InLane
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.claims.terms.presenters import INTEREST
from litigation_app.casework.claims.terms.rules import EuroRate, Interest, Terms, fewer
from litigation_app.casework.proceedings.effects.rules import ADVISED
from litigation_app.core.clock import today
from litigation_app.core.closed_text import ClosedText
from litigation_app.core.forms import Choice, Choices, Line, TextDate, Tick
from litigation_app.core.language import _, _l

ADVICE = 5_000
_SOME = "some-"
_RATE = ("eur_rate", "eur_rate_on", "eur_rate_source")
_KEPT = ("debtors", "is_quantified", "interest", "interest_from", "advised_on", *_RATE)


class Asked(NamedTuple):
    """Of whom a claim can be asked, and for which kinds of damage it is: the code and name of each."""

    accused: Sequence[tuple[str, str]]
    heads: Sequence[tuple[str, str]]


class TermsForm(Versioned):
    """Debtors, quantified or not, advice, the euro."""

    debtors = Choices(
        _l("Respondents"), description=_l("Several owe it jointly and severally: each of them the whole sum.")
    )
    is_quantified = Tick(_l("The claim before the court states an amount"))
    interest = Choice(_l("From when default interest is asked"))
    interest_from = TextDate(_l("From this day"), latest=today, description=_l("Only where a day is chosen above."))
    advised_on = TextDate(
        _l("Advice given on"),
        latest=today,
        description=_l("The day on which she was told what can be claimed, in which ways, and at what cost and risk."),
    )
    is_step = Tick(_l("Record the advice in the proceedings as well"), default=True)
    advice = ClosedText(
        _l("Advice given"),
        most=ADVICE,
        description=_l("Protected: it opens with the legal part of her record."),
    )
    eur_rate = Rate(_l("Rate to the euro"), description=_l("What one euro costs in the currency of the claim."))
    eur_rate_on = TextDate(_l("Day of the rate"), latest=today)
    eur_rate_source = Line(_l("Who published the rate"))
    with_terms = HiddenField(default="y")  # so that a page which asks for rows alone says nothing of all this

    def __init__(
        self,
        typed: Any,
        claim: Claim,
        asked: Asked,
        advice: str | None,
        *,
        has_fixed_rate: bool,
        step: str = "",
    ) -> None:
        """`advice` None: it is there and cannot be read now.

        `step`: which step of which lane says that she was advised; "": none can be taken.
        """
        super().__init__()
        accused, heads = asked
        self._heads = [head for head, _name in heads] if len(accused) > 1 else []
        self._put_heads([one for one in heads if one[0] in self._heads], accused)
        now = {name: getattr(claim, name) for name in _KEPT}
        now["is_step"] = claim.advised_on is None  # else it was asked when the day was written down
        some = {_SOME + head: claim.asked_of_some.get(head, []) for head in self._heads}
        self.process(typed, data={**now, **some, "advice": advice, "row_version": str(claim.row_version)})
        self.debtors.choices = list(accused)
        self.interest.offer(INTEREST.items(), blank=_("Not said yet"))
        self._known = frozenset(claim.debtors)
        self.is_step.description = step
        gone = ((_RATE, has_fixed_rate), (("debtors",), not accused), (("is_step",), not step))
        for name in (one for names, is_gone in gone if is_gone for one in names):
            del self[name]

    def _put_heads(self, heads: Sequence[tuple[str, str]], accused: Sequence[tuple[str, str]]) -> None:
        """For each kind of damage, of whom of the accused alone it is asked."""
        hint = _("Nobody ticked: of all of them.")
        for head, name in heads:
            label = _("%(damage)s: limited to these respondents", damage=name)
            unbound: Any = Choices(label, choices=list(accused), description=hint)
            self._fields[_SOME + head] = self.meta.bind_field(self, unbound, {"name": _SOME + head, "prefix": ""})
        asked = {name: self._fields[name] for name in ("debtors", *(_SOME + head for head, _name in heads))}
        self._fields = {**asked, **self._fields}  # the page shows them in this order

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        for head in self._heads:
            if not set(self[_SOME + head].data or ()) <= set(self.debtors.data or ()):
                self.refuse(_SOME + head, _("Somebody ticked here is not among the respondents of the claim."))
        if (self.interest.data == Interest.DAY) != bool(self.interest_from.data) and not self.interest_from.errors:
            self.refuse("interest_from", _("Choose above that it is asked from a day, and write the day here."))
        if "eur_rate" in self and any(self[name].data for name in _RATE):
            for name in _RATE:
                if not self[name].data and not self[name].errors:
                    self.refuse(name, _("A rate is written with its day and with who published it."))
        return not self.is_refused

    def terms(self) -> Terms:
        """What is said now; the form must have been valid."""
        debtors = frozenset(self.debtors.data or ()) if "debtors" in self else self._known
        return Terms(
            is_quantified=bool(self.is_quantified.data),
            debtors=debtors,
            advised_on=self.advised_on.data,
            rate=self._rate(),
            advice=self.advice.said,
            interest=self.interest.data or "",
            interest_from=self.interest_from.data,
            of_some=fewer(debtors, {head: frozenset(self[_SOME + head].data or ()) for head in self._heads}),
        )

    def step(self) -> InLane | None:
        """The advice as a step of the lane; None: it is none."""
        is_step = "is_step" in self and self.is_step.data and self.advised_on.data
        return InLane(ADVISED, self.advised_on.data) if is_step else None  # type: ignore[arg-type]

    def _rate(self) -> EuroRate | None:
        if "eur_rate" not in self or self.eur_rate.data is None or self.eur_rate_on.data is None:
            return None
        return EuroRate(self.eur_rate.data, self.eur_rate_on.data, self.eur_rate_source.data or "")

    def renew(self, version: int) -> None:
        """Somebody else saved first: saving again is then a decision."""
        self.row_version.data = str(version)
        self.advice.stay()
