"""How fast are the ledger and the vault, each in an empty folder of its own?"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import ledger, vault


def figures() -> Iterator[dict[str, Any]]:
    """The figures of both stores."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "ledger").mkdir()
        yield from ledger.figures(Path(folder) / "ledger")
        (Path(folder) / "vault").mkdir()
        yield from vault.figures(Path(folder) / "vault")
