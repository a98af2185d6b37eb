"""The verb that writes the feasibility study of a scenario as a file."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from litigation_app.cli.common import Refused
from litigation_app.cli.exporting import LANGUAGES, speaking, write
from litigation_app.cli.publishing import fund, of_a_run, ran
from litigation_app.core import clock

FORMS = ("pdf", "docx", "html")  # of feasibility.documents.presenters, which reads more than a command needs to start
SHORT = {"sr": "sr-Latn"}


@fund.command("study")
@of_a_run
@click.option("--language", type=click.Choice((*LANGUAGES, *SHORT)), default="en", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="A file .pdf, .docx or .html.")
def study(scenario: Path, language: str, out: Path, **asked: Any) -> None:
    """Run a scenario and write its feasibility study, every number bound to the run."""
    form = out.suffix.removeprefix(".")
    if form not in FORMS:
        raise Refused("Say with the name of the file what it is to be: .pdf, .docx or .html.")
    result = ran(scenario, **asked)
    write(out, _written(scenario, result, SHORT.get(language, language), form, clock.today()))


def _written(scenario: Path, result: dict[str, object], language: str, form: str, day: date) -> bytes:
    from litigation_app.advocacy.feasibility import presenters as bound
    from litigation_app.advocacy.feasibility import study as writing
    from litigation_app.advocacy.feasibility.documents import presenters as printing
    from litigation_app.statistics.fund import scenario_files, study

    with speaking(language):
        document = writing.study(
            bound.Bound(result),
            scenario=scenario_files.verbatim(scenario),
            digest=study.digest_of(result),
            made=writing.Made(scenario.name, "", day),
        )
        return printing.printed(document, form, day)
