"""What is typed about the lines of a decision, and for which day is an account wanted?"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from werkzeug.datastructures import MultiDict
from wtforms import FormField, HiddenField

from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.claims.awards import rules
from litigation_app.casework.claims.awards.presenters import why_not
from litigation_app.casework.claims.awards.rules import COSTS, Fallen, Line
from litigation_app.casework.claims.rules import Part
from litigation_app.core.clock import today
from litigation_app.core.forms import Amount, Choice, Choices, Form, TextDate, Tick
from litigation_app.core.language import _, _l, current
from litigation_app.core.money import Money
from litigation_app.core.repeated import Rows, all_right
from litigation_app.law.country import Jurisdiction
from litigation_app.law.words import choices

MOST = 40  # lines on the page
_OF_INTEREST = frozenset({rules.Fault.INTEREST_WITHOUT_AWARD, rules.Fault.INTEREST_BOTH})
_COSTS = "costs"  # of the choice field, where "" means that nothing was chosen


class Asked(NamedTuple):
    """What the form offers: the country's heads of damage, and the accused (id, what he is called)."""

    law: Jurisdiction
    accused: Sequence[tuple[str, str]]


class LineForm(Form):
    """What was said of one kind of damage."""

    head = Choice(_l("Head of damage"))
    answer = Choice(_l("What was decided"))
    reason = Choice(_l("Why it was referred or rejected"))
    amount = Amount(_l("Amount awarded"))
    interest_from = TextDate(
        _l("Bears interest from"),
        description=_l(
            "As the decision says. Empty where it names no day: then the day of the law is taken, as assumed."
        ),
    )
    no_interest = Tick(_l("Bears no interest"))
    owed_by = Choices(_l("Owed by"))

    def offer(self, asked: Asked) -> None:
        heads = [(one.id, one.name(current())) for one in asked.law.heads]
        self.head.offer([*heads, (_COSTS, _("Costs of the proceedings"))], blank=_("Choose"))
        said = rules.words()
        for listed, code in ((self.answer, "answer"), (self.reason, "reason")):
            options = choices(said[code], current())
            listed.offer(options, blank=_("Choose") if listed is self.answer else _("Not written down"))
        self.owed_by.choices = list(asked.accused)

    @property
    def is_empty(self) -> bool:
        return not self.answer.data and not self.amount.raw_text and not self.interest_from.raw_text

    def check(self) -> bool:
        """Whether the line is whole: an amount alone means that it was awarded; one without either is left out."""
        if self.amount.data and not self.answer.data and not self.answer.errors:
            self.answer.data = rules.Answer.AWARDED
        if not self.is_empty and not self.head.data:
            self.refuse("head", _("Choose the head of damage."))
        if not self.is_empty and not self.answer.data:
            self.refuse("answer", _("Choose what was decided of it."))
        return not self.is_refused

    def line(self) -> Line:
        answer = self.answer.data or ""
        return Line(
            head=COSTS if self.head.data == _COSTS else self.head.data or "",
            answer=answer,
            amount=self.amount.data,
            interest_from=self.interest_from.data,
            owed_by=frozenset(self.owed_by.data or ()),
            reason=(self.reason.data or "") if answer in rules.WITH_REASON else "",
            bears_interest=not self.no_interest.data,
        )


class LinesForm(Form):
    """The lines of a decision."""

    lines = Rows(FormField(LineForm), max_entries=MOST, label=_l("Lines of the decision"), row=_l("Line %(number)s"))
    version = HiddenField()

    def __init__(self, typed: MultiDict[str, str] | None, asked: Asked, **data: Any) -> None:
        super().__init__(typed, data=data or None)
        self.asked = asked
        for row in self.lines:
            row.form.offer(asked)

    def add_row(self) -> None:
        """One empty line more; everything typed stays."""
        if len(self.lines.entries) < MOST:
            self.lines.append_entry().form.offer(self.asked)

    def validate(self, extra_validators: Any = None) -> bool:
        is_right = super().validate(extra_validators)
        return all_right(self._rows()) and is_right

    def said(self) -> list[Line]:
        """The lines that have an answer; the form must have been valid."""
        return [row.line() for row in self._rows() if not row.is_empty]

    def show(self, faults: Sequence[Fallen], awarded: Money) -> None:
        """Put each refusal beside the line that it speaks of, one of all lines beside all; `awarded`: the decision's sum."""
        if not self.lines.entries:
            self.add_row()  # somebody sent none
        kept = [row for row in self._rows() if not row.is_empty]
        for fallen in faults:
            if fallen.place is None:
                self.refuse("lines", why_not(fallen.fault, self.said(), awarded))
            else:
                name = "interest_from" if fallen.fault in _OF_INTEREST else "amount"
                kept[fallen.place].refuse(name, why_not(fallen.fault, self.said(), awarded))

    def seen(self) -> int:
        """The version of the lines that she saw."""
        return version_typed(self.version.data)

    def heads(self) -> list[str]:
        """The kinds of damage in its lines as they stand now, COSTS for the costs; each once."""
        chosen = [row.head.data for row in self._rows() if row.head.data]
        return [COSTS if one == _COSTS else one for one in dict.fromkeys(chosen)]

    def _rows(self) -> list[LineForm]:
        return [row.form for row in self.lines]


class DayForm(Form):
    """For which day the account is wanted."""

    on = TextDate(_l("Statement as of"), needed=True, default=today, description=_l("Day, month, year: 4. 12. 2026."))


def rows_of(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """The lines as the form's rows hold them."""
    return [
        {
            "head": line.head or _COSTS,
            "answer": line.answer,
            "reason": line.reason,
            "amount": line.amount,
            "interest_from": line.interest_from,
            "no_interest": not line.bears_interest,
            "owed_by": sorted(line.owed_by),
        }
        for line in lines
    ]


def blank_rows(claimed: Sequence[Part], *, is_full: bool) -> list[dict[str, Any]]:
    """A row for each kind of damage that was claimed, and one for the costs: only the answers are missing.

    `is_full`: all of it was awarded, so that they are known too.
    """
    known = [{"answer": rules.Answer.AWARDED, "amount": one.amount} if is_full else {} for one in claimed]
    return [*({"head": one.head, **said} for one, said in zip(claimed, known, strict=True)), {"head": _COSTS}]
