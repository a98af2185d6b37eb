"""Which data backups in a folder are kept? The last of each of some days, weeks and months that have any, and the newest two days."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from litigation_app.core import clock
from litigation_app.vault.erasure import backups
from litigation_app.vault.keys import keyfile

RECENT = timedelta(days=2)  # before the newest: what was drilled today, or leads back from an upgrade, stays


class Rule(NamedTuple):
    """How many of each are kept."""

    days: int
    weeks: int
    months: int

    @classmethod
    def of(cls, text: str) -> "Rule":
        """As it is typed: "7,5,12". Raises ValueError."""
        days, weeks, months = (int(one) for one in text.split(","))
        if min(days, weeks, months) < 0:
            raise ValueError(text)
        return cls(days, weeks, months)


def kept(moments: Iterable[datetime], rule: Rule) -> set[datetime]:
    """Those of these moments that the rule keeps, by the calendar of the region."""
    newest_first = sorted(moments, reverse=True)
    found = {at for at in newest_first if newest_first[0] - at <= RECENT}
    spans: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (rule.days, lambda at: clock.local(at).date()),
        (rule.weeks, lambda at: clock.local(at).isocalendar()[:2]),
        (rule.months, lambda at: (clock.local(at).year, clock.local(at).month)),
    )
    for most, span in spans:
        last_of: dict[object, datetime] = {}
        for at in newest_first:
            last_of.setdefault(span(at), at)
        found |= set(list(last_of.values())[:most])
    return found


def thin_out(folder: Path, instance: UUID, rule: Rule) -> list[Path]:
    """Delete what the rule does not keep of this desk's data backups, and no other file; which they were."""
    there = dict(backups.data_of(folder, instance))
    keep = kept(there.values(), rule)
    gone = sorted(path for path, at in there.items() if at not in keep)
    for path in gone:
        path.unlink()
    keyfile.sync_folder(folder)
    return gone
