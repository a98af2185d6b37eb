"""Are the files of a publication, and what others read in its exports, attacked as a reader has them, and does a sign tell nothing?"""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

import exported
from bundled import PartnerKey
from litigation_app.casework.facts.facts import VictimFacts
from litigation_app.disclosure import policy
from litigation_app.disclosure.sensitivity import primary
from litigation_app.gate.designs import queries as plan
from litigation_app.gate.protection import actions as bundling
from litigation_app.gate.protection.proposal import OtherFigures, WouldReveal
from litigation_app.gate.protection.queries import lines_of
from litigation_app.statistics import exports
from litigation_app.statistics.releases import Release, ReleaseContents, Row, Table, load, packing, verify, write
from tables_of_people import ROWS, YEAR, cohorts, people, tables_of

pytestmark = pytest.mark.thorough

SIGNER = PartnerKey(1)
PEOPLE = people(1, [2019], 30)


@pytest.fixture(scope="module", params=list(plan.PLANS))
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Any], Path]:
    """The cohorts of a source with their people, and the publication that went out of them."""
    found = (
        cohorts("caseload", PEOPLE, 2024)
        if request.param == "caseload"
        else cohorts(request.param, ROWS[request.param])
    )
    return found, written(found, request.param, tmp_path_factory.mktemp("shelf"))


def written(found: list[Any], mode: str, shelf: Path) -> Path:
    contents = ReleaseContents(
        title="Invented", countries=("RS",), first=date(2015, 1, 1), last=date(2023, 12, 31),
        reference_date=date(YEAR, 12, 31), mode=mode, policy_hash=policy.public().digest, certificate="c" * 64,
        prepared_by=UUID(int=1), approved_by=UUID(int=2), tables=tables_of(found), plan=plan.PLANS[mode].ref,
    )  # fmt: skip
    return write(shelf, contents, SIGNER)


def certified(found: list[Any], release: Release) -> bool:
    """Whether its tables, as they were read, are true and leave every person hidden."""
    try:
        bundling.attacked(found, {table.id: lines_of(table) for table in release.tables})
    except (OtherFigures, WouldReveal):
        return False
    return True


def test_the_files_read_back_are_certified_on_the_shelf_and_as_they_are_sent(made: Any, tmp_path: Path) -> None:
    found, folder = made
    release = load(folder.parent, folder.name, {SIGNER.public_key()})

    with zipfile.ZipFile(io.BytesIO(b"".join(packing.zipped(release)))) as packed:
        packed.extractall(tmp_path)
    [sent] = [path.parent for path in tmp_path.rglob("datapackage.json")]
    as_sent = load(sent.parent, sent.name, {SIGNER.public_key()})

    assert [certified(found, one) for one in (release, as_sent)] == [True, True]


def test_a_sign_says_the_same_whether_a_number_is_small_or_hides_another(made: Any) -> None:
    found, folder = made
    signs: dict[bool, set[tuple[str, ...]]] = {True: set(), False: set()}
    for cohort in found:
        small = primary(cohort.whole, policy.public())
        for sheet in cohort.design.sheets:
            lines = list(csv.DictReader((folder / "data" / f"{sheet.id}.csv").open(encoding="utf-8")))
            mine = [line for line in lines if line["YEAR"] == cohort.block.code]
            for (code, key), line in zip(sheet.rows, mine, strict=True):
                assert line[sheet.dimensions[1]] == code
                if line["value"] == "":
                    signs[key in small].add((line["obs_status"], line["conf_status"]))

    assert len(signs[True] | signs[False]) <= 1
    assert signs[True] or cohorts_are_public(found)


def cohorts_are_public(found: list[Any]) -> bool:
    return all(not primary(one.whole, policy.public()) or one.design.is_public for one in found)


READERS = {
    "csv": lambda made, _to: exported.cells(list(csv.DictReader(io.StringIO(made.content.decode())))),
    "sdmx-csv": lambda made, _to: exported.by_pysdmx_csv(made.content),
    "sdmx-ml": lambda made, _to: exported.by_pysdmx(made.files["structure.xml"], made.files["data.xml"]),
    "xlsx": lambda made, _to: exported.of_sheet(exported.by_calamine(made.content)["observations"]),
}


@pytest.mark.parametrize("form", READERS)
def test_programs_of_others_read_each_number_and_each_range_as_they_are_signed(
    made: Any, form: str, tmp_path: Path
) -> None:
    release = verify(made[1])

    read = exported.back(READERS[form](exports.export(exports.of_tables(release), form), tmp_path), release)

    assert read == exported.of_bundle(release)


def test_on_paper_stand_the_same_numbers_and_ranges(made: Any) -> None:
    release = verify(made[1])

    read = exported.of_paper(exported.by_pdfium(exports.export(exports.of_tables(release), "pdf").content), release)

    signed = {place: cell[0] or exported.span(cell) for place, cell in exported.of_bundle(release).items()}
    assert read == signed


@pytest.mark.parametrize("form", list(exports.FORMATS))
def test_the_same_signed_files_leave_the_same_bytes(made: Any, form: str, tmp_path: Path) -> None:
    """What lies in an export is a function of the signed files: there is nothing else that it could be made of."""
    release = verify(made[1])
    again = verify(exported.laid_out(release, tmp_path / release.id))

    first, second = (exports.export(exports.of_tables(one), form).content for one in (again, release))
    assert first == second


TRACES = (b"73519", b"73,519", b"73500", b"73,500", b"147038", b"147000", b"147,000", b"147039")


def test_a_withheld_amount_lies_in_no_byte_of_what_unpacks_from_an_export_and_a_printed_one_is_found(
    tmp_path: Path,
) -> None:
    """A canary: two awards of 73,519.43 EUR of one cohort, sought in zips, workbooks and the streams of a PDF."""
    found = cohorts("caseload", [awarded(one) if number < 2 else one for number, one in enumerate(PEOPLE)], 2024)
    release = verify(written(found, "caseload", tmp_path))
    printed = replace(release, tables=tuple(map(with_the_amount, release.tables)))

    for form in exports.FORMATS:
        hidden, seen = (exported.inside(exports.export(exports.of_tables(one), form)) for one in (release, printed))
        assert [trace for trace in TRACES if trace in hidden] == [], form
        assert b"73519" in seen or b"73,519" in seen, form


def awarded(one: VictimFacts) -> VictimFacts:
    """She was finally awarded this, and nobody else of her cohort anything."""
    stood = one.at[60]
    progress = replace(stood.progress, awarded_eur=Decimal("73519.43"), claimed_eur=None)
    return replace(one, at={**one.at, 60: replace(stood, progress=progress)})


def with_the_amount(table: Table) -> Table:
    is_money = table.id == "cohort_money"
    return replace(table, rows=tuple(Row(row.codes, 73519) for row in table)) if is_money else table
