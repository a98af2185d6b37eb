"""Verbs that write what is published in the formats of others: release export, indicators."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from litigation_app.cli.common import Refused
from litigation_app.cli.publishing import any_key_too, loaded, on_shelf, release, with_earlier

# Of statistics.exports.FORMATS, which reads more than a command needs to start.
FORMATS = ("csv", "xlsx", "json", "sdmx-csv", "sdmx-ml", "pdf")
LANGUAGES = ("en", "sr-Latn", "sr-Cyrl", "mk", "bs", "cnr")
out_file = click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="A file, or for several files a folder or a .zip; nothing is overwritten.",
)
in_language = click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)


@release.command("export")
@click.argument("release_id")
@click.option("--format", "form", type=click.Choice(FORMATS), required=True)
@out_file
@in_language
@any_key_too
def export(release_id: str, form: str, out: Path | None, language: str, any_key: bool) -> None:
    """A publication's tables in the format of others; SDMX-ML is several files."""
    from litigation_app.statistics import exports

    made = exports.of_tables(loaded(release_id, any_key))
    with speaking(language):
        _give(exports.export(made, form), out)


@click.command()
@click.argument("release_id")
@click.option(
    "--format", "form", type=click.Choice([one for one in FORMATS if one != "pdf"]), default="json", show_default=True
)
@out_file
@in_language
@any_key_too
def indicators(release_id: str, form: str, out: Path | None, language: str, any_key: bool) -> None:
    """Indicator values of a publication; without --out on standard output (of SDMX-ML the data message)."""
    found = with_earlier(release_id, any_key)
    if form in {"json", "csv"}:
        return _own(found, form, out)
    from litigation_app.statistics import exports

    with speaking(language):
        made = exports.export(exports.of_indicators(found), form)
    if form == "sdmx-ml" and out is None:
        return _print(made.files["data.xml"])
    return _give(made, out)


def _own(found: Any, form: str, out: Path | None) -> None:
    """The desk's own two forms, with definitions and bounds."""
    from litigation_app.statistics.indicators import exports as own

    text = own.as_csv(found) if form == "csv" else own.as_json(found) + "\n"
    _print(text.encode()) if out is None else write(out, text.encode())


def _give(made: Any, out: Path | None) -> None:
    if out is None:
        if len(made.files) > 1 or made.content.startswith((b"PK", b"%PDF")):
            raise Refused("This format is no text: say where to write it with --out.")
        _print(made.content)
    elif len(made.files) == 1 or out.suffix == ".zip":
        write(out / made.name if out.is_dir() else out, made.content)
    else:
        for name, content in made.files.items():
            write(out / name, content)


def _print(content: bytes) -> None:
    sys.stdout.write(content.decode())


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise Refused(f"There is a file already: {path}") from error
    click.echo(str(path), err=True)


PACKS = ("greta", "glotip", "eu", "htcds")  # of statistics.packs.reading


@click.command()
@click.argument("pack_id", metavar="PACK", type=click.Choice(PACKS))
@click.option("--country", required=True, type=click.Choice(["RS", "MK", "BA", "ME"]))
@click.option("--format", "form", type=click.Choice(["csv", "xlsx", "html"]), default="csv", show_default=True)
@out_file
@in_language
@any_key_too
def pack(pack_id: str, country: str, form: str, out: Path | None, language: str, any_key: bool) -> None:
    """The tables of GRETA, GLOTIP, the EU or HTCDS, filled from the publications of this desk's shelf."""
    from litigation_app.statistics.packs import exports, filling, printing, reading
    from litigation_app.statistics.releases import series

    shelf = series.of(loaded(one, any_key) for one in on_shelf())
    if country not in filling.countries(shelf):
        raise Refused("Nothing of this country is published.")
    with speaking(language):
        filled = filling.fill(reading.pack(pack_id), shelf, country)
        made = printing.page(filled) if form == "html" else exports.written(filled, form)
    if out is None and form == "xlsx":
        raise Refused("This format is no text: say where to write it with --out.")
    _print(made) if out is None else write(out, made)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """The words of this language, without a desk: a publication of others is exported on any machine."""
    from flask import Flask

    from litigation_app.core import language as words

    app = Flask("litigation_app", static_folder=None, template_folder=None)
    words.install(app)
    with app.test_request_context(), words.speaking(language):
        yield
