"""How do observations leave as JSON, and how do CSVW and Frictionless Data describe their lines?"""

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from typing import Any

from litigation_app.statistics.exports import block, metadata
from litigation_app.statistics.exports.observations import LANGUAGES, Dataset, Names, sources
from litigation_app.statistics.exports.sdmx_data import plain_csv

DATA = "observations.csv"
_SDMX = "http://purl.org/linked-data/sdmx/2009/"
_NUMBERS = {
    block.MEASURE: "decimal",
    "OBS_N": "integer",
    "OBS_CI_LOW": "decimal",
    "OBS_CI_HIGH": "decimal",
    "OBS_LEAST": "decimal",
    "OBS_MOST": "decimal",
}
_REQUIRED = {*block.DIMENSIONS, *block.CODED_OF_A_CELL, "RELEASE_ID", "RELEASE_SHA256", "REF_DATE"}


def as_json(made: Dataset) -> bytes:
    """The observations with their columns, code lists and reference metadata."""
    return canonical(
        {
            "format": "litigation-observations/1",
            "kind": made.kind,
            "publication": {"title": made.release.title, **made.of_the_set()},
            "columns": [*block.DIMENSIONS, block.MEASURE, *block.OF_A_CELL],
            "observations": [[text or None for text in one.written()] for one in made.observations],
            "codes": made.names,
            "reference_metadata": _reference(made),
        }
    )


def canonical(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _reference(made: Dataset) -> list[dict[str, Any]]:
    return [{"number": one.number, "name": one.name, "text": one.text} for one in metadata.headings(made.release)]


def code_lists(made: Dataset) -> dict[str, bytes]:
    """A file for each coded column: code and names."""
    return {_list_path(name): _list(codes) for name, codes in made.names.items()}


def _list_path(dimension: str) -> str:
    return f"codelists/{dimension.lower()}.csv"


def _list(codes: Mapping[str, Names]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["code", *(f"label_{one.lower().replace('-', '_')}" for one in LANGUAGES)])
    writer.writerows([code, *(names.get(one, names["en"]) for one in LANGUAGES)] for code, names in codes.items())
    return out.getvalue().encode()


def csvw(made: Dataset) -> dict[str, bytes]:
    """The lines, the code lists, and a description of both as the W3C's "CSV on the Web" reads it."""
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": made.release.title,
        "dc:identifier": made.release.id,
        "tables": [_csvw_data(made), *(_csvw_list(name) for name in made.names)],
    }
    return {DATA: plain_csv(made), f"{DATA}-metadata.json": canonical(described), **code_lists(made)}


def _csvw_data(made: Dataset) -> dict[str, Any]:
    links = [
        {"columnReference": name, "reference": {"resource": _list_path(name), "columnReference": "code"}}
        for name in made.names
    ]
    schema = {"columns": [_csvw_column(name) for name in block.COLUMNS], "primaryKey": list(block.DIMENSIONS)}
    notes = [f"{one['number']}. {one['name']}: {one['text']}" for one in _reference(made)]
    return {"url": DATA, "tableSchema": {**schema, "foreignKeys": links}, "rdfs:comment": notes}


def _csvw_column(name: str) -> dict[str, Any]:
    known = block.property_of(name)
    kind = "date" if name == "REF_DATE" else _NUMBERS.get(name, "string")
    return {
        "name": name,
        "titles": name,
        "dc:description": block.column(name),
        "datatype": kind,
        "null": "",
        "required": name in _REQUIRED,
        **({"propertyUrl": _SDMX + known} if known else {}),
    }


def _csvw_list(name: str) -> dict[str, Any]:
    columns = [{"name": one, "titles": one, "datatype": "string"} for one in _list_columns()]
    return {"url": _list_path(name), "tableSchema": {"columns": columns, "primaryKey": "code"}}


def _list_columns() -> list[str]:
    return ["code", *(f"label_{one.lower().replace('-', '_')}" for one in LANGUAGES)]


def frictionless(made: Dataset) -> dict[str, bytes]:
    """A Frictionless tabular data package: every code is held against its list, every file against its checksum."""
    files = {DATA: plain_csv(made), **code_lists(made)}
    own = {"reference_metadata": _reference(made)}
    described = {
        "profile": "tabular-data-package",
        "name": f"{made.release.id}_{made.kind}".lower(),
        "title": made.release.title,
        "sources": _sources(made),
        "resources": [_resource(path, content, _schema(path, made)) for path, content in files.items()],
        **own,
    }
    return {"datapackage.json": canonical(described), **files}


def _sources(made: Dataset) -> list[dict[str, str]]:
    bundle = {"title": f"{made.release.id}, SHA-256 of its checksums {made.release.digest}"}
    printed = [{"title": f"{code} {title}", "path": address} for code, title, address in sources(made.release)]
    return [bundle, *({key: text for key, text in one.items() if text} for one in printed)]


def _resource(path: str, content: bytes, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": path.removesuffix(".csv").replace("/", "-").replace("_", "-"),
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }


def _schema(path: str, made: Dataset) -> dict[str, Any]:
    if path != DATA:
        fields = [{"name": one, "type": "string"} for one in _list_columns()]
        return {"fields": fields, "primaryKey": ["code"], "missingValues": []}
    links = [
        {"fields": [name], "reference": {"resource": f"codelists-{name.lower().replace('_', '-')}", "fields": ["code"]}}
        for name in made.names
    ]
    fields = [_field(name, made) for name in block.COLUMNS]
    return {"fields": fields, "primaryKey": list(block.DIMENSIONS), "missingValues": [""], "foreignKeys": links}


def _field(name: str, made: Dataset) -> dict[str, Any]:
    kind = {"decimal": "number"}.get(_NUMBERS.get(name, ""), _NUMBERS.get(name, "string"))
    limits: dict[str, Any] = {"required": True} if name in _REQUIRED else {}
    if name in made.names:
        limits["enum"] = list(made.names[name])
    return {"name": name, "type": kind, "title": block.column(name), "constraints": limits}
