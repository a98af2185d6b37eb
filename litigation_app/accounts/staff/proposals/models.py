"""What has one administrator proposed about a person, and what did another say to it?"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, LargeBinary, String, bindparam
from sqlalchemy.orm import Mapped, mapped_column, relationship

from litigation_app.accounts import stamps
from litigation_app.accounts.models import Office, User
from litigation_app.accounts.staff.proposals.rules import LIVES, Kind, Outcome
from litigation_app.core import clock
from litigation_app.core.db import Base, UtcDateTime
from litigation_app.core.roles import Held, Role


class PersonProposal(Base):
    """An act that waits for a second administrator.

    `target_id` None: a person who is still to be added; only then `name` and `email` are filled. `roles`: codes joined
    by "+", at `office_id`; empty where the act is not about roles. `is_single`: carried out by one person alone.
    `word_hash`: the words that the proposer says to the person, until they stand with her; None where no link is made.
    """

    __tablename__ = "person_proposal"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kind: Mapped[Kind] = mapped_column(String(20))
    target_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    name: Mapped[str | None] = mapped_column(String(120))
    email: Mapped[str | None] = mapped_column(String(254))
    roles: Mapped[str] = mapped_column(String(100), default="")
    office_id: Mapped[UUID | None] = mapped_column(ForeignKey("office.id"))
    proposed_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[Outcome | None] = mapped_column(String(10))
    is_single: Mapped[bool] = mapped_column(default=False)
    word_hash: Mapped[str | None] = mapped_column(String(255))
    stamp: Mapped[bytes | None] = mapped_column(LargeBinary)
    row_version: Mapped[int] = mapped_column(default=1)

    target: Mapped[User | None] = relationship(foreign_keys=target_id, lazy="joined")
    proposer: Mapped[User] = relationship(foreign_keys=proposed_by, lazy="joined")
    decider: Mapped[User | None] = relationship(foreign_keys=decided_by, lazy="joined")
    office: Mapped[Office | None] = relationship(lazy="joined")

    __mapper_args__ = {"version_id_col": row_version}

    @property
    def wanted(self) -> frozenset[Held]:
        """The roles that it is about."""
        if self.office_id is None:
            return frozenset()
        return frozenset(Held(Role(role), self.office_id) for role in self.roles.split("+") if role)

    def decide(self, outcome: Outcome, *, by: UUID, at: datetime) -> None:
        self.outcome, self.decided_by, self.decided_at = outcome, by, at
        self.name = self.email = self.word_hash = None  # they stand with the person now, or she never came
        self.stamp = None


_WAITS_SINCE = bindparam("waits_since", callable_=lambda: clock.now() - LIVES, type_=UtcDateTime)
PROPOSAL = stamps.declare(
    stamps.Kind(
        PersonProposal,
        (
            "id",
            "kind",
            "target_id",
            "name",
            "email",
            "roles",
            "office_id",
            "proposed_by",
            "proposed_at",
            "is_single",
            "word_hash",
        ),
        "id",
        "proposal",
        counts=(PersonProposal.decided_at.is_(None), PersonProposal.proposed_at >= _WAITS_SINCE),
    )
)
