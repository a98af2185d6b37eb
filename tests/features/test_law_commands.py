"""What does `litigation law` answer a person, or a script, at a terminal?"""

import json
from pathlib import Path

import pytest

from law_asking import refused, run, said
from litigation_app.law import loader

PROMISED = {"expiry", "act_by", "roll_over", "side", "kind", "legal_basis", "confidence"}
STRASBOURG = ("echr", "preparation", "lodged")
COMPLAINT = ("RS", "criminal", "report_dismissed", "victim_complained")


@pytest.mark.parametrize("country", loader.COUNTRIES)
def test_four_months_in_strasbourg_end_on_a_sunday_and_one_acts_by_thursday(country: str) -> None:
    answer = said("deadline", country, *STRASBOURG, "--served", "2026-09-03")

    assert set(answer) >= PROMISED
    assert (answer["expiry"], answer["act_by"], answer["roll_over"]) == ("2027-01-03", "2026-12-31", "none")


def test_a_complaint_at_home_moves_past_the_weekend_and_the_holidays() -> None:
    answer = said("deadline", *COMPLAINT, "--served", "2026-12-24")

    assert (answer["expiry"], answer["act_by"]) == ("2027-01-04", "2027-01-04")
    assert (answer["side"], answer["kind"], answer["confidence"]) == ("ours", "statutory", "medium")
    assert answer["reviewed_by_lawyer"] is False


def test_the_court_is_named_where_it_matters() -> None:
    words = ("deadline", "BA", "criminal", "first_instance_judgment", "appealed_by_victim", "--served", "21. 2. 2026.")

    assert said(*words, "--forum", "ba-bd")["expiry"] == "2026-03-10"
    assert said(*words)["expiry"] == "2026-03-09"


def test_the_day_of_the_court_s_letter_is_held_against_the_calendar() -> None:
    words = (
        "deadline",
        "RS",
        "echr",
        "communicated",
        "observations_and_just_satisfaction_due",
        "--served",
        "2026-11-02",
    )

    assert "court's letter" in refused(*words)
    assert said(*words, "--last-day", "2027-01-03")["act_by"] == "2026-12-31"


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", ""])
def test_a_day_that_is_none_is_one_plain_sentence(day: str) -> None:
    assert "is no day" in refused("deadline", *COMPLAINT, "--served", day)


def test_the_holidays_of_a_year_are_listed_with_their_law_and_their_doubt() -> None:
    answer = said("holidays", "MK", "2027")
    days = {one["date"]: one for one in answer["holidays"]}

    assert (answer["country"], answer["year"], answer["reviewed_by_lawyer"]) == ("MK", 2027, False)
    assert days["2027-05-03"]["closes"] == "yes"
    assert (days["2027-03-10"]["closes"], days["2027-03-10"]["expected"]) == ("uncertain", "2027-03-09")
    assert days["2027-12-25"]["closes"] == "no"
    assert all(one["legal_basis"] and one["confidence"] in {"high", "medium", "low"} for one in days.values())


def test_a_bosnian_court_has_its_own_holidays() -> None:
    def free(*forum: str) -> set[str]:
        listed = said("holidays", "BA", "2026", *forum)["holidays"]
        return {one["date"] for one in listed if one["closes"] == "yes"}

    assert "2026-03-09" in free("--forum", "ba-bd")
    assert "2026-03-09" not in free("--forum", "ba-rs")
    assert free() == set().union(*(free("--forum", one) for one in ("ba-state", "ba-fbih", "ba-rs", "ba-bd")))


def test_a_year_or_a_court_that_no_file_knows_is_one_plain_sentence() -> None:
    assert "known from 2012" in refused("holidays", "RS", "1999")
    assert "one system of courts" in refused("holidays", "RS", "2026", "--forum", "ba-rs")
    assert "HR" in refused("holidays", "HR", "2026")
    assert run("holidays", "RS", "0").exit_code == 2


def test_who_was_not_told_of_the_dismissal_has_three_months_from_it() -> None:
    answer = said("deadline", *COMPLAINT, "--decided", "2026-09-15")

    assert (answer["expiry"], answer["confidence"]) == ("2026-12-15", "medium")
    assert answer["runs_from"] == "decision_not_served_on_victim"
    assert "--served" in refused("deadline", *COMPLAINT)
    assert "--served" in refused("deadline", *COMPLAINT, "--served", "2026-09-15", "--decided", "2026-09-15")
    assert "not served" in refused("deadline", "RS", *STRASBOURG, "--decided", "2026-09-15")


def test_every_file_holds_and_says_so() -> None:
    found = said("check")

    assert {code: one["problems"] for code, one in found.items()} == {"RS": [], "MK": [], "BA": [], "ME": []}
    assert said("check", "ba")["ba"] == found["BA"]


def test_a_check_says_which_tables_end_and_which_rows_have_no_source() -> None:
    found = said("check", "RS")["RS"]

    assert set(found["ends"]) == {"interest", "wages"}
    assert "nbs from 2013-01-18" in found["without_source"]["rate"]
    assert "civil.judgment.appealed_by_victim" in found["without_source"]["step"]
    assert "from 2023-01-01" not in found["without_source"].get("wage", [])


def test_a_file_of_one_s_own_is_checked_before_it_is_used(tmp_path: Path) -> None:
    shipped = Path(loader.__file__).parent / "jurisdictions" / "rs.toml"
    file = tmp_path / "rs.toml"
    file.write_bytes(shipped.read_bytes())
    assert said("check", str(file))[str(file)]["problems"] == []

    file.write_text(shipped.read_text("utf-8").replace('effect = "suspends"', 'effect = "sleeps"', 1), "utf-8")
    answer = run("check", str(file))

    assert answer.exit_code == 1
    assert json.loads(answer.stdout)[str(file)]["problems"] == ["limitation event 'flight' has effect 'sleeps'"]


def test_a_file_that_cannot_be_read_is_one_plain_sentence(tmp_path: Path) -> None:
    file = tmp_path / "rs.toml"
    file.write_text("schema_version =")

    assert "not readable TOML" in refused("check", str(file))
    assert "none.toml" in refused("check", str(tmp_path / "none.toml"))
    assert "HR" in refused("check", "HR")


def test_what_changed_since_an_earlier_file_is_told_as_json(tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.toml"
    earlier.write_bytes(loader.raw("RS").replace(b"deadline_days = 8", b"deadline_days = 5", 1))

    answer = said("changes", "RS", str(earlier))

    (one,) = answer["changes"]
    assert (answer["country"], answer["to"]) == ("RS", loader.load("RS").version)
    assert (one["what"], one["how"], one["procedure"]) == ("deadline", "changed", "criminal")
    assert one["fields"] == [{"field": "days", "old": 5, "new": 8}]


def test_a_file_of_another_country_or_of_nothing_is_refused(tmp_path: Path) -> None:
    other, broken = tmp_path / "other.toml", tmp_path / "broken.toml"
    other.write_bytes(loader.raw("ME"))
    broken.write_text("not = a file")

    assert "the rules of ME, not of RS" in refused("changes", "RS", str(other))
    assert "not readable TOML" in refused("changes", "RS", str(broken))
    assert run("changes", "RS", str(tmp_path / "nowhere.toml")).exit_code == 2


@pytest.mark.parametrize("country", loader.COUNTRIES)
def test_an_adjudicated_claim_is_barred_on_one_day_whoever_asks(country: str) -> None:
    """Ten years, which never move: 31 March 2035 is a Saturday."""
    step = said("deadline", country, "enforcement", "no_assets", "limitation_expired", "--served", "2025-03-31")
    rule = said("limitation", country, "adjudicated_claim", "--from", "2025-03-31")

    assert (step["expiry"], step["act_by"]) == (rule["ends"], rule["act_by"]) == ("2035-03-31", "2035-03-30")
    assert (step["kind"], step["roll_over"], step["legal_basis"]) == ("limitation", "none", rule["legal_basis"])


def test_a_file_that_is_not_there_is_one_plain_sentence(tmp_path: Path) -> None:
    told = refused("check", str(tmp_path / "rs.toml"))

    assert told.startswith("There is no file")
    assert "Errno" not in told
