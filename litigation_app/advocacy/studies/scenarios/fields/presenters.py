"""Why can a value of a scenario not be used, in the user's words? One sentence for each reason that the engine gives."""

import re
from decimal import Decimal

from litigation_app.advocacy.studies.scenarios.fields import forms as fields
from litigation_app.advocacy.studies.scenarios.tables import forms as tables
from litigation_app.core.language import _, _l, current
from litigation_app.core.money import format_number
from litigation_app.statistics.fund.scenario import ScenarioRefused

_PLACE = re.compile(r"at line (\d+), column (\d+)")


def _number(text: str) -> str:
    return fields.number(float(text.replace(",", "")), current())


def _percent(text: str) -> str:
    return f"{format_number(Decimal(text) * 100, current(), 0)} %"


_WAYS = {"number": _number, "share": _percent}
# What the engine says, and how it is said here; the first pattern that fits. A part of it is said as it stands, as a `number`, or as a
# `share` in per cent: `most_number` is written %(most)s.
WHYS: tuple[tuple[str, object], ...] = (
    (r"must be a triangle|must be a list of rows", tables.shape_of_triangle),
    (
        r"must foretell at most (?P<most_number>\S+) victims",
        _l("This would foretell more than %(most)s victims in a year."),
    ),
    (r"must be at most (?P<most_number>\S+) in a row", _l("Write at most %(most)s in a row.")),
    (r"must have at most (?P<most>\d+) rows", _l("Write at most %(most)s rows.")),
    (r"has a key of more than", _l("This file has a key of too many parts. A scenario needs at most four.")),
    (r"is too long", _l("This file is too long.")),
    (
        r"must be the (plain )?name of a file",
        _l("Only a file that ships with the desk can be included, by its plain name."),
    ),
    (r"goes in a circle", _l("This file includes itself.")),
    (r"must be at most (?P<most_number>\S+)$", _l("Write at most %(most)s.")),
    (
        r"must be at most (?P<most_number>\S+) in all, with",
        _l("Number times amount is too much: together at most %(most)s."),
    ),
    (r"must have at most (?P<most>\d+) entries", _l("At most %(most)s of these are taken.")),
    (
        r"must be at most 1: a shock",
        _l("A shock leaves receipts as they are or takes from them: write from 0 to 100 %."),
    ),
    (
        r"must be at least (?P<least_share>\S+) and below 1",
        _l("A fall leaves less than before: write at least %(least)s and less than 100 %%."),
    ),
    (r"low, mode and high must ascend", _l("The lowest, most likely and highest value must ascend.")),
    (r"must sum to 1", _l("Together these must make 100 %.")),
    (
        r"must be a text of at most (?P<most_number>\S+) letters",
        _l("Write at most %(most)s letters, and no signs that cannot be printed."),
    ),
    (r"must be a text", _l("Fill this in.")),
    (r"must have the year (?P<year>\d+) in one count only", _l("The year %(year)s stands here twice.")),
    (r"must name at least one year", _l("Name at least one year, or choose judgement.")),
    (r"must name years|must be a whole number or", fields.line_of_years),
    (r"must name at least two levels", _l("Name at least two levels.")),
    (r"levels are numbers", _l("Levels are shares: write them as numbers.")),
    (r"must have ascending bounds", _l("The bounds must ascend, one more of them than counts.")),
    (r"must have ascending amounts", _l("The amounts must ascend, each with its count.")),
    (r"must ascend", _l("The lines must ascend, each level and amount higher than the one before.")),
    (r"has no \[\[severity", _l("This group has no damages: write them under Damages first.")),
    (r"must have at least one group", _l("At least one group must count, each with a name of its own.")),
    (r"must have one of base_", _l("Say one thing: a yearly amount, convicted people, contracts or confiscations.")),
    (r"must be another name", _l("Two sources of income have this name: give each a name of its own.")),
    (
        r"may not be normal",
        _l("A normal distribution has no ends: write the lowest, the most likely and the highest value."),
    ),
    (r"some victims must be known", _l("Some victims of a year must be known in the year itself.")),
    (r"must be a number$", _l("Write a number.")),
    (r"must be at least (?P<least_number>\S+)$", _l("Write at least %(least)s.")),
    (
        r"must be a whole number from (?P<least>\d+) to (?P<most>\d+)",
        _l("Write a whole number from %(least)s to %(most)s."),
    ),
    (
        r"must be a year from (?P<base>\d+) to (?P<last>\d+)",
        _l("The fund begins in the year of the prices (%(base)s) or at most ten years after it (%(last)s)."),
    ),
    (
        r"must be of the years from (?P<least>\d+) to (?P<most>\d+)",
        _l("Counts are of years from %(least)s to %(most)s."),
    ),
    (r"must lie above 0 and below 1$", _l("Write more than 0 and less than 100 %.")),
    (r"must lie between 0 and 1$", _l("Write shares from 0 to 100 %.")),
    (r"must lie between (?P<least_number>\S+) and inf", _l("Write at least %(least)s.")),
    (
        r"must lie between (?P<least_share>\S+) and (?P<most_share>\S+)",
        _l("Write from %(least)s to %(most)s."),
    ),
    (r"its shapes must be positive", _l("These numbers must lie above 0.")),
    (
        r"a count cannot lie between (?P<low>\S+) and (?P<high>\S+)",
        _l("A count cannot lie between %(low)s and %(high)s."),
    ),
    (r"is not known", _l("This is not known here.")),
    (r"must be a table of changes", _l("An option is a table of changes, without options of its own.")),
    (
        r"must be the same in an option",
        _l("An option is of the same years and in the same currency as its scenario: leave this out."),
    ),
    (r"must be (a table|named tables)", _l("A table is meant here, with keys and values.")),
    (r"must be an array of tables", _l("Tables in double square brackets are meant here.")),
    (r"must be a list of", _l("A list in square brackets is meant here.")),
    (r"must be (?P<choice>\S+) or left out", _l("Write %(choice)s, or leave it out.")),
)
# of which one must stand there: last, because they may be any words
_CHOICES = re.compile(r"must be (?:one of )?(\S+(?:(?:, | or )\S+)*)$")


def sentence(stop: ScenarioRefused) -> str:
    """Why a value cannot be used."""
    if stop.why.startswith("cannot be read as TOML"):
        return _no_toml(stop.why)
    for pattern, words in WHYS:
        if found := re.match(pattern, stop.why):
            return words() if callable(words) else _filled(str(words), found)
    if choices := _CHOICES.match(stop.why):
        return _("Write one of: %(choices)s.", choices=", ".join(re.split(r", | or ", choices[1])))
    return _("This cannot be used.")


def _filled(words: str, found: re.Match[str]) -> str:
    """With what the engine named, each in its way."""
    named = {}
    for group, text in found.groupdict().items():
        name, _under, way = group.partition("_")
        named[name] = _WAYS[way](text) if way else text
    return words % named if named else words


def of_text(stop: ScenarioRefused) -> str:
    """The same of a whole text: with the key at fault."""
    if stop.key == "file" and stop.why.startswith("cannot be read"):
        return _no_toml(stop.why)
    return f"{stop.key}: {sentence(stop)}"


def _no_toml(why: str) -> str:
    place = _PLACE.search(why)
    if place is None:
        return _("This is no TOML that can be read: its end is missing.")
    return _(
        "This is no TOML that can be read: look at line %(line)s, at letter %(letter)s.", line=place[1], letter=place[2]
    )
