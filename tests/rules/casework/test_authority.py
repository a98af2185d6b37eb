"""Does a power of attorney hold for a filing on a day?"""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.proceedings.powers_of_attorney import rules
from litigation_app.casework.proceedings.powers_of_attorney.rules import Filing, Lack, Power

SHE = UUID(int=1)
FULL = frozenset({"represent", "settle", "withdraw", "money", "substitute"})
POWER = Power(UUID(int=2), SHE, "", date(2026, 1, 10), until_on=date(2026, 6, 30), scope=FULL)
ON = date(2026, 3, 4)
SUBSTITUTE = Power(UUID(int=3), SHE, "", date(2026, 2, 1), of=POWER.id)


@pytest.mark.parametrize(
    ("power", "filed", "lack"),
    [
        (POWER, Filing("criminal", ON), None),
        (POWER, Filing("criminal", date(2026, 1, 9)), Lack.NOT_YET),
        (POWER, Filing("criminal", date(2026, 6, 30)), None),
        (POWER, Filing("criminal", date(2026, 7, 1)), Lack.ENDED),
        (replace(POWER, revoked_on=ON), Filing("criminal", ON), Lack.REVOKED),
        (replace(POWER, revoked_on=ON), Filing("criminal", ON - timedelta(days=1)), None),
        (replace(POWER, stands=False), Filing("criminal", ON), Lack.UNCHECKED),
        (replace(POWER, family="civil"), Filing("criminal", ON), Lack.OTHER),
        (replace(POWER, scope=frozenset({"represent"})), Filing("civil", ON, "withdraw"), Lack.SCOPE),
        (POWER, Filing("echr", ON), Lack.OTHER),  # Rule 45 § 3: Strasbourg needs a power of its own
        (replace(POWER, family="echr"), Filing("echr", ON), None),
    ],
)
def test_one_power_against_one_filing(power: Power, filed: Filing, lack: Lack | None) -> None:
    assert rules.lack(filed, [power]) == lack


@pytest.mark.parametrize(
    ("signer", "conflict", "fault", "stands"),
    [
        ("herself", "", [], True),
        ("minor", "", [], True),
        ("parent", "", ["conflict_not_said"], False),
        ("parent", "possible", [], False),
        ("ad_litem", "none", [], True),
    ],
)
def test_whose_signature_holds(signer: str, conflict: str, fault: list[str], stands: bool) -> None:
    found = rules.faults(from_on=ON, until_on=None, signer=signer, conflict=conflict)

    assert [code for _field, code in found] == fault
    assert rules.stands(signer, conflict) is stands


def test_without_any_power_there_is_none() -> None:
    assert rules.lack(Filing("criminal", ON), []) == Lack.NONE


def test_the_nearest_reason_is_said() -> None:
    ended, other = replace(POWER, until_on=ON - timedelta(days=1)), replace(POWER, id=UUID(int=9), family="civil")

    assert rules.lack(Filing("criminal", ON), [other, ended]) == Lack.ENDED


@pytest.mark.parametrize(
    "origin",
    [
        None,
        replace(POWER, revoked_on=date(2026, 2, 20)),
        replace(POWER, stands=False),
        replace(POWER, family="civil"),
        replace(POWER, of=UUID(int=7)),
    ],
)
def test_a_substitute_acts_only_under_a_power_that_holds(origin: Power | None) -> None:
    filed = Filing("criminal", ON)
    assert rules.lack(filed, [POWER, SUBSTITUTE]) is None

    assert rules.lack(filed, [SUBSTITUTE, *([origin] if origin else [])]) is not None


@pytest.mark.parametrize(
    ("event", "actor", "expected"),
    [
        ("lodged", "victim", "represent"),
        ("withdrawn", "victim", "withdraw"),
        ("declined", "victim", None),
        ("judgment_pronounced", "court", None),
    ],
)
def test_which_steps_are_filings(event: str, actor: str, expected: str | None) -> None:
    found = rules.filing(family="civil", event=event, actor=actor, on=ON)

    assert (found.scope if found else None) == expected


def test_only_the_application_to_strasbourg_needs_a_decision_on_anonymity() -> None:
    assert rules.needs_anonymity(family="echr", event="lodged")
    assert not rules.needs_anonymity(family="echr", event="anonymity_requested")
    assert not rules.needs_anonymity(family="constitutional", event="lodged")


@pytest.mark.parametrize(
    ("signer", "conflict", "expected"),
    [
        ("herself", "", True),
        ("guardian", "none", True),
        ("guardian", "possible", False),
        ("parent", "unchecked", False),
    ],
)
def test_whoever_signs_for_her_must_have_no_conflict(signer: str, conflict: str, *, expected: bool) -> None:
    assert rules.stands(signer, conflict) is expected


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(
    day=DAYS, first=DAYS, last=st.none() | DAYS, revoked=st.none() | DAYS, family=st.sampled_from(["", "civil", "echr"])
)
def test_a_power_holds_exactly_on_its_days_and_for_its_proceedings(
    day: date, first: date, last: date | None, revoked: date | None, family: str
) -> None:
    power = Power(UUID(int=2), SHE, family, first, last, revoked)

    holds = rules.lack(Filing("civil", day), [power]) is None

    is_its_day = first <= day and (last is None or day <= last) and (revoked is None or day < revoked)
    assert holds == (is_its_day and family in {"", "civil"})


@given(day=DAYS, more=st.lists(DAYS, max_size=4))
def test_another_power_never_takes_authority_away(day: date, more: list[date]) -> None:
    good = Power(UUID(int=2), SHE, "", date(2020, 1, 1))
    others = [Power(UUID(int=10 + at), SHE, "civil", on, revoked_on=on) for at, on in enumerate(more)]

    assert rules.lack(Filing("civil", day), [*others, good]) is None
