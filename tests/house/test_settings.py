"""Does the page of settings say what the program reads?"""

import re
from dataclasses import fields
from pathlib import Path

from config import Config

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "settings.md"
SETTING = re.compile(r"^    # (.+)\n    (\w+): [^=\n]+(?: = (.+))?$", re.MULTILINE)
HEAD = """# Settings

All of them, made from `config.py`: a house test writes this page. They stand in `config.toml` in the instance's folder (0600; one
that the desk does not know stops the start), three of them in the environment instead (under systemd in `/etc/litigation/desk.env`).
None is needed on one's own machine; behind a proxy two are: `origin` and `proxies`. A change counts from the next start on.
Whatever else begins with `LITIGATION_` is a secret or an address for one command ([operations.md](operations.md), Commands;
[continuity.md](continuity.md#drills)).

| setting | default | meaning |
|---|---|---|
"""


def test_the_page_of_settings_is_that_of_the_program() -> None:
    said = SETTING.findall((ROOT / "config.py").read_text("utf-8"))
    rows = [f"| `{name}` | {shown(default)} | {meaning} |" for meaning, name, default in said]
    now = HEAD + "\n".join(rows) + "\n"
    is_current = PAGE.exists() and PAGE.read_text("utf-8") == now
    PAGE.write_text(now, "utf-8")

    assert [name for _meaning, name, _default in said] == [one.name for one in fields(Config)]
    assert is_current, "docs/settings.md was out of date; it is written anew, commit it"


def shown(default: str) -> str:
    plain = default.replace('field(default="", repr=False)', '""')
    return "none" if plain in {"", '""', "()", "None"} else f"`{plain}`"
