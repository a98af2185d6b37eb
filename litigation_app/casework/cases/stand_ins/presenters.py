"""How is it said on which days somebody is away?"""

from collections.abc import Iterable

from litigation_app.casework.cases.stand_ins.rules import Days
from litigation_app.core.language import _, format_date


def in_words(days: Iterable[Days]) -> str:
    """Days in words: "4. 12. 2026. – 6. 12. 2026.", a single one by itself."""
    return ", ".join(
        format_date(one.first) if one.first == one.last else f"{format_date(one.first)} – {format_date(one.last)}"
        for one in days
    )


def is_away_too(name: str, days: Iterable[Days]) -> str:
    """Why this person cannot stand in then."""
    return _("%(name)s is away too (%(days)s). Choose somebody else, or other days.", name=name, days=in_words(days))
