"""Verbs that answer questions: law, disclosure, fund; no instance needed."""

import io
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from litigation_app.cli.common import Refused, show
from litigation_app.core.text import parse_date


@click.group()
def law() -> None:
    """What the law files say."""


@law.command("deadline")
@click.argument("country")
@click.argument("procedure")
@click.argument("at")
@click.argument("event")
@click.option("--served", required=True, help="The day of service, 2026-12-04 or 4. 12. 2026.")
@click.option("--forum")
def law_deadline(country: str, procedure: str, at: str, event: str, served: str, forum: str | None) -> None:
    """The deadline that a step starts."""
    from litigation_app.law import answers

    try:
        day: date = parse_date(served)
        show(answers.deadline_answer(country, procedure, at, event, day, forum=forum))
    except (ValueError, answers.AnswerRefused) as refused:
        raise Refused(str(refused)) from refused


@law.command("check")
@click.argument("countries", nargs=-1)
def law_check(countries: Sequence[str]) -> None:
    """Check the jurisdiction files."""
    from litigation_app.law import checks, loader

    found = {code: checks.problems(loader.load(code)) for code in countries or loader.COUNTRIES}
    show(found)
    if any(found.values()):
        raise Refused("Some files have problems.")


@click.command()
@click.argument("question", type=click.File(encoding="utf-8"))
def disclose(question: io.TextIOBase) -> None:
    """Answer a disclosure-question/1."""
    from litigation_app.disclosure import answers

    answered(lambda asked: {"answers": answers.answer(asked)}, question)


def answered(answering: Any, question: io.TextIOBase) -> None:
    try:
        show(answering(json.load(question)))
    except (ValueError, KeyError) as refused:
        raise Refused(f"This question cannot be answered: {refused}") from refused


@click.command()
@click.argument("names", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def bench(names: Sequence[str], as_json: bool) -> None:
    """Measure against the floors of the same run."""
    from bench import run

    for figure in run.figures(names):
        click.echo(json.dumps(figure) if as_json else run.in_words(figure))
