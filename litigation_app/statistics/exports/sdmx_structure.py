"""How does SDMX-ML 2.1 say the one data structure of every export: its code lists, concepts, dimensions and attributes?"""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from litigation_app.core.text import for_xml
from litigation_app.statistics.exports import block
from litigation_app.statistics.exports.observations import Dataset, Names

_SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/"
MESSAGE, STRUCTURE, COMMON = (f"{{{_SCHEMAS}{name}}}" for name in ("message", "structure", "common"))
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def structure(made: Dataset) -> bytes:
    """The structure message, with the codes that these observations use."""
    root = Element(f"{MESSAGE}Structure")
    root.append(header(made))
    body = SubElement(root, f"{MESSAGE}Structures")
    lists = SubElement(body, f"{STRUCTURE}Codelists")
    for name, codes in made.names.items():
        _codelist(lists, name, codes)
    _concepts(SubElement(body, f"{STRUCTURE}Concepts"))
    _data_structure(SubElement(body, f"{STRUCTURE}DataStructures"), made)
    return document(root)


def header(made: Dataset) -> Element:
    """Who sends what, as of the publication's reference date: the same contents always give the same bytes."""
    found = Element(f"{MESSAGE}Header")
    day = made.release.reference_date.isoformat()
    for tag, text in (("ID", f"{made.release.id}_{made.kind}"), ("Test", "false"), ("Prepared", f"{day}T00:00:00Z")):
        SubElement(found, MESSAGE + tag).text = text
    SubElement(found, f"{MESSAGE}Sender", id=block.structure()["agency"])
    return found


def document(root: Element) -> bytes:
    """The bytes of a message."""
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'.encode()


def of_agency(class_: str, name: str) -> dict[str, str]:
    """The attributes that point to a maintained thing of ours."""
    said = block.structure()
    return {"id": name, "agencyID": said["agency"], "version": said["version"], "class": class_}


def _maintained(parent: Element, tag: str, name: str) -> Element:
    said = block.structure()
    return SubElement(
        parent, STRUCTURE + tag, id=name, agencyID=said["agency"], version=said["version"], isFinal="true"
    )


def _named(parent: Element, names: Names) -> None:
    for language, text in names.items():
        SubElement(parent, f"{COMMON}Name", {_XML_LANG: language}).text = for_xml(text)


def _codelist(parent: Element, name: str, codes: Mapping[str, Names]) -> None:
    made = _maintained(parent, "Codelist", f"CL_{name}")
    _named(made, {"en": block.column(name)})
    for code, names in codes.items():
        _named(SubElement(made, f"{STRUCTURE}Code", id=code), names)


def _concepts(parent: Element) -> None:
    made = _maintained(parent, "ConceptScheme", block.structure()["concepts"])
    _named(made, {"en": block.structure()["name"]})
    for name in block.COLUMNS:
        _named(SubElement(made, f"{STRUCTURE}Concept", id=name), {"en": block.column(name)})


def _data_structure(parent: Element, made: Dataset) -> None:
    one = _maintained(parent, "DataStructure", block.structure()["id"])
    _named(one, {"en": block.structure()["name"]})
    parts = SubElement(one, f"{STRUCTURE}DataStructureComponents")
    dimensions = SubElement(parts, f"{STRUCTURE}DimensionList", id="DimensionDescriptor")
    for place, name in enumerate(block.DIMENSIONS, 1):
        tag = "TimeDimension" if name == block.TIME else "Dimension"
        part = SubElement(dimensions, STRUCTURE + tag, id=name, position=str(place))
        _represented(part, name, name in made.names, "ObservationalTimePeriod")
    attributes = SubElement(parts, f"{STRUCTURE}AttributeList", id="AttributeDescriptor")
    _attributes(attributes, block.OF_A_CELL, made.names)
    _attributes(attributes, block.OF_THE_SET, {})
    measures = SubElement(parts, f"{STRUCTURE}MeasureList", id="MeasureDescriptor")
    measure = SubElement(measures, f"{STRUCTURE}PrimaryMeasure", id=block.MEASURE)
    _represented(measure, block.MEASURE, False, "Decimal")


_TYPES = {
    "OBS_N": "Integer",
    "OBS_CI_LOW": "Decimal",
    "OBS_CI_HIGH": "Decimal",
    "OBS_LEAST": "Decimal",
    "OBS_MOST": "Decimal",
}


def _attributes(parent: Element, names: Iterable[str], coded: Mapping[str, Mapping[str, Names]]) -> None:
    for name in names:
        status = "Mandatory" if name in block.CODED_OF_A_CELL else "Conditional"
        one = SubElement(parent, f"{STRUCTURE}Attribute", id=name, assignmentStatus=status)
        _represented(one, name, name in coded, _TYPES.get(name, "String"))
        of = SubElement(one, f"{STRUCTURE}AttributeRelationship")
        if name in block.OF_A_CELL:
            SubElement(SubElement(of, f"{STRUCTURE}PrimaryMeasure"), "Ref", id=block.MEASURE)
        else:
            SubElement(of, f"{STRUCTURE}None")


def _represented(parent: Element, name: str, is_coded: bool, text_type: str) -> None:
    said = block.structure()
    identity = SubElement(parent, f"{STRUCTURE}ConceptIdentity")
    scheme = {"maintainableParentID": said["concepts"], "maintainableParentVersion": said["version"]}
    SubElement(
        identity,
        "Ref",
        {"id": name, "agencyID": said["agency"], "class": "Concept", "package": "conceptscheme"} | scheme,
    )
    by = SubElement(parent, f"{STRUCTURE}LocalRepresentation")
    if is_coded:
        listed = SubElement(by, f"{STRUCTURE}Enumeration")
        SubElement(listed, "Ref", {**of_agency("Codelist", f"CL_{name}"), "package": "codelist"})
    else:
        SubElement(by, f"{STRUCTURE}TextFormat", textType=text_type)
