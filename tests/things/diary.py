"""A case told as a diary, one line a day: each line is done through the pages, and then all that the desk knows is compared.

A line that begins with a day is done; `== civil since 20.02.2024` says in which proceedings, and begins them if need be:

    06.04.2022 judgment_pronounced partly_convicted served 07.04.2022
    06.04.2022 outside main_hearing because the file came late
    05.05.2022 starts reply_to_appeal            the day that starts a period became known (`until DAY`: the court's letter)
    24.01.2022 hearing main_hearing adjourned accused_absent next 14.02.2022
    03.02.2022 record charge step=indicted offence=rs_388_3
    03.02.2022 claim property_claim filed        also: decided first referred · decided final awarded_part 400,000 · paid 100 OFFENDER

An indented line says what is different from then on; whatever no line changes must have stayed as it was:

    due ours appealed_by_victim 26.04.2022 under ZKP 432(1)      the last day, and the last working day where it is another:
    due ours lodged 03.01.2027 act by 31.12.2026 under ECHR Art. 35(1)
    due ours lodged unknown under ECHR Art. 35(1)
    kept appealed_by_victim · over appealed_by_victim            done in time · without object
    facts criminal=convicted                                     of the one person, as of that day, at the gate (`-`: no more)
    in property_claim over sued                                  said of other proceedings than those of the line
    warn yes                                                     the client must be warned of something
    shows Retrial                                                words on the page of its proceedings
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from authorising import authorise
from lawyering import said, text
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.facts import facts
from litigation_app.casework.facts import queries as histories
from litigation_app.casework.facts.rules import NONE_OF_THEM, months_after
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.models import Deadline, Move, Proceeding
from litigation_app.core.db import db
from litigation_app.law import loader
from litigation_app.law.citations import cited

DAY = r"\d\d\.\d\d\.\d{4}"
ACT = re.compile(rf"({DAY}) (\w+) ?(.*)")
LANE = re.compile(rf"== (\w+)(?: since ({DAY})(.*))?")
DUE = re.compile(rf"due (\w+) (\w+) ({DAY}|unknown)(?: act by ({DAY}))? under (.+)")
ROW = re.compile(r'<li class="due-row[^"]*">.*?</li>', re.DOTALL)
BEGIN = re.compile(r"/proceedings/new\?by=([0-9a-f-]{36})&to=(\w+)")
LANE_SHOWN = re.compile(r'<section class="lane[ "].*?</section>', re.DOTALL)
PERIOD = (
    Deadline.proceeding_id,
    Deadline.event,
    Deadline.side,
    Deadline.expiry,
    Deadline.act_by,
    Deadline.legal_basis,
)
NOT_BEFORE = {"not_paid"}
CLAIMED = ("claim", "outcome", "awarded_eur", "paid_eur", "sued")


@dataclass(frozen=True)
class Due:
    """A period that runs: whose, until when, by which day to act, by which law. None: no day yet."""

    side: str
    expiry: date | None
    act_by: date | None
    law: str

    def is_as(self, told: "Due") -> bool:
        """Whether the desk has what was told; of the law the diary may quote the beginning alone."""
        return replace(self, law=self.law[: len(told.law)]) == told


@dataclass
class Known:
    """What the desk must know by now."""

    due: dict[tuple[str, str], Due] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    must_notify: bool = False


@dataclass
class Diary:
    """One case with one client and one accused, its lawyer and her coordinator at their browsers."""

    lawyer: Any
    coordinator: Any
    make: Any
    country: str
    case_id: UUID
    known: Known = field(default_factory=Known)
    lane: str = ""
    day: date = date.min  # of the line
    on: date = date.min  # the latest so far: a step of another proceeding may be written down later
    came: date = date.min  # the first contact
    is_of_the_accused: bool = False  # so that somebody may have to be warned, or has been

    def tell(self, story: str) -> None:
        """Do every line, and hold the desk to all that is known after each."""
        for line, differences in entries(story):
            began = LANE.fullmatch(line)
            try:
                self._go_to(*began.groups()) if began else self._do(line)
                self._compare(self._differ(differences))
            except AssertionError as failed:
                raise AssertionError(f"{line}\n{failed}") from failed

    def rows(self, *columns: Any, **where: Any) -> list[Any]:
        """These columns of the rows of this case."""
        model = columns[0].class_
        wanted = select(*columns).filter_by(**where)
        wanted = wanted.where(model.case_id == self.case_id) if hasattr(model, "case_id") else wanted
        with self.make.app.app_context():
            return list(db.session.execute(wanted).all())

    def page(self, path: str) -> str:
        return text(self.lawyer.get(path))

    def done(self, path: str, who: Any = None, **typed: Any) -> Any:
        """What answers to a form that was taken."""
        answer = (who or self.lawyer).post(path, typed)
        assert answer.status_code == 303, f"{path} {typed}: {answer.status_code} {refusals(answer)}"
        return answer

    def proceeding(self, lane: str = "") -> UUID:
        """The proceedings of this id, or of this family."""
        wished = lane or self.lane
        found = self.rows(Proceeding.id, Proceeding.procedure, Proceeding.family)
        exact = [row.id for row in found if row.procedure == wished]
        return UUID(str((exact or [row.id for row in found if row.family == wished])[-1]))

    def _go_to(self, lane: str, since: str | None, more: str | None) -> None:
        self.lane = lane
        if since:
            place = answers((more or "").split())
            form = {"procedure": lane, "begun_on": typed(since), "spawned_by": self._brought_by(lane), **place}
            self.done(f"/cases/{self.case_id}/proceedings", **form)

    def _brought_by(self, lane: str) -> str:
        """The step that brings these proceedings about, where a page of the other ones offers to begin them."""
        for row in self.rows(Proceeding.id):
            offered = {wish: step for step, wish in BEGIN.findall(self.page(f"/proceedings/{row.id}"))}
            if lane in offered:
                return offered[lane]
        return ""

    def _do(self, line: str) -> None:
        found = ACT.fullmatch(line)
        assert found, "this is no line of a diary"
        day, verb, rest = found.groups()
        self.day = day_of(day)
        self.on = max(self.on, self.day)
        self.is_of_the_accused = verb == "record"
        acts = {"starts": self._start, "hearing": self._hear, "record": self._record, "claim": self._claim}
        if verb in acts:
            acts[verb](day, rest.split())
        else:
            self._step(day, verb, rest)

    def _step(self, day: str, event: str, rest: str) -> None:
        """A step by its own form, which must offer it; `outside` leads where the graph does not."""
        served = re.search(rf"served ({DAY})", rest)
        told, _because, reason = re.sub(rf"served {DAY}", "", rest).partition("because ")
        path, words = f"/proceedings/{self.proceeding()}", told.split()
        more = {"served_on": typed(served[1])} if served else {}
        if event == "outside":
            stage, words = words[0], words[1:]
            door, chosen = f"{path}/outside", {"to_stage": stage, "reason": reason}
        else:
            door, chosen = f"{path}/moves", {"event": event}
        form = self.page(f"{door}/new")
        assert f'value="{chosen.get("event", chosen.get("to_stage"))}"' in form, "the form does not offer this step"
        seen = re.search(r'name="seq" type="hidden" value="(\d+)"', form)
        assert seen, form[:500]
        self.done(door, on=typed(day), seq=seen[1], outcome=" ".join(words), **chosen, **more)

    def _look_at_lane(self, page: str) -> None:
        """The lane stands where its last step led, and the timeline tells of the day."""
        moves = sorted(self.rows(Move.seq, Move.to_stage, Move.on, proceeding_id=self.proceeding()))
        if not moves:
            return
        ((procedure,),) = self.rows(Proceeding.procedure, id=self.proceeding())
        stage = loader.load(self.country).procedure(procedure).stage(moves[-1].to_stage).name("en")
        lanes = [lane for lane in LANE_SHOWN.findall(page) if f"/proceedings/{self.proceeding()}" in lane]
        assert [lane for lane in lanes if f">{stage}</span>" in lane], f"no lane of {self.lane} stands at {stage}"
        assert said(moves[-1].on) in page.split('id="timeline"')[1], "the timeline does not tell of that day"

    def _start(self, day: str, words: list[str]) -> None:
        event, *rest = words
        (period,) = self.rows(
            Deadline.id, Deadline.row_version,
            proceeding_id=self.proceeding(), event=event, met_on=None, lapsed_on=None,
        )  # fmt: skip
        more = {"last_day": typed(rest[-1])} if rest else {}
        door = f"/deadlines/{period.id}/service"
        self.done(door, served_on=typed(day), row_version=str(period.row_version), **more)

    def _hear(self, day: str, words: list[str]) -> None:
        kind, state, *rest = words
        planned = self.rows(Hearing.id, on=day_of(day), state="scheduled")
        if not planned:
            form = {
                "proceeding": str(self.proceeding()),
                "kind": kind,
                "on": typed(day),
                "at": "9.30",
                "confirmed": "y",
            }
            self.done(f"/cases/{self.case_id}/hearings", **form)
            planned = self.rows(Hearing.id, on=day_of(day), state="scheduled")
        (version,) = self.rows(Hearing.row_version, id=planned[0].id)
        more = {"reason": rest[0]} if rest and rest[0] != "next" else {}
        more |= {"next_on": typed(rest[-1])} if "next" in rest else {}
        came = ["counsel", "prosecutor"]
        door = f"/hearings/{planned[0].id}/reports"
        self.done(door, state=state, came=came, confirmed="y", row_version=str(version.row_version), **more)

    def _record(self, day: str, words: list[str]) -> None:
        kind, *told = words
        of = {"victim": self.victim(), "defendant": str(self.rows(Defendant.id)[0].id)}
        form = {"on": typed(day), "proceeding": str(self.proceeding()), **of, **answers(told)}
        self.done(f"/cases/{self.case_id}/records/{kind}", **form)

    def victim(self) -> str:
        return str(self.rows(Victim.id)[0].id)

    def _claim(self, day: str, words: list[str]) -> None:
        route, what, *rest = words
        if what == "filed":
            self._file(route, day)
            return
        claim = f"/claims/{self.rows(Claim.id, route=route)[-1].id}"
        if what == "paid":
            self.done(f"{claim}/payments", on=typed(day), amount=rest[0], payer=rest[1])
            return
        instance, outcome, *amount = rest
        more = {"amount": amount[0]} if amount else {}
        more |= {"is_final": "y"} if instance == "final" else {}
        self.done(f"{claim}/decisions", on=typed(day), instance=instance, outcome=outcome, **more)

    def _file(self, route: str, day: str) -> None:
        """She writes it, her coordinator agrees, and she files it."""
        heads = loader.load(self.country).heads
        form = {"victim": self.victim(), "route": route, "parts-0-head": heads[0].id, "parts-0-amount": "600,000"}
        self.done(f"/cases/{self.case_id}/claims", **form)
        claim = f"/claims/{self.rows(Claim.id, route=route)[-1].id}"
        self.done(f"{claim}/submission", row_version="1")
        seen = re.search(r'name="row_version"[^>]*value="(\d+)"', text(self.coordinator.get(claim)))
        assert seen
        self.done(f"{claim}/approval", self.coordinator, row_version=seen[1])
        self.done(f"{claim}/filings", on=typed(day), early="y")

    def _differ(self, differences: list[str]) -> list[str]:
        """Note what is different now; gives the words that the page of the case must show."""
        shown = []
        for line in differences:
            word, _space, rest = line.partition(" ")
            if word == "in":
                here, self.lane = self.lane, rest.partition(" ")[0]
                shown += self._differ([rest.partition(" ")[2]])
                self.lane = here
            elif word == "due":
                self._expect(line)
            elif word in {"kept", "over"}:
                assert self.known.due.pop((self.lane, rest), None), f"{rest} was not due"
                self._ended(rest, word)
            elif word == "facts":
                told = self.known.facts | answers(rest.split())
                self.known.facts = {name: value for name, value in told.items() if value != "-"}
            elif word == "warn":
                self.known.must_notify = rest == "yes"
            else:
                assert word == "shows", f"{line} is no line of a diary"
                shown.append(rest)
        return shown

    def _expect(self, line: str) -> None:
        found = DUE.fullmatch(line)
        assert found, f"{line} is no line of a diary"
        side, event, expiry, act_by, law = found.groups()
        last = None if expiry == "unknown" else day_of(expiry)
        self.known.due[self.lane, event] = Due(side, last, day_of(act_by) if act_by else last, law)

    def _ended(self, event: str, word: str) -> None:
        column = Deadline.met_on if word == "kept" else Deadline.lapsed_on
        ended = [row[0] for row in self.rows(column, proceeding_id=self.proceeding(), event=event)]
        assert self.day in ended, f"{event} is not {word} on {self.day}: {ended}"

    def _compare(self, shown: list[str]) -> None:
        page = self.page(f"/cases/{self.case_id}/proceedings")
        missing = [words for words in shown if words not in page]
        assert not missing, f"these words are not on the page: {missing}"
        self._look_at_lane(page)
        found = self._compare_due()
        self._compare_shown(self.page(f"/deadlines/?case={self.case_id}"), found)
        self._compare_facts()
        if self.is_of_the_accused:
            assert ("Released" in self.page("/clients-to-warn")) is self.known.must_notify, "who must be warned"

    def _compare_due(self) -> dict[tuple[str, str], Due]:
        """In the rows and on the list of the case: every period that has a day, and every one of ours."""
        found = {}
        for row in self.rows(*PERIOD, met_on=None, lapsed_on=None):
            if row.act_by is not None or row.side == "ours":
                found[self._lane_of(row.proceeding_id, row.event), row.event] = Due(*row[2:])
        assert found.keys() == self.known.due.keys(), f"due: {found}\nexpected: {self.known.due}"
        for key, due in self.known.due.items():
            assert found[key].is_as(due), f"due: {key} {found[key]}\nexpected: {due}"
        return found

    def _lane_of(self, proceeding_id: UUID, event: str) -> str:
        """What the diary calls these proceedings: by their id in the country file, or by their family."""
        ((procedure, family),) = self.rows(Proceeding.procedure, Proceeding.family, id=proceeding_id)
        return procedure if (procedure, event) in self.known.due else family

    def _compare_shown(self, page: str, found: dict[tuple[str, str], Due]) -> None:
        """The deadlines of the case show each by its day and its law; of what must wait, the first day on which it may be done."""
        listed = [row[0] for row in ROW.finditer(page)]
        for (_lane, event), due in found.items():
            law = cited(due.law, "en", self.country)
            wait = timedelta(days=1 if event in NOT_BEFORE else 0)
            day = said(due.act_by + wait) if due.act_by else "no date yet"
            assert [row for row in listed if day in row and law in row], f"the page shows no {event} by {day}"

    def _compare_facts(self) -> None:
        """How she stands today: followed for as many months as have begun since she came."""
        months = next(one for one in count(1) if months_after(self.came, one) >= self.on)
        closed = histories.Closed(months_after(self.came, months), datetime(2100, 1, 1, tzinfo=UTC))
        with self.make.app.app_context():
            (fact,) = facts.collect(
                self.make.actor(self.coordinator.email), countries=[self.country], first_year=2010,
                last_year=self.on.year, closed=closed, months=(months,), draft_id=uuid4(),
            )  # fmt: skip
        stood = fact.at[months]
        found = {"criminal": stood.criminal} | {name: getattr(stood.progress, name) for name in CLAIMED}
        told = {name: str(value) for name, value in found.items() if value not in (None, 0, NONE_OF_THEM)}
        assert told == self.known.facts, f"facts: {told}\nexpected: {self.known.facts}"


def entries(story: str) -> Iterator[tuple[str, list[str]]]:
    """Each line that is done, with the indented lines below it; what follows a # is for the reader."""
    done, differences = "", list[str]()
    for raw in story.splitlines():
        line = raw.split("#")[0].rstrip()
        if not line:
            continue
        if line.startswith(" "):
            differences.append(" ".join(line.split()))
            continue
        if done:
            yield done, differences
        done, differences = " ".join(line.split()), []
    yield done, differences


def answers(words: list[str]) -> dict[str, str]:
    """ "offence=rs_388_1" and the like."""
    return dict(one.split("=") for one in words)


def day_of(written: str) -> date:
    day, month, year = (int(part) for part in written.split("."))
    return date(year, month, day)


def typed(written: str) -> str:
    """A day of the diary as people type it."""
    return said(day_of(written))


def refusals(answer: Any) -> list[str]:
    """What the page says about a form that it did not take."""
    found = re.findall(r'<[^>]+class="[^"]*(?:invalid|error|callout)[^"]*".*?</', text(answer), re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in found]


def opened(make: Any, client_as: Callable[[str], Any], country: str, on: str, **place: str) -> Diary:
    """A new case of that day with its client and the accused."""
    office = make.office(country=country)
    lawyer, coordinator = client_as(make.lawyer(office=office)), client_as(make.coordinator(office=office))
    form = {"office": str(office), "opened_on": typed(on), "aim": "The court decides on the claim itself.", **place}
    answer = lawyer.post("/cases/", form)
    assert answer.status_code == 303, refusals(answer)
    case_id = UUID(re.split(r"[/?]", answer.headers["Location"])[2])
    diary = Diary(lawyer, coordinator, make, country, case_id)
    her = {
        "given_name": "Zamišljena",
        "sex": "F",
        "citizenship_group": "NATIONAL",
        "status": "FORMAL",
        "forms": ["SEX"],
    }
    diary.done(f"/cases/{case_id}/victims", first_contact=typed(on), **her)
    for family in ("", "echr"):
        authorise(diary.lawyer, case_id, diary.victim(), family=family)
    diary.done(f"/cases/{case_id}/accused", name="Nepostojeći Čovek")
    diary.on = diary.came = day_of(on)
    return diary
