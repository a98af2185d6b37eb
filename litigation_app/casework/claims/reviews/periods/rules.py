"""By when is a claim to be reviewed, and from when on by whoever is alone? The periods of review.toml. Pure."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("review.toml")


@dataclass(frozen=True)
class Own:
    """Whether whoever asks is the only one at the office who could review what she wrote, and when she asks.

    `needs_two`: a claim that one has approved needs a second approval by the limit in force now.
    """

    is_alone: bool
    now: datetime
    needs_two: bool = True


NOT_ALONE = Own(is_alone=False, now=datetime.min.replace(tzinfo=UTC))


@dataclass(frozen=True)
class Settings:
    """The periods of review.toml."""

    review_within_days: int
    own_after_hours: int
    filed_before_days: int


@cache
def settings() -> Settings:
    """As the file has them."""
    return Settings(**tomllib.loads(_FILE.read_text(encoding="utf-8")))


def review_due(out_on: date) -> date:
    """The day by which a claim that went out without approval is to be reviewed."""
    return out_on + timedelta(days=settings().review_within_days)
