"""Of which columns is every export, and with which names and codes? (block.toml)"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from litigation_app.core.toml_files import read_toml

DIMENSIONS = (
    "FREQ", "INDICATOR", "REF_AREA", "SEX", "AGE_BAND", "EXPLOITATION",
    "COUNTED", "FINALITY", "SOURCE_MODE", "BREAKDOWN", "UNIT_MEASURE", "TIME_PERIOD",
)  # fmt: skip
TIME, MEASURE = "TIME_PERIOD", "OBS_VALUE"
OF_A_CELL = (
    "OBS_STATUS",
    "CONF_STATUS",
    "COMMENT_OBS",
    "OBS_N",
    "OBS_CI_LOW",
    "OBS_CI_HIGH",
    "OBS_LEAST",
    "OBS_MOST",
    "DEFINITION",
)
CODED_OF_A_CELL = ("OBS_STATUS", "CONF_STATUS")
OF_THE_SET = ("RELEASE_ID", "RELEASE_SHA256", "REF_DATE", "K_THRESHOLD", "ROUNDING")
COLUMNS = (*DIMENSIONS, MEASURE, *OF_A_CELL, *OF_THE_SET)
UNUSED, TOTAL = "_Z", "_T"


@lru_cache(maxsize=1)
def _content() -> Mapping[str, Any]:
    return read_toml(__file__, "block.toml")


def structure() -> Mapping[str, str]:
    """agency, id, version, name, and the concept scheme's id."""
    found: Mapping[str, str] = _content()["structure"]
    return found


def column(name: str) -> str:
    """What a column says, in English."""
    return _column(name)["name"]


def _column(name: str) -> Mapping[str, str]:
    parts = (_content()[part] for part in ("dimension", "measure", "attribute", "set"))
    found: Mapping[str, str] = next(part[name] for part in parts if name in part)
    return found


def code(dimension: str, value: str) -> str:
    """The English name of a code of the block's own lists; "": it stands elsewhere."""
    found: str = _content()["code"].get(dimension, {}).get(value, "")
    return found


def own(column_of_a_table: str) -> str:
    """The dimension that a publication's column has of its own; "": it goes into BREAKDOWN."""
    found: str = _content()["own"].get(column_of_a_table, "")
    return found


def finality(table: str, mode: str) -> str:
    """ANY, FIRST, SECOND or FINAL: of which decisions a table's numbers are, in data of this source."""
    said = _content()["finality"]
    found: str = said.get(f"{mode}:{table}", said.get(table, "ANY"))
    return found


def instance(words: str) -> str:
    """The same of an indicator or an official measure, by its code in the catalogue: first_instance is FIRST."""
    found: str = _content()["instance"].get(words, "ANY")
    return found
