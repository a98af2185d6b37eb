"""Are the samples of `make test` the same on every machine, whatever its workers have done before?"""

import sys
from collections import Counter
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sampling
from selecting import ON_POSTGRESQL, THOROUGH, database_of, is_one_in


def drawn() -> list[int]:
    """What one property, always the same, is asked with."""
    found = []

    @settings(derandomize=True, database=None, max_examples=200)
    @given(st.integers())
    def ask(number: int) -> None:
        found.append(number)

    ask()
    return found


def test_what_is_drawn_does_not_depend_on_the_modules_that_are_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = drawn()
    module = ModuleType("loaded_meanwhile")
    module.__file__ = str(tmp_path / "loaded_meanwhile.py")
    Path(module.__file__).write_text(f"NUMBERS = {[1_000_003 * n for n in range(1, 100)]}\n")
    monkeypatch.setitem(sys.modules, module.__name__, module)

    assert drawn() == before


def test_of_the_thorough_tests_that_are_taken_some_are_on_each_database() -> None:
    """Each draw is the same as ever, and one says nothing about the other."""
    names = [f"tests/features/test_of_{number}.py::test_that_it_holds[]" for number in range(5_000)]

    taken = Counter(database_of(name) for name in names if is_one_in(THOROUGH, name))

    assert taken["sqlite"] > taken["postgres"] > taken.total() / ON_POSTGRESQL / 2


def test_what_draws_by_a_number_of_its_own_is_drawn_longer_too() -> None:
    """Twice in `make test-all`, ten times in `make deep`, never less; who says none has the profile's number."""
    found = []

    @settings(derandomize=True, database=None, max_examples=7)
    @given(st.integers())
    def ask(number: int) -> None:
        found.append(number)

    usual = settings.get_current_profile_name()
    try:
        for profile in ("landing", "quick", "desk"):
            settings.load_profile(profile)
            sampling.draw_longer([SimpleNamespace(function=ask)])
            found.clear()
            ask()
            assert len(found) == (14 if profile == "desk" else 7)
        assert not settings.default.derandomize
    finally:
        settings.load_profile(usual)
