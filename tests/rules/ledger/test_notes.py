"""Are our notes those of C2SP, and is every false signature noticed? Without a database."""

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.ledger import notes
from litigation_app.ledger.notes import (
    Checkpoint,
    NoteRefused,
    VerifierKey,
    from_paper,
    parse_checkpoint,
    parse_note,
    require_signed,
)

PUBLISHED_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PUBLISHED_NOTE = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
STATED = Checkpoint("litigation-desk/one", 12, bytes(range(32)), bytes(32))


class Signer:
    """A key of the test."""

    def __init__(self, seed: int) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)

    def public_key(self) -> bytes:
        return self._private.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)

    def sign(self, message: bytes) -> bytes:
        return self._private.sign(message)


OURS, THEIRS = Signer(1), Signer(2)
KEY = VerifierKey(STATED.origin, OURS.public_key())
WITNESS = VerifierKey("litigation-desk/two", THEIRS.public_key(), notes.COSIGNED)
NOTE = notes.signed(STATED.text(), STATED.origin, OURS)


def test_the_published_note_holds_under_its_published_key() -> None:
    key = VerifierKey.parse(PUBLISHED_KEY)

    note = parse_note(PUBLISHED_NOTE)

    assert require_signed(note, [key]) == key
    assert str(key) == PUBLISHED_KEY
    assert str(note) == PUBLISHED_NOTE


def test_a_checkpoint_is_written_and_read_back() -> None:
    written = str(NOTE)

    assert written.splitlines()[:2] == ["litigation-desk/one", "12"]
    assert parse_checkpoint(parse_note(written).text) == STATED
    assert VerifierKey.parse(str(KEY)) == KEY


def test_a_witness_signs_the_text_and_the_moment() -> None:
    line = notes.cosignature(NOTE.text, WITNESS.name, THEIRS, unix=1_764_000_000)
    note = notes.Note(NOTE.text, (*NOTE.signatures, line))

    assert require_signed(note, [WITNESS]) == WITNESS
    assert require_signed(note, [KEY]) == KEY
    with pytest.raises(NoteRefused):
        require_signed(note, [WITNESS.as_kind(notes.PLAIN)])


@given(st.integers(0, len(str(NOTE)) - 1), st.characters(codec="ascii", categories=["L", "N", "P"]))
def test_any_changed_letter_is_noticed(place: int, letter: str) -> None:
    written = str(NOTE)
    changed = written[:place] + letter + written[place + 1 :]

    if changed != written:
        with pytest.raises(NoteRefused):
            require_signed(parse_note(changed), [KEY])


def test_an_unknown_signer_is_nobody() -> None:
    with pytest.raises(NoteRefused, match="nobody"):
        require_signed(NOTE, [VerifierKey(STATED.origin, THEIRS.public_key())])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n1\n",
        "a\n01\nAAAA\n",
        "a\n-1\nAAAA\n",
        "a\n1\nnot base64\n",
        "a\n1\n" + "A" * 43 + "=\n\n",
        "a\n1\n" + "A" * 44,
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NoteRefused):
        parse_checkpoint(text)


@pytest.mark.parametrize(
    "text",
    ["", "text\n\n", "text\n\n— name\n", "text\n\n— name AAAA", "text — name AAAAAAAA\n", "a\x00\n\n— n AAAAAAAA\n"],
)
def test_what_is_no_note_is_refused(text: str) -> None:
    with pytest.raises(NoteRefused):
        parse_note(text)


@pytest.mark.parametrize(
    "text", ["", "name", "name+00000000+AAAA", PUBLISHED_KEY.replace("c7", "c8"), "a b+c74f20a3+AAAA"]
)
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(NoteRefused):
        VerifierKey.parse(text)


def test_a_note_copied_from_a_sheet_counts_though_its_lines_were_wrapped() -> None:
    written = PUBLISHED_NOTE
    name, signature = written.rsplit(" ", 1)
    typed = f"{name} {signature[:40]}\n{signature[40:]}".replace("\n\n—", "\n—").replace("think", "th\u200bink")

    assert from_paper(typed) == written
    assert from_paper(written) == written
    assert parse_note(from_paper(typed)) == parse_note(written)
