"""Does a publication give the right indicators, and have all their words?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from feasible import speaking
from indicated import named
from litigation_app.core.language import LANGUAGES
from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import catalogue, compute, presenting, tabulating
from litigation_app.statistics.indicators.catalogue import AREAS
from litigation_app.statistics.releases import Release, ReleaseContents, RowOut, TableOut, vocabulary
from litigation_app.statistics.releases.series import with_totals

KINDS = {
    "count", "proportion", "distribution", "ratio", "rate", "duration_km", "stock_quantile", "cohort_funnel", "completeness",
    "amount_quantile", "amount_sum",
}  # fmt: skip


FED = ["ID-01", "ID-02", "CON-05", "CMP-01", "CMP-02", "CMP-03", "CMP-07", "FND-04"]


def test_all_are_there_and_a_caseload_answers_those_that_it_has_tables_for(release: Release) -> None:
    assert (len(indicators.all_indicators()), len(catalogue.struck())) == (51, 16)
    assert list(dict.fromkeys(value.indicator_id for value in compute(release))) == FED


def test_an_indicator_is_fed_or_says_what_would_feed_it() -> None:
    for one in indicators.all_indicators():
        assert one.tables or one.needs, one.id
        assert one.area in AREAS
        assert {one.kind} <= KINDS
        assert set(one.sources) <= {"caseload", "judgments", "observation", "official"}
        for what in ("area", "basis", "finality", *(["needs"] if one.needs else [])):
            assert all(one.say(what, language) for language in LANGUAGES)


def test_the_figures_of_a_known_publication(release: Release) -> None:
    found = named(compute(release))

    assert found["ID-01", "_T", "_T"].value == 60
    assert found["CMP-01", "_T"].value == Decimal("75.0")
    assert found["CMP-01", "_T"].n == 40
    assert found["CMP-02", "_T", "awarded_full"].value == Decimal("48.3")
    assert found["CMP-03", "2021"].value == Decimal("100.0")
    assert found["CMP-07", "_T"].value == Decimal("10.0")
    assert found["CON-05", "_T", "awarded"].value == 0


def test_what_was_awarded_of_what_was_claimed_is_a_ratio_of_rounded_sums_of_the_same_people(
    contents_with: Callable[..., ReleaseContents], read_contents: Callable[[ReleaseContents], Release]
) -> None:
    sums = {"_T": ("199000", "117000"), "2021": (None, "22100"), "2022": ("0", "0")}
    rows = [
        RowOut((year, code), value)
        for year, values in sums.items()
        for code, value in zip(("claimed", "awarded_of_claimed"), values, strict=True)
    ]
    table = TableOut("cohort_claimed", "T", "EUR", "claim", ("YEAR", "AMOUNT"), rows)

    values = compute(read_contents(contents_with(tables=[table])), "CMP-05")

    found = named(values)
    assert (found["CMP-05", "_T"].value, found["CMP-05", "_T"].interval_method) == (Decimal("58.8"), "rounding")
    assert (found["CMP-05", "_T"].low, found["CMP-05", "_T"].high) == (Decimal("58.3"), Decimal("59.2"))
    assert (found["CMP-05", "2021"].value, found["CMP-05", "2021"].status) == (None, "Q")
    assert found["CMP-05", "2022"].status == "M"
    with speaking("en"):
        told = presenting.headline(indicators.get("CMP-05"), indicators.headline(indicators.get("CMP-05"), values))
    assert told.beside == "of what was claimed"


def test_first_instance_and_final_lead_to_each_other() -> None:
    others = {one.id: one.other_instance for one in indicators.all_indicators() if one.other_instance}

    assert others == {"CON-01": "CON-02", "CON-02": "CON-01"}
    for mine, other in others.items():
        assert {indicators.get(mine).finality, indicators.get(other).finality} == {"first_instance", "final"}
    assert "whether it was final when it was registered, not since when" in presenting.finality(
        indicators.get("SEN-01")
    )
    claims = indicators.get("CMP-02")
    assert presenting.finality(claims).startswith("the decision in force on the reference date, of whatever instance; ")
    assert presenting.finality(claims.read_from("judgments")).startswith(
        "first instance; of a judgment the register says"
    )


def test_every_indicator_of_one_instance_says_where_the_other_is_or_what_would_feed_it() -> None:
    fed = [one.read_from(mode) for one in indicators.all_indicators() for mode in one.feeds]

    silent = [
        one.id
        for one in fed
        if one.finality in {"first_instance", "in_force"} and not (one.other_instance or one.other_needs)
    ]
    assert silent == []


def test_zero_is_a_figure_hidden_is_none_and_nothing_to_count_is_neither(release: Release) -> None:
    found = named(compute(release))

    assert (found["CMP-02", "2021", "awarded_full"].value, found["CMP-02", "2021", "awarded_full"].status) == (0, "U")
    assert (found["ID-01", "2021", "FORMAL"].value, found["ID-01", "2021", "FORMAL"].status) == (None, "Q")
    assert (found["CMP-01", "2021"].value, found["CMP-01", "2021"].status) == (None, "M")
    assert (found["CMP-07", "2021"].value, found["CMP-07", "2021"].status) == (None, "Q")


def test_a_hidden_count_is_bounded_by_what_is_published_beside_it(release: Release) -> None:
    found = named(compute(release))

    assert (found["ID-01", "2021", "PRESUMED"].low, found["ID-01", "2021", "PRESUMED"].high) == (0, 20)
    assert (found["ID-01", "2021", "FORMAL"].low, found["ID-01", "2021", "FORMAL"].high) == (5, 25)
    assert (found["CON-05", "2022", "convicted"].low, found["CON-05", "2022", "convicted"].high) == (0, 22)
    assert (found["CON-05", "_T", "convicted"].low, found["CON-05", "_T", "convicted"].high) == (10, 32)


def test_a_cohort_was_followed_to_the_end_and_a_small_base_is_unreliable(release: Release) -> None:
    found = named(compute(release))

    assert (found["CON-05", "2022", "filed"].status, found["CON-05", "2022", "filed"].notes) == ("A", ("followed_36",))
    assert found["CMP-02", "2021", "referred"].notes == ("small_base", "followed_36")
    assert found["CMP-02", "2021", "referred"].status == "U"
    assert "followed_12" not in found["ID-02", "2021"].notes, "the status is recorded without its day"


@pytest.mark.parametrize("years", [{"2021": "2020_2021"}, {"2021": None, "2022": None}])
def test_years_that_are_counted_together_and_all_years_in_one_have_their_indicators(
    contents_with: Callable[..., ReleaseContents],
    read_contents: Callable[[ReleaseContents], Release],
    years: dict[str, str | None],
) -> None:
    whole = contents_with()
    rows = {
        one.id: [replace(row, codes=(years.get(row.codes[0], row.codes[0]), *row.codes[1:])) for row in one.rows]
        for one in whole.tables
    }
    tables = [replace(one, rows=[row for row in rows[one.id] if row.codes[0]]) for one in whole.tables]

    values = compute(read_contents(replace(whole, tables=tables)))

    assert {value.indicator_id for value in values} == {value.indicator_id for value in compute(read_contents(whole))}
    assert {value.year for value in values} == {"_T", *(years.get(year) or year for year in ("2021", "2022"))} - {
        year for year, code in years.items() if code is None
    }


def test_years_together_are_said_as_a_span() -> None:
    assert vocabulary.code("YEAR", "2020_2021", "en") == "2020–2021"


def test_several_countries_may_count_a_person_twice(
    contents_with: Callable[..., ReleaseContents], read_contents: Callable[[ReleaseContents], Release]
) -> None:
    found = named(compute(read_contents(contents_with(countries=("ME", "RS")))))

    assert "may_double_count" in found["ID-01", "_T", "_T"].notes
    assert "may_double_count" not in found["CMP-02", "_T", "referred"].notes


def test_a_publication_without_a_table_lacks_that_indicator_alone(
    contents_with: Callable[..., ReleaseContents], read_contents: Callable[[ReleaseContents], Release]
) -> None:
    whole = contents_with()
    fewer = replace(whole, tables=[one for one in whole.tables if one.id != "cohort_outcomes"])

    values = compute(read_contents(fewer))

    assert {value.indicator_id for value in values} == {*FED} - {"CMP-02", "CMP-03"}
    assert indicators.headline(indicators.get("CMP-02"), values) is None


def test_every_indicator_has_its_words_in_every_language() -> None:
    for one in indicators.all_indicators():
        for what in ("title", "plain", "definition", "numerator", "denominator"):
            assert all(one.say(what, language) for language in LANGUAGES)
            said = {one.say(what, language) for language in ("en", "sr-Latn", "sr-Cyrl", "mk")}
            assert len(said) == 4 or (
                what in {"numerator", "denominator"} and len(said) == 3
            )  # short words can be alike
        assert one.pitfalls
    with pytest.raises(indicators.IndicatorUnknown):
        indicators.get("XXX-99")


def test_a_break_is_marked_where_an_earlier_year_stands_beside_it(
    contents_with: Callable[..., ReleaseContents], read_contents: Callable[[ReleaseContents], Release]
) -> None:
    counts = {"_T": 40, "awarded_part": 10, "referred": 30}
    rows = [RowOut((year, code), value) for year in ("2019", "2020") for code, value in counts.items()]
    table = TableOut("claim_outcomes", "T", "CLAIM", "claim", ("YEAR", "OUTCOME"), rows)
    span = {"first": date(2019, 1, 1), "last": date(2020, 12, 31), "reference_date": date(2020, 12, 31)}

    serbia, elsewhere = (
        named(
            compute(
                with_totals(
                    read_contents(contents_with(mode="judgments", tables=[table], countries=(country,), **span))
                )
            )
        )
        for country in ("RS", "ME")
    )

    assert (serbia["CMP-03", "2020"].status, serbia["CMP-03", "2020"].notes) == ("B", ("break",))
    assert (serbia["CMP-03", "_T"].status, serbia["CMP-03", "_T"].notes) == ("B", ("across_break",))
    assert "break" not in serbia["CMP-03", "2019"].notes
    assert elsewhere["CMP-03", "2020"].status == "A"


def test_the_published_pairs_of_the_catalogue_come_out_as_they_were_printed(
    contents_with: Callable[..., ReleaseContents], read_contents: Callable[[ReleaseContents], Release]
) -> None:
    """Values that others published stand in the catalogue of indicators; here from counts that give them."""
    counts = {"convicted": 10, "convicted_plea": 10, "acquitted": 5, "rejected": 1, "not_decided": 3}
    rows = [RowOut((year, code), value) for year in ("_T", "2019") for code, value in {**counts, "_T": 29}.items()]
    table = TableOut("accused_by_verdict", "Table", "PERSON", "accused", ("YEAR", "VERDICT"), rows)

    found = named(compute(read_contents(contents_with(mode="judgments", tables=[table]))))

    assert found["CHG-03", "2019"].value == Decimal("50.0")  # ASTRA: plea agreements among convictions, 2019
    assert found["CON-01", "2019"].value == 20
    assert (found["CON-03", "2019"].value, found["CON-03", "2019"].n) == (
        Decimal("76.9"),
        26,
    )  # who was not decided on is left out


@pytest.mark.parametrize(
    ("months", "said"), [(6, "у року од 6 месеци"), (24, "у року од 24 месеца"), (36, "у року од 36 месеци")]
)
def test_months_have_their_plural(months: int, said: str) -> None:
    with speaking("sr-Cyrl"):
        assert tabulating._within(months) == said


def test_what_only_others_print_names_no_interval_of_ours() -> None:
    with speaking("en"):
        said = {one.id: presenting.method(one) for one in indicators.all_indicators()}

    assert said["ID-05"].startswith("Only others print it: whole counts have no interval.")
    assert "Garwood" not in said["ID-05"]
    assert said["DUR-05"] == said["ID-05"]  # though judgments could feed it one day
    assert "Clopper-Pearson" in said["CMP-01"]
