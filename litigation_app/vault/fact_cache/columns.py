"""How do the coded facts of very many people lie beside each other, so that a table of them is a few sums over arrays?

sealed  = 'LCOL' 0x01 | part, part      (the codes, then the ids: whoever only counts opens the first)
part    = u64 length | nonce 12 | AES-256-GCM(key of the facts, plain, 'lit1 columns' | TLV(instance) | u8 part | mark 16)
codes   = u32 length | JSON {mark, names, values, widths, count, until, removed, seq, hash} | a column after the other
"""

import json
import math
import os
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from numpy.typing import NDArray

from litigation_app.vault.ciphers.aead import NONCE_BYTES, TAG_BYTES, SealBroken

_MAGIC = b"LCOL\x01"
_LABEL = b"lit1 columns"
_CODES, _IDS = 0, 1
_MARK_BYTES = 16
_PART = struct.Struct(">Q")
_HEAD = struct.Struct(">I")
ID = np.dtype([("high", ">u8"), ("low", ">u8")])
_MANY = 1_000_000  # combinations for which there is an array
_WIDTHS = ("u1", "<u2", "<u4")
Content = Mapping[str, Any]
Mask = NDArray[np.bool_]


class State(NamedTuple):
    """Which state of the records columns are of: last change and removal (`vault.facts`), an entry of the ledger and its hash."""

    until: int
    removed: int
    seq: int
    hash: str


@dataclass(frozen=True)
class Columns:
    """Facts of n people: of each fact its distinct values, and n places in them. People stand in the order of their ids.

    A value is what JSON holds; a fact that a person has not is None, as one that is null.
    """

    values: Mapping[str, Sequence[Any]]
    places: Mapping[str, NDArray[np.unsignedinteger[Any]]]
    ids: NDArray[np.void]

    def __len__(self) -> int:
        return len(next(iter(self.places.values()), ()))

    def where(self, name: str, wanted: Iterable[bool]) -> Mask:
        """The people whose value of this fact is among the wanted ones (one truth for each of `values[name]`)."""
        chosen: Mask = np.fromiter(wanted, bool, len(self.values[name]))[self.places[name]]
        return chosen

    def counted(self, names: Sequence[str]) -> dict[tuple[Any, ...], int]:
        """How many people have each combination of values of these facts; combinations that nobody has are left out."""
        shape = tuple(len(self.values[name]) for name in names)
        at = np.zeros(len(self), dtype=np.intp)
        for name, size in zip(names, shape, strict=True):
            at *= size
            at += self.places[name]
        full, found = _counted(at, math.prod(shape))
        places = np.unravel_index(full, shape)
        said = [[_hashable(self.values[name][i]) for i in part] for name, part in zip(names, places, strict=True)]
        return dict(zip(zip(*said, strict=True), map(int, found), strict=True))

    def people(self, mask: Mask | None = None) -> Iterator[tuple[UUID, dict[str, Any]]]:
        """(id, facts) of everybody, or of those in the mask."""
        rows = range(len(self)) if mask is None else np.flatnonzero(mask).tolist()
        for row in rows:
            facts = {name: self.values[name][self.places[name][row]] for name in self.places}
            yield UUID(bytes=self.ids[row].tobytes()), facts

    def changed(self, people: Mapping[UUID, Content | None]) -> "Columns":
        """The same with these people's facts as they are now; None: she is gone."""
        kept = np.ones(len(self), dtype=bool)
        for one in people:
            high, low = one.int >> 64, one.int & (2**64 - 1)
            start, end = (
                np.searchsorted(self.ids["high"], [high], "left")[0],
                np.searchsorted(self.ids["high"], [high], "right")[0],
            )
            kept[start:end] &= self.ids["low"][start:end] != low
        old = replace(self, ids=self.ids[kept], places={name: column[kept] for name, column in self.places.items()})
        return _joined(old, columns((one, facts) for one, facts in people.items() if facts is not None))


def columns(people: Iterable[tuple[UUID, Content]]) -> Columns:
    """Columns of these people; a fact that one of them has is a column for all."""
    ids = bytearray()
    known: dict[str, dict[Any, int]] = {}
    places: dict[str, list[int]] = {}
    for n, (one, facts) in enumerate(people):
        ids += one.bytes
        for name in facts.keys() - known.keys():
            known[name], places[name] = {None: 0}, [0] * n
        for name, column in places.items():
            value = facts.get(name)
            key = tuple(value) if isinstance(value, list) else value
            column.append(known[name].setdefault(key, len(known[name])))
    values = {
        name: [list(value) if isinstance(value, tuple) else value for value in found] for name, found in known.items()
    }
    arrays = {name: _narrow(np.array(column, dtype="<u4"), len(values[name])) for name, column in places.items()}
    return _ordered(Columns(values, arrays, np.frombuffer(bytes(ids), dtype=ID)))


def _counted(at: NDArray[np.intp], size: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Which numbers below `size` occur, and how often."""
    if size > _MANY + len(at):
        return np.unique(at, return_counts=True)
    found = np.bincount(at)
    full = np.flatnonzero(found)
    return full, found[full]


def _joined(one: Columns, other: Columns) -> Columns:
    values: dict[str, Sequence[Any]] = {}
    places: dict[str, NDArray[np.unsignedinteger[Any]]] = {}
    for name in one.values.keys() | other.values.keys():
        parts, found = [], dict[Any, int]()
        for part in (one, other):
            mine = part.values.get(name, [None])
            moved = np.array([found.setdefault(_hashable(value), len(found)) for value in mine], dtype="<u4")
            parts.append(moved[part.places[name]] if name in part.places else np.full(len(part), moved[0]))
        values[name] = [list(value) if isinstance(value, tuple) else value for value in found]
        places[name] = _narrow(np.concatenate(parts), len(found))
    ids = np.concatenate([one.ids, other.ids]).astype(ID)  # its bytes again in the order of an id's
    return _ordered(Columns(values, places, ids))


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _narrow(column: NDArray[Any], count: int) -> NDArray[Any]:
    return column.astype(next(width for width in _WIDTHS if count <= np.iinfo(width).max + 1))


def _ordered(found: Columns) -> Columns:
    order = np.lexsort((found.ids["low"], found.ids["high"]))
    return Columns(
        found.values, {name: column[order] for name, column in sorted(found.places.items())}, found.ids[order]
    )


def sealed(found: Columns, state: State, key: bytes, instance: UUID) -> bytes:
    """The columns as they lie on the disk."""
    mark = os.urandom(_MARK_BYTES)
    head = {
        "mark": mark.hex(),
        "names": list(found.places),
        "values": [found.values[name] for name in found.places],
        "widths": [column.dtype.str for column in found.places.values()],
        "count": len(found),
        **state._asdict(),
    }
    said = json.dumps(head, ensure_ascii=False).encode()
    codes = b"".join([_HEAD.pack(len(said)), said, *(column.tobytes() for column in found.places.values())])
    parts = (
        _part(codes, _CODES, bytes(_MARK_BYTES), key, instance),
        _part(found.ids.tobytes(), _IDS, mark, key, instance),
    )
    return _MAGIC + b"".join(parts)


def _part(plain: bytes, number: int, mark: bytes, key: bytes, instance: UUID) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    content = nonce + AESGCM(key).encrypt(nonce, plain, _bound_to(instance, number, mark))
    return _PART.pack(len(content)) + content


def _bound_to(instance: UUID, number: int, mark: bytes) -> bytes:
    return _LABEL + b"\x00\x10" + instance.bytes + bytes([number]) + mark


class Opened(NamedTuple):
    """What `sealed` wrote: the columns and of which state they are."""

    columns: Columns
    state: State


def opened(content: bytes, key: bytes, instance: UUID, *, with_ids: bool = True) -> Opened:
    """The columns of sealed bytes; raises SealBroken for whatever was not sealed under this key for this desk, or was changed.

    Without ids there is nobody in `people`, and nothing of who they are is opened.
    """
    if content[: len(_MAGIC)] != _MAGIC:
        raise SealBroken
    codes, rest = _first(memoryview(content)[len(_MAGIC) :])
    ids, rest = _first(rest)
    if rest:
        raise SealBroken
    plain = _plain(codes, _CODES, bytes(_MARK_BYTES), key, instance)
    (length,) = _HEAD.unpack_from(plain)
    head = json.loads(plain[_HEAD.size : _HEAD.size + length])
    places, at, count = {}, _HEAD.size + length, head["count"]
    for name, width in zip(head["names"], head["widths"], strict=True):
        places[name] = np.frombuffer(plain, dtype=width, count=count, offset=at)
        at += places[name].nbytes
    who = _plain(ids, _IDS, bytes.fromhex(head["mark"]), key, instance) if with_ids else b""
    values = dict(zip(head["names"], head["values"], strict=True))
    state = State(*(head[name] for name in State._fields))
    return Opened(Columns(values, places, np.frombuffer(who, dtype=ID)), state)


def _first(content: memoryview) -> tuple[memoryview, memoryview]:
    if len(content) < _PART.size:
        raise SealBroken
    (length,) = _PART.unpack_from(content)
    end = _PART.size + length
    if not NONCE_BYTES + TAG_BYTES <= length <= len(content) - _PART.size:
        raise SealBroken
    return content[_PART.size : end], content[end:]


def _plain(part: memoryview, number: int, mark: bytes, key: bytes, instance: UUID) -> bytes:
    try:
        return AESGCM(key).decrypt(bytes(part[:NONCE_BYTES]), part[NONCE_BYTES:], _bound_to(instance, number, mark))
    except InvalidTag:
        raise SealBroken from None
