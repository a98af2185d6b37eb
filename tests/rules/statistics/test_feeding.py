"""Which publications feed an indicator?"""

from dataclasses import replace

from bundled import bundle
from litigation_app.statistics.indicators import catalogue, feeding
from litigation_app.statistics.releases import RowOut, TableOut

BANDS = {"_T": 60, "before": 5, "up_to_12": 20, "12_to_24": 20, "24_to_36": 5, "not_yet": 10}


def test_a_publication_feeds_what_it_has_the_tables_and_codes_for_and_one_of_an_older_plan_nothing() -> None:
    rows = [RowOut((year, code), number) for year in ("2021", "2022") for code, number in BANDS.items()]
    months = bundle(tables=[TableOut("cohort_months", "Invented", "PERSON", "victim", ("YEAR", "JUDGED_IN"), rows)])
    indicator = catalogue.get("DUR-01")

    assert feeding.is_fed(indicator, months)
    assert not feeding.is_fed(indicator, bundle())
    assert not feeding.is_fed(indicator, replace(months, is_old=True))
