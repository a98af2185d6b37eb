"""Which roles and permissions are there, and who holds what? Pure; the policy is access.toml."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from uuid import UUID

from litigation_app.core.toml_files import read_toml


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
    MACHINE = "machine"  # no person: a partner's program, which proves itself by a signature in what it sends
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
    TRUST_PARTNER = "trust_partner"
    RUN_STUDY = "run_study"
    READ_LEDGER = "read_ledger"
    VERIFY_LEDGER = "verify_ledger"
    SEE_PEOPLE = "see_people"
    MANAGE_USERS = "manage_users"
    AGREE_USERS = "agree_users"
    COSIGN = "cosign"
    MANAGE_OFFICES = "manage_offices"
    MANAGE_KEYS = "manage_keys"
    ASSIGN_CASE = "assign_case"
    WALL_CASE = "wall_case"
    BREAK_GLASS = "break_glass"
    REVIEW_BREAK_GLASS = "review_break_glass"
    READ_ALERTS = "read_alerts"
    OPEN_IDENTITY = "open_identity"
    OPEN_CONTACT = "open_contact"
    OPEN_HEALTH = "open_health"
    OPEN_EXPLOITATION = "open_exploitation"
    OPEN_LEGAL = "open_legal"
    SEARCH_NAMES = "search_names"
    SETTLE_DUPLICATE = "settle_duplicate"
    ADD_DOCUMENT = "add_document"
    READ_DOCUMENT = "read_document"
    READ_GUARDED = "read_guarded"
    REPORT_OPENINGS = "report_openings"
    EXPORT_LEDGER = "export_ledger"
    SEE_ERASURES = "see_erasures"
    ASK_ERASURE = "ask_erasure"
    AGREE_ERASURE = "agree_erasure"
    REGISTER_JUDGMENT = "register_judgment"
    CODE_JUDGMENT = "code_judgment"
    ADJUDICATE = "adjudicate"
    OBSERVE_TRIAL = "observe_trial"
    READ_AGREEMENT = "read_agreement"
    SEE_OBJECTIVES = "see_objectives"
    WRITE_OBJECTIVE = "write_objective"
    ADD_PRECEDENT = "add_precedent"
    RECORD_STRATEGY = "record_strategy"
    DECIDE_STRATEGY = "decide_strategy"
    MANAGE_GRANTS = "manage_grants"
    RECORD_ACT = "record_act"


OPEN_TO_ALL = frozenset({May.PUBLIC, May.SIGNED_IN})


class Relation(StrEnum):
    """How a person stands to a case. ANYWHERE: the permission is not about a case."""

    ASSIGNED = "assigned"  # its lead or second lawyer
    OFFICE = "office"  # her role is held at the office that has the case
    EMERGENCY = "emergency"  # she opened it in an emergency, which is not over, or stands in for its lawyer now
    BEHIND_ETHICAL_WALL = "walled"  # she is kept away from it
    ANYWHERE = "anywhere"


class Obligation(StrEnum):
    """What must be done besides: say why, or show the second factor again."""

    PURPOSE = "purpose"
    STEP_UP = "step_up"


@dataclass(frozen=True)
class Rule:
    """One line of access.toml: a role may do this where she stands so; `id` is "permission.role.relation"."""

    id: str
    permission: May
    role: Role
    relation: Relation
    obligations: frozenset[Obligation]


@dataclass(frozen=True)
class Decision:
    """Whether she may, by which rule (of a refusal: what closed it, "" where nothing allows it), and what she owes."""

    allow: bool
    rule: str = ""
    obligations: frozenset[Obligation] = frozenset()


@dataclass(frozen=True)
class Policy:
    """The table of access.toml. `closed_by`: relations that refuse whatever a rule says."""

    rules: tuple[Rule, ...]
    closed_by: frozenset[Relation]

    def of(self, role: Role) -> frozenset[May]:
        """Everything that some rule grants this role."""
        return self.by_role[role]

    def roles(self, permission: May, relation: Relation) -> frozenset[Role]:
        """The roles that may do this where they stand so."""
        return frozenset(rule.role for rule in self.granted[permission] if rule.relation is relation)

    @cached_property
    def by_role(self) -> dict[Role, frozenset[May]]:
        """The same of each role."""
        return {role: frozenset(rule.permission for rule in self.rules if rule.role is role) for role in Role}

    @cached_property
    def fresh(self) -> frozenset[May]:
        """What asks everybody for the second factor again."""
        asked = {rule.permission for rule in self.rules if Obligation.STEP_UP in rule.obligations}
        return frozenset(asked - {rule.permission for rule in self.rules if Obligation.STEP_UP not in rule.obligations})

    @cached_property
    def granted(self) -> dict[May, tuple[Rule, ...]]:
        """The rules of each permission."""
        return {may: tuple(rule for rule in self.rules if rule.permission is may) for may in May}


@cache
def policy() -> Policy:
    """The table of access.toml; raises ValueError for a word that is no permission, role, relation or obligation."""
    table = read_toml(__file__, "access.toml")
    closed_by = frozenset(Relation(name) for name in table.pop("relations", {}).get("closed_by", ()))
    rules = tuple(
        Rule(f"{may}.{role}.{relation}", May(may), Role(role), Relation(relation), frozenset(map(Obligation, owed)))
        for may, by_role in table.items()
        for role, by_relation in by_role.items()
        for relation, owed in by_relation.items()
    )
    return Policy(rules, closed_by)


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
    emergencies: frozenset[UUID] = frozenset()  # cases open to her for a time: in an emergency, or since she stands in
    stands_in: frozenset[UUID] = frozenset()  # those of them in which she stands in for a colleague
    goes_to: frozenset[UUID] = (
        frozenset()
    )  # hearings to which she goes instead, and whose cases are not open to her yet
    stands_in_later: frozenset[UUID] = frozenset()  # absences of colleagues that begin later

    def has(self, role: Role) -> bool:
        return any(held.role == role for held in self.held)

    def may(self, permission: May) -> bool:
        return permission in OPEN_TO_ALL or bool(self.offices(permission))

    def offices(self, permission: May) -> frozenset[UUID]:
        """The offices at which some role of hers grants this permission."""
        return frozenset(held.office_id for held in self.held if permission in policy().of(held.role))

    def reach(self, permission: May) -> dict[Relation, frozenset[UUID]]:
        """By which relations she may do this, each with the offices at which a role of hers says so."""
        found: dict[Relation, set[UUID]] = {}
        for rule in policy().granted[permission]:
            for held in self.held:
                if held.role is rule.role:
                    found.setdefault(rule.relation, set()).add(held.office_id)
        return {relation: frozenset(offices) for relation, offices in found.items()}

    def offices_as(self, role: Role) -> frozenset[UUID]:
        return frozenset(held.office_id for held in self.held if held.role == role)


def decide(actor: Actor, permission: May, stands: Collection[Relation], office_id: UUID | None = None) -> Decision:
    """May she do this, standing so to a case of this office (None: it is not about a case)?

    What closes a case beats every rule. Of several rules that allow it, the one that asks least of her counts.
    """
    if office_id is None:
        return _least(rule for rule in _hers(actor, permission) if rule.relation is Relation.ANYWHERE)
    closed = next((relation for relation in policy().closed_by if relation in stands), None)
    if closed is not None:
        return Decision(False, closed)
    return _least(rule for rule in _hers(actor, permission, office_id) if rule.relation in stands)


def _hers(actor: Actor, permission: May, office_id: UUID | None = None) -> list[Rule]:
    roles = {held.role for held in actor.held if office_id in {None, held.office_id}}
    return [rule for rule in policy().granted[permission] if rule.role in roles]


def _least(allowing: Iterable[Rule]) -> Decision:
    rule = min(allowing, key=lambda one: len(one.obligations), default=None)
    return Decision(True, rule.id, rule.obligations) if rule else Decision(False)
