"""Does the key agent's wire take whole messages only, in time, and nothing else?"""

import json
import socket
import struct
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.vault.keys import agent_wire
from litigation_app.vault.keys.agent_wire import WireBroken

Pair = tuple[socket.socket, socket.socket]
values = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=200)


@pytest.fixture
def pair() -> Iterator[Pair]:
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    yield here, there
    here.close()
    there.close()


@pytest.mark.thorough
@given(message=st.dictionaries(st.text(max_size=20), values, max_size=8))
def test_what_is_sent_is_received(message: dict[str, object]) -> None:
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)

    with here, there:
        agent_wire.send(here, message)
        received = agent_wire.receive(there)

    assert received == message


@given(junk=st.binary(min_size=1, max_size=300))
def test_junk_is_refused_and_never_crashes(junk: bytes) -> None:
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)

    with there:
        with here:
            here.sendall(junk)
        try:
            said = agent_wire.receive(there, seconds=1)
        except WireBroken:
            said = {}

    assert isinstance(said, dict)


@pytest.mark.parametrize("body", [b"[1]", b'"word"', b"{", b"\xff\xfe", b"[" * 100_000, b"1" * 5_000])
def test_a_message_that_is_no_object_is_refused(pair: Pair, body: bytes) -> None:
    here, there = pair

    here.sendall(struct.pack(">I", len(body)) + body)

    with pytest.raises(WireBroken):
        agent_wire.receive(there)


def test_a_message_that_is_too_long_is_refused_before_it_is_read(pair: Pair) -> None:
    here, there = pair

    here.sendall(struct.pack(">I", agent_wire.MOST_BYTES + 1))

    with pytest.raises(WireBroken):
        agent_wire.receive(there)
    with pytest.raises(WireBroken):
        agent_wire.send(here, {"data": "x" * agent_wire.MOST_BYTES})


def test_a_slow_message_is_given_up_as_a_whole(pair: Pair) -> None:
    here, there = pair
    text = json.dumps({"do": "status"}).encode()

    here.sendall(struct.pack(">I", len(text)) + text[:3])

    with pytest.raises(WireBroken):
        agent_wire.receive(there, seconds=0.2)


def test_the_end_of_a_conversation_is_no_failure(pair: Pair) -> None:
    here, there = pair

    here.close()

    assert agent_wire.receive(there) is None


def test_the_kernel_says_who_is_at_the_other_end(pair: Pair) -> None:
    assert agent_wire.is_own_user(pair[0])
