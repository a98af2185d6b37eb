"""Which tables does a publication of judgments have? It counts decisions, accused and injured parties, never added up."""

from collections.abc import Iterable, Mapping

from litigation_app.casework.courtwatch.facts import AccusedFacts, JudgmentFacts
from litigation_app.disclosure.tables import TOTAL, Cross, Row, Variable, key
from litigation_app.gate.designs.rules import ALL, Counted, Design, Sheet, Shown, cross_sheet

INSTANCES = ("first", "second", "third", "extraordinary")
PROCEDURES = ("trial", "plea", "retrial", "juvenile", "appeal", "other")
DURATIONS = ("up_to_1", "1_to_3", "over_3")
SENTENCES = ("under_3", "3_to_5", "over_5", "suspended", "no_prison", "not_said")
CONVICTED = ("convicted", "convicted_plea")
VERDICTS = (*CONVICTED, "acquitted", "rejected", "not_decided")
OFFENCES = ("kept", "lesser", "other", "not_known")  # of those charged with trafficking
MINIMUM = ("below", "not_below", "not_known")
SAID = ("yes", "no", "unknown")
FINALITY = ("final", "not_final", "unknown")
STATEMENTS = ("1", "2", "3", "4_more", "not_said")
ON_APPEAL = "appeal"
FIRST_INSTANCE, NOT_KNOWN, OTHER = "first", "not_known", "other"
PRISON = ("under_3", "3_to_5", "over_5")  # sentences that are held against a minimum
RESULTS = ("upheld", "modified", "quashed")
OUTCOMES = ("awarded_full", "awarded_part", "referred", "rejected", "not_mentioned", "withdrawn")

DECISION, ACCUSED, INJURED, CLAIM = (
    Counted("DECISION", "judgment"),
    Counted("PERSON", "accused"),
    Counted("PERSON", "injured"),
    Counted("CLAIM", "claim"),
)
# By table: who is counted, by which variable with which codes it divides them, and what it counts.
_DIVIDED: Mapping[str, tuple[str, str, tuple[str, ...], Counted]] = {
    "judgments_by_instance": ("DECIDED", "INSTANCE", INSTANCES, DECISION),
    "judgments_by_procedure": ("DECIDED", "PROCEDURE", PROCEDURES, DECISION),
    "judgments_by_duration": ("TIMED", "DURATION", DURATIONS, DECISION),
    "appeals_by_result": ("APPEALED", "RESULT", RESULTS, DECISION),
    "accused_by_verdict": ("ACCUSED", "VERDICT", VERDICTS, ACCUSED),
    "accused_by_offence": ("CHARGED", "OFFENCE", OFFENCES, ACCUSED),
    "accused_by_sentence": ("CONVICTED", "SENTENCE", SENTENCES, ACCUSED),
    "accused_by_minimum": ("CONVICTED", "MINIMUM", MINIMUM, ACCUSED),
    "accused_by_confiscation": ("CONVICTED", "CONFISCATED", SAID, ACCUSED),
    "accused_by_finality": ("CONVICTED", "FINAL", FINALITY, ACCUSED),
    "injured_by_lawyer": ("INJURED", "LAWYER", SAID, INJURED),
    "injured_by_statements": ("INJURED", "STATEMENTS", STATEMENTS, INJURED),
    "injured_by_status": ("INJURED", "VULNERABLE", SAID, INJURED),
}
# Claims decided elsewhere than beside a conviction are filed, and stand in no table of decisions.
_CLAIM = Variable(
    "CLAIM",
    ("filed", "not_filed", "before_conviction", "elsewhere", *OUTCOMES),
    {"before_conviction": "filed", "elsewhere": "filed"} | dict.fromkeys(OUTCOMES, "before_conviction"),
    harmless=True,
)
_FILED, _OUTCOMES = "claim_by_judgment", "claim_outcomes"


def design(tables: Iterable[str], *, is_public: bool, weight: float) -> Design:
    """These tables of the judgments of one year; how many injured parties there were is hidden last. What a court pronounces tells
    nothing bad of a group by being the same for all.
    """
    crosses: dict[str, Cross] = {}
    sheets: list[Sheet] = []
    for name in tables:
        who, by, codes, counted = _DIVIDED.get(name, ("INJURED", "CLAIM", (), CLAIM if name == _OUTCOMES else INJURED))
        variable = _CLAIM if by == "CLAIM" else Variable(by, codes, harmless=True)
        crosses[by] = Cross(Variable(who, (), harmless=True), variable)
        sheets.append(cross_sheet(name, TITLES[name], counted, crosses[by], _SHOWN.get(name, ALL)))
    everyone = {key(table.time.name, TOTAL): weight for table in crosses.values()}
    return Design(tuple(crosses.values()), (), tuple(sheets), everyone, is_public=is_public)


_SHOWN: Mapping[str, Shown] = {
    _FILED: Shown("FILED", ("filed", "not_filed")),
    _OUTCOMES: Shown("OUTCOME", OUTCOMES, "before_conviction"),
}


def rows(facts: Iterable[JudgmentFacts]) -> Iterable[Row]:
    """Decisions, accused and injured parties: a defendant knows all of his trial, in every unit."""
    return (row for fact in facts for row in _rows(fact))


def _rows(fact: JudgmentFacts) -> Iterable[Row]:
    when, case, court = TOTAL, str(fact.trial), str(fact.court)
    is_first = fact.instance == FIRST_INSTANCE
    codes = {"DECIDED": when, "INSTANCE": fact.instance, "PROCEDURE": fact.procedure}
    if is_first and fact.procedure == ON_APPEAL:
        codes["PROCEDURE"] = OTHER  # a slip: nobody appeals to the first instance
    if is_first and fact.duration:
        codes |= {"TIMED": when, "DURATION": fact.duration}
    if fact.appeal in RESULTS and not is_first:
        codes |= {"APPEALED": when, "RESULT": fact.appeal, "PROCEDURE": ON_APPEAL}
    yield Row(f"judgment {fact.number}", case, court, codes)
    if not is_first:
        return  # persons are counted once, by the decision that first named them
    for place, accused in enumerate(fact.accused):
        yield Row(f"accused {fact.number} {place}", case, court, _accused(when, accused, fact.finality))
    is_convicting = any(accused.verdict in CONVICTED for accused in fact.accused)
    for place, injured in enumerate(fact.injured):
        said = injured.claim if is_convicting or injured.claim == "not_filed" else "elsewhere"
        codes = {"INJURED": when, "CLAIM": said, "LAWYER": injured.lawyer}
        codes |= {"STATEMENTS": injured.statements, "VULNERABLE": injured.vulnerable}
        yield Row(f"injured {fact.number} {place}", case, court, codes)


def _accused(when: str, accused: AccusedFacts, finality: str) -> dict[str, str]:
    codes = {"ACCUSED": when, "VERDICT": accused.verdict}
    if accused.offence in OFFENCES:
        codes |= {"CHARGED": when, "OFFENCE": accused.offence}
    if accused.verdict in CONVICTED:
        codes |= {"CONVICTED": when, "SENTENCE": accused.sentence}
        codes |= {"MINIMUM": _minimum(accused), "CONFISCATED": accused.confiscated, "FINAL": finality}
    return codes


def _minimum(accused: AccusedFacts) -> str:
    """Known of a prison sentence of known length for a known offence alone."""
    return accused.minimum if accused.sentence in PRISON and accused.offence != NOT_KNOWN else NOT_KNOWN


TITLES = {
    "judgments_by_instance": "Judgments analysed, by year of the decision and instance",
    "judgments_by_procedure": "Judgments analysed, by year of the decision and kind of proceedings",
    "judgments_by_duration": "First-instance judgments analysed, by year of the decision and time since the indictment",
    "accused_by_verdict": "Accused in first-instance judgments analysed, by year of the decision and outcome",
    "accused_by_sentence": "Persons convicted in first-instance judgments analysed, by year of the decision and sentence",
    "accused_by_offence": "Accused charged with trafficking, in first-instance judgments analysed, by year and offence judged",
    "accused_by_minimum": "Persons convicted in first-instance judgments analysed, by year and statutory minimum",
    "accused_by_confiscation": "Persons convicted in first-instance judgments analysed, by year and confiscation of proceeds",
    "accused_by_finality": "Persons convicted in first-instance judgments analysed, by year of the decision and whether it is final",
    "appeals_by_result": "Decisions on appeals analysed, by year of the decision and result",
    "injured_by_lawyer": "Injured parties in first-instance judgments analysed, by years of the decision: with a lawyer or not",
    "injured_by_statements": "Injured parties in first-instance judgments analysed, by years of the decision and number of statements",
    "injured_by_status": "Injured parties in first-instance judgments analysed, by years: status of an especially vulnerable witness",
    "claim_by_judgment": "Injured parties in first-instance judgments analysed, by years of the decision: claim filed or not",
    "claim_outcomes": "Claims in convicting first-instance judgments analysed, by years of the decision and decision on the claim",
}
