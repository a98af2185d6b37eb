"""A desk that opens by a passphrase, and how somebody opens it at its page."""

from typing import Any

from werkzeug.test import TestResponse

from config import Config
from litigation_app.vault.keys import keyring, lifecycle, passphrases
from served import PASSWORD

PASSPHRASE = "the owl counts every lamp"
QUICK_KIB = 64


def ask_for_a_passphrase(config: Config) -> None:
    """From now on this desk opens by PASSPHRASE and by nothing else."""
    root = keyring.file_root(config)
    lifecycle.add_root(config, root, passphrases.way(PASSPHRASE, memory_kib=QUICK_KIB))
    lifecycle.remove_root(config, root, "file")


def unlock(person: Any, email: str, *, password: str = PASSWORD, secret: str = PASSPHRASE) -> TestResponse:
    person._read_token(person.get("/unlock"))
    return person.post("/unlock", {"email": email, "password": password, "secret": secret})
