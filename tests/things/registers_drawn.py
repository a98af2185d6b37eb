"""Invented judgments drawn at random, as uneven as real ones: some codes are common, some have a few."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import TypeVar

from litigation_app.casework.courtwatch.facts import AccusedFacts, InjuredFacts, JudgmentFacts

Code = TypeVar("Code")
PRISON = ("under_3", "3_to_5", "over_5")
CONVICTED = ("convicted", "convicted_plea")


def _uneven(draw: Random, codes: Sequence[Code], spread: float = 1.6) -> Callable[[], Code]:
    """One code after another, in an order of chance the first of them most often."""
    mixed = draw.sample(codes, len(codes))
    return lambda: mixed[min(len(mixed) - 1, int(draw.expovariate(1 / spread)))]


def judgments_drawn(seed: int, years: Sequence[int]) -> list[JudgmentFacts]:
    """40 to 110 judgments a year; in half of the registers every charge of trafficking is kept, under one minimum;
    in half of them every plea agreement is final."""
    draw, ends = Random(seed), Random(-seed)
    is_kept, is_plain = draw.random() < 0.5, ends.random() < 0.5
    proceedings = _uneven(draw, ["trial", "plea", "retrial", "juvenile", "other"])
    later = _uneven(draw, ["second", "third", "extraordinary"], 0.7)
    duration = _uneven(draw, ["up_to_1", "1_to_3", "over_3", None])
    accused, injured = _accused(draw, is_kept), _injured(draw)
    found = []
    for number in range(draw.randint(40, 110) * len(years)):
        year = years[number % len(years)]
        if draw.random() < 0.75:
            persons = (
                tuple(one() for _ in range(draw.choice(many)))
                for one, many in ((accused, [1, 1, 2]), (injured, [0, 1]))
            )
            made = JudgmentFacts(number, number, number % 6, year, "first", proceedings(), duration(), *persons)
            found.append(replace(made, finality=_finality(ends, made, is_plain)))
            continue
        instance = later()
        result = draw.choice(["upheld", "modified", "quashed"]) if draw.random() < 0.8 else "not_appeal"
        result = "not_appeal" if instance == "extraordinary" else result
        kind = "appeal" if result != "not_appeal" else proceedings()
        found.append(JudgmentFacts(number, number, number % 6, year, instance, kind, None, (), (), result))
    return found


def _finality(ends: Random, made: JudgmentFacts, is_plain: bool) -> str:
    if is_plain and any(one.verdict == "convicted_plea" for one in made.accused):
        return "final"
    return ends.choice(("final", "final", "not_final", "unknown"))


def _accused(draw: Random, is_kept: bool) -> Callable[[], AccusedFacts]:
    verdict = _uneven(draw, [*CONVICTED, "acquitted", "rejected", "not_decided"], 1.2)
    sentence = _uneven(draw, [*PRISON, "suspended", "no_prison", "not_said"])
    offence = _uneven(draw, ["kept", "lesser", "other", "not_known", "none"], 0.8)
    confiscated = _uneven(draw, ["yes", "no", "unknown"])

    def one() -> AccusedFacts:
        band, judged = sentence(), "kept" if is_kept else offence()
        is_below = band == "under_3" or (band == "3_to_5" and draw.random() < 0.15)
        minimum = "below" if is_below else "not_below"
        if not is_kept and draw.random() < 0.1:
            minimum = draw.choice(["below", "not_below", "not_known"])
        known = minimum if band in PRISON and judged != "not_known" else "not_known"
        return AccusedFacts(verdict(), band, judged, known, confiscated())

    return one


def _injured(draw: Random) -> Callable[[], InjuredFacts]:
    claim = _uneven(draw, ["not_filed", "awarded_part", "referred", "rejected"])
    lawyer = _uneven(draw, ["yes", "no", "unknown"])
    status = _uneven(draw, ["yes", "no", "unknown"])
    return lambda: InjuredFacts(claim(), lawyer(), draw.choice("123"), status())
