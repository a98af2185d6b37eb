"""Does a publication come back as it went out?"""

import base64
import csv
import io
import json
import subprocess
import tomllib
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from litigation_app.statistics.releases import (
    ContentsRefused,
    Release,
    ReleaseContents,
    ReleaseExists,
    ReleaseUnknown,
    RowOut,
    TableOut,
    load,
    packing,
    shelf,
    write,
)
from packaged import ALL_FILES

Contents = Callable[..., ReleaseContents]


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_what_goes_out_comes_back(folder: Path, contents_with: Contents, key: Any) -> None:
    out = contents_with()

    back = load(folder.parent, folder.name, {key.public_key()})

    assert (back.title, back.countries, back.first, back.last) == (out.title, out.countries, out.first, out.last)
    assert (back.reference_date, back.mode, back.policy_hash) == (out.reference_date, out.mode, out.policy_hash)
    assert (back.prepared_by, back.approved_by, back.certificate) == (out.prepared_by, out.approved_by, out.certificate)
    for went, came in zip(out.tables, back.tables, strict=True):
        assert (went.id, went.title, went.unit, went.dimensions) == (came.id, came.title, came.unit, came.dimensions)
        assert [row.codes for row in went.rows] == [row.codes for row in came.rows]
        assert [None if row.value is None else Decimal(row.value) for row in went.rows] == [
            None if row.value is None else Decimal(row.value) for row in came.rows
        ]


def test_a_publication_is_named_after_countries_years_and_content(
    folder: Path, contents_with: Contents, key: Any
) -> None:
    other = write(folder.parent, contents_with(title="Another title"), key)

    assert folder.name.startswith("RS-2021-2022-")
    assert other.name.startswith("RS-2021-2022-")
    assert other.name != folder.name
    assert names(folder) == ALL_FILES


def test_the_same_contents_give_the_same_bytes(folder: Path, tmp_path: Path, contents_with: Contents, key: Any) -> None:
    again = write(tmp_path / "elsewhere", contents_with(), key)

    assert again.name == folder.name
    assert {name: (again / name).read_bytes() for name in names(again)} == {
        name: (folder / name).read_bytes() for name in names(folder)
    }


def test_zero_is_written_and_withheld_is_empty_with_one_mark(folder: Path, release: Release) -> None:
    lines = list(csv.DictReader(io.StringIO((folder / "data/cohort_status.csv").read_text("utf-8"))))

    marks = {(line["value"] == "", line["obs_status"], line["conf_status"]) for line in lines}
    zero = next(line for line in lines if (line["YEAR"], line["STATUS"]) == ("2021", "DECLINED"))

    assert marks == {(False, "A", "F"), (True, "Q", "C")}
    assert zero["value"] == "0"
    assert {row.value for row in release.table("cohort_status")} >= {0, None, 60}
    assert all(isinstance(row.value, Decimal) for row in release.table("cohort_money") if row.value is not None)


def test_a_publication_is_never_overwritten(folder: Path, contents_with: Contents, key: Any) -> None:
    before = {name: (folder / name).read_bytes() for name in names(folder)}

    with pytest.raises(ReleaseExists):
        write(folder.parent, contents_with(), key)

    assert {name: (folder / name).read_bytes() for name in names(folder)} == before
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


@pytest.mark.parametrize(
    "name", ["RS-2021-2022-00000000", "..", "../../etc", "", ".writing-x", "RS-2021-2022-0000000g"]
)
def test_an_id_that_is_not_there_is_unknown(folder: Path, name: str) -> None:
    with pytest.raises(ReleaseUnknown):
        load(folder.parent, name)


def test_the_shelf_lists_the_latest_first_and_ignores_what_is_being_written(
    folder: Path, contents_with: Contents, key: Any
) -> None:
    later = write(folder.parent, contents_with(first=date(2023, 1, 1), last=date(2024, 12, 31)), key)
    (folder.parent / ".before-x").mkdir()
    (folder.parent / "notes").mkdir()

    assert [one.id for one in shelf(folder.parent)] == [later.name, folder.name]
    assert shelf(folder.parent / "nowhere") == []


def test_others_can_check_it_without_the_desk(folder: Path) -> None:
    run = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=folder, capture_output=True, check=False
    )
    raw = base64.b64decode((folder / "signature.ed25519").read_text())

    assert run.returncode == 0
    assert len(raw) == 64


def test_the_description_is_a_tabular_data_package(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    resources = {one["name"]: one for one in package["resources"]}

    assert package["profile"] == "tabular-data-package"
    for one in resources.values():
        lines = list(csv.reader(io.StringIO((folder / one["path"]).read_text("utf-8"))))
        assert [field["name"] for field in one["schema"]["fields"]] == lines[0]
        assert one["bytes"] == len((folder / one["path"]).read_bytes())
    for one in resources.values():
        for link in one["schema"].get("foreignKeys", []):
            codes = {
                line[0]
                for line in csv.reader(
                    io.StringIO((folder / resources[link["reference"]["resource"]]["path"]).read_text("utf-8"))
                )
            }
            used = {
                row[link["fields"][0]] for row in csv.DictReader(io.StringIO((folder / one["path"]).read_text("utf-8")))
            }
            assert used <= codes


def test_nobodys_name_is_in_it(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))

    assert package["prepared_by"].count("-") == 4
    assert package["approved_by"].count("-") == 4


def test_the_zip_holds_exactly_the_checked_files(release: Release, folder: Path) -> None:
    packed = b"".join(packing.zipped(release))

    with zipfile.ZipFile(io.BytesIO(packed)) as pack:
        assert {entry: pack.read(entry) for entry in pack.namelist()} == {
            f"{release.id}/{name}": (folder / name).read_bytes() for name in names(folder)
        }
    assert packed == b"".join(packing.zipped(release))


@pytest.mark.parametrize(
    "rows",
    [
        [RowOut(("2021",), 1)],
        [RowOut(("2021", "F"), -1)],
        [RowOut(("2021", "F"), "1.5")],
        [RowOut(("2021", "F"), "=1+1")],
        [RowOut(("2021", "F,M"), 1)],
        [RowOut(("2021", "F"), 1), RowOut(("2021", "F"), 2)],
    ],
)
def test_a_table_that_is_none_is_refused(contents_with: Contents, key: Any, tmp_path: Path, rows: list[RowOut]) -> None:
    wrong = TableOut("cohort_sex", "Sex", "PERSON", "victim", ("YEAR", "SEX"), rows)

    with pytest.raises(ContentsRefused):
        write(tmp_path, contents_with(tables=[wrong]), key)

    assert list(tmp_path.iterdir()) == []


def test_a_publication_needs_a_country_and_a_period(contents_with: Contents, key: Any, tmp_path: Path) -> None:
    for wrong in ({"countries": ()}, {"countries": ("../",)}, {"last": date(2020, 1, 1)}, {"tables": []}):
        with pytest.raises(ContentsRefused):
            write(tmp_path, replace(contents_with(), **wrong), key)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    title=st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    values=st.lists(st.none() | st.integers(0, 10**9), min_size=1, max_size=8),
)
def test_any_title_and_any_counts_survive(
    title: str, values: list[int | None], contents_with: Contents, read_contents: Callable[[ReleaseContents], Release]
) -> None:
    rows = [RowOut((str(2000 + place), "_T"), value) for place, value in enumerate(values)]
    out = contents_with(title=title, tables=[TableOut("cohort_sex", title, "PERSON", "victim", ("YEAR", "SEX"), rows)])

    back = read_contents(out)

    assert back.title == title
    assert [row.value for row in back.table("cohort_sex")] == values


def test_a_publication_names_the_program_that_made_it(release: Release) -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))

    assert release.code_version == project["project"]["version"]
