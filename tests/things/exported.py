"""What other programs read in our exports: each reader here is not ours (pysdmx, calamine, pdfium)."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from litigation_app.statistics.exports import Export, block
from litigation_app.statistics.releases import Release, Table

Cell = tuple[str, str, str, str, str]  # value as text ("": withheld), OBS_STATUS, CONF_STATUS, least, most
Cells = dict[tuple[str, ...], Cell]
KEY = tuple(name for name in block.DIMENSIONS)


def laid_out(export: Export | Release, folder: Path) -> Path:
    """The files of an export, or of a publication, in a folder, as an office unpacks them."""
    for name, content in export.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def cells(rows: Iterable[Mapping[str, object]]) -> Cells:
    """Observations by their key, whoever read them."""
    return {tuple(str(row[name]) for name in KEY): _cell(row) for row in rows}


def _cell(row: Mapping[str, object]) -> Cell:
    ends = (number(row.get("OBS_LEAST")), number(row.get("OBS_MOST")))
    return (number(row.get("OBS_VALUE")), str(row["OBS_STATUS"]), str(row["CONF_STATUS"]), *ends)


def number(value: object) -> str:
    """A number as the shortest text; what is empty is empty, never zero."""
    text = "" if value is None else str(value)
    if text in {"", "nan", "None", "<NA>"}:
        return ""
    return re.sub(r"\.0+$", "", text) if "." in text else text


def of_bundle(release: Release) -> dict[tuple[str, ...], Cell]:
    """The cells of the signed files themselves: (table, code, code, ...)."""
    found = {}
    for path, content in release.files.items():
        if path.startswith("data/"):
            table = path.removeprefix("data/").removesuffix(".csv")
            for row in csv.DictReader(io.StringIO(content.decode())):
                codes = [row[name] for name in release.sheet(table).dimensions]
                ends = (row.get("low", ""), row.get("high", ""))
                found[(table, *codes)] = (number(row["value"]), row["obs_status"], row["conf_status"], *ends)
    return found


def back(read: Cells, release: Release) -> dict[tuple[str, ...], Cell]:
    """Observations as the cells of the bundle that they say they are: the way back that a reader has to go."""
    columns = {table.id: table.dimensions for table in release.tables}
    found = {}
    for codes, cell in read.items():
        at = dict(zip(KEY, codes, strict=True))
        table = at["INDICATOR"].lower()
        found[(table, *(_code(at, name, release.sheet(table)) for name in columns[table]))] = cell
    assert len(found) == len(read)
    return found


def _code(at: Mapping[str, str], name: str, table: Table) -> str:
    if name == "YEAR":
        return _year(at["TIME_PERIOD"], table)
    if name in {"SEX", "FORM", "AGE"}:
        return at[{"FORM": "EXPLOITATION", "AGE": "AGE_BAND"}.get(name, name)]
    parts = re.split(rf"(?:^|__){name}__", at["BREAKDOWN"], maxsplit=1)
    return re.split(r"__[A-Z]+__", parts[1])[0] if len(parts) > 1 else "_T"


def _year(period: str, table: Table) -> str:
    if "/" not in period:
        return period
    first, years = int(period[:4]), int(period.split("/P")[1].rstrip("Y"))
    is_whole = "_T" in table.codes_of("YEAR") and (first, first + years - 1) == table.span()
    return "_T" if is_whole else f"{first}_{first + years - 1}"


def by_pysdmx(structure: bytes, data: bytes) -> Cells:
    """The SDMX-ML pair, each against the schemas of the standard, the data against the structure."""
    from pysdmx.io import get_datasets, read_sdmx

    read_sdmx(structure.decode(), validate=True)
    read_sdmx(data.decode(), validate=True)
    (read,) = get_datasets(io.BytesIO(data), io.BytesIO(structure), validate=True)
    return cells(read.data.to_dict("records"))


def by_pysdmx_csv(data: bytes) -> Cells:
    from pysdmx.io import read_sdmx

    (read,) = read_sdmx(data.decode(), validate=True).get_datasets()
    return cells(read.data.to_dict("records"))


def by_calamine(workbook: bytes) -> dict[str, list[list[object]]]:
    """Every sheet, hidden ones too, as rows."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def of_sheet(rows: list[list[object]]) -> Cells:
    """The long sheet."""
    heading, *lines = rows
    return cells([dict(zip((str(one) for one in heading), line, strict=True)) for line in lines])


def by_pdfium(paper: bytes) -> str:
    """All text of a PDF, page after page."""
    import pypdfium2

    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(paper)]
    return "\n".join(pages).replace("\r", "")


def inside(made: Export) -> bytes:
    """Every byte of an export as a curious reader has it: zips and workbooks unpacked, the streams of a PDF inflated."""
    return b"\n".join(_opened(content) for content in made.files.values())


def _opened(content: bytes) -> bytes:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            about = [repr(entry).encode() for entry in pack.infolist()]
            return b"\n".join([*about, *(pack.read(name) for name in pack.namelist())])
    if content.startswith(b"%PDF"):
        import pypdf

        read = pypdf.PdfReader(io.BytesIO(content))
        found = [read.get_object(number) for number in range(1, int(read.trailer["/Size"]))]
        text = by_pdfium(content).encode()
        return text + b"\n".join(
            _stream(one) if isinstance(one, pypdf.generic.StreamObject) else repr(one).encode() for one in found
        )
    return content


def _stream(one: Any) -> bytes:
    return repr(dict(one)).encode() + bytes(one.get_data())


_LINE = re.compile(r"(\d{4}(?:–\d{4})?|All years) ([\d, …~+]+)")
_RANGE, _OPEN = re.compile(r"([\d,]+) to ([\d,]+)"), re.compile(r"([\d,]+) or more")


def span(cell: Cell) -> str:
    """The range of a withheld number as paper says it; "": nothing bounds it."""
    *_said, low, high = cell
    return f"{low}~{high}" if high else f"{low}+" if low else ""


def of_paper(text: str, release: Release) -> dict[tuple[str, ...], str]:
    """The numbers of a printed publication in English, told from the order of its lines alone: (table, year, code) to text."""
    said = _OPEN.sub(r"\1+", _RANGE.sub(r"\1~\2", text))
    lines = iter(found.groups() for line in said.split("\n") if (found := _LINE.fullmatch(line.strip())))
    read = {}
    for table in release.tables:
        across = list(dict.fromkeys(row.codes[1:] for row in table))
        for at in range(0, len(across), 8):
            for _year_again in table.codes_of("YEAR"):
                year, numbers = next(lines)
                code = "_T" if year == "All years" else year.replace("–", "_")
                for codes, number in zip(across[at : at + 8], numbers.split(" "), strict=True):
                    read[(table.id, code, *codes)] = "" if number == "…" else number.replace(",", "")
    assert next(lines, None) is None
    return read
