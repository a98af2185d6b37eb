"""What does PostgreSQL itself refuse to write about a case that is not hers?"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, Engine, delete, insert, update
from sqlalchemy.exc import ProgrammingError

from config import Config
from fenced import a_row_in_every_table, acting, engine_of, guarded
from litigation_app.casework.cases.models import Assignment, Case, Emergency
from litigation_app.casework.clients.victims.models import Victim


@pytest.fixture
def config(postgres_config: Config) -> Config:
    return postgres_config


@pytest.fixture
def rows(config: Config) -> Iterator[Engine]:
    engine = engine_of(config.database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def hers(make: Any) -> Callable[[str, UUID], dict[str, Any]]:
    return lambda email, office: {
        "actor": make.user_id(email),
        "assigned": [office],
        "emergency": [office],
        "creates": [office],
    }


def new_case(office: UUID, by: UUID) -> dict[str, Any]:
    case = {"id": uuid4(), "country": "RS", "year": 2026, "reference": "RS-2026-0099"}
    case |= {"code_name": "Jela 1", "office_id": office, "opened_on": date(2026, 3, 1), "created_by": by}
    return case | {"created_at": datetime.now(UTC), "law_version": "1", "row_version": 1}


def works_on(case: UUID, user: UUID, office: UUID) -> dict[str, Any]:
    named = {"reference": "RS-2026-0099", "code_name": "Jela 1", "opened_on": date(2026, 3, 1)}
    return {"case_id": case, "user_id": user, "office_id": office, "kind": "second", **named}


def refused(connection: Connection, statement: Any) -> bool:
    try:
        with connection.begin_nested():
            connection.execute(statement)
    except ProgrammingError as error:
        return "row-level security" in str(error)
    return False


def test_nothing_of_another_lawyers_case_can_be_changed_or_removed(
    config: Config, rows: Engine, make: Any, hers: Any
) -> None:
    office = make.office()
    lawyer, other = make.lawyer(office=office), make.lawyer(office=office)
    case = make.case(lawyer)
    make.victim(lawyer, case)
    a_row_in_every_table(config, case, made_by=make.user_id(make.analyst(office=office)))

    with acting(rows, **hers(other, office)) as connection:
        for table in guarded():
            if table.name != "casework_case":  # its rows are never removed: others stand on them
                assert connection.execute(delete(table)).rowcount == 0, table.name
            column = next(iter(table.columns))
            assert connection.execute(update(table).values({column: column})).rowcount == 0, table.name


def test_nothing_can_be_added_to_another_lawyers_case(rows: Engine, make: Any, hers: Any) -> None:
    office = make.office()
    lawyer, other = make.lawyer(office=office), make.lawyer(office=office)
    case, user = make.case(lawyer), make.user_id(other)
    victim = {"id": uuid4(), "case_id": case, "code_name": "X", "added_by": user, "added_at": datetime.now(UTC)}

    with acting(rows, **hers(other, office)) as connection:
        assert refused(connection, insert(Victim).values(**victim, row_version=1))
        assert refused(connection, insert(Assignment).values(**works_on(case, user, office)))


def test_a_row_of_hers_cannot_be_moved_to_another_lawyers_case(rows: Engine, make: Any, hers: Any) -> None:
    office = make.office()
    lawyer, other = make.lawyer(office=office), make.lawyer(office=office)
    case, own = make.case(lawyer), make.case(other)
    victim = make.victim(other, own)

    with acting(rows, **hers(other, office)) as connection:
        assert refused(connection, update(Victim).where(Victim.id == victim).values(case_id=case))


def test_no_row_of_hers_says_another_office_than_its_case(config: Config, rows: Engine, make: Any, hers: Any) -> None:
    office, elsewhere = make.office(), make.office()
    lawyer = make.lawyer(office=office)
    case = make.case(lawyer)
    make.victim(lawyer, case)
    a_row_in_every_table(config, case, made_by=make.user_id(make.analyst(office=office)))
    repeating = [
        table
        for table in guarded()
        if {"case_id", "office_id"} <= set(table.columns.keys())
        and table.name not in {"casework_assignment", "casework_emergency"}
    ]

    with acting(rows, **hers(lawyer, office)) as connection:
        moved = [
            table.name for table in repeating if not refused(connection, update(table).values(office_id=elsewhere))
        ]

    assert len(repeating) > 15
    assert moved == []


def test_a_lawyer_opens_a_case_at_her_office_for_herself_and_nowhere_else(rows: Engine, make: Any, hers: Any) -> None:
    office, elsewhere = make.office(), make.office()
    lawyer, other = make.lawyer(office=office), make.lawyer(office=office)
    me, colleague = make.user_id(lawyer), make.user_id(other)

    with acting(rows, **hers(lawyer, office)) as connection:
        assert refused(connection, insert(Case).values(**new_case(elsewhere, me)))
        assert refused(connection, insert(Case).values(**new_case(office, colleague)))
        mine = new_case(office, me)
        connection.execute(insert(Case).values(**mine))
        assert refused(connection, insert(Assignment).values(**works_on(mine["id"], colleague, office)))
        connection.execute(insert(Assignment).values(**works_on(mine["id"], me, office)))


def test_nobody_writes_nothing(rows: Engine, make: Any) -> None:
    office = make.office()
    lawyer = make.lawyer(office=office)

    with acting(rows) as connection:
        assert refused(connection, insert(Case).values(**new_case(office, make.user_id(lawyer))))


def test_a_coordinator_cannot_call_a_case_of_another_office_her_own(rows: Engine, make: Any) -> None:
    office, elsewhere = make.office(), make.office()
    boss = make.coordinator(office=office)
    case = make.case(make.lawyer(office=elsewhere))

    with acting(rows, actor=make.user_id(boss), office=[office]) as connection:
        assert refused(connection, insert(Assignment).values(**works_on(case, make.user_id(boss), office)))


def test_an_emergency_is_of_a_case_of_her_office_and_never_grows_longer(rows: Engine, make: Any, hers: Any) -> None:
    office, elsewhere = make.office(), make.office()
    lawyer, other = make.lawyer(office=office), make.lawyer(office=elsewhere)
    case, foreign = make.case(make.lawyer(office=office)), make.case(other)
    emergency, me = make.emergency(case, lawyer), make.user_id(lawyer)
    made = {"id": uuid4(), "case_id": foreign, "user_id": me, "category": "danger", "row_version": 1}
    made |= {"started_at": datetime.now(UTC), "until": datetime.now(UTC) + timedelta(hours=1)}
    mine = update(Emergency).where(Emergency.id == emergency)

    with acting(rows, **hers(lawyer, office)) as connection:
        for said in (office, elsewhere):
            assert refused(connection, insert(Emergency).values(**made, office_id=said))
        assert refused(connection, mine.values(case_id=foreign))
        assert refused(connection, mine.values(until=datetime.now(UTC) + timedelta(hours=2)))
        assert connection.execute(mine.values(until=datetime.now(UTC))).rowcount == 1
