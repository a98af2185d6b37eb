"""What is a key that can be believed, and which bundle of a partner may lie here? Pure decisions."""

import base64
import binascii
import re
import unicodedata
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from litigation_app.gate.rules import Block
from litigation_app.law.script import to_cyrillic
from litigation_app.statistics.official import figures
from litigation_app.statistics.releases import Release, ReleaseSummary, Table, official

_RAW = 32
_UNMARKED = str.maketrans("ћчшжђѓќ", "ццсздгк")  # as names are typed without marks
_SIGN_BIT = 0x7F
# The y of points of small order on Curve25519's Edwards form: under such a key anybody's signature holds.
# Source: RFC 8032, 5.1.7 with the list of libsodium (ge25519_has_small_order).
_SMALL_ORDER = frozenset(
    bytes.fromhex(y)
    for y in (
        "00" * 32,
        "01" + "00" * 31,
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ec" + "ff" * 30 + "7f",
        "ed" + "ff" * 30 + "7f",
        "ee" + "ff" * 30 + "7f",
    )
)
_YEARS = re.compile(r"(\d{4})(?:_(\d{4}))?", re.ASCII)
UNITS = frozenset({"PERSON", "CLAIM", "DECISION", "HEARING", "EUR"})


class KeyRefused(ValueError):
    """What was typed is no public key that can be believed."""


def key_of(typed: str) -> bytes:
    """The raw key in the text of a signer.pub: base64 of 32 bytes. Raises KeyRefused."""
    try:
        raw = base64.b64decode("".join(typed.split()), validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise KeyRefused from wrong
    if len(raw) != _RAW or raw[:-1] + bytes([raw[-1] & _SIGN_BIT]) in _SMALL_ORDER:
        raise KeyRefused
    return raw


@dataclass(frozen=True)
class Sender:
    """The trusted partner whose key signed a bundle."""

    organisation: str
    country: str


Planned = Mapping[str, Sequence[tuple[str, tuple[str, ...]]]]


@dataclass(frozen=True)
class Here:
    """What lies here already: of the organisation that sent a bundle, of our own, and our rules. `fewest`: of the fewest people
    that they let a number be of. `planned`: the units and dimensions of the tables that this desk knows, by name; `public`: those
    of public acts of its source, in which nothing is withheld; `broken`: one of the sender's that does not hold."""

    of_sender: tuple[Release, ...]
    ours: tuple[ReleaseSummary, ...]
    own_keys: Set[bytes]
    policy_hash: str
    fewest: int
    planned: Planned
    public: Set[str] = frozenset()
    broken: ReleaseSummary | None = None


Objection = tuple[str, str | Release | ReleaseSummary]


def objection(bundle: Release, sender: Sender | None, here: Here) -> Objection | None:
    """Why a whole and rightly signed bundle may not lie here: a code, and the publication, table or country in question."""
    if bundle.signed_by in here.own_keys:
        return "own", bundle.id
    if sender is None:
        return "stranger", ""
    copied = next((one for one in here.ours if one.id == bundle.id), None)
    if copied is not None:
        return "copied", copied
    if why := _of_itself(bundle, sender, here):
        return why
    return ("broken", here.broken) if here.broken else _beside(bundle, here.of_sender)


def _of_itself(bundle: Release, sender: Sender, here: Here) -> Objection | None:
    if bundle.countries != (sender.country,):
        return "country", ", ".join(bundle.countries)
    if bundle.mode == official.MODE:
        return None if figures.is_sound(bundle) else ("table", bundle)
    if bundle.policy_hash != here.policy_hash:
        return "rules", bundle.policy_hash[:16]
    years = range(bundle.first.year, bundle.last.year + 1)
    odd = next(
        (table.id for table in bundle.tables if not (is_sound(table, years) and _is_planned(table, here.planned))), None
    )
    if odd is not None:
        return "table", odd
    counted = (table for table in bundle.tables if table.id not in here.public)
    small = next((table.id for table in counted if _prints_few(table, here.fewest)), None)
    return None if small is None else ("small", small)


def _is_planned(table: Table, planned: Planned) -> bool:
    """Whether a table that this desk knows by its name has the unit and the dimensions that it has here."""
    known = planned.get(table.id)
    return known is None or (table.unit, table.dimensions) in known


def _prints_few(table: Table, fewest: int) -> bool:
    """Whether it prints a number that the rules which it names would have withheld, whatever they decide on the others."""
    return table.unit != "EUR" and any(row.value is not None and row.value != 0 and row.value < fewest for row in table)


def _beside(bundle: Release, others: Sequence[Release]) -> Objection | None:
    again = next((other for other in others if other.id == bundle.id), None)
    if again:
        return "replayed", again
    if bundle.mode == official.MODE:
        return _out_of_turn(bundle, [one for one in others if one.mode == official.MODE])
    overlapping = next((other for other in others if _overlaps(bundle, other)), None)
    return ("overlap", overlapping) if overlapping else None


def _out_of_turn(bundle: Release, editions: Sequence[Release]) -> Objection | None:
    """Official figures are one chain of editions, each with all before it: the next one follows the latest that is here.

    The first to arrive here may be any of them: the partner may have published before he was known.
    """
    if bundle.vintage is None:
        return "table", bundle
    if not editions:
        return None
    latest = max(editions, key=lambda one: one.vintage.number if one.vintage else 0)
    number = latest.vintage.number if latest.vintage else 0
    is_next = bundle.vintage.number == number + 1 and bundle.vintage.follows == latest.id
    return None if is_next else ("edition", latest)


def _overlaps(bundle: Release, other: Release) -> bool:
    """It prints again what was printed: years in a table of the same source and country, with whatever others they stand together."""
    if bundle.mode != other.mode or bundle.countries != other.countries:
        return False
    mine, theirs = (
        {(table.id, year) for table in one.tables for code in table.codes_of("YEAR") for year in Block.of(code).years}
        for one in (bundle, other)
    )
    return not mine.isdisjoint(theirs)


def is_sound(table: Table, years: range) -> bool:
    """Two dimensions, years first and none but these, every combination of the codes once, a unit that there is."""
    if len(table.dimensions) != 2 or table.dimensions[0] != "YEAR" or table.unit not in UNITS:
        return False
    said, codes = set(table.codes_of("YEAR")), table.codes_of(table.dimensions[1])
    distinct = {row.codes for row in table}
    is_whole = len(table.rows) == len(distinct) == len(said) * len(codes)  # counted: to pair them costs their product
    return is_whole and bool(said) and all(_inside(code, years) for code in said)


def _inside(code: str, years: range) -> bool:
    """A year, or years together in their order, of these."""
    found = _YEARS.fullmatch(code)
    return (
        found is not None
        and int(found[1]) in years
        and int(found[2] or found[1]) in years
        and found[1] <= (found[2] or found[1])
    )


def same_organisation(first: str, second: str) -> bool:
    """Whether two names are of one organisation, whichever script they are in: case, marks and signs do not count."""
    return _bare(first) == _bare(second)


def _bare(name: str) -> str:
    letters = to_cyrillic(name).casefold().translate(_UNMARKED)
    return "".join(letter for letter in unicodedata.normalize("NFKD", letters) if letter.isalnum())
