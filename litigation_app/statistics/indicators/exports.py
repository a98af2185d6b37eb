"""How do indicator values leave as CSV and JSON? One symbol for everything withheld: an empty value with status Q."""

import csv
import io
import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from litigation_app.core.text import harmless
from litigation_app.statistics.indicators import catalogue
from litigation_app.statistics.indicators.values import IndicatorValue, compute
from litigation_app.statistics.releases import Release

_COLUMNS = (
    "publication", "publication_sha256", "indicator", "definition", "unit", "year", "by", "code",
    "value", "low", "high", "interval", "n", "obs_status", "conf_status", "notes",
)  # fmt: skip
_OF_AN_INDICATOR = ("id", "version", "kind", "unit", "counted", "direction", "year_basis")


def as_csv(release: Release, only: str = "") -> str:
    """The values (or those of the indicator `only`) as CSV: a value a line, decimal point, lines ended by LF."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([harmless(cell) for cell in _line(release, value)] for value in compute(release, only))
    return out.getvalue()


def _line(release: Release, value: IndicatorValue) -> Sequence[str]:
    by, code = value.dims[1] if len(value.dims) > 1 else ("", "")
    indicator = catalogue.get(value.indicator_id)
    numbers = [_written(number) for number in (value.value, value.low, value.high)]
    of = [release.id, release.digest, indicator.id, indicator.version, indicator.unit]
    said = [*of, value.year, by, code, *numbers]
    conf = "C" if value.status == "Q" else "F"
    return [*said, value.interval_method, _written(value.n), value.status, conf, " ".join(value.notes)]


def _written(number: Decimal | int | None) -> str:
    return "" if number is None else format(number, "f" if isinstance(number, Decimal) else "d")


def as_json(release: Release, only: str = "") -> str:
    """The values with definitions and the publication that they come from, as JSON text."""
    values = compute(release, only)
    asked = [catalogue.get(only)] if only else catalogue.all_indicators()
    entries = [
        {
            **{key: getattr(one, key) for key in _OF_AN_INDICATOR},
            **{what: one.say(what, "en") for what in ("title", "definition", "numerator", "denominator")},
            "values": [_entry(value) for value in values if value.indicator_id == one.id],
        }
        for one in asked
    ]
    content = {"format": "litigation-indicators/1", "publication": _publication(release), "indicators": entries}
    return json.dumps(content, ensure_ascii=False, indent=2)


def _publication(release: Release) -> dict[str, Any]:
    return {
        "id": release.id,
        "title": release.title,
        "sha256": release.digest,
        "countries": list(release.countries),
        "first": release.first.isoformat(),
        "last": release.last.isoformat(),
        "reference_date": release.reference_date.isoformat(),
        "reference_dates": [day.isoformat() for day in release.reference_dates or (release.reference_date,)],
        "mode": release.mode,
    }


def _entry(value: IndicatorValue) -> dict[str, Any]:
    return {
        "dims": dict(value.dims),
        "value": _number(value.value),
        "low": _number(value.low),
        "high": _number(value.high),
        "interval": value.interval_method,
        "n": value.n,
        "obs_status": value.status,
        "notes": list(value.notes),
    }


def _number(number: Decimal | None) -> int | float | None:
    """Counts stay whole numbers; a percentage has one decimal."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() and number.as_tuple().exponent == 0 else float(number)
