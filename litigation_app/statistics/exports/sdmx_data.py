"""How do observations leave as SDMX: a structure-specific data message of SDMX-ML 2.1, or the lines of SDMX-CSV 2.0?"""

import csv
import io
from xml.etree.ElementTree import Element, SubElement

from litigation_app.statistics.exports import block
from litigation_app.statistics.exports.observations import Dataset
from litigation_app.statistics.exports.sdmx_structure import COMMON, MESSAGE, document, header, of_agency

_SPECIFIC = "{http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific}"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


def data(made: Dataset) -> bytes:
    """The data message: an Obs for each observation; what is empty is left out, so a withheld one has no OBS_VALUE."""
    said = block.structure()
    urn = f"urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure={said['agency']}:{said['id']}({said['version']})"
    root = Element(f"{MESSAGE}StructureSpecificData", {"xmlns:desk": urn})
    top = header(made)
    about = {"structureID": said["id"], "namespace": urn, "dimensionAtObservation": "AllDimensions"}
    of = SubElement(SubElement(top, f"{MESSAGE}Structure", about), f"{COMMON}Structure")
    SubElement(of, "Ref", of_agency("DataStructure", said["id"]))
    root.append(top)
    whole = SubElement(root, f"{MESSAGE}DataSet", _of_the_set(made, said["id"]))
    for one in made.observations:
        written = zip((*block.DIMENSIONS, block.MEASURE, *block.OF_A_CELL), one.written(), strict=True)
        SubElement(whole, "Obs", {name: text for name, text in written if text})
    return document(root)


def _of_the_set(made: Dataset, structure: str) -> dict[str, str]:
    return {
        f"{_SPECIFIC}structureRef": structure,
        _TYPE: "desk:DataSetType",
        f"{_SPECIFIC}dataScope": "DataStructure",
        f"{_SPECIFIC}action": "Replace",
        **{name: text for name, text in made.of_the_set().items() if text},
    }


def sdmx_csv(made: Dataset) -> bytes:
    """SDMX-CSV 2.0: the plain lines with the structure and the action in front."""
    said = block.structure()
    before = ["datastructure", f"{said['agency']}:{said['id']}({said['version']})", "R"]
    return _written(made, ["STRUCTURE", "STRUCTURE_ID", "ACTION"], before)


def plain_csv(made: Dataset) -> bytes:
    """An observation a line; UTF-8, lines ended by LF, decimals with a point."""
    return _written(made, [], [])


def _written(made: Dataset, headings: list[str], before: list[str]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*headings, *block.COLUMNS])
    after = tuple(made.of_the_set().values())
    writer.writerows([*before, *one.written(), *after] for one in made.observations)
    return out.getvalue().encode()
