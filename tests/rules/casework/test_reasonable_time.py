"""Until when can money be asked for proceedings that took too long?"""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from litigation_app.casework.claims.routes.status import Lane, State, Taken, Why
from litigation_app.law.loader import load
from ways_known import TODAY, known, look, stood, way


@pytest.mark.parametrize(("code", "until"), [("ME", date(2026, 12, 9)), ("MK", date(2026, 12, 4))])
def test_money_for_a_trial_that_took_too_long_can_be_asked_until_six_months_after_its_end(
    code: str, until: date
) -> None:
    """ME: Sl. list CG 11/2007, from service; MK: Закон за судовите 36, from finality; both periods from memory."""
    final = ("final_judgment", date(2026, 6, 5), date(2026, 6, 9))
    running = look(code, "reasonable_time", stood(known(code), ("main_hearing", date(2020, 3, 2), None)))

    over = look(code, "reasonable_time", stood(known(code), final))

    assert (running.state, running.why, running.until) == (State.OPEN, Why.WHILE_IT_LASTS, None)
    assert (over.state, over.why, over.until) == (State.OPEN, Why.PERIOD_RUNS, until)
    assert over.period is not None
    assert over.period.confidence == "low"
    late = look(code, "reasonable_time", replace(stood(known(code), final), today=date(2026, 12, 10)))
    assert (late.state, late.why) == (State.WAS, Why.PERIOD_OVER)


@pytest.mark.parametrize("later", ["sentence_enforcement", "extraordinary_remedy", "closed"])
def test_what_comes_after_the_final_judgment_starts_no_new_six_months(later: str) -> None:
    final = ("final_judgment", date(2024, 1, 10), date(2024, 1, 12))

    found = look("MK", "reasonable_time", stood(known("MK"), final, (later, date(2026, 9, 1), date(2026, 9, 1))))

    assert (found.state, found.why, found.until) == (State.WAS, Why.PERIOD_OVER, date(2024, 7, 10))


def test_a_day_that_is_not_recorded_is_not_made_up() -> None:
    unserved = stood(known("ME"), ("final_judgment", date(2026, 6, 5), None))
    unsaid = stood(known("MK"), ("sentence_enforcement", date(2026, 6, 5), None))

    for code, of in (("ME", unserved), ("MK", unsaid)):
        found = look(code, "reasonable_time", of)
        assert (found.state, found.why, found.until) == (State.OPEN, Why.START_UNKNOWN, None)


def test_six_months_that_end_on_a_sunday_are_acted_on_before_it() -> None:
    served = date(2026, 6, 20)  # Sunday 20 December
    of = stood(known("ME"), ("final_judgment", served, served))

    assert look("ME", "reasonable_time", of).until == date(2026, 12, 18)
    on_the_sunday = look("ME", "reasonable_time", replace(of, today=date(2026, 12, 20)))
    assert (on_the_sunday.state, on_the_sunday.until) == (State.OPEN, date(2026, 12, 20))


@pytest.mark.parametrize("family", ["identification", "echr", "fund"])
def test_proceedings_of_another_kind_keep_no_trial_going(family: str) -> None:
    of = stood(known("MK"), ("final_judgment", date(2024, 1, 10), None))
    other = Lane(uuid4(), load("MK").family(family)[0], [Taken(uuid4(), "lodged", TODAY, None)])

    assert look("MK", "reasonable_time", replace(of, lanes=[*of.lanes, other])).state is State.WAS
    assert look("MK", "reasonable_time", replace(of, lanes=[other])).why is Why.NO_PROCEEDINGS
    assert look("MK", "reasonable_time", known("MK")).state is State.NOT_YET


def test_each_of_the_proceedings_has_its_own_end() -> None:
    of = stood(known("MK"), ("final_judgment", date(2024, 1, 10), None))
    suit = Lane(uuid4(), load("MK").family("civil")[0], [Taken(uuid4(), "final", date(2026, 10, 1), None)])

    found = look("MK", "reasonable_time", replace(of, lanes=[*of.lanes, suit]))

    assert (found.state, found.until, found.lane) == (State.OPEN, date(2027, 4, 1), suit.id)


def test_in_serbia_the_objection_lies_only_while_the_proceedings_go_on() -> None:
    """Law on the protection of the right to a trial within reasonable time; the year afterwards supposes an objection."""
    running = look("RS", "reasonable_time", stood(known(), ("main_hearing", date(2020, 3, 2), None)))
    over = look("RS", "reasonable_time", stood(known(), ("final_judgment", date(2026, 6, 5), None)))

    assert (running.state, running.why, running.until) == (State.OPEN, Why.ONLY_WHILE_IT_LASTS, None)
    assert running.period is not None
    assert running.period.years == 1  # type: ignore[union-attr]
    assert (over.state, over.why, over.until) == (State.WAS, Why.ENDED, date(2026, 6, 5))


def test_republika_srpska_has_no_last_day_that_the_desk_knows() -> None:
    of = replace(known("BA"), forum="ba-rs")

    for stage in ("main_hearing", "final_judgment"):
        found = look("BA", "reasonable_time", stood(of, (stage, date(2020, 3, 2), None)))
        assert (found.state, found.why, found.period) == (State.OPEN, Why.NO_DAY_AFTERWARDS, None)


@pytest.mark.parametrize("code", ["RS", "BA"])
def test_the_injured_party_has_it_only_with_a_property_claim(code: str) -> None:
    assert "claim_was_filed" in {one.say for one in way(code, "reasonable_time").needs}
