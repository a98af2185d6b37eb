"""Is a desk not even started where others could copy it, or at an address that is not safe?"""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from config import Config, ConfigRefused
from litigation_app.app import serve_app


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    """SQLite: there the database is a file too."""
    return sqlite_config


@pytest.fixture
def as_people_start_it(config: Config, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This desk is the one of the environment; the mask of new files is given back."""
    monkeypatch.setenv("LITIGATION_INSTANCE", str(config.instance))
    monkeypatch.setenv("LITIGATION_DATABASE_URL", config.database_url)
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.mark.usefixtures("as_people_start_it")
@pytest.mark.parametrize(("what", "mode"), [(".", 0o755), ("desk.db", 0o644), ("config.toml", 0o640), ("files", 0o711)])
def test_a_desk_that_others_can_read_is_not_served(config: Config, what: str, mode: int) -> None:
    path = config.instance / what
    if what == "files":
        path.mkdir()
    path.chmod(mode)

    with pytest.raises(ConfigRefused, match=f"chmod go-rwx {path.resolve()}"):
        serve_app()


@pytest.mark.usefixtures("as_people_start_it")
def test_the_command_says_so_in_one_sentence(config: Config) -> None:
    (config.instance / "config.toml").chmod(0o644)

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-c", "from litigation_app.cli import main; main()", "serve", "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    assert done.returncode == 1
    assert (
        done.stderr.strip().splitlines()[-1].startswith(f"{config.instance / 'config.toml'} can be read by other users")
    )


def loaded(config: Config, origin: str) -> Config:
    (config.instance / "config.toml").write_text(f"origin = {json.dumps(origin)}\n")
    return Config.load({"LITIGATION_INSTANCE": str(config.instance)})


@pytest.mark.parametrize(
    "origin",
    [
        "http://desk.example", "http://192.168.1.5:8000", "http://localhost.evil.example", "*", "https://*", "https://*.desk.example",
        "https://", "desk.example", "ftp://desk.example", "https://desk.example/", "https://desk.example/cases", "https://a@desk.example",
        "https://desk.example?x", "javascript:alert(1)", "", "null",
    ],
)  # fmt: skip
def test_an_address_at_which_nobody_is_safe_stops_the_start(config: Config, origin: str) -> None:
    with pytest.raises(ConfigRefused, match="https://desk"):
        loaded(config, origin)


@pytest.mark.parametrize(
    "origin",
    ["https://desk.example", "https://desk.example:8443", "https://пример.срб", "http://localhost:8000", "http://[::1]:8000"],
)  # fmt: skip
def test_an_address_with_tls_or_of_this_machine_is_taken(config: Config, origin: str) -> None:
    assert loaded(config, origin).origin == origin
