"""A desk that was set up by the command."""

from pathlib import Path

import pytest

from commanding import run


@pytest.fixture
def desk(tmp_path: Path) -> dict[str, str]:
    """A desk that was just set up, with the address of its first administrator's link."""
    environ = {"LITIGATION_INSTANCE": str(tmp_path / "desk")}
    made = run("init", "--email", "chief@desk.example", **environ)
    assert made.exit_code == 0, made.output
    return environ | {"link": made.stdout.strip()}
