"""By what is a list of cases narrowed?"""

from collections.abc import Iterable, Mapping
from typing import cast
from uuid import UUID

from werkzeug.datastructures import MultiDict

from litigation_app.accounts.staff.offices.forms import COUNTRY_NAMES
from litigation_app.core.forms import Choice, Form
from litigation_app.core.language import _, _l, current
from litigation_app.core.text import in_alphabet
from litigation_app.law import loader
from litigation_app.law.country import Jurisdiction


class FilterForm(Form):
    """Each field is a parameter of the address; empty: all. A field with one answer alone is left out."""

    kind = Choice(_l("Kind of proceedings"))
    stage = Choice(_l("Stage"))
    court = Choice(_l("Court"))
    lawyer = Choice(_l("Lawyer"))
    office = Choice(_l("Office"))
    country = Choice(_l("Country"))
    barred = Choice(
        _l("Limitation"),
        choices=[
            ("", _l("Any time")),
            ("y", _l("Within six months")),
            ("n", _l("Cannot be counted: no day of the offence")),
        ],
    )

    def __init__(
        self,
        said: Mapping[str, str],
        *,
        offices: Iterable[tuple[UUID, str, str]],
        lawyers: Iterable[tuple[UUID, str]],
    ) -> None:
        super().__init__(MultiDict(said))
        at, led = list(offices), list(lawyers)
        countries = sorted({country for _id, _name, country in at})
        laws = [loader.load(one) for one in countries]
        self.kind.offer(_kinds(laws).items(), blank=_("Any kind"))
        self.stage.offer(_stages(laws, said.get("kind", "")).items(), blank=_("Any stage"))
        self.court.offer(courts(laws), blank=_("Any court"))
        self.lawyer.offer([(str(id_), name) for id_, name in led], blank=_("All lawyers"))
        self.office.offer([(str(id_), name) for id_, name, _country in at], blank=_("All offices"))
        self.country.offer([(one, COUNTRY_NAMES[one]) for one in countries], blank=_("All countries"))
        for name, several in (("lawyer", len(led)), ("office", len(at)), ("country", len(countries))):
            if several < 2:
                del self[name]

    def in_force(self) -> list[tuple[str, str, str]]:
        """What the list is narrowed by now: (parameter, its name, the answer)."""
        found = []
        for name in self._fields:
            field = cast(Choice, self[name])
            words = {str(value): text for value, text in field.choices}.get(field.data or "")
            if field.data and words:
                found.append((name, field.label.text, str(words)))
        return found


def _kinds(laws: Iterable[Jurisdiction]) -> dict[str, str]:
    found: dict[str, str] = {}
    for law in laws:
        for graph in law.procedures:
            found.setdefault(graph.family, graph.name(current()))
    return found


def _stages(laws: Iterable[Jurisdiction], kind: str) -> dict[str, str]:
    """Of each proceedings (of this kind, where one is chosen) its stages; one that several countries have stands once."""
    found: dict[str, str] = {}
    for law in laws:
        for graph in law.procedures:
            for stage in graph.stages if kind in ("", graph.family) else ():
                if stage.kind != "start":
                    found.setdefault(f"{graph.id}.{stage.id}", f"{graph.name(current())}: {stage.name(current())}")
    return found


def courts(laws: Iterable[Jurisdiction]) -> list[tuple[str, str]]:
    """Those of these countries in the order of their names: (code, name)."""
    found = {court.id: court.name(current()) for law in laws for court in law.courts}
    return sorted(found.items(), key=lambda one: in_alphabet(one[1], current()))
