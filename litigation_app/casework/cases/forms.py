"""What does the sealed part of a file say, and why are personal data or a file opened?"""

from typing import ClassVar

from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from litigation_app.casework.cases import rules
from litigation_app.casework.cases.actions import FileText
from litigation_app.core.forms import Choice, Form, Text
from litigation_app.core.language import _, _l, current
from litigation_app.law import codes

FORUMS = {
    "ba-state": _l("State level (Court of Bosnia and Herzegovina)"),
    "ba-fbih": _l("Federation of Bosnia and Herzegovina"),
    "ba-rs": _l("Republika Srpska"),
    "ba-bd": _l("Brčko District"),
}
AIM = 2_000


class Versioned(Form):
    """A form of what several people can change; it knows which version of it the page was made from."""

    row_version = HiddenField()

    def version(self) -> int:
        return rules.version_typed(self.row_version.data)

    def refresh(self, row_version: int) -> None:
        """Let what was typed be sent again, now knowing what somebody else has saved."""
        self.row_version.raw_data, self.row_version.data = None, str(row_version)


class TextForm(Form):
    """The sealed part of a file."""

    aim = Text(
        _l("Strategic aim"),
        most=AIM,
        description=_l("In a sentence: what this case should change. It is kept protected."),
    )

    def text(self) -> FileText:
        return FileText(self.aim.data or "")


class FileForm(Versioned, TextForm):
    """The same of a case that is there already."""


class PurposeForm(Form):
    """Why personal data are opened."""

    purpose = Choice(_l("Purpose"), needed=True)
    not_for: ClassVar[frozenset[str]] = frozenset({rules.DAILY, rules.CONFLICT})

    def __init__(self, typed: MultiDict[str, str] | None = None) -> None:
        super().__init__(typed)
        offered = (one for one in codes.options("purpose", current()) if one[0] not in self.not_for)
        self.purpose.offer(offered, blank=_("Choose a purpose"))


class FilePurposeForm(PurposeForm):
    """Why a file, or what tasks say, is opened. `stated`: why she opened one in this spell of work, which need not be said again."""

    not_for: ClassVar[frozenset[str]] = frozenset({rules.CONFLICT})

    def __init__(self, typed: MultiDict[str, str] | None = None, stated: str = "") -> None:
        super().__init__(typed)
        if typed is None:
            self.purpose.data = stated
