"""Is an id found wherever it stands in a file, and as often as it stands there?"""

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from litigation_app.operations.residue import residue_bytes as byte_search
from litigation_app.operations.residue.residue_bytes import _WINDOW


@pytest.mark.thorough
@pytest.mark.parametrize("at", [0, 1, _WINDOW - 36, _WINDOW - 20, _WINDOW - 1, _WINDOW, 2 * _WINDOW - 5])
def test_one_that_lies_across_two_windows_is_counted_once(tmp_path: Path, at: int) -> None:
    file, she = tmp_path / "file", uuid4()
    for written, count in ((str(she), byte_search.count_written), (she.hex, byte_search.count_digits)):
        file.write_bytes(b"." * at + written.encode() + b"." * 40)
        assert count(file, [she]) == {she: 1}


def test_each_is_counted_by_itself_and_also_where_other_digits_touch_it(tmp_path: Path) -> None:
    file, first, second = tmp_path / "file", uuid4(), uuid4()
    file.write_text(f"case{first.hex}{second.hex}facts{first.hex}0")

    assert byte_search.count_digits(file, [first, second, UUID(int=0)]) == {first: 2, second: 1}


def test_an_empty_file_and_no_ids_give_nothing(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")

    assert not byte_search.count_written(file, [uuid4()])
    file.write_bytes(b"x" * 100)
    assert not byte_search.count_written(file, [])
