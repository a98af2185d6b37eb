"""Is a key of a `disclosure-question/1` a slip of the pen? One so like a key that is read would else be passed over in silence."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from litigation_app.disclosure.protocol.typed import QuestionRefused

REMARKS = ("schema", "title", "source", "verified_by", "ask", "expected", "tolerance")
ASKS: Mapping[str, tuple[str, ...]] = {
    "audit": ("cells", "relations", "suppressed"),
    "protect": ("cells", "relations", "always_published", "rule"),
    "sensitivity": ("contributions", "holding", "rule"),
    "groups": ("table", "rule"),
    "groupings": ("atoms", "releases", "rule"),
    "difference": ("before", "after", "relations", "always_published", "assume", "rule"),
}
RULE = ("kind", "k", "min_contributors", "protection", "insiders", "p", "nk", "one_k")
CELL, RELATION = ("key", "value", "contributors"), ("total", "parts")
ALIKE = 0.75  # of difflib's ratio: "contributers" is 0.92 of "contributors"


def refuse(question: Mapping[str, Any], ask: str) -> None:
    """Raises QuestionRefused with the path of the first key that is so like one that is read, and is none."""
    _refuse(question, (*REMARKS, *ASKS.get(ask, ())), "")
    _refuse(question.get("rule"), RULE, "rule.")
    for key, read in (("cells", CELL), ("before", CELL), ("after", CELL), ("relations", RELATION)):
        listed = question.get(key)
        for number, entry in enumerate(listed if isinstance(listed, list) else ()):
            _refuse(entry, read, f"{key}.{number}.")


def _refuse(given: Any, read: Iterable[str], path: str) -> None:
    for key in given if isinstance(given, Mapping) else ():
        known = [] if key in read else get_close_matches(str(key).lower(), read, 1, ALIKE)
        if known:
            raise QuestionRefused(f"{path}{key}", f"is not read: is it meant for {known[0]}?")
