"""Which publications feed an indicator?"""

from bundled import bundle
from litigation_app.gate.designs import queries as plan
from litigation_app.gate.designs.rules import Sheet
from litigation_app.statistics.indicators import catalogue, feeding
from litigation_app.statistics.releases import TOTAL, RowOut, TableOut, vocabulary

BANDS = {"_T": 60, "before": 5, "up_to_12": 20, "12_to_24": 20, "24_to_36": 5, "not_yet": 10}


def test_a_publication_feeds_what_it_has_the_tables_and_codes_for() -> None:
    rows = [RowOut((year, code), number) for year in ("2021", "2022") for code, number in BANDS.items()]
    months = bundle(tables=[TableOut("cohort_months", "Invented", "PERSON", "victim", ("YEAR", "JUDGED_IN"), rows)])
    indicator = catalogue.get("DUR-01")

    assert feeding.is_fed(indicator, months)
    assert not feeding.is_fed(indicator, bundle())


def test_every_source_of_an_indicator_prints_the_codes_that_it_is_computed_from() -> None:
    for one, mode, sheets in fed_by():
        printed = {code for sheet in sheets for code in sheet.codes} | {*one.marks}
        base = one.base or (one.total,)

        assert {*one.part, *base, one.headline} - {""} <= printed, (one.id, mode)


def test_the_words_of_all_who_are_counted_are_those_of_the_table_that_counts_them() -> None:
    """CMP-01 on judgments said "Persons in indicted cases" over injured parties: a word of all of a table stands over one kind."""
    counted: dict[tuple[str, str], set[str]] = {}
    for mode in plan.PLANS:
        for sheet in plan.every_sheet(mode):
            counted.setdefault((sheet.dimensions[1], sheet.codes[0]), set()).add(sheet.counted)

    named = {place for place in counted if vocabulary.code(*place, "en") != vocabulary.code("none", TOTAL, "en")}

    assert ("FILED", "indicted") in named
    assert {place: kinds for place, kinds in counted.items() if place in named and len(kinds) > 1} == {}


def test_what_an_indicator_says_of_another_source_is_said_of_that_source() -> None:
    """CMP-02 and CMP-03 spoke of persons who came in a year and of months since, over tables of judgments."""
    others = [(one, mode, sheets) for one, mode, sheets in fed_by() if mode in one.by_source]

    assert len(others) == 5
    for one, _mode, _sheets in others:
        for what in ("plain", "definition", "denominator"):
            said = one.say(what, "en").lower()
            assert not any(word in said for word in ("first contact", "came in", "months", "indicted")), (one.id, what)


def fed_by() -> list[tuple[catalogue.Indicator, str, list[Sheet]]]:
    """Every indicator as each of its sources feeds it, with the tables of that source."""
    sheets = {(mode, sheet.id): sheet for mode in plan.PLANS for sheet in plan.every_sheet(mode)}
    read = [
        (one.read_from(mode), mode) for one in catalogue.all_indicators() for mode in one.feeds if mode in plan.PLANS
    ]
    return [(one, mode, [sheets[mode, name] for name in one.tables]) for one, mode in read]
