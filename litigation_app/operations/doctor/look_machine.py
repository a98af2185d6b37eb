"""Is the machine fit: files private, room on the disk, a clock that goes right?"""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from config import Config
from litigation_app.accounts import queries as accounts
from litigation_app.accounts.watching.rules import LEAST_FREE
from litigation_app.casework.documents.sandbox import queries as sandbox
from litigation_app.core import clock, mailing
from litigation_app.core.db import db
from litigation_app.law import table_ends
from litigation_app.ledger import LedgerEntry
from litigation_app.operations.doctor.findings import Finding, fail, ok, warn
from litigation_app.vault.erasure import private_files

DRILL_ROOM = Path("/dev/shm")  # noqa: S108  # a folder of our own in it: the copy has a key file, which is to lie on no disk
DRILLS = "litigation-drill-"  # how such a folder begins
_LOW_FREE = 2**31  # bytes
_AHEAD = timedelta(minutes=2)
_MEGABYTE = 10**6
_STATUS, _SECCOMP_OFF = Path("/proc/self/status"), "Seccomp:\t0"
_TIMED = ("litigation-backup.service", "litigation-checkpoint.service", "litigation-reminders.service")


def modes(config: Config) -> Iterator[Finding]:
    """Nobody else can read what the desk keeps."""
    wrong = private_files.open_to_others(config)
    for refused in wrong:
        yield fail("modes", str(refused), "A desk that others at the machine can copy is not served.")
    if not wrong:
        yield ok("modes", "instance, settings, keys, database, documents and socket are the desk's alone")


def reader() -> Iterator[Finding]:
    """Whatever a harmful document makes of the process that looks into it reaches nothing."""
    if not sandbox.is_shut_in():
        says = "It is shut in only half: a harmful document that takes it over could delete files of the desk."
        do = "The kernel (Linux on x86_64 or arm64) and the filter of the services must let it call seccomp."
        yield warn("document reader", says, do)
    elif _SECCOMP_OFF in _STATUS.read_text():
        says = "it reaches no file, no other process and no network; tried outside the filter of the services"
        yield ok("document reader", says)
    else:
        yield ok("document reader", "it reaches no file, no other process and no network")


def drills() -> Iterator[Finding]:
    """A copy for trial opens without a passphrase: none may be left when its drill is over."""
    for left in DRILL_ROOM.glob(f"{DRILLS}*"):
        says = f"{left} is of a drill that was cut off, unless one is at work just now: the desk in it opens without a passphrase."
        yield warn("drill", says, "The next litigation drill throws it away, or: rm -r")


def nightly() -> Iterator[Finding]:
    """The last run of what the timers start, as systemd knows it; where it runs nothing of the desk, nothing is said."""
    if (systemctl := shutil.which("systemctl")) is None:
        return
    asked = [systemctl, "show", "--property=Id,LoadState,Result,ExecMainExitTimestamp", *_TIMED]
    said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout  # noqa: S603
    units = [dict(line.split("=", 1) for line in unit.splitlines() if "=" in line) for unit in said.split("\n\n")]
    loaded = [unit for unit in units if unit.get("LoadState") == "loaded"]
    failed = [unit for unit in loaded if unit.get("Result") != "success"]
    for unit in failed:
        name = unit["Id"].removesuffix(".service")
        says = f"The last run of {name} failed: {unit.get('ExecMainExitTimestamp') or 'no moment is known'}."
        yield warn("timers", says, f"journalctl -n 20 -u {name}; when that is mended: systemctl start {name}")
    if loaded and not failed:
        yield ok("timers", "the last runs of backup, signed state and mails ended well")


def mail(config: Config) -> Iterator[Finding]:
    """Whether the mail server takes the desk in; nothing is sent."""
    if config.mail is None:
        yield ok("mail", "no mail server is entered, so nobody is told by mail that something waits")
        return
    try:
        with mailing.opened(config.mail):
            pass
    except mailing.PostRefused as refused:
        yield warn("mail", str(refused), "[mail] in config.toml: docs/operations.md, Mail")
    else:
        yield ok("mail", f"{config.mail.host} takes mails of this desk")


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
    """Rates, wages and festivals that the law files know until a day must be written on before it comes; of its countries."""
    ending = table_ends.running_out(clock.today(), *sorted({office.country for office in accounts.offices()}))
    for one in ending:
        over = "ended" if one.until < clock.today() else "ends"
        says = f"The table of {one.kind} of {one.country} {over} on {one.until}."
        yield warn(
            "law tables",
            says,
            "Take a newer version of the program where there is one; what lies after that day is assumed.",
        )
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
