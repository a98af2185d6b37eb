"""Which rows of the same fields does a form have, and what is wrong with each and with all of them?"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import wtforms

from litigation_app.core.language import _


class Checked(Protocol):
    """A row that can tell by itself whether it is whole."""

    def check(self) -> bool: ...


def all_right(rows: Iterable[Checked]) -> bool:
    """Whether every row is whole; all of them are looked at, so that each says what is wrong with it."""
    return not [row for row in rows if not row.check()]


class Growing(Protocol):
    """A form to which a row can be added."""

    def add_row(self) -> None: ...


def wants_row(form: Growing, sent: Mapping[str, str]) -> bool:
    """Whether she asked for one row more, which the form then has: nothing is saved and nothing is lost."""
    wants = sent.get("again") == "row"
    if wants:
        form.add_row()
    return wants


class Rows(wtforms.FieldList):  # type: ignore[type-arg]  # generic for mypy alone
    """Rows of the same fields. One whose number is no plain figure is not there; WTForms alone breaks on "²".

    `row` is what one of them is called, with %(number)s for its place.
    """

    _of_all: tuple[str, ...] = ()
    _left_out = False

    def __init__(self, row_field: Any, *, row: Any, **kwargs: Any) -> None:
        self.row = row
        super().__init__(row_field, **kwargs)

    def name_of(self, number: int) -> str:
        return str(self.row) % {"number": number}

    @property
    def errors(self) -> list[Any]:
        """What is wrong in each row, also where that was found after WTForms had looked; then what is wrong with all."""
        of_rows = [row.errors for row in self.entries]
        return [*(of_rows if any(of_rows) else []), *self._of_all]

    @errors.setter
    def errors(self, found: Sequence[Any]) -> None:
        self._of_all = tuple(one for one in found if isinstance(one, str))

    @property
    def of_all(self) -> tuple[str, ...]:
        """What is wrong with the rows together, and with none of them alone."""
        return self._of_all

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        """WTForms alone forgets rows beyond the most without a word."""
        typed = set(self._extract_indices(self.name, formdata)) if formdata else set()
        self._left_out = self.max_entries is not None and len(typed) > self.max_entries
        super().process(formdata, *args, **kwargs)

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        """Also refused where more rows came than there may be: nobody must lose one unknowingly."""
        is_right = super().validate(form, extra_validators)
        if self._left_out:
            self._of_all = (_("At most %(most)s rows. Those after them are not read.", most=self.max_entries),)
        return bool(is_right) and not self._left_out

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterable[int]:
        typed = (
            name.removeprefix(f"{prefix}-").partition("-")[0] for name in formdata if name.startswith(f"{prefix}-")
        )
        return [int(number) for number in typed if number.isascii() and number.isdigit() and len(number) <= 4]
