"""Does access.toml grant exactly what was decided, said here a second time? Whoever changes one must change the other.

"!" after a relation: the second factor again. "?": a purpose that goes into the access log first.
"""

import pytest

from litigation_app.core.roles import May, Obligation, Rule, policy

FILE_READERS = "lawyer.assigned? lawyer.emergency? coordinator.office?"
IDENTITY_READERS = "lawyer.assigned? lawyer.emergency? coordinator.office!?"
DECIDED = {
    "list_cases": "lawyer.assigned lawyer.emergency coordinator.office",
    "create_case": "lawyer.anywhere",
    "open_file": FILE_READERS,
    "open_victim": FILE_READERS,
    "open_identity": IDENTITY_READERS,
    "open_contact": IDENTITY_READERS,
    "open_health": FILE_READERS,
    "open_exploitation": FILE_READERS,
    "open_legal": FILE_READERS,
    "edit_victim": "lawyer.assigned",
    "record_step": "lawyer.assigned coordinator.office",
    "add_document": "lawyer.assigned coordinator.office",
    "read_document": FILE_READERS,
    "read_guarded": "coordinator.office?",
    "draft_claim": "lawyer.assigned",
    "review_claim": "coordinator.office",
    "record_decision": "lawyer.assigned coordinator.office",
    "assign_case": "coordinator.office",
    "wall_case": "coordinator.office!",
    "break_glass": "lawyer.anywhere!",
    "review_break_glass": "coordinator.office auditor.anywhere",
    "read_alerts": "lawyer.anywhere coordinator.anywhere auditor.anywhere administrator.anywhere",
    "report_openings": "lawyer.assigned coordinator.office",
    "see_erasures": "coordinator.office",
    "ask_erasure": "coordinator.office!",
    "agree_erasure": "coordinator.office!",
    "settle_duplicate": "coordinator.office",
    "search_names": "lawyer.anywhere coordinator.anywhere",
    "register_judgment": "lawyer.anywhere coordinator.anywhere",
    "code_judgment": "lawyer.anywhere coordinator.anywhere",
    "adjudicate": "coordinator.anywhere",
    "observe_trial": "lawyer.anywhere coordinator.anywhere",
    "read_agreement": "coordinator.anywhere analyst.anywhere",
    "see_objectives": "lawyer.anywhere coordinator.anywhere",
    "write_objective": "coordinator.anywhere",
    "add_precedent": "lawyer.anywhere coordinator.anywhere",
    "record_strategy": "lawyer.assigned coordinator.office",
    "decide_strategy": "coordinator.office",
    "manage_grants": "coordinator.anywhere",
    "record_act": "lawyer.anywhere coordinator.anywhere",
    "read_releases": "lawyer.anywhere coordinator.anywhere analyst.anywhere auditor.anywhere",
    "draft_release": "coordinator.anywhere analyst.anywhere",
    "approve_release": "coordinator.anywhere!",
    "trust_partner": "coordinator.anywhere!",
    "run_study": "coordinator.anywhere analyst.anywhere",
    "read_ledger": "auditor.anywhere",
    "verify_ledger": "administrator.anywhere auditor.anywhere",
    "export_ledger": "auditor.anywhere!",
    "see_people": "administrator.anywhere",
    "manage_users": "administrator.anywhere!",
    "agree_users": "administrator.anywhere!",
    "cosign": "coordinator.anywhere administrator.anywhere",
    "manage_offices": "administrator.anywhere!",
    "manage_keys": "administrator.anywhere!",
}
GRANTED_BY_NO_ROLE = {"public", "signed_in", "machine"}


def written(rule: Rule) -> str:
    marks = ("!" if Obligation.STEP_UP in rule.obligations else "") + (
        "?" if Obligation.PURPOSE in rule.obligations else ""
    )
    return f"{rule.role}.{rule.relation}{marks}"


@pytest.mark.parametrize("permission", DECIDED)
def test_a_permission_is_granted_as_it_was_decided(permission: str) -> None:
    granted = {written(rule) for rule in policy().rules if rule.permission == permission}

    assert granted == set(DECIDED[permission].split())


def test_no_permission_was_forgotten() -> None:
    assert set(DECIDED) | GRANTED_BY_NO_ROLE == {may.value for may in May}
