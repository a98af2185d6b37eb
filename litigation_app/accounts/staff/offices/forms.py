"""What an administrator types about an office."""

from litigation_app.core.forms import Choice, Form, Line
from litigation_app.core.language import _l

COUNTRY_NAMES = {
    "RS": _l("Serbia"),
    "MK": _l("North Macedonia"),
    "BA": _l("Bosnia and Herzegovina"),
    "ME": _l("Montenegro"),
}


class RenameForm(Form):
    name = Line(_l("Name of the office"), needed=True, most=120)
    organisation = Line(_l("Organisation"), needed=True, most=120)


class OfficeForm(RenameForm):
    country = Choice(
        _l("Country"),
        needed=True,
        choices=[("", _l("Choose a country")), *COUNTRY_NAMES.items()],
        description=_l("The country decides which law its cases follow. It cannot be changed later."),
    )
