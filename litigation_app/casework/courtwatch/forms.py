"""How is a question of questions.toml asked and its answer kept, and why is the register opened? It has purposes of its own: nobody in
it is a client.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import validators

from litigation_app.casework.courtwatch.rules import Question, Slot
from litigation_app.casework.record_forms.forms import Number
from litigation_app.casework.record_forms.rules import FieldKind
from litigation_app.core.forms import Amount, Choice, Choices, Form, Radios, TextDate
from litigation_app.core.language import _, _l, current, format_date
from litigation_app.core.money import format_amount
from litigation_app.law import codes
from litigation_app.law.country import Jurisdiction


class RegisterForm(Form):
    """Why the register is opened."""

    purpose = Choice(_l("Purpose"), needed=True)

    def __init__(self, typed: MultiDict[str, str] | None = None) -> None:
        super().__init__(typed)
        self.purpose.offer(codes.options("register_purpose", current()), blank=_("Choose a purpose"))


def put_fields(form: Form, slots: Iterable[Slot], law: Jurisdiction, language: str, *, in_sight: bool = False) -> None:
    """Add a field for each slot. `in_sight`: one of few answers is chosen by a touch, all of them in sight."""
    for slot in slots:
        unbound = _control(slot.question, law, language, in_sight=in_sight)
        form._fields[slot.name] = form.meta.bind_field(form, unbound, {"name": slot.name, "prefix": ""})


def limit(form: Form, slots: Iterable[Slot]) -> None:
    """Refuse numbers that are too large; after the form has read what was typed."""
    for slot in slots:
        typed = form[slot.name].data
        if slot.question.kind is FieldKind.NUMBER and typed is not None and typed > slot.question.most:
            form[slot.name].process_errors = [_("At most %(most)s.", most=slot.question.most)]


def kept(form: Form, slots: Iterable[Slot]) -> dict[str, Any]:
    """The answers as they are kept; what was left open is absent. Amounts and days are text."""
    found = {slot.name: form[slot.name].data for slot in slots}
    return {name: _kept(value) for name, value in found.items() if value not in (None, "", [])}


def shown(slots: Iterable[Slot], codes: Mapping[str, Any], law: Jurisdiction, language: str) -> list[tuple[str, str]]:
    """(question, answer) of what was answered, in words."""
    return [
        (slot.question.words.read_in(language), said(slot.question, codes[slot.name], law, language))
        for slot in slots
        if slot.name in codes
    ]


def said(question: Question, value: Any, law: Jurisdiction, language: str) -> str:
    """An answer in words; "" for none."""
    if value in (None, "", []):
        return ""
    if question.kind is FieldKind.DAY:
        return str(format_date(date.fromisoformat(value)))
    if question.kind is FieldKind.AMOUNT:
        return str(format_amount(Decimal(value), law.currency, language))
    if question.kind is FieldKind.NUMBER:
        return str(value)
    words = dict(question.options(law, language))
    return ", ".join(str(words.get(code, code)) for code in (value if isinstance(value, list) else [value]))


def typed_again(slots: Iterable[Slot], codes: Mapping[str, Any]) -> dict[str, Any]:
    """Kept answers as the fields of a form hold them."""
    return {slot.name: _read(slot.question, codes[slot.name]) for slot in slots if slot.name in codes}


def _control(question: Question, law: Jurisdiction, language: str, *, in_sight: bool) -> Any:
    label, needed = question.words.read_in(language), question.needed
    if question.kind is FieldKind.DAY:
        return TextDate(label, needed=needed)
    if question.kind is FieldKind.AMOUNT:
        return Amount(label, needed=needed, description=_("In %(currency)s.", currency=law.currency))
    if question.kind is FieldKind.NUMBER:
        return Number(label, validators=[validators.Optional()])
    options = question.options(law, language)
    if question.kind is FieldKind.SEVERAL:
        return Choices(label, needed=needed, choices=options)
    if in_sight:
        return Radios(label, needed=needed, choices=options)
    return Choice(
        label, needed=needed, choices=[("", _("Choose") if needed else _("Not stated, or not asked")), *options]
    )


def _kept(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return sorted(value)
    return str(value) if isinstance(value, Decimal) else value


def _read(question: Question, value: Any) -> Any:
    if question.kind is FieldKind.DAY:
        return date.fromisoformat(value)
    return Decimal(value) if question.kind is FieldKind.AMOUNT else value
