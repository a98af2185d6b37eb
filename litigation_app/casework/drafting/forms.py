"""Which paper is written, for whom, of which claim, in which script?"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litigation_app.casework.drafting import rules
from litigation_app.casework.drafting.actions import Chosen
from litigation_app.core.forms import Choice, Form, Tick
from litigation_app.core.language import _, _l, current
from litigation_app.law import script

_SCRIPTS = {script.CYRILLIC: "Српски (ћирилица)", script.LATIN: "Srpski (latinica)"}


class DraftForm(Form):
    """A paper to be written from the file."""

    template = Choice(_l("What is written"), needed=True)
    language = Choice(_l("Script"), needed=True)
    victim = Choice(_l("For which client"))
    claim = Choice(_l("Of which claim"))
    court = Choice(_l("Court and file number"))
    names_in_cyrillic = Tick(_l("Names and addresses in Cyrillic letters"))
    is_kept = Tick(_l("Keep it as a document of the case as well"))

    def __init__(self, typed: Any, country: str, offered: Mapping[str, list[tuple[str, str]]], **begin: str) -> None:
        """`begin`: what is chosen at first; a sole client and a sole claim are."""
        sole = {name: listed[0][0] for name, listed in offered.items() if len(listed) == 1 and name != "court"}
        super().__init__(typed, data=sole | begin if typed is None else None)
        self._languages = script.COURT_LANGUAGES[country]
        there = {id_: one for id_, one in rules.templates().items() if one.is_in(self._languages[0])}
        self.template.offer([(id_, one.words.read_in(current())) for id_, one in there.items()], blank=_("Choose"))
        self.victim.offer(offered["victim"], blank=_("Left blank"))
        self.claim.offer(offered["claim"], blank=_("Left blank"))
        self.court.offer(offered["court"], blank=_("Those of the claim, else of the trial"))
        self.language.offer([(one, _SCRIPTS.get(one, one)) for one in self._languages])
        if len(self._languages) == 1:
            del self.language
        if script.IN_CYRILLIC.isdisjoint(self._languages):
            del self.names_in_cyrillic

    def chosen(self) -> Chosen:
        language = (self.language.data if "language" in self else "") or self._languages[0]
        victim, claim = (UUID(one.data) if one.data else None for one in (self.victim, self.claim))
        template = rules.templates()[self.template.data or ""]
        of_claim = claim if template.has_claim else None  # a power or a motion is of no claim
        names_in = language if "names_in_cyrillic" in self and self.names_in_cyrillic.data else ""
        return Chosen(template, language, victim, of_claim, self.court.data or "", names_in)
