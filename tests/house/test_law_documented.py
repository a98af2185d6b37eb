"""Does docs/law.md name every file of the law room?"""

from pathlib import Path

from litigation_app import law

ROOM = Path(law.__file__).parent


def test_every_file_of_the_law_room_is_in_its_page() -> None:
    told = (ROOM.parents[1] / "docs/law.md").read_text("utf-8")
    files = {path.name for path in (*ROOM.glob("*.py"), *ROOM.glob("debts/*.py")) if path.name != "__init__.py"}

    assert [one for one in sorted(files) if f"{one}`" not in told] == []
