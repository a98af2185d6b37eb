"""Who of a partner organisation may be the second person of an act here, and under which key does she sign?"""

from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from litigation_app.accounts import stamps
from litigation_app.core.db import Base


class Cosigner(Base):
    """An outside co-signer, by the proposal that named her last; whoever suspends her takes the stamp away.

    Her account has no role, no password and no link: she never signs in here. `user_id` None: she is proposed, and nobody has
    agreed. `key`: her partner's public key, as a witness exchanges it.
    """

    __tablename__ = "cosigner"

    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("person_proposal.id"), primary_key=True)
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"), unique=True, index=True)
    key: Mapped[str] = mapped_column(String(200))
    stamp: Mapped[bytes | None] = mapped_column(LargeBinary)


COSIGNER = stamps.declare(
    stamps.Kind(
        Cosigner,
        ("proposal_id", "user_id", "key"),
        "proposal_id",
        "proposal",
        key=stamps.STAFF,
        counts=(Cosigner.user_id.is_(None) | Cosigner.user_id.in_(stamps.AT_WORK),),
    )
)
