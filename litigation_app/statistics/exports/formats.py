"""Which files can a publication leave as, under which names and types?"""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from litigation_app.statistics.exports import described, printing, sdmx_data, sdmx_structure, workbook
from litigation_app.statistics.exports.observations import Dataset

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest day a zip can name: a real one would change the bytes


@dataclass(frozen=True)
class Format:
    """A kind of export. `ending` and `media` are of the one file that is sent: a zip where there are several."""

    ending: str
    media: str
    files: Callable[[Dataset], Mapping[str, bytes]]


@dataclass(frozen=True)
class Export:
    """An export, ready to be sent or written. `files` are those inside."""

    name: str
    media: str
    content: bytes
    files: Mapping[str, bytes]


def export(made: Dataset, form: str) -> Export:
    """The observations in a format; KeyError: there is no such format."""
    how = FORMATS[form]
    files = how.files(made)
    name = f"{made.file_name}.{how.ending}"
    content = next(iter(files.values())) if len(files) == 1 else zipped(files)
    return Export(name, how.media, content, files)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip whose bytes are the same every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, _ZIP_EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            pack.writestr(entry, files[path])
    return out.getvalue()


_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SDMX_CSV = "application/vnd.sdmx.data+csv; version=2.0.0"
FORMATS: Mapping[str, Format] = {
    "csv": Format("csv", "text/csv; charset=utf-8", lambda made: {described.DATA: sdmx_data.plain_csv(made)}),
    "xlsx": Format("xlsx", _SHEETS, lambda made: {"publication.xlsx": workbook.workbook(made)}),
    "json": Format("json", "application/json", lambda made: {"observations.json": described.as_json(made)}),
    "sdmx-csv": Format("sdmx.csv", _SDMX_CSV, lambda made: {"data.csv": sdmx_data.sdmx_csv(made)}),
    "sdmx-ml": Format(
        "sdmx.zip",
        "application/zip",
        lambda made: {"structure.xml": sdmx_structure.structure(made), "data.xml": sdmx_data.data(made)},
    ),
    "pdf": Format("pdf", "application/pdf", lambda made: {"publication.pdf": printing.paper(made)}),
}
OF_FIGURES = tuple(name for name in FORMATS if name != "pdf")  # a figure is read beside its page, not on paper
