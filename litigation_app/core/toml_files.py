"""What does a data file say that lies beside the module which reads it?"""

import tomllib
from pathlib import Path
from typing import Any


def read_toml(module: str, name: str) -> dict[str, Any]:
    """`module`: the `__file__` of who asks; it keeps what it makes of it."""
    return tomllib.loads(Path(module).with_name(name).read_text(encoding="utf-8"))
