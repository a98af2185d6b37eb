"""Why can a value of a scenario not be used, in the user's words? One sentence for each reason that the engine gives."""

import re
from collections.abc import Callable
from decimal import Decimal

from litigation_app.advocacy.studies.scenarios.fields import forms as fields
from litigation_app.advocacy.studies.scenarios.tables import forms as tables
from litigation_app.core.language import _, current
from litigation_app.core.money import format_number
from litigation_app.statistics.fund.scenario import ScenarioRefused

Say = Callable[[re.Match[str]], str]
_PLACE = re.compile(r"at line (\d+), column (\d+)")


def sentence(stop: ScenarioRefused) -> str:
    """Why a value cannot be used."""
    found = ((say, re.match(pattern, stop.why)) for pattern, say in whys())
    return next((say(match) for say, match in found if match), _("This cannot be used."))


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


def whys() -> list[tuple[str, Say]]:
    """What the engine says, and how it is said here; the first pattern that fits."""
    return [
        *_of_reports(),
        *_of_files(),
        *_of_limits(),
        *_of_lists(),
        *_of_laws(),
        *_of_numbers(),
        *_of_tables(),
        *_of_choices(),
    ]


def _of_reports() -> list[tuple[str, Say]]:
    """What the engine says of late reports, as sentences."""
    return [
        (r"must be a triangle|must be a list of rows", lambda _m: tables.shape_of_triangle()),
        (
            r"must foretell at most (\S+) victims",
            lambda m: _("This would foretell more than %(most)s victims in a year.", most=_most(m)),
        ),
        (
            r"must be at most (\S+) in a row",
            lambda m: _("Write at most %(most)s in a row.", most=_most(m)),
        ),
        (r"must have at most (\d+) rows", lambda m: _("Write at most %(most)s rows.", most=m[1])),
    ]


def _of_files() -> list[tuple[str, Say]]:
    """What the engine says of a file as such, as sentences."""
    return [
        (
            r"has a key of more than",
            lambda _m: _("This file has a key of too many parts. A scenario needs at most four."),
        ),
        (r"is too long", lambda _m: _("This file is too long.")),
        (r"cannot be read as TOML", lambda m: _no_toml(m.string)),
        (
            r"must be the (plain )?name of a file",
            lambda _m: _("Only a file that ships with the desk can be included, by its plain name."),
        ),
        (r"goes in a circle", lambda _m: _("This file includes itself.")),
    ]


def _of_limits() -> list[tuple[str, Say]]:
    """What the engine says of what is too much, as sentences."""

    return [
        (r"must be at most (\S+)$", lambda m: _("Write at most %(most)s.", most=_most(m))),
        (
            r"must be at most (\S+) in all, with",
            lambda m: _("Number times amount is too much: together at most %(most)s.", most=_most(m)),
        ),
        (r"must have at most (\d+) entries", lambda m: _("At most %(most)s of these are taken.", most=m[1])),
        (
            r"must be at most 1: a shock",
            lambda _m: _("A shock leaves receipts as they are or takes from them: write from 0 to 100 %."),
        ),
        (
            r"must be at least (\S+) and below 1",
            lambda m: _(
                "A fall leaves less than before: write at least %(least)s and less than 100 %%.", least=_percent(m[1])
            ),
        ),
    ]


def _of_numbers() -> list[tuple[str, Say]]:
    """What the engine says of single numbers, as sentences."""
    return [
        (r"must be a number$", lambda _m: _("Write a number.")),
        (r"must be at least (\S+)$", lambda m: _("Write at least %(least)s.", least=_figure(m[1]))),
        (
            r"must be a whole number from (\d+) to (\d+)",
            lambda m: _("Write a whole number from %(least)s to %(most)s.", least=m[1], most=m[2]),
        ),
        (
            r"must be a year from (\d+) to (\d+)",
            lambda m: _(
                "The fund begins in the year of the prices (%(base)s) or at most ten years after it (%(last)s).",
                base=m[1],
                last=m[2],
            ),
        ),
        (
            r"must be of the years from (\d+) to (\d+)",
            lambda m: _("Counts are of years from %(least)s to %(most)s.", least=m[1], most=m[2]),
        ),
        (r"must lie above 0 and below 1$", lambda _m: _("Write more than 0 and less than 100 %.")),
        (r"must lie between 0 and 1$", lambda _m: _("Write shares from 0 to 100 %.")),
        (
            r"must lie between (\S+) and inf",
            lambda m: _("Write at least %(least)s.", least=_figure(m[1])),
        ),
        (
            r"must lie between (\S+) and (\S+)",
            lambda m: _("Write from %(least)s to %(most)s.", least=_percent(m[1]), most=_percent(m[2])),
        ),
        (r"its shapes must be positive", lambda _m: _("These numbers must lie above 0.")),
        (
            r"a count cannot lie between (\S+) and (\S+)",
            lambda m: _("A count cannot lie between %(low)s and %(high)s.", low=m[1], high=m[2]),
        ),
    ]


def _of_lists() -> list[tuple[str, Say]]:
    """What the engine says of values that belong together, as sentences."""
    return [
        (r"low, mode and high must ascend", lambda _m: _("The lowest, most likely and highest value must ascend.")),
        (r"must sum to 1", lambda _m: _("Together these must make 100 %.")),
        (
            r"must be a text of at most (\S+) letters",
            lambda m: _("Write at most %(most)s letters, and no signs that cannot be printed.", most=_most(m)),
        ),
        (r"must be a text", lambda _m: _("Fill this in.")),
        (
            r"must have the year (\d+) in one count only",
            lambda m: _("The year %(year)s stands here twice.", year=m[1]),
        ),
        (r"must name at least one year", lambda _m: _("Name at least one year, or choose judgement.")),
        (r"must name years|must be a whole number or", lambda _m: fields.line_of_years()),
        (r"must name at least two levels", lambda _m: _("Name at least two levels.")),
        (r"levels are numbers", lambda _m: _("Levels are shares: write them as numbers.")),
        (r"must have ascending bounds", lambda _m: _("The bounds must ascend, one more of them than counts.")),
        (r"must have ascending amounts", lambda _m: _("The amounts must ascend, each with its count.")),
        (r"must ascend", lambda _m: _("The lines must ascend, each level and amount higher than the one before.")),
        (r"has no \[\[severity", lambda _m: _("This group has no damages: write them under Damages first.")),
        (r"must have at least one group", lambda _m: _("At least one group must count, each with a name of its own.")),
        (
            r"must have one of base_",
            lambda _m: _("Say one thing: a yearly amount, convicted people, contracts or confiscations."),
        ),
        (
            r"must be another name",
            lambda _m: _("Two sources of income have this name: give each a name of its own."),
        ),
    ]


def _of_laws() -> list[tuple[str, Say]]:
    """What the engine says of distributions, as sentences."""
    return [
        (
            r"may not be normal",
            lambda _m: _("A normal distribution has no ends: write the lowest, the most likely and the highest value."),
        ),
        (
            r"some victims must be known",
            lambda _m: _("Some victims of a year must be known in the year itself."),
        ),
    ]


def _of_tables() -> list[tuple[str, Say]]:
    """What the engine says of the shape of a text, as sentences."""
    return [
        (r"is not known", lambda _m: _("This is not known here.")),
        (r"must be a table of changes", lambda _m: _("An option is a table of changes, without options of its own.")),
        (
            r"must be the same in an option",
            lambda _m: _("An option is of the same years and in the same currency as its scenario: leave this out."),
        ),
        (r"must be (a table|named tables)", lambda _m: _("A table is meant here, with keys and values.")),
        (r"must be an array of tables", lambda _m: _("Tables in double square brackets are meant here.")),
        (r"must be a list of", lambda _m: _("A list in square brackets is meant here.")),
    ]


def _of_choices() -> list[tuple[str, Say]]:
    """What the engine says of words of which one must stand there, as sentences; last, because they may be any."""

    def choices(found: re.Match[str]) -> str:
        return ", ".join(re.split(r", | or ", found[1]))

    return [
        (r"must be (\S+) or left out", lambda m: _("Write %(choice)s, or leave it out.", choice=m[1])),
        (
            r"must be (?:one of )?(\S+(?:(?:, | or )\S+)*)$",
            lambda m: _("Write one of: %(choices)s.", choices=choices(m)),
        ),
    ]


def _most(found: re.Match[str]) -> str:
    return _figure(found[1].replace(",", ""))


def _figure(text: str) -> str:
    return fields.number(float(text), current())


def _percent(text: str) -> str:
    return f"{format_number(Decimal(text) * 100, current(), 0)} %"
