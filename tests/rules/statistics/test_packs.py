"""Are the tables that GRETA, UNODC, the EU and IOM ask for filled in their order, and does every empty cell say why?"""

import csv
import io
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

import exported
from feasible import speaking
from filled import lines
from litigation_app.gate.forms import MODES
from litigation_app.law import codes
from litigation_app.statistics import indicators
from litigation_app.statistics.indicators import catalogue, showing
from litigation_app.statistics.packs import exports, presenting, printing
from litigation_app.statistics.packs.filling import Line, fill
from litigation_app.statistics.packs.reading import PACKS, PackUnknown, pack
from litigation_app.statistics.releases import Release, Row, vocabulary


def test_the_states_figures_and_ours_stand_beside_each_other_and_are_never_added(
    release: Release, official: Release
) -> None:
    filled = fill(pack("greta"), [release, official], "RS")
    found = lines(filled, "statistics")

    def values(*line: str) -> list[Any]:
        return [one.text or one.value if not one.why else one.why for one in found[line].cells]  # type: ignore[index]

    assert filled.years == ("2021", "2022")
    assert values("Claims for compensation filed in criminal proceedings", "official", "GRETA") == [9, "not_published"]
    assert values("Compensation awarded in criminal proceedings (claims)", "official", "GRETA") == [0, "not_published"]
    assert values("Claims for compensation filed in criminal proceedings", "caseload", "") == [12, 18]
    assert values("Identified victims", "caseload", "") == ["5–25", "15–35"]
    assert values("Identified victims", "official", "TIP") == [41, "not_published"]
    assert found["Identified victims", "official", "TIP"].remark == "2021 is 2021-04-01 to 2022-03-31 (low)"


def test_a_figure_of_several_years_stands_beside_the_line_and_in_no_year(release: Release, official: Release) -> None:
    """GRETA on Montenegro: 9 claims, none awarded, 9 referred, counted up to 2020 as one."""
    up_to = Row(("_2021", "filed", "NGO", "cumulative__U__20211231", "S3", "medium"), 9)
    claims = next(one for one in official.tables if one.id == "property_claims")
    others = tuple(one for one in official.tables if one is not claims)
    shelf = [release, replace(official, tables=(*others, replace(claims, rows=(*claims.rows, up_to))))]

    line = lines(fill(pack("greta"), shelf, "RS"), "statistics")[
        "Claims for compensation filed in criminal proceedings", "official", "NGO"
    ]

    assert [one.why for one in line.cells] == ["together", "not_published"]
    assert line.remark == "to 2021-12-31: 9 (medium)"


def test_a_distribution_has_a_line_for_each_of_its_categories(release: Release) -> None:
    found = [label for label, _mode, _series in lines(fill(pack("greta"), [release], "RS"), "g3") if "CMP-02" in label]

    assert [label.rpartition(": ")[2] for label in found] == ["Awarded in full", "Wholly referred to civil court"]


def test_a_sum_with_a_withheld_part_lies_between_the_sums_of_its_ends(release: Release) -> None:
    filled = fill(pack("eu"), [release], "RS")

    cells = lines(filled, "victims")["Registered victims, total", "caseload", ""].cells

    assert [(one.text, one.why) for one in cells] == [("5–45", ""), ("15–55", "")]


@pytest.mark.parametrize("pack_id", PACKS)
def test_every_line_of_every_pack_has_numbers_or_reasons_with_words(
    release: Release, official: Release, pack_id: str
) -> None:
    filled = fill(pack(pack_id), [release, official], "RS")

    assert [one.id for one in filled.tables] == [one.id for one in filled.pack.tables]
    for table in filled.tables:
        assert table.lines
        for line in table.lines:
            assert len(line.cells) == len(filled.years)
            for one in line.cells:
                has_number = one.value is not None or one.text
                assert bool(has_number) != bool(one.why)
                assert not one.why or presenting.sentence(one.why)


def test_a_share_stands_with_its_base_its_interval_and_its_marks(release: Release) -> None:
    """30 of 40 claims: a bare 75 would be read as if it were sure."""
    filled = fill(pack("greta"), [release], "RS")
    in_file = next(
        row for row in csv.DictReader(io.StringIO(exports.as_csv(filled).decode()))
        if row["line"].startswith("CMP-01") and row["year"] == "2022"
    )  # fmt: skip
    [on_sheet] = [
        row for row in exported.by_calamine(exports.as_workbook(filled))["g3"] if str(row[0]).startswith("CMP-01")
    ]
    grid = next(one for one in presenting.grids(filled) if one.id == "g3")
    [on_page] = [row for row in grid.rows if (row[0] or "").startswith("CMP-01")]

    assert [in_file[name] for name in ("value", "unit", "n", "low", "high", "interval_method", "notes")] == [
        "75.0", "percent", "40", "58.8", "87.4", "clopper-pearson", "followed_36",
    ]  # fmt: skip
    said = "2022: of 40, 95 percent interval 59\xa0% to 87\xa0%"
    assert on_sheet[2:] == ["percent", "0 of 0", 75, said]
    assert on_page[3:] == ["75.0\xa0% (of 40; 59\xa0% – 87\xa0%)"]


def test_a_questionnaire_gives_the_reason_that_the_page_of_the_indicator_gives(release: Release) -> None:
    filled = fill(pack("greta"), [release], "RS")
    found = [line for table in filled.tables for line in table.lines if line.indicator]
    empty = {line.indicator: line.why for line in found if not line.mode and indicators.get(line.indicator).needs}

    assert {"PRT-04", "SEC-03", "CMP-09", "CMP-10", "INV-05"} <= empty.keys()
    for name, why in empty.items():
        assert presenting.sentence(why) == showing.missing(indicators.get(name), None), name
        assert presenting.short(why) != presenting.short("no_source")


def test_every_unit_of_an_indicator_has_words() -> None:
    units = {one.unit for one in indicators.all_indicators()} - {"EUR"}

    assert [one for one in units if vocabulary.say("unit", one, "en") == one] == []


@pytest.mark.parametrize("pack_id", PACKS)
def test_what_a_pack_reads_of_ours_is_what_publications_have(pack_id: str) -> None:
    places = [place for table in pack(pack_id).tables for row in table.rows for place in row.ours]
    column = {
        "cohort_sex": "sex",
        "cohort_age": "age_band",
        "cohort_form": "form",
        "cohort_status": "status",
    }
    own = {"cohort_claim": "STEP", "cohort_outcomes": "OUTCOME", "accused_by_verdict": "VERDICT"}

    assert places or pack_id == "none"
    for place in places:
        assert vocabulary.say("table", place.table, "en") != place.table
        for code in (one for one in place.codes if one != "_T"):
            if place.table in column:
                assert codes.label(column[place.table], code, "en")
            else:
                assert vocabulary.code(own[place.table], code, "en") != code


def test_htcds_has_all_of_the_standards_fields_in_their_order() -> None:
    fields = [row.label.partition(":")[0] for table in pack("htcds").tables for row in table.rows]
    seen = list(dict.fromkeys(fields))

    assert len(seen) == 83
    assert [one[:4] for one in dict.fromkeys(one[:4] for one in seen)] == [
        "org_", "prs_", "vic_", "per_", "cas_", "cco_", "hte_", "spl_", "con_",
    ]  # fmt: skip
    assert all(row.why == "identifier" for row in pack("htcds").tables[1].rows if row.label.startswith("prs_FirstName"))


def test_a_pack_leaves_as_lines_a_workbook_and_a_page_that_say_the_same(release: Release, official: Release) -> None:
    filled = fill(pack("eu"), [release, official], "RS")

    said = list(csv.DictReader(io.StringIO(exports.written(filled, "csv").decode())))
    sheets = exported.by_calamine(exports.written(filled, "xlsx"))
    page = printing.page(filled).decode()

    assert list(sheets) == ["about", *(one.id for one in filled.tables)]
    assert sum(bool(one["value"]) for one in said) == presenting.filled_share(filled)[0]
    total = next(one for one in said if one["line"] == "Registered victims, total" and one["series"] == "GRETA")
    assert (total["value"], total["source_mode"], total["year"], total["release"]) == (
        "39",
        "official",
        "2021",
        "RS-official",
    )
    assert next(line for line in sheets["victims"] if "GRETA" in str(line[1]))[3] == 39
    assert "<td>39</td>" in page
    assert exports.written(filled, "xlsx") == exports.written(filled, "xlsx")


def test_a_page_escapes_what_others_have_typed(release: Release) -> None:
    page = printing.page(fill(pack("eu"), [replace(release, id="<script>x</script>")], "RS")).decode()

    assert "<script>" not in page


def test_a_median_is_shown_as_the_band_in_which_it_lies() -> None:
    from litigation_app.statistics.packs.filling import Cell

    assert presenting.cell(Cell(text="6–12")) == "6–12"
    assert presenting.cell(Cell(Decimal("12.5"))) == "12.5"


def test_there_is_no_other_pack() -> None:
    with pytest.raises(PackUnknown):
        pack("us-tip")


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("sr-Latn", "Odobrene dozvole boravka"),
        ("mk", "Одобрени дозволи за престој"),
        ("en", "Residence permits granted"),
    ],
)
def test_what_is_asked_is_said_in_the_readers_language_and_in_the_frames_order(
    release: Release, official: Release, language: str, asked: str
) -> None:
    filled = fill(pack("greta"), [release, official], "RS")
    title = indicators.get("CMP-02").say("title", language)

    with speaking(language):
        shown = [row[0] or "" for grid in presenting.grids(filled) for row in grid.rows]
        page = printing.page(filled).decode()
        referred = vocabulary.code("OUTCOME", "referred", language)

    assert asked in shown
    assert asked in page
    assert f"CMP-02 {title}: {referred}" in shown
    assert [one.split(" ")[0] for one in shown if one.startswith("CMP-")] == [
        line.label.split(" ")[0] for table in filled.tables for line in table.lines if line.label.startswith("CMP-")
    ]
    lines_of_the_file = {row["line"] for row in csv.DictReader(io.StringIO(exports.as_csv(filled).decode()))}
    assert "Residence permits granted" in lines_of_the_file


def test_every_line_of_a_questionnaire_has_its_words_in_three_languages() -> None:
    """The fields of HTCDS are names of the standard and stay."""
    rows = [row for name in ("greta", "glotip", "eu") for table in pack(name).tables for row in table.rows if row.label]

    for language in ("sr-Latn", "mk"):
        with speaking(language):
            same = {row.label for row in rows if presenting.label(Line(row.label, "", "", "", ())) == row.label}
        assert same == set(), language
    assert presenting.label(Line("vic_Sex: F", "", "", "", ())) == "vic_Sex: F"
    with speaking("sr-Cyrl"):
        assert presenting.label(Line("Forced labour (FL)", "", "", "", ())) == "Принудни рад (FL)", "codes stay Latin"


@pytest.mark.parametrize("pack_id", ["greta", "glotip", "eu"])
def test_who_asks_is_said_in_the_readers_language(pack_id: str) -> None:
    said = set()
    for language in ("en", "sr-Latn", "mk"):
        with speaking(language):
            said.add(presenting.source(pack(pack_id)))

    assert pack(pack_id).source in said
    assert len(said) == 3


def test_a_source_has_one_name() -> None:
    """It was "hearings watched", "Watched trials" and "Hearings that were watched" on three pages."""
    with speaking("en"):
        own = {presenting.mode(Line("", "observation", "", "", ())), str(dict(MODES)["observation"])}

    assert {one.lower() for one in own} == {catalogue.said("source", "observation", "en")}
