"""Which publication does the reader ask about?"""

from collections.abc import Sequence

from litigation_app.core.forms import Choice, Form
from litigation_app.core.language import _l
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
