"""Does rowguard.toml speak of every table and every scope, and does PostgreSQL hold exactly its policies?"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import Connection, create_engine, text

import litigation_app.app  # noqa: F401  # every model is loaded
from config import Config
from litigation_app.core import row_policies
from litigation_app.core.access import May, Relation, policy
from litigation_app.core.db import Base
from litigation_app.core.rls import rowguard
from litigation_app.core.schema import driver_url
from parsed import nodes
from reached import tables

PACKAGE = Path(__file__).parents[2] / "litigation_app"
SAID = rowguard.table()
HERS = {
    "emergency": {"casework_assignment", "casework_emergency", "casework_wall"},
    "colleagues_away": {"casework_assignment", "casework_case", "casework_wall"},
}  # her own rows, which she sees anyhow
POLICIES = text("SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies ORDER BY 1, 2")
GUARDED = text("SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace")


def test_every_table_is_guarded_or_says_why_not() -> None:
    assert set(SAID.guarded) | set(SAID.others) == set(Base.metadata.tables) | {"alembic_version"}
    assert not set(SAID.guarded) & set(SAID.others)
    assert all(SAID.others.values())


def test_no_table_with_a_case_in_it_goes_unguarded() -> None:
    about = {"case_id", "victim_id", "claim_id", "proceeding_id", "subject"}
    found = {name for name, table in Base.metadata.tables.items() if about & set(table.columns.keys())}

    assert found - set(SAID.guarded) == {"ledger_entry"}


@pytest.mark.parametrize("name", SAID.guarded)
def test_the_columns_that_lead_to_the_case_are_there(name: str) -> None:
    how, columns = SAID.guarded[name], Base.metadata.tables[name].columns

    assert {how.column, how.office, how.lawyer} - {""} <= set(columns.keys())


@pytest.mark.parametrize("name", [name for name, how in SAID.guarded.items() if how.office and not how.is_asked])
def test_of_a_stored_row_that_repeats_its_office_no_function_is_asked(name: str) -> None:
    how = SAID.guarded[name]
    written = row_policies.policies(name, how)

    assert "desk_sees" not in written["desk_read"], "one call for each row of an office: half a second a page"
    assert "casework_assignment" in written["desk_read"]
    assert "desk_sees" in written["desk_add"]  # what a new row says of itself counts for nothing


def test_the_planner_knows_what_the_function_costs(postgres_config: Config) -> None:
    engine = create_engine(driver_url(postgres_config.database_url))
    with engine.connect() as connection:
        dear = connection.scalars(text("SELECT procost FROM pg_proc WHERE proname LIKE 'desk\\_sees%'")).all()
    engine.dispose()

    assert len(dear) == 4
    assert min(dear) >= 1_000


def test_scopes_open_guarded_tables_and_say_why() -> None:
    for name, scope in SAID.scopes.items():
        assert scope.reads <= set(SAID.guarded), name
        assert scope.reason, name


def test_a_scope_is_entered_where_the_table_says_and_nowhere_else() -> None:
    found = set(entered())

    assert found == {(name, place) for name, scope in SAID.scopes.items() for place in scope.at}


def test_a_scope_opens_every_table_that_is_asked_within_it() -> None:
    """A table that is left out is empty for the desk, and nothing fails: a closed year lost its corrections so."""
    asked: dict[str, set[str]] = defaultdict(set)
    narrow = {name for name, scope in SAID.scopes.items() if scope.reads < set(SAID.guarded)}
    for one in entries():
        if one.scope in narrow:
            asked[one.scope] |= {table for part in one.within for table in tables(one.module, part)} & set(SAID.guarded)

    missing = {name: found - SAID.scopes[name].reads for name, found in asked.items()}
    assert missing == {name: HERS.get(name, set()) for name in narrow}


class Entry(NamedTuple):
    """A place that enters a scope, and what is done in it."""

    scope: str
    module: str
    function: str
    within: list[ast.stmt]


def entered() -> Iterator[tuple[str, str]]:
    """(scope, module.function) of every place that enters one."""
    for one in entries():
        yield one.scope, f"{one.module.removeprefix('litigation_app.')}.{one.function}"


def entries() -> Iterator[Entry]:
    for path in PACKAGE.glob("**/*.py"):
        if "rowguard" not in path.read_text("utf-8"):
            continue
        module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        for function in nodes(path):
            if isinstance(function, ast.FunctionDef):
                for scope, within in entering(function):
                    assert isinstance(scope, ast.Constant), f"{module}: a scope is named where it is entered"
                    yield Entry(scope.value, module, function.name, within)


def entering(function: ast.FunctionDef) -> Iterator[tuple[ast.expr, list[ast.stmt]]]:
    """Each scope that a function enters, and what it does in it; all of it where that is no block of its own."""
    blocks = [node for node in ast.walk(function) if isinstance(node, ast.With)]
    held = {item.context_expr: node.body for node in blocks for item in node.items}
    for call in ast.walk(function):
        if isinstance(call, ast.Call) and is_entering(call.func):
            (scope,) = call.args
            yield scope, held.get(call, [function])


def is_entering(called: ast.expr) -> bool:
    return isinstance(called, ast.Attribute) and ast.unparse(called) == "rowguard.system"


def test_a_scope_is_entered_by_its_whole_name_alone() -> None:
    """Any other spelling would escape the list above."""
    spoken = [
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.glob("**/*.py")
        if "rowguard" in path.read_text("utf-8")
        for node in nodes(path)
        if isinstance(node, ast.ImportFrom) and node.module == "litigation_app.core.rls.rowguard"
        for name in node.names
        if name.name in {"system", "_entered"}
    ]

    assert spoken == []


def test_nobody_may_do_anything_with_a_case_that_the_database_does_not_show_her() -> None:
    """The fence follows the permission to list cases: no other may reach further."""
    of_a_case = {Relation.ASSIGNED, Relation.OFFICE, Relation.EMERGENCY}
    shown = {(rule.role, rule.relation) for rule in policy().granted[May.LIST_CASES]}

    assert {(rule.role, rule.relation) for rule in policy().rules if rule.relation in of_a_case} <= shown


@pytest.fixture
def owner(postgres_config: Config) -> Iterator[Connection]:
    engine = create_engine(driver_url(postgres_config.owner_database_url or ""))
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_the_database_guards_these_tables_and_no_others(owner: Connection) -> None:
    assert set(owner.execute(GUARDED).scalars()) == set(SAID.guarded)


def test_the_database_holds_the_policies_that_the_table_says(owner: Connection) -> None:
    before = owner.execute(POLICIES).all()
    row_policies.lay(owner)
    after = owner.execute(POLICIES).all()

    assert before == after
    assert len(before) == 4 * len(SAID.guarded)
