"""How is a person's record sealed, and who can open it? Keys, capsules, tickets; no pages."""

from litigation_app.vault.agent_client import AgentBusy
from litigation_app.vault.capsules import (
    CapsuleMissing,
    Sealing,
    SealOutdated,
    TicketRefused,
    commitments,
    open,  # noqa: A004 - read as vault.open
    open_many,
    open_row,
    remove,
    seal,
    seal_many,
)
from litigation_app.vault.fact_columns import read as facts
from litigation_app.vault.keyring import Keyring, Signer, create, load
from litigation_app.vault.models import Capsule, KekUse, SubjectKey
from litigation_app.vault.opening import BUSY_FOR
from litigation_app.vault.rootkey import KeyringRefused, SecretRefused
from litigation_app.vault.sealing import SealBroken
from litigation_app.vault.settings import (
    LateKeys,
    LateSigner,
    Vault,
    VaultLocked,
    current,
    install,
    is_locked,
    ledger_settings,
    lock,
    refresh,
    refuse_to_unlock,
    session_key,
    unlock,
    ways_to_unlock,
)
from litigation_app.vault.small_secrets import PassingSeal, open_secret, seal_secret
from litigation_app.vault.subjects import SealsExhausted, SubjectMissing, new_subject, new_subjects

__all__ = [
    "BUSY_FOR",
    "AgentBusy",
    "Capsule",
    "CapsuleMissing",
    "KekUse",
    "Keyring",
    "KeyringRefused",
    "LateKeys",
    "LateSigner",
    "PassingSeal",
    "SealBroken",
    "SealOutdated",
    "Sealing",
    "SealsExhausted",
    "SecretRefused",
    "Signer",
    "SubjectKey",
    "SubjectMissing",
    "TicketRefused",
    "Vault",
    "VaultLocked",
    "commitments",
    "create",
    "current",
    "facts",
    "install",
    "is_locked",
    "ledger_settings",
    "load",
    "lock",
    "new_subject",
    "new_subjects",
    "open",
    "open_many",
    "open_row",
    "open_secret",
    "refresh",
    "refuse_to_unlock",
    "remove",
    "seal",
    "seal_many",
    "seal_secret",
    "session_key",
    "unlock",
    "ways_to_unlock",
]
