"""Which national publications are added up, under which title?"""

from litigation_app.core.forms import Choices, Form, Line
from litigation_app.core.language import _l


class RegionForm(Form):
    title = Line(_l("Title"), needed=True, description=_l("What readers will see, with the countries and years."))
    picked = Choices(
        _l("National publications"),
        needed=True,
        description=_l("One of each country, by different organisations, of the same source and with common years."),
    )
