"""What is said to differ between two versions of a country's rules?"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.law import changes, loader
from litigation_app.law.changes import How
from litigation_app.law.country import Jurisdiction


def changed(old: str, new: str, country: str = "RS", times: int = 1) -> Jurisdiction:
    """The country's file with these words put for those."""
    text = loader.raw(country).decode()
    assert old in text
    return loader.read(text.replace(old, new, times).encode())


@given(st.sampled_from(loader.COUNTRIES))
def test_a_file_does_not_differ_from_itself(country: str) -> None:
    law = loader.load(country)

    assert changes.changes(law, loader.read(loader.raw(country))) == []


@pytest.mark.thorough
@given(st.sampled_from(loader.COUNTRIES), st.data())
def test_what_is_removed_one_way_is_added_the_other_way(country: str, data: st.DataObject) -> None:
    today = loader.load(country)
    gone = data.draw(st.sampled_from(today.offences))
    text = re.sub(rf'\[\[offences\]\]\nid = "{gone.id}"\n(?:[^\[\n].*\n|\n)*', "", loader.raw(country).decode())
    without = loader.read(text.encode())

    there, back = changes.changes(today, without), changes.changes(without, today)

    assert [(one.what, one.how, one.id) for one in there] == [("offence", How.REMOVED, gone.id)]
    assert [(one.what, one.how, one.id) for one in back] == [("offence", How.ADDED, gone.id)]


def test_a_shorter_period_is_said_with_both_lengths() -> None:
    old = changed("deadline_days = 8", "deadline_days = 5")

    (one,) = changes.changes(old, loader.load("RS"))

    assert (one.what, one.how, one.procedure) == ("deadline", How.CHANGED, "criminal")
    assert [(part.field, part.old, part.new) for part in one.parts] == [("days", 5, 8)]


def test_an_offence_made_graver_is_said_with_both_ranges() -> None:
    old = changed("max_months = 144", "max_months = 120")

    (one,) = changes.changes(old, loader.load("RS"))

    assert (one.what, one.id, one.parts[0].old, one.parts[0].new) == ("offence", "rs_388_1", 120, 144)


def test_a_stage_of_another_name_and_a_limitation_of_another_length_are_said() -> None:
    old = changed("years = 3\nruns_from", "years = 2\nruns_from")

    assert [(one.what, one.id) for one in changes.changes(old, loader.load("RS"))] == [
        ("limitation", "tort_subjective")
    ]


def test_the_periods_of_a_step_are_found_and_of_no_step_none() -> None:
    law = loader.load("RS")

    found = changes.rules_of(law, "criminal", None, ("report_dismissed", "victim_complained"))

    assert [(one.days, one.months) for one in found] == [(8, None), (None, 3)]
    assert changes.rules_of(law, "criminal", None, ("report", "nothing")) == ()
    assert changes.rules_of(law, "duel", None, ("report", "nothing")) == ()


@pytest.mark.parametrize("country", loader.COUNTRIES)
def test_a_version_is_named_by_its_content(country: str) -> None:
    other = loader.read(loader.raw(country) + b"\n# a remark\n")

    assert other.version != loader.load(country).version
    assert changes.changes(other, loader.load(country)) == []
