"""Does a publication hold, and what does it say? Every byte that is used was checked first."""

import base64
import binascii
import csv
import hashlib
import io
import json
import os
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from litigation_app.core.text import harmless
from litigation_app.statistics.releases import layout, official, structure
from litigation_app.statistics.releases.remembering import Remembered
from litigation_app.statistics.releases.shapes import (
    ID,
    PlanRef,
    Release,
    ReleaseBroken,
    ReleaseSummary,
    ReleaseUnknown,
    Row,
    Summand,
    Table,
    described,
)

MOST_BYTES = 64 * 1024 * 1024
_MOST_DESCRIPTION = 4 * 1024 * 1024  # of datapackage.json: what is read out of it takes fifty times as much memory
_MOST_ROWS = 50_000  # of all tables, and of all code lists
_READ = Remembered[Release]()  # of files that were just checked against these very sums
_SEAL = frozenset({layout.SUMS, layout.SIGNATURE, layout.SIGNER})
_FORM_ERRORS = (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError, csv.Error)


def verify(folder: Path, trusted: Set[bytes] | None = None) -> Release:
    """Read a publication; `trusted` are raw public keys (None: any key, only whole). Raises ReleaseBroken."""
    return verify_files(read_files(folder), trusted)


def verify_files(files: Mapping[str, bytes], trusted: Set[bytes] | None = None) -> Release:
    """The same of a publication whose files are at hand, by their names in it."""
    signed_by = _check_signature(files, trusted)
    _check_sums(files)
    key = hashlib.sha256(files[layout.SUMS] + signed_by).hexdigest()
    return replace(_READ.of(key, lambda: _parsed(files, signed_by)), files=files)


def signer_of(files: Mapping[str, bytes]) -> bytes:
    """The raw key whose signature holds of their checksums, before anything of them is read; raises ReleaseBroken."""
    return _check_signature(files, None)


def load(shelf: Path, release_id: str, trusted: Set[bytes] | None = None) -> Release:
    """A publication of the shelf by its id; raises ReleaseUnknown, ReleaseBroken (also when it lies under another's name)."""
    if not ID.fullmatch(release_id) or not (shelf / release_id).is_dir():
        raise ReleaseUnknown(release_id)
    found = verify(shelf / release_id, trusted)
    if found.id != release_id:
        raise ReleaseBroken("misnamed", release_id)
    return found


def shelf(path: Path) -> list[ReleaseSummary]:
    """What lies on the shelf, latest period first. Never raises for a broken one: its name still says countries and years."""
    if not path.is_dir():
        return []
    found = [_summary(folder) for folder in path.iterdir() if folder.is_dir() and ID.fullmatch(folder.name)]
    return sorted(found, key=lambda one: (one.last, one.first, one.id), reverse=True)


def _summary(folder: Path) -> ReleaseSummary:
    said = named(folder.name)
    try:
        read = described(json.loads((folder / layout.PACKAGE).read_bytes()))
    except (OSError, *_FORM_ERRORS):
        return said
    is_same = read.id == said.id and read.countries == said.countries
    return read if is_same and (read.first.year, read.last.year) == (said.first.year, said.last.year) else said


def named(name: str) -> ReleaseSummary:
    """What the name alone says of a publication; raises ReleaseUnknown."""
    found = ID.fullmatch(name)
    if found is None:
        raise ReleaseUnknown(name)
    first, last = date(int(found["first"]), 1, 1), date(int(found["last"]), 12, 31)
    return ReleaseSummary(name, name, tuple(found["countries"].split("-")), first, last)


def read_files(folder: Path) -> dict[str, bytes]:
    """Every file below the folder by its path; a link, a pipe or a giant is refused before it is read."""
    files: dict[str, bytes] = {}
    size = 0
    for name, entry in sorted(_below(folder, ""), key=itemgetter(0)):
        if not entry.is_file(follow_symlinks=False):
            raise ReleaseBroken("added", name)
        own = entry.stat(follow_symlinks=False).st_size
        size += own
        if size > MOST_BYTES:
            raise ReleaseBroken("too_large")
        files[name] = _bytes(entry.path, own)
    return files


def _below(folder: str | Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything but the folders, by its path below the first one."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path, f"{prefix}{entry.name}/")
            else:
                yield f"{prefix}{entry.name}", entry


def _bytes(path: str, size: int) -> bytes:
    """Of one that grew meanwhile a byte more than it had, so that its checksum fails."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    with os.fdopen(handle, "rb", buffering=0) as file:
        return file.read(size + 1)


def _check_signature(files: Mapping[str, bytes], trusted: Set[bytes] | None) -> bytes:
    for name in sorted(_SEAL):
        if name not in files:
            raise ReleaseBroken("missing", name)
    try:
        key = base64.b64decode(files[layout.SIGNER].strip(), validate=True)
        signature = base64.b64decode(files[layout.SIGNATURE].strip(), validate=True)
        Ed25519PublicKey.from_public_bytes(key).verify(signature, files[layout.SUMS])
    except (binascii.Error, ValueError, InvalidSignature) as wrong:
        raise ReleaseBroken("signature") from wrong
    for name in (layout.SIGNER, layout.SIGNATURE):
        if base64.b64encode(key if name == layout.SIGNER else signature) + b"\n" != files[name]:
            raise ReleaseBroken("changed", name)
    if trusted is not None and key not in trusted:
        raise ReleaseBroken("untrusted")
    return key


def _check_sums(files: Mapping[str, bytes]) -> None:
    listed = dict(_sum_line(line) for line in files[layout.SUMS].decode("utf-8", "replace").splitlines())
    there = set(files) - _SEAL
    for name in sorted(set(listed) - there):
        raise ReleaseBroken("missing", name)
    for name in sorted(there - set(listed)):
        raise ReleaseBroken("added", name)
    for name in sorted(there):
        if hashlib.sha256(files[name]).hexdigest() != listed[name]:
            raise ReleaseBroken("changed", name)


def _sum_line(line: str) -> tuple[str, str]:
    digest, separator, name = line.partition("  ")
    if not separator:
        raise ReleaseBroken("malformed", layout.SUMS)
    return name, digest


def _parsed(files: Mapping[str, bytes], signed_by: bytes) -> Release:
    if len(files[layout.PACKAGE]) > _MOST_DESCRIPTION:
        raise ReleaseBroken("too_large", layout.PACKAGE)
    try:
        package = json.loads(files[layout.PACKAGE])
        summary = described(package)
        if package["format"] != layout.format_of(summary.mode):
            raise ReleaseBroken("format", layout.PACKAGE)
        _require_named(package, files)
        tables = _tables(package, files)
        _require_lists_plain(files)
        if any(not layout.is_of_mode(summary.mode, row) for table in tables for row in table):
            raise ReleaseBroken("malformed", layout.PACKAGE)
        if len({table.id for table in tables}) < len(tables):
            raise ReleaseBroken("malformed", layout.PACKAGE)
        parts = {path: files[path] for path in files if path.startswith(("data/", "codelists/"))}
        if not ID.fullmatch(summary.id) or not summary.id.endswith(layout.content_hash(package, parts)[:8]):
            raise ReleaseBroken("misnamed", layout.PACKAGE)
        return _release(package, summary, tables, files, signed_by)
    except _FORM_ERRORS as wrong:
        raise ReleaseBroken("malformed", layout.PACKAGE) from wrong


def _require_named(package: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
    """No file but those of the format that the description speaks of, even where it is signed."""
    spoken_of = {layout.PACKAGE, layout.README, structure.FILE, *(str(one["path"]) for one in package["resources"])}
    for name in sorted(set(files) - _SEAL):
        if name not in spoken_of or not layout.is_file_name(name):
            raise ReleaseBroken("added", name)
    for name in sorted(spoken_of - set(files)):
        raise ReleaseBroken("missing", name)


def _release(
    package: Mapping[str, Any],
    summary: ReleaseSummary,
    tables: tuple[Table, ...],
    files: Mapping[str, bytes],
    signed_by: bytes,
) -> Release:
    return Release(
        id=summary.id,
        title=summary.title,
        countries=summary.countries,
        first=summary.first,
        last=summary.last,
        reference_date=date.fromisoformat(package["reference_date"]),
        mode=str(package["mode"]),
        policy_hash=str(package["policy_hash"]),
        certificate=str(package["certificate"]),
        prepared_by=UUID(package["prepared_by"]),
        approved_by=UUID(package["approved_by"]),
        code_version=str(package["code_version"]),
        digest=hashlib.sha256(files[layout.SUMS]).hexdigest(),
        signed_by=signed_by,
        tables=tables,
        files=files,
        plan=_plan(package.get("plan")),
        summands=tuple(map(_summand, package.get("summands", ()))),
        sources=tuple(official.source_of(one) for one in package.get("sources", ())),
        remarks=tuple(official.remark_of(one) for one in package.get("remarks", ())),
        vintage=summary.vintage,
    )


def _summand(said: Mapping[str, Any]) -> Summand:
    key = base64.b64decode(said["signer"], validate=True)
    return Summand(str(said["organisation"]), str(said["release"]), key, str(said.get("years", "")))


def _plan(said: Mapping[str, Any] | None) -> PlanRef | None:
    return None if said is None else PlanRef(str(said["id"]), str(said["version"]))


def _tables(package: Mapping[str, Any], files: Mapping[str, bytes]) -> tuple[Table, ...]:
    found: list[Table] = []
    ranges = layout.ranges_of(str(package["mode"]))
    for resource in package["resources"]:
        if resource["path"].startswith("data/"):
            found.append(_table(resource, files, ranges, _MOST_ROWS - sum(len(table.rows) for table in found)))
    return tuple(found)


def _table(resource: Mapping[str, Any], files: Mapping[str, bytes], ranges: Sequence[str], most: int) -> Table:
    name, title, unit, counted = (str(resource[key]) for key in ("name", "title", "unit", "counted"))
    dimensions = tuple(resource["dimensions"])
    head, *lines = _lines(resource["path"], files, most)
    if head != [*dimensions, "value", *ranges, *layout.STATUS_FIELDS] or not layout.is_named_soundly(name, dimensions):
        raise ReleaseBroken("malformed", resource["path"])
    rows = tuple(
        _row(line if ranges else [*line[:-2], "", "", *line[-2:]], len(dimensions), resource) for line in lines
    )
    return Table(name, title, unit, counted, dimensions, rows)


def _lines(path: str, files: Mapping[str, bytes], most: int) -> list[list[str]]:
    """The lines of a table under its head, no more than these."""
    lines = list(islice(csv.reader(io.StringIO(files[path].decode(), newline="")), most + 2))
    if len(lines) > most + 1:
        raise ReleaseBroken("too_large", path)
    return lines


def _require_lists_plain(files: Mapping[str, bytes]) -> None:
    """Whoever gives the code lists on gives no formulas on: nothing is read out of them here."""
    left = _MOST_ROWS
    for path in sorted(path for path in files if path.startswith("codelists/")):
        head, *lines = _lines(path, files, left)
        is_plain = all(layout.is_code(code) and all(harmless(word) == word for word in words) for code, *words in lines)
        if tuple(head) != layout.LIST_FIELDS or not is_plain:
            raise ReleaseBroken("malformed", path)
        left -= len(lines)


def _row(line: list[str], width: int, resource: Mapping[str, Any]) -> Row:
    *codes, written, low, high, obs, conf = line
    value = layout.value_of(written, resource["unit"])
    is_impossible = (obs, conf) == layout.IMPOSSIBLE
    least, most = layout.end_of(low), layout.end_of(high)
    row = Row(tuple(codes), value, is_impossible or (obs, conf) == layout.ABSENT, is_impossible, least, most)
    is_plain = len(codes) == width and all(layout.is_code(code) for code in codes)
    is_plain = is_plain and layout.is_range(value, least, most, resource["unit"])
    if not is_plain or (obs, conf) != layout.status_of(row):
        raise ReleaseBroken("malformed", resource["path"])
    return row
