"""Is a desk not even started where others could copy it, or at an address that is not safe?"""

import json
import socket
from collections.abc import Iterator

import pytest

from commanding import run
from config import Config, ConfigRefused


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    """SQLite: there the database is a file too."""
    return sqlite_config


@pytest.fixture
def taken() -> Iterator[int]:
    """A port at which nobody can serve, so that a desk that is served all the same ends."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        yield door.getsockname()[1]


@pytest.mark.parametrize(("what", "mode"), [(".", 0o755), ("desk.db", 0o644), ("config.toml", 0o640), ("files", 0o711)])
def test_a_desk_that_others_can_read_is_not_served(config: Config, taken: int, what: str, mode: int) -> None:
    path = config.instance / what
    if what == "files":
        path.mkdir()
    path.chmod(mode)

    place = {"LITIGATION_INSTANCE": str(config.instance), "LITIGATION_DATABASE_URL": config.database_url}
    answer = run("serve", "--port", str(taken), **place)

    assert answer.exit_code == 1
    assert answer.stderr.count("\n") == 1
    assert f"chmod go-rwx {path.resolve()}" in answer.stderr


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
