"""Does a reader of SDMX understand what a publication says of its tables? Read by pysdmx against the standard's schemas."""

import csv
from pathlib import Path

from pysdmx.io import read_sdmx
from pysdmx.model import Codelist, ConceptScheme, DataStructureDefinition

from litigation_app.statistics.releases import load


def read(folder: Path) -> tuple[dict[str, Codelist], ConceptScheme, dict[str, DataStructureDefinition]]:
    said = read_sdmx((folder / "structure.xml").read_text(encoding="utf-8"), validate=True)
    (concepts,) = said.get_concept_schemes()
    lists = {one.id: one for one in said.get_codelists()}
    return lists, concepts, {one.id: one for one in said.get_data_structure_definitions()}


def test_every_table_has_a_structure_with_its_columns(folder: Path) -> None:
    lists, concepts, structures = read(folder)
    tables = sorted((folder / "data").glob("*.csv"))

    assert tables
    for path in tables:
        with path.open(newline="") as file:
            columns = next(csv.reader(file))
        made = structures[f"DSD_{path.stem.upper()}"]
        assert [one.id for one in made.components.dimensions] == columns[:2]
        assert sorted(one.id for one in made.components.attributes) == [
            "CONF_STATUS",
            "OBS_LEAST",
            "OBS_MOST",
            "OBS_STATUS",
        ]
        assert [one.id for one in made.components.measures] == ["OBS_VALUE"]
        assert (
            str(made.components["OBS_VALUE"].dtype)
            .lower()
            .endswith("decimal" if path.stem == "cohort_money" else "integer")
        )
    assert {one.id for one in concepts.concepts} >= {"YEAR", "STEP", "OBS_VALUE", "OBS_STATUS", "CONF_STATUS"}
    assert len(structures) == len(tables)
    assert lists["CL_OUTCOME"]["awarded_full"].name == "Awarded in full"


def test_every_code_of_the_files_stands_in_a_list(folder: Path) -> None:
    lists, _concepts, structures = read(folder)
    tables = sorted((folder / "data").glob("*.csv"))

    assert tables
    for path in tables:
        with path.open(newline="") as file:
            rows = list(csv.DictReader(file))
        for component in structures[f"DSD_{path.stem.upper()}"].components.dimensions:
            assert {row[component.id] for row in rows} <= {code.id for code in lists[f"CL_{component.id}"].codes}
        assert {row["obs_status"] for row in rows} <= {code.id for code in lists["CL_OBS_STATUS"].codes} == {"A", "Q"}
        assert {row["conf_status"] for row in rows} <= {code.id for code in lists["CL_CONF_STATUS"].codes} == {"F", "C"}


def test_the_structure_is_the_same_whatever_is_withheld(folder: Path, key, contents_with, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """Codes that are in use are those of the tables, shown or withheld: nothing of it tells which."""
    said = load(folder.parent, folder.name, {key.public_key()})
    withheld = {row.codes for table in said.tables for row in table if row.value is None}

    assert withheld
    assert said.files["structure.xml"] == (folder / "structure.xml").read_bytes()
    for _year, code in withheld:
        assert f'id="{code}"'.encode() in said.files["structure.xml"]
