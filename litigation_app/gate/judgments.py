"""Which tables does a publication of judgments have? It counts decisions, accused and injured parties, never added up."""

from collections.abc import Iterable, Sequence

from litigation_app.casework.courtwatch.facts import JudgmentFacts
from litigation_app.disclosure.model import System
from litigation_app.disclosure.tables import Cross, Row, Subset, Variable, build, key
from litigation_app.gate.sheets import Counted, Design, cross_sheet, same, times, year, years_of

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
_CLAIM = Variable(
    "CLAIM",
    ("filed", "not_filed", "before_conviction", "elsewhere", *OUTCOMES),
    {"before_conviction": "filed", "elsewhere": "filed"} | dict.fromkeys(OUTCOMES, "before_conviction"),
    harmless=True,
)


def design(first_year: int, last_year: int) -> Design:
    """The tables of judgments of these years of decision (both included)."""
    years = years_of(first_year, last_year)
    decided, timed, accused, convicted, injured = (
        year(name, years) for name in ("DECIDED", "TIMED", "ACCUSED", "CONVICTED", "INJURED")
    )
    instance = Cross(decided, Variable("INSTANCE", INSTANCES, harmless=True))
    procedure = Cross(decided, Variable("PROCEDURE", PROCEDURES, harmless=True))
    duration = Cross(timed, Variable("DURATION", DURATIONS, harmless=True))
    verdict, claim = Cross(accused, _VERDICT), Cross(injured, _CLAIM)
    sentence = Cross(convicted, Variable("SENTENCE", SENTENCES, harmless=True))
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
            dimension="OUTCOME", codes=OUTCOMES, whole="before_conviction",
        ),
    )  # fmt: skip
    return Design(years, (instance, procedure, duration, verdict, sentence, claim), tuple(_links(instance)), sheets)


def _links(decided: Cross) -> Iterable[Subset]:
    """Decisions whose duration is known are some of the first instance's; whoever has a sentence was convicted."""
    for when in times(decided):
        yield Subset(key("DECIDED", when, "INSTANCE", "first"), (key("TIMED", when),))
        yield from same(key("ACCUSED", when, "VERDICT", "guilty"), key("CONVICTED", when))


def system(facts: Sequence[JudgmentFacts], plan: Design) -> System:
    """The whole publication as one system: a defendant knows all of his trial, in every unit."""
    return build([row for fact in facts for row in _rows(fact)], plan.tables, plan.links)


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
