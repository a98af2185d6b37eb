"""What does the sealed part of a file say?"""

from wtforms import HiddenField

from litigation_app.casework.cases import rules
from litigation_app.casework.cases.actions import FileText
from litigation_app.core.forms import Form, Text
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

    def text(self) -> FileText:
        return FileText(self.aim.data or "")


class FileForm(TextForm):
    """The same of a case that is there already."""

    row_version = HiddenField()

    def version(self) -> int:
        return rules.version_typed(self.row_version.data)
