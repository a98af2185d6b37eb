"""Does the command line get the right period, or one plain sentence why not?"""

from datetime import date

import pytest

from litigation_app.law.answers import AnswerRefused, deadline_answer

SERVED = date(2026, 11, 2)


def test_the_answer_names_the_day_the_law_and_the_doubt() -> None:
    answer = deadline_answer("rs", "criminal", "report_dismissed", "victim_complained", SERVED)

    assert answer == {
        "expiry": "2026-11-10",
        "act_by": "2026-11-10",
        "roll_over": "next_working_day",
        "side": "ours",
        "kind": "statutory",
        "legal_basis": "ZKP 51(1)",
        "confidence": "medium",
    }


@pytest.mark.parametrize(
    ("country", "expiry"), [("RS", "2026-12-02"), ("BA", "2027-01-01"), ("ME", "2027-01-01")], ids=["RS", "BA", "ME"]
)
def test_the_constitutional_remedy_differs_by_country(country: str, expiry: str) -> None:
    assert deadline_answer(country, "constitutional", "preparation", "filed", SERVED)["expiry"] == expiry


def test_a_strasbourg_period_that_ends_on_a_sunday_stays_there() -> None:
    answer = deadline_answer("BA", "echr", "preparation", "lodged", date(2026, 10, 7))

    assert (answer["expiry"], answer["act_by"], answer["roll_over"]) == ("2027-02-07", "2027-02-05", "none")


@pytest.mark.parametrize("forum", ["ba-state", "ba-fbih", "ba-rs", "ba-bd", None])
def test_a_bosnian_forum_picks_its_criminal_graph(forum: str | None) -> None:
    answer = deadline_answer("BA", "criminal", "first_instance_judgment", "appealed_by_victim", SERVED, forum=forum)

    assert answer["expiry"] == "2026-11-17"


@pytest.mark.parametrize(
    ("question", "forum", "sentence"),
    [
        (("HR", "criminal", "report", "x"), None, "no rules for 'HR'"),
        (("RS", "duel", "report", "x"), None, "no procedure 'duel'"),
        (("RS", "criminal", "moon", "x"), None, "no stage 'moon'"),
        (("RS", "criminal", "report", "appealed_by_victim"), None, "No step 'appealed_by_victim' at 'report'"),
        (("RS", "criminal", "report", "report_dismissed"), None, "has no period"),
        (("RS", "criminal", "report", "report_dismissed"), "ba-rs", "no forum 'ba-rs'"),
        (("BA", "criminal_state", "report", "report_dismissed"), "ba-rs", "not held before 'ba-rs'"),
        (("RS", "echr", "communicated", "observations_and_just_satisfaction_due"), None, "court's letter"),
    ],
)
def test_a_question_without_an_answer_gets_a_plain_sentence(
    question: tuple[str, str, str, str], forum: str | None, sentence: str
) -> None:
    with pytest.raises(AnswerRefused, match=sentence):
        deadline_answer(*question, SERVED, forum=forum)
