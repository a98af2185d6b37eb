"""How is an empty instance filled with an invented caseload that has its share of the published figures?"""

import random
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from litigation_app import ledger
from litigation_app.accounts import queries as accounts
from litigation_app.accounts.models import User
from litigation_app.casework.cases import rules as naming
from litigation_app.casework.cases.models import Case
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.lists.caselists import actions as lists
from litigation_app.casework.proceedings import actions as proceedings
from litigation_app.core import clock
from litigation_app.core.db import db
from litigation_app.core.jobs import Tell, quiet
from litigation_app.core.rls import rowguard
from litigation_app.demo import aims, courtroom, gallery, moneybook, paperwork, rows, showcase, sign_ins
from litigation_app.demo.casebook import Clerk, Moment, Plan
from litigation_app.demo.ids import Ids
from litigation_app.demo.people import Desk, Staff, settle_in
from litigation_app.demo.published import Dossier, assumed, dossiers
from litigation_app.demo.sign_ins import SignIn
from litigation_app.demo.trials import Author
from litigation_app.law import loader

_OPENED = 12
_TOLD = 20  # cases; then it is told how far it is
_BATCH = 2_000  # cases in one transaction: bounds the memory and how long others wait


class NotEmpty(Exception):
    """The instance has people of its own; nothing was written."""


def fill(
    *, size: int, seed: int, tell: Callable[[str], None], today: date | None = None, progress: Tell = quiet
) -> list[SignIn]:
    """Fill this app's instance; needs an application context. The same size, seed and day give the same rows.

    `size`: about how many cases; 0: the assumed share of those that were published. Raises NotEmpty.
    """
    with rowguard.system("demonstration"):
        return _fill(size, seed, tell, today, progress)


def _fill(size: int, seed: int, tell: Callable[[str], None], today: date | None, progress: Tell) -> list[SignIn]:
    if db.session.scalar(select(User.id).limit(1)) is not None:  # not even the administrator of a desk for real people
        raise NotEmpty("Somebody works here already; a demonstration needs an instance of its own, without init.")
    moment = Moment(today or clock.today(), clock.now())
    ids = Ids(seed, moment.today)
    started = time.monotonic()
    people: list[Staff] = []

    def begin() -> None:
        sign_ins.demonstration().begin()
        people.append(settle_in(ids, moment.now))

    rows.write(rows.Batch(), before=begin)
    staff = people[0]
    total = _write_cases(size, seed, ids, moment, staff, progress)
    for country in loader.COUNTRIES:
        proceedings.keep_law(country)
    rows.write(rows.Batch(), before=lists.rebuild_all)
    sign_ins.demonstration().keep(list(staff.sign_ins))
    tell(f"{total} invented cases in {time.monotonic() - started:.0f} s.")
    return list(staff.sign_ins)


def _write_cases(size: int, seed: int, ids: Ids, moment: Moment, staff: Staff, progress: Tell) -> int:
    years = dossiers(size, seed)
    total = sum(len(year) for year in years)
    author = Author(seed)
    clerk = Clerk(ids, moment)
    for done, plan in enumerate(_plans(years, seed, ids, moment.today, staff), 1):
        author.write(clerk, plan)
        if done % _BATCH == 0:
            rows.write(clerk.batch)
            clerk = Clerk(ids, moment)
        if done % _TOLD == 0:
            progress("cases", done, total)
    progress("lists")
    rows.write(clerk.batch)
    case = db.session.scalar(select(Case).where(Case.code_name == showcase.CODE_NAME))
    rows.write(courtroom.write(staff, ids, moment.now, seed, case.id if case else None))
    rows.write(gallery.write(staff, ids, moment.now, seed))
    _open_some(staff, seed)
    lawyer, boss = (accounts.actor_by_id(one) for one in (staff.desks[0].lawyers[0], staff.desks[0].coordinators[0]))
    if case and lawyer and boss:  # a smaller demonstration has no such case
        aims.write(case, boss, lawyer, moment.today)
        paperwork.write(case, lawyer)
        moneybook.schedule(case, lawyer, moment.today)
    return total


def _plans(years: list[list[Dossier]], seed: int, ids: Ids, today: date, staff: Staff) -> Iterator[Plan]:
    """The cases in the order of years and numbers, each with its office, lawyers and names."""
    rng = random.Random(f"{seed}/plans")
    count = sum(len(year) for year in years)
    case_names = _code_names(count, rng)
    drawn = iter(random.Random(f"{seed}/references").sample(range(naming.REFERENCES), count))
    for year in years:
        first = date(year[0].year, 1, 1)
        days = (min(date(first.year, 12, 31), today) - first).days
        opened = sorted(first + timedelta(days=rng.randrange(days + 1)) for _ in year)
        rng.shuffle(year)
        for number, (dossier, day) in enumerate(zip(year, opened, strict=True), 1):
            called = (naming.reference(dossier.country, dossier.year, next(drawn)), next(case_names))
            yield _plan(dossier, Opened(number, day, *called), ids, staff, rng)


def _code_names(count: int, rng: random.Random) -> Iterator[str]:
    """So many different code names in no order; the one of the case that guides show is not among them."""
    reach = max(naming.code_names(), 2 * count)
    drawn = rng.sample(range(reach), min(reach, count + 1))
    return (name for name in map(naming.code_name, drawn) if name != showcase.CODE_NAME)


class Opened(NamedTuple):
    """The how-manieth case of its year, when it was opened, and the reference and code name that were drawn for it."""

    number: int
    on: date
    reference: str
    code_name: str


def _plan(dossier: Dossier, opened: Opened, ids: Ids, staff: Staff, rng: random.Random) -> Plan:
    is_shown = (dossier.country, dossier.year, opened.number) == (showcase.COUNTRY, showcase.YEAR, showcase.NUMBER)
    desks = staff.of(dossier.country)
    desk = desks[0] if is_shown else rng.choices(desks, [len(one.lawyers) for one in desks])[0]
    code_name = showcase.CODE_NAME if is_shown else opened.code_name
    lead = desk.lawyers[0] if is_shown else rng.choice(desk.lawyers)
    court = desk.courts[0] if is_shown else rng.choice(desk.courts)
    contact = max(date(dossier.year, 1, 1), opened.on - timedelta(days=rng.randrange(12)))
    people = tuple(naming.client_name(code_name, place) for place in range(len(dossier.kinds)))
    return Plan(
        id=ids.new(), dossier=dossier, reference=showcase.REFERENCE if is_shown else opened.reference, code_name=code_name,
        people=people, opened_on=opened.on, contact=contact, desk=desk, lead=lead, second=_second(desk, lead, rng),
        coordinator=rng.choice(desk.coordinators) if desk is desks[0] else desk.coordinators[0], court_id=court,
        forum=loader.load(dossier.country).court(court).forum,
    )  # fmt: skip


def _second(desk: Desk, lead: UUID, rng: random.Random) -> UUID | None:
    others = [one for one in desk.lawyers if one != lead]
    has_one = rng.randrange(100) < assumed("case")["second_lawyer_percent"]
    return rng.choice(others) if has_one and others else None


def _open_some(staff: Staff, seed: int) -> None:
    """Some files and records were opened before: the log shows it. Nothing is decrypted here."""
    rng = random.Random(f"{seed}/openings")
    lawyer = staff.desks[0].lawyers[0]
    hers = select(Case.id, Case.reference).where(Case.office_id == staff.desks[0].id, Case.created_by == lawyer)
    shown = hers.where(Case.code_name == showcase.CODE_NAME)
    last = hers.order_by(Case.id.desc()).limit(_OPENED)
    for case_id, reference in [*db.session.execute(last), *db.session.execute(shown)]:
        victim = db.session.scalars(select(Victim.id).where(Victim.case_id == case_id).order_by(Victim.id)).first()
        opened = ("open_victim", f"victim:{victim}", {"groups": "identity+contact"})
        for act, of, facts in (("open_file", f"case:{case_id}", {}), opened):
            why, told = rng.choice(("hearing", "drafting", "contact")), {"ref": reference, **facts}
            ledger.append_alone(act=act, by=lawyer, of=of, session_id=None, case_id=case_id, purpose=why, facts=told)
