"""Which publication does the reader ask about, and which indicators is she looking for?"""

from collections.abc import Sequence

from litigation_app.core.forms import Choice, Form, Line
from litigation_app.core.language import _l
from litigation_app.statistics.indicators.finding import MOST
from litigation_app.statistics.releases import Release
from litigation_app.statistics.releases.presenting import title
from litigation_app.statistics.releases.whose import Whose


class PublicationForm(Form):
    """Sent by GET: the address says what is shown."""

    publication = Choice(_l("Published data"))

    def offer(self, found: Sequence[Release], whose: Whose) -> None:
        """Set what can be chosen, the newest first, a partner's with the organisation."""
        self.publication.offer(
            [(whose.address(one), " · ".join([title(one), *whose.organisation(one).splitlines()])) for one in found]
        )


class FindForm(Form):
    """Sent by GET too: a list that was found can be sent as a link."""

    q = Line(_l("Code, name or words of an indicator"), most=MOST)
