"""The sum claimed beside the sum awarded: whose it is, and what somebody who knows her own claim and award can say of another's."""

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from judge_of_claims import TOTAL, Award, Span, highest
from litigation_app.casework.facts.facts import VictimFacts
from litigation_app.disclosure import policy
from litigation_app.disclosure.model import Interval, Reason
from litigation_app.disclosure.sensitivity import primary
from litigation_app.gate.protection.proposal import Cohort, WouldReveal, propose, read_back
from tables_of_people import cohorts, stood, victim

NEAR = 1.0 + policy.public().p_percent / 100


def fact(number: int, one: Award) -> VictimFacts:
    said = {"awarded_eur": euros(one.awarded), "claimed_eur": None if one.claimed is None else euros(one.claimed)}
    return victim(number, 2019, stood("convicted", "awarded_part", judged_in="up_to_6", **said), holder=one.holder)


def euros(amount: float) -> Decimal:
    return Decimal(f"{amount:.2f}")


def money(people: Sequence[Award]) -> Cohort:
    facts = [fact(number, one) for number, one in enumerate(people)]
    made = next(one for one in cohorts("caseload", facts, 2024) if one.whole.sums)
    return replace(made, told=frozenset(made.design.behind))  # how many they are is printed


def printed(people: Sequence[Award]) -> dict[tuple[str, str], Span]:
    """What a reader of what goes out, however much of it is withheld, knows of each sum."""
    made = money(people)
    try:
        said = read_back(made, propose(made).sheets)
    except WouldReveal:
        return {}  # nothing protects it: left out
    names = {key: code for sheet in made.design.sheets for code, key in sheet.rows if code != "paid"}
    return {
        (TOTAL, names[key]): (one.low, one.high)
        for key, one in said.items()
        if key in names and isinstance(one, Interval)
    }


def alike(count: int, first_lawyer: int = 0) -> list[Award]:
    """People of as many lawyers who got all that they asked."""
    return [Award("2019", 4000 + 100 * n, 4000 + 100 * n, first_lawyer + n) for n in range(count)]


def test_whose_claimed_amount_is_not_known_is_in_neither_sum_of_the_ratio() -> None:
    made = money([*alike(12), Award("2019", 6000, None, 40), Award("2019", 2000, 5000, 41)])
    where = {(sheet.id, code): key for sheet in made.design.sheets for code, key in sheet.rows}

    awarded, of_claimed = (
        made.whole.value(where["cohort_money", "awarded"]),
        made.whole.value(where["cohort_claimed", "awarded_of_claimed"]),
    )
    assert awarded - of_claimed == 6000
    assert made.whole.value(where["cohort_claimed", "claimed"]) - of_claimed == 3000


def test_what_one_of_many_did_not_get_or_got_without_an_amount_cannot_be_subtracted() -> None:
    refused, unknown = [*alike(24), Award("2019", 4000, 9000, 40)], [*alike(24), Award("2019", 6000, None, 40)]

    assert primary(money(refused).whole, policy.public()) == {
        "sum:claimed_not_awarded;YEAR=_T": Reason.FEW_CONTRIBUTORS
    }
    told = {name for _all, name in printed(refused)}
    assert told
    assert not {"claimed", "awarded_of_claimed"} <= told
    assert not {"claimed", "awarded"} <= told
    assert not {"awarded", "awarded_of_claimed"} <= {name for _all, name in printed(unknown)}


def drawn(seed: int) -> list[Award]:
    """Sometimes many got all that they asked, sometimes few; of some the claim has no amount; some awards are large."""
    draw = random.Random(seed)
    people = []
    in_full, unknown = draw.choice((0.1, 0.5, 0.95)), draw.choice((0.0, 0.1, 0.3))
    for _ in range(draw.choice((4, 9, 14, 20))):
        asked = round(draw.lognormvariate(8.5, 0.9), 2)
        got = asked if draw.random() < in_full else round(asked * draw.uniform(0.05, 0.95), 2)
        people.append(Award("2019", got, None if draw.random() < unknown else asked, draw.randrange(8)))
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

    said = printed(people)

    assert not said or narrowed(people, said) == []


def test_the_judge_finds_what_both_sums_would_tell() -> None:
    people = [*alike(12), Award("2019", 4000, 9000, 40)]
    got, asked = sum(one.awarded for one in people), sum(one.claimed or 0 for one in people)
    both = {(TOTAL, "claimed"): (asked, asked), (TOTAL, "awarded_of_claimed"): (got, got)}

    assert any("of 12: refused 5000" in one for one in narrowed(people, both))
    assert narrowed(people, {(TOTAL, "claimed"): (asked, asked)}) == []
