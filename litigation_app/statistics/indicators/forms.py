"""Which publication does the reader ask about?"""

from collections.abc import Sequence

from litigation_app.core.forms import Choice, Form
from litigation_app.core.language import _l
from litigation_app.statistics.releases import Release


class PublicationForm(Form):
    """Sent by GET: the address says what is shown."""

    publication = Choice(_l("Published data"))

    def offer(self, found: Sequence[Release]) -> None:
        """Set what can be chosen, the newest first."""
        self.publication.offer([(one.id, one.title) for one in found])
