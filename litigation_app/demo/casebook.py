"""How does an invented case become rows: the case, its victims, its proceedings with steps and periods?"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from uuid import UUID

from litigation_app.casework.cases import actions as cases
from litigation_app.casework.cases import rules as ending
from litigation_app.casework.cases.models import LEAD, SECOND, Assignment, Case
from litigation_app.casework.cases.rules import Ended
from litigation_app.casework.clients.victims import actions as victims
from litigation_app.casework.clients.victims import rules as victim_rules
from litigation_app.casework.clients.victims.models import Victim
from litigation_app.casework.clients.victims.rules import VictimRecord
from litigation_app.casework.proceedings import actions as proceedings
from litigation_app.casework.proceedings.defendants import actions as defendants
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.casework.proceedings.hearings.models import Hearing, HearingReport
from litigation_app.casework.proceedings.hearings.rules import State
from litigation_app.casework.proceedings.models import Deadline, Move, Proceeding
from litigation_app.casework.proceedings.records.models import Record
from litigation_app.demo import docket, words
from litigation_app.demo.ids import Ids
from litigation_app.demo.lanes import BEGINNING, Period
from litigation_app.demo.people import Desk
from litigation_app.demo.published import Dossier, assumed
from litigation_app.demo.rows import Batch, Entry
from litigation_app.demo.walks import Roads, Step
from litigation_app.law import loader, outline
from litigation_app.law.country import Jurisdiction
from litigation_app.vault.name_search import blind_index, index
from litigation_app.vault.name_search.identifiers import PHONE


@dataclass(frozen=True)
class Moment:
    """The day and the instant at which everything is filled in."""

    today: date
    now: datetime

    def after(self, day: date, rng: random.Random) -> datetime:
        """Office hours within three days of a day, never later than now."""
        late = datetime.combine(
            day + timedelta(days=rng.randrange(3)), time(8 + rng.randrange(8), rng.randrange(60)), UTC
        )
        return min(late, self.now)

    def on(self, day: date) -> datetime:
        """Noon of a day, never later than now."""
        return min(datetime.combine(day, time(12), UTC), self.now)


@dataclass(frozen=True)
class Plan:
    """A case before it is written. `people`: code names of the victims, as many as the dossier has."""

    id: UUID
    dossier: Dossier
    reference: str
    code_name: str
    people: tuple[str, ...]
    opened_on: date
    contact: date
    desk: Desk
    lead: UUID
    second: UUID | None
    coordinator: UUID
    court_id: str
    forum: str | None

    @property
    def law(self) -> Jurisdiction:
        return loader.load(self.dossier.country)

    def entry(self, act: str, by: UUID, of: str, **facts: str | int) -> Entry:
        return Entry(act, by, of, self.id, {"ref": self.reference, **facts})


@dataclass(frozen=True)
class Lane:
    """A proceeding before it is written; `position` is its place among those of the case, from 1."""

    roads: Roads
    position: int
    path: Sequence[Step]
    periods: Sequence[Period]


class Clerk:
    """Writes one batch; knows the moment and the next id."""

    def __init__(self, ids: Ids, moment: Moment) -> None:
        self.ids, self.moment, self.batch = ids, moment, Batch()
        self.tracks: list[Ended] = []  # the proceedings of the case that is being written
        self.number = ""  # of that case, in each register

    @property
    def today(self) -> date:
        return self.moment.today

    def add_case(self, plan: Plan, trial: Sequence[Step], spoken: words.Voice, rng: random.Random) -> None:
        """The case, who works on it, its protected text. `trial`: what has happened in the criminal proceeding."""
        known = {name: getattr(plan, name) for name in ("reference", "code_name", "opened_on")}
        self.batch.add(
            Case, id=plan.id, country=plan.dossier.country, year=plan.dossier.year, **known, office_id=plan.desk.id,
            forum=plan.forum, court_id=plan.court_id, court_typed=None, created_by=plan.lead,
            created_at=self.moment.after(plan.opened_on, rng), law_version=plan.law.version,
            stage_now=trial[-1].to_stage if trial else None, moved_on=trial[-1].on if trial else None,
            dated_until=None, ended_on=None, row_version=1,
        )  # fmt: skip
        works_on = {"case_id": plan.id, "office_id": plan.desk.id, **known}
        for user, kind in ((plan.lead, LEAD), (plan.second, SECOND)):
            if user is not None:
                self.batch.add(Assignment, **works_on, user_id=user, kind=kind)
        self._seal_file(plan, spoken, rng)
        self.batch.entries.append(plan.entry("create_case", plan.lead, f"case:{plan.id}"))

    def _seal_file(self, plan: Plan, spoken: words.Voice, rng: random.Random) -> None:
        self.number = f"{rng.randrange(1, 400)}/{plan.opened_on.year % 100:02d}"
        self.batch.subjects.append(plan.id)
        self.batch.seal(plan.id, cases.TABLE, plan.id, "aim", {"text": spoken.say("aim", rng)})

    def add_victims(self, plan: Plan, spoken: words.Voice, rng: random.Random) -> list[UUID]:
        """The people of the case; all that is known of them is sealed."""
        found = []
        for kind, code_name in zip(plan.dossier.kinds, plan.people, strict=True):
            victim = self.ids.new()
            at = self.moment.after(plan.opened_on, rng)
            self.batch.add(
                Victim, id=victim, case_id=plan.id, code_name=code_name, added_by=plan.lead, added_at=at,
                changed_by=None, changed_at=None, row_version=1,
            )  # fmt: skip
            self.batch.subjects.append(victim)
            record = words.record(kind, plan.contact, spoken, rng, is_potential=plan.dossier.is_potential)
            for capsule, content in victim_rules.capsules(record).items():
                self.batch.seal(victim, victims.TABLE, victim, capsule, content)
            self._make_findable(plan, victim, record)
            self.batch.entries.append(plan.entry("add_victim", plan.lead, f"victim:{victim}"))
            found.append(victim)
        return found

    def _make_findable(self, plan: Plan, victim: UUID, record: VictimRecord) -> None:
        sketch = index.Sketch(record.given_name, record.family_name, birth_year=record.year_of_birth)
        self.batch.drawn.append(index.Drawn(victim, index.Place(plan.id, plan.desk.id), sketch))
        phone = blind_index.Number(PHONE, record.phone, plan.dossier.country)
        self.batch.told.append(blind_index.Told(victim, plan.id, [phone]))

    def add_lane(
        self, plan: Plan, lane: Lane, spoken: words.Voice, rng: random.Random, *, spawned_by: UUID | None = None
    ) -> list[UUID]:
        """A proceeding with its steps and the periods that they started; gives the ids of the steps."""
        proceeding, graph, path = self.ids.new(), lane.roads.graph, lane.path
        self.batch.add(
            Proceeding, id=proceeding, case_id=plan.id, procedure=graph.id, family=graph.family, forum=plan.forum,
            court_id=plan.court_id, court_typed=None, law_version=plan.law.version,
            begun_on=path[0].on if path else None, position=lane.position, spawned_by=spawned_by,
        )  # fmt: skip
        moves = self._moves(plan, proceeding, lane, spoken, rng)
        for period in lane.periods:
            self._add_period(plan, proceeding, None if period.place == BEGINNING else moves[period.place], period)
        self._plan_hearings(plan, proceeding, lane, rng)
        self._keep_current(lane)
        if path:
            facts: dict[str, str | int] = {"seq": len(path), "stage": path[-1].to_stage}
            self.batch.entries.append(plan.entry("record_step", plan.lead, f"proceeding:{proceeding}", **facts))
        return moves

    def _moves(self, plan: Plan, proceeding: UUID, lane: Lane, spoken: words.Voice, rng: random.Random) -> list[UUID]:
        found: list[UUID] = []
        visited: tuple[str, ...] = ()
        for seq, step in enumerate(lane.path, 1):
            if not visited or visited[-1] != step.to_stage:
                visited = (*visited, step.to_stage)
            move = self.ids.new()
            has_note = step.event is None or rng.randrange(100) < assumed("case")["note_percent"]
            if has_note:
                content = {"text": spoken.say("step", rng), "reason": "" if step.event else spoken.say("outside", rng)}
                self.batch.seal(plan.id, proceedings.TABLE, move, proceedings.CAPSULE, content)
            self.batch.add(
                Move, id=move, proceeding_id=proceeding, seq=seq, **vars(step), is_outside=step.event is None,
                episode=_episode(plan.dossier.country, lane.roads.graph.id, visited), has_note=has_note,
                recorded_by=plan.lead, recorded_at=self.moment.after(step.on, rng),
            )  # fmt: skip
            found.append(move)
        return found

    def _plan_hearings(self, plan: Plan, proceeding: UUID, lane: Lane, rng: random.Random) -> None:
        """The hearings of a proceeding, each with what came of it."""
        for one in docket.hearings(lane.roads, lane.path, self.today, rng):
            hearing, recorded = self.ids.new(), self.moment.after(min(one.on, self.today), rng)
            self.batch.add(
                Hearing, id=hearing, case_id=plan.id, office_id=plan.desk.id, proceeding_id=proceeding, kind=one.kind,
                on=one.on, at=one.at, must_come=["client", "counsel"], state=one.state.value, follows=None,
                has_note=False, recorded_by=plan.lead, recorded_at=recorded, row_version=1,
            )  # fmt: skip
            if one.state is not State.SCHEDULED:
                self.batch.add(
                    HearingReport, id=self.ids.new(), hearing_id=hearing, case_id=plan.id, state=one.state.value, reason=one.reason,
                    came=["counsel", "prosecutor"], has_note=False, reported_by=plan.lead, reported_at=recorded,
                )  # fmt: skip
            self._date_case(one.on if one.state is State.SCHEDULED else None)

    def _keep_current(self, lane: Lane) -> None:
        """Beside the case: until when it has a date, and the day on which all its proceedings had ended."""
        for period in lane.periods:
            self._date_case(period.act_by if period.met_on is None and period.lapsed_on is None else None)
        last = lane.path[-1] if lane.path else None
        is_over = last is not None and ending.rests_at(
            last.to_stage, is_end=lane.roads.graph.stage(last.to_stage).is_end
        )
        ended = last.on if last is not None and is_over else None
        self.tracks = [] if lane.position == 1 else self.tracks
        self.tracks.append(Ended(lane.roads.graph.family, last is not None, ended))
        self.batch.rows[Case][-1]["ended_on"] = ending.ended_on(self.tracks)

    def _date_case(self, day: date | None) -> None:
        case = self.batch.rows[Case][-1]
        case["dated_until"] = max((one for one in (case["dated_until"], day) if one), default=None)

    def add_defendant(self, plan: Plan, letter: str, spoken: words.Voice) -> UUID:
        """An accused, with a name that is plainly invented and found like any other."""
        found = self.ids.new()
        added = {"added_by": plan.lead, "added_at": self.moment.now, "row_version": 1}
        self.batch.add(Defendant, id=found, case_id=plan.id, letter=letter, **added)
        name, place = spoken.write(f"Izmišljeni {letter}."), index.Place(plan.id, plan.desk.id)
        self.batch.seal(plan.id, defendants.TABLE, found, defendants.CAPSULE, {"name": name, "about": ""})
        self.batch.drawn.append(index.Drawn(found, place, index.Sketch(name, ""), index.ACCUSED))
        return found

    def add_record(
        self, plan: Plan, kind: str, on: date, told: dict[str, str], *, asks: bool = False, **of: UUID
    ) -> None:
        """Something recorded beside the steps; `of`: victim or defendant."""
        self.batch.add(
            Record, id=self.ids.new(), case_id=plan.id, office_id=plan.desk.id, kind=kind, on=on, proceeding_id=None,
            victim_id=of.get("victim"), defendant_id=of.get("defendant"), told=told, has_note=False, asks=asks,
            recorded_by=plan.lead, recorded_at=self.moment.on(on), struck_by=None, struck_at=None, row_version=1,
        )  # fmt: skip

    def _add_period(self, plan: Plan, proceeding: UUID, move: UUID | None, period: Period) -> None:
        values = dict(vars(period))
        del values["place"]
        self.batch.add(
            Deadline, id=self.ids.new(), case_id=plan.id, office_id=plan.desk.id, proceeding_id=proceeding,
            move_id=move, **values, is_reviewed=plan.law.reviewed_by_lawyer, law_version=plan.law.version, row_version=1,
        )  # fmt: skip


@lru_cache(maxsize=50_000)
def _episode(country: str, graph: str, visited: tuple[str, ...]) -> int:
    return outline.outline(loader.load(country).procedure(graph), visited).episode
