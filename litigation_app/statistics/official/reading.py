"""Which figures does a file of official figures (statistics.csv, or one like it) hold, and what is wrong with it?"""

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from litigation_app.core.text import clean
from litigation_app.statistics.official import measures
from litigation_app.statistics.official.figures import CALENDAR, CONFIDENCES, CUMULATIVE, REPORTING, Figure, Key, Period
from litigation_app.statistics.releases.official import MEASURES, Source

SHIPPED = Path(__file__).parent / "statistics.csv"
COUNTRIES = ("RS", "MK", "BA", "ME")
COLUMNS = (
    "country", "year", "measure", "breakdown", "value", "source", "confidence", "period_start", "period_end",
    "period_kind", "series", "publishable", "note",
)  # fmt: skip
NOT_PRINTED, CANNOT_EXIST = "not printed", "cannot exist"
FIRST_YEAR = 1990  # a day before it is a slip of the pen: nobody counted trafficking then
MOST_ROWS = 5_000
MOST_FIGURES = 400  # of a draft: so many stand on the page on which they are corrected
MOST_LETTERS = 2_000  # of one field
MOST_BYTES = 4 * 1024 * 1024
MOST_TOLD = 10  # lines that are said to be wrong at once
_NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,4})?")
_COMMA = re.compile(r"[0-9]{1,12},[0-9]{1,4}")
_DAY = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})\.?")
_ADDRESS = re.compile(r"(https?://\S+)(?:[ ;]+(.*))?")


class FileRefused(ValueError):
    """Why a file cannot be read, as a code: letters (no UTF-8), large, columns, rows, many (of a country), or of a `line`:
    long, signs, country, measure, breakdown, value, share (more than 100 percent), period, early, late, series, confidence, twice.
    `also`: what is wrong with further lines.
    """

    def __init__(self, reason: str, line: int = 0, of: str = "", also: Sequence["FileRefused"] = ()) -> None:
        super().__init__(f"line {line}: {reason} {of}" if line else reason)
        self.also = tuple(also)
        self.reason = reason
        self.line = line
        self.of = of


@dataclass(frozen=True)
class Sheet:
    """The figures of one country with the sources that they name."""

    country: str
    figures: tuple[Figure, ...]
    sources: tuple[Source, ...]


def shipped() -> list[Sheet]:
    """What came with the program, by country."""
    return read(SHIPPED.read_text(encoding="utf-8"))


def decoded(content: bytes) -> str:
    """The text of a file; raises FileRefused."""
    if len(content) > MOST_BYTES:
        raise FileRefused("large")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise FileRefused("letters") from None


def read(text: str, *, latest: date = date.max) -> list[Sheet]:
    """The figures of a file, by country in the order of COUNTRIES; an empty value is left out. `latest`: the day of reading; no
    period begins after it or ends after its year. Raises FileRefused, of up to MOST_TOLD lines at once."""
    found: dict[str, list[tuple[Figure, Source]]] = {}
    wrong: list[FileRefused] = []
    for line, row in _rows(text):
        try:
            said = _said(row, line, latest)
        except FileRefused as refused:
            wrong.append(refused)
            continue
        if said is not None:
            found.setdefault(row["country"].upper(), []).append(said)
    if wrong:
        raise FileRefused(wrong[0].reason, wrong[0].line, wrong[0].of, also=wrong[1:MOST_TOLD])
    return [_sheet(country, found[country]) for country in COUNTRIES if country in found]


def _said(row: Mapping[str, str], line: int, latest: date) -> tuple[Figure, Source] | None:
    """What a line says; None: it is left out. Raises FileRefused."""
    if None in row or None in row.values():
        raise FileRefused("rows", line)
    _require_readable(row, line)
    if row["country"].upper() not in COUNTRIES:
        raise FileRefused("country", line, row["country"])
    is_public = row["publishable"].strip().lower()  # a spreadsheet writes TRUE
    if is_public not in {"true", "false"}:
        raise FileRefused("publishable", line, row["publishable"])
    return _figure(row, line, latest) if row["value"].strip() and is_public == "true" else None


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line by its column names, with its number; raises FileRefused."""
    plain = text.removeprefix("\ufeff")
    is_regional = plain.startswith(";".join(COLUMNS))
    rows = csv.DictReader(io.StringIO(plain), delimiter=";" if is_regional else ",")
    line = 1
    try:
        if tuple(rows.fieldnames or ()) != COLUMNS:
            raise FileRefused("columns", of=", ".join(COLUMNS))
        for line, row in enumerate(rows, 2):
            if line > MOST_ROWS:
                raise FileRefused("rows", line)
            yield line, _of_the_region(row) if is_regional else row
    except csv.Error:
        raise FileRefused("long", line + 1) from None


def _of_the_region(row: dict[str, str]) -> dict[str, str]:
    """A line as spreadsheets of the region save it: a decimal comma, days as 31.12.2024."""
    said = dict(row)
    if _COMMA.fullmatch(said.get("value") or ""):
        said["value"] = said["value"].replace(",", ".")
    for column in ("period_start", "period_end"):
        if day := _DAY.fullmatch(said.get(column) or ""):
            said[column] = f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"
    return said


def _require_readable(row: Mapping[str, str], line: int) -> None:
    """No text that is too long for a page, or has a sign that no document can hold."""
    for column, said in row.items():
        if len(said) > MOST_LETTERS:
            raise FileRefused("long", line, column)
        if clean(said) != unicodedata.normalize("NFC", said).strip():
            raise FileRefused("signs", line, column)


def source_code(title: str, address: str) -> str:
    """The same source has the same code in every vintage."""
    return "S" + hashlib.sha256(f"{title}\0{address}".encode()).hexdigest()[:10]


def value_of(typed: str, unit: str) -> Decimal | None:
    """A figure in a file: whole for counts, with decimals for money, shares and durations. Raises ValueError."""
    text = typed.strip()
    if text in {NOT_PRINTED, CANNOT_EXIST}:
        return None
    if not _NUMBER.fullmatch(text) or ("." in text and unit not in MEASURES):
        raise ValueError(typed)
    return Decimal(text)


def breakdown_of(said: str) -> str:
    """The code of a breakdown as it stands in a file; "": letters of it, or a part, would be lost in a code."""
    if said in measures.printed():
        return measures.printed()[said]
    if any(sign.isalnum() and not sign.isascii() for sign in said):
        return ""
    parts = [part for part in said.split(";") if part not in {"RSD", "EUR", "BAM", "MKD", "BAM per day"}]
    codes = [re.sub(r"[^0-9a-z]+", "_", part.strip().lower()).strip("_") for part in parts]
    return "_T" if codes == ["total"] else "__".join(codes) if all(codes) else ""


def unit_of(measure: str, said: str) -> str:
    """In which unit a row counts: the measure's own, or that which its breakdown names."""
    found = measures.measures()[measure]
    named = [found.unit_of[part] for part in re.split("[;]", said) if part in found.unit_of]
    return measures.printed_units().get(said) or (named[0] if named else found.unit)


def _sheet(country: str, rows: Sequence[tuple[Figure, Source]]) -> Sheet:
    if len(rows) > MOST_FIGURES:
        raise FileRefused("many", of=country)
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for figure, _source in rows:
        if (figure.table, figure.codes) in seen:
            raise FileRefused("twice", of=f"{figure.table} {' '.join(figure.codes)}")
        seen.add((figure.table, figure.codes))
    sources = {source.code: source for _figure, source in rows}
    return Sheet(country, tuple(figure for figure, _ in rows), tuple(sources[code] for code in sorted(sources)))


def _figure(row: Mapping[str, str], line: int, latest: date) -> tuple[Figure, Source]:
    measure, said = row["measure"], row["breakdown"]
    if measure not in measures.measures():
        raise FileRefused("measure", line, measure)
    if row["confidence"] not in CONFIDENCES:
        raise FileRefused("confidence", line, row["confidence"])
    if not re.fullmatch(r"[A-Z][A-Z0-9]{1,15}", row["series"]):
        raise FileRefused("series", line, row["series"])
    unit, breakdown = unit_of(measure, said), breakdown_of(said)
    if not breakdown:
        raise FileRefused("breakdown", line, said)
    try:
        value = value_of(row["value"], unit)
    except ValueError:
        raise FileRefused("value", line, row["value"]) from None
    if value is not None and measures.is_beyond(value, unit):
        raise FileRefused("share", line, row["value"])
    source = _source(row)
    note = "; ".join([part for part in (said if said in measures.printed() else "", row["note"]) if part])
    key = Key(measure, unit, breakdown, row["series"], _period(row, line, latest))
    is_impossible = row["value"].strip() == CANNOT_EXIST
    return Figure(key, value, source.code, row["confidence"], "", note, is_impossible), source


def _source(row: Mapping[str, str]) -> Source:
    said = row["source"].strip()
    found = _ADDRESS.fullmatch(said)
    address, title = (found[1], (found[2] or "").removeprefix("(").removesuffix(")")) if found else ("", said)
    code = source_code(title, address)  # of the title without its last bracket, as in every vintage before
    if found and (found[2] or "").endswith(")") and title.count("(") > title.count(")"):
        title = f"{title})"
    return Source(code, row["series"], title or address, address)


def _period(row: Mapping[str, str], line: int, latest: date) -> Period:
    try:
        start, end = (date.fromisoformat(row[key]) if row[key] else None for key in ("period_start", "period_end"))
    except ValueError:
        raise FileRefused("period", line, row["year"]) from None
    kind = row["period_kind"]
    if kind not in {CALENDAR, REPORTING, CUMULATIVE} or (start and end and start > end):
        raise FileRefused("period", line, row["year"])
    if any(day and day.year < FIRST_YEAR for day in (start, end)):
        raise FileRefused("early", line, row["year"])
    if (start and start > latest) or (end and end.year > latest.year):
        raise FileRefused("late", line, row["year"])
    if start and end and row["year"].isdigit() and not start.year <= int(row["year"]) <= end.year:
        raise FileRefused("year", line, row["year"])
    return Period(kind, start, end)


def periods(figures: Iterable[Figure]) -> tuple[date, date]:
    """The first and the last day of which figures speak."""
    days = [day for one in figures for day in one.key.period[1:] if day]
    return min(days), max(days)
