"""Which invented clients asked for protection, and what was decided? Drawn from a seed of its own."""

import random
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from litigation_app.casework.facts.rules import protection_kind
from litigation_app.demo.casebook import Clerk, Plan
from litigation_app.demo.published import assumed


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
