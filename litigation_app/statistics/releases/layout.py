"""Which files, with which bytes, make a data publication? The same contents always give the same bytes."""

import base64
import csv
import hashlib
import io
import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from importlib.metadata import version  # noqa: TID251  # of the package, no module
from typing import Any

from litigation_app.core.text import harmless
from litigation_app.statistics.releases import official, readme, structure, vocabulary
from litigation_app.statistics.releases.shapes import (
    ContentsRefused,
    ReleaseContents,
    Row,
    RowOut,
    Summand,
    TableOut,
    Value,
    id_of,
)

FORMAT, OFFICIAL_FORMAT = "litigation-release/2", "litigation-release/1"  # with ranges, and without
CODE_VERSION = version("litigation-desk")
PACKAGE, README = "datapackage.json", "README.txt"
SUMS, SIGNATURE, SIGNER = readme.SUMS, readme.SIGNATURE, readme.SIGNER
STATUS_FIELDS = ("obs_status", "conf_status")
RANGE_FIELDS = ("low", "high")  # of a withheld count; official figures have none, and are written as they were
LIST_FIELDS = ("code", "label_en", "label_sr_latn", "label_sr_cyrl")
SHOWN, WITHHELD = ("A", "F"), ("Q", "C")  # SDMX CL_OBS_STATUS and CL_CONF_STATUS: one pair for every reason to withhold
ABSENT, IMPOSSIBLE = ("O", "F"), ("M", "F")  # of official figures alone: not printed; by law there can be none
DECIMAL_UNITS = official.MEASURES
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_FILE_NAME = re.compile(r"(?:data|codelists)/[a-z][a-z0-9_]{0,60}\.csv")
_DIMENSION = re.compile(r"[A-Z][A-Z0-9_]*")
_CODE = re.compile(r"[A-Za-z0-9_]{1,100}")
_WHOLE = re.compile(r"\d{1,12}", re.ASCII)  # as many as a form takes; with its decimals a double holds them
_DECIMAL = re.compile(r"\d{1,12}(\.\d{1,4})?", re.ASCII)
_LANGUAGES = ("en", "sr-Latn", "sr-Cyrl")


def files_of(contents: ReleaseContents) -> tuple[str, dict[str, bytes]]:
    """The id and every file except checksums and signature, by path; raises ContentsRefused."""
    _require_sound(contents)
    ranges = ranges_of(contents.mode)
    data = {f"data/{table.id}.csv": _data(table, ranges) for table in contents.tables}
    titles = {one.code: one.title for one in contents.sources}
    lists = {
        f"codelists/{name.lower()}.csv": _codelist(name, found, titles) for name, found in _dimensions(contents).items()
    }
    package = _package(contents, {**data, **lists})
    name = id_of(contents, content_hash(package, {**data, **lists}))
    whole = {"profile": "tabular-data-package", "name": name.lower(), "id": name, **package}
    described = structure.structure(contents, name, _codes(contents))
    beside = {README: readme.written(name, contents).encode(), structure.FILE: described}
    return name, {PACKAGE: canonical(whole), **beside, **data, **lists}


def is_file_name(name: str) -> bool:
    """Whether a file of a publication may be called so."""
    return name in {PACKAGE, README, structure.FILE, SUMS, SIGNATURE, SIGNER} or _FILE_NAME.fullmatch(name) is not None


def is_named_soundly(table: str, dimensions: Sequence[str]) -> bool:
    """Whether a table and its dimensions may be called so."""
    return _NAME.fullmatch(table) is not None and all(_DIMENSION.fullmatch(name) for name in dimensions)


def is_code(code: str) -> bool:
    """Letters, digits and underscores: no page and no spreadsheet takes it for anything else."""
    return _CODE.fullmatch(code) is not None


def canonical(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def content_hash(package: Mapping[str, Any], tables: Mapping[str, bytes]) -> str:
    """SHA-256 of all that a publication says, leaving out its own name."""
    said = {key: value for key, value in package.items() if key not in {"profile", "name", "id"}}
    whole = hashlib.sha256(canonical(said))
    for path in sorted(tables):
        whole.update(f"{path}\0{hashlib.sha256(tables[path]).hexdigest()}\n".encode())
    return whole.hexdigest()


def checksums(files: Mapping[str, bytes]) -> bytes:
    """The file SHA256SUMS, as `sha256sum --check` reads it."""
    return "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)).encode()


def value_of(written: Value | str | None, unit: str) -> Value | None:
    """A value in its own type: whole numbers, decimals for EUR; "" and None are withheld. Raises ValueError."""
    text = "" if written is None else _plain(written)
    if not text:
        return None
    if unit in DECIMAL_UNITS and _DECIMAL.fullmatch(text):
        return Decimal(text)
    if unit not in DECIMAL_UNITS and _WHOLE.fullmatch(text):
        return int(text)
    raise ValueError("neither a count nor an amount of zero or more")


def end_of(written: str) -> int | None:
    """An end of a range; "" is none. Raises ValueError."""
    if written and not _WHOLE.fullmatch(written):
        raise ValueError("no count of zero or more")
    return int(written) if written else None


def _plain(written: Value | str) -> str:
    return format(written, "f") if isinstance(written, Decimal) else str(written)


def _require_sound(contents: ReleaseContents) -> None:
    if contents.first > contents.last or not contents.countries or not contents.tables:
        raise ContentsRefused("a publication needs a period, a country and a table")
    if not all(re.fullmatch(r"[A-Z]{2}", code) for code in contents.countries):
        raise ContentsRefused("a country is two capital letters")
    if len({table.id for table in contents.tables}) != len(contents.tables):
        raise ContentsRefused("two tables have the same id")
    for table in contents.tables:
        _require_table(table)
        if any(not is_of_mode(contents.mode, row) for row in table.rows):
            raise ContentsRefused(f"{table.id}: official figures are never suppressed, and others never absent")


def is_of_mode(mode: str, row: Row | RowOut) -> bool:
    """Official figures are printed or absent, all others printed or withheld."""
    if row.value not in (None, "") or (row.is_impossible and not row.is_absent):
        return not (row.is_absent or row.is_impossible)
    return row.is_absent == (mode == official.MODE)


def is_range(value: object, low: int | None, high: int | None, unit: str) -> bool:
    """Whether these are the ends of a withheld count, or none."""
    if value not in (None, "") or unit in DECIMAL_UNITS or low is None:
        return low is None and high is None
    return low >= 0 and (high is None or low <= high)


def _require_table(table: TableOut) -> None:
    if not is_named_soundly(table.id, table.dimensions):
        raise ContentsRefused(f"{table.id}: an id is small letters, a dimension capital letters")
    if any(len(row.codes) != len(table.dimensions) for row in table.rows):
        raise ContentsRefused(f"{table.id}: a row has more or fewer codes than the table has dimensions")
    if not all(is_code(code) for row in table.rows for code in row.codes):
        raise ContentsRefused(f"{table.id}: a code is letters, digits and underscores")
    if len({row.codes for row in table.rows}) != len(table.rows):
        raise ContentsRefused(f"{table.id}: two rows have the same codes")
    if not all(is_range(row.value, row.low, row.high, table.unit) for row in table.rows):
        raise ContentsRefused(f"{table.id}: a range is of a suppressed count, from 0 on, its ends in order")
    try:
        [value_of(row.value, table.unit) for row in table.rows]
    except (ValueError, InvalidOperation) as error:
        raise ContentsRefused(f"{table.id}: a value is {error}") from error


def ranges_of(mode: str) -> tuple[str, ...]:
    """The columns of ranges that tables of a source have."""
    return () if mode == official.MODE else RANGE_FIELDS


def format_of(mode: str) -> str:
    """In which format publications of a source are written."""
    return FORMAT if ranges_of(mode) else OFFICIAL_FORMAT


def _data(table: TableOut, ranges: Sequence[str]) -> bytes:
    lines = []
    for row in table.rows:
        read = Row(row.codes, value_of(row.value, table.unit), row.is_absent, row.is_impossible)
        written = "" if read.value is None else _plain(read.value)
        span = ["" if end is None else str(end) for end in (row.low, row.high)][: len(ranges)]
        lines.append([*row.codes, written, *span, *status_of(read)])
    return _csv([[*table.dimensions, "value", *ranges, *STATUS_FIELDS], *lines])


def status_of(row: Row) -> tuple[str, str]:
    """The two signs of a cell."""
    if row.value is not None:
        return SHOWN
    return IMPOSSIBLE if row.is_impossible else ABSENT if row.is_absent else WITHHELD


def _dimensions(contents: ReleaseContents) -> dict[str, list[str]]:
    """The codes in use for each dimension but the year."""
    return {name: codes for name, codes in _codes(contents).items() if name != vocabulary.YEAR}


def _codes(contents: ReleaseContents) -> dict[str, list[str]]:
    """The codes in use for each dimension, in the order of their first use."""
    found: dict[str, dict[str, None]] = {}
    for table in contents.tables:
        for position, name in enumerate(table.dimensions):
            found.setdefault(name, {}).update((row.codes[position], None) for row in table.rows)
    return {name: list(codes) for name, codes in found.items()}


def _codelist(dimension: str, codes: Sequence[str], titles: Mapping[str, str]) -> bytes:
    own = {code: harmless(title) for code, title in titles.items()} if dimension == "SOURCE" else {}
    words = [
        [code, *(own.get(code) or vocabulary.code(dimension, code, language) for language in _LANGUAGES)]
        for code in codes
    ]
    return _csv([LIST_FIELDS, *words])


def _csv(lines: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue().encode()


def _package(contents: ReleaseContents, files: Mapping[str, bytes]) -> dict[str, Any]:
    ranges = ranges_of(contents.mode)
    resources = [_table_resource(table, files[f"data/{table.id}.csv"], ranges) for table in contents.tables]
    lists = [_list_resource(path, content) for path, content in files.items() if path.startswith("codelists/")]
    return {
        **official.described(contents.sources, contents.remarks, contents.vintage),
        **({"plan": {"id": contents.plan.id, "version": contents.plan.version}} if contents.plan else {}),
        **({"summands": [_summand(one) for one in contents.summands]} if contents.summands else {}),
        "format": format_of(contents.mode),
        "title": contents.title,
        "countries": list(contents.countries),
        "period": {"first": contents.first.isoformat(), "last": contents.last.isoformat()},
        "reference_date": contents.reference_date.isoformat(),
        "mode": contents.mode,
        "policy_hash": contents.policy_hash,
        "certificate": contents.certificate,
        "prepared_by": str(contents.prepared_by),
        "approved_by": str(contents.approved_by),
        "code_version": CODE_VERSION,
        "definitions": {table.id: vocabulary.say("definition", table.id, "en") for table in contents.tables},
        "resources": [*resources, *lists],
    }


def _summand(one: Summand) -> dict[str, str]:
    said = {"organisation": one.organisation, "release": one.release, "signer": base64.b64encode(one.key).decode()}
    return {**said, "years": one.years}


def _resource(name: str, path: str, content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }


def _table_resource(table: TableOut, content: bytes, ranges: Sequence[str]) -> dict[str, Any]:
    number = "number" if table.unit in DECIMAL_UNITS else "integer"
    signs = [SHOWN, ABSENT if table.dimensions == official.DIMENSIONS else WITHHELD]
    signs += {IMPOSSIBLE for row in table.rows if row.is_impossible}
    fields = [
        *(_dimension_field(name) for name in table.dimensions),
        {"name": "value", "type": number, "constraints": {"minimum": 0}},
        *({"name": end, "type": "integer", "constraints": {"minimum": 0}} for end in ranges),
        {"name": "obs_status", "type": "string", "constraints": {"required": True, "enum": [obs for obs, _ in signs]}},
        {
            "name": "conf_status",
            "type": "string",
            "constraints": {"required": True, "enum": list(dict.fromkeys(conf for _, conf in signs))},
        },
    ]
    links = [
        {"fields": [name], "reference": {"resource": f"codes-{name.lower()}", "fields": ["code"]}}
        for name in table.dimensions
        if name != vocabulary.YEAR
    ]
    schema = {"fields": fields, "primaryKey": list(table.dimensions), "missingValues": [""], "foreignKeys": links}
    own = {"title": table.title, "unit": table.unit, "counted": table.counted, "dimensions": list(table.dimensions)}
    return {**_resource(table.id, f"data/{table.id}.csv", content), **own, "schema": schema}


def _dimension_field(name: str) -> dict[str, Any]:
    limits: dict[str, Any] = {"required": True}
    if name == vocabulary.YEAR:
        limits["pattern"] = r"_T|_U|_?\d{4}(_\d{4})?"
    return {"name": name, "type": "string", "title": vocabulary.say("dimension", name, "en"), "constraints": limits}


def _list_resource(path: str, content: bytes) -> dict[str, Any]:
    name = "codes-" + path.removeprefix("codelists/").removesuffix(".csv")
    fields = [{"name": column, "type": "string"} for column in LIST_FIELDS]
    return {**_resource(name, path, content), "schema": {"fields": fields, "primaryKey": ["code"], "missingValues": []}}
