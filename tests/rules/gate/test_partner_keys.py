"""Is a key refused under which anybody's signature holds?"""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from litigation_app.gate.partners import rules

P = 2**255 - 19
D = -121665 * pow(121666, P - 2, P) % P
Point = tuple[int, int]


def added(one: Point, other: Point) -> Point:
    """RFC 8032, 5.1.4, in affine coordinates."""
    (x1, y1), (x2, y2) = one, other
    k = D * x1 * x2 * y1 * y2 % P
    return (
        (x1 * y2 + x2 * y1) * pow(1 + k, P - 2, P) % P,
        (y1 * y2 + x1 * x2) * pow(1 - k, P - 2, P) % P,
    )


def point(raw: bytes) -> Point:
    """RFC 8032, 5.1.3: some point of this y."""
    y = (int.from_bytes(raw, "little") & (2**255 - 1)) % P
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    assert (x * x - square) % P == 0
    return x, y


@pytest.mark.parametrize("raw", sorted(rules._SMALL_ORDER))
@pytest.mark.parametrize("sign", [0, 0x80])
def test_eight_times_each_of_them_is_nothing_and_none_is_a_key(raw: bytes, sign: int) -> None:
    found = point(raw)
    for _ in range(3):
        found = added(found, found)

    assert found == (0, 1)
    with pytest.raises(rules.KeyRefused):
        rules.key_of(base64.b64encode(raw[:-1] + bytes([raw[-1] | sign])).decode())


def test_a_true_key_is_one_with_or_without_line_ends() -> None:
    raw = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()
    typed = base64.b64encode(raw).decode()

    assert rules.key_of(f" {typed}\r\n") == rules.key_of(f"{typed[:20]}\n{typed[20:]}") == raw


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Primer pravde (izmišljena)", "ПРИМЕР  ПРАВДЕ, измишљена", True),
        ("Izmišljena pomoć", "Izmisljena pomoc", True),
        ("Uzorna pomoć", "Uzorna pomoć Krajina", False),
    ],
)
def test_one_organisation_has_one_name_in_every_script(one: str, other: str, is_same: bool) -> None:
    assert rules.same_organisation(one, other) is is_same
