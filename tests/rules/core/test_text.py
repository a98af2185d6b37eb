"""Are days read as people write them, and do invisible marks fall away?"""

import contextlib
import csv
import io
from datetime import date, time, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.core.language import LANGUAGES
from litigation_app.core.text import (
    DateRefused,
    clean,
    day_in,
    for_xml,
    harmless,
    in_alphabet,
    initials,
    parse_date,
    parse_time,
    read_day,
)


@given(st.sampled_from(sorted(LANGUAGES)), st.dates(min_value=date(1900, 1, 1)))
def test_what_is_printed_reads_back_as_the_same_day(language: str, day: date) -> None:
    assert parse_date(day_in(language, day)) == day


def test_a_day_is_written_as_its_language_writes_it() -> None:
    day = date(2026, 12, 4)

    assert day_in("mk", day) == "4.12.2026"
    assert {day_in(one, day).replace("\u00a0", " ") for one in LANGUAGES if one != "mk"} == {"4. 12. 2026."}
    assert day_in("mk", None) == day_in("bs", None) == ""


@pytest.mark.parametrize("typed", ["4.12.2026", "4. 12. 2026.", "04/12/2026", "2026-12-04", " 4-12-2026 "])
def test_the_usual_spellings_are_read(typed: str) -> None:
    assert parse_date(typed) == date(2026, 12, 4)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("31. 11. 2026.", "no_such_day"), ("29.2.2025", "no_such_day"), ("soon", "unreadable"), ("4.12.26", "unreadable")],
)
def test_what_is_no_day_is_refused(typed: str, reason: str) -> None:
    with pytest.raises(DateRefused) as refused:
        parse_date(typed)

    assert refused.value.reason == reason


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_refused(typed: str) -> None:
    with contextlib.suppress(DateRefused):
        assert isinstance(parse_date(typed), date)
    with contextlib.suppress(DateRefused):
        assert isinstance(read_day(typed, date(2026, 11, 26)), date)


@pytest.mark.parametrize(
    ("typed", "latest", "day"),
    [
        ("4.12.", None, date(2026, 12, 4)),
        ("4. 12", None, date(2026, 12, 4)),
        ("1.2.", None, date(2027, 2, 1)),
        ("4.12.", date(2026, 11, 26), date(2025, 12, 4)),
        ("4.12.26", None, date(2026, 12, 4)),
        ("12.3.85", None, date(1985, 3, 12)),
        ("1. decembar 2026", None, date(2026, 12, 1)),
        ("1. децембра 2026.", None, date(2026, 12, 1)),
        ("3 мај", None, date(2027, 5, 3)),
        ("3 may", date(2026, 11, 26), date(2026, 5, 3)),
        ("Danas", None, date(2026, 11, 26)),
        ("јуче", None, date(2026, 11, 25)),
        ("утре", None, date(2026, 11, 27)),
        ("4.12.2027", None, date(2027, 12, 4)),
    ],
)
def test_a_day_typed_in_a_hurry_is_the_nearest(typed: str, latest: date | None, day: date) -> None:
    assert read_day(typed, date(2026, 11, 26), latest) == day


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_day_without_its_year_is_less_than_a_year_away_and_never_after_the_latest(day: date, today: date) -> None:
    with contextlib.suppress(DateRefused):  # 29 February
        assert abs(read_day(f"{day.day}.{day.month}.", today) - today) <= timedelta(days=183)
        assert read_day(f"{day.day}.{day.month}.", today, today) <= today


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Beograd", "Čačak", "Novi Sad", "Šabac", "Užice", "Zaječar"]),
        ("sr-Latn", ["Čačak", "Ćuprija", "Dimitrovgrad", "Đakovo", "Sombor", "Šabac"]),
        ("sr-Cyrl", ["Ваљево", "Врање", "Зајечар", "Јагодина", "Чачак", "Шабац"]),
        ("mk", ["Гевгелија", "Ѓорче", "Кочани", "Ќ", "Штип"]),
    ],
)
def test_names_stand_in_the_order_of_the_readers_alphabet(language: str, names: list[str]) -> None:
    assert sorted(set(names), key=lambda one: in_alphabet(one, language)) == names


@pytest.mark.parametrize("typed", ["9.30", "09:30", "9,30", "930", "0930"])
def test_an_hour_is_read_as_it_is_typed(typed: str) -> None:
    assert parse_time(typed) == time(9, 30)


def test_marks_that_turn_the_reading_direction_fall_away() -> None:
    assert clean("a\u202eb\u200f\u0000c") == "abc"


def test_an_emoji_family_stays_whole() -> None:
    assert clean("👩\u200d👧") == "👩\u200d👧"


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_more(typed: str) -> None:
    assert clean(clean(typed)) == clean(typed)


def test_initials_of_a_name() -> None:
    assert (initials("Ana Jela Kovač"), initials("Ђурђа"), initials("")) == ("AK", "Ђ", "")


@given(st.text())
def test_whatever_comes_an_xml_document_stays_well_formed(words: str) -> None:
    made = ElementTree.Element("a")
    made.text = for_xml(words)

    ElementTree.fromstring(ElementTree.tostring(made, encoding="unicode"))  # noqa: S314  # our own
    assert for_xml(for_xml(words)) == for_xml(words)
    assert for_xml("a\ufffeb\x00\x0bc") == "abc"


def test_no_text_is_a_formula_and_a_sign_that_is_none_is_left_out() -> None:
    assert [harmless(one) for one in ("=1", "+1", "-1", "@a", "a=1", "")] == ["'=1", "'+1", "'-1", "'@a", "a=1", ""]
    assert clean("Izvor\ufffe A\ufdd0") == "Izvor A"


@given(st.text(st.sampled_from(";|,\t\r\n\"'=+-@a1 ")))
def test_no_part_of_a_line_is_a_formula_wherever_a_program_splits_it(words: str) -> None:
    line = io.StringIO()
    csv.writer(line).writerow([harmless(words), "b", harmless(words)])

    for separator in ";|\t\r\n":
        parts = line.getvalue().split(separator)
        assert not [part for part in parts if part.lstrip('"').startswith(("=", "+", "-", "@"))]
    assert harmless(harmless(words)) == harmless(words)
    assert harmless("Sud; tužilac - 1 = 2") == "Sud; tužilac - 1 = 2"
