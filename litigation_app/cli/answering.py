"""Verbs that answer questions: disclosure, fund; no instance needed."""

import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import click

from litigation_app.cli.common import Refused, show

EVERY_S = 10.0  # somebody who waits hears so often that it is at work


@click.command()
@click.argument("question", type=click.File(encoding="utf-8"))
def disclose(question: io.TextIOBase) -> None:
    """Answer a disclosure-question/1: what published tables give away. docs/questions.md says how one is written."""
    from litigation_app.disclosure.protocol import answers

    answered(lambda asked: {"answers": answers.answer(asked)}, question)


def answered(answering: Any, question: io.TextIOBase) -> None:
    try:
        asked = json.load(question, object_pairs_hook=_each_once)
        with _at_work():
            found = answering(asked)
    except json.JSONDecodeError as broken:
        raise Refused(
            f"This question is no JSON: line {broken.lineno}, column {broken.colno} cannot be read"
        ) from broken
    except (ValueError, KeyError) as refused:
        raise Refused(f"This question cannot be answered: {refused}") from refused
    except RecursionError:
        raise Refused("This question cannot be answered: it is nested too deeply") from None
    show(found)


@contextmanager
def _at_work() -> Iterator[None]:
    """Says on standard error that an answer is being worked out, now and then until it is there."""
    is_there = Event()

    def say() -> None:
        so_far = 0.0
        while not is_there.wait(EVERY_S):
            so_far += EVERY_S
            click.echo(f"Working out the answer: {so_far:.0f} s so far.", err=True)

    teller = Thread(target=say, daemon=True)
    teller.start()
    try:
        yield
    finally:
        is_there.set()
        teller.join()


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
