"""What does the case page show, in a number of reads that does not grow with the case?"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from litigation_app.casework.cases import queries as cases
from litigation_app.casework.cases import rules
from litigation_app.casework.cases.models import Case
from litigation_app.casework.claims import queries as claims
from litigation_app.casework.claims import shown as said
from litigation_app.casework.claims.queries import Summary
from litigation_app.casework.proceedings import board
from litigation_app.casework.proceedings import queries as proceedings
from litigation_app.casework.proceedings.board import Happened, Track
from litigation_app.casework.proceedings.dues import Line as Period
from litigation_app.casework.victims import queries as victims
from litigation_app.core.charts.lanes import Board
from litigation_app.core.language import current
from litigation_app.law import loader


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


class CasePage(NamedTuple):
    """Everything on the case page that is not protected, in the reader's words."""

    office: str
    lawyer: str
    seconds: list[str]
    court: str
    stage: str
    board: Board
    due: list[Period]
    timeline: list[Happened]
    lanes: list[Lane]
    victims: list[victims.Line]
    claims: list[Claimed]
    money: Summary | None
    file_access: victims.Access | None
    person_access: victims.Access | None


def page_of(case: Case, tracks: Sequence[Track], notes: Mapping[UUID, str], links: Mapping[UUID, str]) -> CasePage:
    """The page of a case that was found by `cases.queries.get`; `notes` by step, where the file stands open.

    `links`: where the page of each proceeding is.
    """
    language = current()
    known = board.Ties.among(list(tracks), language)
    lines = claims.of_case(case)
    return CasePage(
        office=cases.office_of(case),
        lawyer=cases.lead_of(case),
        seconds=cases.seconds_of(case),
        court=rules.court_name(case.country, case.court_id, case.court_typed, language),
        stage=rules.stage_name(case.country, case.forum, case.stage_now, language),
        board=board.lanes(tracks, language, links),
        due=proceedings.due(case, language),
        timeline=board.timeline(tracks, language, notes),
        lanes=[Lane(track.id, known.numbered(track.id)) for track in tracks if track.joined is None],
        victims=victims.of_case(case),
        claims=_claimed(case, lines, language),
        money=claims.summary(lines),
        file_access=victims.last_access(act="open_file", of=f"case:{case.id}"),
        person_access=victims.last_access(act="open_victim", case_id=case.id),
    )


def _claimed(case: Case, lines: Sequence[claims.Line], language: str) -> list[Claimed]:
    routes = {route.id: route.name(language) for route in loader.load(case.country).routes}
    return [
        Claimed(
            line.id,
            line.victim,
            routes.get(line.route, line.route),
            line.version,
            ", ".join(word for _kind, word in said.standing(line.view)),
            said.late(line.view),
        )
        for line in lines
    ]
