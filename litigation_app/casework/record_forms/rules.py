"""What was recorded, as it was typed? Pure."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from litigation_app.casework.record_forms.kinds import Kind


@dataclass(frozen=True)
class Said:
    """What a lawyer records. `told`: by field of the kind; `of`: ids by party; `note` is sealed ("" for none)."""

    kind: Kind
    on: date
    told: dict[str, Any]
    of: dict[str, UUID] = field(default_factory=dict)
    note: str = field(default="", repr=False)
