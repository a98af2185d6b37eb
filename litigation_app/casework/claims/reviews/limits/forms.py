"""Which limit does an administrator set?"""

from litigation_app.core.forms import Amount, Form
from litigation_app.core.language import _l


class LimitForm(Form):
    """From which amount on two coordinators approve."""

    amount = Amount(
        _l("Two coordinators approve claims above"),
        description=_l("Leave it empty if one coordinator is enough for every claim."),
    )
