"""Is what was typed enough, and not too much? The refusals say so in the reader's words."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import wtforms
from wtforms import validators
from wtforms.form import BaseForm

from litigation_app.core.language import _, _l, current
from litigation_app.core.money import format_number
from litigation_app.core.text import clean

_FAR = 4  # times as long as it may be: cleaning, which looks at every letter, would not make it fit


class Needed(validators.InputRequired):
    """The field must be filled in, and not with blanks alone; the sentence says so in the reader's words."""

    def __init__(self, message: Any = None) -> None:
        super().__init__(message or _l("Fill this in."))

    def __call__(self, form: BaseForm, field: wtforms.Field) -> None:
        super().__call__(form, field)
        if isinstance(field.data, str) and not clean(field.data):
            field.errors = []
            raise validators.StopValidation(str(self.message))


class AtMost:
    """No more letters than the column or the reader can take; what is far beyond was cut before anybody looked at it."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.field_flags = {"maxlength": most}

    def __call__(self, form: wtforms.Form, field: Any) -> None:
        sent = len(field.raw_text)
        typed = sent if sent > _FAR * self.most else len(field.data or "")
        if typed > self.most:
            raise validators.ValidationError(too_long(typed, self.most))


def too_long(typed: int, most: int) -> str:
    """The sentence about a text of so many characters."""
    return _(
        "This text has %(typed)s characters; at most %(most)s fit. Shorten it.",
        typed=format_number(Decimal(typed), current(), 0),
        most=format_number(Decimal(most), current(), 0),
    )


def cleaned(most: int) -> Callable[[str | None], str]:
    """A filter that takes invisible marks out of as much of a text as may count."""
    return lambda text: clean((text or "")[: _FAR * most + 1])


def checks(needed: bool, others: Sequence[Any]) -> list[Any]:
    """What is asked of a field that must be filled in, or need not be, and these."""
    return [Needed() if needed else validators.Optional(strip_whitespace=False), *others]
