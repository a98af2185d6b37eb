"""What an e-mail says is read as text, whatever its coding, and what is made to break the reader ends within its bounds."""

import contextlib
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emails import WORD, compound, eml, msg
from litigation_app.casework.documents.messages.compound.rules import Damaged, read_msg
from litigation_app.casework.documents.messages.rules import Attachment, Email, email_of, from_html, read_eml
from litigation_app.casework.documents.rules import Refused, kind_of

PAGE = (
    "<html><head><title>naslov</title><style>p { color: red }</style></head><body><p>Zdravo,<br>šaljem <b>presudu</b>."
    '<script>alert("zlo")</script><img src="https://prati.example/1.png" alt="x"></p><p>Drugi &amp; red</p></body></html>'
)


def test_heads_text_and_attachments_are_read_in_letters() -> None:
    message = eml(page=PAGE, Cc="sud@primer.example")
    message.add_attachment(b"%PDF" * 100, maintype="application", subtype="pdf", filename="пресуда.pdf")
    message.add_attachment(eml(Subject="Прослеђено"))

    email = read_eml(bytes(message))

    assert email.sender == "Вера Замишљена <vera@primer.example>"
    assert (email.to, email.cc) == ("tuzilastvo@primer.example", "sud@primer.example")
    assert (email.sent, email.subject) == ("2026-12-07T10:00:00+01:00", "Рочиште 4. 12. – Ђорђевић")
    assert email.body == f"Poštovani,\nšaljem presudu za {WORD}."
    assert (email.many, email.attachments) == (2, (Attachment("пресуда.pdf", 400), Attachment("Прослеђено", 0)))
    assert email_of(email.texts()) == email


def test_of_a_page_only_its_words_are_left() -> None:
    only_page = eml(page=PAGE)
    only_page.get_payload()[0].set_payload("")

    assert read_eml(bytes(only_page)).body == from_html(PAGE) == "Zdravo,\nšaljem presudu.\nDrugi & red"


@pytest.mark.parametrize(
    ("coding", "named", "text"),
    [
        ("utf-8", "utf-8", "Ђорђевић šaljem"), ("cp1250", "windows-1250", "Đorđević šaljem"),
        ("cp1251", "windows-1251", "Ђорђевић шаље"), ("iso-8859-2", "iso-8859-2", "Đorđević"),
        ("utf-8", "us-ascii", "Đorđević"), ("utf-8", "no-such-coding", "Đorđević"), ("cp1250", "", "Đorđević"),
        ("utf-8", "zlib", "Đorđević"), ("utf-8", "x\0y", "Đorđević"),
    ],
)  # fmt: skip
def test_a_text_is_read_in_its_coding_or_in_one_in_which_it_can_be(coding: str, named: str, text: str) -> None:
    head = f'From: a@b.example\nContent-Type: text/plain; charset="{named}"\nContent-Transfer-Encoding: 8bit\n\n'

    assert read_eml(head.encode() + text.encode(coding)).body == text


def test_heads_that_are_not_written_as_they_should_be_are_read_all_the_same() -> None:
    raw = "From: =?utf-8?b?!!!?= <a@b.example>\nSubject: Ђорђевић =?utf-8?q?=C4=91?=\nDate: sutra\nTo: =?x?q?=41?=\n\nx"

    email = read_eml(raw.encode())

    assert "<a@b.example>" in email.sender
    assert (email.subject, email.sent, email.to) == ("Ђорђевић đ", "sutra", "A")


def test_a_name_in_a_coding_that_is_none_still_hangs_there() -> None:
    raw = b"From: a@b.example\nContent-Type: text/plain\nContent-Disposition: attachment; filename*=x\0y''%C4%91\n\nx"

    assert read_eml(raw).attachments == (Attachment("?", 1),)


def test_what_is_made_to_be_endless_ends() -> None:
    huge = read_eml(b"From: a@b.example\nSubject: " + b"(" * 2_000_000 + b"\nTo: " + b"x, " * 500_000 + b"\n\nkraj")
    part = b"--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf\n\nx\n"
    many = read_eml(b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n" + part * 10_000 + b"--b--\n")
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (at, at) for at in range(5_000))

    assert (len(huge.subject), huge.body) == (8_000, "kraj")
    assert (many.many, len(many.attachments)) == (10_000, 200)
    with pytest.raises(RecursionError):
        read_eml(b"From: a@b.example\n" + deep)


def test_a_message_of_outlook_is_read() -> None:
    email = read_msg(msg())

    assert (email.sender, email.subject) == ("Vera Zamišljena <vera@primer.example>", "Рочиште Ђорђевић")
    assert (email.to, email.cc) == ("Tužilaštvo <tuzilastvo@primer.example>", "Sud <sud@primer.example>")
    assert email.sent.startswith("2025-12-")
    assert email.body.startswith(f"Poštovani,\nšaljem presudu za {WORD}.")
    assert (email.many, email.attachments) == (1, (Attachment("пресуда.pdf", 8_000),))
    assert email_of(email.texts()) == email


def test_one_that_is_only_a_page_is_read_from_it() -> None:
    email = read_msg(msg(**{"1000001F": b"", "10130102": PAGE.encode()}))

    assert email.body == "Zdravo,\nšaljem presudu.\nDrugi & red"


def test_half_a_message_of_outlook_says_less_or_nothing() -> None:
    whole = msg()

    for length in range(0, len(whole), 97):
        with contextlib.suppress(Damaged):
            assert isinstance(read_msg(whole[:length]), Email)
    with pytest.raises(Damaged):
        read_msg(whole[:1_000])


def test_chains_and_trees_that_come_back_to_themselves_end() -> None:
    whole = msg()
    (table_at,) = struct.unpack_from("<L", whole, 76)
    start = (table_at + 1) * 512
    looping = whole[:start] + b"".join(struct.pack("<L", at) for at in range(128)) + whole[start + 512 :]
    (listed_at,) = struct.unpack_from("<L", whole, 48)
    entry = (listed_at + 1) * 512 + 128
    tree = whole[: entry + 68] + struct.pack("<LLL", 1, 1, 0) + whole[entry + 80 :]
    endless = whole[:68] + struct.pack("<L", 0) + whole[72:]

    for document in (looping, tree, endless):
        with contextlib.suppress(Damaged):
            assert isinstance(read_msg(document), Email)


@given(st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 255)), max_size=30))
def test_no_change_of_bytes_makes_it_fail_otherwise(changes: list[tuple[int, int]]) -> None:
    document = bytearray(msg())
    for at, byte in changes:
        document[at % len(document)] = byte

    with contextlib.suppress(Damaged):
        assert email_of(read_msg(bytes(document)).texts()) is not None


@given(st.binary(max_size=400))
def test_any_bytes_are_some_e_mail(content: bytes) -> None:
    assert email_of(read_eml(b"From: a@b.example\n" + content).texts()) is not None


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        (b"From: a@b.example\n", True), (b"\xef\xbb\xbfReceived: by x\n", True), (b"X-Mailer: y\r\nDate: z\r\n", True),
        (b"From a@b Mon Dec 7\nReturn-Path: <a@b.example>\n", True), (b"Nothing: at all\n", False),
        (b"<html>\nfrom: x", False), (b"From: a\0\n", False), (b"Hello\nFrom: a@b.example\n", False), (b"%PDF-1.7\n", False),
    ],
)  # fmt: skip
def test_what_begins_like_an_e_mail_is_one(head: bytes, is_one: bool) -> None:
    if is_one:
        assert kind_of("a.eml", head).id == "eml"
    else:
        with pytest.raises(Refused):
            kind_of("a.eml", head)


def test_an_empty_compound_file_is_no_message() -> None:
    with pytest.raises(Damaged):
        read_msg(compound({}))
