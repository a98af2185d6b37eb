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
        found = answering(json.load(question, object_pairs_hook=_each_once))
    except (ValueError, KeyError) as refused:
        raise Refused(f"This question cannot be answered: {refused}") from refused
    except RecursionError:
        raise Refused("This question cannot be answered: it is nested too deeply") from None
    show(found)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys are all different: of two alike, readers differ in which one counts."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"{next(key for key in keys if keys.count(key) > 1)}: stands there twice")
    return found


@click.command()
@click.argument("names", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def bench(names: Sequence[str], as_json: bool) -> None:
    """Measure against the floors of the same run."""
    from bench import run

    for figure in run.figures(names):
        click.echo(json.dumps(figure) if as_json else run.in_words(figure))
