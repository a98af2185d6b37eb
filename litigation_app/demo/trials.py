"""Which story does each invented case tell, and who asked for protection? Drawn from seeds of their own, so that one case never changes
another.
"""

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from uuid import UUID

from litigation_app.casework.casefile.actions import FIRST_FAMILIES
from litigation_app.casework.facts.rules import protection_kind
from litigation_app.demo import claimbook, clientbook, courtbook, lanes, showcase, walks, words
from litigation_app.demo.casebook import Clerk, Lane, Plan
from litigation_app.demo.lanes import ClaimLane
from litigation_app.demo.published import assumed
from litigation_app.demo.walks import Durations, Roads, Step
from litigation_app.law.court_calendar import calendar_of

_LATELY = timedelta(days=3 * 365)
_TRIES = 6  # walks looked at for one that can end today


class Author:
    """Writes cases one after another; durations are dealt across all of them, so that the shares come out."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.durations = Durations(random.Random(f"{seed}/durations"))
        self._roads: dict[tuple[str, str | None, str], Roads] = {}

    def write(self, clerk: Clerk, plan: Plan) -> None:
        """One case with all that belongs to it."""
        rng = random.Random(f"{self.seed}/{plan.reference}")
        roads = self._roads_for(plan)
        if plan.code_name == showcase.CODE_NAME:
            showcase.write(clerk, plan, roads, rng)
            return
        spoken = words.voice(plan.dossier.country, plan.forum, rng)
        trial = self.trial(plan, roads("criminal"), clerk, rng)
        claim = lanes.claim_lane(roads("property_claim"), trial, plan.dossier.country, rng)
        self._write(clerk, plan, trial, claim, spoken, rng)

    def _write(
        self, clerk: Clerk, plan: Plan, trial: list[Step], claim: ClaimLane, spoken: words.Voice, rng: random.Random
    ) -> None:
        roads, known = self._roads_for(plan), walks.until(trial, clerk.today)
        clerk.add_case(plan, known, spoken, rng)
        victims = clerk.add_victims(plan, spoken, rng)
        clientbook.authorise(clerk, plan, victims)
        ask(clerk, plan, victims, random.Random(f"{self.seed}/{plan.reference}/protection"))
        paths = (known, walks.until(claim.steps, clerk.today))
        for position, (family, path) in enumerate(zip(FIRST_FAMILIES, paths, strict=True), 1):
            there = roads(family)
            periods = lanes.let_pass(lanes.periods(there, path), path, clerk.today)
            clerk.add_lane(plan, Lane(there, position, path, periods), spoken, rng)
        courtbook.write(clerk, plan, spoken)
        is_open = _is_going_on(roads("criminal"), known, clerk.today)
        told = claimbook.stories(plan, victims, claim, is_open=is_open, today=clerk.today, rng=rng)
        writing = claimbook.ClaimWriting(clerk, plan, spoken, rng)
        for story in told:
            writing.write(story)

    def trial(self, plan: Plan, roads: Roads, clerk: Clerk, rng: random.Random) -> list[Step]:
        """The whole criminal proceeding, past and future; in some cases of the last years it stands where we must act."""
        share = assumed("case")
        is_recent = plan.dossier.year >= clerk.today.year - share["alive_years"]
        if is_recent and rng.randrange(100) < share["alive_percent"]:
            for _ in range(_TRIES):
                found = walks.alive(roads, self._walk(plan, roads, rng), clerk.today, rng)
                if found:
                    return found
        return self._walk(plan, roads, rng)

    def _walk(self, plan: Plan, roads: Roads, rng: random.Random) -> list[Step]:
        leaves = rng.randrange(100) < assumed("case")["outside_percent"]
        path = walks.legs(roads, rng, leaves_law=leaves)
        months = self.durations.months() if walks.is_judged(path) else rng.uniform(3, 30)
        dated = walks.dated(path, plan.contact, months, rng)
        return walks.told(roads, dated, walks.conviction_share(), rng)

    def _roads_for(self, plan: Plan) -> Callable[[str], Roads]:
        def roads(family: str) -> Roads:
            key = plan.dossier.country, plan.forum, family
            if key not in self._roads:
                courts = calendar_of(plan.dossier.country, *([plan.forum] if plan.forum else []))
                self._roads[key] = Roads(plan.law.family(family, plan.forum)[0], courts)
            return self._roads[key]

        return roads


def _is_going_on(roads: Roads, known: list[Step], today: date) -> bool:
    """Whether somebody would be writing a claim now: the trial is not over and something happened in it lately."""
    if not known:
        return True
    return not roads.graph.stage(known[-1].to_stage).is_end and known[-1].on > today - _LATELY


def ask(clerk: Clerk, plan: Plan, victims: Sequence[UUID], rng: random.Random) -> None:
    """Requests as far as they have come today; some still wait."""
    shares = assumed("protection")
    for victim in victims:
        measure = rng.choice(plan.law.measures).id
        asked = plan.contact + timedelta(days=rng.randrange(*shares["asked_days"]))
        decided = asked + timedelta(days=rng.randrange(*shares["decided_days"]))
        step = rng.choices(("granted", "refused", None), shares["decisions"])[0]
        if rng.randrange(100) >= shares["asked_percent"]:
            continue
        for on, said in ((asked, "requested"), (decided, step)):
            if said is not None and on <= clerk.today:
                clerk.add_record(plan, protection_kind(), on, {"measure": measure, "step": said}, victim=victim)
