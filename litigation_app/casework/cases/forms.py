"""What does the sealed part of a file say?"""

from wtforms import HiddenField

from litigation_app.casework.cases import rules
from litigation_app.casework.cases.actions import FileText
from litigation_app.core.forms import Form, Line, Text
from litigation_app.core.language import _l

FORUMS = {
    "ba-state": _l("State level (Court of Bosnia and Herzegovina)"),
    "ba-fbih": _l("Federation of Bosnia and Herzegovina"),
    "ba-rs": _l("Republika Srpska"),
    "ba-bd": _l("Brčko District"),
}
AIM = 2_000


class TextForm(Form):
    """The sealed part of a file."""

    aim = Text(
        _l("Strategic aim"),
        most=AIM,
        description=_l("In a sentence: what this case should change. It is kept protected."),
    )
    court_number = Line(_l("Court's file number"), most=60, description=_l("Protected: a portal finds a case by it."))
    prosecution_number = Line(_l("Prosecutor's file number"), most=60)

    def text(self) -> FileText:
        return FileText(self.aim.data or "", self.court_number.data or "", self.prosecution_number.data or "")


class FileForm(TextForm):
    """The same of a case that is there already."""

    row_version = HiddenField()

    def version(self) -> int:
        return rules.version_typed(self.row_version.data)
