"""What is missing from a sheet, and what do its answers say together? Pure."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from litigation_app.casework.courtwatch.rules import Part

FIRST = "hearing"
_IMPROPER = ("blamed", "intimate", "repeated")
_UNSEEN = "unseen"


def missing(sections: Iterable[Part], filled: Collection[str], *, is_held: bool) -> list[str]:
    """The sections that must still be filled. A hearing that was not held has nothing but its first section."""
    return [part.id for part in sections if part.id not in filled and (is_held or part.id == FIRST)]


def following(sections: Iterable[Part], filled: Collection[str]) -> str | None:
    """The next section that is still empty; None: all were saved."""
    return next((part.id for part in sections if part.id not in filled), None)


def is_held(codes: Mapping[str, Any]) -> bool:
    return bool(codes.get("held") == "yes")


def conduct(codes: Mapping[str, Any]) -> str:
    """Whether she was questioned improperly: "flag" (at least one of the kinds), "none", "unseen"."""
    said = [codes.get(name, _UNSEEN) for name in _IMPROPER]
    if "yes" in said:
        return "flag"
    return _UNSEEN if _UNSEEN in said else "none"


def presence(codes: Mapping[str, Any]) -> str | None:
    """Where the accused was while she spoke: apart (absent or out of sight), together, unseen; None: she did not speak."""
    said = codes.get("accused_present", _UNSEEN)
    if said == "none_spoke":
        return None
    return {"absent": "apart", "shielded": "apart", "present": "together", "confronted": "together"}.get(said, _UNSEEN)


def goes_on(codes: Mapping[str, Any]) -> bool:
    """Whether another section follows the one that was saved: nothing follows on a hearing that was not held."""
    return bool(codes.get("held", "yes") == "yes")
