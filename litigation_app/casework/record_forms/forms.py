"""The form of a record, made from what its kind asks; and why something was entered by mistake, asked alike of whatever is struck."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict
from wtforms import IntegerField, validators

from litigation_app.casework.record_forms.rules import Field, FieldKind, Kind, Said
from litigation_app.core.clock import today
from litigation_app.core.forms import Amount, Choice, Choices, Form, Line, Text, TextDate
from litigation_app.core.language import _, _l, current
from litigation_app.law.country import Jurisdiction
from litigation_app.law.words import Table, tables_beside

MOST_NOTE = 20_000
PARTY_NAMES = {
    "proceeding": _l("In which proceedings"),
    "victim": _l("Whom it is about"),
    "defendant": _l("Which accused"),
    "claim": _l("Which claim"),
}
Parties = Mapping[str, Iterable[tuple[str, str]]]


class Number(IntegerField):
    """A whole number from 0."""

    @property
    def raw_text(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else str(self.data or "")

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = None
        typed = str(valuelist[0]).strip() if valuelist else ""
        if not typed:
            return
        if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
            raise ValueError(_("Write a whole number."))
        self.data = int(typed)


@dataclass(frozen=True)
class Asked:
    """What the form is made of: the kind, the law of the country, whom it may name, the reader's language, what it begins with."""

    kind: Kind
    law: Jurisdiction
    parties: Parties
    language: str
    begin: Mapping[str, Any] = field(default_factory=dict)


class RecordForm(Form):
    """The day, whom it is about, what the kind asks, and a note."""

    on = TextDate(_l("Day"), needed=True, latest=today, description=_l("Day, month, year: 4. 12. 2026."))
    note = Text(_l("Note"), most=MOST_NOTE, description=_l("Protected: it is read only in the opened file."))

    def __init__(self, typed: MultiDict[str, str] | None, asked: Asked) -> None:
        super().__init__()
        self.asked = asked
        for party in asked.kind.of:
            self._add_party(party)
        for one in asked.kind.fields:
            self._put(one.id, _unbound(one, asked))
        order = ["on", *asked.kind.of, *(one.id for one in asked.kind.fields), "note"]
        self._fields = {name: self._fields[name] for name in order}
        self.process(typed, data=dict(asked.begin))
        for one in asked.kind.fields:
            self._limit(one)

    def said(self) -> Said:
        """What was typed; the form must have been valid."""
        kind = self.asked.kind
        of = {party: UUID(self[party].data) for party in kind.of if self[party].data}
        told = {one.id: _kept(self[one.id].data) for one in kind.fields if self[one.id].data not in (None, "", [])}
        return Said(kind, self.on.data or today(), told, of, self.note.data or "")

    def party_fields(self) -> list[Any]:
        return [self[party] for party in self.asked.kind.of]

    def own_fields(self) -> list[Any]:
        return [self[one.id] for one in self.asked.kind.fields]

    def _put(self, name: str, unbound: Any) -> None:
        self._fields[name] = self.meta.bind_field(self, unbound, {"name": name, "prefix": ""})

    def _add_party(self, party: str) -> None:
        options, needed = list(self.asked.parties[party]), party in self.asked.kind.needs
        self._put(party, Choice(PARTY_NAMES[party], needed=needed, choices=_offered(options, needed, _("Not named"))))

    def _limit(self, one: Field) -> None:
        if one.kind is FieldKind.NUMBER and self[one.id].data is not None and self[one.id].data > one.most:
            self[one.id].process_errors = [_("At most %(most)s.", most=one.most)]


def _unbound(one: Field, asked: Asked) -> Any:
    label = one.words.read_in(asked.language)
    if one.kind is FieldKind.DAY:
        return TextDate(label, needed=one.needed)
    if one.kind is FieldKind.AMOUNT:
        return Amount(label, needed=one.needed, description=_("In %(currency)s.", currency=asked.law.currency))
    if one.kind is FieldKind.NUMBER:
        return Number(label, validators=[validators.Optional()])
    if one.kind in {FieldKind.LINE, FieldKind.TEXT}:
        return (Line if one.kind is FieldKind.LINE else Text)(label, needed=one.needed)
    return _chosen(one, label, one.options(asked.law, asked.language))


def _chosen(one: Field, label: str, options: list[tuple[str, str]]) -> Any:
    if one.kind is FieldKind.SEVERAL:
        return Choices(label, needed=one.needed, choices=options)
    return Choice(
        label, needed=one.needed, choices=_offered(options, one.needed, _("Nobody asked, or not written down"))
    )


def _offered(options: list[tuple[str, str]], needed: bool, blank: str) -> list[tuple[str, str]]:
    """With an empty first line, unless there is nothing to choose between."""
    if needed and len(options) == 1:
        return options
    return [("", _("Choose") if needed else blank), *options]


def _kept(value: Any) -> Any:
    """An answer as it is kept: amounts and days as text."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


OF_A_DAY = frozenset({"mistyped", "other"})  # why a day was another one: it did happen, once, and here


def words() -> Mapping[str, Table]:
    """The words of mistakes.toml."""
    return tables_beside(__file__, "mistakes.toml")


def why_words(code: str | None) -> str:
    """A code of mistakes.toml in words; "" for none."""
    return words()["why"][code].read_in(current()) if code else ""


def why_field() -> Choice:
    """What was wrong; `offer_why` gives it its answers."""
    return Choice(_l("What was wrong"), needed=True)


def offer_why(field: Choice, only: Collection[str] = ()) -> None:
    """Its answers; `only`: those that fit (none named: all)."""
    field.offer([(code, why_words(code)) for code in words()["why"] if not only or code in only], blank=_("Choose"))


class EnteredInErrorForm(Form):
    """Why it was a mistake."""

    why = why_field()

    def __init__(self, typed: MultiDict[str, str] | None = None) -> None:
        super().__init__(typed)
        offer_why(self.why)
