"""Do the columns beside a body say what it says? Every other saying is refused, without a database."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.ledger import chain
from litigation_app.ledger import columns as beside

AT = datetime(2026, 11, 24, 15, 42, tzinfo=UTC)
STORED = b"2026-11-24 15:42:00.000000"
INSTANCE = UUID(int=7)
CODES = st.from_regex(chain._CODE, fullmatch=True).filter(lambda code: not chain._PERSONAL_NUMBER.search(code))
IDS = st.none() | st.uuids()


def draft(**said: object) -> chain.Draft:
    plain = {"act": "open_victim", "actor": None, "of": f"victim:{UUID(int=1)}", "session_id": None, "endpoint": "e"}
    return chain.Draft(**{**plain, **said})


def repeats(body: bytes, *columns: bytes | None) -> bool:
    at, actor, act, *others = columns
    return beside.repeats((1, body, b"", b"", act, at, actor, *others))


def stored(value: object) -> bytes | None:
    """A value as it lies in its column."""
    if value is None:
        return None
    return value.hex.encode() if isinstance(value, UUID) else str(value).encode()


@pytest.mark.thorough
@given(
    act=CODES,
    of=CODES,
    actor=IDS,
    case_id=IDS,
    opening_id=IDS,
    purpose=st.none() | CODES,
    facts=st.dictionaries(CODES, CODES),
)
def test_columns_repeat_a_body_only_as_it_was_written(**said: object) -> None:
    body = chain.body(draft(**said), at=AT, instance=INSTANCE)
    names = ("actor", "act", "of", "case_id", "opening_id", "purpose")
    columns = [STORED, *(stored(said[name]) for name in names), b"done"]

    assert repeats(body, *columns)
    for place, value in enumerate(columns):
        others = (b"2020-01-01 00:00:00.000000",) if place == 0 else (b"0" * 32, (value or b"") + b"x", b"\xff\xfe")
        for other in others:
            if value != other:
                assert not repeats(body, *columns[:place], other, *columns[place + 1 :])


def test_a_column_cannot_borrow_facts_to_look_like_the_body() -> None:
    other = str(INSTANCE)
    facts = {"aa": "x", "actor": other, "at": chain.stamp(AT), "case": other, "endpoint": "e"}
    said = draft(act="a", facts=facts)
    body = chain.body(said, at=AT, instance=INSTANCE)
    of, hers = said.of.encode(), INSTANCE.hex.encode()

    forged = body[len(b'{"act":"') : body.index(b'","actor":"')]

    assert repeats(body, STORED, None, b"a", of, None, None, None, b"done")
    assert not repeats(body, STORED, hers, forged, of, hers, None, None, b"done")


def test_a_moment_in_another_spelling_is_another_moment() -> None:
    body = chain.body(draft(actor=INSTANCE, case_id=INSTANCE), at=AT, instance=INSTANCE)
    hers = INSTANCE.hex.encode()

    for at in (b"2026-11-24T15:42:00.000000", b"2026-11-24 15:42:00", b"", b"20261124 15:42:00.000000"):
        assert not repeats(body, at, hers, b"open_victim", draft().of.encode(), hers, None, None, b"done")


def test_an_object_cannot_borrow_facts_to_look_like_the_body() -> None:
    said = draft(facts={"a": "b", "object": "q"})
    body = chain.body(said, at=AT, instance=INSTANCE)
    forged = body[body.index(b'"object":"q') + len(b'"object":"') : body.index(b'","opening":')]

    assert repeats(body, STORED, None, b"open_victim", said.of.encode(), None, None, None, b"done")
    assert not repeats(body, STORED, None, b"open_victim", forged, None, None, None, b"done")


def test_a_column_without_text_says_nothing() -> None:
    said = draft()
    body = chain.body(said, at=AT, instance=INSTANCE)

    assert not repeats(body, STORED, None, None, said.of.encode(), None, None, None, b"done")
    assert not repeats(body, None, None, b"open_victim", said.of.encode(), None, None, None, b"done")
    assert not repeats(body, STORED, None, b"open_victim", said.of.encode(), None, None, None, None)
