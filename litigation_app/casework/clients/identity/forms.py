"""Which other record is of the same person?"""

from collections.abc import Iterable

from litigation_app.casework.clients.identity.rules import Bar
from litigation_app.core.forms import Form, Line
from litigation_app.core.language import _l

SENTENCES = {
    Bar.NOT_FOUND: _l(
        "No client of this office has this code name. Write a tree, a number and a letter, such as Breza 14 A."
    ),
    Bar.ITSELF: _l("This is the same record."),
    Bar.ERASED: _l("The personal data of one of them were erased."),
    Bar.JOINED: _l("One of them is counted with another record already. Part those first."),
    Bar.BARRED: _l("These two cannot be counted as one person now. Another coordinator of the office may know why."),
}


class JoinForm(Form):
    """The other record's code name."""

    other = Line(_l("Code name of the other record"), needed=True, most=40)

    def show(self, bars: Iterable[Bar]) -> None:
        for bar in bars:
            self.refuse("other", str(SENTENCES[bar]))
