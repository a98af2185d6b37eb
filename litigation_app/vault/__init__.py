"""How is a person's record sealed, and who can open it? Keys, capsules, tickets; no pages."""

from litigation_app.vault.capsules.capsules import Sealing, SealOutdated, commitments, remove, seal, seal_many
from litigation_app.vault.capsules.small_secrets import is_sealed_for, open_secret, seal_secret
from litigation_app.vault.capsules.subject_keys import (
    SealsExhausted,
    SubjectMissing,
    new_subject,
    new_subjects,
    under_old_keks,
)
from litigation_app.vault.capsules.unsealing import (
    TicketRefused,
    open,  # noqa: A004  # read as vault.open
    open_many,
    open_row,
)
from litigation_app.vault.ciphers.aead import SealBroken
from litigation_app.vault.fact_cache.fact_columns import read as facts
from litigation_app.vault.keys.agent_client import AgentBusy
from litigation_app.vault.keys.holder import (
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
    stamp_key,
    unlock,
    ways_to_unlock,
)
from litigation_app.vault.keys.keyring import Keyring, Signer, create, load
from litigation_app.vault.keys.root_key import KeyringRefused, SecretRefused
from litigation_app.vault.keys.root_source import BUSY_FOR
from litigation_app.vault.models import Capsule, KekUse, SubjectKey

__all__ = [
    "BUSY_FOR", "AgentBusy", "Capsule", "KekUse", "Keyring", "KeyringRefused", "LateKeys", "LateSigner", "SealBroken",
    "SealOutdated", "Sealing", "SealsExhausted", "SecretRefused", "Signer", "SubjectKey", "SubjectMissing",
    "TicketRefused", "Vault", "VaultLocked", "commitments", "create", "current", "facts", "install", "is_locked",
    "is_sealed_for", "ledger_settings", "load", "lock", "new_subject", "new_subjects", "open", "open_many", "open_row",
    "open_secret", "refresh", "refuse_to_unlock", "remove", "seal", "seal_many", "seal_secret", "session_key",
    "stamp_key", "under_old_keks", "unlock", "ways_to_unlock",
]  # fmt: skip
