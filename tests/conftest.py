"""What do all tests stand on: an empty desk on a real SQLite or PostgreSQL, quickly."""

import gc
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import sqlalchemy
from flask import Flask
from hypothesis import HealthCheck
from hypothesis.internal import entropy
from hypothesis.internal.conjecture import providers

import desks
import durations
import sampling
import selecting
import suite_clock
from config import Config
from litigation_app import ledger, vault
from litigation_app.core import db as database
from litigation_app.core import schema
from litigation_app.core.db import db
from litigation_app.core.rls import rowguard
from postgres_desk import DESK, TEMPLATE, PostgresDesk, started

PATIENT: Any = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}  # a busy machine is no finding
ANEW: Any = PATIENT | {"derandomize": False}  # on a machine of CI too, where the library would draw the same each time
hypothesis.settings.register_profile("desk", **ANEW, max_examples=200)  # `make test-all`
hypothesis.settings.register_profile("landing", **PATIENT, derandomize=True)  # `make test`: the same on every machine
hypothesis.settings.register_profile("quick", **PATIENT, derandomize=True, max_examples=10)  # `make check`
hypothesis.settings.register_profile("deep", **ANEW, max_examples=1_000)  # `make deep`
hypothesis.settings.load_profile("desk")
# Else it mixes numbers and words of our own modules into what it draws, of those that a worker has loaded so far.
providers.is_local_module_file = lambda _path: False

desks.stay_in_memory()
desks.compile_templates_once()
desks.wait_for_a_busy_machine()
OWNER, WORKER = "desk_owner", "desk_role"  # on PostgreSQL: who owns the tables, and who works with them


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, help="how often a server and a rotation are killed, on each database")
    parser.addoption("--everything", action="store_true", help="what `make test-all` adds: see docs/testing.md")
    parser.addoption("--order", type=int, help="shuffle the tests; the same number gives the same order")
    parser.addoption(
        "--on", default=suite_clock.BEGINS, help="the moment in the region at which the suite's clock begins"
    )


def pytest_configure(config: pytest.Config) -> None:
    desks.forget_whose_terminal_it_is()
    suite_clock.begin(config.getoption("--on"))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    lines = durations.by_folder([report for some in terminalreporter.stats.values() for report in some])
    if lines:
        terminalreporter.section("seconds of a worker by folder")
        terminalreporter.write("\n".join([*lines, ""]))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Twelve thousand tests stay to the end: the garbage collector looks through them neither while they come nor, each time for
    seconds, later.
    """
    with entropy.deterministic_PRNG():  # while the collector can still tell the library who holds its generator
        gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


@pytest.hookimpl(trylast=True)  # a folder's own marks come first
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """`make test` takes a part: see docs/testing.md."""
    if not config.getoption("--everything"):
        left_out = {item: None for item in items if selecting.is_left_out(item)}
        config.hook.pytest_deselected(items=[*left_out])
        items[:] = [item for item in items if item not in left_out]
    sampling.draw_longer(items)
    if (seed := config.getoption("--order")) is not None:
        items[:] = selecting.shuffled(items, seed)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server of our own (from a wheel; runs as root), without a database name."""
    folder = tempfile.mkdtemp(prefix="pg")  # short, since a socket lies in it
    server = started(folder)
    address = server.get_uri().replace("/postgres?", "/{name}?", 1)
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):  # the machine's own crash is no test of ours
        _postgres_admin(address, f"ALTER SYSTEM SET {setting} = off")
    _postgres_admin(address, "ALTER SYSTEM SET autovacuum = off")  # it comes by its own clock, and is seen
    _postgres_admin(address, "SELECT pg_reload_conf()")
    _postgres_admin(address, f"CREATE ROLE {OWNER} LOGIN CREATEROLE")
    yield address
    server.cleanup()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with keyring and migrated SQLite database, to be copied."""
    folder = tmp_path_factory.mktemp("template")
    config = Config(instance=folder, database_url=f"sqlite:///{folder / 'desk.db'}")
    vault.create(config)
    schema.upgrade(config)
    (folder / "config.toml").touch(mode=0o600)  # what a test writes into it stays its owner's alone
    return folder


@pytest.fixture(scope="session")
def postgres_template(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with its tables in the PostgreSQL database `template_desk`."""
    folder = tmp_path_factory.mktemp("pg-template")
    _postgres_admin(postgres, f'CREATE DATABASE "{TEMPLATE}" OWNER {OWNER}')
    config = Config(instance=folder, **_addresses(postgres, TEMPLATE))
    vault.create(config)
    schema.upgrade(config)
    (folder / "config.toml").touch(mode=0o600)
    return folder


def _addresses(postgres: str, name: str) -> dict[str, str]:
    """The desk works as one role; another owns the tables and is used to make and change them."""
    return {
        key: sqlalchemy.make_url(postgres.format(name=name))
        .set(username=role, password=None)
        .render_as_string(hide_password=False)
        for key, role in (("database_url", WORKER), ("owner_database_url", OWNER))
    }


def _postgres_admin(postgres: str, statement: str) -> None:
    engine = sqlalchemy.create_engine(schema.driver_url(postgres.format(name="postgres")), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.fixture(scope="session")
def desk_place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the desks of this worker lie, one after the other: an application finds each where it found the last."""
    return tmp_path_factory.mktemp("place")


@pytest.fixture
def sqlite_config(sqlite_template: Path, desk_place: Path) -> Config:
    """An empty desk of one's own on SQLite."""
    return desks.on_sqlite(desks.laid(sqlite_template, desk_place / "sqlite"))


@pytest.fixture(scope="session")
def postgres_desk(postgres_template: Path, postgres: str) -> PostgresDesk:
    return PostgresDesk(postgres, OWNER)


@pytest.fixture
def postgres_config(postgres_template: Path, postgres: str, postgres_desk: PostgresDesk, desk_place: Path) -> Config:
    """An empty desk of one's own on PostgreSQL."""
    postgres_desk.empty()
    return _on_postgres(desks.laid(postgres_template, desk_place / "postgres"), postgres)


def _on_postgres(instance: Path, server: str) -> Config:
    return Config(instance=instance, **_addresses(server, DESK), password_hash_kib=desks.QUICK_HASH_KIB)


@pytest.fixture(scope="module")
def desk_of_a_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Config]:
    """An empty desk on the database of this name, at which all tests of a file look: none of them asks for one of its own."""

    def made(database: str) -> Config:
        place = tmp_path_factory.mktemp("file") / database
        instance = desks.laid(request.getfixturevalue(f"{database}_template"), place)
        if database == "sqlite":
            return desks.on_sqlite(instance)
        request.getfixturevalue("postgres_desk").empty()
        return _on_postgres(instance, request.getfixturevalue("postgres"))

    return made


@pytest.fixture
def everything(pytestconfig: pytest.Config) -> bool:
    """Whether what walks over all pages, forms, roles or languages takes all of them (`make test-all`), not a sample."""
    return bool(pytestconfig.getoption("--everything"))


@pytest.fixture(autouse=True)
def outside_of_requests() -> Iterator[None]:
    """What a test itself looks up and makes, it sees; a request in it is its person's alone."""
    with rowguard.system("maintenance"):
        yield


@pytest.fixture(params=["sqlite", "postgres"])
def config(request: pytest.FixtureRequest) -> Config:
    """An empty desk of one's own, on each database in turn."""
    made: Config = request.getfixturevalue(f"{request.param}_config")
    return made


@pytest.fixture
def desk(config: Config) -> Iterator[Flask]:
    """A bare desk (database, vault, ledger; no pages) with its context pushed, on each database in turn."""
    app = Flask("bare")
    database.install(app, config)
    vault.install(app, config)
    ledger.install(app, vault.ledger_settings, folder=config.checkpoints)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def as_owner(config: Config) -> Callable[..., None]:
    """Run statements as whoever owns the tables: the one who can do more than the desk itself."""

    def run(*statements: str, **values: object) -> None:
        engine = sqlalchemy.create_engine(schema.driver_url(config.owner_database_url or config.database_url))
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(sqlalchemy.text(statement), values)
        engine.dispose()

    return run
