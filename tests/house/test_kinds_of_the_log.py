"""Has every act of the access log, and whatever an entry may be about, a word of its own, in the reader's language?"""

import ast
import re
from pathlib import Path

from litigation_app.accounts.audit.presenters import ACTS
from litigation_app.accounts.audit.words import KINDS
from litigation_app.accounts.staff.proposals.rules import Kind
from litigation_app.casework.strategy.views import KINDS as ENTERED_IN_ERROR
from parsed import nodes

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


def test_every_act_that_the_code_writes_has_words() -> None:
    calls = [node for file in APP.glob("**/*.py") for node in nodes(file) if isinstance(node, ast.Call)]
    written = {act for call in calls for act in acts_in(call)} | {f"propose_{kind}" for kind in Kind} | set(Kind)

    assert len(written) > 30
    assert written <= set(ACTS)


def acts_in(call: ast.Call) -> set[str]:
    """The acts that this call writes into the log: its `act=`, or what it hands to the room's own `_note` or `_write`."""
    named = [keyword.value for keyword in call.keywords if keyword.arg == "act"]
    constants = [value for value in call.args if isinstance(value, ast.Constant)]
    if constants and ast.unparse(call.func) in {"_note", "_write", "strategy.write"}:
        named += constants
    chosen = [
        part for value in named for part in ([value.body, value.orelse] if isinstance(value, ast.IfExp) else [value])
    ]
    return {part.value for part in chosen if isinstance(part, ast.Constant) and isinstance(part.value, str)}
