"""Verbs that answer from the law files; no instance needed."""

from collections.abc import Sequence
from datetime import MAXYEAR, date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from litigation_app.cli.common import Refused, refusing, show
from litigation_app.core.text import DateRefused, parse_date

if TYPE_CHECKING:  # the law files are read only by the verb that asks for them
    from litigation_app.law.changes import Change
    from litigation_app.law.holidays import CourtDay
    from litigation_app.law.limitation_answers import Told


@click.group()
def law() -> None:
    """What the law files say."""


@law.command("deadline")
@click.argument("country")
@click.argument("procedure")
@click.argument("at")
@click.argument("event")
@click.option("--served", help="The day of service, 2026-12-04 or 4. 12. 2026.")
@click.option("--decided", help="The day of the decision instead, where nobody served it.")
@click.option("--forum", help="Whose court in Bosnia: ba-state, ba-fbih, ba-rs or ba-bd.")
@click.option(
    "--last-day", help="The last day that the court gave: the law gives no length, or the court made it longer."
)
def law_deadline(
    country: str,
    procedure: str,
    at: str,
    event: str,
    served: str | None,
    decided: str | None,
    forum: str | None,
    last_day: str | None,
) -> None:
    """The deadline that a step starts."""
    from litigation_app.law import answers

    start = decided if served is None else served
    if start is None or None not in (served, decided):
        raise Refused("Say when it was served (--served), or when it was decided if it was not served (--decided).")
    with refusing(str, answers.AnswerRefused):
        last = None if last_day is None else _day(last_day)
        found = answers.deadline_answer(
            country, procedure, at, event, _day(start), forum=forum, last_day=last, is_unserved=served is None
        )
        show(found)


@law.command("limitation")
@click.argument("country")
@click.argument("of")
@click.option("--from", "start", required=True, help="The day on which the period begins.")
@click.option(
    "--event", "events", multiple=True, help="What touched it, ID:DAY or ID:DAY..DAY; may stand several times."
)
@click.option("--forum", help="Whose court in Bosnia: ba-state, ba-fbih, ba-rs or ba-bd.")
def law_limitation(country: str, of: str, start: str, events: Sequence[str], forum: str | None) -> None:
    """When a claim or a prosecution becomes time-barred. OF is a limitation rule or an offence."""
    from litigation_app.law import answers, limitation_answers

    with refusing(str, answers.AnswerRefused):
        told = [_told(one) for one in events]
        show(limitation_answers.limitation_answer(country, of, _day(start), told, forum))


@law.command("interest")
@click.argument("country")
@click.argument("amount")
@click.option("--from", "start", required=True, help="The first day of interest; it counts.")
@click.option("--until", required=True, help="The day of payment; it does not count.")
@click.option("--currency", default="", help="Of the debt; without it the country's own.")
@click.option("--forum", default="", help="Whose court in Bosnia: ba-state, ba-fbih, ba-rs or ba-bd.")
@click.option("--head", default="", help="The head of damage, where a rate is for one alone: unpaid_wages.")
def law_interest(country: str, amount: str, start: str, until: str, currency: str, forum: str, head: str) -> None:
    """How much default interest AMOUNT bears from one day to another, span by span."""
    from litigation_app.law.answers import AnswerRefused
    from litigation_app.law.debts.answers import interest_answer
    from litigation_app.law.debts.interest import Terms

    with refusing(str, AnswerRefused):
        show(interest_answer(Terms(country, currency, forum, head), amount, _day(start), _day(until)))


def _told(written: str) -> "Told":
    from litigation_app.law.limitation_answers import Told

    event, has_day, days = written.partition(":")
    if not has_day:
        raise Refused(f"Say when {event!r} happened: {event}:2026-12-04")
    on, _, until = days.partition("..")
    return Told(event, _day(on), _day(until) if until else None)


def _day(written: str) -> date:
    try:
        return parse_date(written)
    except DateRefused as refused:
        raise Refused(f"{written!r} is no day: write 2026-12-04 or 4. 12. 2026.") from refused


@law.command("check")
@click.argument("files", nargs=-1, metavar="[COUNTRY|FILE]...")
def law_check(files: Sequence[str]) -> None:
    """Check the law of countries: their files and tables, or jurisdiction files by their path.

    Says what is wrong (then exit 1), which tables end on which day, and which rows name no source.
    """
    from litigation_app.law import loader

    found = {name: _checked(name) for name in files or loader.COUNTRIES}
    show(found)
    if any(one["problems"] for one in found.values()):
        raise Refused("Some files have problems.")


def _checked(name: str) -> dict[str, Any]:
    from litigation_app.law import checks, loader, table_ends, unsourced

    try:
        if name.endswith(".toml"):
            law = loader.read(Path(name).read_bytes())
            without_source = unsourced.by_kind(unsourced.of_country(law))
            return {"problems": checks.problems(law), "ends": {}, "without_source": without_source}
        law = loader.load(name)
    except OSError as unreadable:
        raise Refused(f"There is no file {name} that can be read.") from unreadable
    except (loader.CountryUnknown, loader.CountryFileBroken) as refused:
        raise Refused(str(refused)) from refused
    return {
        "problems": [*checks.problems(law), *_faults_of_tables(law.code)],
        "ends": {one.kind.value: one.until.isoformat() for one in table_ends.ends(law.code)},
        "without_source": unsourced.by_kind([*unsourced.of_country(law), *unsourced.of_tables(law.code)]),
    }


def _faults_of_tables(code: str) -> list[str]:
    from litigation_app.law import authorities, checks, holiday_checks, holiday_file, precedents
    from litigation_app.law.debts import beginnings, earnings, tables
    from litigation_app.law.debts import tables as table_checks

    days, interest, wages = holiday_file.load(code), tables.load(code), earnings.load(code)
    sources = {**days.sources, **interest.sources, **wages.sources}
    faults = [f"holidays: {one}" for one in holiday_checks.problems(days)]
    faults += [*table_checks.problems(interest), *beginnings.problems(beginnings.rules())]
    faults += [*authorities.of_tables(code), *authorities.of_judgments(precedents.load().every.values())]
    return [*faults, *checks.on_test_addresses(sources)]


@law.command("holidays")
@click.argument("country")
@click.argument("year", type=click.IntRange(1, MAXYEAR))
@click.option("--forum", help="Whose court in Bosnia: ba-state, ba-fbih, ba-rs or ba-bd.")
def law_holidays(country: str, year: int, forum: str | None) -> None:
    """The holidays of a country's courts in a year."""
    from litigation_app.law import holiday_file, holidays, loader

    with refusing(str, loader.CountryUnknown, holidays.ForumUnknown):
        file = holiday_file.load(country)
        days = holidays.court_days(country, year, forum)
    if year < file.since:
        raise Refused(f"The court holidays of {file.code} are known from {file.since} on.")
    listed = [_listed(one) for one in days]
    show({"country": file.code, "year": year, "reviewed_by_lawyer": file.reviewed_by_lawyer, "holidays": listed})


@law.command("changes")
@click.argument("country")
@click.argument("old_file", metavar="OLD_FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def law_changes(country: str, old_file: Path) -> None:
    """What changed in a country's rules since an earlier file."""
    from litigation_app.law import changes, loader

    with refusing(str, OSError, loader.CountryUnknown, loader.CountryFileBroken):
        new = loader.load(country)
        old = loader.read(old_file.read_bytes())
    if old.code != new.code:
        raise Refused(f"{old_file} holds the rules of {old.code}, not of {new.code}.")
    found = changes.changes(old, new)
    show({"country": new.code, "from": old.version, "to": new.version, "changes": [_changed(one) for one in found]})


def _changed(one: "Change") -> dict[str, object]:
    return {
        "what": one.what,
        "how": one.how.value,
        "procedure": one.procedure or None,
        "id": one.id,
        "name": one.names.read_in("en"),
        "fields": [{"field": part.field, "old": part.old, "new": part.new} for part in one.parts],
    }


def _listed(one: "CourtDay") -> dict[str, str | list[str] | None]:
    from litigation_app.law.answers import iso

    return {
        "date": iso(one.day),
        "name": one.rule.name("en"),
        "name_local": one.rule.local,
        "closes": one.closes.value,
        "instead_of": iso(one.instead_of),
        "expected": iso(one.expected),
        "forums": list(one.rule.forums),
        "legal_basis": one.rule.legal_basis,
        "confidence": one.rule.confidence,
        "note": one.rule.note,
    }
