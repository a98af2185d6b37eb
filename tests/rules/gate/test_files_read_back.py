"""Are the files of a publication attacked as a reader has them, and does a sign in them tell nothing?"""

import csv
import io
import zipfile
from datetime import date
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from litigation_app.disclosure import policy
from litigation_app.disclosure.plan import AS_ASKED
from litigation_app.disclosure.sensitivity import primary
from litigation_app.gate.neighbours import DraftRefused, Span, require_free_on_shelf
from litigation_app.gate.plan import MODES
from litigation_app.gate.proposal import propose, weigh
from litigation_app.statistics.releases import ReleaseContents, RowOut, TableOut, load, packing, write
from tables_of_people import FIRST, LAST, ROWS

pytestmark = pytest.mark.thorough


class Key:
    """A signer as the desk hands one to the shelf."""

    key = Ed25519PrivateKey.from_private_bytes(b"\1" * 32)

    def public_key(self):
        return self.key.public_key().public_bytes_raw()

    def sign(self, message):
        return self.key.sign(message)


SIGNER = Key()


@pytest.fixture(scope="module", params=list(MODES))
def made(request):
    """A source's design, its people, and what would go out."""
    mode = MODES[request.param]
    design = mode.design(FIRST, LAST, AS_ASKED)
    whole = mode.system(ROWS[request.param], design)
    return request.param, design, whole, propose(design, whole)


def written(made, to, sheets=None):
    mode, design, _whole, proposal = made
    tables = [
        TableOut(
            sheet.id, sheet.title, sheet.unit, sheet.counted, sheet.dimensions,
            [RowOut(tuple(codes), value) for *codes, value in (sheets or proposal.sheets)[sheet.id]],
        )
        for sheet in design.sheets
    ]  # fmt: skip
    contents = ReleaseContents(
        title="Invented", countries=("RS",), first=date(FIRST, 1, 1), last=date(LAST, 12, 31),
        reference_date=date(LAST, 12, 31), mode=mode, policy_hash=proposal.policy_hash, certificate=proposal.certificate,
        prepared_by=UUID(int=1), approved_by=UUID(int=2), tables=tables,
    )  # fmt: skip
    return write(to, contents, SIGNER)


def sheets_of(release):
    return {table.id: [[*row.codes, row.value] for row in table] for table in release.tables}


def test_the_csv_files_read_back_are_certified(made, tmp_path):
    _mode, design, whole, _proposal = made
    folder = written(made, tmp_path)

    read = load(tmp_path, folder.name, {SIGNER.public_key()})

    assert weigh(design, whole, sheets_of(read)).certificate.ok


def test_the_files_that_are_sent_as_one_read_back_are_certified(made, tmp_path):
    _mode, design, whole, _proposal = made
    folder = written(made, tmp_path / "shelf")
    release = load(tmp_path / "shelf", folder.name, {SIGNER.public_key()})

    with zipfile.ZipFile(io.BytesIO(b"".join(packing.zipped(release)))) as packed:
        packed.extractall(tmp_path / "sent")

    [sent] = [path.parent for path in (tmp_path / "sent").rglob("datapackage.json")]
    read = load(sent.parent, sent.name, {SIGNER.public_key()})
    assert weigh(design, whole, sheets_of(read)).certificate.ok


def test_a_sign_says_the_same_whether_a_number_is_small_or_hides_another(made, tmp_path):
    _mode, design, whole, proposal = made
    folder = written(made, tmp_path)
    small = primary(whole, policy.public())
    signs = {True: set(), False: set()}
    for sheet in design.sheets:
        lines = list(csv.reader(io.StringIO((folder / "data" / f"{sheet.id}.csv").read_text("utf-8"))))[1:]
        for (codes, key), line in zip(sheet.rows, lines, strict=True):
            assert tuple(line[: len(codes)]) == codes
            if line[len(codes)] == "":
                signs[key in small].add(tuple(line[len(codes) :]))

    assert len(signs[True] | signs[False]) == bool(proposal.hidden_first)
    assert signs[True] == signs[False] or not proposal.hidden_more
    assert "reason" not in str(proposal.as_json())


def test_the_people_of_the_caseload_make_signs_of_both_kinds():
    design = MODES["caseload"].design(FIRST, LAST, AS_ASKED)

    found = propose(design, MODES["caseload"].system(ROWS["caseload"], design))

    assert found.hidden_first > 0
    assert found.hidden_more > 0


@pytest.mark.parametrize(
    ("first", "last"), [(FIRST, LAST - 1), (FIRST, LAST), (FIRST + 1, LAST + 1), (FIRST - 1, FIRST)]
)
def test_another_cut_through_what_lies_on_the_shelf_is_refused(made, tmp_path, first, last):
    mode, *_rest = made
    folder = written(made, tmp_path)

    with pytest.raises(DraftRefused, match="overlap"):
        require_free_on_shelf(tmp_path, {SIGNER.public_key()}, Span(mode, ("RS",), first, last))

    assert [
        one.id for one in require_free_on_shelf(tmp_path, {SIGNER.public_key()}, Span(mode, ("RS",), FIRST, LAST + 1))
    ] == [folder.name]
    assert require_free_on_shelf(tmp_path, {SIGNER.public_key()}, Span(mode, ("MK",), first, last)) == []
