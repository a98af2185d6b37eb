"""How is a day or an amount that cannot be read refused, in the reader's words and with the spelling that would be taken?"""

from decimal import Decimal

from litigation_app.core.language import _, current
from litigation_app.core.money import AmountRefused, format_number
from litigation_app.core.text import DateRefused, clean

_EXAMPLE = Decimal(12_500)


def date_sentence(refused: DateRefused) -> str:
    if refused.reason == "no_such_day":
        typed = clean(refused.text)[:40].rstrip(".") + "."
        return _("There is no %(typed)s Write a day that exists, for example 4. 12. 2026.", typed=typed)
    return _("Write the day as day, month, year: 4. 12. 2026.")


def amount_sentence(refused: AmountRefused) -> str:
    """The refusal of an amount in the reader's words, with the spelling that would be accepted."""
    if refused.reason == "negative":
        return _("Write an amount of zero or more.")
    if refused.reason == "too_large":
        return _("This amount is larger than any award. Check the zeros.")
    if refused.meant:
        return _("This could be read two ways. If you mean %(meant)s, write it so.", meant=refused.meant)
    return how_to_write()


def how_to_write() -> str:
    """How an amount is written in the reader's language."""
    return _("Write the amount like %(example)s.", example=format_number(_EXAMPLE, current()))
