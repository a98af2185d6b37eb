"""Is the machine fit: files private, room on the disk, a clock that goes right?"""

import shutil
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import func, select

from config import Config
from litigation_app.accounts.watching.rules import LEAST_FREE
from litigation_app.casework.documents.sandbox import view
from litigation_app.core import clock
from litigation_app.core.db import db
from litigation_app.law import table_ends
from litigation_app.ledger import LedgerEntry
from litigation_app.operations.doctor.findings import Finding, fail, ok, warn
from litigation_app.vault.erasure import private_files

_LOW_FREE = 2**31  # bytes
_AHEAD = timedelta(minutes=2)
_MEGABYTE = 10**6


def modes(config: Config) -> Iterator[Finding]:
    """Nobody else can read what the desk keeps."""
    wrong = private_files.open_to_others(config)
    for refused in wrong:
        yield fail("modes", str(refused), "A desk that others at the machine can copy is not served.")
    if not wrong:
        yield ok("modes", "instance, settings, keys, database, papers and socket are the desk's alone")


def reader() -> Iterator[Finding]:
    """Whatever a harmful paper makes of the process that looks into it reaches nothing."""
    if view.is_shut_in():
        yield ok("paper reader", "it reaches no file, no other process and no network")
    else:
        says = "The kernel shuts it in only half: a harmful paper that takes it over could delete files of the desk."
        yield warn("paper reader", says, "Run the desk on Linux with seccomp, on x86_64 or arm64.")


def disk(config: Config) -> Iterator[Finding]:
    free = shutil.disk_usage(config.instance).free
    says = f"{free // _MEGABYTE} MB are free where the desk lies."
    if free < LEAST_FREE:
        yield fail("disk", says, "Make room now: soon nothing opens and nothing is saved.")
    elif free < _LOW_FREE:
        yield warn("disk", says, "Make room, or move the instance to a larger disk.")
    else:
        yield ok("disk", says)


def law_tables() -> Iterator[Finding]:
    """Rates, wages and festivals that the law files know until a day must be written on before it comes."""
    ending = table_ends.running_out(clock.today())
    for one in ending:
        over = "ended" if one.until < clock.today() else "ends"
        says = f"The table of {one.kind} of {one.country} {over} on {one.until}."
        yield warn("law tables", says, "Take a newer version of the program; what lies after that day is assumed.")
    if not ending:
        yield ok("law tables", "no table of rates, wages or festivals ends within sixty days")


def time() -> Iterator[Finding]:
    """The clock must not stand before what the desk has written: codes, deadlines and the log hang on it."""
    last = db.session.scalar(select(func.max(LedgerEntry.at)))  # the last entry is of this very look
    if last is not None and last - clock.now() > _AHEAD:
        do = "Set the clock (NTP); codes of authenticator apps fail until then."
        yield fail("clock", "The clock stands before an entry of the access log.", do)
    else:
        yield ok("clock", "not before any entry of the access log")
