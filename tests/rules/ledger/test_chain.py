"""What may an entry say, and does the chain notice every change? Without a database."""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.ledger import EntryRefused, chain

AT = datetime(2026, 11, 24, 15, 42, tzinfo=UTC)
INSTANCE = UUID(int=7)


def draft(**said: object) -> chain.Draft:
    plain = {"act": "open_victim", "actor": None, "of": f"victim:{UUID(int=1)}", "session_id": None, "endpoint": "e"}
    return chain.Draft(**{**plain, **said})


def test_the_link_is_the_published_formula() -> None:
    body = chain.body(draft(), at=AT, instance=INSTANCE)

    h = chain.link(chain.START, 1, body)

    assert h == hashlib.sha256(b"lit-audit-1" + bytes(32) + b"\0\0\0\0\0\0\0\1" + body).digest()
    assert chain.mac(b"k" * 32, h) == hmac.new(b"k" * 32, h, hashlib.sha256).digest()[:16]


def test_the_body_is_canonical_json() -> None:
    body = chain.body(draft(facts={"z": 1, "a": "x"}), at=AT, instance=INSTANCE)

    said = json.loads(body)

    assert body == json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
    assert said["at"] == "2026-11-24T15:42:00.000000+00:00"
    assert said["facts"] == {"a": "x", "z": 1}


def test_a_session_id_never_reaches_the_body() -> None:
    session = uuid4()

    body = chain.body(draft(session_id=session), at=AT, instance=INSTANCE)

    assert str(session).encode() not in body
    assert session.hex.encode() not in body
    assert json.loads(body)["session"] == chain.session_mark(session)


COMMITMENTS = st.builds(
    chain.Commitment,
    table=st.sampled_from(["victim", "document"]),
    row=st.uuids(),
    capsule=st.sampled_from(["identity", "file"]),
    row_ver=st.integers(1, 2**63),
    digest=st.binary(min_size=32, max_size=32).map(bytes.hex),
)


@given(st.lists(COMMITMENTS, max_size=5))
def test_what_an_entry_commits_to_is_found_in_its_body(seals: list[chain.Commitment]) -> None:
    body = chain.body(draft(seals=tuple(seals), facts={"sealed": 1}), at=AT, instance=INSTANCE)

    assert chain.committed(body) == {chain.as_committed(seal) for seal in seals}


@given(st.text(min_size=1).filter(lambda text: not all(c.isascii() and (c.isalnum() or c in "_.:+-") for c in text)))
def test_free_text_is_refused_in_every_field(text: str) -> None:
    for said in ({"act": text}, {"of": text}, {"purpose": text}, {"outcome": text}, {"facts": {"why": text}}):
        with pytest.raises(EntryRefused) as refusal:
            draft(**said)
        assert text not in str(refusal.value) or len(text) < 3


@pytest.mark.parametrize("value", ["0101990710006", "jmbg:0101990710006", "code\n", "x" * 65, 101990710006_0, 1.5])
def test_personal_numbers_line_ends_and_fractions_are_no_facts(value: object) -> None:

    with pytest.raises(EntryRefused):
        draft(facts={"note": value})


@pytest.mark.thorough
@given(st.binary(max_size=80), st.binary(max_size=80), st.integers(1, 2**40))
def test_two_different_bodies_never_give_the_same_link(one: bytes, other: bytes, seq: int) -> None:
    same = chain.link(chain.START, seq, one) == chain.link(chain.START, seq, other)

    assert same == (one == other)


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_the_mac_is_hmac_sha_256_for_keys_of_every_length(key: bytes, h: bytes) -> None:
    assert chain.keyed(key)(h) == hmac.new(key, h, hashlib.sha256).digest()[:16]


@given(
    st.lists(st.binary(max_size=80), min_size=1, max_size=6),
    st.integers(0, 5),
    st.sampled_from(["none", "seq", "body", "h", "mac"]),
)
def test_many_links_at_once_hold_just_where_each_by_itself_does(bodies: list[bytes], place: int, changed: str) -> None:
    links: list[list[object]] = []
    for seq, body in enumerate(bodies, start=4):
        h = chain.link(bytes(links[-1][2]) if links else b"b" * 32, seq, body)  # type: ignore[call-overload]
        links.append([seq, body, h, chain.mac(b"k" * 32, h)])
    if changed != "none":
        column = ["seq", "body", "h", "mac"].index(changed)
        other = links[place % len(links)]
        other[column] = 99 if column == 0 else None if place == 5 else bytes(str(other[column]), "ascii")

    holds = chain.follow(b"b" * 32, 3, [tuple(link) for link in links], b"k" * 32)

    assert holds is (changed == "none")
