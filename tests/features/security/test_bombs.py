"""Is an office file that lies about its sizes refused by what it really unpacks to, quickly and without taking the memory?"""

import io
import tracemalloc
import zipfile
import zlib
from contextlib import suppress

import pytest

from growing import times_as_long
from litigation_app.casework.documents import inspection
from litigation_app.casework.documents.rules import Refused, Why

MOST_BYTES = 32 * 2**20


def office_file(content: bytes) -> bytearray:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"<w/>")
        packed.writestr("word/media/film.bin", content)
    return bytearray(out.getvalue())


def lying(content: bytes, said: int) -> bytes:
    """An office file whose list says that its last member has `said` bytes; the check sum is that of as many."""
    made = office_file(content)
    at = made.rfind(b"PK\x01\x02")
    crc = zlib.crc32(content[:said]).to_bytes(4, "little")
    made[at + 16 : at + 20], made[at + 24 : at + 28] = crc, said.to_bytes(4, "little")
    return bytes(made)


@pytest.mark.parametrize("said", [0, 1000, 2**20 - 1])
def test_a_member_that_unpacks_to_more_than_it_says_costs_no_more_than_it_says(said: int) -> None:
    file = lying(bytes(64 * 2**20), said)
    tracemalloc.start()
    look_at(file)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < MOST_BYTES
    assert times_as_long(look_at, file, lying(bytes(8 * 2**20), said)) < 4


def look_at(file: bytes) -> None:
    with suppress(Refused):  # or it is taken for the little that it says
        inspection.look_at("a.docx", io.BytesIO(file))


def test_what_comes_out_is_counted_whatever_the_list_says() -> None:
    with zipfile.ZipFile(io.BytesIO(bytes(office_file(bytes(8 * 2**20))))) as packed:
        member = packed.getinfo("word/media/film.bin")

        assert inspection._unpack(packed, member, 8 * 2**20) == 8 * 2**20
        with pytest.raises(Refused) as refused:
            inspection._unpack(packed, member, 8 * 2**20 - 1)

    assert refused.value.why is Why.BOMB
