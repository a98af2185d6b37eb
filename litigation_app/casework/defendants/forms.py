"""What does a lawyer say about an accused?"""

from wtforms import HiddenField

from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.defendants.actions import Identity
from litigation_app.core.forms import Form, Line, Text
from litigation_app.core.language import _l


class DefendantForm(Form):
    """Who he is: everything is protected."""

    name = Line(_l("Name"), description=_l("Protected: it is read only in the opened file."))
    about = Text(
        _l("What is known of him"), most=10_000, description=_l("Protected. Relations, whereabouts, who defends him.")
    )
    row_version = HiddenField()

    def identity(self) -> Identity:
        return Identity(self.name.data or "", self.about.data or "")

    def version(self) -> int:
        return version_typed(self.row_version.data)
