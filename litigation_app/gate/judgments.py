"""Which tables does a publication of judgments have? It counts decisions, accused and injured parties, never added up."""

from collections.abc import Iterable, Sequence

from litigation_app.casework.courtwatch.facts import JudgmentFacts
from litigation_app.disclosure.model import System
from litigation_app.disclosure.plan import AS_ASKED, Coarser
from litigation_app.disclosure.tables import Cross, Row, Subset, Variable, key
from litigation_app.gate.coarser import codes as broad
from litigation_app.gate.coarser import thinned, whole, year
from litigation_app.gate.sheets import Counted, Design, cross_sheet, same, times, years_of

INSTANCES = ("first", "second", "third", "extraordinary")
PROCEDURES = ("trial", "plea", "retrial", "juvenile", "appeal", "other")
DURATIONS = ("up_to_1", "1_to_3", "over_3")
SENTENCES = ("under_3", "3_to_5", "over_5", "suspended", "no_prison", "not_said")
CONVICTED = ("convicted", "convicted_plea")
VERDICTS = (*CONVICTED, "acquitted", "rejected", "not_decided")
OUTCOMES = ("awarded_full", "awarded_part", "referred", "rejected", "not_mentioned", "withdrawn")

DECISION, ACCUSED, INJURED, CLAIM = (
    Counted("DECISION", "judgment"),
    Counted("PERSON", "accused"),
    Counted("PERSON", "injured"),
    Counted("CLAIM", "claim"),
)
# What a court pronounces in public tells nothing bad of a group by being the same for all of it; small counts stay hidden.
_VERDICT = Variable("VERDICT", ("guilty", *VERDICTS), dict.fromkeys(CONVICTED, "guilty"), harmless=True)


def design(first_year: int, last_year: int, made: Coarser = AS_ASKED) -> Design:
    """The tables of judgments of these years of decision (both included), made so much coarser."""
    years = years_of(first_year, last_year)
    decided, timed, accused, convicted, injured = (
        year(name, years, made) for name in ("DECIDED", "TIMED", "ACCUSED", "CONVICTED", "INJURED")
    )
    instance = Cross(decided, _by("INSTANCE", INSTANCES, made))
    procedure = Cross(decided, _by("PROCEDURE", PROCEDURES, made))
    duration = Cross(timed, _by("DURATION", DURATIONS, made))
    outcomes = broad("CLAIM", OUTCOMES, made)
    verdict, claim = Cross(accused, _VERDICT), Cross(injured, _claims(outcomes))
    sentence = Cross(convicted, _by("SENTENCE", SENTENCES, made))
    sheets = (
        cross_sheet("judgments_by_instance", TITLES["judgments_by_instance"], DECISION, instance),
        cross_sheet("judgments_by_procedure", TITLES["judgments_by_procedure"], DECISION, procedure),
        cross_sheet("judgments_by_duration", TITLES["judgments_by_duration"], DECISION, duration),
        cross_sheet("accused_by_verdict", TITLES["accused_by_verdict"], ACCUSED, verdict, codes=VERDICTS),
        cross_sheet("accused_by_sentence", TITLES["accused_by_sentence"], ACCUSED, sentence),
        cross_sheet(
            "claim_by_judgment", TITLES["claim_by_judgment"], INJURED, claim,
            dimension="FILED", codes=("filed", "not_filed"), total="indicted",
        ),
        cross_sheet(
            "claim_outcomes", TITLES["claim_outcomes"], CLAIM, claim,
            dimension="OUTCOME", codes=outcomes, whole="before_conviction",
        ),
    )  # fmt: skip
    tables = (instance, procedure, duration, verdict, sentence, claim)
    return thinned(Design(years, tables, tuple(_links(instance)), sheets, made))


def _by(name: str, codes: tuple[str, ...], made: Coarser) -> Variable:
    return Variable(name, broad(name, codes, made), harmless=True)


def _claims(outcomes: tuple[str, ...]) -> Variable:
    under = {"before_conviction": "filed", "elsewhere": "filed"} | dict.fromkeys(outcomes, "before_conviction")
    return Variable("CLAIM", ("filed", "not_filed", "before_conviction", "elsewhere", *outcomes), under, harmless=True)


def _links(decided: Cross) -> Iterable[Subset]:
    """Decisions whose duration is known are some of the first instance's; whoever has a sentence was convicted."""
    for when in times(decided):
        yield Subset(key("DECIDED", when, "INSTANCE", "first"), (key("TIMED", when),))
        yield from same(key("ACCUSED", when, "VERDICT", "guilty"), key("CONVICTED", when))


def system(facts: Sequence[JudgmentFacts], plan: Design) -> System:
    """The whole publication as one system: a defendant knows all of his trial, in every unit."""
    return whole((row for fact in facts for row in _rows(fact)), plan)


def _rows(fact: JudgmentFacts) -> Iterable[Row]:
    when, case, court = str(fact.year), str(fact.trial), str(fact.court)
    codes = {"DECIDED": when, "INSTANCE": fact.instance, "PROCEDURE": fact.procedure}
    if fact.instance == INSTANCES[0] and fact.duration:
        codes |= {"TIMED": when, "DURATION": fact.duration}
    yield Row(f"judgment {fact.number}", case, court, codes)
    if fact.instance != INSTANCES[0]:
        return  # persons are counted once, by the decision that first named them
    for place, (verdict, sentence) in enumerate(fact.accused):
        codes = {"ACCUSED": when, "VERDICT": verdict}
        if verdict in CONVICTED:
            codes |= {"CONVICTED": when, "SENTENCE": sentence}
        yield Row(f"accused {fact.number} {place}", case, court, codes)
    is_convicting = any(verdict in CONVICTED for verdict, _sentence in fact.accused)
    for place, claim in enumerate(fact.claims):
        said = claim if is_convicting or claim == "not_filed" else "elsewhere"
        yield Row(f"injured {fact.number} {place}", case, court, {"INJURED": when, "CLAIM": said})


TITLES = {
    "judgments_by_instance": "Judgments read by year of the decision and instance",
    "judgments_by_procedure": "Judgments read by year of the decision and kind of proceedings",
    "judgments_by_duration": "First-instance judgments read by year of the decision and time since the indictment",
    "accused_by_verdict": "Accused in first-instance judgments read by year of the decision and outcome",
    "accused_by_sentence": "Persons convicted in first-instance judgments read by year of the decision and sentence",
    "claim_by_judgment": "Injured parties in first-instance judgments read by year of the decision: claim filed or not",
    "claim_outcomes": "Claims in convicting first-instance judgments read, by year of the decision and decision on the claim",
}
