"""By what are the sums of the portfolio narrowed?"""

from uuid import UUID

from werkzeug.datastructures import MultiDict

from litigation_app.accounts.staff.offices.forms import COUNTRY_NAMES
from litigation_app.casework.claims.portfolio.queries import Choices, Wanted
from litigation_app.casework.claims.presenters import route_name
from litigation_app.core.forms import Choice, Form
from litigation_app.core.language import _, _l


class FilterForm(Form):
    """Country, lawyer, route, year of the first filing; empty: all."""

    country = Choice(_l("Country"))
    lawyer = Choice(_l("Lawyer"))
    route = Choice(_l("Route"))
    year = Choice(_l("Year of filing"))

    def __init__(self, offered: Choices, typed: MultiDict[str, str]) -> None:
        super().__init__(typed)
        self.country.offer([(one, COUNTRY_NAMES[one]) for one in offered.countries], blank=_("All countries"))
        self.lawyer.offer([(str(id_), name) for id_, name in offered.lawyers], blank=_("All lawyers"))
        routes = {route: route_name(country, route) for country, route in offered.routes}
        self.route.offer(routes.items(), blank=_("All routes"))
        self.year.offer([(str(year), str(year)) for year in offered.years], blank=_("All years"))

    def wanted(self) -> Wanted:
        lawyer, year = self.lawyer.data, self.year.data
        return Wanted(
            self.country.data or "",
            UUID(lawyer) if lawyer else None,
            self.route.data or "",
            int(year) if year else None,
        )
