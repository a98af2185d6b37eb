"""How long does it take to read the whole official series from its signed bundles, and to show a country's?"""

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

from bench.again import Again
from bench.caseload import Browser, analyst, desk
from bench.measuring import Figure, beside, cpu, figure, in_ms
from litigation_app.statistics.official import figures as official
from litigation_app.statistics.official import picturing, reading
from litigation_app.statistics.releases import Release, ReleaseContents, Signer, load, write
from litigation_app.statistics.releases.official import MODE, Vintage

SHOWN = "RS"
MOST_SECONDS = 2.0  # CPU, all four countries


def contents(sheet: reading.Sheet) -> ReleaseContents:
    """The first edition of a country, of the figures that come with the program."""
    first, last = reading.periods(sheet.figures)
    return ReleaseContents(
        title=f"Official figures {sheet.country}",
        countries=(sheet.country,),
        first=first,
        last=last,
        reference_date=date(2026, 12, 31),
        mode=MODE,
        policy_hash="",
        certificate="",
        prepared_by=UUID(int=1),
        approved_by=UUID(int=2),
        tables=official.tables(sheet.figures),
        sources=tuple(sorted(sheet.sources, key=lambda one: one.code)),
        remarks=official.remarks(sheet.figures),
        vintage=Vintage(1, ""),
    )


def figures() -> Iterator[Figure]:
    """Seconds to read, check and draw all series of four countries, and the page of one beside its template."""
    with tempfile.TemporaryDirectory() as folder:
        app = desk(Path(folder))
        again = Again(app)
        names = shelve(app.extensions["shelf"], app.extensions["release_signer"])
        yield _read(app.extensions["shelf"], names)
        reader, path = Browser(app, analyst(app)), f"/official/?country={SHOWN}"
        taken = beside(lambda: reader.get(path), again.of("official", reader, path), 40)
        yield in_ms("official_series_page", taken, 2, "ratio")


def shelve(shelf: Path, signer: Signer) -> list[str]:
    shelf.mkdir(parents=True, exist_ok=True)
    return [write(shelf, contents(sheet), signer).name for sheet in reading.shipped()]


def _read(shelf: Path, names: list[str]) -> Figure:
    releases = [load(shelf, name) for name in names]
    count = sum(len(official.of_release(one)) for one in releases)
    taken = cpu(lambda: [_drawn(load(shelf, name)) for name in names])
    floor = cpu(lambda: [content for one in names for content in _bytes(shelf / one)])
    return figure("official_series_all", taken, "s", floor, MOST_SECONDS, "value", "lower", count)


def _drawn(release: Release) -> object:
    """Figures, small pictures, tables and rates of a country, as its page has them."""
    found = official.of_release(release)
    sources = {one.code: one for one in release.sources}
    country = release.countries[0]
    return picturing.sheets(country, found, sources), picturing.rates(country, found)


def _bytes(folder: Path) -> list[bytes]:
    """The floor: every byte of a bundle read once."""
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
