"""How do observations leave as JSON, with their columns, code lists and reference metadata?"""

import json
from collections.abc import Mapping
from typing import Any

from litigation_app.statistics.exports import block, metadata
from litigation_app.statistics.exports.observations import Dataset

DATA = "observations.csv"


def as_json(made: Dataset) -> bytes:
    """The observations with their columns, code lists and reference metadata."""
    return canonical(
        {
            "format": "litigation-observations/1",
            "kind": made.kind,
            "publication": {"title": made.release.title, **made.of_the_set()},
            "columns": [*block.DIMENSIONS, block.MEASURE, *block.OF_A_CELL],
            "observations": [[text or None for text in one.written()] for one in made.observations],
            "codes": made.names,
            "reference_metadata": _reference(made),
        }
    )


def canonical(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _reference(made: Dataset) -> list[dict[str, Any]]:
    return [{"number": one.number, "name": one.name, "text": one.text} for one in metadata.headings(made.release)]
