"""Are publications that print one cohort after the other read as one, each of them once and under its own checksum?"""

from bundled import bundle
from feasible import speaking
from litigation_app.statistics.exports import pictures
from litigation_app.statistics.indicators import showing
from litigation_app.statistics.releases import Release, RowOut, TableOut, series


def three() -> list[Release]:
    return [bundle(first=first, last=first + 1) for first in (2015, 2017, 2019)]


def test_the_first_publication_is_itself_alone_whatever_was_printed_later() -> None:
    first, *later = three()

    found = series.up_to(first, [first, *later])

    assert (found.parts, found.digest) == ((first.id,), first.digest)


def test_an_older_publication_reads_as_on_its_day() -> None:
    first, second, third = three()

    found = series.up_to(second, [third, second, first])

    assert found.parts == (second.id, first.id)
    [then] = series.of([first, second])
    assert found == then
    assert [row.codes[0] for row in found.table("cohort_sex") if row.codes[1] == "_T"] == [
        "2015", "2016", "2017", "2018", "_T",
    ]  # fmt: skip


def test_the_newest_is_the_whole_series() -> None:
    every = three()

    [whole] = series.of(every)

    assert series.up_to(every[-1], every) == whole


def test_a_saved_picture_names_every_publication_that_it_is_read_from() -> None:
    counts = {"indicted": 20, "filed": 12, "not_filed": 8}

    def filed(first: int) -> Release:
        rows = [RowOut((str(year), code), number) for year in (first, first + 1) for code, number in counts.items()]
        table = TableOut("cohort_filed", "Invented", "PERSON", "victim", ("YEAR", "FILED"), rows)
        return bundle(country="RS", first=first, last=first + 1, tables=[table])

    every = [filed(2015), filed(2017)]
    [whole] = series.of(every)

    with speaking("en"):
        svg = pictures.drawn(whole, "CMP-01", showing.asked("")) or ""

    assert all(one.id in svg for one in every)
