"""Why is a proceeding moved on to newer rules?"""

from wtforms import HiddenField

from litigation_app.casework.cases.forms import Versioned
from litigation_app.core.forms import Text
from litigation_app.core.language import _l

MOST_REASON = 2_000


class RepinForm(Versioned):
    """The reason; `to`: the version that the page compared."""

    reason = Text(
        _l("Why these proceedings go on by the newer rules"),
        needed=True,
        most=MOST_REASON,
        description=_l("For example the transitional provision. Protected."),
    )
    to = HiddenField()
