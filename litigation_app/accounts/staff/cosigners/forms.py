"""Whom somebody asks from outside, what comes back, and who is named as an outside co-signer."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import wtforms
from werkzeug.datastructures import FileStorage, MultiDict

from litigation_app.accounts.staff.cosigners import queries, rules
from litigation_app.accounts.staff.people.forms import AddressForm
from litigation_app.core.forms import Choice, Form, Line
from litigation_app.core.language import _, _l
from litigation_app.core.uploads import File


class OutsideForm(Form):
    """Whom to ask, and her answer: two buttons of one card. `of`: what it is about, where several stand on one page; `but`: whom not to
    ask, since it is about her."""

    cosigner = Choice(_l("Co-signer"))
    answer = File(_l("The file that they signed"))

    def __init__(
        self, typed: MultiDict[str, Any] | None = None, *, of: UUID | None = None, but: UUID | None = None
    ) -> None:
        super().__init__(typed)
        self.cosigner.offer([(str(one.id), one.name) for one in queries.in_force() if one.id != but])
        if of is not None:
            self.cosigner.id, self.answer.id = f"cosigner-{of}", f"answer-{of}"

    @property
    def offers_somebody(self) -> bool:
        return bool(self.cosigner.choices)

    @property
    def chosen(self) -> UUID | None:
        """None: nobody who may co-sign now."""
        known = {value for value, _name in self.cosigner.choices}
        return UUID(self.cosigner.data) if self.cosigner.data in known else None


class SentForm(Form):
    """A file with a request or an answer: a few lines of text."""

    file = File(_l("The file of the request"))


def text_of(field: wtforms.Field) -> str:
    """What the file says that was sent, no more of it than such a file has; "" where none was."""
    sent: Any = field.data
    if not (isinstance(sent, FileStorage) and sent.filename):
        return ""
    stream = sent.stream
    stream.seek(0)
    return stream.read(rules.MOST_BYTES).decode("utf-8", "replace")


class CosignerForm(AddressForm):
    """Who is to be named. Her address is that of her own desk: it says there for whom a request is."""

    name = Line(_l("Name"), needed=True, most=60)
    organisation = Line(_l("Organisation"), needed=True, most=50)
    email = Line(
        _l("E-mail address"), needed=True, most=254, description=_l("With which they sign in at their own desk.")
    )
    partner = Choice(_l("The organisation's key"), needed=True)

    def offer(self, origins: Sequence[str]) -> None:
        self.partner.offer([(one, one) for one in origins], blank=_("Choose a key"))
