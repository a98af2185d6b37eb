"""What is a field of a scenario's form, how is each kind of value typed in a reader's language, and what was meant?

A key is dotted; `*` stands for each row of a list or each name of a table. `kind`: share (typed in per cent), money, number,
whole, year (of the calendar), yes, line, shares, counts, heads, what can be chosen (`CHOSEN`; of a series, all in sight), or one
of `tables.COLUMNS`: rows of a table.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from litigation_app.core.language import _, _l
from litigation_app.core.money import AmountRefused, format_number, parse_amount
from litigation_app.core.refusals import amount_sentence
from litigation_app.core.text import clean
from litigation_app.statistics.fund.inputs import years_in
from litigation_app.statistics.fund.scenario import Tree

DECIMALS = 6
NUMBER_MOST = 10**12  # as the engine's
_POINT = re.compile(r"-?([0-9]{1,3}([, ][0-9]{3})+|[0-9]+)(\.[0-9]{1,8})?")
_COMMA = re.compile(r"-?([0-9]{1,3}([. ][0-9]{3})+|[0-9]+)(,[0-9]{1,8})?")
_POINT_GROUP, _COMMA_GROUP = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}"), re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_FINE = re.compile(r"[.,][0-9]{4,}$")
_DASHES = re.compile(r"–|—|-|\.\.\.?|…")  # what stands around it is cleaned apart


class Mistyped(ValueError):
    """What was typed cannot be meant; the message is a sentence for whoever typed it."""


def said(kind: str, value: Any, language: str) -> str:
    """A value as it stands in its field; "" for none."""
    if value is None or isinstance(value, bool):
        return ""
    if kind in {"line", "year"} or isinstance(value, str):
        return str(value)
    return _SAID[kind](value, language) if kind in _SAID else number(value, language)


def meant(kind: str, text: str, language: str) -> Any:
    """The value that a text means; None for an empty one. Raises Mistyped."""
    text = text.strip()
    if not text:
        return None
    return _MEANT.get(kind, _number)(text, language)


def number(value: float, language: str, factor: int = 1) -> str:
    """With as many decimals as it has, six at most; never three, which may be read as a thousand."""
    exact = (Decimal(repr(value)) * factor).quantize(Decimal(1).scaleb(-DECIMALS)).normalize() + 0
    exponent = exact.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return format_number(exact, language, places + 1 if places == len("000") and factor == 1 else places)


def _share_said(value: float, language: str) -> str:
    return number(value, language, 100)


def _shares_said(values: list[float], language: str) -> str:
    return "; ".join(_share_said(one, language) for one in values)


def _count_said(value: Any) -> str:
    return f"{value[0]}–{value[1]}" if isinstance(value, list) else str(value)


def _counts_said(values: dict[str, Any], language: str) -> str:  # noqa: ARG001
    found = sorted((str(years), one) for years, one in values.items())
    return "\n".join(f"{years.replace('-', '–')}: {_count_said(one)}" for years, one in found)


def _quantiles_said(values: dict[str, float], language: str) -> str:
    return "\n".join(f"{number(float(p), language, 100)} %: {number(x, language)}" for p, x in values.items())


def _bands_said(values: list[dict[str, float]], language: str) -> str:
    return "\n".join(f"{number(b['from'], language)}: {number(b['amount'], language)}" for b in values)


def _histogram_said(value: dict[str, Any], language: str) -> str:
    ends = ["" if one == "open" else number(one, language) for one in value["bounds"]]
    pairs = zip(pairwise(ends), value["counts"], strict=True)
    return "\n".join(
        f"{low}–{high}: {_count_said(count)}" if high else f"> {low}: {_count_said(count)}"
        for (low, high), count in pairs
    )


def _tariff_said(value: dict[str, Any], language: str) -> str:
    return "\n".join(
        f"{number(amount, language)}: {_count_said(count)}"
        for amount, count in zip(value["amounts"], value["counts"], strict=True)
    )


def _posts_said(values: list[dict[str, Any]], language: str) -> str:
    return "\n".join(
        f"{one['name']}: {number(one['number'], language)} × {number(one['gross_pay_per_year'], language)}"
        f" + {_share_said(one.get('on_costs', 0), language)} %"
        for one in values
    )


def _decimal(text: str, language: str) -> Decimal:
    typed = clean(text).removesuffix("%").strip().replace("\u00a0", " ").replace("\u202f", " ").replace("−", "-")
    plain = typed.replace(" ", "")
    plain = plain.replace(",", "") if language == "en" else plain.replace(".", "").replace(",", ".")
    if not (_POINT if language == "en" else _COMMA).fullmatch(typed) or abs(Decimal(plain)) > NUMBER_MOST:
        raise Mistyped(_("Write a number like %(example)s.", example=format_number(Decimal("12500.25"), language)))
    return Decimal(plain)


def _plain(exact: Decimal) -> float | int:
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def _number(text: str, language: str) -> float | int:
    """A number that is no amount: three decimals may be a thousand of another language, and are asked about."""
    exact, bare = _decimal(text, language), clean(text)
    if (_POINT_GROUP if language == "en" else _COMMA_GROUP).fullmatch(bare):
        raise Mistyped(amount_sentence(AmountRefused("unreadable", format_number(exact * 1000, language, 0))))
    return _plain(exact)


def _amount(text: str, language: str) -> float | int:
    """By the desk's one rule of amounts: 30.000 is no amount in English, 30,000 none in Serbian. More decimals than cents,
    as a file may state them, are read where nobody could take them for a thousand."""
    try:
        return _plain(_decimal(text, language) if _FINE.search(text) else parse_amount(text, language))
    except AmountRefused as refused:
        raise Mistyped(amount_sentence(refused)) from refused


def _share(text: str, language: str) -> float | int:
    return _plain(_decimal(text, language) / 100)


def _shares(text: str, language: str) -> list[float]:
    return [float(_share(one, language)) for one in text.split(";") if one.strip()]


def _year(text: str, _language: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == len("2026")):
        raise Mistyped(_("Write a year, such as %(example)s.", example=2026))
    return int(text)


def line_of_years() -> str:
    """How counts are typed."""
    return _(
        "Write a line for each year, such as 2021: 43 or 2022: 50–62; for several years together 2015–2019: 69, the earlier first."
    )


def _counts(text: str, _language: str) -> dict[str, Any]:
    found = {}
    for before, after in _pairs(text):
        years, count = "-".join(clean(one) for one in _DASHES.split(before)), _between(after)
        if not years_in(years) or count is None:
            raise Mistyped(line_of_years())
        if years in found:
            raise Mistyped(_("The year %(year)s stands here twice.", year=years_in(years)[0]))
        found[years] = count
    return found


def _count(text: str, _language: str) -> Any:
    count = _between(clean(text))
    if count is None:
        raise Mistyped(_("Write a whole number, or a range such as 1–4 where it is suppressed."))
    return count


def _between(text: str) -> Any:
    """43, or [50, 62] of 50–62; None for what is neither."""
    parts = [clean(one) for one in _DASHES.split(text)]
    if len(parts) > 2 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    return int(parts[0]) if len(parts) == 1 else [int(one) for one in parts]


def _pairs(text: str) -> list[tuple[str, str]]:
    """The two sides of the colon of each line."""
    found = []
    for line in text.splitlines():
        before, colon, after = line.partition(":")
        if line.strip() and not colon:
            raise Mistyped(_("Each line has a colon in its middle. This one has none: %(line)s", line=clean(line)[:40]))
        if colon:
            found.append((clean(before), clean(after)))
    return found


_SAID: dict[str, Callable[[Any, str], str]] = {
    "share": _share_said,
    "shares": _shares_said,
    "counts": _counts_said,
    "quantiles": _quantiles_said,
    "bands": _bands_said,
    "count": lambda value, _language: _count_said(value),
    "histogram": _histogram_said,
    "tariff": _tariff_said,
    "posts": _posts_said,
    "triangle": lambda value, language: "\n".join("; ".join(number(one, language) for one in row) for row in value),
}
_MEANT: dict[str, Callable[[str, str], Any]] = {
    "line": lambda text, _language: clean(text),
    "money": _amount,
    "year": _year,
    "share": _share,
    "shares": _shares,
    "counts": _counts,
    "count": _count,
}


CHOSEN = ("choice", "series")


@dataclass(frozen=True)
class Field:
    """`is_range`: one number or lowest, most likely and highest. `has_origin`: badge and source are asked for beside it."""

    key: str
    label: Any
    kind: str
    hint: Any = ""
    is_range: bool = False
    has_origin: bool = True
    choices: tuple[tuple[str, Any], ...] = ()

    @property
    def name(self) -> str:
        """Of its control."""
        return self.key.replace(".", "-")

    def offering(self, choices: tuple[tuple[str, Any], ...]) -> "Field":
        """The same with what can be chosen here and now."""
        return replace(self, choices=choices)

    def at(self, place: str) -> "Field":
        """The same of one row."""
        return replace(self, key=self.key.replace("*", place))


@dataclass(frozen=True)
class Section:
    """A part of the form; `rows`: the list (or table) of which each row has the fields with a `*`."""

    code: str
    title: Any
    fields: tuple[Field, ...]
    rows: str = ""
    row: Any = ""
    is_list: bool = True

    def single(self) -> list[Field]:
        """What is there once."""
        return [one for one in self.fields if "*" not in one.key]

    def repeated(self) -> list[Field]:
        """What each row has."""
        return [one for one in self.fields if "*" in one.key]

    def places(self, tree: Tree) -> list[str]:
        """The rows that there are."""
        found: Any = tree
        for part in self.rows.split(".") if self.rows else ():
            found = found.get(part, {}) if isinstance(found, dict) else {}
        if not self.rows or not found:
            return []
        return [str(i) for i in range(len(found))] if isinstance(found, list) else sorted(map(str, found))

    def all_of(self, tree: Tree) -> list[Field]:
        """Every field with its key, rows by rows."""
        return [*self.single(), *(one.at(place) for place in self.places(tree) for one in self.repeated())]


def ranged(key: str, label: Any, kind: str, hint: Any = "") -> Field:
    return Field(key, label, kind, hint, is_range=True)


def plain(key: str, label: Any, kind: str, hint: Any = "", choices: tuple[tuple[str, Any], ...] = ()) -> Field:
    return Field(key, label, kind, hint, has_origin=False, choices=choices)


def by_year(key: str, label: Any) -> Field:
    return Field(key, label, "shares", _l("By years from the start, separated by semicolons."))
