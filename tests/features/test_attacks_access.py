"""What did a hostile reviewer get out of access, emergencies and papers? Each test says what must hold, and fails while it does not."""

import io
import struct
import zipfile
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from documents_sent import office_file
from litigation_app.casework.cases.emergencies import actions as emergencies
from litigation_app.casework.cases.models import Case, Emergency, EthicalWall
from litigation_app.casework.documents import inspection, rules
from litigation_app.casework.planner.team import actions as team
from litigation_app.core.db import committing, db
from litigation_app.core.rls import rowguard
from litigation_app.ledger import LedgerEntry

WHY = "An invented reason that is long enough to be read."


@pytest.fixture
def lawyer(make: Any, client_as: Callable[[str], Any]) -> Any:
    return client_as(make.lawyer())


@pytest.fixture
def open_case(make: Any, lawyer: Any) -> UUID:
    """A case whose file stands open for the lawyer."""
    case_id: UUID = make.case(lawyer.email)
    assert lawyer.post(f"/cases/{case_id}/openings", {"purpose": "hearing"}).status_code == 303
    return case_id


def sent(person: Any, case_id: UUID, content: bytes, name: str) -> Any:
    typed = {"kind": "judgment", "written_on": "", "note": "", "papers": [(io.BytesIO(content), name)]}
    return person.post(f"/cases/{case_id}/papers", typed)


def with_a_second_end(count: int) -> bytes:
    """An office file of so many members whose end speaks of one, and sends whoever reads on to a zip64 record."""
    whole = office_file({f"{number}.bin": b"" for number in range(count)})
    at = whole.rfind(b"PK\5\6")
    _magic, _disk, _first, _here, members, directory, offset, _comment = struct.unpack("<4s4H2LH", whole[at:])
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, members, members, directory, offset)
    found = struct.pack("<4sLQL", b"PK\6\7", 0, at, 1)
    return whole[:at] + record + found + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, 100, offset, 0)


class CountingZip(zipfile.ZipFile):
    """Says how many members were read into memory."""

    most = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        CountingZip.most = max(CountingZip.most, len(self.filelist))


def test_a_list_of_members_that_hides_behind_a_short_end_is_never_read(
    lawyer: Any, open_case: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = with_a_second_end(6_000)
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        assert len(container.filelist) == 6_001  # the reader believes the second end
    monkeypatch.setattr(zipfile, "ZipFile", CountingZip)

    answer = sent(lawyer, open_case, content, "a.docx")

    assert answer.status_code == 422
    assert CountingZip.most == 0


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_an_office_file_packed_as_none_is_packed_is_refused_and_nothing_fails(
    lawyer: Any, open_case: UUID, method: int
) -> None:
    whole = office_file({}, method)
    broken = bytearray(whole)
    broken[whole.find(b"word/document.xml") + len("word/document.xml") + 4] = (
        0xFF  # how LZMA packed it: as no LZMA does
    )

    assert sent(lawyer, open_case, whole, "a.docx").status_code == 422
    assert sent(lawyer, open_case, bytes(broken), "a.docx").status_code == 422


def test_many_small_members_make_no_bomb_together(lawyer: Any, open_case: UUID) -> None:
    content = office_file({f"word/{number}.xml": b"a" * 2**20 for number in range(100)})
    assert len(content) < 2**18

    answer = sent(lawyer, open_case, content, "a.docx")

    assert answer.status_code == 422
    assert "unpacks to far more" in answer.get_data(as_text=True)


@pytest.mark.parametrize("length", [0, 1])
def test_a_picture_is_never_read_into_memory_as_a_whole(length: int) -> None:
    content = b"\xff\xd8\xff\xe2" + length.to_bytes(2, "big") + bytes(8 * 2**20)
    largest = 0

    class Watched(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            nonlocal largest
            found = super().read(size)
            largest = max(largest, len(found))
            return found

    assert inspection.look_at("a.jpg", Watched(content)).kind.type == "image/jpeg"
    assert largest <= rules.HEAD_BYTES


def test_no_opening_is_of_no_group_also_where_the_time_ran_out(app: Flask, make: Any, lawyer: Any) -> None:
    """Such an entry would stand in the victim's report as an opening of the whole record, though nothing was opened."""
    victim = make.victim(lawyer.email, make.case(lawyer.email))

    lawyer.post(f"/victims/{victim}/openings/{uuid4()}/record", {"purpose": "hearing", "groups": ""})

    with app.app_context():
        assert db.session.query(LedgerEntry).filter_by(act="open_victim").count() == 0


def test_whoever_was_walled_a_moment_ago_puts_no_wall(app: Flask, make: Any) -> None:
    """Two coordinators who wall each other at once would leave a case that nobody can see or give back."""
    office = make.office()
    case_id = make.case(make.lawyer(office=office))
    one, other = (make.coordinator(office=office) for _ in range(2))
    later = make.actor(other)

    make.wall(case_id, other, by=one)
    whom = make.user_id(one)
    with app.app_context():
        case = db.session.get_one(Case, case_id)  # what her request had found before it waited for the lock
        with pytest.raises(NotFound):
            team.place_ethical_wall(later, case, whom, reason="knows_a_party", note="")

    with app.app_context():
        assert [wall.user_id for wall in db.session.scalars(select(EthicalWall))] == [make.user_id(other)]


def test_two_emergencies_that_begin_at_once_open_one_case(app: Flask, make: Any) -> None:
    office = make.office()
    lead = make.lawyer(office=office)
    with app.app_context():
        references = [db.session.get_one(Case, make.case(lead)).reference for _ in range(2)]

    for _ in range(4):
        colleague = make.actor(make.lawyer(office=office))
        at_once = Barrier(2)

        def begin(reference: str, actor: Any = colleague, at_once: Barrier = at_once) -> None:
            with app.app_context(), rowguard.system("maintenance"), committing():
                at_once.wait()
                try:
                    emergencies.begin(actor, reference, category="danger", justification=WHY)
                except emergencies.NotNow:
                    return

        both = [Thread(target=begin, args=(reference,)) for reference in references]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
        with app.app_context():
            begun = db.session.query(Emergency).filter_by(user_id=colleague.id).count()
        assert begun == 1
