"""Which copies of the keyring in a folder are too old, so that whoever was erased since can still be read with them?"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

from litigation_app.vault.erasure import backups


def sentences(folder: Path, instance: UUID, *, before: datetime) -> Iterator[str]:
    """What is to be said of those that lie there."""
    for path in backups.overdue(folder, instance, before=before):
        yield f"{path} is an old copy of the keyring: whoever was erased since can still be read with it."
    for path in backups.nameless(folder):
        yield f"{path} is a copy of a keyring of an earlier version; whose and how old it is only you can know."
