"""Are the samples of `make test` the same on every machine, whatever its workers have done before?"""

import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


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
