"""What may a person type, and what is it in the desk's own types? Plain WTForms; wrong input comes back as it was typed."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

import wtforms
from markupsafe import Markup
from wtforms import validators
from wtforms.fields import choices as options
from wtforms.form import BaseForm

from litigation_app.core.clock import today
from litigation_app.core.language import _, current, format_date
from litigation_app.core.money import AmountRefused, format_number, parse_amount
from litigation_app.core.refusals import amount_sentence, date_sentence, how_to_write
from litigation_app.core.text import DateRefused, TimeRefused, clean, format_time, parse_time, read_day
from litigation_app.core.validators import AtMost, Needed, checks, cleaned, too_long

LINE = 200
TEXT = 20_000
LAST_YEAR = 2200


class Form(wtforms.Form):
    """A form of the desk. CSRF is checked for the whole application before any view runs."""

    class Meta:
        csrf = False
        locales = False

    def refuse(self, name: str, sentence: str) -> None:
        """Put a refusal beside the field that it speaks of."""
        found = self[name]
        found.errors = [*found.errors, sentence]

    @property
    def is_refused(self) -> bool:
        return any(field.errors for field in self)


class _Raw:
    """Gives templates what was typed, letter by letter."""

    raw_data: Any

    @property
    def raw_text(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return str(self._value())

    def _value(self) -> str:
        return ""


def _on_one_line(text: str) -> str:
    return " ".join(text.splitlines())


class Line(_Raw, wtforms.StringField):
    """One line of text, at most `most` letters, without invisible marks."""

    def __init__(self, label: Any, *, needed: bool = False, most: int = LINE, **kwargs: Any) -> None:
        super().__init__(
            label, validators=checks(needed, [AtMost(most)]), filters=[cleaned(most), _on_one_line], **kwargs
        )

    def _value(self) -> str:
        return self.data or ""


class Text(_Raw, wtforms.TextAreaField):
    """Several lines of text, at most `most` letters."""

    def __init__(self, label: Any, *, needed: bool = False, most: int = TEXT, **kwargs: Any) -> None:
        super().__init__(label, validators=checks(needed, [AtMost(most)]), filters=[cleaned(most)], **kwargs)

    def _value(self) -> str:
        return self.data or ""


class Secret(wtforms.PasswordField):
    """A password: never shown again, never trimmed."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, validators=checks(True, [validators.Length(max=1024)]), **kwargs)

    raw_text = ""


class _Listed:
    """A field whose `choices` are pairs (value, words), never in groups."""

    choices: Any
    data: Any

    def iter_choices(self) -> Any:
        chosen = self.data if isinstance(self.data, list) else [self.data]
        return [options.Choice(value, words, str(value) in chosen, {}) for value, words in self.choices]  # type: ignore[attr-defined]

    def has_groups(self) -> bool:
        return False


_OPTION, _CHOSEN = Markup('<option value="%s">%s</option>'), Markup('<option selected value="%s">%s</option>')


class Select(wtforms.widgets.Select):
    """The same bytes as WTForms', written at once: a list has a hundred and thirty stages."""

    @classmethod
    def render_option(cls, choice: Any) -> Markup:  # type: ignore[override]  # its types are of WTForms 3.2
        return (_CHOSEN if choice.selected else _OPTION) % (choice.value, choice.label or choice.value)


class Choice(_Raw, _Listed, wtforms.SelectField):
    """One of a list; an empty first option unless the field starts with a value."""

    widget: Any = Select()

    def __init__(
        self, label: Any, *, needed: bool = False, choices: Sequence[tuple[str, Any]] = (), **kwargs: Any
    ) -> None:
        super().__init__(label, validators=checks(needed, []), validate_choice=False, **kwargs)
        self.choices = list(choices)

    def offer(self, options: Iterable[tuple[str, Any]], *, blank: Any = None, is_sole_meant: bool = False) -> None:
        """Set what can be chosen; `blank` words the empty first option, which a sole client, paper or head can do without."""
        listed = list(options)
        has_blank = blank is not None and not (is_sole_meant and len(listed) == 1)
        self.choices = [("", blank), *listed] if has_blank else listed

    def pre_validate(self, form: BaseForm) -> None:
        if self.data and self.data not in {str(value) for value, _label in self.choices}:
            raise validators.ValidationError(_("Choose one of the list."))

    def _value(self) -> str:
        return self.data or ""


class Radios(Choice):
    """One of a list, all of it in sight."""

    widget = wtforms.widgets.ListWidget(prefix_label=False)
    option_widget = wtforms.widgets.RadioInput()


class Choices(_Listed, wtforms.SelectMultipleField):
    """Several of a list, as check boxes."""

    widget = wtforms.widgets.ListWidget(prefix_label=False)
    option_widget = wtforms.widgets.CheckboxInput()

    def __init__(
        self, label: Any, *, needed: bool = False, choices: Sequence[tuple[str, Any]] = (), **kwargs: Any
    ) -> None:
        checked = [Needed()] if needed else []  # WTForms' Optional would forgive whatever follows an empty first value
        super().__init__(label, validators=checked, validate_choice=True, **kwargs)
        self.choices = list(choices)

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata([one for one in valuelist if one])

    @property
    def raw_text(self) -> str:
        return ""


class Tick(wtforms.BooleanField):
    """Yes when ticked."""

    raw_text = ""


class ParsedText(_Raw, wtforms.Field):
    """What is typed on one line and read as something else: a day, a time, an amount."""

    widget = wtforms.widgets.TextInput()

    def __init__(self, label: Any, *, needed: bool = False, **kwargs: Any) -> None:
        super().__init__(label, validators=checks(needed, []), **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = None
        typed = str(valuelist[0]) if valuelist else ""
        if len(typed) > LINE:
            raise ValueError(too_long(len(typed), LINE))
        if clean(typed):
            self.data = self.parse(typed)

    def parse(self, typed: str) -> Any:
        """What was typed, in the desk's own type; raises ValueError with a sentence."""
        raise NotImplementedError


class DayInput(wtforms.widgets.TextInput):
    """A box for a day: desk.js adds the browser's own calendar to it, which a keyboard opens too."""

    def __call__(self, field: wtforms.Field, **kwargs: Any) -> Any:
        when = "past" if getattr(field, "latest", None) else "any"
        return super().__call__(field, **{"data-day": when, "inputmode": "decimal", **kwargs})


class TextDate(ParsedText):
    """A day typed as text ("4. 12. 2026."), because the browser's own date control shows another country's order."""

    widget = DayInput()
    data: date | None

    def __init__(self, label: Any, *, latest: Any = None, earliest: Any = None, **kwargs: Any) -> None:
        self.latest, self.earliest = latest, earliest  # callables giving a date, or None
        super().__init__(label, **kwargs)

    def _value(self) -> str:
        return format_date(self.data)

    def parse(self, typed: str) -> date:
        try:
            return read_day(typed, today(), self.latest() if self.latest else None)
        except DateRefused as refused:
            raise ValueError(date_sentence(refused)) from None

    def post_validate(self, form: BaseForm, validation_stopped: bool) -> None:
        if self.data is None:
            return
        if self.latest is not None and self.data > self.latest():
            raise validators.ValidationError(_("This day lies in the future. Write the day on which it happened."))
        if self.data.year > LAST_YEAR:
            raise validators.ValidationError(_("This day is after the year %(year)s. Check the year.", year=LAST_YEAR))
        floor = self.earliest() if self.earliest is not None else date(1900, 1, 1)
        if self.data < floor:
            day = format_date(floor).rstrip(".")
            raise validators.ValidationError(_("This day is before %(day)s. Check the year.", day=day))


class TextTime(ParsedText):
    """A time of day typed as text ("9.30")."""

    data: time | None

    def _value(self) -> str:
        return format_time(self.data)

    def parse(self, typed: str) -> time:
        try:
            return parse_time(typed)
        except TimeRefused:
            raise ValueError(_("Write the time as hour and minutes: 9.30.")) from None


class Amount(ParsedText):
    """An amount of money as people of the reader's language write it."""

    data: Decimal | None

    @property
    def how(self) -> str:
        """How an amount is written in the reader's language."""
        return how_to_write()

    def _value(self) -> str:
        return "" if self.data is None else format_number(self.data, current())

    def parse(self, typed: str) -> Decimal:
        try:
            return parse_amount(typed, current())
        except AmountRefused as refused:
            raise ValueError(amount_sentence(refused)) from None
