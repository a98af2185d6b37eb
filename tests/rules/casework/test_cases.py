"""What are a case, its court and its stage called?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.cases import rules
from litigation_app.casework.cases.actions import FileText
from litigation_app.core.language import LANGUAGES
from litigation_app.core.text import NotPrintable
from litigation_app.law import loader


def test_a_reference_names_country_and_year_and_four_signs_that_nobody_misreads() -> None:
    assert rules.reference("RS", 2026, 0) == "RS-2026-A222"
    assert rules.reference("BA", 2025, rules.REFERENCES - 1) == "BA-2025-ZZZZ"
    assert not set("01ILOU") & set(rules.SIGNS)
    assert rules.REFERENCES > 500_000


@given(st.integers(0, rules.REFERENCES - 1), st.integers(0, rules.REFERENCES - 1))
def test_no_two_serials_share_a_reference_and_none_is_one_that_counted(one: int, other: int) -> None:
    first, second = (rules.reference("RS", 2026, serial) for serial in (one, other))

    assert (first == second) == (one == other)
    assert not first[8:].isdecimal()
    assert rules.as_reference(f" {first.lower()} ") == first


@given(st.integers(0, 4_000_000), st.integers(0, 4_000_000))
def test_no_two_serials_share_a_code_name(one: int, other: int) -> None:
    assert (rules.code_name(one) == rules.code_name(other)) == (one == other)


@given(st.integers(0, 4_000_000))
def test_a_code_name_is_a_tree_and_a_number(serial: int) -> None:
    tree, _space, number = rules.code_name(serial).partition(" ")

    assert tree in rules.TREES
    assert int(number) >= 1


@given(st.integers(0, 4_000_000), st.sampled_from([str.lower, str.upper, "  {} ".format]))
def test_a_code_name_is_found_however_it_is_typed(serial: int, typed: object) -> None:
    name = rules.code_name(serial)

    assert rules.as_code_name(typed(name)) == name  # type: ignore[operator]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("бреза14", "Breza 14"), ("бреза14а", "Breza 14 A"), ("Breza 14ab", "Breza 14 AB"), ("simsir 7 b", "Šimšir 7 B"),
        ("Čempres", "Čempres"), ("cempres 3", "Čempres 3"), ("simsir7", "Šimšir 7"), ("kru", "Kru"),
        ("Kruska  2", "Kruška 2"), ("c", "C"), ("Beograd 2", "Beograd 2"), ("%", "%"), ("", ""), ("\u037a", "\u037a"),
    ],
)  # fmt: skip
def test_a_code_name_is_read_without_marks_spaces_and_in_cyrillic(typed: str, name: str) -> None:
    assert rules.as_code_name(typed) == name


def test_the_end_of_a_reference_may_be_of_any_country_and_of_the_years_up_to_this_one() -> None:
    ends = rules.references("к7f3", 2026)

    assert {"RS-2026-K7F3", "MK-1997-K7F3"} <= set(ends)
    assert len(ends) == len(set(ends)) == rules.YEARS * len(loader.COUNTRIES)
    assert rules.references("2022-7", 2026) == [f"{country}-2022-0007" for country in loader.COUNTRIES]
    assert rules.references("rs/2022/7", 2026) == ["RS-2022-0007"]
    for no_end in ("", "Breza 14", "RS", "RS-2026", "12345", "K7F", "O000"):
        assert rules.references(no_end, 2026) == []


@given(
    st.integers(0, rules.code_names(wide=True) - 1),
    st.integers(0, 5_000),
    st.sampled_from([str.lower, str.upper, "  {} ".format]),
)
def test_a_client_has_the_name_of_her_case_and_a_letter_and_is_found_however_it_is_typed(
    serial: int, place: int, typed: object
) -> None:
    case = rules.code_name(serial)
    name = rules.client_name(case, place)

    assert name.startswith(f"{case} ")
    assert rules.is_whole_code_name(name)
    assert name != rules.client_name(case, place + 1)
    if place < 26 + 26**2:
        assert rules.as_code_name(typed(name)) == name  # type: ignore[operator]


def test_code_names_stay_short_while_they_last() -> None:
    assert rules.code_names() < 10_000
    assert rules.code_names(wide=True) > 1_000_000


def test_trees_are_told_apart() -> None:
    assert len(set(rules.TREES)) == len(rules.TREES)


@pytest.mark.parametrize("country", loader.COUNTRIES)
def test_every_country_offers_courts_that_try_trafficking_first(country: str) -> None:
    law = loader.load(country)

    offered = rules.first_courts(law, "sr-Latn")

    assert any("trafficking" in subject for subject in offered[0].tries)
    assert len({court.id for court in offered}) == len(offered)


def test_a_court_is_named_in_the_readers_script_or_as_it_was_typed() -> None:
    assert rules.court_name("RS", "vs_beograd", None, "sr-Cyrl") == "Виши суд у Београду"
    assert rules.court_name("RS", None, "Sud u Zamišljenom", "en") == "Sud u Zamišljenom"
    assert rules.court_name("RS", None, None, "en") == ""


@pytest.mark.parametrize("country", loader.COUNTRIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_criminal_stage_has_a_name(country: str, language: str) -> None:
    graph = loader.load(country).family("criminal")[0]

    named = [
        rules.stage_name(country, graph.forums[0] if graph.forums else None, stage.id, language)
        for stage in graph.stages
    ]

    assert all(named)


def test_nothing_recorded_has_no_name() -> None:
    assert rules.stage_name("RS", None, None, "en") == ""


def test_a_court_of_another_bosnian_system_is_noticed() -> None:
    law = loader.load("BA")
    court = next(one for one in law.courts if one.forum == "ba-fbih")

    assert rules.court_is_elsewhere(law, court.id, "ba-rs")
    assert not rules.court_is_elsewhere(law, court.id, "ba-fbih")
    assert not rules.court_is_elsewhere(law, "", "ba-rs")


@given(st.text())
def test_only_a_whole_number_is_a_version(typed: str) -> None:
    found = rules.version_typed(typed)

    assert found == 0 or str(found) == typed.lstrip("0")


def test_the_text_of_a_file_refuses_to_be_printed() -> None:
    text = FileText("An aim")

    with pytest.raises(NotPrintable):
        str(text)
    with pytest.raises(NotPrintable):
        repr(text)
