"""Does every year of a growing publication say on which day it was known, and is it marked as of that day?"""

import csv
import io
from collections.abc import Callable
from datetime import date

from indicated import named
from litigation_app.core.language import LANGUAGES
from litigation_app.statistics import indicators
from litigation_app.statistics.exports import observations
from litigation_app.statistics.indicators import compute, exports, pooling
from litigation_app.statistics.releases import Release, ReleaseContents, RowOut, TableOut, vocabulary
from litigation_app.statistics.releases.shapes import Carried

EARLIER = "RS-2018-2022-0123abcd"
Contents, Read = Callable[..., ReleaseContents], Callable[[ReleaseContents], Release]


def grown(contents_with: Contents, read_contents: Read, carried: Carried | None) -> Release:
    """2018 to 2023, in 2023 nobody; follow-up of the reports (INV-02) is three years."""
    counts = {str(year): 20 for year in range(2018, 2023)} | {"2023": 0, "_T": 100}
    rows = [
        RowOut((year, step), n if step != "investigated" else n // 2)
        for year, n in counts.items()
        for step in ("victims", "reported", "investigated")
    ]
    table = TableOut("steps_criminal", "T", "PERSON", "victim", ("YEAR", "STEP"), rows)
    days = {"first": date(2018, 1, 1), "last": date(2023, 12, 31), "reference_date": date(2023, 12, 31)}
    return read_contents(contents_with(tables=[table], carried=carried, **days))


def test_what_was_carried_is_as_young_as_it_was_then(contents_with: Contents, read_contents: Read) -> None:
    fresh = named(compute(grown(contents_with, read_contents, None), "INV-02"))
    carried = named(compute(grown(contents_with, read_contents, Carried(EARLIER, 2022)), "INV-02"))

    assert (fresh["INV-02", "2020"].status, carried["INV-02", "2020"].status) == ("A", "P")
    assert carried["INV-02", "2019"].notes == ("as_known_2022",)
    assert carried["INV-02", "2020"].notes == ("maturing", "as_known_2022")
    assert not any("as_known" in note for note in carried["INV-02", "2023"].notes)
    assert "two_vintages" in carried["INV-02", "_T"].notes
    assert not any("known" in note or "vintage" in note for value in fresh.values() for note in value.notes)


def test_the_files_have_the_mark_and_the_day(contents_with: Contents, read_contents: Read) -> None:
    release = grown(contents_with, read_contents, Carried(EARLIER, 2022))

    lines = {line["year"]: line for line in csv.DictReader(io.StringIO(exports.as_csv(release, "INV-02")))}

    assert (lines["2020"]["obs_status"], lines["2020"]["notes"]) == ("P", "maturing as_known_2022")


def test_every_number_of_a_carried_year_says_it_in_other_formats(contents_with: Contents, read_contents: Read) -> None:
    release = grown(contents_with, read_contents, Carried(EARLIER, 2022))

    said = {(one.codes[-1], one.comment) for one in observations.of_tables(release).observations}

    assert {("2020", "as_known_2022"), ("2023", ""), ("2018-01-01/P6Y", "two_vintages")} <= said


def test_three_years_together_say_what_is_young_empty_or_known_on_another_day(
    contents_with: Contents, read_contents: Read
) -> None:
    release = grown(contents_with, read_contents, Carried(EARLIER, 2022))

    old, new = pooling.pooled(indicators.get("INV-02"), release)

    assert old.notes == ("maturing", "as_known_2022")
    assert new.notes == ("maturing", "empty_years", "two_vintages")


def test_a_duration_and_its_marks_have_words_in_every_language() -> None:
    for language in LANGUAGES:
        assert all(vocabulary.code("MONTHS", code, language) != code for code in indicators.get("DUR-01").marks)
