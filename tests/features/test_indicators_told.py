"""Does a page say what became of those whom its one figure does not speak of, and what its numbers are out of?"""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from granted import words
from litigation_app.statistics import indicators
from litigation_app.statistics.releases import RowOut, TableOut
from packaged import invented, laid

Put = Callable[..., str]
Counts = dict[str, int | None]
JUDGED: Counts = {
    "_T": 200,
    "before": 20,
    "up_to_6": 40,
    "6_to_12": 50,
    "12_to_24": 50,
    "24_to_36": 23,
    "not_yet": 17,
}


@pytest.fixture
def reader(make: Any, client_as: Callable[[str], Any]) -> Any:
    return client_as(make.analyst())


@pytest.fixture
def put(app: Flask) -> Put:
    """Puts a publication on the shelf with these tables of the years 2017 and 2018 together."""

    def publish(mode: str, **tables: tuple[str, Counts]) -> str:
        made = [
            TableOut(
                name, "Invented", "PERSON", "victim", ("YEAR", by),
                [RowOut((year, code), value) for year in ("2017_2018",) for code, value in counts.items()],
            )
            for name, (by, counts) in tables.items()
        ]  # fmt: skip
        return laid(app, invented("Invented", made, (2017, 2018), mode=mode, until=2023)).name

    return publish


def page_of(reader: Any, name: str) -> str:
    answer = reader.get(f"/indicators/{name}")
    assert answer.status_code == 200
    return words(answer)


def test_a_duration_says_who_still_waits(reader: Any, put: Put) -> None:
    put("caseload", cohort_months=("JUDGED_IN", JUDGED))

    page = page_of(reader, "DUR-01")

    assert "All years together: 77.8 % of 180, 95 percent interval" in page
    assert "Of the same persons: Not judged within 36 months: 17." in page
    assert "Outcomes of the others" in page
    assert "2017–2018 17" in page


def test_a_hidden_end_has_no_size(reader: Any, put: Put) -> None:
    put("caseload", cohort_months=("JUDGED_IN", JUDGED | {"24_to_36": None, "not_yet": None}))

    page = page_of(reader, "DUR-01")

    assert "Of the same persons: Not judged within 36 months: …." in page


CLAIM: Counts = {"victims": 180, "filed": 100, "decided": 80, "awarded": 20}
CRIMINAL: Counts = {
    "victims": 180,
    "reported": 160,
    "investigated": 150,
    "indicted": 140,
    "judged": 120,
    "convicted": 90,
}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({}, "90 of 180 persons: Convicted."),
        ({"convicted": None}, "120 of 180 persons: Judged; how many came further is suppressed."),
        (dict.fromkeys(CRIMINAL), "How far the criminal proceedings came in 36 months: the figures are suppressed."),
    ],
)
def test_the_funnel_says_both_lanes(reader: Any, put: Put, changed: Counts, sentence: str) -> None:
    put("caseload", cohort_claim=("STEP", CLAIM), cohort_criminal=("STEP", CRIMINAL | changed))

    page = page_of(reader, "CON-05")

    assert "20 of 180 persons:" in page or changed.get("victims", 0) is None
    assert sentence in page


def test_a_base_of_two_codes_has_its_own_name(reader: Any, put: Put) -> None:
    put("judgments", injured_by_lawyer=("LAWYER", {"_T": 100, "yes": 60, "no": 30, "unknown": 10}))

    page = page_of(reader, "LEG-02")

    assert "Injured parties for whom the judgment says it" in page
    assert "With a lawyer + Without" not in page


@pytest.mark.parametrize(("judgments", "is_said"), [(12, True), (40, False), (None, False)])
def test_of_accused_it_says_in_how_many_judgments_they_are_and_what_so_few_are_worth(
    reader: Any, put: Put, judgments: int | None, is_said: bool
) -> None:
    """30 of 40 were convicted; if those of one judgment share it, that is 9 of 12 (Clopper-Pearson: 42.8 to 94.6 percent)."""
    verdicts: Counts = {"_T": 40, "convicted": 21, "convicted_plea": 9, "acquitted": 10, "rejected": 0}
    instances: Counts = {"_T": judgments, "first": judgments}
    put("judgments", accused_by_verdict=("VERDICT", verdicts), judgments_by_instance=("INSTANCE", instances))

    page = page_of(reader, "CON-03")

    assert "75.0 % of 40" in page.replace("\xa0", " ")
    assert ("First-instance judgments behind these 40: at most 12." in page) is is_said
    assert ("no narrower than 43 % to 95 %." in page.replace("\xa0", " ")) is is_said


def test_an_indicator_whose_source_is_not_published_says_which_source_it_is(reader: Any, put: Put) -> None:
    """ "Choose published data of one that feeds it", and there was none to choose."""
    put("caseload", cohort_filed=("FILED", {"indicted": 40, "filed": 30, "not_filed": 10}))
    unpublished = "Data of this source feed it, and none are published yet: judgments analysed."

    pages = {name: page_of(reader, name) for name in ("CHG-01", "SEN-01", "CON-03")}
    listed = words(reader.get("/indicators/"))

    for page in [*pages.values(), listed]:
        assert unpublished in page
        assert "choose published data of one that feeds it" not in page
    assert "Prepare a data publication" in pages["CHG-01"]


def test_whoever_prepares_no_publication_has_no_way_there(make: Any, client_as: Callable[[str], Any], put: Put) -> None:
    put("caseload", cohort_filed=("FILED", {"indicted": 40, "filed": 30, "not_filed": 10}))

    page = page_of(client_as(make.lawyer()), "CHG-01")

    assert "none are published yet" in page
    assert "Prepare a data publication" not in page


def test_where_there_is_one_to_choose_it_is_offered(reader: Any, put: Put) -> None:
    ours = put("caseload", cohort_filed=("FILED", {"indicted": 40, "filed": 30, "not_filed": 10}))
    put("judgments", accused_by_verdict=("VERDICT", {"_T": 20, "convicted": 15, "acquitted": 5}))

    page = page_of(reader, f"CHG-01?publication={ours}")

    assert "choose published data of one that feeds it" in page
    assert "none are published yet" not in page


@pytest.mark.parametrize("name", ["INV-04", "LEG-03"])
def test_no_page_names_a_publication_of_a_source_that_could_not_feed_it(reader: Any, put: Put, name: str) -> None:
    put("observation", hearings_by_held=("HELD", {"_T": 40, "held": 30, "not_held": 10}))

    page = reader.get(f"/indicators/{name}").get_data(as_text=True)

    assert "chip-plain" not in page
    assert "Only what the state publishes can answer it" in page


def test_what_is_sealed_is_not_promised_by_another_table(reader: Any) -> None:
    for name in ("NPU-01", "NPU-02"):
        assert indicators.get(name).say("needs", "en").startswith("It is sealed with the person")


def test_con_02_says_one_thing_fed_and_unfed() -> None:
    unfed = indicators.get("CON-02")
    fed = unfed.read_from("judgments")

    def of(one: indicators.Indicator) -> str:
        return " ".join(
            [one.say("definition", "en"), one.say("basis", "en"), *(said.read_in("en") for said in one.pitfalls)]
        )

    assert "in the year of the first-instance judgment" in of(unfed)
    assert "earlier year" not in of(fed)
    assert "The year is that of the first-instance judgment" in of(fed)


def test_what_was_awarded_of_what_was_claimed_says_of_whom_it_speaks(reader: Any, put: Put) -> None:
    put("caseload", cohort_claimed=("AMOUNT", {"claimed": 199000, "awarded_of_claimed": 117000}))

    page = page_of(reader, "CMP-05")

    assert "All years together: 58.8 %" in page
    assert "sum claimed by the same people" in page
    assert "A claim without an amount is not a claim for nothing: its people are in neither sum." in page
    assert "The bounds come from rounding both sums to three significant digits." in page
