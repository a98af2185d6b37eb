"""Do official figures come out of their files as they went in, and are disagreements, changes and ratios those of the rules?"""

import io
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from feasible import speaking
from litigation_app.law.words import read_tables
from litigation_app.statistics import exports
from litigation_app.statistics.official import figures, measures, presenting, ratios, reading, rules
from litigation_app.statistics.official.picturing import rates
from litigation_app.statistics.packs.filling import fill
from litigation_app.statistics.packs.reading import pack
from litigation_app.statistics.releases import (
    ContentsRefused,
    ReleaseBroken,
    ReleaseContents,
    RowOut,
    Signer,
    load,
    verify,
    write,
)
from litigation_app.statistics.releases.official import DIMENSIONS, Vintage
from litigation_app.statistics.releases.unpacking import unzipped

WORDS = read_tables(Path(figures.__file__).parent / "words.toml")


def sheet(country: str) -> reading.Sheet:
    return next(one for one in reading.shipped() if one.country == country)


def contents(country: str = "ME", **changes: object) -> ReleaseContents:
    one = sheet(country)
    first, last = reading.periods(one.figures)
    made = ReleaseContents(
        title=f"Official figures of {country}",
        countries=(country,),
        first=first,
        last=last,
        reference_date=date(2026, 11, 26),
        mode="official",
        policy_hash="",
        certificate="",
        prepared_by=UUID(int=1),
        approved_by=UUID(int=2),
        tables=figures.tables(one.figures),
        sources=one.sources,
        remarks=figures.remarks(one.figures),
        vintage=Vintage(1, ""),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def printed(country: str, **key: str) -> list[Decimal | None]:
    found = [
        one for one in sheet(country).figures if all(str(getattr(one.key, name)) == said for name, said in key.items())
    ]
    return [one.value for one in found]


@pytest.mark.parametrize("country", reading.COUNTRIES)
def test_figures_come_back_from_the_files_as_they_were_printed(country: str, tmp_path: Path, key: Signer) -> None:
    folder = write(tmp_path, contents(country), key)

    found = figures.of_release(load(tmp_path, folder.name, {key.public_key()}))

    assert sorted(found, key=repr) == sorted(sheet(country).figures, key=repr)


def test_every_code_in_use_has_its_words() -> None:
    every = [one for country in reading.COUNTRIES for one in sheet(country).figures]
    parts = {
        part
        for one in every
        for part in ([one.key.breakdown] if one.key.breakdown == "_T" else one.key.breakdown.split("__"))
    }
    offered = [
        part for one in measures.measures().values() for part in [*measures.asked(one), *measures.asked_apart(one)]
    ]
    asked = {part for _measure, _unit, said in offered for part in said.split("__") if said != "_T"}

    assert (parts | asked) - WORDS["BREAKDOWN"].keys() == set()
    assert {one.key.series for one in every} - WORDS["SERIES"].keys() == set()
    could_be = {
        measures.table_of(name, unit)
        for one in measures.measures().values()
        for name, unit, _part in measures.asked(one)
    }
    assert ({one.table for one in every} | could_be) - WORDS["table"].keys() == set()
    assert set(measures.measures()) - WORDS["definition"].keys() == set()


def test_what_cannot_exist_by_law_is_neither_zero_nor_unprinted(tmp_path: Path, key: Signer) -> None:
    """Convictions for using the services of a victim, in a country that has no such offence."""
    head = ",".join(reading.COLUMNS)
    row = "me,2023,convictions,use_of_services,{},https://example.org/a,high,2023-01-01,2023-12-31,calendar,GRETA,true,"
    [none], [absent] = (reading.read(f"{head}\n{row.format(said)}\n") for said in ("cannot exist", "not printed"))
    made = contents(tables=figures.tables(none.figures))
    folder = write(tmp_path, replace(made, sources=none.sources, remarks=()), key)
    read = load(tmp_path, folder.name, {key.public_key()})

    [found] = figures.of_release(read)
    [change] = rules.changes(absent.figures, none.figures)

    assert (found.value, found.is_impossible) == (None, True)
    assert ",M,F" in (folder / "data" / "convictions.csv").read_text("utf-8")
    assert (change.kind, rules.changes(none.figures, none.figures)) == ("impossible", [])
    assert [one.status for one in exports.of_tables(read).observations] == [("M", "F")]
    with speaking("en"):
        assert presenting.value_of(found) == "cannot exist"
        [line] = [
            one
            for table in fill(pack("greta"), [read], "ME").tables
            for one in table.lines
            if one.label == "Convictions for the use of services of a victim"
        ]
        assert [one.why for one in line.cells] == ["no_such"]


def test_official_figures_are_never_withheld_and_others_never_absent(tmp_path: Path, key: Signer) -> None:
    table = figures.tables(sheet("ME").figures)[0]
    hidden = replace(table, rows=[RowOut(table.rows[0].codes, None)])
    absent = replace(table, rows=[RowOut(table.rows[0].codes, None, is_absent=True)])

    with pytest.raises(ContentsRefused):
        write(tmp_path, contents(tables=[hidden]), key)
    with pytest.raises(ContentsRefused):
        write(tmp_path, contents(tables=[absent], mode="caseload"), key)
    assert write(tmp_path, contents(tables=[absent]), key).is_dir()


def test_one_byte_altered_anywhere_is_found(tmp_path: Path, key: Signer) -> None:
    folder = write(tmp_path, contents(), key)

    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole = file.read_bytes()
        file.write_bytes(whole[:-2] + bytes([whole[-2] ^ 1]) + whole[-1:])
        with pytest.raises(ReleaseBroken):
            verify(folder)
        file.write_bytes(whole)
    assert verify(folder).mode == "official"


def test_a_zip_of_it_is_read_like_the_folder(tmp_path: Path, key: Signer) -> None:
    folder = write(tmp_path, contents(), key)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for file in folder.rglob("*"):
            if file.is_file():
                pack.write(file, f"{folder.name}/{file.relative_to(folder)}")

    assert len(unzipped(out)) == sum(path.is_file() for path in folder.rglob("*"))


def test_montenegro_stands_as_greta_printed_it() -> None:
    said = {"measure": "property_claims", "series": "GRETA"}

    assert printed("ME", breakdown="filed", **said) == [Decimal(9)]
    assert printed("ME", breakdown="granted", **said) == [Decimal(0)]
    assert printed("ME", breakdown="referred_to_civil", **said) == [Decimal(9)]


def test_two_sources_disagree_and_are_both_named() -> None:
    serbia = {(one.breakdown, one.year): one for one in rules.disagreements(sheet("RS").figures)}
    apart = serbia["_T", "2021"]

    assert {(one.key.series, one.value) for one in apart.figures} == {("TIP", Decimal(43)), ("CPTV", Decimal(46))}
    [bosnia] = rules.other_sums(sheet("BA").figures)
    assert (bosnia.figure.key.series, bosnia.figure.value, bosnia.series, bosnia.total) == (
        "GRETA",
        Decimal(306),
        "TIP",
        Decimal(320),
    )


def test_changes_tell_new_other_source_changed_and_unprinted_apart() -> None:
    held = list(sheet("RS").figures)
    one = next(figure for figure in held if figure.key.breakdown == "_T" and figure.key.period.year == "2021")
    said = [
        replace(one, key=one.key._replace(breakdown="scope_internal")),
        replace(one, source="another", value=Decimal(1)),
        replace(one, value=Decimal(2)),
    ]

    assert [change.kind for change in rules.changes(held, said)] == ["new", "other_source", "changed"]
    assert [change.kind for change in rules.changes(held, [replace(one, value=None)])] == ["unprinted"]
    assert rules.changes(held, held) == []


def test_a_new_vintage_has_all_that_was_known() -> None:
    held = list(sheet("RS").figures)
    fresh = replace(held[0], value=Decimal(1))

    together = rules.merged(held, [fresh])

    assert len(together) == len(held)
    assert fresh in together
    assert held[0] not in together


def test_a_line_goes_over_no_gap_and_no_break() -> None:
    assert rules.runs([2015, 2016, 2018, 2019, 2020], [2020]) == [[2015, 2016], [2018, 2019], [2020]]


def test_ratios_are_of_one_series_and_period() -> None:
    serbia = ratios.ratios("RS", sheet("RS").figures)
    found = {(one.kind.id, one.series, one.period.year): one for one in serbia}

    share = found["identified-of-referred", "TIP", "2017"]
    assert (share.part.value, share.whole) == (40, 142)
    assert round(share.value or 0, 1) == Decimal("28.2")
    rate = found["ID-05", "TIP", "2018"]
    assert rate.value == Decimal(76) * 100_000 / Decimal(6_982_604)
    assert ("ID-05", "GRETA", "2013_2016") not in found  # four years together are no yearly rate
    montenegro = {
        one.kind.id: one for one in ratios.ratios("ME", sheet("ME").figures) if one.kind.id.startswith("claims")
    }
    assert montenegro["claims-granted"].value == 0
    assert montenegro["claims-referred"].value == 100


def test_no_share_is_of_two_series_two_periods_or_two_units() -> None:
    """The rate that a part has of a whole disappears as soon as either is of another series, period, or no count."""
    held = {one.key: one for one in sheet("RS").figures if one.value is not None}
    found = [one for one in ratios.ratios("RS", held.values()) if one.kind.of[0] != ratios.POPULATION]
    assert found

    for ratio in found:
        for change in (
            {"series": "OTHER"},
            {"period": figures.Period("calendar", date(1995, 1, 1), date(1995, 12, 31))},
        ):
            moved = replace(ratio.part, key=ratio.part.key._replace(**change))
            alone = ratios.ratios("RS", [moved, *(one for key, one in held.items() if key != ratio.part.key)])
            assert not [one for one in alone if one.kind == ratio.kind and one.part == moved]


def test_a_percentage_is_no_part_of_a_percentage() -> None:
    """GRETA prints 79 percent of children in Montenegro for years of which it prints 67 victims."""
    for country in ("RS", "MK", "BA", "ME"):
        found = [one for one in ratios.ratios(country, sheet(country).figures) if one.kind.of[0] != ratios.POPULATION]
        assert not [one for one in found if one.part.key.unit == "PERCENT"]
        same = [
            one for one in found if one.kind.part[0] == one.kind.of[0] and one.kind.per == 100 and one.value is not None
        ]
        assert [one for one in same if one.value > 100] == []


def test_each_years_population_says_whose_it_is_or_that_it_is_from_memory() -> None:
    for country in reading.COUNTRIES:
        there = ratios.population(country)
        assert all(500_000 < one.people < 8_000_000 for one in there.values())
        assert all(("(memory)" in one.source) == (one.confidence == "memory") for one in there.values())
        assert all(
            "https://" in one.source or "http://" in one.source for one in there.values() if one.confidence != "memory"
        )
    serbia = ratios.population("RS")
    assert {year for year, one in serbia.items() if one.confidence == "memory"} == {2023}
    assert (serbia[2013].people, serbia[2022].people) == (7_166_553, 6_664_449)


def test_a_rate_says_when_it_divides_by_a_number_from_memory() -> None:
    rows = {country: rates(country, sheet(country).figures)[0] for country in ("RS", "BA")}

    assert any("not verified, no source" in row[2] for row in rows["BA"].rows)
    assert "(memory)" not in rows["BA"].note
    assert not any("memory" in row[2] for row in rows["RS"].rows if not row[0].startswith("2023"))
    assert "publikacije.stat.gov.rs" in rows["RS"].note
    assert "not verified, no source" in rows["BA"].note


def test_a_table_has_the_dimensions_of_official_figures() -> None:
    assert {table.dimensions for country in reading.COUNTRIES for table in figures.tables(sheet(country).figures)} == {
        DIMENSIONS
    }


def of_year(year: str, public: str = "true") -> list[figures.Figure]:
    head = ",".join(reading.COLUMNS)
    row = f"rs,{year},identified_victims,total,5,Invented report,high,2023-01-01,2023-12-31,calendar,CPTV,{public},"
    return [figure for sheet in reading.read(f"{head}\n{row}") for figure in sheet.figures]


def test_a_line_is_left_out_only_where_it_says_so_and_a_year_is_that_of_its_days() -> None:
    assert len(of_year("2023", "TRUE")) == len(of_year("2023", " True")) == 1
    assert of_year("2023", "FALSE") == []
    for year, public, reason in (("2023", "yes", "publishable"), ("2023", "", "publishable"), ("1850", "true", "year")):
        with pytest.raises(reading.FileRefused) as stop:
            of_year(year, public)
        assert (stop.value.reason, stop.value.line) == (reason, 2)
