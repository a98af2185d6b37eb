"""The shelf: published data as signed folders of files, the only thing that statistics and advocacy read."""

from litigation_app.statistics.releases.reading import load, shelf, signer_of, verify, verify_files
from litigation_app.statistics.releases.shapes import (
    TOTAL,
    ContentsRefused,
    PartnerShelf,
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
    Summand,
    Table,
    TableOut,
)
from litigation_app.statistics.releases.writing import place, write

__all__ = [
    "TOTAL", "ContentsRefused", "PartnerShelf", "PlanRef", "Release", "ReleaseBroken", "ReleaseContents",
    "ReleaseExists", "ReleaseSummary", "ReleaseUnknown", "Row", "RowOut", "Signer", "Summand", "Table", "TableOut",
    "load", "place", "shelf", "signer_of", "verify", "verify_files", "write",
]  # fmt: skip
