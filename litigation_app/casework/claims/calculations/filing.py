"""How is it said in a filing how an amount was computed, what the sum is in words, and who owes it? Pure."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from litigation_app.casework.claims.calculations.said import PAID, Method, Reckoned, Step
from litigation_app.core.money import format_amount, format_number
from litigation_app.core.text import day_in
from litigation_app.law.debts import spelled
from litigation_app.law.script import to_cyrillic

_CYRILLIC = "sr-Cyrl"
_KEYS = {"sr-Latn": "sr", _CYRILLIC: "sr"}  # the others are called in the file as they are
_MOST_DECIMALS = 6


def computed(head: str, reckoned: Reckoned, currency: str, language: str) -> str:
    """One line: "Izgubljena zarada: 60 sati × 130,00 + 24 sati × 143,00 − 1.000,00 = 10.232,00 RSD"; "" for a stated sum."""
    if all(step.what == Method.STATED for step in reckoned.steps):
        return ""
    line = " ".join(_step(step, language, is_first=place == 0) for place, step in enumerate(reckoned.steps))
    return f"{head}: {line} = {format_amount(reckoned.amount, currency, language)}"


def _step(step: Step, language: str, *, is_first: bool) -> str:
    sign = "− " if step.what == PAID else "" if is_first else "+ "
    return sign + _worth(step, language)


def _worth(step: Step, language: str) -> str:
    """What a step is worth: a product where it is one."""
    if step.count is None or step.each is None:
        before = f"{_word('finding', language)} {day_in(language, step.first)} " if step.what == Method.EXPERT else ""
        return before + format_number(abs(step.amount), language)
    is_counted = step.unit in {"hour", "month", "day"}
    unit = _word(step.unit, language) if is_counted else step.unit
    money = 0 if is_counted else 2
    return f"{_short(step.count, language, least=money)} {unit} × {_short(step.each, language, least=2)}"


def _short(number: Decimal, language: str, *, least: int) -> str:
    """A number with the decimals that it has, at least so many."""
    has = -int(number.normalize().as_tuple().exponent)
    return format_number(number, language, min(max(has, least), _MOST_DECIMALS))


def heading(language: str) -> str:
    """What stands before the lines of how the amounts were computed."""
    return _word("how", language)


def in_words(amount: Decimal, currency: str, language: str) -> str:
    """The sum as it is repeated in words."""
    return f"{_word('spelled', language)}: {spelled.amount(amount, currency, language)}"


def owed_by(names: Sequence[str], language: str) -> str:
    """Of whom it is asked; several owe it jointly and severally. "" for nobody named."""
    return f"{_word('one' if len(names) == 1 else 'joint', language)}: {', '.join(names)}" if names else ""


def owed_by_some(head: str, names: Sequence[str], language: str) -> str:
    """Of whom alone one kind of damage is asked: "Strah: samo prema Prvi Izmišljeni"."""
    return f"{head}: {_word('alone', language)} {', '.join(names)}"


def proved(head: str, exhibits: Sequence[tuple[str, str]], language: str) -> str:
    """By which papers a kind of damage is proved: "Dokazi (Izgubljena zarada): Prilog 1, nalaz, str. 2–5". Of each its name and pages."""
    named = [f"{name}, {_word('pages', language)} {pages}" if pages else name for name, pages in exhibits]
    return f"{_word('proof', language)} ({head}): {'; '.join(named)}"


def interest(asked: str, day: date | None, language: str) -> str:
    """From when default interest is asked (an Interest of the terms); "" where nobody said, or none is."""
    if not asked or asked == "none":
        return ""
    line = _word(f"interest_{asked}", language)
    return f"{line} {day_in(language, day)}" if asked == "day" else line


def _word(name: str, language: str) -> str:
    said = _table()[_KEYS.get(language, language)][name]
    return to_cyrillic(said) if language == _CYRILLIC else said


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(Path(__file__).with_name("filing.toml").read_text(encoding="utf-8"))
