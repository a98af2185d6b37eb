"""What do the pages of a case show, in a number of reads that does not grow with the case?"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from flask import url_for

from litigation_app import ledger
from litigation_app.casework.casefile import ahead
from litigation_app.casework.casefile.ahead import Ahead
from litigation_app.casework.casefile.timeline.presenters import Recorded, happened
from litigation_app.casework.casefile.urgent import Known, Urgent, urgent
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import names as named
from litigation_app.casework.claims import presenters as said
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims.amounts import last_decision
from litigation_app.casework.claims.queries import Summary
from litigation_app.casework.clients.personal_records import queries as particulars
from litigation_app.casework.clients.searches import actions as searches
from litigation_app.casework.clients.victims import queries as victims
from litigation_app.casework.planner.tasks import presenters as tasks
from litigation_app.casework.proceedings import actions as steps
from litigation_app.casework.proceedings import lanes as board
from litigation_app.casework.proceedings import presenters as dues
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.courts import actions as courtfiles
from litigation_app.casework.proceedings.courts import presenters as known_courts
from litigation_app.casework.proceedings.defendants import queries as defendants
from litigation_app.casework.proceedings.hearings import queries as hearings
from litigation_app.casework.proceedings.lanes import Happened, Track
from litigation_app.casework.proceedings.records import queries as records
from litigation_app.casework.proceedings.records.presenters import Teller, accused
from litigation_app.casework.strategy.supervision import queries as supervision
from litigation_app.casework.strategy.supervision.rules import FAMILY
from litigation_app.core.access import me
from litigation_app.core.charts import fitted_lanes
from litigation_app.core.charts.lanes import Board
from litigation_app.core.clock import today
from litigation_app.core.language import current
from litigation_app.law import loader

LATEST = 3  # events of the overview
Court = tuple[str | None, str | None]  # of the country file, or typed in


class Lane(NamedTuple):
    """A proceeding in which a step can be recorded."""

    id: UUID
    name: str


class Claimed(NamedTuple):
    """A claim of the case: whose, by which route, how it stands. `late`: that it is out unreviewed, "" if it is not."""

    id: UUID
    victim: str
    route: str
    version: int
    state: str
    late: str


class Money(NamedTuple):
    """The claims of a case, and their sums; `sums` None: there is no claim."""

    claims: list[Claimed]
    sums: Summary | None


class Overview(NamedTuple):
    """What the first page of a case shows."""

    ahead: Ahead
    urgent: list[Urgent]
    board: fitted_lanes.Board
    steps: int
    money: Money
    latest: list[Happened]
    events: int


@dataclass(frozen=True)
class Reading:
    """A case that was found by `cases.queries.get`, read as far as a page asks; `ticket`: of its open file."""

    case: Case
    ticket: ledger.Ticket | None

    @cached_property
    def tracks(self) -> list[Track]:
        return proceedings.tracks(self.case)

    @cached_property
    def hearings(self) -> list[hearings.Line]:
        return hearings.of_case(self.case)

    @cached_property
    def records(self) -> list[records.Line]:
        return records.of_case(self.case)

    @cached_property
    def claims(self) -> list[claims.Line]:
        return claims.of_case(self.case)

    @cached_property
    def victims(self) -> list[victims.Line]:
        return victims.of_case(self.case)

    @cached_property
    def to_heed(self) -> particulars.ToHeed:
        return particulars.to_heed(self.case, today())

    @property
    def links(self) -> dict[UUID, str]:
        """Where the page of each proceeding is."""
        return {one.id: url_for("tracks.show", proceeding_id=one.id) for one in self.tracks}

    @property
    def lanes(self) -> list[Lane]:
        """Those in which a step can be recorded."""
        known = board.Ties.among(self.tracks, current())
        return [Lane(one.id, known.numbered(one.id)) for one in self.tracks if one.joined is None]

    @cached_property
    def files(self) -> courtfiles.Files:
        """Who has each proceeding in hand."""
        return courtfiles.of_case(self.case, self.tracks, self.ticket)

    @property
    def contacts(self) -> list[tuple[UUID, str, str]]:
        """Of each proceeding that goes on its id, its name, and which court and judge have it now, under which number."""
        return known_courts.lines(self.files, [(one.id, one.name) for one in self.lanes], self.case.country)

    def _courts(self, said: Court | None = None) -> dict[UUID, str]:
        """Which court has each proceeding now, with its number there while the file is open; `said`: the one that stands above."""
        country, language = self.case.country, current()
        return {one.id: known_courts.where(self.files.now(one.id), country, language, said) for one in self.tracks}

    @property
    def board(self) -> Board:
        """Every proceeding with all its steps."""
        return board.lanes(self.tracks, current(), self.links, self._courts())

    @property
    def happened(self) -> list[Happened]:
        """All that happened, the newest first, with what was written beside a step while the file is open."""
        noted = [step.id for track in self.tracks for step in track.steps if step.has_note]
        notes = steps.read_notes(self.ticket, noted) if self.ticket else {}
        texts = {step: f"{note.reason}\n{note.text}".strip() for step, note in notes.items()}
        return happened(Recorded(self.case, self.tracks, self.hearings, self.records, self.teller, texts))

    @cached_property
    def teller(self) -> Teller:
        """Says the records of the case."""
        names = {one.id: one.code_name for one in self.victims}
        names |= {one.id: accused(one.letter) for one in defendants.of_case(self.case)} if self.records else {}
        names |= {one.id: one.graph.name(current()) for one in self.tracks}
        names |= dict(named.of_case(self.case)) if any(one.told.claim_id for one in self.records) else {}
        return Teller(loader.load(self.case.country), current(), names)

    @property
    def money(self) -> Money:
        """Its claims and their sums."""
        routes = {route.id: route.name(current()) for route in loader.load(self.case.country).routes}
        return Money([_claimed(one, routes) for one in self.claims], claims.summary(self.claims))

    def overview(self, *, may_record: bool) -> Overview:
        """The first page."""
        due = proceedings.due(self.case, current())
        to_do = tasks.card(self.case, self.ticket, today())
        coming = ahead.Known(self.case.country, due, self.hearings, to_do, self._supervised)
        clients = (self.victims, self.to_heed.ending, self.case.id in searches.in_conflict(me(), [self.case.id]))
        known = Known(self.case, self.tracks, due, self.claims, self.records, self.teller, may_record, *clients)
        latest = self.happened
        return Overview(
            ahead=ahead.ahead(coming, today()),
            urgent=urgent(known, today()),
            board=self._fitted(due),
            steps=sum(len(one.steps) for one in self.tracks),
            money=self.money,
            latest=[one for one in latest if one.on <= today()][:LATEST],  # a day to come has not happened
            events=len(latest),
        )

    @property
    def _supervised(self) -> list[supervision.Line]:
        """The days of what Strasbourg supervises, where an application was lodged."""
        is_there = any(one.graph.family == FAMILY for one in self.tracks)
        return supervision.dates(self.case) if is_there else []

    def _fitted(self, due: Sequence[dues.Line]) -> fitted_lanes.Board:
        courts = self._courts((self.case.court_id, self.case.court_typed))  # said once, above
        every = board.each_lane(self.tracks, current(), self.links, courts)
        to_come = ahead.dots(due, self.hearings, [one.id for one in self.tracks])
        return fitted_lanes.fit(every, to_come, today())


def _claimed(line: claims.Line, routes: dict[str, str]) -> Claimed:
    return Claimed(
        line.id,
        line.victim,
        routes.get(line.route, line.route),
        line.version,
        ", ".join([*_without_award(line), *(word for _kind, word in said.standing(line.view))]),
        said.late(line.view),
    )


def _without_award(line: claims.Line) -> list[str]:
    """What was decided, where nothing was awarded: "final" alone would be read as money."""
    last = last_decision(line.view)
    return [str(said.OUTCOMES[last.outcome])] if last is not None and not last.amount else []
