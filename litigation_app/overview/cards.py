"""What is a figure on the first page: sentences with their number, a picture, where it is from, where its table is?"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from litigation_app.core.language import _

MARK = "\0"  # around a number that is set in bold


@dataclass(frozen=True)
class Card:
    """`sentences`: with marks. Without them `missing` says why, and `to_do` what to do next, with its address."""

    title: str
    sentences: Sequence[str] = ()
    picture: Markup | None = None
    has_hidden: bool = False
    source: str = ""
    table: str = ""
    missing: str = ""
    to_do: tuple[str, str] | None = None

    @property
    def parts(self) -> list[list[str]]:
        """Each sentence in pieces, of which every second one is bold."""
        return [one.split(MARK) for one in self.sentences]


def bold(words: str | None) -> str:
    """A number of a sentence; of one that is hidden and that nothing bounds only that it is hidden."""
    return f"{MARK}{words}{MARK}" if words else _("a suppressed number")


def unpublished(title: str, country: str = "") -> Card:
    """`country`: its name; "": of none anything is there."""
    why = (
        _("Nothing of %(country)s is published that has this figure.", country=country)
        if country
        else _("Nothing of our own is published yet.")
    )
    return Card(title, missing=why, to_do=(_("Prepare a data publication"), url_for("gate.new")))
