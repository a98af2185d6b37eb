"""Which entries are to be taken out of the log?"""

from litigation_app.core.forms import Form, Line
from litigation_app.core.language import _, _l

_MOST_DIGITS = 12
MOST_ENTRIES = 50_000


class RangeForm(Form):
    first = Line(_l("From number"), needed=True, most=_MOST_DIGITS)
    last = Line(_l("To number"), needed=True, most=_MOST_DIGITS)

    def is_good(self) -> bool:
        """Both are numbers, in their order."""
        return self.validate() and all(_is_number(self, name) for name in ("first", "last")) and self._is_ordered()

    def _is_ordered(self) -> bool:
        if self.range[0] > self.range[1]:
            self.refuse("last", _("The last number must not be smaller than the first."))
        elif self.range[1] - self.range[0] >= MOST_ENTRIES:
            self.refuse("last", _("At most %(most)s entries are exported at once.", most=MOST_ENTRIES))
        return not self.is_refused

    @property
    def range(self) -> tuple[int, int]:
        return int(self.first.data or 0), int(self.last.data or 0)


class ProofForm(Form):
    entry = Line(_l("Number of the entry"), needed=True, most=_MOST_DIGITS)

    def is_good(self) -> bool:
        return self.validate() and _is_number(self, "entry")


def _is_number(form: Form, name: str) -> bool:
    typed = form[name].data or ""
    is_number = typed.isascii() and typed.isdecimal() and int(typed) > 0
    if not is_number:
        form.refuse(name, _("Write the number as it stands in the list."))
    return is_number
