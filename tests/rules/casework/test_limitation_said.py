"""What does the page say about charges and limitation?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from flask import Flask

from litigation_app.casework.proceedings.lanes import Step, Track
from litigation_app.casework.proceedings.limitation.presenters import Teller, days_of
from litigation_app.casework.proceedings.limitation.rules import Charge
from litigation_app.core import language
from litigation_app.core.language import format_date
from litigation_app.law import loader
from litigation_app.law.limitation import TimeBar

ON = date(2012, 2, 1)


@pytest.fixture(autouse=True)
def spoken() -> Iterator[None]:
    app = Flask("spoken", static_folder=None)
    language.install(app)
    with app.test_request_context():
        yield


def teller(today: date = date(2026, 11, 25)) -> Teller:
    return Teller(loader.load("RS"), "en", today)


def track(*steps: Step) -> Track:
    return Track(uuid4(), "RS", "criminal", steps)


def ordered(on: date) -> Step:
    return Step(uuid4(), 1, "investigation_ordered", "report", "investigation", on, None, False, False)


def charge(offence: str, committed: date | None = None, on: date = ON) -> Charge:
    return Charge(on, "indicted", offence, committed)


def test_without_the_day_of_the_offence_nothing_is_made_up() -> None:
    bar = teller().of_accused("Accused A", [charge("rs_388_1")], [], track()).bar

    assert bar is not None
    assert bar.days == []
    assert "The day of the offence is not recorded" in bar.note
    assert not bar.is_over


def test_what_is_never_time_barred_says_so_and_how_sure_that_is() -> None:
    bar = teller().of_accused("Accused A", [charge("rs_184_2", date(2010, 3, 1))], [], track()).bar

    assert bar is not None
    assert (bar.note, bar.doubt) == ("It is never time-barred.", "uncertain")


def test_a_charge_that_went_the_other_way_is_graver() -> None:
    told = [charge("rs_184_1"), charge("rs_388_1", on=date(2013, 2, 1))]

    charges = teller().of_accused("Accused A", told, [], track()).charges

    assert [one.gravity for one in charges] == ["same", "graver"]
    assert charges[1].change == "from 6 months to 5 years → from 3 years to 12 years"


def test_an_offence_that_the_country_no_longer_has_is_left_out() -> None:
    assert teller().of_accused("Accused A", [charge("gone")], [], track()).charges == []


def test_it_is_over_once_the_earliest_day_has_passed() -> None:
    told = [charge("rs_184_1", date(2010, 3, 1))]
    of = track(ordered(date(2012, 5, 5)))

    late = teller().of_accused("Accused A", told, [], of).bar
    early = teller(date(2017, 5, 5)).of_accused("Accused A", told, [], of).bar

    assert late is not None
    assert early is not None
    assert late.is_over
    assert not early.is_over


def test_in_montenegro_an_offence_against_a_minor_may_be_barred_and_never_is() -> None:
    """KZ CG 125(3): it does not run until she is eighteen; her age is sealed."""
    told = [charge("me_444_3", date(2004, 3, 1))]
    of = Teller(loader.load("ME"), "en", date(2060, 1, 1))

    bar = of.of_accused("Accused A", told, [], track()).bar
    claim = of.of_claim(told, [], [bar] if bar else [])

    assert bar is not None
    assert (bar.is_over, bar.may_be_over) == (False, True)
    assert "Art. 125(3) KZ" in bar.note
    assert claim is not None
    assert (claim.is_over, claim.may_be_over) == (False, True)


def test_a_claim_for_damages_may_end_three_years_from_her_knowledge_and_ends_five_from_the_damage() -> None:
    bar = teller().of_claim([charge("rs_388_1", date(2024, 3, 1))], [], [])

    assert bar is not None
    assert bar.days == [
        (
            "At the earliest: 3 years from her knowledge of the damage and of who is liable (Art. 376(1) ZOO)",
            format_date(date(2027, 3, 1)),
        ),
        ("Earliest date, all interruptions counted", format_date(date(2029, 3, 1))),
    ]
    assert not bar.may_be_over


@pytest.mark.parametrize("country", loader.COUNTRIES)
def test_every_country_names_the_shorter_period_from_her_knowledge(country: str) -> None:
    of = Teller(loader.load(country), "en", date(2026, 11, 25))

    bar = of.of_claim([charge("", date(2024, 3, 1))], [], [])

    assert bar is not None
    assert "3 years from her knowledge" in bar.days[0][0]
    assert bar.days[0][1] == format_date(date(2027, 3, 1))


@pytest.mark.parametrize(
    ("cookie", "said"),
    [
        ("sr-Latn", "od 1 godine do 8 godina"),
        ("sr-Cyrl", "од 1 године до 8 година"),
        ("mk", "од 1 година до 8 години"),
        ("bs", "od 1 godine do 8 godina"),
        ("cnr", "od 1 godine do 8 godina"),
    ],
)
def test_a_range_is_in_the_right_case(cookie: str, said: str) -> None:
    app = Flask("litigation_app", static_folder=None)
    language.install(app)
    law = loader.load("RS")
    offence = replace(next(one for one in law.offences if one.id == "rs_388_1"), min_months=12, max_months=96)

    with app.test_request_context(headers={"Cookie": f"{language.COOKIE}={cookie}"}):
        spoken_law = replace(law, offences=(offence,))
        told = Teller(spoken_law, cookie, ON).of_accused("A", [charge("rs_388_1")], [], track()).charges

    assert told[0].penalty == said


def test_the_earliest_day_and_the_last_stand_in_one_row_where_they_are_one() -> None:
    early, late = date(2017, 5, 5), date(2018, 5, 5)

    assert days_of(TimeBar(early, early, late)) == [
        ("Earliest date, all interruptions counted", format_date(early)),
        ("Absolute limitation date", format_date(late)),
    ]
    assert len(days_of(TimeBar(early, late, late))) == 3
