"""Is an exact number the same however it is spaced or scripted, and no other? Without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.vault.name_search import identifiers

figures = st.text(alphabet="0123456789", min_size=13, max_size=13)


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("national-id", "310299 071-0005", ["3102990710005"]),
        ("national-id", "310299071000", []),
        ("passport", " pa-123 456 ", ["PA123456"]),
        ("passport", "РА123456", ["RA123456"]),
        ("passport", "petrović", []),
        ("phone", "060/000-0001", ["+381600000001", "+389600000001"]),
        ("phone", "+387 61 000 001", ["+38761000001"]),
        ("phone", "00 387 61 000 001", ["+38761000001"]),
        ("phone", "60", []),
        ("phone", "+", []),
        ("phone", "Kanarinka", []),
        ("file-number", "К. 077 / 2026", ["k/77/2026"]),
        ("file-number", "k77/2026", ["k/77/2026"]),
        ("file-number", "KT-O 12/26", ["kt/o/12/2026"]),
        ("file-number", "К. бр. 12/06", ["k/12/2006"]),
        ("file-number", "Kž1 234/1998", ["kz/1/234/1998"]),
        ("file-number", "S1 3 K 012345 20 Kž", ["s/1/3/k/12345/20/kz"]),
        ("file-number", "", []),
    ],
)
def test_all_spellings_are_one(kind: str, typed: str, said: list[str]) -> None:
    assert identifiers.normal(kind, typed, ["RS", "MK", "XX"]) == said


def test_a_name_is_no_number() -> None:
    assert identifiers.kinds_of("Kanarinka Sintetić") == {}
    assert set(identifiers.kinds_of("3102990710005", ["RS"])) == {"national-id", "passport", "file-number"}


@pytest.mark.parametrize(
    ("typed", "fits"), [("3102990710005", True), ("310299 0710005", True), ("3102990710006", False), ("31", False)]
)
def test_the_check_digit(typed: str, fits: bool) -> None:
    assert identifiers.has_check_digit(typed) is fits


def test_a_number_is_found_under_each_way_of_saying_it() -> None:
    kept = set(identifiers.kept("file-number", "K. br. 245/26"))

    for typed in ("К 245/2026", "k-245/26", "245/26", "245 / 2026"):
        assert kept & set(identifiers.normal("file-number", typed)), typed
    for typed in ("P 245/2026", "K 245/25", "245"):
        assert not kept & set(identifiers.normal("file-number", typed)), typed


@given(figures)
def test_a_personal_number_is_itself_and_no_other(digits: str) -> None:
    assert identifiers.normal("national-id", digits) == [digits]
    assert identifiers.normal("national-id", " ".join(digits)) == [digits]


@given(st.sampled_from(identifiers.KINDS), st.text(max_size=40))
def test_a_normal_form_stays_as_it_is(kind: str, typed: str) -> None:
    for said in identifiers.normal(kind, typed, ["RS"]):
        assert identifiers.normal(kind, said, ["RS"]) == [said]
