"""Are publications that print one cohort after the other read as one, each of them once and under its own checksum?"""

from bundled import bundle
from litigation_app.statistics.releases import Release, series


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
