"""How much, in what currency? Decimals only; an amount that could be read two ways is refused."""

import re
from dataclasses import dataclass
from decimal import Decimal

from litigation_app.core.text import NBSP, clean

CURRENCIES = ("RSD", "MKD", "BAM", "EUR")
CENT = Decimal("0.01")
LARGEST = Decimal("999999999999.99")  # the columns hold 14 digits
_SPACES = re.compile(r"[\s\u00a0\u202f]")  # between groups of three digits only: "5 00" may be five hundred or five
# no group begins with a zero: "0.500" is a half, written by an English hand
_COMMA_DECIMAL = re.compile(
    r"[1-9][0-9]{0,2}(?:(?P<group>[. ])[0-9]{3}(?:(?P=group)[0-9]{3})*)?(,[0-9]{1,2})?|[0-9]+(,[0-9]{1,2})?"
)
_POINT_DECIMAL = re.compile(
    r"[1-9][0-9]{0,2}(?:(?P<group>[, ])[0-9]{3}(?:(?P=group)[0-9]{3})*)?(\.[0-9]{1,2})?|[0-9]+(\.[0-9]{1,2})?"
)
_BOTH_MARKS = re.compile(r"[1-9][0-9]{0,2}(?P<group>[.,])[0-9]{3}(?:(?P=group)[0-9]{3})*(?!(?P=group))[.,][0-9]{1,2}")
_COMMA_RATE = re.compile(r"[0-9]{1,6}(,[0-9]{1,6})?")
_POINT_RATE = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")


class AmountRefused(ValueError):
    """The text is no amount, or could be two; `reason` is a code, `meant` a spelling that would be accepted or ""."""

    def __init__(self, reason: str, meant: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.meant = meant


@dataclass(frozen=True)
class Money:
    """An amount in a currency."""

    amount: Decimal
    currency: str


def parse_amount(text: str, language: str) -> Decimal:
    """Read an amount as people of `language` write it; raises AmountRefused.

    English "12,500.00", otherwise "12.500,00"; where both marks stand there so, it is the same in any language. A space may
    stand between groups of three digits. "12.5" is refused in Serbian rather than read as 125.
    """
    typed = _SPACES.sub(" ", clean(text))
    if not typed:
        raise AmountRefused("empty")
    if typed.startswith("-"):
        raise AmountRefused("negative")
    english = typed.rfind(".") > typed.rfind(",") if _BOTH_MARKS.fullmatch(typed) else language == "en"
    if not (_POINT_DECIMAL if english else _COMMA_DECIMAL).fullmatch(typed):
        raise AmountRefused("unreadable", _meant(typed, language))
    whole = typed.replace(" ", "")
    amount = Decimal(whole.replace(",", "") if english else whole.replace(".", "").replace(",", "."))
    if amount > LARGEST:
        raise AmountRefused("too_large")
    return amount.quantize(CENT)


def parse_rate(text: str, language: str) -> Decimal:
    """Read a rate of exchange: figures with at most six decimals after the sign of `language`, nothing between them.

    Raises AmountRefused.
    """
    typed = clean(text)
    if not (_POINT_RATE if language == "en" else _COMMA_RATE).fullmatch(typed):
        raise AmountRefused("unreadable")
    rate = Decimal(typed.replace(",", "."))
    if not rate:
        raise AmountRefused("empty")
    return rate


def _meant(typed: str, language: str) -> str:
    other = _COMMA_DECIMAL if language == "en" else _POINT_DECIMAL
    if not other.fullmatch(typed):
        return ""
    whole = typed.replace(" ", "")
    plain = whole.replace(".", "").replace(",", ".") if language == "en" else whole.replace(",", "")
    return format_number(Decimal(plain), language)


def format_number(amount: Decimal, language: str, decimals: int = 2) -> str:
    """ "2.480.000,00" ("2,480,000.00" in English)."""
    text = f"{amount:,.{decimals}f}"
    return text if language == "en" else text.replace(",", "\0").replace(".", ",").replace("\0", ".")


def format_amount(amount: Decimal | None, currency: str, language: str) -> str:
    """ "2.480.000,00 RSD" with a no-break space; "" for None. RSD keeps two decimals (CLDR would round them away)."""
    return "" if amount is None else f"{format_number(amount, language)}{NBSP}{currency}"


def ends_of_rounded(printed: Decimal, digits: int) -> tuple[Decimal, Decimal]:
    """Between which amounts one lies that is printed with so many significant digits, in whole units at the finest. What is just
    below a power of ten is rounded by a tenth of the step above it.
    """
    if not printed:
        return printed, printed
    step = Decimal(10) ** max(printed.adjusted() - digits + 1, 0)
    below = max(step / 10, Decimal(1)) if printed == Decimal(10) ** printed.adjusted() else step
    return max(printed - below / 2, Decimal(0)), printed + step / 2
