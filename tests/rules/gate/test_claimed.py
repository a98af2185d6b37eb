"""The sum claimed beside the sum awarded: whose it is, and what somebody who knows her own claim and award can say of another's."""

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from judge_of_claims import Award, Span, highest
from litigation_app.casework.facts import VictimFacts
from litigation_app.disclosure import policy
from litigation_app.disclosure.model import Interval, Reason
from litigation_app.disclosure.plan import Coarser
from litigation_app.disclosure.protect import protect
from litigation_app.disclosure.sensitivity import primary
from litigation_app.gate import awards, caseload, plan, proposal
from litigation_app.gate.awards import CLAIMED, IN_BANDS, MONEY
from litigation_app.gate.sheets import Design
from tables_of_people import victim

YEARS = ("2021", "2022")
ALONE = Coarser(without=tuple(name for name in caseload.TITLES if name not in {CLAIMED, MONEY}))
NEAR = 1.0 + policy.public().p_percent / 100


def fact(number: int, one: Award) -> VictimFacts:
    base = replace(victim(number, int(one.year), outcome="awarded_part"), holder=one.holder)
    claimed = None if one.claimed is None else euros(one.claimed)
    return replace(base, final_award_year=int(one.year), awarded_eur=euros(one.awarded), claimed_eur=claimed)


def euros(amount: float) -> Decimal:
    return Decimal(f"{amount:.2f}")


def printed(people: Sequence[Award], design: Design) -> dict[tuple[str, str], Span]:
    """What a reader of a protected publication, however much of it is withheld, knows of each sum."""
    whole = caseload.system([fact(number, one) for number, one in enumerate(people)], design)
    shown = protect(whole, policy.public()).published
    sheets = {sheet.id: proposal.printed(sheet, whole, shown) for sheet in design.sheets}
    assert proposal.weigh(design, whole, sheets).certificate.ok
    said = proposal.read_back(design, whole, sheets)
    found = {}
    for sheet in design.sheets:
        for (year, amount), key in sheet.rows:
            ends = said.get(key)
            if isinstance(ends, Interval) and amount != "paid":
                found[year, amount] = (ends.low, ends.high)
    return found


def alike(year: str, count: int, first_lawyer: int = 0) -> list[Award]:
    """People of as many lawyers who got all that they asked."""
    return [Award(year, 4000 + 100 * n, 4000 + 100 * n, first_lawyer + n) for n in range(count)]


@pytest.mark.parametrize(
    ("claimed", "sums"),
    [
        ("5000", {"awarded", "paid", "claimed", "awarded_of_claimed", "claimed_not_awarded"}),
        ("2000", {"awarded", "paid", "claimed", "awarded_of_claimed"}),
        (None, {"awarded", "paid", "awarded_of_unknown"}),
    ],
)
def test_whose_claimed_amount_is_not_known_is_in_neither_sum_of_the_ratio(claimed: str | None, sums: set[str]) -> None:
    one = replace(fact(1, Award("2021", 2000, None, 1)), paid_eur=Decimal(500))

    found = awards.amounts_of(replace(one, claimed_eur=None if claimed is None else Decimal(claimed)))

    assert found.keys() == sums
    assert found["awarded"] == 2000
    assert found.get("claimed", 0) == found.get("awarded_of_claimed", 0) + found.get("claimed_not_awarded", 0)


def test_what_was_claimed_stands_beside_sums_and_never_beside_bands() -> None:
    assert CLAIMED in {sheet.id for sheet in caseload.design(2021, 2022).sheets}
    assert CLAIMED not in {sheet.id for sheet in caseload.design(2021, 2022, IN_BANDS).sheets}
    assert CLAIMED not in {sheet.id for sheet in caseload.design(2021, 2022, earlier_plan()).sheets}


def earlier_plan() -> Coarser:
    return plan.of_version("caseload", plan.asked("caseload"), "4")


def test_what_one_of_many_did_not_get_cannot_be_subtracted() -> None:
    people = [*alike("2021", 12), *alike("2022", 12, 20), Award("2021", 4000, 9000, 40)]
    design = caseload.design(2021, 2022, ALONE)
    whole = caseload.system([fact(number, one) for number, one in enumerate(people)], design)

    found = primary(whole, policy.public())
    said = printed(people, design)

    assert found == {f"sum:claimed_not_awarded;AWARD_YEAR={when}": Reason.FEW_CONTRIBUTORS for when in ("2021", "_T")}
    assert ("2022", "claimed") in said or ("2022", "awarded_of_claimed") in said
    for when in ("_T", "2021"):
        assert not {(when, "claimed"), (when, "awarded_of_claimed")} <= said.keys()
        assert not {(when, "claimed"), (when, "awarded")} <= said.keys()


def test_what_was_awarded_to_the_one_whose_claim_has_no_amount_cannot_be_subtracted() -> None:
    people = [*alike("2021", 12), *alike("2022", 12, 20), Award("2021", 6000, None, 40)]

    said = printed(people, caseload.design(2021, 2022, ALONE))

    for when in ("_T", "2021"):
        assert not {(when, "awarded"), (when, "awarded_of_claimed")} <= said.keys()


def drawn(seed: int) -> list[Award]:
    """Some years many got all that they asked, some years few; of some the claim has no amount; some awards are large."""
    draw = random.Random(seed)
    people = []
    for year in YEARS:
        in_full, unknown = draw.choice((0.1, 0.5, 0.95)), draw.choice((0.0, 0.1, 0.3))
        for _ in range(draw.choice((2, 4, 7, 10))):
            asked = round(draw.lognormvariate(8.5, 0.9), 2)
            got = asked if draw.random() < in_full else round(asked * draw.uniform(0.05, 0.95), 2)
            people.append(Award(year, got, None if draw.random() < unknown else asked, draw.randrange(8)))
    return people


def narrowed(people: Sequence[Award], said: dict[tuple[str, str], Span]) -> list[str]:
    """What some person or lawyer knows of another's money within p per cent, sums being rounded."""
    found = []
    insiders = [{who} for who in range(len(people))]
    insiders += [{n for n, one in enumerate(people) if one.holder == holder} for holder in {p.holder for p in people}]
    for knows in insiders:
        for of in set(range(len(people))) - knows:
            mine = people[of]
            true = (mine.awarded, mine.claimed or 0.0, mine.refused)
            most = highest(people, said, knows, of)
            names = ("awarded", "claimed", "refused")
            found += [
                f"{sorted(knows)} of {of}: {name} {value} at most {high}"
                for name, value, high in zip(names, true, most, strict=True)
                if value and high < value * NEAR - 1e-3
            ]
    return found


@pytest.mark.parametrize("seed", range(8))
def test_nobody_knows_another_persons_claim_award_or_loss_within_p_percent(seed: int) -> None:
    people = drawn(seed)

    said = printed(people, caseload.design(2021, 2022, ALONE))

    assert narrowed(people, said) == []


def test_the_judge_finds_what_both_sums_would_tell() -> None:
    people = [*alike("2021", 12), Award("2021", 4000, 9000, 40)]
    got, asked = sum(one.awarded for one in people), sum(one.claimed or 0 for one in people)
    both = {("2021", "claimed"): (asked, asked), ("2021", "awarded_of_claimed"): (got, got)}

    assert any("of 12: refused 5000" in one for one in narrowed(people, both))
    assert narrowed(people, {("2021", "claimed"): (asked, asked)}) == []
