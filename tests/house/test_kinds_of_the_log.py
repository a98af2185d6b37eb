"""Has whatever an entry of the access log may be about a word of its own, in the reader's language?"""

import re
from pathlib import Path

from litigation_app.accounts.audit.words import KINDS
from litigation_app.casework.strategy.views import KINDS as ENTERED_IN_ERROR

APP = Path(__file__).parents[2] / "litigation_app"
SAID = re.compile(r'\bof=f"([a-z_-]+):')  # where an entry is written
ROOM = re.compile(r'Blueprint\("([a-z_]+)"')


def found(pattern: re.Pattern[str], files: str) -> set[str]:
    read = (file for file in APP.rglob(files) if "vault" not in file.parts)  # which has tokens "of" a kind
    return {one for file in read for one in pattern.findall(file.read_text(encoding="utf-8"))}


def test_every_object_of_an_entry_has_its_word() -> None:
    written = found(SAID, "*.py")

    assert len(written) > 20
    assert written | {one.replace("-", "_") for one in ENTERED_IN_ERROR} <= set(KINDS)


def test_every_room_that_can_be_refused_has_its_word() -> None:
    rooms = found(ROOM, "views.py")

    assert len(rooms) > 40
    assert rooms <= set(KINDS)
