"""Do the pages name files that are there, and does docs/law.md name every file of the law room?"""

import re
from pathlib import Path

from litigation_app import law

ROOM = Path(law.__file__).parent
ROOT = ROOM.parents[1]
NAMED = re.compile(r"`((?:[\w-]+/)*\w+\.py|(?:[\w-]+/)+\w+\.toml)`")
WRITTEN = "instance/"  # what a desk writes lies beside no program


def test_every_file_of_the_law_room_is_in_its_page() -> None:
    told = (ROOT / "docs/law.md").read_text("utf-8")
    files = {path.name for path in (*ROOM.glob("*.py"), *ROOM.glob("debts/*.py")) if path.name != "__init__.py"}

    assert [one for one in sorted(files) if f"{one}`" not in told] == []


def test_every_file_of_the_program_that_a_page_names_is_there() -> None:
    rooms = ("litigation_app", "tests", "bench", "deep", "deploy", "migrations")
    there = [f"/{path.relative_to(ROOT)}" for room in rooms for path in ROOT.glob(f"{room}/**/*.*")]
    there.append("/config.py")
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/*.md")]
    named = [(page.name, one) for page in pages for one in NAMED.findall(page.read_text("utf-8"))]

    lost = [(page, one) for page, one in named if not any(path.endswith(f"/{one}") for path in there)]
    assert [(page, one) for page, one in lost if not one.startswith(WRITTEN)] == []
