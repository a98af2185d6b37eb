"""How is a person's record sealed, and who can open it? Keys, capsules, tickets; no pages."""

from litigation_app.vault.capsules import (
    CapsuleMissing,
    Sealing,
    SealOutdated,
    TicketRefused,
    commitments,
    open,  # noqa: A004 - read as vault.open
    open_many,
    seal,
    seal_many,
)
from litigation_app.vault.keyring import Keyring, Signer, create, load
from litigation_app.vault.models import Capsule, KekUse, SubjectKey
from litigation_app.vault.rootkey import KeyringRefused
from litigation_app.vault.sealing import SealBroken
from litigation_app.vault.settings import Vault, current, install
from litigation_app.vault.subjects import SealsExhausted, SubjectMissing, new_subject, new_subjects

__all__ = [
    "Capsule",
    "CapsuleMissing",
    "KekUse",
    "Keyring",
    "KeyringRefused",
    "SealBroken",
    "SealOutdated",
    "Sealing",
    "SealsExhausted",
    "Signer",
    "SubjectKey",
    "SubjectMissing",
    "TicketRefused",
    "Vault",
    "commitments",
    "create",
    "current",
    "install",
    "load",
    "new_subject",
    "new_subjects",
    "open",
    "open_many",
    "seal",
    "seal_many",
]
