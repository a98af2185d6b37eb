"""How does a publication say its tables, codes and columns in SDMX-ML 2.1, so that a statistical office's tools read them?

One data structure for each table; the code lists are those of `codelists/`, with the years and the two signs of a cell.
The year is a coded dimension, not SDMX's time dimension: `_T` and years together (`2021_2022`) are no time periods there.
"""

from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from litigation_app.core.text import for_xml
from litigation_app.statistics.releases import official, vocabulary
from litigation_app.statistics.releases.shapes import ReleaseContents, TableOut

FILE = "structure.xml"
AGENCY, VERSION, CONCEPTS = "JUSTICE_DESK", "1.1", "CS_RELEASE"
VALUE, OBS_STATUS, CONF_STATUS = "OBS_VALUE", "OBS_STATUS", "CONF_STATUS"
ENDS = ("OBS_LEAST", "OBS_MOST")  # of a suppressed number: the columns low and high
_SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/"
_MESSAGE, _STRUCTURE, _COMMON = (f"{{{_SCHEMAS}{name}}}" for name in ("message", "structure", "common"))
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LANGUAGES = ("en", "sr-Latn", "sr-Cyrl")
# Of SDMX's own lists the codes in use (CL_OBS_STATUS 2.x, CL_CONF_STATUS 1.x).
_SIGNS = {
    OBS_STATUS: {"A": "Normal value", "Q": "Missing value; suppressed"},
    CONF_STATUS: {"F": "Free (free for publication)", "C": "Confidential statistical information"},
}

_OFFICIAL_SIGNS = {
    OBS_STATUS: {"A": "Normal value", "O": "Missing value", "M": "Missing value; data cannot exist"},
    CONF_STATUS: {"F": "Free (free for publication)"},
}


def structure(contents: ReleaseContents, name: str, codes: Mapping[str, Sequence[str]]) -> bytes:
    """The structure message. `codes`: of each dimension, the year too, those in use."""
    root = Element(f"{_MESSAGE}Structure")
    header = SubElement(root, f"{_MESSAGE}Header")
    for tag, text in (
        ("ID", name),
        ("Test", "false"),
        ("Prepared", f"{contents.reference_date.isoformat()}T00:00:00Z"),
    ):
        SubElement(header, _MESSAGE + tag).text = text
    SubElement(header, f"{_MESSAGE}Sender", id=AGENCY)
    body = SubElement(root, f"{_MESSAGE}Structures")
    lists = SubElement(body, f"{_STRUCTURE}Codelists")
    titles = {one.code: [("en", one.title)] for one in contents.sources}
    for dimension, used in codes.items():
        own = titles if dimension == "SOURCE" else {}
        _codelist(lists, dimension, {code: own.get(code) or _words(dimension, code) for code in used})
    for dimension, signs in (_OFFICIAL_SIGNS if contents.mode == official.MODE else _SIGNS).items():
        _codelist(lists, dimension, {code: [("en", said)] for code, said in signs.items()})
    ends = () if contents.mode == official.MODE else ENDS
    _concepts(SubElement(body, f"{_STRUCTURE}Concepts"), [*codes, VALUE, OBS_STATUS, CONF_STATUS, *ends])
    tables = SubElement(body, f"{_STRUCTURE}DataStructures")
    for table in contents.tables:
        _table(tables, table, ends)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'.encode()


def _words(dimension: str, code: str) -> list[tuple[str, str]]:
    return [(language, vocabulary.code(dimension, code, language)) for language in _LANGUAGES]


def _named(parent: Element, names: Iterable[tuple[str, str]]) -> None:
    for language, text in names:
        SubElement(parent, f"{_COMMON}Name", {_XML_LANG: language}).text = for_xml(text)


def _maintained(parent: Element, tag: str, name: str) -> Element:
    return SubElement(parent, _STRUCTURE + tag, id=name, agencyID=AGENCY, version=VERSION, isFinal="true")


def _codelist(parent: Element, dimension: str, codes: Mapping[str, Iterable[tuple[str, str]]]) -> None:
    made = _maintained(parent, "Codelist", f"CL_{dimension}")
    _named(made, [(one, vocabulary.say("dimension", dimension, one)) for one in _LANGUAGES])
    for code, names in codes.items():
        _named(SubElement(made, f"{_STRUCTURE}Code", id=code), names)


def _concepts(parent: Element, names: Iterable[str]) -> None:
    made = _maintained(parent, "ConceptScheme", CONCEPTS)
    _named(made, [("en", "What a publication's columns say")])
    for name in names:
        concept = SubElement(made, f"{_STRUCTURE}Concept", id=name)
        _named(concept, [(one, vocabulary.say("dimension", name, one)) for one in _LANGUAGES])


def _table(parent: Element, table: TableOut, ends: Sequence[str]) -> None:
    made = _maintained(parent, "DataStructure", f"DSD_{table.id.upper()}")
    _named(made, [(one, vocabulary.say("table", table.id, one)) for one in _LANGUAGES])
    parts = SubElement(made, f"{_STRUCTURE}DataStructureComponents")
    dimensions = SubElement(parts, f"{_STRUCTURE}DimensionList", id="DimensionDescriptor")
    for place, name in enumerate(table.dimensions, 1):
        _coded(SubElement(dimensions, f"{_STRUCTURE}Dimension", id=name, position=str(place)), name)
    attributes = SubElement(parts, f"{_STRUCTURE}AttributeList", id="AttributeDescriptor")
    for name in (*_SIGNS, *ends):
        status = "Conditional" if name in ends else "Mandatory"
        attribute = SubElement(attributes, f"{_STRUCTURE}Attribute", id=name, assignmentStatus=status)
        _number(attribute, name, "Integer") if name in ends else _coded(attribute, name)
        of = SubElement(SubElement(attribute, f"{_STRUCTURE}AttributeRelationship"), f"{_STRUCTURE}PrimaryMeasure")
        SubElement(of, "Ref", id=VALUE)
    measures = SubElement(parts, f"{_STRUCTURE}MeasureList", id="MeasureDescriptor")
    measure = SubElement(measures, f"{_STRUCTURE}PrimaryMeasure", id=VALUE)
    _number(measure, VALUE, "Decimal" if table.unit in official.MEASURES else "Integer")


def _number(parent: Element, name: str, kind: str) -> None:
    _concept(parent, name)
    SubElement(SubElement(parent, f"{_STRUCTURE}LocalRepresentation"), f"{_STRUCTURE}TextFormat", textType=kind)


def _concept(parent: Element, name: str) -> None:
    identity = SubElement(parent, f"{_STRUCTURE}ConceptIdentity")
    of = {"maintainableParentID": CONCEPTS, "maintainableParentVersion": VERSION, "package": "conceptscheme"}
    SubElement(identity, "Ref", {"id": name, "agencyID": AGENCY, "class": "Concept", **of})


def _coded(parent: Element, name: str) -> None:
    _concept(parent, name)
    listed = SubElement(SubElement(parent, f"{_STRUCTURE}LocalRepresentation"), f"{_STRUCTURE}Enumeration")
    of = {"id": f"CL_{name}", "agencyID": AGENCY, "version": VERSION, "package": "codelist", "class": "Codelist"}
    SubElement(listed, "Ref", of)
