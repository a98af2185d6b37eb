"""What does a publication say about itself under the headings of Eurostat's reference metadata (ESMS)?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from litigation_app.core.toml_files import read_toml
from litigation_app.law.words import Word, word_of
from litigation_app.statistics.exports import block
from litigation_app.statistics.exports.observations import OFFICIAL, of_tables
from litigation_app.statistics.releases import Release, vocabulary


@dataclass(frozen=True)
class Heading:
    """One of the nineteen; `text`: what the publication says first, then what was typed once. `word`: the name for readers."""

    number: int
    name: str
    text: str
    word: Word


def headings(release: Release) -> list[Heading]:
    """The nineteen headings, in English."""
    return [_heading(entry, release) for entry in _entries()]


@lru_cache(maxsize=1)
def _entries() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read_toml(__file__, "esms.toml")["heading"]
    return found


def _heading(entry: Mapping[str, Any], release: Release) -> Heading:
    word = word_of({**entry, "en": entry["name"]})
    if release.mode == OFFICIAL and "official" in entry:
        return Heading(entry["number"], entry["name"], entry["official"], word)
    own = _SAYS[entry["from"]](release) if "from" in entry else ""
    said = " ".join(one for one in (own, entry.get("text", "")) if one)
    return Heading(entry["number"], entry["name"], said, word)


def _tables(release: Release) -> str:
    said = [f"{vocabulary.say('table', table.id, 'en')}: {_definition(table.id)}" for table in release.tables]
    where = ", ".join(block.code("REF_AREA", code) or code for code in release.countries)
    return f"{release.title}. {where}. " + " ".join(said)


def _definition(table: str) -> str:
    """A table that nobody has words for says so, instead of its id twice."""
    found = vocabulary.say("definition", table, "en")
    return found if found != table else "no definition is on file."


def _units(release: Release) -> str:
    units = dict.fromkeys(table.unit for table in release.tables)
    return f"Units of these tables: {', '.join(vocabulary.say('unit', unit, 'en') for unit in units)}."


def _period(release: Release) -> str:
    days = ", ".join(day.isoformat() for day in release.reference_dates or (release.reference_date,))
    each = " Each number stands as on the day of the publication that printed it." if len(release.parts) > 1 else ""
    return f"{release.first.isoformat()} to {release.last.isoformat()}; reference date {days}.{each}"


def _policy(release: Release) -> str:
    k = of_tables(release).of_the_set()["K_THRESHOLD"]
    smallest = f" Counts of 1 to {int(k) - 1} persons are suppressed." if k else ""
    return f"SHA-256 of the rules for suppression: {release.policy_hash}.{smallest}"


def _plan(release: Release) -> str:
    if release.plan is None:
        return ""
    return f"Plan {release.plan.id}, version {release.plan.version}: publications of one version count alike."


def _parts(release: Release) -> str:
    return f"Read as one, the newest first: {', '.join(release.parts)}." if len(release.parts) > 1 else ""


def _summands(release: Release) -> str:
    if not release.summands:
        return ""
    return f"It adds up: {', '.join(one.release for one in release.summands)}."


_SAYS: Mapping[str, Callable[[Release], str]] = {
    "reference_date": lambda release: f"{release.reference_date.isoformat()}.",
    "tables": _tables,
    "units": _units,
    "period": _period,
    "policy": _policy,
    "certificate": lambda release: f"Digest of the check: {release.certificate}.",
    "mode": lambda release: f"Source: {block.code('SOURCE_MODE', release.mode.upper()) or release.mode}.",
    "timeliness": lambda release: (
        f"{(release.reference_date - release.last).days} days from the end of the period to the reference date."
    ),
    "plan": _plan,
    "rounding": lambda release: f"Rounding: {of_tables(release).of_the_set()['ROUNDING']}.",
    "parts": _parts,
    "summands": _summands,
}
