"""How fast are the ledger, the vault and its rotation, each in an empty folder of its own?"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import ledger, rotation, vault


def figures() -> Iterator[dict[str, Any]]:
    """The figures of the stores."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "ledger").mkdir()
        yield from ledger.figures(Path(folder) / "ledger")
        (Path(folder) / "vault").mkdir()
        yield from vault.figures(Path(folder) / "vault")
        (Path(folder) / "rotation").mkdir()
        yield from rotation.figures(Path(folder) / "rotation")
