"""What does the one case look like that guides and pictures show: a retrial, a claim decided in part, periods due soon?"""

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from litigation_app.casework.claims.models import State
from litigation_app.casework.claims.rules import Part
from litigation_app.casework.proceedings.models import SEVERED, Proceeding, TrackLink
from litigation_app.demo import clientbook, courtbook, moneybook, todo, words
from litigation_app.demo.casebook import Clerk, Lane, Plan
from litigation_app.demo.claimbook import CRIMINAL_ROUTE, ClaimWriting, Story
from litigation_app.demo.lanes import Decision, first_periods, periods, start
from litigation_app.demo.walks import Roads, Step
from litigation_app.law import procedure

COUNTRY, YEAR, NUMBER, CODE_NAME = "RS", 2022, 7, "Breza 14"
REFERENCE = "RS-2022-0007"  # of a time when they counted
_QUASHED, _RETRIED = 187, 70  # days ago
_SEVERED, _SEVERED_AT, _AGREED = date(2023, 9, 20), "main_hearing", date(2023, 10, 3)  # the proceeding of B
_Scene = tuple[str, date, date | None]


def write(clerk: Clerk, plan: Plan, roads: Callable[[str], Roads], rng: random.Random) -> None:
    """All rows of the case. The past has fixed days, the last two years count back from today."""
    spoken = words.Voice(COUNTRY)
    trial = _trial(roads("criminal"), clerk.today)
    clerk.add_case(plan, trial, spoken, rng)
    victims = clerk.add_victims(plan, spoken, rng)
    clientbook.authorise(clerk, plan, victims)
    clientbook.show(clerk, plan, victims[0])
    accused = [clerk.add_defendant(plan, letter, spoken) for letter in ("A", "B")]
    claim = _claim(roads("property_claim"), clerk.today)
    clerk.add_lane(plan, _lane(roads("criminal"), 1, trial), spoken, rng)
    agreed = _sever(clerk, plan, _lane(roads("criminal"), 3, _plea(roads("criminal"))), accused[1], spoken, rng)
    claimed = _lane(roads("property_claim"), 2, claim)
    referred = clerk.add_lane(plan, claimed, spoken, rng)[[step.event for step in claim].index("referred")]
    clerk.add_lane(plan, _enforcement(roads("enforcement"), clerk.today), spoken, rng, spawned_by=agreed)
    in_preparation = first_periods(
        roads("constitutional"), clerk.today - timedelta(days=27)
    )  # thirty days end in three
    clerk.add_lane(plan, Lane(roads("constitutional"), 5, [], in_preparation), spoken, rng)
    clerk.add_lane(plan, _civil_action(roads("civil")), spoken, rng, spawned_by=referred)
    courtbook.write(clerk, plan, spoken)
    appeal = clerk.today - timedelta(days=_QUASHED)
    retried = next(row["id"] for row in clerk.batch.rows[Proceeding] if row["case_id"] == plan.id)
    courtbook.add(clerk, plan, retried, courtbook.At("second", "Kž1 DEMO 7/25", "as_bg", appeal), spoken)
    _record(clerk, plan, victims[0], accused)
    todo.write(clerk, plan, spoken)
    writing = ClaimWriting(clerk, plan, spoken, rng)
    writing.write(_story(victims[0]))
    moneybook.computed(clerk, plan, writing, victims[0])


def _lane(roads: Roads, position: int, path: list[Step]) -> Lane:
    return Lane(roads, position, path, periods(roads, path))


def _trial(roads: Roads, today: date) -> list[Step]:
    return _played(
        roads,
        [
            ("report_filed", date(2022, 3, 14), None),
            ("investigation_ordered", date(2022, 6, 2), None),
            ("indictment_filed", date(2022, 11, 1), None),
            ("served_on_accused", date(2022, 11, 15), None),
            ("confirmed", date(2022, 12, 19), None),
            ("hearing_scheduled", date(2023, 1, 16), None),
            ("trial_opened", date(2023, 2, 8), None),
            ("adjourned", date(2023, 9, 20), None),
            ("adjourned", date(2024, 5, 15), None),
            ("judgment_pronounced", date(2025, 6, 17), date(2025, 9, 4)),
            ("appealed_by_accused", date(2025, 9, 15), date(2025, 10, 1)),
            ("reply_to_appeal", date(2025, 10, 8), None),
            ("file_transmitted", date(2025, 11, 3), None),
            ("quashed_remanded", today - timedelta(days=_QUASHED), today - timedelta(days=_QUASHED - 20)),
            ("adjourned", today - timedelta(days=_RETRIED), None),
        ],
        {"judgment_pronounced": "partly_convicted"},
    )


def _claim(roads: Roads, today: date) -> list[Step]:
    """Whether she was advised of her right is not known: nobody wrote it down."""
    return _played(
        roads,
        [
            ("filed", date(2022, 12, 19), None),
            ("quantified", date(2023, 2, 8), None),
            ("referred", date(2025, 6, 17), date(2025, 9, 4)),
            ("claim_appealed", date(2025, 9, 15), None),
            ("quashed_on_appeal", today - timedelta(days=_QUASHED), None),
        ],
        {},
    )


def _plea(roads: Roads) -> list[Step]:
    """What became of B: taken out of the trial, convicted on his agreement, which became final."""
    scenes: list[_Scene] = [
        ("plea_agreement_filed", date(2023, 9, 25), None),
        ("plea_accepted", _AGREED, _AGREED),
        ("no_appeal_lodged", date(2023, 11, 6), None),
    ]
    severed = Step(None, roads.graph.initial, _SEVERED_AT, _SEVERED)
    return [severed, *_played(roads, scenes, {"plea_accepted": "convicted_plea"}, _SEVERED_AT)]


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


def _played(roads: Roads, scenes: list[_Scene], outcomes: dict[str, str], stage: str = "") -> list[Step]:
    """The steps in order, from this stage on ("": the first); raises StageRefused for one that is not lawful."""
    found: list[Step] = []
    stage = stage or roads.graph.initial
    for event, on, served_on in scenes:
        to = procedure.step(roads.graph, stage, event).to_stage.id
        found.append(Step(event, stage, to, on, served_on, outcomes.get(event)))
        stage = to
    return found


def _enforcement(roads: Roads, today: date) -> Lane:
    """What one defendant owes since his plea agreement. The order has just reached the debtor."""
    served = today - timedelta(days=1)
    path = _played(
        roads,
        [
            ("title_obtained", _AGREED, None),
            ("became_enforceable", date(2023, 11, 6), None),
            ("not_paid", date(2023, 11, 27), None),
            ("order_issued", served - timedelta(days=6), None),
        ],
        {},
    )
    found = periods(roads, path)
    start(found[-1], served, roads.courts)
    return Lane(roads, 4, path, found)


def _civil_action(roads: Roads) -> Lane:
    """Brought after the referral; it waits for the trial."""
    path = _played(
        roads,
        [("filed", date(2025, 9, 30), None), ("served", date(2025, 10, 20), None), ("stayed", date(2025, 12, 1), None)],
        {},
    )
    return _lane(roads, 6, path)


def _record(clerk: Clerk, plan: Plan, victim: UUID, accused: Sequence[UUID]) -> None:
    """Charges of two accused, protection that was granted and not applied, three statements, detention that runs."""
    first, second = accused
    screen = {"measure": "vulnerable_witness"}
    clerk.add_record(plan, "protective_measure", date(2022, 6, 2), {**screen, "step": "requested"}, victim=victim)
    clerk.add_record(plan, "protective_measure", date(2022, 9, 5), {**screen, "step": "granted"}, victim=victim)
    clerk.add_record(plan, "protective_measure", date(2023, 2, 8), {**screen, "step": "not_applied"}, victim=victim)
    for day, authority in (
        (date(2022, 3, 14), "police"),
        (date(2022, 6, 20), "prosecutor"),
        (date(2023, 2, 8), "trial_court"),
    ):
        told = {"authority": authority, "accused": "present" if authority == "trial_court" else "absent"}
        clerk.add_record(plan, "testimony", day, told, victim=victim)
    grave = {"step": "indicted", "offence": "rs_388_1", "committed": "2021-11-20"}
    for one in (first, second):
        clerk.add_record(plan, "charge", date(2022, 11, 1), grave, defendant=one)
    lighter = {"step": "changed_by_prosecutor", "offence": "rs_184_1", "reason": "plea"}
    clerk.add_record(plan, "charge", _AGREED, lighter, defendant=second)
    clerk.add_record(plan, "custody", date(2022, 6, 2), {"event": "detained"}, defendant=first)
    clerk.add_record(plan, "custody", clerk.today - timedelta(days=20), {"event": "extended"}, defendant=first)
    clerk.add_record(plan, "custody", _AGREED, {"event": "bail"}, defendant=second)
    left = clerk.today - timedelta(days=1)
    clerk.add_record(plan, "custody", left, {"event": "released"}, asks=True, defendant=second)
    clerk.add_record(plan, "client_warned", _AGREED, {"channel": "call_safe"}, victim=victim)


def _story(victim: UUID) -> Story:
    """Four heads, 2.480.000 RSD in the third version; a part awarded for good, and most of it paid."""
    parts = [
        Part("dignity_freedom", Decimal(1000000)),
        Part("fear", Decimal(500000)),
        Part("unpaid_wages", Decimal(680000)),
        Part("psych_rehab", Decimal(300000)),
    ]
    decided = [Decision(_AGREED, "final", "awarded_part", is_final=True)]
    paid = [(date(2024, 4, 29), Decimal(150000), "ENFORCED")]
    return Story(victim, CRIMINAL_ROUTE, State.DECIDED, date(2023, 2, 8), decided, 3, parts, Decimal(400000), paid)
