"""What is typed of what surrounds the rows of a claim?"""

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField

from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.claims.calculations.fields import Rate
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.claims.terms.rules import EuroRate, Terms
from litigation_app.core.clock import today
from litigation_app.core.forms import Choices, Form, Line, Text, TextDate, Tick
from litigation_app.core.language import _, _l

ADVICE = 5_000
_RATE = ("eur_rate", "eur_rate_on", "eur_rate_source")


class TermsForm(Form):
    """Debtors, quantified or not, advice, the euro."""

    debtors = Choices(
        _l("Of whom it is asked"), description=_l("Several owe it jointly and severally: each of them the whole sum.")
    )
    is_quantified = Tick(_l("The claim before the court states an amount"))
    advised_on = TextDate(
        _l("She was advised on"),
        latest=today,
        description=_l("The day on which she was told what can be claimed, in which ways, and at what cost and risk."),
    )
    advice = Text(
        _l("What she was advised"),
        most=ADVICE,
        description=_l("Protected: it opens with the legal part of her record."),
    )
    eur_rate = Rate(_l("Rate to the euro"), description=_l("Units of the claim's currency for one euro."))
    eur_rate_on = TextDate(_l("Day of the rate"), latest=today)
    eur_rate_source = Line(_l("Who published the rate"))
    row_version = HiddenField()

    def __init__(
        self, typed: Any, claim: Claim, accused: Sequence[tuple[str, str]], advice: str | None, *, has_fixed_rate: bool
    ) -> None:
        """`advice` None: it is there and cannot be read now; an empty field then leaves it."""
        now = {name: getattr(claim, name) for name in ("debtors", "is_quantified", "advised_on", *_RATE)}
        super().__init__(typed, data={**now, "advice": advice, "row_version": str(claim.row_version)})
        self.debtors.choices = list(accused)
        self._is_closed, self._known = advice is None, frozenset(claim.debtors)
        for name in (*(_RATE if has_fixed_rate else ()), *(() if accused else ("debtors",))):
            del self[name]

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if "eur_rate" in self and any(self[name].data for name in _RATE):
            for name in _RATE:
                if not self[name].data and not self[name].errors:
                    self.refuse(name, _("A rate is written with its day and with who published it."))
        return not self.is_refused

    def terms(self) -> Terms:
        """What is said now; the form must have been valid."""
        debtors = frozenset(self.debtors.data or ()) if "debtors" in self else self._known
        advice = self.advice.data or ""
        return Terms(
            is_quantified=bool(self.is_quantified.data),
            debtors=debtors,
            advised_on=self.advised_on.data,
            rate=self._rate(),
            advice=None if self._is_closed and not advice else advice,
        )

    def _rate(self) -> EuroRate | None:
        if "eur_rate" not in self or self.eur_rate.data is None or self.eur_rate_on.data is None:
            return None
        return EuroRate(self.eur_rate.data, self.eur_rate_on.data, self.eur_rate_source.data or "")

    def version(self) -> int:
        return version_typed(self.row_version.data)
