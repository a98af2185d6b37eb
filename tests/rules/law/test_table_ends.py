"""Is it noticed, sixty days before, that a table of the law files runs out?"""

from datetime import date, timedelta

import pytest

from litigation_app.law.loader import COUNTRIES
from litigation_app.law.table_ends import NOTICE, Kind, ends, running_out


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_country_has_a_table_that_ends(code: str) -> None:
    assert {one.country for one in ends(code)} == {code}


def test_a_table_is_named_from_sixty_days_before_its_last_day_on() -> None:
    [wages] = [one for one in ends("RS") if one.kind is Kind.WAGES]

    def is_named(day: date) -> bool:
        return wages in running_out(day, "RS")

    assert [is_named(wages.until - NOTICE + timedelta(days=days)) for days in (-1, 0, 60, 400)] == [
        False,
        True,
        True,
        True,
    ]


def test_the_festivals_that_authorities_publish_are_a_table_where_they_close_courts() -> None:
    """In Serbia believers may stay away, and the court works."""
    kinds = {code: {one.kind for one in ends(code)} for code in COUNTRIES}

    assert Kind.HOLIDAYS in kinds["MK"]
    assert Kind.HOLIDAYS not in kinds["RS"]


def test_rates_that_stand_in_the_law_itself_do_not_end() -> None:
    assert {one.kind for one in ends("BA")} == {Kind.WAGES}


def test_no_country_is_looked_at_but_those_that_are_named() -> None:
    day = date(2030, 1, 1)

    assert {one.country for one in running_out(day, "RS", "ME")} == {"RS", "ME"}
    assert running_out(day) == []
