"""Which tables does a publication of judgments have? It counts decisions, accused and injured parties, never added up."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from litigation_app.casework.courtwatch.facts import AccusedFacts, JudgmentFacts
from litigation_app.disclosure.links import Subset
from litigation_app.disclosure.model import System
from litigation_app.disclosure.plan import AS_ASKED, Coarser
from litigation_app.disclosure.tables import Cross, Row, Variable, key
from litigation_app.gate.coarser import codes as broad
from litigation_app.gate.coarser import thinned, whole, year
from litigation_app.gate.crossed import Crossed, crossing, knowing, placed, where
from litigation_app.gate.sheets import Counted, Design, cross_sheet, same, times, years_of

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
# Sentence and minimum that never meet under most laws: where trafficking has a minimum of three to five years.
UNLIKELY = (("under_3", "not_below"), ("over_5", "below"), *((band, NOT_KNOWN) for band in PRISON))
_CROSSED, _PLEADED = ("SENTENCE", "MINIMUM"), ("VERDICT", "FINAL")
# Also where nobody was acquitted: every claim stands beside a conviction.
# A conviction on a plea agreement is nearly always final.
_PERHAPS_NOBODY = (
    "CLAIM=elsewhere",
    *(where(_CROSSED, pair) for pair in UNLIKELY),
    *(where(_PLEADED, ("convicted_plea", code)) for code in FINALITY[1:]),
)
RESULTS = ("upheld", "modified", "quashed")
OUTCOMES = ("awarded_full", "awarded_part", "referred", "rejected", "not_mentioned", "withdrawn")

DECISION, ACCUSED, INJURED, CLAIM = (
    Counted("DECISION", "judgment"),
    Counted("PERSON", "accused"),
    Counted("PERSON", "injured"),
    Counted("CLAIM", "claim"),
)
_TIMES = ("DECIDED", "TIMED", "APPEALED", "ACCUSED", "CHARGED", "CONVICTED", "INJURED")
# By table: whose year, by which variable with which codes it divides them, and what it counts.
_DIVIDED: Mapping[str, tuple[str, str, tuple[str, ...], Counted]] = {
    "judgments_by_instance": ("DECIDED", "INSTANCE", INSTANCES, DECISION),
    "judgments_by_procedure": ("DECIDED", "PROCEDURE", PROCEDURES, DECISION),
    "judgments_by_duration": ("TIMED", "DURATION", DURATIONS, DECISION),
    "appeals_by_result": ("APPEALED", "RESULT", RESULTS, DECISION),
    "accused_by_offence": ("CHARGED", "OFFENCE", OFFENCES, ACCUSED),
    "accused_by_sentence": ("CONVICTED", "SENTENCE", SENTENCES, ACCUSED),
    "accused_by_minimum": ("CONVICTED", "MINIMUM", MINIMUM, ACCUSED),
    "accused_by_confiscation": ("CONVICTED", "CONFISCATED", SAID, ACCUSED),
    "accused_by_finality": ("CONVICTED", "FINAL", FINALITY, ACCUSED),
    "injured_by_lawyer": ("INJURED", "LAWYER", SAID, INJURED),
    "injured_by_statements": ("INJURED", "STATEMENTS", STATEMENTS, INJURED),
    "injured_by_status": ("INJURED", "VULNERABLE", SAID, INJURED),
}
# What a court pronounces in public tells nothing bad of a group by being the same for all of it; small counts stay hidden.
_VERDICT = Variable("VERDICT", ("guilty", *VERDICTS), dict.fromkeys(CONVICTED, "guilty"), harmless=True)


def design(first_year: int, last_year: int, made: Coarser = AS_ASKED) -> Design:
    """The tables of judgments of these years of decision (both included), made so much coarser."""
    years = years_of(first_year, last_year)
    times_of = {name: year(name, years, made) for name in _TIMES}
    crosses = {
        sheet: Cross(times_of[when], _by(name, codes, made))
        for sheet, (when, name, codes, _counted) in _DIVIDED.items()
    }
    outcomes = broad("CLAIM", OUTCOMES, made)
    verdict, claim = Cross(times_of["ACCUSED"], _VERDICT), Cross(times_of["INJURED"], _claims(outcomes))
    sheets = {
        sheet: cross_sheet(sheet, TITLES[sheet], _DIVIDED[sheet][-1], table) for sheet, table in crosses.items()
    } | {
        "accused_by_verdict": cross_sheet(
            "accused_by_verdict", TITLES["accused_by_verdict"], ACCUSED, verdict, codes=VERDICTS
        ),
        "claim_by_judgment": cross_sheet(
            "claim_by_judgment", TITLES["claim_by_judgment"], INJURED, claim,
            dimension="FILED", codes=("filed", "not_filed"), total="indicted",
        ),
        "claim_outcomes": cross_sheet(
            "claim_outcomes", TITLES["claim_outcomes"], CLAIM, claim,
            dimension="OUTCOME", codes=outcomes, whole="before_conviction",
        ),
    }  # fmt: skip
    tables = (*crosses.values(), verdict, claim)
    links = (
        *_links(crosses["judgments_by_instance"]),
        *_on_appeal(crosses["judgments_by_procedure"]),
        *_of_unknown_offence(crosses["accused_by_offence"]),
    )
    beside = _beside_the_minimum(crosses["accused_by_sentence"], crosses["accused_by_minimum"], made)
    pleaded = _beside_the_plea(verdict, crosses["accused_by_finality"])
    asked = Design(years, tables, links, tuple(sheets[name] for name in TITLES), made)
    return crossing(thinned(asked), [beside, pleaded])


def _by(name: str, codes: tuple[str, ...], made: Coarser) -> Variable:
    return Variable(name, broad(name, codes, made), harmless=True)


def _claims(outcomes: tuple[str, ...]) -> Variable:
    under = {"before_conviction": "filed", "elsewhere": "filed"} | dict.fromkeys(outcomes, "before_conviction")
    return Variable("CLAIM", ("filed", "not_filed", "before_conviction", "elsewhere", *outcomes), under, harmless=True)


def _links(decided: Cross) -> Iterable[Subset]:
    """Decisions whose duration is known are some of the first instance's; whoever has a sentence was convicted."""
    for when in times(decided):
        yield Subset(key("DECIDED", when, "INSTANCE", "first"), (key("TIMED", when),))
        yield Subset(key("DECIDED", when), (key("DECIDED", when, "INSTANCE", "first"), key("APPEALED", when)))
        yield Subset(key("ACCUSED", when), (key("CHARGED", when),))
        yield from same(key("ACCUSED", when, "VERDICT", "guilty"), key("CONVICTED", when))


def _on_appeal(procedure: Cross) -> Iterable[Subset]:
    """A decision with a result on an appeal is one of those on appeals; none of those is of the first instance."""
    is_apart = ON_APPEAL in procedure.by.codes
    for when in times(procedure):
        on_appeal = key("DECIDED", when, "PROCEDURE", ON_APPEAL if is_apart else OTHER)
        yield Subset(on_appeal, (key("APPEALED", when),))
        if is_apart:
            yield Subset(key("DECIDED", when), (key("DECIDED", when, "INSTANCE", FIRST_INSTANCE), on_appeal))


def _of_unknown_offence(offence: Cross) -> Iterable[Subset]:
    """Of whom nobody knows for which offence, nobody knows a minimum."""
    if NOT_KNOWN in offence.by.codes:
        for when in times(offence):
            known = (key("CONVICTED", when, "MINIMUM", code) for code in MINIMUM if code != NOT_KNOWN)
            yield Subset(key("ACCUSED", when), (key("CHARGED", when, "OFFENCE", NOT_KNOWN), *known))


def _beside_the_minimum(sentence: Cross, minimum: Cross, made: Coarser) -> Crossed:
    """Who got no prison sentence of a known length has no minimum beside it, and every reader knows that."""
    meet = (
        (broad("SENTENCE", (code,), made)[0], least)
        for code in SENTENCES
        for least in (MINIMUM if code in PRISON else (NOT_KNOWN,))
    )
    return Crossed(sentence.time, (sentence, minimum), tuple(dict.fromkeys(meet)))


def _beside_the_plea(verdict: Cross, finality: Cross) -> Crossed:
    """A reader who knows that every plea agreement is final knows who else is."""
    return Crossed(finality.time, (verdict, finality), tuple(product(CONVICTED, finality.by.codes)))


def system(facts: Sequence[JudgmentFacts], plan: Design) -> System:
    """The whole publication as one system: a defendant knows all of his trial, in every unit, and a reader the law."""
    made = whole((placed(row, plan, [_CROSSED, _PLEADED]) for fact in facts for row in _rows(fact)), plan)
    return knowing(made, _PERHAPS_NOBODY)


def _rows(fact: JudgmentFacts) -> Iterable[Row]:
    when, case, court = str(fact.year), str(fact.trial), str(fact.court)
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
    "judgments_by_instance": "Judgments read by year of the decision and instance",
    "judgments_by_procedure": "Judgments read by year of the decision and kind of proceedings",
    "judgments_by_duration": "First-instance judgments read by year of the decision and time since the indictment",
    "accused_by_verdict": "Accused in first-instance judgments read by year of the decision and outcome",
    "accused_by_sentence": "Persons convicted in first-instance judgments read by year of the decision and sentence",
    "accused_by_offence": "Accused charged with trafficking, in first-instance judgments read, by year and offence judged",
    "accused_by_minimum": "Persons convicted in first-instance judgments read, by year and statutory minimum",
    "accused_by_confiscation": "Persons convicted in first-instance judgments read, by year and confiscation of proceeds",
    "accused_by_finality": "Persons convicted in first-instance judgments read, by year of the decision and whether it is final",
    "appeals_by_result": "Decisions on appeals read by year of the decision and result",
    "injured_by_lawyer": "Injured parties in first-instance judgments read by year: with a lawyer or not",
    "injured_by_statements": "Injured parties in first-instance judgments read by year and number of statements",
    "injured_by_status": "Injured parties in first-instance judgments read by year: status of an especially vulnerable witness",
    "claim_by_judgment": "Injured parties in first-instance judgments read by year of the decision: claim filed or not",
    "claim_outcomes": "Claims in convicting first-instance judgments read, by year of the decision and decision on the claim",
}
