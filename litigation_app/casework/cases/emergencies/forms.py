"""What does somebody say who opens a case in an emergency, and what does whoever reviews it?"""

from typing import Any

from werkzeug.datastructures import MultiDict

from litigation_app.accounts.audit.words import REASONS
from litigation_app.casework.cases.emergencies import rules
from litigation_app.casework.cases.emergencies.rules import Stopped
from litigation_app.core.forms import Choice, Form, Line, Text
from litigation_app.core.language import _, _l

CATEGORY_NAMES, VERDICT_NAMES = REASONS["begin_emergency"], REASONS["review_emergency"]
SENTENCES = {
    Stopped.REVIEW_OVERDUE: _l(
        "An earlier access of yours has waited for its review for more than seven days. Ask your coordinator to review it."
    ),
    Stopped.ONE_IS_OPEN: _l("You have a case open already. End that access first."),
    Stopped.NO_MORE_TRIES: _l("You have tried three times within a day. Call your coordinator."),
}


class EmergencyForm(Form):
    """Which case, and why now."""

    reference = Line(
        _l("Reference of the case"), needed=True, most=20, description=_l("All of it, as in RS-2026-K7F3.")
    )
    category = Choice(_l("What has happened"), needed=True)
    justification = Text(
        _l("Why it cannot wait"),
        needed=True,
        most=2_000,
        description=_l("At least thirty characters. It is kept protected and read by whoever reviews this access."),
    )

    def __init__(self, typed: MultiDict[str, str] | None = None) -> None:
        super().__init__(typed)
        self.category.offer([(code, CATEGORY_NAMES[code]) for code in rules.CATEGORIES], blank=_("Choose one"))

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not self.justification.errors and not rules.is_long_enough(self.justification.data or ""):
            self.refuse("justification", _("Say more: at least thirty characters."))
        return not self.is_refused

    def refuse_all_alike(self) -> None:
        """The one answer for a case that is not there, not hers to open, or closed to her."""
        self.refuse("reference", _("No case opens to you by this reference. Check every character."))


class ReviewForm(Form):
    """Whether it was right."""

    verdict = Choice(_l("Verdict"), needed=True)
    note = Text(_l("Note"), most=2_000, description=_l("What follows from it. It is kept protected."))

    def __init__(self, typed: MultiDict[str, str] | None = None) -> None:
        super().__init__(typed)
        self.verdict.offer([(code, VERDICT_NAMES[code]) for code in rules.VERDICTS], blank=_("Choose one"))
