"""Why was something entered by mistake? Asked and said alike of whatever is struck or corrected."""

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

from werkzeug.datastructures import MultiDict

from litigation_app.core.forms import Choice, Form
from litigation_app.core.language import _, _l, current
from litigation_app.law.words import Table, read_tables

_FILE = Path(__file__).with_name("mistakes.toml")
OF_A_DAY = frozenset({"mistyped", "other"})  # why a day was another one: it did happen, once, and here


@cache
def words() -> Mapping[str, Table]:
    """The words of mistakes.toml."""
    return read_tables(_FILE)


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
