"""What is said of a partner's key, and which bundle is brought?"""

from typing import IO, Any

import wtforms
from werkzeug.datastructures import FileStorage

from litigation_app.core.forms import Choice, Form, Line
from litigation_app.core.language import _, _l
from litigation_app.core.uploads import File
from litigation_app.gate.forms import COUNTRIES
from litigation_app.gate.partners.rules import KeyRefused, key_of


class PartnerForm(Form):
    organisation = Line(_l("Name of the partner organisation"), needed=True, most=120)
    country = Choice(_l("Country whose people it publishes about"), needed=True, choices=COUNTRIES)
    key = Line(
        _l("Public key"),
        needed=True,
        description=_l("The one line in the file signer.pub of any of its publications: 44 letters and digits."),
    )

    def offer(self) -> None:
        self.country.offer(COUNTRIES, blank=_("Choose a country"))

    def validate_key(self, field: wtforms.Field) -> None:
        if not field.data:
            return
        try:
            key_of(field.data)
        except KeyRefused:
            raise wtforms.ValidationError(
                _("This is no public key. Copy the whole line from signer.pub, 44 characters with the sign at its end.")
            ) from None


class BundleForm(Form):
    bundle = File(
        _l("The publication as a zip file"),
        description=_l("As the partner's desk gives it out under “Download all files”."),
    )

    @property
    def stream(self) -> IO[bytes] | None:
        """What was sent; None: nothing was chosen."""
        sent: Any = self.bundle.data
        return sent.stream if isinstance(sent, FileStorage) and sent.filename else None
