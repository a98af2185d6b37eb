"""Verbs that answer questions: disclosure, fund; no instance needed."""

import io
import json
from collections.abc import Sequence
from typing import Any

import click

from litigation_app.cli.common import Refused, show


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
