"""Does the attack accept what a reader has in an export, and does no byte of one tell a small number from what protects it?"""

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

import exported
from bundled import PartnerKey
from litigation_app.disclosure import policy
from litigation_app.disclosure.plan import AS_ASKED
from litigation_app.disclosure.sensitivity import primary
from litigation_app.gate.plan import MODES
from litigation_app.gate.proposal import propose, weigh
from litigation_app.statistics import exports
from litigation_app.statistics.exports import block
from litigation_app.statistics.releases import ReleaseContents, Row, RowOut, TableOut, verify, write
from tables_of_people import FIRST, LAST, ROWS

pytestmark = pytest.mark.thorough

AWARDED = 2


@pytest.fixture(scope="module", params=list(MODES))
def made(request, tmp_path_factory):
    """A source's design, its people's tables, and the publication that went out."""
    mode = MODES[request.param]
    design = mode.design(FIRST, LAST, AS_ASKED)
    whole = mode.system(ROWS[request.param], design)
    proposal = propose(design, whole)
    return design, whole, published(request.param, design, proposal, tmp_path_factory)


def published(mode, design, proposal, tmp_path_factory):
    tables = [
        TableOut(
            sheet.id, sheet.title, sheet.unit, sheet.counted, sheet.dimensions,
            [RowOut(tuple(codes), value) for *codes, value in proposal.sheets[sheet.id]],
        )
        for sheet in design.sheets
    ]  # fmt: skip
    contents = ReleaseContents(
        title="Invented", countries=("RS",), first=date(FIRST, 1, 1), last=date(LAST, 12, 31),
        reference_date=date(LAST, 12, 31), mode=mode, policy_hash=proposal.policy_hash,
        certificate=proposal.certificate, prepared_by=UUID(int=1), approved_by=UUID(int=2), tables=tables,
    )  # fmt: skip
    return verify(write(tmp_path_factory.mktemp("shelf"), contents, PartnerKey(1)))


def lines(export):
    return list(csv.DictReader(io.StringIO(export.content.decode())))


def read_by_others(form, export, release, folder):
    """(table, year, code) to what a program of others reads there; "" where it is withheld."""
    if form == "pdf":
        return exported.of_paper(exported.by_pdfium(export.content), release)
    read = {
        "csv": lambda: exported.cells(lines(export)),
        "sdmx-csv": lambda: exported.by_pysdmx_csv(export.content),
        "sdmx-ml": lambda: exported.by_pysdmx(export.files["structure.xml"], export.files["data.xml"]),
        "xlsx": lambda: exported.of_sheet(exported.by_calamine(export.content)["observations"]),
        "frictionless": lambda: exported.by_frictionless(exported.laid_out(export, folder)),
        "csvw": lambda: exported.by_csvw(exported.laid_out(export, folder)),
    }[form]()
    return {place: cell[0] for place, cell in exported.back(read, release).items()}


@pytest.mark.parametrize("form", ["csv", "xlsx", "sdmx-csv", "sdmx-ml", "csvw", "frictionless", "pdf"])
def test_the_attack_accepts_what_is_read_back_from_an_export(made, form, tmp_path):
    design, whole, release = made

    read = read_by_others(form, exports.export(exports.of_tables(release), form), release, tmp_path)

    signed = exported.of_bundle(release)
    assert read == {place: cell[0] for place, cell in signed.items()}
    sheets = {
        sheet.id: [[*codes, _number(read[(sheet.id, *codes)], sheet.unit)] for codes, _key in sheet.rows]
        for sheet in design.sheets
    }
    assert weigh(design, whole, sheets).certificate.ok


def _number(text, unit):
    return None if text == "" else text if unit == "EUR" else int(text)


def test_a_withheld_observation_says_the_same_whatever_the_reason(made):
    design, whole, release = made
    small = primary(whole, policy.public())
    codes_of = {(sheet.id, *codes): key for sheet in design.sheets for codes, key in sheet.rows}
    said = {True: set(), False: set()}
    for row in lines(exports.export(exports.of_tables(release), "csv")):
        if row["OBS_VALUE"] == "":
            [place] = exported.back(exported.cells([row]), release)
            beside = tuple(text for name, text in row.items() if name not in block.DIMENSIONS)
            said[codes_of[place] in small].add(beside)

    assert len(said[True] | said[False]) <= 1


@pytest.mark.parametrize("form", list(exports.FORMATS))
def test_a_withheld_amount_lies_in_no_byte_of_what_unpacks_from_an_export(paid, form):
    """A canary: two awards of 73,519.43 EUR in one year, sought in zips, workbooks and the streams of a PDF."""
    bytes_ = exported.inside(exports.export(exports.of_tables(paid), form))

    assert len(bytes_) > 1000
    for trace in (b"73519", b"73,519", b"73500", b"73,500", b"147038", b"147000", b"147,000", b"147039"):
        assert trace not in bytes_, trace


@pytest.mark.parametrize("form", list(exports.FORMATS))
def test_the_same_search_finds_the_amount_where_it_is_printed(paid, form):
    printed = tuple(
        replace(table, rows=tuple(Row(row.codes, 73519) for row in table))
        if table.id == "money_by_award_year"
        else table
        for table in paid.tables
    )

    bytes_ = exported.inside(exports.export(exports.of_tables(replace(paid, tables=printed)), form))

    assert b"73519" in bytes_ or b"73,519" in bytes_


@pytest.fixture(scope="module")
def paid(tmp_path_factory):
    """A publication of a caseload in which two people were awarded something."""
    people = [
        replace(one, final_award_year=FIRST + 1, awarded_eur=Decimal("73519.43")) if number < AWARDED else one
        for number, one in enumerate(sorted(ROWS["caseload"], key=lambda one: one.outcome != "awarded_full"))
    ]
    design = MODES["caseload"].design(FIRST, LAST, AS_ASKED)
    release = published("caseload", design, propose(design, MODES["caseload"].system(people, design)), tmp_path_factory)

    assert {row.value for row in release.table("money_by_award_year") if row.codes[1] == "awarded"} <= {None, 0}
    return release


@pytest.mark.parametrize("form", list(exports.FORMATS))
def test_other_people_behind_the_same_printed_tables_leave_the_same_bytes(made, form, tmp_path):
    """What lies in an export is a function of the signed files: there is nothing else that it could be made of."""
    _design, _whole, release = made
    again = verify(exported.laid_out(release, tmp_path / release.id))

    assert (
        exports.export(exports.of_tables(again), form).content
        == exports.export(exports.of_tables(release), form).content
    )
