"""What is typed of what became of a decision."""

from collections.abc import Iterable, Sequence

from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.claims.appeals import rules
from litigation_app.casework.claims.appeals.actions import Said
from litigation_app.casework.claims.appeals.presenters import word
from litigation_app.casework.claims.appeals.rules import CHANGED, Fault, Happened
from litigation_app.casework.claims.presenters import OUTCOMES, WHY_NOT
from litigation_app.casework.claims.rules import Blocker, Decided
from litigation_app.core.clock import today
from litigation_app.core.forms import Amount, Choice, Form, TextDate, Tick
from litigation_app.core.language import _, _l

_SAID = {
    Fault.NOT_NOW: _l("This outcome is not possible for the decision as it stands now."),
    Fault.NO_SIDE: _l("Say who appealed, or who withdrew the appeal."),
    Fault.SAME_SIDE: _l("This appeal is recorded already."),
    Fault.NOT_APPEALED_BY: _l("No open appeal of theirs is recorded."),
    Fault.TOO_EARLY: _l("This is before the decision, or before what is recorded of it already. Check the days."),
    Fault.NO_OUTCOME: _l("Say what the court decided instead."),
}
_FIELD = {Fault.NO_SIDE: "side", Fault.SAME_SIDE: "side", Fault.NOT_APPEALED_BY: "side", Fault.TOO_EARLY: "on"}
_OF_CHANGE = {Blocker.MORE_THAN_CLAIMED: "more", Blocker.SAME_DECISION: "on", Blocker.BEFORE_FILING: "on"}


class AppealOutcomeForm(Form):
    """What happened, when, by whom; and by what the decision was changed."""

    what = Choice(_l("Outcome on appeal"), needed=True)
    on = TextDate(_l("Day"), needed=True, latest=today, description=_l("Day, month, year: 4. 12. 2026."))
    side = Choice(_l("Who appealed"), description=_l("Only of an appeal that was lodged or withdrawn."))
    outcome = Choice(_l("What was decided instead"), description=_l("Only if the decision was changed."))
    amount = Amount(_l("Amount awarded"), description=_l("The whole sum as it is now. Only if something was awarded."))
    more = Tick(_l("The court awarded more than was claimed"))
    is_final = Tick(_l("The decision that took its place is final"))
    version = HiddenField()

    def __init__(self, typed: MultiDict[str, str] | None, offered: Sequence[str], *, version: int = 0) -> None:
        super().__init__(typed, data={"version": str(version)})
        self.what.offer([(code, word("what", code)) for code in offered], blank=_("Choose"))
        self.side.offer([(code, word("side", code)) for code in rules.words()["side"]], blank=_("Nobody"))
        self.outcome.offer(OUTCOMES.items(), blank=_("Nothing"))
        if CHANGED not in offered:
            del self.outcome, self.amount, self.more, self.is_final

    def said(self) -> Said:
        """What was typed; the form must have been valid."""
        happened = Happened(self.what.data or "", self.side.data or "", self.on.data or today())
        if "outcome" not in self or not self.outcome.data:
            return Said(happened)
        decided = Decided(happened.on, self.outcome.data, self.amount.data, bool(self.is_final.data))
        return Said(happened, decided, (Blocker.MORE_THAN_CLAIMED,) if self.more.data else ())

    def seen(self) -> int:
        """What she saw of the decision."""
        return version_typed(self.version.data)

    def refuse_all(self, faults: Iterable[Fault]) -> None:
        """Put each refusal beside the field that it speaks of."""
        for fault in faults:
            name = "outcome" if fault is Fault.NO_OUTCOME else _FIELD.get(fault, "what")
            self.refuse(name if name in self else "what", str(_SAID[fault]))

    def refuse_change(self, reasons: Iterable[Blocker]) -> None:
        """The same of what it was changed to."""
        for reason in reasons:
            self.refuse(_OF_CHANGE.get(reason, "amount"), str(WHY_NOT[reason]))
