"""How do we read what people type, and write what they read? Dates, spaces, invisible marks."""

import re
import unicodedata
from datetime import date, time, timedelta
from typing import NoReturn

NBSP = "\u00a0"
EARLIEST_YEAR = 1900
_DATE = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})\.?")
_SHORT = re.compile(r"(\d{1,2})\s*\.\s*(\d{1,2})\s*(?:\.\s*(\d{2})?)?\.?")  # "4.12.", "4.12.26"
_NEAR = {
    **dict.fromkeys(("today", "danas", "данас", "denes", "денес"), 0),
    **dict.fromkeys(("yesterday", "juče", "juce", "jučer", "jucer", "јуче", "včera", "вчера"), -1),
    **dict.fromkeys(("tomorrow", "sutra", "сутра", "utre", "утре"), 1),
}
_NAMED = re.compile(r"(\d{1,2})\s*\.?\s*([^\W\d_]{3,})\s*\.?\s*(\d{4})?\s*\.?")  # "1. decembar 2026", "1 dec"
_MONTHS = {  # by how their names begin
    name: month
    for month, names in enumerate(
        (
            *(
                "jan јан",
                "feb феб фев",
                "mar мар",
                "apr апр",
                "may maj мај",
                "jun јун",
                "jul јул",
                "aug avg авг",
                "sep сеп",
            ),
            *("oct okt окт", "nov нов ное", "dec дец дек"),
        ),
        start=1,
    )
    for name in names.split()
}
_CENTURY = 100
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_TIME = re.compile(r"([01]?\d|2[0-3])(?:\s*[.:,]\s*([0-5]\d)|([0-5]\d))?\s*h?")
_LATIN = "abcčćdđefghijklmnopqrsštuvwxyzž"
_CYRILLIC = {"sr-Cyrl": "абвгдђежзијклљмнњопрстћуфхцчџш", "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш"}
_INVISIBLE = {"Cc", "Cf", "Co", "Cs"}
_LIVE = re.compile(r"""((?:^|[;|\t\r\n])"*)(?=[=+\-@\t\r])""")  # where a spreadsheet begins a cell, and a formula in it
_KEPT = "\n\t"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Hidden(str):
    """Between which numbers a withheld one lies, in words: where it stands alone it is hatched like any withheld one."""

    __slots__ = ()
    is_range = True


class NotPrintable(Exception):
    """Something tried to print what is sealed."""


class Unprintable:
    """What was opened: a frozen dataclass, `repr=False`, that refuses to be printed."""

    def __repr__(self) -> NoReturn:
        raise NotPrintable

    __str__ = __repr__


class DateRefused(ValueError):
    """The text is no date; `reason` is a code: "unreadable" or "no_such_day"."""

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.text = text


def clean(text: str) -> str:
    """NFC, without control, bidirectional and other invisible marks (a zero-width joiner inside an emoji stays), and without
    what is no sign at all (U+FFFE and its like, which no XML can hold).
    """
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if normal.isprintable():  # nearly every text: nothing in it is invisible
        return normal.strip()
    return "".join(
        letter
        for letter in normal
        if letter in _KEPT
        or letter == "\u200d"
        or not (unicodedata.category(letter) in _INVISIBLE or _is_no_sign(letter))
    ).strip()


def _is_no_sign(letter: str) -> bool:
    code = ord(letter)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def harmless(text: str) -> str:
    """The text so that no spreadsheet takes any of it for a formula, though it splits the line at semicolons, whatever quotes say."""
    return _LIVE.sub(r"\1'", text)


def for_xml(text: str) -> str:
    """Without what XML cannot hold, so that a document stays well-formed whatever comes; all else as it is."""
    return _NOT_IN_XML.sub("", text)


def parse_date(text: str) -> date:
    """Read "4. 12. 2026.", "04.12.2026" or "2026-12-04"; raises DateRefused."""
    typed = clean(text).replace(NBSP, " ")
    if iso := _ISO.fullmatch(typed):
        year, month, day = (int(part) for part in iso.groups())
    elif local := _DATE.fullmatch(typed):
        day, month, year = (int(part) for part in local.groups())
    else:
        raise DateRefused("unreadable", text)
    try:
        return date(year, month, day)
    except ValueError:
        raise DateRefused("no_such_day", text) from None


def read_day(text: str, today: date, latest: date | None = None) -> date:
    """The same of what a person types in a hurry: "4.12.", "4.12.26", "4. decembar", "today"; raises DateRefused.

    Without a year the day nearest to today is meant, with two figures the year that is nearest; never one after `latest`.
    """
    typed = clean(text).replace(NBSP, " ").lower()
    if typed in _NEAR:
        return today + timedelta(days=_NEAR[typed])
    if (named := _NAMED.fullmatch(typed)) and (month := _MONTHS.get(named[2][:3])):
        text = typed = f"{named[1]}.{month}.{named[3] or ''}"
    short = _SHORT.fullmatch(typed)
    if short is None:
        return parse_date(text)
    day, month, figures = int(short[1]), int(short[2]), short[3]
    years = range(today.year - 1, today.year + 2)
    if figures is not None:
        years = range(today.year // _CENTURY * _CENTURY + int(figures) - _CENTURY, today.year + _CENTURY, _CENTURY)
    found = [one for year in years if (one := _day(year, month, day)) and (latest is None or one <= latest)]
    if not found:
        raise DateRefused("no_such_day", text)
    return min(found, key=lambda one: abs(one - today))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_or_none(text: str) -> date | None:
    """The day of an address; None where it names none of these centuries."""
    try:
        typed = parse_date(text)
    except DateRefused:
        return None
    return typed if 1950 <= typed.year <= 2150 else None


def is_year(typed: str, *, latest: int) -> bool:
    """Whether this is a year of somebody's life, as four plain figures."""
    return len(typed) == 4 and typed.isascii() and typed.isdecimal() and EARLIEST_YEAR <= int(typed) <= latest


class TimeRefused(ValueError):
    """The text is no time of day."""


def parse_time(text: str) -> time:
    """Read "9.30", "09:30", "9,30", "930", "9" or "9h" as a time of day; raises TimeRefused."""
    found = _TIME.fullmatch(clean(text).replace(NBSP, " ").lower())
    if found is None:
        raise TimeRefused(text)
    return time(int(found[1]), int(found[2] or found[3] or 0))


def format_time(at: time | None) -> str:
    """ "9.30"; "" for None."""
    return "" if at is None else f"{at.hour}.{at.minute:02}"


def day_in(language: str, day: date | None) -> str:
    """ "4. 12. 2026." with no-break spaces, Macedonian "4.12.2026"; "" for None."""
    if day is None:
        return ""
    return f"{day.day}.{day.month}.{day.year}" if language == "mk" else f"{day.day}.{NBSP}{day.month}.{NBSP}{day.year}."


def in_alphabet(words: str, language: str) -> list[int]:
    """The key by which names stand in the order of the reader's alphabet; lj, nj and dž are two letters each."""
    letters = _CYRILLIC.get(language, _LATIN)
    return [letters.find(letter) for letter in words.casefold()]


def initials(name: str) -> str:
    """Up to two capital letters for a round badge."""
    words = [word for word in re.split(r"[\s.]+", name) if word]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
