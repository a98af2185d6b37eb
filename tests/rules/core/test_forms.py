"""What does a form take for filled in?"""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import widgets

from growing import times_as_long
from litigation_app.core import language
from litigation_app.core.forms import Amount, Choice, Form, Line, Text, TextDate, TextTime


class Letter(Form):
    """One needed field of each kind."""

    subject = Line("Subject", needed=True)
    body = Text("Body", needed=True)
    on = TextDate("Day", needed=True)
    kind = Choice("Kind", needed=True, choices=[("a", "A")])
    remark = Line("Remark")


FILLED = {"subject": "Invented", "body": "Two\nlines", "on": "4. 12. 2026.", "kind": "a", "remark": ""}


@pytest.fixture(autouse=True)
def reading() -> Iterator[None]:
    """A reader, so that sentences have a language."""
    app = Flask(__name__)
    language.install(app)
    with app.test_request_context():
        yield


def test_a_form_that_is_filled_in_is_taken() -> None:
    form = Letter(MultiDict(FILLED))

    assert form.validate(), form.errors
    assert (form.subject.data, form.on.data) == ("Invented", date(2026, 12, 4))


@pytest.mark.parametrize("blank", ["", " ", "\t \n", "\u00a0\u2003", "\u200b", "\u202e \ufeff"])
@pytest.mark.parametrize("name", ["subject", "body"])
def test_a_line_of_blanks_is_not_filled_in(name: str, blank: str) -> None:
    form = Letter(MultiDict(FILLED | {name: blank}))

    assert not form.validate()
    assert [str(error) for error in form.errors[name]] == ["Fill this in."]
    assert set(form.errors) == {name}


def test_a_field_that_is_not_there_is_not_filled_in() -> None:
    form = Letter(MultiDict({}))

    assert not form.validate()
    assert set(form.errors) == set(FILLED) - {"remark"}


def test_blanks_in_a_field_that_is_not_needed_are_nothing() -> None:
    form = Letter(MultiDict(FILLED | {"remark": "  "}))

    assert form.validate()
    assert form.remark.data == ""


@pytest.mark.parametrize(("reads", "shown"), [("en", "20,001"), ("sr-Latn", "20.001")])
def test_a_text_that_is_too_long_is_told_in_the_reader_s_numbers(reads: str, shown: str) -> None:
    app = Flask(__name__)
    language.install(app)

    with app.test_request_context(headers={"Cookie": f"{language.COOKIE}={reads}"}):
        form = Letter(MultiDict(FILLED | {"body": "a" * 20_001}))
        form.validate()
        said = str(form.errors["body"][0])

    assert shown in said


class Sheet(Form):
    """One field of each kind that is written by hand."""

    line = Line("Line", needed=True)
    text = Text("Text", needed=True)
    on = TextDate("Day", needed=True)
    at = TextTime("Hour")
    amount = Amount("Amount")


def filled(text: str) -> Sheet:
    """The same in each field."""
    return Sheet(MultiDict(dict.fromkeys(("line", "text", "on", "at", "amount"), text)))


def test_a_field_as_long_as_a_library_is_refused_by_its_length_alone() -> None:
    """Cleaning twenty million letters one by one takes five seconds of a core, and five fields had it twice each."""
    sent = "\u200b1" * 10_000_000

    form = filled(sent)

    assert not form.validate()
    assert times_as_long(lambda text: filled(text).validate(), sent, sent[:2_000_000]) < 4
    assert {name: [str(one)[:39] for one in found] for name, found in form.errors.items()} == {
        name: ["This text has 20,000,000 characters; at"] for name in ("line", "text", "on", "at", "amount")
    }
    assert form.line.raw_text == sent


def test_a_text_that_fits_once_it_is_cleaned_is_taken() -> None:
    form = Letter(MultiDict(FILLED | {"remark": "\u200b" * 300 + "Izmi\u0161ljena" + "e\u0301" * 150}))

    assert form.validate(), form.errors
    assert form.remark.data == "Izmišljena" + "é" * 150


def test_of_a_text_far_too_long_nothing_is_silently_cut_off() -> None:
    form = Letter(MultiDict(FILLED | {"remark": "a" + "\u200b" * 900 + "b"}))

    assert not form.validate()
    assert "This text has 902 characters; at most 200 fit." in str(form.errors["remark"])


@pytest.mark.parametrize("chosen", ["", "a", "<b>", "7"])
def test_a_list_is_written_as_the_library_writes_it(chosen: str) -> None:
    form = Letter(MultiDict({"kind": chosen}))
    form.kind.offer([("a", "A & B"), ("<b>", 'said "b"'), ("c", ""), ("7", language._l("Day"))], blank="")

    assert form.kind(class_="wide") == widgets.Select()(form.kind, class_="wide")
