"""What is recorded of a client as a person: what contradicts itself, what must be read first, what is kept in the open."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation_app.casework.clients.personal_records import rules
from litigation_app.casework.clients.personal_records.rules import Particular
from litigation_app.casework.clients.victims.rules import Group
from litigation_app.casework.record_forms import rules as kinds
from litigation_app.core.text import NotPrintable

KINDS = rules.catalogue().kinds
ON = date(2026, 3, 4)


def test_every_kind_opens_with_a_group_of_her_record_that_is_shown() -> None:
    assert {one.capsule for one in KINDS.values()} <= set(Group)
    assert all(one.capsule == one.group for one in KINDS.values())


@pytest.mark.parametrize(
    ("kind", "told", "faults"),
    [
        ("service", {"whose": "counsel"}, []),
        ("service", {"whose": "own"}, [("address", "own_without_address"), ("reason", "own_without_reason")]),
        ("service", {"whose": "own", "address": "Nigde 1", "reason": "She asked"}, []),
        ("contact_rule", {"call": "times"}, [("times", "no_times")]),
        ("contact_rule", {"call": "never"}, []),
        ("permit", {"since": "2026-05-01", "until": "2026-04-30"}, [("until", "ends_before")]),
        ("permit", {"until": "2026-04-30"}, []),
    ],
)
def test_what_is_missing_or_contradicts_itself(kind: str, told: dict[str, Any], faults: list[tuple[str, str]]) -> None:
    assert rules.faults(KINDS[kind], told) == faults


def test_only_the_day_of_an_end_is_kept_in_the_open() -> None:
    assert rules.reminds_on(KINDS["permit"], {"what": "asylum", "until": "2026-04-30"}) == date(2026, 4, 30)
    assert rules.reminds_on(KINDS["permit"], {"what": "asylum"}) is None
    assert rules.reminds_on(KINDS["consent"], {"until": "2026-04-30"}) is None


def test_rules_of_contact_and_dangers_that_are_not_over_are_read_first() -> None:
    told = {
        UUID(int=1): Particular(KINDS["contact_rule"], ON, {"call": "never"}),
        UUID(int=2): Particular(KINDS["danger"], ON, {"level": "past"}),
        UUID(int=3): Particular(KINDS["danger"], date(2026, 5, 1), {"level": "high"}),
        UUID(int=4): Particular(KINDS["abroad"], ON, {"country": "Nigdezemska"}),
    }

    assert [id_.int for id_, _one in rules.first(told.items())] == [3, 1]


def test_it_refuses_to_be_printed() -> None:
    with pytest.raises(NotPrintable):
        str(Particular(KINDS["abroad"], ON, {"country": "Nigdezemska"}))


@given(
    kind=st.sampled_from(sorted(KINDS)),
    on=st.dates(),
    told=st.dictionaries(st.sampled_from(["what", "until"]), st.text(max_size=20)),
    note=st.text(max_size=50),
)
def test_what_a_capsule_holds_is_what_was_said(kind: str, on: date, told: dict[str, str], note: str) -> None:
    found = rules.opened(rules.content(Particular(KINDS[kind], on, told, note)))

    assert (found.kind.id, found.on, dict(found.told), found.note) == (kind, on, told, note)


def test_a_kind_in_the_open_may_not_ask_for_words(tmp_path: Any) -> None:
    words = 'en = "A"\nsr = "A"\n'
    file = tmp_path / "kinds.toml"
    text = f'[group]\na = {{ en = "A", sr = "A" }}\n[list]\n[kind.b]\ngroup = "a"\n{words}'
    file.write_text(text + 'field = [{ id = "c", kind = "line", en = "C", sr = "C" }]\n')

    with pytest.raises(ValueError, match="kind b"):
        kinds.read(file)
