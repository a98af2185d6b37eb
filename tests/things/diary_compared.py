"""Does the desk know, after a line of a diary, all that was said of it so far?"""

import re
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from diary_lines import Due
from lawyering import said
from litigation_app.casework.facts import facts
from litigation_app.casework.facts import queries as histories
from litigation_app.casework.facts.rules import NONE_OF_THEM, months_after
from litigation_app.casework.proceedings.models import Deadline, Move, Proceeding
from litigation_app.law import loader
from litigation_app.law.citations import cited

ROW = re.compile(r'<li class="due-row[^"]*">.*?</li>', re.DOTALL)
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


def compare(diary: Any, shown: list[str]) -> None:
    page = diary.page(f"/cases/{diary.case_id}/proceedings")
    missing = [words for words in shown if words not in page]
    assert not missing, f"these words are not on the page: {missing}"
    _look_at_lane(diary, page)
    found = _compare_due(diary)
    _compare_shown(diary, diary.page(f"/deadlines/?case={diary.case_id}"), found)
    _compare_facts(diary)
    if diary.is_of_the_accused:
        assert ("Released" in diary.page("/clients-to-warn")) is diary.known.must_notify, "who must be warned"


def _look_at_lane(diary: Any, page: str) -> None:
    """The lane stands where its last step led, and the timeline tells of the day."""
    moves = sorted(diary.rows(Move.seq, Move.to_stage, Move.on, proceeding_id=diary.proceeding()))
    if not moves:
        return
    ((procedure,),) = diary.rows(Proceeding.procedure, id=diary.proceeding())
    stage = loader.load(diary.country).procedure(procedure).stage(moves[-1].to_stage).name("en")
    lanes = [lane for lane in LANE_SHOWN.findall(page) if f"/proceedings/{diary.proceeding()}" in lane]
    assert [lane for lane in lanes if f">{stage}</span>" in lane], f"no lane of {diary.lane} stands at {stage}"
    assert said(moves[-1].on) in page.split('id="timeline"')[1], "the timeline does not tell of that day"


def _compare_due(diary: Any) -> dict[tuple[str, str], Due]:
    """In the rows and on the list of the case: every period that has a day, and every one of ours."""
    found = {}
    for row in diary.rows(*PERIOD, met_on=None, lapsed_on=None):
        if row.act_by is not None or row.side == "ours":
            found[_lane_of(diary, row.proceeding_id, row.event), row.event] = Due(*row[2:])
    assert found.keys() == diary.known.due.keys(), f"due: {found}\nexpected: {diary.known.due}"
    for key, due in diary.known.due.items():
        assert found[key].is_as(due), f"due: {key} {found[key]}\nexpected: {due}"
    return found


def _lane_of(diary: Any, proceeding_id: UUID, event: str) -> str:
    """What the diary calls these proceedings: by their id in the country file, or by their family."""
    ((procedure, family),) = diary.rows(Proceeding.procedure, Proceeding.family, id=proceeding_id)
    return procedure if (procedure, event) in diary.known.due else family


def _compare_shown(diary: Any, page: str, found: dict[tuple[str, str], Due]) -> None:
    """The deadlines of the case show each by its day and its law; of what must wait, the first day on which it may be done."""
    listed = [row[0] for row in ROW.finditer(page)]
    for (_lane, event), due in found.items():
        law = cited(due.law, "en", diary.country)
        wait = timedelta(days=1 if event in NOT_BEFORE else 0)
        day = said(due.act_by + wait) if due.act_by else "no date yet"
        assert [row for row in listed if day in row and law in row], f"the page shows no {event} by {day}"


def _compare_facts(diary: Any) -> None:
    """How she stands today: followed for as many months as have begun since she came."""
    months = next(one for one in count(1) if months_after(diary.came, one) >= diary.on)
    closed = histories.Closed(months_after(diary.came, months), datetime(2100, 1, 1, tzinfo=UTC))
    with diary.make.app.app_context():
        (fact,) = facts.collect(
            diary.make.actor(diary.coordinator.email), countries=[diary.country], first_year=2010,
            last_year=diary.on.year, closed=closed, months=(months,), draft_id=uuid4(),
        )  # fmt: skip
    stood = fact.at[months]
    found = {"criminal": stood.criminal} | {name: getattr(stood.progress, name) for name in CLAIMED}
    told = {name: str(value) for name, value in found.items() if value not in (None, 0, NONE_OF_THEM)}
    assert told == diary.known.facts, f"facts: {told}\nexpected: {diary.known.facts}"
