"""Is a victim's record changed without loss, and is what is wrong in it said beside what was typed?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from lawyering import version
from litigation_app.core import clock
from recorded import GROUPS, VICTIM, added, opened_case, opening


def test_a_correction_replaces_the_record(make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer = client_as(make.lawyer())
    _case, victim_id = added(lawyer, make)
    address = opening(lawyer, victim_id, purpose="correction")
    form = lawyer.get(f"{address}/record").get_data(as_text=True)

    answer = lawyer.post(f"{address}/record", {**VICTIM, "phone": "+381 60 000 0009", "row_version": version(form)})

    page = lawyer.get(answer.headers["Location"]).get_data(as_text=True)
    assert answer.status_code == 303
    assert "000 0009" in page
    assert "000 0001" not in page
    assert 'value="Kanarinka"' in form


def test_who_saves_second_loses_nothing_and_sees_both(make: Any, client_as: Callable[[str], Any]) -> None:
    email = make.lawyer(name="Vera Zamišljena")
    first, second = client_as(email), client_as(email)
    _case, victim_id = added(first, make)
    hers, mine = opening(first, victim_id), opening(second, victim_id)
    seen = version(second.get(f"{mine}/record").get_data(as_text=True))
    first.post(f"{hers}/record", {**VICTIM, "health": "Saved by the first", "row_version": seen})

    answer = second.post(f"{mine}/record", {**VICTIM, "health": "Typed by the second", "row_version": seen})

    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Vera Zamišljena saved this record" in page
    assert page.index("Saved by the first") < page.index("Typed by the second")
    assert "Saved by the first" in first.get(hers).get_data(as_text=True)
    again = second.post(f"{mine}/record", {**VICTIM, "health": "Typed by the second", "row_version": version(page)})
    assert again.status_code == 303
    assert "Typed by the second" in second.get(mine).get_data(as_text=True)


def test_a_wrong_entry_keeps_the_version_that_was_read(make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer = client_as(make.lawyer())
    _case, victim_id = added(lawyer, make)
    address = opening(lawyer, victim_id)
    lawyer.post(f"{address}/record", {**VICTIM, "row_version": "1"})

    answer = lawyer.post(f"{address}/record", {**VICTIM, "birth_date": "31. 2. 2004.", "row_version": "1"})

    assert answer.status_code == 422
    assert version(answer.get_data(as_text=True)) == "1"


def test_what_was_written_when_the_time_ran_out_is_kept(make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer = client_as(make.lawyer())
    _case, victim_id = added(lawyer, make)
    address = opening(lawyer, victim_id)
    typed = {**VICTIM, "notes": "Typed too long", "row_version": "1", "groups": "+".join(GROUPS)}

    with time_machine.travel(clock.now() + timedelta(minutes=21), tick=False):
        late = lawyer.post(f"{address}/record", typed)
        again = lawyer.post(f"{address}/record", {**typed, "purpose": "correction"})
        page = lawyer.get(again.headers["Location"]).get_data(as_text=True)

    assert late.status_code == 403
    assert "Typed too long" in late.get_data(as_text=True)
    assert again.status_code == 303
    assert "Typed too long" in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"birth_date": "31. 2. 2004."}, "There is no 31. 2. 2004."),
        ({"birth_date": "1. 1. 2999."}, "lies in the future"),
        ({"birth_year": "2003"}, "The year differs"),
        ({"birth_date": "", "birth_year": "MMIV"}, "Write a year"),
        ({"birth_date": "1. 1. 2015.", "is_adult": "y"}, "By her birth she is a minor"),
        ({"first_contact": "1. 9. 2001."}, "before the year of birth"),
        ({"first_contact": ""}, "Fill this in"),
        ({"sex": "X"}, "Choose one of the list"),
        ({"notes": "long " * 2_000_000}, "Shorten it"),
    ],
)
def test_what_is_wrong_comes_back_with_a_sentence_and_what_was_typed(
    make: Any, client_as: Callable[[str], Any], wrong: dict[str, str], said: str
) -> None:
    lawyer = client_as(make.lawyer())
    case_id = opened_case(lawyer, make)

    answer = lawyer.post(f"/cases/{case_id}/victims", {**VICTIM, **wrong})

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in page
    assert "Izmišljena povreda" in page
    assert all(text[:50] in page for text in wrong.values())


def test_invisible_marks_are_dropped_and_nothing_else(make: Any, client_as: Callable[[str], Any]) -> None:
    lawyer = client_as(make.lawyer())
    _case, victim_id = added(lawyer, make, given_name="Ka\u202enar\u200binka", notes="<b>bold</b> & 👩\u200d⚖️")

    page = lawyer.get(opening(lawyer, victim_id)).get_data(as_text=True)

    assert "Kanarinka" in page
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; 👩\u200d⚖️" in page
