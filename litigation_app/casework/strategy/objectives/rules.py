"""May an objective be saved as it was typed? Pure."""

import re
from datetime import date
from enum import StrEnum

_INDICATOR = re.compile(r"[A-Z]{2,4}-\d{2}")


class Doubt(StrEnum):
    """What an objective contradicts."""

    BASELINE_HAS_NO_SOURCE = "baseline_has_no_source"
    TARGET_NOT_LATER = "target_not_later"
    NO_INDICATOR = "no_indicator"


def doubts(
    *, baseline: str, source: str, baseline_on: date | None, target_on: date | None, indicator: str
) -> list[Doubt]:
    """Why this objective cannot be saved as it stands."""
    found = []
    if baseline and not (source and baseline_on):
        found.append(Doubt.BASELINE_HAS_NO_SOURCE)
    if baseline_on and target_on and target_on <= baseline_on:
        found.append(Doubt.TARGET_NOT_LATER)
    if indicator and not _INDICATOR.fullmatch(indicator):
        found.append(Doubt.NO_INDICATOR)
    return found
