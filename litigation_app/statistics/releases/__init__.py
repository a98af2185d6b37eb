"""The shelf: published data as signed folders of files, the only thing that statistics and advocacy read."""

from litigation_app.statistics.releases.reading import load, shelf, verify
from litigation_app.statistics.releases.shapes import (
    TOTAL,
    Carried,
    ContentsRefused,
    PlanRef,
    Release,
    ReleaseBroken,
    ReleaseContents,
    ReleaseExists,
    ReleaseSummary,
    ReleaseUnknown,
    Row,
    RowOut,
    Signer,
    Table,
    TableOut,
)
from litigation_app.statistics.releases.writing import write

__all__ = [
    "TOTAL",
    "Carried",
    "ContentsRefused",
    "PlanRef",
    "Release",
    "ReleaseBroken",
    "ReleaseContents",
    "ReleaseExists",
    "ReleaseSummary",
    "ReleaseUnknown",
    "Row",
    "RowOut",
    "Signer",
    "Table",
    "TableOut",
    "load",
    "shelf",
    "verify",
    "write",
]
