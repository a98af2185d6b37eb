"""How are the methods, the steps and the refusals of a computation said, and what of it do a claim's page and a filing show?"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from litigation_app.casework.claims.calculations import actions, queries
from litigation_app.casework.claims.calculations.rows.rules import AGREED, ASSUMED, PAID, Method, Pain, Reckoned, Step
from litigation_app.casework.claims.calculations.rules import Fault, Refused, Where
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.claims.rules import Part
from litigation_app.core.access import Actor
from litigation_app.core.language import _, _l, current, format_date
from litigation_app.core.money import format_amount, format_number
from litigation_app.core.text import day_in
from litigation_app.law.debts import earnings, spelled
from litigation_app.law.debts.tables import SURE
from litigation_app.law.script import to_cyrillic

METHODS = {
    Method.EARNINGS: _l("By periods of work"),
    Method.RECEIPTS: _l("By receipts"),
    Method.DAYS: _l("By days of pain"),
    Method.EXPERT: _l("As an expert found"),
    Method.STATED: _l("A stated sum"),
}
_PAINS = {
    Pain.STRONG: _l("Days of strong pain"),
    Pain.MEDIUM: _l("Days of medium pain"),
    Pain.WEAK: _l("Days of weak pain"),
}
_REFUSALS = {
    Fault.BACKWARDS: _l("This is before the first day. Check both."),
    Fault.OVERLAP: _l(
        "Some of these days stand in another period too. Two jobs at a time are one period with the hours of both."
    ),
    Fault.NO_RATE: _l("Another currency needs its rate, the day of the rate and who published it."),
    Fault.NOTHING: _l("Nothing is left to claim. Check what is written."),
    Fault.TOO_LARGE: _l("This amount is larger than any award. Check the zeros."),
}
_PLACES = 4


@dataclass(frozen=True)
class Line:
    """A step in words; `chip`: how far its wage can be trusted, "" where it can."""

    text: str
    amount: str
    under: str
    chip: str


def refusal(refused: Refused) -> str:
    """Why nothing can be computed, and what to do."""
    if refused.fault is Fault.NO_WAGE:
        return _(
            "The desk knows no minimum wage for %(day)s there. Write the wage of the time, with where it is known from.",
            day=format_date(refused.day).rstrip("."),
        )
    return str(_REFUSALS[refused.fault])


def doubtful(where: Where) -> str:
    """That minimum wages of the table are not verified, and which; "" where all are."""
    wages = earnings.of_place(where.law.code, where.forum)
    unsure = [format_date(one.since) for one in wages if one.confidence != SURE]
    if not unsure:
        return ""
    which = _(
        "%(count)s of the %(all)s minimum wages in the desk's table are not verified: those that hold from %(days)s",
        count=len(unsure),
        all=len(wages),
        days=", ".join(unsure),
    )
    then = _("A period that meets one is marked so: check the wage before a court sees it.")
    return f"{which} {then}"


def ends(where: Where) -> str:
    """Until when the table of minimum wages goes."""
    day = format_date(earnings.load(where.law.code).known_until)
    return _(
        "The desk's table of minimum wages ends on %(day)s Later days take the last wage, and are marked as assumed.",
        day=day,
    )


def lines(reckoned: Reckoned, currency: str) -> list[Line]:
    """The steps in the reader's words, what comes off with a minus."""
    return [_line(step, currency) for step in reckoned.steps]


def _line(step: Step, currency: str) -> Line:
    chip = _("assumed") if step.doubt == ASSUMED else _("not verified") if step.doubt else ""
    return Line(_text(step, currency), _money(step.amount, currency), _under(step), chip)


def _text(step: Step, currency: str) -> str:
    each = _money(step.each, currency) if step.each is not None else ""
    if step.what == PAID:
        return _("Less amounts received")
    if step.unit == "hour":
        return _("%(count)s hours at %(each)s", count=number(step.count), each=each)
    if step.unit == "month":
        return _("%(count)s months of full-time work at %(each)s", count=number(step.count), each=each)
    if step.unit == "day":
        return f"{_PAINS[Pain(step.what)]}: {number(step.count)} × {each}"
    if step.count is not None:
        return f"{_money(step.count, step.unit)} × {number(step.each, 6)}"
    return str(METHODS[Method(step.what)]) if step.what != Method.RECEIPTS else format_date(step.first)


def _under(step: Step) -> str:
    days = _days(step)
    kind = {Method.EARNINGS.value: _("minimum wage"), AGREED: _("wage that is known")}.get(step.what, "")
    return " · ".join(part for part in (days, kind, step.said) if part)


def _days(step: Step) -> str:
    if step.what in {Method.EARNINGS, AGREED}:
        return f"{format_date(step.first)} – {format_date(step.last)}"
    if step.what == Method.RECEIPTS and step.count is not None:
        rate = _("rate of %(day)s", day=format_date(step.last).rstrip(".")) if step.last else ""
        return " · ".join(part for part in (format_date(step.first), rate) if part)
    return format_date(step.first) if step.what == Method.EXPERT else ""


def number(count: Decimal | None, places: int = _PLACES) -> str:
    """A number as short as it can be: whole, or with as many decimals as it has, at most `places`."""
    if count is None:
        return ""
    needed = -int(count.normalize().as_tuple().exponent)
    return format_number(count, current(), min(max(needed, 0), places))


def _money(amount: Decimal | None, currency: str) -> str:
    return format_amount(amount, currency, current())


@dataclass(frozen=True)
class Row:
    """A row of a claim. `method` "": nothing is kept of it, or that cannot be read now; `is_closed`: something is, and her record is
    closed: whether it was computed stands there too.

    `lines`: none where a sum was stated, or typed over what was computed; `note`: what it rests on.
    """

    head: str
    is_closed: bool = False
    method: str = ""
    note: str = ""
    sum: str = ""
    lines: list[Line] = field(default_factory=list)


def rows(actor: Actor, claim: Claim, parts: tuple[Part, ...]) -> list[Row]:
    """One for each row of the claim, in its order."""
    of_rows, found = queries.of_rows(claim, parts), []
    opened = actions.opened_of(actor, claim, of_rows)
    for part in parts:
        kept = opened.get(part.head)
        if kept is None:
            found.append(Row(part.head, is_closed=part.head in of_rows))
            continue
        is_computed = kept.said.method is not Method.STATED and kept.reckoned.amount == part.amount
        method = str(METHODS[kept.said.method])
        steps = lines(kept.reckoned, claim.currency) if is_computed else []
        together = format_amount(kept.reckoned.amount, claim.currency, current())
        found.append(Row(part.head, method=method, note=kept.said.note, sum=together, lines=steps))
    return found


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
    """Of whom alone one kind of damage is asked, whose names stay as they are: "Strah, samo na teret: Prvi Izmišljeni"."""
    return f"{head}, {_word('alone', language)}: {', '.join(names)}"


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
