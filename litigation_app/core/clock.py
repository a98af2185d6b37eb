"""What time is it, for the desk?"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

REGION = ZoneInfo("Europe/Belgrade")  # the four countries share one civil time


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The calendar day in the region, by which courts count."""
    return now().astimezone(REGION).date()


def local(moment: datetime) -> datetime:
    """The same moment on the region's clocks."""
    return moment.astimezone(REGION)
