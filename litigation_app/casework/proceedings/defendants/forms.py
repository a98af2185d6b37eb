"""What does a lawyer say about an accused?"""

from typing import Any

from litigation_app.casework.cases.forms import Versioned
from litigation_app.casework.proceedings.defendants.actions import Identity
from litigation_app.core import text
from litigation_app.core.clock import today
from litigation_app.core.forms import Line, Text, Tick
from litigation_app.core.language import _, _l

MOST_NAMES = 10


class DefendantForm(Versioned):
    """Who he is: everything is protected."""

    name = Line(_l("Name or company"), description=_l("All of this is protected: it is read only in the opened file."))
    is_company = Tick(_l("Company or other legal person"))
    others = Text(
        _l("Other names"), most=1_000, description=_l("One on each line: nicknames, maiden name, other spellings.")
    )
    born = Line(_l("Year of birth"), most=4)
    nationality = Line(_l("Citizenship"), most=100)
    number = Line(_l("Personal or registration number"), most=60)
    address = Line(_l("Address"))
    counsel = Line(_l("Counsel"), description=_l("Who defends the accused, with a telephone."))
    about = Text(_l("What else is known"), most=10_000, description=_l("Relations, whereabouts."))

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if self.born.data and not text.is_year(self.born.data, latest=today().year):
            self.refuse("born", _("Write a year such as 2001."))
        if len(self._others()) > MOST_NAMES:
            self.refuse("others", _("Write at most %(most)s names.", most=MOST_NAMES))
        return not self.is_refused

    def identity(self) -> Identity:
        said = {one: self[one].data or "" for one in ("name", "about", "nationality", "number", "address", "counsel")}
        born = int(self.born.data) if self.born.data else None
        return Identity(**said, others=self._others(), is_company=bool(self.is_company.data), born=born)

    def typed(self) -> list[tuple[str, str]]:
        """What she wrote, letter by letter: (field, text)."""
        boxes = [one for one in self if isinstance(one, Line | Text) and one.raw_text]
        return [(str(one.label.text), one.raw_text) for one in boxes]

    def _others(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in (self.others.data or "").splitlines() if line.strip())
