"""Which paper proves which head of damage, on which pages?"""

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from litigation_app.casework.claims.evidence.actions import Said
from litigation_app.core.forms import Choice, Form, Line
from litigation_app.core.language import _, _l

_PAGES = re.compile(r"[0-9]{1,5}([–, ]+[0-9]{1,5})*")
CHOSEN = {
    "paper": re.compile(r"[0-9a-f-]{36}"),
    "head": re.compile(r"[a-z_]{1,40}"),
    "pages": re.compile(r"[0-9]{1,5}([-–, ]+[0-9]{1,5})*"),
}  # what of each field can stand in an address, where no name may


class EvidenceForm(Form):
    """A paper for a head of damage."""

    paper = Choice(_l("Document"), needed=True)
    head = Choice(_l("Which head of damage it proves"), needed=True)
    pages = Line(_l("Pages"), most=40, description=_l("Figures: 2–5, 8. Empty: all of it."))

    def __init__(
        self, typed: Any, papers: Sequence[tuple[str, str]], heads: Sequence[tuple[str, str]], **known: str
    ) -> None:
        super().__init__(typed, data=known)
        self.paper.offer(papers, blank=_("Choose"), is_sole_meant=True)
        self.head.offer(heads, blank=_("Choose"), is_sole_meant=True)

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if self.written_pages() and not _PAGES.fullmatch(self.written_pages()):
            self.refuse("pages", _("Write the pages as figures: 2–5, 8."))
        return not self.is_refused

    def papers(self) -> list[str]:
        """The papers that can be chosen."""
        return [value for value, _words in self.paper.choices if value]

    def written_pages(self) -> str:
        """With a dash where a hyphen was typed."""
        return (self.pages.data or "").replace("-", "–")

    def said(self) -> Said:
        """What is said; the form must have been valid."""
        return Said(self.head.data or "", UUID(self.paper.data or ""), self.written_pages())
