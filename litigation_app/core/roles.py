"""Which roles and permissions are there, and who holds what? Pure; the policy is access.toml."""

import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from uuid import UUID


class Role(StrEnum):
    """What a person is at an office."""

    LAWYER = "lawyer"
    COORDINATOR = "coordinator"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class May(StrEnum):
    """One permission. PUBLIC needs no sign-in, SIGNED_IN no role; all others are granted by access.toml alone."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    LIST_CASES = "list_cases"
    CREATE_CASE = "create_case"
    OPEN_FILE = "open_file"
    OPEN_VICTIM = "open_victim"
    EDIT_VICTIM = "edit_victim"
    RECORD_STEP = "record_step"
    DRAFT_CLAIM = "draft_claim"
    REVIEW_CLAIM = "review_claim"
    RECORD_DECISION = "record_decision"
    READ_RELEASES = "read_releases"
    DRAFT_RELEASE = "draft_release"
    APPROVE_RELEASE = "approve_release"
    RUN_STUDY = "run_study"
    READ_LEDGER = "read_ledger"
    VERIFY_LEDGER = "verify_ledger"
    MANAGE_USERS = "manage_users"


OPEN_TO_ALL = frozenset({May.PUBLIC, May.SIGNED_IN})


@cache
def policy() -> dict[Role, frozenset[May]]:
    """The table of access.toml; raises ValueError for a word that is no role or permission."""
    table = tomllib.loads(Path(__file__).with_name("access.toml").read_text(encoding="utf-8"))
    return {Role(role): frozenset(May(name) for name in row["may"]) for role, row in table.items()}


@dataclass(frozen=True)
class Held:
    """A role at an office."""

    role: Role
    office_id: UUID


@dataclass(frozen=True)
class Actor:
    """The person who acts in this request."""

    id: UUID
    name: str
    email: str
    held: frozenset[Held] = field(default_factory=frozenset)
    session_id: UUID | None = None  # None: she acts by command
    office_name: str = ""

    def has(self, role: Role) -> bool:
        return any(held.role == role for held in self.held)

    def may(self, permission: May) -> bool:
        return permission in OPEN_TO_ALL or bool(self.offices(permission))

    def offices(self, permission: May) -> frozenset[UUID]:
        """The offices at which some role of hers grants this permission."""
        return frozenset(held.office_id for held in self.held if permission in policy()[held.role])

    def offices_as(self, role: Role) -> frozenset[UUID]:
        return frozenset(held.office_id for held in self.held if held.role == role)
