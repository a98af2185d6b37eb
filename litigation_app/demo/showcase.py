"""What does the one case look like that guides and pictures show: a retrial, a claim decided in part, periods due soon?"""

import random
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from litigation_app.casework.claims.models import State
from litigation_app.casework.claims.rules import Part
from litigation_app.casework.proceedings.models import SEVERED, Proceeding, TrackLink
from litigation_app.core.toml_files import read_toml
from litigation_app.demo import clientbook, courtbook, moneybook, todo, words
from litigation_app.demo.casebook import Clerk, Lane, Plan
from litigation_app.demo.claimbook import CRIMINAL_ROUTE, ClaimWriting, Story
from litigation_app.demo.lanes import Decision, first_periods, periods, start
from litigation_app.demo.walks import Roads, Step
from litigation_app.law import procedure

COUNTRY, YEAR, NUMBER, CODE_NAME = "RS", 2022, 7, "Breza 14"
REFERENCE = "RS-2022-0007"  # of a time when they counted
_SEVERED, _SEVERED_AT, _AGREED = date(2023, 9, 20), "main_hearing", date(2023, 10, 3)  # the proceeding of B


@cache
def story() -> Mapping[str, Any]:
    """The file that tells it."""
    return read_toml(__file__, "showcase.toml")


def day(told: date | int, today: date) -> date:
    """As the file says it: a date, or how many days ago."""
    return told if isinstance(told, date) else today - timedelta(days=told)


def write(clerk: Clerk, plan: Plan, roads: Callable[[str], Roads], rng: random.Random) -> None:
    """All rows of the case. The past has fixed days, the last two years count back from today."""
    spoken = words.Voice(COUNTRY)
    trial = _played(roads("criminal"), "criminal", clerk.today)
    clerk.add_case(plan, trial, spoken, rng)
    victims = clerk.add_victims(plan, spoken, rng)
    clientbook.authorise(clerk, plan, victims)
    clientbook.show(clerk, plan, victims[0])
    accused = [clerk.add_defendant(plan, letter, spoken) for letter in ("A", "B")]
    claim = _played(roads("property_claim"), "property_claim", clerk.today)
    clerk.add_lane(plan, _lane(roads("criminal"), 1, trial), spoken, rng)
    severed = Step(None, roads("criminal").graph.initial, _SEVERED_AT, _SEVERED)
    plea = [severed, *_played(roads("criminal"), "plea", clerk.today, _SEVERED_AT)]
    agreed = _sever(clerk, plan, _lane(roads("criminal"), 3, plea), accused[1], spoken, rng)
    claimed = _lane(roads("property_claim"), 2, claim)
    referred = clerk.add_lane(plan, claimed, spoken, rng)[[step.event for step in claim].index("referred")]
    clerk.add_lane(plan, _enforcement(roads("enforcement"), clerk.today), spoken, rng, spawned_by=agreed)
    clerk.add_lane(plan, _complaint(roads("constitutional"), clerk.today), spoken, rng)
    civil = _played(roads("civil"), "civil", clerk.today)
    clerk.add_lane(plan, _lane(roads("civil"), 6, civil), spoken, rng, spawned_by=referred)
    courtbook.write(clerk, plan, spoken)
    appeal = next(step.on for step in trial if step.event == "quashed_remanded")
    retried = next(row["id"] for row in clerk.batch.rows[Proceeding] if row["case_id"] == plan.id)
    courtbook.add(clerk, plan, retried, courtbook.At("second", "Kž1 DEMO 7/25", "as_bg", appeal), spoken)
    of_accused = {letter: {"defendant": defendant} for letter, defendant in zip("AB", accused, strict=True)}
    _record(clerk, plan, {"client": {"victim": victims[0]}, **of_accused})
    for task in story()["task"]:
        todo.task(clerk, plan, task["kind"], day(task["due"], clerk.today), spoken.write(task["text"]))
    for note in story()["note"]:
        todo.note(clerk, plan, note["kind"], day(note["on"], clerk.today), spoken.write(note["text"]))
    writing = ClaimWriting(clerk, plan, spoken, rng)
    writing.write(_story(victims[0]))
    moneybook.computed(clerk, plan, writing, victims[0])


def _lane(roads: Roads, position: int, path: list[Step]) -> Lane:
    return Lane(roads, position, path, periods(roads, path))


def _sever(clerk: Clerk, plan: Plan, lane: Lane, accused: UUID, spoken: words.Voice, rng: random.Random) -> UUID:
    """The proceeding of an accused beside the trial that he was taken out of, which was written last; gives the step that
    accepted his agreement.
    """
    trial = clerk.batch.rows[Proceeding][-1]["id"]
    steps = clerk.add_lane(plan, lane, spoken, rng)
    clerk.batch.add(
        TrackLink, id=clerk.ids.new(), case_id=plan.id, kind=SEVERED, first_id=trial,
        second_id=clerk.batch.rows[Proceeding][-1]["id"], on=_SEVERED, accused=[str(accused)], recorded_by=plan.lead,
        recorded_at=clerk.moment.after(_SEVERED, rng),
    )  # fmt: skip
    clerk.batch.entries.append(plan.entry("sever_proceedings", plan.lead, f"proceeding:{trial}"))
    return steps[[step.event for step in lane.path].index("plea_accepted")]


def _played(roads: Roads, name: str, today: date, stage: str = "") -> list[Step]:
    """The steps of the file in order, from this stage on ("": the first); raises StageRefused for one that is not lawful."""
    steps: list[Step] = []
    stage = stage or roads.graph.initial
    for event, on, *served in story()["steps"][name]:
        to = procedure.step(roads.graph, stage, event).to_stage.id
        served_on = day(served[0], today) if served else None
        steps.append(Step(event, stage, to, day(on, today), served_on, story()["outcomes"].get(event)))
        stage = to
    return steps


def _enforcement(roads: Roads, today: date) -> Lane:
    """The order has just reached the debtor."""
    path = _played(roads, "enforcement", today)
    started = periods(roads, path)
    start(started[-1], today - timedelta(days=1), roads.courts)
    return Lane(roads, 4, path, started)


def _complaint(roads: Roads, today: date) -> Lane:
    """A constitutional complaint in preparation: its thirty days end in three (later, if that is a weekend)."""
    return Lane(roads, 5, [], first_periods(roads, today - timedelta(days=27)))


def _record(clerk: Clerk, plan: Plan, of: Mapping[str, Mapping[str, UUID]]) -> None:
    """What the file has beside the steps; `of`: the client and the accused, by what it calls them."""
    for row in story()["record"]:
        on, asks = day(row["on"], clerk.today), row.get("asks", False)
        clerk.add_record(plan, row["kind"], on, row["told"], asks=asks, **of[row["of"]])


def _story(victim: UUID) -> Story:
    """Four heads, 2.480.000 RSD in the third version; a part awarded for good, and most of it paid."""
    heads = {"dignity_freedom": 1_000_000, "fear": 500_000, "unpaid_wages": 680_000, "psych_rehab": 300_000}
    parts = [Part(head, Decimal(amount)) for head, amount in heads.items()]
    decided = [Decision(_AGREED, "final", "awarded_part", is_final=True)]
    paid = [(date(2024, 4, 29), Decimal(150000), "ENFORCED")]
    return Story(victim, CRIMINAL_ROUTE, State.DECIDED, date(2023, 2, 8), decided, 3, parts, Decimal(400000), paid)
