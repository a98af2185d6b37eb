"""What stands in the rooms beside the case: judgments, publications, partners, estimates, grants, erasures, people."""

import base64
import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select, text

import granted
import officials
import watching
from bundled import PartnerKey, bundle, packed
from confirming import confirmed
from estimating import asked, estimate
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.courtwatch.reliability import rules as rounds
from litigation_app.casework.erasures.models import Erasure
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.core.access import Role
from litigation_app.core.db import db
from litigation_app.gate.partners.models import PartnerKey as Trusted
from litigation_app.law import loader
from litigation_app.ledger import VerifierKey
from litigation_app.ledger.settings import Partner, anchoring
from litigation_app.statistics import releases
from litigation_app.statistics.releases import RowOut, TableOut
from preparing import WANTED, crowd, prepare

if TYPE_CHECKING:
    from furnished import Furnished

_A_FIGURE = "ID-01"
NOTE = "Kanarinka Izmišljević"


def courtwatch(f: "Furnished") -> None:
    """A round of judgments that both have coded, one that nobody has, a sheet that was handed in and a draft; all read today."""
    config = f.app.extensions["config"]
    f.app.extensions["config"] = replace(config, double_coding_percent=100)
    law = loader.load(f.country)
    court, offence = law.courts[0].id, law.offences[0].id
    for number in range(rounds.least().judgments):
        coded = watching.register(f.lawyer, court=court, number=f"K {number}/2023")
        for person in (f.lawyer, f.second_coder):
            watching.code(person, coded, note=NOTE, a1_indicted=offence, a1_judged=offence)
    uncoded = watching.register(f.lawyer, court=court, number="K 2/2024")
    watching.watch(f.lawyer, court=court)
    draft = watching.begin(f.lawyer, court=court, number="K 3/2024")
    watching.open_register(f.coordinator, coded)
    f.shown[Role.LAWYER] += [uncoded, draft]
    f.done(f.people[Role.ANALYST].post(f"/agreement/{f.office}/counts"))


def publication(f: "Furnished") -> None:
    """One on the shelf, and a draft of another."""
    tables = [
        TableOut(
            f"cohort_{by.lower()}", "Victims", "PERSON", "victim", ("YEAR", by),
            [RowOut((year, code), 40) for year in ("2013", "2014") for code in ("_T", all_of_them)],
        )
        for by, all_of_them in (("STATUS", "FORMAL"), ("SEX", "F"))
    ]  # fmt: skip
    contents = releases.ReleaseContents(
        "=2+2 Invented", (f.country,), date(2013, 1, 1), date(2014, 12, 31), date(2015, 1, 31), "caseload",
        "0" * 64, "0" * 64, UUID(int=1), UUID(int=2), tables,
    )  # fmt: skip
    f.publication = releases.write(f.app.extensions["shelf"], contents, f.app.extensions["release_signer"]).name
    crowd(f.app, f.make, country=f.country)
    f.draft = f.done(prepare(f.people[Role.ANALYST], WANTED | {"country": f.country}))
    f.shown[Role.ANALYST] += [f.draft, f"/indicators/{_A_FIGURE}.csv?publication={f.publication}"]


def scenario(f: "Furnished") -> None:
    """One of their own, with a question to experts."""
    analyst = f.people[Role.ANALYST]
    own = f.done(analyst.post(f"/fund/scenarios/{f.country}/copies", {"name": "Izmišljen domaćin"}))
    question = {"key": "uptake.application_rate", "wording": "Of 100 victims, how many apply?"}
    f.done(analyst.post(f"/fund/elicitations/of/{own.rsplit('/', 1)[1]}", question))


def estimated(f: "Furnished") -> None:
    """A fund for their country, which takes longer than all the rest."""
    study = f.done(estimate(f.people[Role.ANALYST], asked(f.publication, scenario=f.country)))
    f.shown[Role.ANALYST] += [f"{study}/what-if.json"]


def waiting(f: "Furnished") -> None:
    """What still is computed."""
    analyst = f.people[Role.ANALYST]
    of_judgments = WANTED | {"mode": "judgments", "country": f.country}
    f.shown[Role.ANALYST] += [f.done(analyst.post("/publishing/", of_judgments))]
    f.shown[Role.ANALYST] += [f.done(analyst.post("/fund/", asked(f.publication, scenario=f.country, seed="8")))]


def partner(f: "Furnished") -> None:
    """A partner whose key two persons believe, and its publication."""
    page, signs, country = "/publishing/partners/", PartnerKey(7), "RS" if f.country == "MK" else "MK"
    key = base64.b64encode(signs.public_key()).decode()
    said = {"organisation": "Izmišljeni susedi", "country": country, "key": key}
    f.done(f.people[Role.ANALYST].post(page, said))
    with f.app.app_context():
        trusted = db.session.scalars(select(Trusted.id)).one()
    f.done(confirmed(f.coordinator, f"{page}{trusted}/confirmation", page))
    sent = {"bundle": (io.BytesIO(packed(bundle(country=country))), "bundle.zip")}
    theirs = f.done(f.coordinator.post(f"{page}bundles", sent))
    f.shown[Role.ANALYST] += [f"{theirs}/indicators/csv?indicator={_A_FIGURE}"]


def official(f: "Furnished") -> None:
    """Figures of the state that somebody has begun to type in."""
    draft = officials.begun(f.people[Role.ANALYST], country=f.country)
    f.shown[Role.ANALYST] += [draft, f"{draft}/figures"]


def administration(f: "Furnished") -> None:
    """An outside co-signer, somebody new, somebody who leaves, and a signed state of the log."""
    chief, key = f.people[Role.ADMINISTRATOR], VerifierKey("litigation-desk/susedi", PartnerKey(7).public_key())
    with f.app.app_context():
        anchoring().partners = (Partner(key),)
    her = {"name": "Mira Izmišljena", "organisation": "Izmišljeni susedi", "email": "mira@susedi.example"}
    f.done(chief.post("/co-signers", her | {"partner": key.name}))
    new = {"name": "Iva Nova", "email": "iva@desk.example", "office": str(f.office), "roles": ["analyst"]}
    assert chief.post("/people/", new).status_code < 400
    f.leaver = f.make.user_id(f.make.lawyer(office=f.office))
    left = f.done(chief.post(f"/people/{f.leaver}/leaving"))
    f.shown[Role.ADMINISTRATOR] += [left]
    f.done(f.people[Role.AUDITOR].post("/access-log/checkpoints"))


def money(f: "Furnished") -> None:
    """A grant with its plan, and the first report on it."""
    grant = granted.set_up(f.coordinator, f.office)
    f.done(f.coordinator.post(f"{grant}/reports?period=0"))
    f.shown[Role.COORDINATOR] += [grant, f"{grant}/plan"]


def emergency(f: "Furnished") -> None:
    """Two accesses in an emergency: one waits for review, the reason of the other is read by whoever may know of it."""
    alarms = [f.make.emergency(f.case, f.make.lawyer(office=f.office)) for _ in range(2)]
    f.done(f.coordinator.post(f"/emergencies/{alarms[0]}/review", {"verdict": "avoidable", "note": NOTE}))
    for role, alarm in ((Role.LAWYER, alarms[0]), (Role.COORDINATOR, alarms[1])):
        f.shown[role] += [f.done(f.people[role].post(f"/emergencies/{alarm}/openings"))]


def erasure(f: "Furnished") -> None:
    """Somebody who was erased, and somebody who is to be: what was written of why stands open."""
    f.second = f.client_as(f.make.coordinator(office=f.office))
    f.make.fresh(f.second.email)
    for is_agreed in (True, False):
        victim = f.client(f"{NOTE} {is_agreed}")
        code = f.newest(Victim.code_name, Victim.added_at)
        said = {"basis": "consent_withdrawn", "why": NOTE, "told": "y", "looked": "y", "reference": code}
        f.done(f.coordinator.post(f"/victims/{victim}/erasures", said))
        if is_agreed:
            proposed = f.newest(Erasure.id, Erasure.proposed_at)
            f.done(f.second.post(f"/erasures/{proposed}/agreement"))
            f.shown[Role.COORDINATOR] += [f"/erasures/{proposed}/certificate", f"/erasures/{proposed}/certificate.pdf"]
    opened = f.done(f.coordinator.post(f"/victims/{victim}/erasure/openings"))
    f.shown[Role.COORDINATOR] += [f"/victims/{victim}/erasure", opened]


def calendar(f: "Furnished") -> None:
    """The link for her calendar program."""
    page = f.lawyer.post("/calendar/link", {"says": "kind", "known": "y"}).get_data(as_text=True)
    link = re.search(r"/calendar/feeds/[\w-]+\.ics", page)
    assert link is not None
    f.shown[Role.LAWYER] += [link[0]]


def office_acts(f: "Furnished") -> None:
    """A hold of one client, somebody who goes to a hearing instead, a lawyer who is away, a name that a colleague checked."""
    held = {"whom": str(f.victim), "reason": "other", "until": "1. 12. 2099.", "why": NOTE}
    f.done(f.coordinator.post(f"/cases/{f.case}/holds", held))
    other = str(f.make.user_id(f.second_coder.email))
    hearing = f.newest(Hearing.id, Hearing.recorded_at)
    f.done(f.coordinator.post(f"/hearings/{hearing}/stand-ins", {"stand_in": other}))
    days = {"lawyer-from_on": "1. 12. 2099.", "lawyer-until_on": "2. 12. 2099."}
    who = {"lawyer-away": f"{f.make.user_id(f.lawyer.email)}:{f.office}", "lawyer-stand_in": f"{other}:{f.office}"}
    f.done(f.coordinator.post("/absences/lawyers", days | who))
    f.second_coder.post("/search", {"words": NOTE, "purpose": "conflict"})
    _answered_check(f)


def _answered_check(f: "Furnished") -> None:
    """The lawyer checked a name that stands in a colleague's case, and reads what a coordinator answered."""
    case = f.make.case(f.second_coder.email)
    f.make.victim(f.second_coder.email, case, given_name="Izmišljena", family_name="Skrivena")
    f.lawyer.post("/search", {"words": "Izmišljena Skrivena", "purpose": "conflict"})
    with f.app.app_context():
        wanted = text("SELECT id FROM duplicate_hit WHERE kind = 'checked' AND first_case = :case")
        check = db.session.scalars(wanted.bindparams(bindparam("case", case, type_=Uuid()))).one()
    check = UUID(str(check))
    f.done(f.coordinator.post(f"/conflict-checks/{check}/answer", {"answer": "none", "words": NOTE}))
    f.shown[Role.LAWYER] += [f.done(f.lawyer.post(f"/conflict-checks/{check}/openings"))]


Room = Callable[["Furnished"], None]
OF_CASES: tuple[Room, ...] = (courtwatch, money, emergency, erasure, calendar, office_acts)
EACH: tuple[Room, ...] = (*OF_CASES, administration, publication, scenario, waiting, partner, official)
WHOLE: tuple[Room, ...] = (*OF_CASES, administration, publication, scenario, estimated, waiting, partner, official)
