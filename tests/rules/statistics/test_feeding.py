"""Which publications feed an indicator alike, and how long was everybody followed in each?"""

from bundled import bundle
from litigation_app.statistics.indicators import catalogue, feeding
from litigation_app.statistics.releases import Release, RowOut, TableOut

SHORT = {"_T": 60, "up_to_6": 10, "6_to_12": 15, "12_to_24": 20, "ended": 10, "late": 5}
LONG = {"_T": 60, "up_to_6": 5, "6_to_12": 10, "12_to_24": 15, "24_to_36": 10, "36_to_60": 10, "ended": 5, "late": 5}


def of(name: str, counts: dict[str, int]) -> Release:
    rows = [RowOut((year, code), number) for year in ("_T", "2021", "2022") for code, number in counts.items()]
    return bundle(tables=[TableOut(name, "Invented", "PERSON", "victim", ("YEAR", "MONTHS"), rows)])


def test_two_windows_in_which_people_were_followed_are_no_series() -> None:
    two, five = of("months_to_judgment", SHORT), of("months_to_judgment_60", LONG)
    indicator = catalogue.get("DUR-01")

    assert feeding.alike(indicator, [two, five, two, bundle()]) == [two, two]
    assert feeding.alike(indicator, [five, two]) == [five]
    assert feeding.alike(indicator, [bundle()]) == []


def test_everybody_was_followed_until_the_last_mark() -> None:
    for release, months in ((of("months_to_judgment", SHORT), 24), (of("months_to_judgment_60", LONG), 60)):
        indicator = feeding.read_in(catalogue.get("DUR-01"), release)

        assert feeding.followed(indicator, release) == months
