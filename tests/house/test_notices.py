"""Does every page that something leads to say what was done?"""

import re
from pathlib import Path

APP = Path(__file__).parents[2] / "litigation_app"
NOTICES = (APP / "core/pages/notices.html").read_text(encoding="utf-8")
SAID = set(re.findall(r'^ +"([a-z-]+)": _\(', NOTICES, re.MULTILINE))
VIEWS = "\n".join(file.read_text(encoding="utf-8") for file in APP.rglob("views.py"))


def test_every_code_that_a_view_sends_has_its_sentence() -> None:
    assert set(re.findall(r'done="([^"]+)"', VIEWS)) - SAID == set()


def test_no_sentence_is_left_that_no_view_asks_for() -> None:
    others = (APP / "core/static/desk.js").read_text(encoding="utf-8")
    others += "\n".join(file.read_text(encoding="utf-8") for file in APP.rglob("*.py") if file.name != "views.py")
    assert {code for code in SAID if f'"{code}"' not in VIEWS and code not in others} == set()


def test_what_was_added_or_removed_is_named() -> None:
    assert {"added", "removed", "closed"} & SAID == set()
