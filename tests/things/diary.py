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
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from authorising import authorise
from diary_compared import compare
from diary_lines import ACT, DAY, DUE, LANE, Due, answers, day_of, entries, typed
from lawyering import text
from litigation_app.casework.claims.models import Claim
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.casework.proceedings.models import Deadline, Proceeding
from litigation_app.core.db import db
from litigation_app.law import loader

BEGIN = re.compile(r"/proceedings/new\?by=([0-9a-f-]{36})&to=(\w+)")


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
                compare(self, self._differ(differences))
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
        weak = {"asked": "evidence authority", "because": "Proved"}
        self.done(f"{claim}/approval", self.coordinator, row_version=seen[1], **weak)
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
