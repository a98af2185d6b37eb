"""Scenarios changed part by part: each value keeps where it comes from, wrong ones stand at their field, nothing is lost."""

import re
from typing import Any

import pytest
from flask import Flask

from litigation_app.statistics.fund import scenario_text
from scenario_pages import copied, kept, save, sent, words

WRONG = [
    ("policy", "policy-cap", "12.5.0", "Write the amount like"),
    ("funding", "funding-budget_per_year", "30.000", "If you mean 30,000.00, write it so."),
    ("office", "admin-fixed_per_year-mode", "60.000", "If you mean 60,000.00, write it so."),
    ("damages", "severity-0-quantiles-1-1", "5.000", "If you mean 5,000.00, write it so."),
    ("policy", "policy-tariff-0-0", "2.000", "If you mean 2,000.00, write it so."),
    ("funding", "funding-source-0-events_per_year", "28.000", "If you mean 28,000, write it so."),
    ("money", "model-price_base_year", "2,025", "Write a year, such as 2026."),
    (
        "money",
        "model-first_year",
        "2024",
        "The fund begins in the year of the prices (2025) or at most ten years after it",
    ),
    (
        "money",
        "model-first_year",
        "2036",
        "The fund begins in the year of the prices (2025) or at most ten years after it",
    ),
    ("policy", "policy-cap", "100", "Write at least 500."),
    ("policy", "delay-advance_share", "120", "Write shares from 0 to 100"),
    ("uptake", "uptake-ramp", "35; 160", "Write shares from 0 to 100"),
    ("uptake", "delay-decision_lag_years", "50; 40", "Together these must make 100"),
    ("uptake", "uptake-grant_rate-mode", "10", "must ascend"),
    ("uptake", "uptake-grant_rate-low", "about 10", "Write a number like"),
    ("victims", "frequency-0-counts", "2021 43", "Each line has a colon"),
    ("victims", "frequency-0-counts", "2021: about 43", "Write a line for each year"),
    ("victims", "frequency-0-group", "others", "This group has no damages"),
    ("damages", "severity-0-quantiles-1-1", "2,000", "This must be more than in the row before."),
    ("damages", "severity-0-quantiles-1-0", "25", "This must be more than in the row before."),
    ("damages", "severity-0-tariff-0-1", "1 to 4", "Write a whole number, or a range"),
    ("funding", "funding-source-1-name", "fee", "Say one thing"),
    ("money", "model-horizon_years", "40", "Write a whole number from 1 to 30."),
    ("money", "model-ruin_target", "0", "Write more than 0 and less than 100 %."),
    ("shocks", "stress-both-mass_case_year", "0", "Write at least 1."),
    ("shocks", "stress-both-collections_factor", "120", "A shock leaves receipts as they are or takes from them"),
    ("options", "option-B-changes-policy-cap", "1", "Write at least 500."),
]


@pytest.mark.parametrize(
    "code", ["victims", "damages", "policy", "uptake", "office", "funding", "money", "shocks", "options"]
)
def test_saving_a_part_as_it_stands_changes_nothing(app: Flask, analyst: Any, code: str) -> None:
    path = copied(analyst)

    answer = save(analyst, path, code)

    assert answer.status_code == 303, words(answer)
    assert kept(app, path) == scenario_text.shipped("RS")


def test_a_changed_value_keeps_where_it_comes_from(app: Flask, analyst: Any) -> None:
    path = copied(analyst)
    typed = {"policy-cap": "12,500", "policy-cap-badge": "expert", "policy-cap-source": "Ministry, 3 March 2026"}

    answer = save(analyst, path, "policy", **typed)
    page = words(analyst.get(path))
    differs = words(analyst.get(f"/fund/scenarios/comparison?one=RS&other={path.rsplit('/', 1)[1]}"))

    assert answer.status_code == 303
    assert kept(app, path)["policy"]["cap"] == 12500
    assert kept(app, path)["origin"]["policy.cap"] == {"badge": "expert", "source": "Ministry, 3 March 2026"}
    assert "Ministry, 3 March 2026" in page
    assert "12,500" in differs
    assert "10,000" in differs
    assert "Least award" not in differs


def test_the_first_year_of_the_fund_is_typed_and_taken_back(app: Flask, analyst: Any) -> None:
    path = copied(analyst)

    save(analyst, path, "money", **{"model-first_year": "2028"})
    said, page = kept(app, path)["model"], words(analyst.get(path))
    save(analyst, path, "money", **{"model-first_year": ""})

    assert said["first_year"] == 2028
    assert re.search(r"First year of the fund\W.{0,200}2028", re.sub(r"<[^>]+>|\s+", " ", page))
    assert "first_year" not in kept(app, path)["model"]


def test_the_reason_of_an_assumption_goes_with_the_value_that_it_spoke_of(app: Flask, analyst: Any) -> None:
    path = copied(analyst)

    shown = words(analyst.get(path))
    save(analyst, path, "policy", **{"policy-floor": "700"})
    origin = kept(app, path)["origin"]

    assert "No source; assumed because: no law of the country names one" in shown
    assert "policy.floor" not in origin
    assert origin["policy.cap"]["reason"]


def test_a_new_value_under_an_old_source_is_asked_about(app: Flask, analyst: Any) -> None:
    path, rate = copied(analyst), "uptake-application_rate"
    typed = {f"{rate}-low": "5", f"{rate}-mode": "20", f"{rate}-high": "40"}

    asked_back = save(analyst, path, "uptake", **typed)
    page = words(asked_back)
    before = kept(app, path)["uptake"]["application_rate"]
    told = save(analyst, path, "uptake", **typed, **{f"{rate}-same": "y"})
    after = kept(app, path)["uptake"]["application_rate"]
    other = save(analyst, path, "uptake", **{f"{rate}-mode": "25", f"{rate}-source": "Ministry, 3 March 2026"})
    unsourced = save(analyst, path, "policy", **{"policy-cap": "12,500"})

    assert asked_back.status_code == 422
    assert f'href="#{rate}-source"' in page
    assert "tick that this source says it too" in page
    assert "The source says this value too" in page
    assert 'value="20"' in page
    assert before["mode"] == 0.15
    assert (told.status_code, other.status_code, unsourced.status_code) == (303, 303, 303)
    assert (after["mode"], after["source"]) == (0.2, before["source"])
    assert kept(app, path)["uptake"]["application_rate"]["source"] == "Ministry, 3 March 2026"


def test_a_range_becomes_a_number_and_a_number_a_range(app: Flask, analyst: Any) -> None:
    path = copied(analyst)
    rate = "uptake-application_rate"
    save(
        analyst, path, "uptake", **{f"{rate}-low": "", f"{rate}-mode": "12.5", f"{rate}-high": "", f"{rate}-same": "y"}
    )
    office = {"admin-fixed_per_year-low": "40,000", "admin-fixed_per_year-high": "90,000"}
    save(analyst, path, "office", **office, **{"admin-fixed_per_year-source": "host body"})

    assert kept(app, path)["uptake"]["application_rate"] == 0.125
    assert kept(app, path)["admin"]["fixed_per_year"] == {
        "dist": "pert",
        "low": 40000,
        "mode": 60000,
        "high": 90000,
        "source": "host body",
    }


def test_years_that_are_ranges_are_typed_and_said(app: Flask, analyst: Any) -> None:
    path = copied(analyst)

    typed = {"frequency-0-counts": "2021: 43\r\n2022: 50–62\r\n2023: 66\r\n", "frequency-0-counts-same": "y"}
    save(analyst, path, "victims", **typed)

    assert kept(app, path)["frequency"][0]["counts"] == {"2021": 43, "2022": [50, 62], "2023": 66}
    assert "2022: 50–62" in words(analyst.get(path))


def test_years_counted_as_one_are_typed_and_said(app: Flask, analyst: Any) -> None:
    path = copied(analyst)

    typed = {"frequency-0-counts": "2015 – 2019: 69\r\n2020: 7\r\n", "frequency-0-counts-same": "y"}
    save(analyst, path, "victims", **typed)

    assert kept(app, path)["frequency"][0]["counts"] == {"2015-2019": 69, "2020": 7}
    assert "2015–2019: 69" in words(analyst.get(path))


def test_rows_come_and_go(app: Flask, analyst: Any) -> None:
    path = copied(analyst)
    new = "funding-source-1"
    typed = {f"{new}-name": "surcharge", f"{new}-convictions_per_year": "28,000", f"{new}-amount": "5"}
    save(analyst, path, "funding", **typed, **{f"{new}-amount-badge": "expert", f"{new}-amount-source": "draft law"})
    added = kept(app, path)
    save(analyst, path, "funding", **{"funding-source-0-name": ""})
    left = kept(app, path)
    save(analyst, path, "shocks", **{"stress-new-name": "late budget", "stress-new-collections_factor": "50"})

    assert added["funding"]["source"][1] == {"name": "surcharge", "convictions_per_year": 28000, "amount": 5}
    assert [one["name"] for one in left["funding"]["source"]] == ["surcharge"]
    origin = {key: said for key, said in left["origin"].items() if key.startswith("funding.source")}
    assert origin == {"funding.source.0.amount": {"badge": "expert", "source": "draft law"}}
    assert kept(app, path)["stress"]["A"] == {"name": "late budget", "collections_factor": 0.5}


@pytest.mark.parametrize(("code", "name", "typed", "sentence"), WRONG, ids=lambda one: str(one)[:30])
def test_what_cannot_be_meant_stands_at_its_field_and_nothing_is_lost(
    app: Flask, analyst: Any, code: str, name: str, typed: str, sentence: str
) -> None:
    path = copied(analyst)
    other = next(
        field for field in sent(analyst, path, code) if field.endswith("-source") and not name.startswith(field[:-7])
    )

    about = re.sub("-([0-9]+-[0-9]+|low|mode|high)$", "", name)
    answer = save(analyst, path, code, **{name: typed, f"{about}-same": "y", other: "typed beside"})
    page = words(answer)

    assert answer.status_code == 422
    assert sentence in page
    assert f'href="#{name}"' in page
    assert "typed beside" in page
    assert kept(app, path) == scenario_text.shipped("RS")


def test_a_new_row_without_its_name_and_half_a_range_are_asked_about(app: Flask, analyst: Any) -> None:
    path = copied(analyst)

    row = save(analyst, path, "funding", **{"funding-source-1-amount": "5"})
    half = save(analyst, path, "uptake", **{"uptake-grant_rate-high": ""})

    assert (row.status_code, half.status_code) == (422, 422)
    assert 'href="#funding-source-1-name"' in words(row)
    assert "Fill in the middle one alone, or all three." in words(half)
    assert kept(app, path) == scenario_text.shipped("RS")


def test_two_who_save_from_the_same_page_do_not_overwrite_each_other(
    app: Flask, analyst: Any, client_as: Any, make: Any
) -> None:
    path, colleague = copied(analyst), client_as(make.analyst())
    hers, theirs = sent(analyst, path, "policy"), sent(colleague, path, "policy")
    assert analyst.post(f"{path}/parts/policy", hers | {"policy-cap": "12,000"}).status_code == 303

    late = colleague.post(f"{path}/parts/policy", theirs | {"policy-floor": "700"})
    page = words(late)
    again = colleague.post(f"{path}/parts/policy", theirs | {"policy-floor": "700", "row_version": "2"})

    assert late.status_code == 409
    assert "Somebody saved this scenario" in page
    assert 'value="700"' in page
    assert again.status_code == 303
    assert kept(app, path)["policy"]["floor"] == 700


@pytest.mark.parametrize(
    ("part", "field", "text", "said"),
    [
        ("victims", "frequency-0-share_in_scope", "150", "Write shares from 0 to 100 %."),
        ("policy", "policy-share", "250", "Write shares from 0 to 100 %."),
        ("funding", "funding-source-0-share", "150", "Write shares from 0 to 100 %."),
        ("funding", "funding-source-0-base_cv", "900", "Write from 0 % to 300 %."),
        ("victims", "frequency-0-counts", "2019: 39\n2020: 41\n2019: 43", "The year 2019 stands here twice."),
        ("victims", "frequency-0-counts", "2015-2019: 39\n2019: 41", "The year 2019 stands here twice."),
        ("victims", "frequency-0-counts", "2019-2015: 39\n2020: 41", "2015–2019: 69, the earlier first."),
        ("victims", "frequency-0-counts", "1850: 39\n2020: 41", "Counts are of years from 1990 to"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_field_and_stays_as_it_was_typed(analyst, part, field, text, said):
    answer = save(analyst, copied(analyst), part, **{field: text, f"{field}-same": "y"})
    page = words(answer)

    assert answer.status_code == 422
    assert f'id="{field}-error"' in page
    assert said in page
    assert text.partition("\n")[0] in page
