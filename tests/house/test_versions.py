"""Is the version that the command says the newest of the changelog?"""

import re
import tomllib
from pathlib import Path

from commanding import run

ROOT = Path(__file__).parents[2]
HEADING = re.compile(r"^## (\d+\.\d+\.\d+) \((?:unreleased|\d{4}-\d{2}-\d{2})\): ", re.MULTILINE)


def test_command_package_and_changelog_say_the_same() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text()
    versions = HEADING.findall(changes)

    said = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]

    assert versions[0] == said == run("--version").output.strip()
    assert len(versions) == changes.count("\n## ")
