"""Which official figures answer an indicator, as rates where it asks for one, and does every one that could be answered have a series?"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from feasible import speaking
from litigation_app.core.text import NBSP
from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import presenting
from litigation_app.statistics.official import answers, measures, picturing, ratios, reading, rules
from litigation_app.statistics.official.figures import Figure

HEAD = ",".join(reading.COLUMNS)


def typed(*rows: str, country: str = "me") -> list[Figure]:
    """Each row: measure, part, number, who printed it; of the year 2024."""
    said = []
    for row in rows:
        measure, part, number, body = row.split()
        period = f"2024-01-01,2024-12-31,calendar,{body}"
        said.append(f"{country},2024,{measure},{part},{number},Invented report,high,{period},true,")
    [sheet] = reading.read("\n".join([HEAD, *said]))
    return list(sheet.figures)


def said(indicator: str, figures: list[Figure], country: str = "ME") -> list[tuple[str, dict[int, Decimal]]]:
    with speaking("en"):
        return [(one.title, dict(one.years)) for one in answers.answers(indicator, country, figures)]


def test_every_indicator_that_the_state_could_answer_has_a_series_that_can_be_typed_in() -> None:
    could = {one.id for one in indicators.all_indicators() if presenting.OFFICIAL in one.sources}

    assert could - answers.indicators() == set()
    assert answers.indicators() - {one.id for one in indicators.all_indicators()} == set()
    with speaking("en"):
        assert presenting.fed_by(indicators.get("DUR-05")) == "official figures"
        assert presenting.fed_by(indicators.get("ID-01")) == "our caseload, official figures"


def test_clearance_and_disposition_time_are_cepejs() -> None:
    """CEPEJ(2008)11: resolved by incoming; 365 by resolved over pending."""
    figures = typed(
        "court_cases received 20 COURT", "court_cases resolved 25 COURT", "court_cases pending_at_year_end 10 COURT"
    )

    clearance, *_counts = said("DUR-05", figures)
    disposition, *_rest = said("DUR-06", figures)

    assert clearance[1] == {2024: Decimal("125.0")}
    assert disposition[1] == {2024: Decimal("146.0")}


@pytest.mark.parametrize(
    ("first", "last", "kind", "is_a_year"),
    [
        ("2024-01-01", "2024-12-31", "calendar", True),
        ("2023-04-01", "2024-03-31", "reporting", True),
        ("2024-01-01", "2024-06-30", "reporting", False),
        ("2020-01-01", "2024-12-31", "cumulative", False),
        ("2023-04-01", "2024-03-31", "calendar", False),
    ],
)
def test_a_time_in_days_of_a_year_is_of_figures_of_a_year(first: str, last: str, kind: str, is_a_year: bool) -> None:
    """Half a year's 25 resolved beside 10 pending are 73 days and not 146."""
    rows = [
        f"me,{last[:4]},court_cases,{part},{number},Invented report,high,{first},{last},{kind},COURT,true,"
        for part, number in (("received", 20), ("resolved", 25), ("pending_at_year_end", 10))
    ]
    [sheet] = reading.read("\n".join([HEAD, *rows]))

    days = [one.value for one in ratios.ratios("ME", sheet.figures) if one.kind.id == "disposition-time"]
    with speaking("en"):
        rates = [one for name in ("DUR-05", "DUR-06") for one in answers.answers(name, "ME", sheet.figures) if one.kind]

    assert days == [Decimal(146)] * is_a_year
    assert [dict(one.years) for one in rates] == [{int(first[:4]): 125}, {int(first[:4]): 146}] * is_a_year


def test_no_rate_of_nothing_resolved() -> None:
    figures = typed("court_cases resolved 0 COURT", "court_cases pending_at_year_end 10 COURT")

    assert said("DUR-06", figures) == [
        ("Cases before the courts, pending at the end of the year · Courts", {2024: Decimal(10)})
    ]


@pytest.mark.parametrize(("indicator", "measure"), [("LEG-03", "legal_aid"), ("FND-01", "state_compensation")])
def test_applications_granted_are_a_share_of_those_filed_and_stand_beside_them(indicator: str, measure: str) -> None:
    rate, filed, granted = said(indicator, typed(f"{measure} filed 8 GRETA", f"{measure} granted 2 GRETA"))

    assert rate[1] == {2024: Decimal(25)}
    assert (filed[1], granted[1]) == ({2024: Decimal(8)}, {2024: Decimal(2)})


def test_persons_paid_and_amounts_have_units_of_their_own() -> None:
    paid = typed(
        "state_compensation paid_persons 3 GRETA", "state_compensation_amount total 9000 GRETA",
        "state_compensation_amount total;MKD 553500 GRETA", country="mk",
    )  # fmt: skip

    assert [one.key.unit for one in paid] == ["PERSON", "EUR", "MKD"]
    assert {one.key.breakdown for one in paid} == {"paid_persons", "_T"}
    assert [title for title, _years in said("FND-01", paid, "MK")] == [
        "Victims paid by the state, persons who were paid · GRETA"
    ]
    assert len(said("FND-03", paid, "MK")) == 2


def test_a_part_that_another_indicator_asks_for_leaves_the_first() -> None:
    convicted = typed(
        "convictions persons 5 TIP", "convictions use_of_services 4 TIP", "convictions legal_persons 1 TIP"
    )

    found = {name: [years[2024] for _title, years in said(name, convicted)] for name in ("CON-02", "CON-06", "CON-07")}

    assert found == {"CON-02": [5], "CON-06": [4], "CON-07": [1]}
    assert measures.indicator_of("identified_victims", "origin_foreign") == "ID-08"
    assert measures.indicator_of("identified_victims", "sex_female") == "ID-01"


def test_the_newest_year_names_everybody_who_printed_a_number_of_it() -> None:
    figures = [
        *typed("prosecutions indicted_persons 7 GRETA", "prosecutions suspects 12 GRETA"),
        *typed("prosecutions indicted_persons 9 TIP"),
    ]

    with speaking("en"):
        year, those = answers.newest(answers.answers("PRO-01", "ME", figures))

    assert year == 2024
    assert [(one.body, one.years[2024]) for one in those] == [("GRETA", 7), ("TIP reports (United States)", 9)]


def test_a_longest_time_does_not_stand_for_a_duration() -> None:
    longest, mean = typed("proceedings_duration_months max 180 ASTRA", "proceedings_duration_months mean 41 ASTRA")

    with speaking("en"):
        both = answers.answers("DUR-01", "ME", [longest, mean])
        found = [[one.years[2024] for one in answers.standing(series)] for series in (both, both[1:])]

    assert [one.years[2024] for one in both] == [41, 180]
    assert found == [[41], []]


def test_what_came_with_the_program_answers_rates_and_counts() -> None:
    shipped = {one.country: list(one.figures) for one in reading.shipped()}

    rates = dict(said("ID-05", shipped["RS"], "RS"))
    assert {title.split(" · ")[0] for title in rates} == {"Identified victims per 100,000 inhabitants"}
    assert rates["Identified victims per 100,000 inhabitants · TIP reports (United States)"][2021] == Decimal(
        "0.6"
    )  # 43 of 6,834,326
    pleas = {
        title: [years[year] for year in (2018, 2019, 2020)] for title, years in said("CHG-03", shipped["RS"], "RS")
    }
    assert pleas == {"Convictions on a plea agreement (percent) · ASTRA, judgments analysed": [40, 50, 59]}
    assert said("CON-06", shipped["MK"], "MK") == [
        ("Persons convicted, for using the services of a victim · GRETA", {2014: Decimal(4)})
    ]
    assert said("INV-02", shipped["ME"], "ME") == [("Orders to investigate · Prosecutor's office", {2025: Decimal(20)})]


def of_police(*rows: str) -> list[Figure]:
    """Each row: number, first and last day, kind of period, source; of identified victims."""
    said = []
    for row in rows:
        number, first, last, kind, source = row.split(maxsplit=4)
        said.append(f"rs,{first[:4]},identified_victims,total,{number},{source},high,{first},{last},{kind},CPTV,true,")
    [sheet] = reading.read("\n".join([HEAD, *said]))
    return list(sheet.figures)


@pytest.mark.parametrize("turn", [1, -1])
def test_two_sources_of_one_year_and_a_reports_own_period_each_stand_for_themselves(turn: int) -> None:
    """None is dropped, whichever is typed first."""
    rows = (
        "50 2023-01-01 2023-12-31 calendar https://a.example First report",
        "48 2022-01-01 2022-12-31 calendar https://a.example First report",
        "5 2023-01-01 2023-12-31 calendar https://b.example Second report",
        "70 2023-04-01 2024-03-31 reporting https://a.example First report",
    )
    found = said("ID-01", of_police(*rows[::turn]), "RS")

    first = found[0][0]
    assert found == [
        (first, {2022: Decimal(48), 2023: Decimal(50)}),
        (f"{first} (1.{NBSP}4.{NBSP}2023. – 31.{NBSP}3.{NBSP}2024.)", {2023: Decimal(70)}),
        (f"{first} (another source)", {2023: Decimal(5)}),
    ]


def test_a_number_of_a_part_of_a_year_stands_below_and_not_for_the_year() -> None:
    """Montenegro's Ministry of the Interior printed 13 of January to July 2022, the press of North Macedonia 0 of ten months."""
    montenegro = next(one for one in reading.shipped() if one.country == "ME").figures
    figures = of_police("9 2023-01-01 2023-12-31 calendar A report", "13 2024-01-01 2024-07-31 reporting A report")

    with speaking("en"):
        [one] = answers.answers("ID-01", "RS", figures)
        ministry = [one for one in answers.answers("ID-01", "ME", montenegro) if one.code == "MOI"]
        [sheet] = picturing.sheets("RS", figures, {})

    assert (one.years, [(span.value, span.when) for span in one.spans]) == (
        {2023: 9},
        [(13, f"1.{NBSP}1.{NBSP}2024. – 31.{NBSP}7.{NBSP}2024.")],
    )
    assert [(one.years, [span.value for span in one.spans]) for one in ministry] == [({}, [13])]
    assert (sheet.picture, [line.value for line in sheet.lines]) == (None, ["13", "9"])


@pytest.mark.parametrize(("first", "second"), [("40", False), ("60", True)])
def test_a_part_of_a_year_contradicts_the_year_only_where_it_is_more(first: str, second: bool) -> None:
    rows = f"{first} 2023-01-01 2023-10-31 reporting A report", "50 2023-01-01 2023-12-31 calendar Another report"
    figures = of_police(*rows, "55 2023-04-01 2024-03-31 reporting A third report")

    found = [[figure.value for figure in one.figures] for one in rules.disagreements(figures)]
    with speaking("en"):
        [sheet] = picturing.sheets("RS", figures, {})

    assert found == ([[50, 60]] if second else [])
    marked = [line.value for line in sheet.lines if "another source says otherwise" in line.marks]
    assert sorted(marked) == (["50", "60"] if second else [])


@pytest.mark.parametrize(("end", "is_told"), [(date(2021, 9, 30), True), (date(2021, 12, 31), False)])
def test_a_sum_of_whole_years_beside_a_number_of_other_days_says_so(end: date, is_told: bool) -> None:
    """GRETA's 306 of Bosnia and Herzegovina end in September 2021; the years of the TIP reports are whole."""
    bosnia = next(one for one in reading.shipped() if one.country == "BA").figures
    figures = [
        replace(one, key=one.key._replace(period=one.key.period._replace(end=end))) if one.value == 306 else one
        for one in bosnia
    ]

    with speaking("en"):
        [sentence] = picturing.sums(figures)

    assert "GRETA says 306; the single years of TIP reports (United States) add up to 320." in sentence
    whole = "Those years are whole (2017 to 2021), so that the two are not of the same days."
    assert (whole in sentence) is is_told
