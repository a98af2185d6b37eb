"""What does a coordinator say of a claim, which versions does she compare, and which limit does an administrator set?"""

from collections.abc import Iterable, Mapping

from werkzeug.datastructures import MultiDict
from wtforms import FormField, HiddenField

from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.claims import presenters as claims
from litigation_app.casework.claims.forms import MOST
from litigation_app.casework.claims.reviews.actions import Approval, Said
from litigation_app.casework.claims.rules import ClaimView
from litigation_app.core.forms import Amount, Choice, Choices, Form, Line, Text
from litigation_app.core.language import _, _l, current
from litigation_app.core.repeated import Rows
from litigation_app.law import codes

NOTE = 5_000


class RowForm(Form):
    """What is wrong with one row of damage."""

    head = HiddenField()
    reason = Choice(_l("Reason for this row"))
    remark = Line(_l("Remark in words"), most=500)


class ReviewForm(Form):
    """What a coordinator says: one form with two buttons, so that a note is kept whichever she presses."""

    rows = Rows(FormField(RowForm), max_entries=MOST, row=_l("Row %(number)s"))
    reasons = Choices(_l("Reasons for returning it"))
    note = Text(
        _l("Note to the lawyer"), most=NOTE, description=_l("Kept protected: the lawyer reads it in the opened file.")
    )
    because = Text(
        _l("Why you approve it all the same"),
        most=NOTE,
        description=_l(
            "Kept protected as the note is: the lawyer reads it in the opened file. Name no case that the lawyer may not see."
        ),
    )
    asked = HiddenField()
    row_version = HiddenField()

    def __init__(self, claim: ClaimView, typed: MultiDict[str, str] | None = None) -> None:
        heads = dict.fromkeys(one.head for one in claim.parts)
        super().__init__(typed, data={"rows": [{"head": head} for head in heads]})
        self.names = {head: claims.head(claim.country, head) for head in heads}
        self.open: list[str] = []
        self.reasons.choices = codes.options("return_reason", current())
        for row in self.rows:
            row.form.reason.offer(codes.options("return_reason", current()), blank=_("Nothing to object"))

    def version(self) -> int:
        return version_typed(self.row_version.data)

    def ask(self, weak: Mapping[str, str]) -> bool:
        """Whether she is yet to say why this does not matter: she was not asked about all of it, or said nothing."""
        was = set((self.asked.data or "").split())
        self.open, self.asked.data = list(weak.values()), " ".join(weak)
        self.because.render_kw = {"autofocus": True}
        if weak and was >= weak.keys() and not self.because.data:
            self.refuse("because", _("Fill this in."))
        return not was >= weak.keys() or bool(weak and not self.because.data)

    def approval(self) -> Approval:
        """What she says when she approves it: why all the same, if she was asked, and the note."""
        note = "\n".join(filter(None, [self.because.data if self.open else "", self.words()]))
        return Approval(note, tuple((self.asked.data or "").split()))

    def words(self) -> str:
        """The note, and below it what she remarks on single rows, each with the name of its head of damage."""
        rows = [row.form for row in self.rows if row.form.remark.data and row.form.head.data in self.names]
        return "\n".join(
            [*filter(None, [self.note.data]), *(f"{self.names[one.head.data]}: {one.remark.data}" for one in rows)]
        )

    def said(self) -> Said:
        """What she says when she gives it back; a row that the claim has not is left out."""
        rows = [row.form for row in self.rows]
        of_rows = {row.head.data: row.reason.data for row in rows if row.reason.data and row.head.data in self.names}
        return Said(self.reasons.data or [], self.words(), of_rows)


class ComparisonForm(Form):
    """Two versions of a claim."""

    before = Choice(_l("From version"))
    now = Choice(_l("To version"))

    def __init__(self, versions: Iterable[int], typed: MultiDict[str, str], *, before: int, now: int) -> None:
        super().__init__(typed if self._is_typed(typed) else None, data={"before": str(before), "now": str(now)})
        offered = [(str(one), _("Version %(number)s", number=one)) for one in versions]
        self.before.offer(offered)
        self.now.offer(offered)

    @staticmethod
    def _is_typed(typed: MultiDict[str, str]) -> bool:
        return "before" in typed or "now" in typed

    def chosen(self) -> tuple[int, int]:
        return int(self.before.data or 0), int(self.now.data or 0)


class LimitForm(Form):
    """From which amount on two coordinators approve."""

    amount = Amount(
        _l("Two coordinators approve claims above"),
        description=_l("Leave it empty if one coordinator is enough for every claim."),
    )
