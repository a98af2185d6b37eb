"""Which names of many are like a typed one? Pure arrays over skeletons; what a mask hides is gone before anything is compared."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

MOST_TYPED = 5  # parts of a typed name that count
ALIKE = 0.68  # below this, two names are not shown as alike
_OF_TYPED, _OF_NAME = 0.9, 0.1  # all that was typed must be found; what the name has besides counts little
_BEGINNING = (0.6, 0.3)  # of a part of which only the beginning was typed: at least, and how much more by its share
_LAST_LETTER = "\U0010ffff"
_ROWS = np.int32
_MIX = np.uint64(0x9E3779B97F4A7C15)  # odd: no two second halves give the same product

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]
Keys = NDArray[np.uint64]


class Name(NamedTuple):
    """One name of one person, as its parts' skeletons, with where she belongs: ids as their 16 bytes.

    `year` 0: the year of birth is not known.
    """

    subject: bytes
    case_id: bytes
    office_id: bytes
    parts: tuple[str, ...]
    initials: str
    year: int

    def __repr__(self) -> str:
        return f"<Name of {UUID(bytes=self.subject)}>"


class Match(NamedTuple):
    """A person whose name is like the typed one. `answered` 1: every typed part is in it; `likeness` 1: and nothing else."""

    subject: UUID
    initials: str
    year: int
    likeness: float
    answered: float


class _Columns:
    """Names written into columns as they come, so that a hundred thousand of them are never objects at the same time."""

    def __init__(self, told: Iterable[Name]) -> None:
        self.subjects, self.cases, self.offices = bytearray(), bytearray(), bytearray()
        self.counts, self.part, self.initials, self.years = array("i"), array("i"), array("i"), array("h")
        self.known: dict[str, int] = {}
        self.letters: dict[str, int] = {"": 0}
        for name in told:
            if name.parts:
                self._add(*name)

    def _add(
        self, subject: bytes, case_id: bytes, office_id: bytes, parts: tuple[str, ...], initials: str, year: int
    ) -> None:
        self.subjects += subject
        self.cases += case_id
        self.offices += office_id
        self.counts.append(len(parts))
        for part in parts:
            self.part.append(self.known.setdefault(part, len(self.known)))
        self.initials.append(self.letters.setdefault(initials, len(self.letters)))
        self.years.append(year)


class Names:
    """Many names as arrays: `part` by position in the sorted `parts`, the rows' pieces of it from `starts` on."""

    def __init__(self, told: Iterable[Name]) -> None:
        columns = _Columns(told)
        counts = np.frombuffer(columns.counts, np.int32)
        known = sorted(columns.known)
        order = np.empty(len(known), _ROWS)
        order[[columns.known[part] for part in known]] = np.arange(len(known), dtype=_ROWS)
        self.parts = np.array(known, dtype=object)
        self.part = order[np.frombuffer(columns.part, np.int32)]
        self.starts = np.concatenate([np.zeros(1, _ROWS), np.cumsum(counts, dtype=_ROWS)])
        self.owner = np.repeat(np.arange(len(counts), dtype=_ROWS), counts)
        self.subjects = _halves(columns.subjects)
        self.cases, self.case = _coded(_halves(columns.cases))
        self.offices, self.office = _coded(_halves(columns.offices))
        self.initials = np.array(list(columns.letters), dtype="U4")[np.frombuffer(columns.initials, np.int32)]
        self.years = np.frombuffer(columns.years, np.int16)

    def __len__(self) -> int:
        return len(self.years)

    def within(self, *, offices: Iterable[UUID], cases: Iterable[UUID], walled: Iterable[UUID]) -> Mask:
        """The rows of these offices and cases, without those of the walled cases."""
        mask: Mask = _among(self.offices, offices)[self.office]
        by_case, shut = _among(self.cases, cases), _among(self.cases, walled)
        if by_case.any():
            mask |= by_case[self.case]
        if shut.any():
            mask &= ~shut[self.case]
        return mask

    def without(self, subjects: Iterable[UUID]) -> Mask:
        """The rows of everybody but these."""
        gone = _both_halves(subjects)
        mask: Mask = ~np.isin(_keys(self.subjects), _keys(gone)) if len(gone) else np.ones(len(self), np.bool_)
        return mask

    def like(self, typed: Sequence[str], mask: Mask, *, year: int, most: int) -> list[Match]:
        """The persons under the mask whose names are most like the typed parts, the likest first, each once."""
        wanted = list(dict.fromkeys(typed))[:MOST_TYPED]
        numbers = self._used(mask)
        if not len(numbers) or not wanted:
            return []
        each = np.zeros((len(wanted), len(self.parts)), np.float32)
        each[:, numbers] = _compared(wanted, self.parts[numbers].tolist())
        rows = self._touched(each.max(axis=0) > 0, mask)
        answered, covered = self._likeness(each, rows)
        likeness = _OF_TYPED * answered + _OF_NAME * covered
        found = np.flatnonzero(likeness >= ALIKE)
        return self._best(rows[found], likeness[found], answered[found], year, most)

    def _used(self, mask: Mask) -> NDArray[np.intp]:
        """The numbers of the parts that some row under the mask has: no other is compared."""
        used = np.zeros(len(self.parts), np.bool_)
        used[self.part[mask[self.owner]]] = True
        return np.flatnonzero(used)

    def _touched(self, is_alike: Mask, mask: Mask) -> NDArray[np.intp]:
        """The rows under the mask with some part that is alike."""
        touched = np.zeros(len(self), np.bool_)
        touched[self.owner[is_alike[self.part]]] = True
        return np.flatnonzero(touched & mask)

    def _likeness(self, each: Floats, rows: NDArray[np.intp]) -> tuple[Floats, Floats]:
        """Of these rows: how well the likest parts answer what was typed, and how well that covers the parts."""
        counts = self.starts[rows + 1] - self.starts[rows]
        begins = np.cumsum(counts) - counts
        part = self.part[np.repeat(self.starts[rows] - begins, counts) + np.arange(int(counts.sum()))]
        if not len(part):
            return np.zeros(0, np.float32), np.zeros(0, np.float32)
        answered = np.mean([np.maximum.reduceat(line[part], begins) for line in each], axis=0)
        covered = np.add.reduceat(each.max(axis=0)[part], begins) / counts
        return answered, covered

    def _best(self, rows: NDArray[np.intp], likeness: Floats, answered: Floats, year: int, most: int) -> list[Match]:
        """Ties go to the year of birth, then to the number of the person, which says nothing about anybody."""
        off = np.abs(self.years[rows].astype(np.int32) - year) if year else np.zeros(len(rows), np.int32)
        order = np.lexsort((self.subjects[rows, 1], self.subjects[rows, 0], off, -np.round(likeness, 3)))
        found: dict[UUID, Match] = {}
        for at in order:
            row = rows[at]
            subject = _uuid(self.subjects[row])
            scores = round(float(likeness[at]), 3), round(float(answered[at]), 3)
            found.setdefault(subject, Match(subject, str(self.initials[row]), int(self.years[row]), *scores))
            if len(found) == most:
                break
        return list(found.values())


def _compared(wanted: Sequence[str], words: list[str]) -> Floats:
    """How like each wanted part each of the sorted words is; 0 for what is hardly alike."""
    # the many before the few: as queries, several words at once pass through the processor
    by_word = process.cdist(words, wanted, scorer=OSA.normalized_similarity, dtype=np.float32, score_cutoff=0.5)
    alike: Floats = np.ascontiguousarray(by_word.T)
    for line, one in zip(alike, wanted, strict=True):
        _count_beginnings(line, one, words)
    return alike


def _count_beginnings(line: Floats, typed: str, words: Sequence[str]) -> None:
    """What begins with the typed letters is a little like them (Petr…, an initial)."""
    low, high = bisect_left(words, typed), bisect_right(words, typed + _LAST_LETTER)
    least, more = _BEGINNING
    for at in range(low, high):
        line[at] = max(line[at], least + more * len(typed) / len(words[at]))


def _both_halves(ids: Iterable[UUID]) -> Keys:
    return _halves(b"".join(one.bytes for one in ids))


def _halves(written: bytes | bytearray) -> Keys:
    return np.frombuffer(written, dtype=">u8").astype(np.uint64).reshape(-1, 2)


def _keys(halves: Keys) -> Keys:
    """64 bits of both halves, so that ids made by any rule stay apart."""
    return halves[:, 0] ^ (halves[:, 1] * _MIX)


def _uuid(halves: Keys) -> UUID:
    return UUID(int=(int(halves[0]) << 64) | int(halves[1]))


def _coded(ids: Keys) -> tuple[Keys, NDArray[np.int32]]:
    """The keys of the different ids in their order, and which of them each row has."""
    keys, codes = np.unique(_keys(ids), return_inverse=True)
    return keys, codes.astype(np.int32)


def _among(keys: Keys, ids: Iterable[UUID]) -> Mask:
    """Which of the sorted keys are of these ids."""
    mask = np.zeros(len(keys), np.bool_)
    wanted = _keys(_both_halves(ids))
    if len(keys) and len(wanted):
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        mask[at[keys[at] == wanted]] = True
    return mask
