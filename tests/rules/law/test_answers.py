"""Does the command line get the right period, or one plain sentence why not?"""

from datetime import date

import pytest

from litigation_app.law import loader
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
        "latest_expiry": "2026-11-10",
        "prepare_by": "2026-11-05",
        "not_before": None,
        "runs_from": "service_of_decision_on_victim",
        "note": "the higher prosecutor decides in 15 days; nothing lies against a rejection",
        "sources": [loader.load("RS").sources[one] for one in ("gh_krivica", "prigovor_rs")],
        "extended_by": None,
        "reviewed_by_lawyer": False,
    }


@pytest.mark.parametrize(
    ("country", "expiry"), [("RS", "2026-12-02"), ("BA", "2027-01-04"), ("ME", "2027-01-04"), ("MK", "2027-01-04")]
)
def test_the_constitutional_remedy_differs_by_country(country: str, expiry: str) -> None:
    assert deadline_answer(country, "constitutional", "preparation", "filed", SERVED)["expiry"] == expiry


def test_where_no_court_is_named_the_answer_holds_what_all_of_them_say() -> None:
    answer = deadline_answer("BA", "criminal", "first_instance_judgment", "appealed_by_victim", SERVED)

    assert answer["extended_by"] == "ZKP BiH 292; ZKP FBiH 307; ZKP RS 306; ZKP BD 292"
    assert "costs and the property claim" in str(answer["note"])


def test_a_strasbourg_period_that_ends_on_a_sunday_stays_there() -> None:
    answer = deadline_answer("BA", "echr", "preparation", "lodged", date(2026, 10, 7))

    assert (answer["expiry"], answer["act_by"], answer["roll_over"]) == ("2027-02-07", "2027-02-05", "none")


def test_the_court_named_decides_whose_holidays_count() -> None:
    served = date(2026, 2, 21)  # 15 days later is Sunday 8 March, Brčko's day, given again on Monday
    asked = ("BA", "criminal", "first_instance_judgment", "appealed_by_victim", served)

    assert deadline_answer(*asked, forum="ba-bd")["expiry"] == "2026-03-10"
    assert deadline_answer(*asked, forum="ba-fbih")["expiry"] == "2026-03-09"
    anywhere = deadline_answer(*asked)
    assert (anywhere["expiry"], anywhere["latest_expiry"], anywhere["act_by"]) == (
        "2026-03-09",
        "2026-03-10",
        "2026-03-06",
    )


def test_the_last_day_of_the_court_s_letter_is_taken_as_it_is() -> None:
    asked = ("RS", "echr", "communicated", "observations_and_just_satisfaction_due", SERVED)

    answer = deadline_answer(*asked, last_day=date(2027, 1, 3))

    assert (answer["expiry"], answer["act_by"]) == ("2027-01-03", "2026-12-31")


@pytest.mark.parametrize(("country", "law"), [("RS", "ZKP 432"), ("BA", "ZKP BiH 292")])
def test_an_appeal_that_the_court_made_longer_ends_on_its_day_and_says_who_asks(country: str, law: str) -> None:
    asked = (country, "criminal", "first_instance_judgment", "appealed_by_victim", SERVED)

    answer = deadline_answer(*asked, last_day=date(2026, 12, 2))

    assert (answer["expiry"], answer["act_by"]) == ("2026-12-02", "2026-12-02")
    assert law in str(answer["extended_by"])
    assert "complex cases" in str(answer["note"])


def test_a_period_with_a_length_in_law_takes_no_last_day() -> None:
    with pytest.raises(AnswerRefused, match="takes no last day"):
        deadline_answer("RS", "criminal", "report_dismissed", "victim_complained", SERVED, last_day=date(2027, 1, 3))


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
        (("RS", "criminal", "report", "report_dismissed"), "ba-rs", "RS has one system of courts"),
        (("BA", "criminal_state", "report", "report_dismissed"), "ba-rs", "not held before 'ba-rs'"),
        (("RS", "echr", "communicated", "observations_and_just_satisfaction_due"), None, "court's letter"),
    ],
)
def test_a_question_without_an_answer_gets_a_plain_sentence(
    question: tuple[str, str, str, str], forum: str | None, sentence: str
) -> None:
    with pytest.raises(AnswerRefused, match=sentence):
        deadline_answer(*question, SERVED, forum=forum)
