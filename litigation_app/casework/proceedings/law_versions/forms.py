"""Why is a proceeding moved on to newer rules?"""

from wtforms import HiddenField

from litigation_app.casework.cases.rules import version_typed
from litigation_app.core.forms import Form, Text
from litigation_app.core.language import _l

MOST_REASON = 2_000


class RepinForm(Form):
    """The reason; `to`: the version that the page compared."""

    reason = Text(
        _l("Why these proceedings go on by the newer rules"),
        needed=True,
        most=MOST_REASON,
        description=_l("For example the transitional provision. Protected."),
    )
    to = HiddenField()
    row_version = HiddenField()

    def version(self) -> int:
        return version_typed(self.row_version.data)
