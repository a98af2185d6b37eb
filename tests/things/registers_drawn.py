"""Invented judgments and hearings drawn at random, as uneven as real ones: some codes are common, some have a few."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import TypeVar

from judge_of_registers import ANY, CONVICTED, NO, SEEN, Record
from litigation_app.casework.courtwatch.facts import AccusedFacts, HearingFacts, InjuredFacts, JudgmentFacts

Code = TypeVar("Code")
PRISON = ("under_3", "3_to_5", "over_5")
# What a reader may know to have never happened: below three years of prison and yet not below the minimum, ...
LAW: tuple[Record, ...] = (
    (ANY, ANY, "under_3", "not_below", ANY, ANY),
    (ANY, ANY, "over_5", "below", ANY, ANY),
    *((ANY, ANY, band, "not_known", ANY, ANY) for band in PRISON),
    *(("convicted_plea", ANY, ANY, ANY, ANY, code) for code in ("not_final", "unknown")),
)
TRIALS: tuple[Record, ...] = (
    (ANY, ANY, "flag", "no_statement", ANY, ANY, ANY, ANY),
    (ANY, ANY, ANY, "apart", ANY, "none", ANY, ANY),
)


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
    confiscated = _uneven(draw, SEEN)

    def one() -> AccusedFacts:
        band, judged = sentence(), "kept" if is_kept else offence()
        is_below = band == "under_3" or (band == "3_to_5" and draw.random() < 0.15)
        minimum = "below" if is_below else "not_below"
        if not is_kept and draw.random() < 0.1:
            minimum = draw.choice(["below", "not_below", "not_known"])
        known = minimum if band in PRISON and judged != "not_known" else "not_known"
        return AccusedFacts(verdict(), band, judged, known, confiscated().replace("unseen", "unknown"))

    return one


def _injured(draw: Random) -> Callable[[], InjuredFacts]:
    claim = _uneven(draw, ["not_filed", "awarded_part", "referred", "rejected"])
    lawyer = _uneven(draw, ["yes", "no", "unknown"])
    status = _uneven(draw, ["yes", "no", "unknown"])
    return lambda: InjuredFacts(claim(), lawyer(), draw.choice("123"), status())


def hearings_drawn(seed: int, years: Sequence[int]) -> list[HearingFacts]:
    """40 to 110 hearings a year; in half of the registers a silent injured party is never questioned improperly, and the
    accused is out of her sight by a measure alone. A trial has one to three hearings."""
    draw, trials = Random(seed), Random(-seed)
    is_tidy = draw.random() < 0.5
    held = _uneven(draw, ["held"] * 4 + ["postponed", "unseen"], 2)
    public, told = _uneven(draw, SEEN), _uneven(draw, SEEN)
    conduct = _uneven(draw, ["flag", "none", "unseen"])
    presence = _uneven(draw, ["apart", "together", "no_statement", "unseen"])
    found = []
    for number in range(draw.randint(40, 110) * len(years)):
        where, how, measure = presence(), conduct(), draw.choice(["applied", "none", "none"])
        how = "none" if is_tidy and where == "no_statement" and how == "flag" else how
        measure = "applied" if is_tidy and where == "apart" else measure
        year = years[number % len(years)]
        trial = number - 6 * len(years) * trials.choice((0, 0, 1, 2))
        found.append(HearingFacts(number, trial, number % 6, year, held(), public(), how, where, told(), measure))
    return found


def records_of_accused(facts: Sequence[JudgmentFacts]) -> set[Record]:
    """Which kinds of accused there are, as the judge has them."""
    return {
        (one.verdict, NO if one.offence == "none" else one.offence)
        + (
            (one.sentence, one.minimum, one.confiscated, fact.finality)
            if one.verdict in CONVICTED
            else (NO, NO, NO, NO)
        )
        for fact in facts
        if fact.instance == "first"
        for one in fact.accused
    }


def records_of_hearings(facts: Sequence[HearingFacts]) -> set[Record]:
    """Which kinds of hearings were held."""
    return {
        (
            "held",
            one.public,
            one.conduct,
            one.presence,
            one.told,
            NO if one.presence == "no_statement" else one.measure,
            ANY,
            ANY,
        )
        for one in facts
        if one.held == "held"
    }


def never(kinds: Sequence[Record], there: set[Record]) -> list[Record]:
    """Those kinds of which there are no records."""
    return [
        kind for kind in kinds if not any(all(a in (ANY, b) for a, b in zip(kind, one, strict=True)) for one in there)
    ]


_SEEN = (("held", "held", "postponed"), SEEN[:2], ("flag", "none"), ("apart", "together", "no_statement"), SEEN[:2])


def trials_drawn(draw: Random, lengths: Mapping[int, Sequence[int]]) -> list[HearingFacts]:
    """By year how many hearings were watched of each trial, in any order; no trial goes through two years."""
    trials = [(year, length) for year, found in lengths.items() for length in found]
    watched = [(trial, year) for trial, (year, length) in enumerate(trials) for _hearing in range(length)]
    draw.shuffle(watched)
    seen = ([draw.choice(codes) for codes in _SEEN] for _one in watched)
    return [
        HearingFacts(number, trial, trial % 6, year, *codes, measure=draw.choice(("applied", "none")))
        for number, ((trial, year), codes) in enumerate(zip(watched, seen, strict=True))
    ]
