"""What did a lawyer do about each reason for which her claim came back?"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from werkzeug.datastructures import MultiDict
from wtforms import FormField, HiddenField

from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.claims.reviews.answers.presenters import STANDINGS
from litigation_app.casework.claims.reviews.answers.rules import Asked, Said
from litigation_app.core.closed_text import ClosedText
from litigation_app.core.forms import Form, Radios
from litigation_app.core.language import _l
from litigation_app.core.repeated import Rows

T = TypeVar("T")
MOST = 2_000
MOST_ROWS = 100  # more than there are reasons and kinds of damage


class AnswerForm(Form):
    """What was done about one reason."""

    words = ClosedText(_l("What I did about it"), most=MOST)
    standing = Radios(_l("How it stands"), choices=list(STANDINGS.items()))


class AnswersForm(Form):
    """The answers to all reasons of a return, in their order."""

    rows = Rows(FormField(AnswerForm), max_entries=MOST_ROWS, row=_l("Reason %(number)s"))
    review = HiddenField()
    row_version = HiddenField()

    def __init__(
        self,
        asked: Sequence[Asked],
        known: Mapping[Asked, Said],
        typed: MultiDict[str, str] | None = None,
        **now: str,
    ) -> None:
        """`known`: what was answered before; `words` None: there are some, and they cannot be read now."""
        before = [known.get(one, Said("", "")) for one in asked]
        rows = [{"words": one.words, "standing": one.standing} for one in before]
        super().__init__(typed, data={"rows": rows, **now})
        self.asked = list(asked)

    @property
    def is_closed(self) -> bool:
        """Whether there are words that she could not read: an empty field leaves them."""
        return not all(row.form.words.was_read for row in self.rows)

    def beside(self, things: Iterable[T]) -> list[tuple[T, AnswerForm]]:
        """Each of these, one a reason, with what is answered to it."""
        return list(zip(things, (row.form for row in self.rows), strict=False))

    def said(self) -> dict[Asked, Said]:
        """What she answers now; the form must have been valid."""
        return {asked: Said(row.standing.data or "", row.words.said) for asked, row in self.beside(self.asked)}

    def words(self) -> list[str]:
        """What was written, without the reasons."""
        return [row.form.words.data for row in self.rows if row.form.words.data]

    def version(self) -> int:
        return version_typed(self.row_version.data)

    def renew(self, version: int) -> None:
        """Somebody else saved first: saving again is then a decision."""
        self.row_version.data = str(version)
        for row in self.rows:
            row.form.words.stay()
