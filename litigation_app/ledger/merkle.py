"""Does an entry belong to a log of which only the root is known, and is one log the continuation of another? RFC 6962, pure.

A leaf is SHA-256(0x00 | entry), a node SHA-256(0x01 | left | right); the left side of a node is the largest full tree.
"""

import hashlib
from collections.abc import Iterable, Sequence

EMPTY = hashlib.sha256().digest()
HASH_BYTES = 32


class ProofBroken(ValueError):
    """This proof does not show what it is said to show."""


def leaf(entry: bytes) -> bytes:
    """The leaf of one entry."""
    return hashlib.sha256(b"\0" + entry).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The node above two others."""
    return hashlib.sha256(b"\1" + left + right).digest()


class Frontier:
    """All that is needed of a tree to let it grow: its size and the roots of its full subtrees, largest first."""

    def __init__(self, size: int = 0, roots: Sequence[bytes] = ()) -> None:
        if len(roots) != size.bit_count():
            raise ProofBroken("a frontier has one subtree for each bit of its size")
        self.size = size
        self.roots = list(roots)

    @classmethod
    def from_bytes(cls, size: int, packed: bytes) -> "Frontier":
        """The frontier that `to_bytes` packed; raises ProofBroken."""
        return cls(size, [packed[at : at + HASH_BYTES] for at in range(0, len(packed), HASH_BYTES)])

    def to_bytes(self) -> bytes:
        return b"".join(self.roots)

    def append(self, leaf_hash: bytes) -> None:
        """One more leaf: every full pair that it closes becomes one subtree."""
        self.roots.append(leaf_hash)
        closed = self.size
        while closed & 1:
            right = self.roots.pop()
            self.roots[-1] = node(self.roots[-1], right)
            closed >>= 1
        self.size += 1

    def extend(self, entries: Iterable[bytes]) -> None:
        for entry in entries:
            self.append(leaf(entry))

    def root(self) -> bytes:
        """The root of the tree as it is now."""
        if not self.roots:
            return EMPTY
        top = self.roots[-1]
        for left in reversed(self.roots[:-1]):
            top = node(left, top)
        return top


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over these leaf hashes."""
    tree = Frontier()
    for one in leaves:
        tree.append(one)
    return tree.root()


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """What one needs beside leaf `index` (from 0) to compute the root; raises ProofBroken for an index outside."""
    if not 0 <= index < len(leaves):
        raise ProofBroken("there is no such entry in this tree")
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    left, right = leaves[:split], leaves[split:]
    if index < split:
        return [*inclusion_proof(left, index), root(right)]
    return [*inclusion_proof(right, index - split), root(left)]


def consistency_proof(leaves: Sequence[bytes], old: int) -> list[bytes]:
    """What shows that the tree over the first `old` leaves is the beginning of this one; raises ProofBroken."""
    if not 0 <= old <= len(leaves):
        raise ProofBroken("the older tree is not smaller than this one")
    return [] if old in {0, len(leaves)} else _subproof(leaves, old, whole=True)


def _subproof(leaves: Sequence[bytes], old: int, *, whole: bool) -> list[bytes]:
    """`whole`: the older tree's root is known to the reader, so it is not told again."""
    if old == len(leaves):
        return [] if whole else [root(leaves)]
    split = _split(len(leaves))
    if old <= split:
        return [*_subproof(leaves[:split], old, whole=whole), root(leaves[split:])]
    return [*_subproof(leaves[split:], old - split, whole=False), root(leaves[:split])]


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def root_from_inclusion(leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root that this proof leads to (RFC 9162, 2.1.3.2); raises ProofBroken where its shape is wrong."""
    if not 0 <= index < size:
        raise ProofBroken("there is no such entry in this tree")
    place, last, top = index, size - 1, leaf_hash
    for one in proof:
        if last == 0:
            raise ProofBroken("the proof is too long")
        if place & 1 or place == last:
            top = node(one, top)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            top = node(top, one)
        place, last = place >> 1, last >> 1
    if last:
        raise ProofBroken("the proof is too short")
    return top


def require_consistent(old: int, old_root: bytes, size: int, new_root: bytes, proof: Sequence[bytes]) -> None:
    """Raise ProofBroken unless the tree of `size` begins with the tree of `old` (RFC 9162, 2.1.4.2)."""
    if old > size:
        raise ProofBroken("the log became shorter")
    if old in {0, size}:
        expected = old_root == (EMPTY if old == 0 else new_root)
        if proof or not expected:
            raise ProofBroken("the beginning of the log was changed" if not proof else "the proof is too long")
        return
    first, second = _both_roots(old, old_root, size, proof)
    if first != old_root or second != new_root:
        raise ProofBroken("the beginning of the log was changed")


def _both_roots(old: int, old_root: bytes, size: int, proof: Sequence[bytes]) -> tuple[bytes, bytes]:
    steps = list(proof) if old & (old - 1) else [old_root, *proof]
    if not steps:
        raise ProofBroken("the proof is too short")
    place, last = old - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first = second = steps[0]
    for one in steps[1:]:
        if last == 0:
            raise ProofBroken("the proof is too long")
        if place & 1 or place == last:
            first, second = node(one, first), node(one, second)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            second = node(second, one)
        place, last = place >> 1, last >> 1
    if last:
        raise ProofBroken("the proof is too short")
    return first, second
