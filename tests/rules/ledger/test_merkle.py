"""Are the tree and its proofs those of RFC 6962, and does every altered bit fail? Without a database."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.ledger.merkle import (
    EMPTY,
    Frontier,
    ProofBroken,
    consistency_proof,
    inclusion_proof,
    leaf,
    require_consistent,
    root,
    root_from_inclusion,
)

# The inputs, roots and proofs that certificate transparency logs are tested with.
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
SECOND = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
THIRD_PAIR = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
LATER_HALF = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
FIFTH = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
LAST_PAIR = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
MIDDLE_PAIR = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
LEAVES = [leaf(bytes.fromhex(one)) for one in INPUTS]
SIZES = st.integers(1, 70)


def hexes(proof: list[bytes]) -> list[str]:
    return [one.hex() for one in proof]


def tree(size: int) -> list[bytes]:
    return [leaf(number.to_bytes(2, "big")) for number in range(size)]


@pytest.mark.parametrize("size", range(9))
def test_the_roots_are_the_published_ones(size: int) -> None:
    assert root(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(
    ("index", "size", "published"),
    [
        (0, 1, []),
        (0, 8, [SECOND, THIRD_PAIR, LATER_HALF]),
        (5, 8, [FIFTH, LAST_PAIR, ROOTS[4]]),
        (2, 3, [ROOTS[2]]),
        (1, 5, [ROOTS[1], THIRD_PAIR, FIFTH]),
    ],
)
def test_the_inclusion_proofs_are_the_published_ones(index: int, size: int, published: list[str]) -> None:
    proof = inclusion_proof(LEAVES[:size], index)

    assert hexes(proof) == published
    assert root_from_inclusion(LEAVES[index], index, size, proof).hex() == ROOTS[size]


@pytest.mark.parametrize(
    ("old", "size", "published"),
    [
        (1, 1, []),
        (1, 8, [SECOND, THIRD_PAIR, LATER_HALF]),
        (6, 8, [MIDDLE_PAIR, LAST_PAIR, ROOTS[4]]),
        (2, 5, [THIRD_PAIR, FIFTH]),
    ],
)
def test_the_consistency_proofs_are_the_published_ones(old: int, size: int, published: list[str]) -> None:
    proof = consistency_proof(LEAVES[:size], old)

    assert hexes(proof) == published
    require_consistent(old, bytes.fromhex(ROOTS[old]), size, bytes.fromhex(ROOTS[size]), proof)


@given(SIZES, st.data())
def test_every_entry_of_every_tree_is_proved(size: int, data: st.DataObject) -> None:
    leaves, index = tree(size), data.draw(st.integers(0, size - 1))

    proof = inclusion_proof(leaves, index)

    assert root_from_inclusion(leaves[index], index, size, proof) == root(leaves)


@given(SIZES, st.data())
def test_every_tree_is_the_beginning_of_every_later_one(size: int, data: st.DataObject) -> None:
    leaves, old = tree(size), data.draw(st.integers(0, size))

    proof = consistency_proof(leaves, old)

    assert is_proved(lambda: require_consistent(old, root(leaves[:old]), size, root(leaves), proof))


@given(SIZES, st.data())
def test_a_tree_grows_from_its_frontier(size: int, data: st.DataObject) -> None:
    leaves, old = tree(size), data.draw(st.integers(0, size))
    begun = Frontier()
    for one in leaves[:old]:
        begun.append(one)

    grown = Frontier.from_bytes(old, begun.to_bytes())
    for one in leaves[old:]:
        grown.append(one)

    assert grown.root() == root(leaves)
    assert len(grown.roots) == size.bit_count()


def is_proved(act: Callable[[], object]) -> bool:
    try:
        act()
    except ProofBroken:
        return False
    return True


@given(st.integers(2, 40), st.data())
def test_any_altered_bit_of_an_inclusion_fails(size: int, data: st.DataObject) -> None:
    leaves, index = tree(size), data.draw(st.integers(0, size - 1))
    parts = [leaves[index], *inclusion_proof(leaves, index)]
    place, bit = data.draw(st.integers(0, len(parts) - 1)), data.draw(st.integers(0, 255))

    changed = int.from_bytes(parts[place], "big") ^ (1 << bit)
    parts[place] = changed.to_bytes(32, "big")

    assert root_from_inclusion(parts[0], index, size, parts[1:]) != root(leaves)
    assert not is_proved(lambda: root_from_inclusion(parts[0], index, size, [*parts[1:], EMPTY]))
    assert not is_proved(lambda: root_from_inclusion(parts[0], index, size, parts[1:-1]))


@given(st.integers(2, 40), st.data())
def test_any_altered_bit_of_a_consistency_fails(size: int, data: st.DataObject) -> None:
    leaves, old = tree(size), data.draw(st.integers(1, size - 1))
    parts = [root(leaves[:old]), root(leaves), *consistency_proof(leaves, old)]
    place, bit = data.draw(st.integers(0, len(parts) - 1)), data.draw(st.integers(0, 255))

    parts[place] = (int.from_bytes(parts[place], "big") ^ (1 << bit)).to_bytes(32, "big")

    assert not is_proved(lambda: require_consistent(old, parts[0], size, parts[1], parts[2:]))


@given(st.integers(2, 40), st.data())
def test_a_rewritten_beginning_is_never_consistent(size: int, data: st.DataObject) -> None:
    leaves, old = tree(size), data.draw(st.integers(1, size))
    forged = [*leaves]
    forged[data.draw(st.integers(0, old - 1))] = leaf(b"another")

    proof = consistency_proof(forged, old)

    assert not is_proved(lambda: require_consistent(old, root(leaves[:old]), size, root(forged), proof))


def test_what_is_no_proof_is_refused() -> None:
    for wrong in (
        lambda: inclusion_proof(LEAVES, 8),
        lambda: consistency_proof(LEAVES, 9),
        lambda: require_consistent(8, EMPTY, 5, EMPTY, []),
        lambda: require_consistent(0, EMPTY, 5, EMPTY, [EMPTY]),
        lambda: require_consistent(3, EMPTY, 5, EMPTY, []),
        lambda: Frontier(3, [EMPTY]),
    ):
        assert not is_proved(wrong)
