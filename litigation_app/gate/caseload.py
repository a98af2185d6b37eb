"""Which tables does a publication of the caseload have, and how do coded facts become one linked system of them?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from litigation_app.casework.facts import VictimFacts
from litigation_app.disclosure.links import Subset
from litigation_app.disclosure.model import System
from litigation_app.disclosure.plan import AS_ASKED, Coarser
from litigation_app.disclosure.tables import (
    TOTAL,
    Chain,
    Cross,
    Row,
    Variable,
    key,
    step_key,
    stopped_key,
)
from litigation_app.gate import awards, cohorts, pairs, suits
from litigation_app.gate.coarser import codes as broad
from litigation_app.gate.coarser import thinned, whole, year
from litigation_app.gate.sheets import Counted, Design, Sheet, cross_sheet, times, years_of
from litigation_app.law import codes

CRIMINAL_STEPS = ("victims", "reported", "investigated", "indicted", "judged", "convicted")
CLAIM_STEPS = ("victims", "filed", "decided", "awarded", "paid")
OUTCOMES = ("awarded_full", "awarded_part", "referred", "rejected", "not_mentioned", "withdrawn")
AWARDED = frozenset({"awarded_full", "awarded_part", "awarded"})  # the last where outcomes are broader
PROTECTION = ("granted", "refused")
PERSON, CLAIM = Counted("PERSON", "victim"), Counted("CLAIM", "claim")


def design(first_year: int, last_year: int, made: Coarser = AS_ASKED) -> Design:
    """The tables of a caseload publication over these years of first contact (both included), made so much coarser."""
    years = years_of(first_year, last_year)
    contact, indicted, judged, guarded = (
        year(name, years, made) for name in ("YEAR", "INDICTED", "JUDGED", "PROTECTED")
    )
    crosses = {
        "sex": Cross(contact, Variable("SEX", _codes("sex"))),
        "age": Cross(contact, Variable("AGE", _codes("age_group"))),
        "form": Cross(contact, Variable("FORM", broad("FORM", _codes("form"), made))),
        "status": Cross(contact, Variable("STATUS", broad("STATUS", _codes("status"), made), harmless=True)),
    }
    criminal = Chain(contact, "CRIMINAL", broad("CRIMINAL", CRIMINAL_STEPS, made))
    claim, outcomes = Chain(contact, "CLAIM", CLAIM_STEPS), broad("OUTCOME", OUTCOMES, made)
    filed = Cross(indicted, Variable("FILED", ("filed", "not_filed"), harmless=True))
    outcome = Cross(judged, Variable("OUTCOME", outcomes, harmless=True))
    protection = Cross(guarded, Variable("PROTECTION", PROTECTION))
    after = _after_referral(years, made, outcome)
    money = awards.awards(years, made, claim, TITLES)
    waiting = cohorts.cohorts(years, made, criminal, indicted)
    claims = pairs.of_filed(criminal, claim, waiting.met, filed)
    sheets = [_cross_sheet(f"victims_by_{name}", table, PERSON) for name, table in crosses.items()]
    sheets += [_chain_sheet("steps_criminal", criminal), _chain_sheet("steps_claim", claim)]
    sheets += [
        _cross_sheet("claim_by_indictment", filed, PERSON, total="indicted"),
        _cross_sheet("claim_outcomes", outcome, CLAIM),
        _cross_sheet("protection_by_decision", protection, PERSON),
    ]
    sheets += [*after.sheets, *money.sheets]
    sheets += [_cross_sheet(waiting.name, waiting.followed, PERSON)] if waiting.followed else []
    tables = [*crosses.values(), criminal, claim, filed, outcome, *money.tables, waiting.followed, waiting.met]
    tables += [*waiting.parted, *claims.tables, protection, *after.tables]
    links = (*_links(criminal, claim, outcomes), *waiting.links, *claims.links, *money.links, *after.links)
    found = thinned(Design(years, tuple(table for table in tables if table), links, tuple(sheets), made))
    is_early = waiting.followed is None and waiting.name not in made.without
    return pairs.before_any_closes(found, criminal, waiting.met) if is_early else found


def _after_referral(years: tuple[str, ...], made: Coarser, outcome: Cross) -> suits.Suits:
    """Nothing of it where the claims whose referral it follows are left out."""
    if "claim_outcomes" in made.without:
        return suits.Suits()
    return suits.suits(years, made, outcome, TITLES[suits.REFERRED_BY_SUIT])


def _codes(listed: str) -> tuple[str, ...]:
    return tuple(code for code, _label in codes.options(listed, "en"))


def _links(criminal: Chain, claim: Chain, outcomes: Collection[str]) -> tuple[Subset, ...]:
    """Who is counted in a later table is among those of an earlier one; what is left over can be worked out, so it counts."""
    everyone, indicted = step_key(criminal, TOTAL, "victims"), key("INDICTED", TOTAL)
    filed, both = step_key(claim, TOTAL, "filed"), key("INDICTED", TOTAL, "FILED", "filed")
    said = {code: key("JUDGED", TOTAL, "OUTCOME", code) for code in outcomes}
    awarded = tuple(said[code] for code in outcomes if code in AWARDED)
    not_awarded = tuple(said[code] for code in outcomes if code not in AWARDED)
    filed_elsewhere, not_indicted = Subset(filed, (both,)), Subset(everyone, (indicted,))
    return (
        Subset(step_key(criminal, TOTAL, "indicted"), (indicted,)),
        filed_elsewhere,
        not_indicted,
        Subset(not_indicted.left, (filed_elsewhere.left,)),
        Subset(everyone, (key("PROTECTED", TOTAL),)),
        Subset(step_key(criminal, TOTAL, "convicted"), (key("JUDGED", TOTAL),)),
        Subset(step_key(claim, TOTAL, "decided"), (key("JUDGED", TOTAL),)),
        Subset(step_key(claim, TOTAL, "awarded"), awarded),
        Subset(stopped_key(claim, TOTAL, "decided"), not_awarded),
    )


def _cross_sheet(name: str, table: Cross, counted: Counted, total: str = TOTAL) -> Sheet:
    return cross_sheet(name, TITLES[name], counted, table, total=total)


def _chain_sheet(name: str, table: Chain) -> Sheet:
    rows = tuple(((when, step), step_key(table, when, step)) for when in times(table) for step in table.steps)
    return Sheet(name, TITLES[name], "PERSON", "victim", ("YEAR", "STEP"), rows, (table,))


TITLES = {
    "victims_by_sex": "Represented persons by year of first contact and sex",
    "victims_by_age": "Represented persons by year of first contact and age at first contact",
    "victims_by_form": "Represented persons by year of first contact and form of exploitation",
    "victims_by_status": "Represented persons by year of first contact and identification status",
    "steps_criminal": "Represented persons by year of first contact and step reached in criminal proceedings",
    "steps_claim": "Represented persons by year of first contact and step reached by the claim",
    "claim_by_indictment": "Represented persons in indicted cases by year of indictment: claim filed in the criminal case or not",
    "claim_outcomes": "Claims filed in cases with a convicting judgment, by year of judgment and decision on the claim",
    suits.REFERRED_BY_SUIT: "Represented persons referred to civil court before the last year: sued within a year of the referral or not",
    "protection_by_decision": "Represented persons by the year of the first decision on a request for protection: granted or refused",
    cohorts.MONTHS: "Represented persons by the year in which 24 months since the indictment were over: judged within which months",
    cohorts.MONTHS_60: "Represented persons by the year in which 60 months since the indictment were over: judged within which months",
    "money_by_award_year": "Money finally awarded and paid so far, by year of the final award, in EUR",
    awards.CLAIMED: "Money claimed and finally awarded, of claims whose amount is known, by year of the final award, in EUR",
    "awards_by_band": "Represented persons with a final award, by its year and its amount in EUR",
    "awards_by_payment": "Represented persons with a final award, by its year and by what of it was paid so far",
}


def system(facts: Sequence[VictimFacts], plan: Design) -> System:
    """The whole publication as one system of linked cells. Of several organisations each subtracts its own people."""
    are_several = len({fact.organisation for fact in facts}) > 1
    rows = (_row(fact, plan) for fact in facts)
    if are_several:
        names = {str(fact.victim): str(fact.organisation) for fact in facts}
        rows = (replace(row, organisation=names[row.person]) for row in rows)
    made = whole(rows, plan)
    return replace(made, attackers=(*made.attackers, *pairs.readers(made)))


def _row(fact: VictimFacts, plan: Design) -> Row:
    years, window = plan.years, cohorts.WINDOWS[cohorts.name_of(plan.coarser)]
    claim = _furthest(CLAIM_STEPS, _claim_years(fact))
    found = {
        "YEAR": str(fact.first_contact_year),
        "SEX": fact.sex,
        "AGE": codes.group_of(fact.age_band),
        "FORM": fact.form,
        "STATUS": fact.status,
        "CRIMINAL": _furthest(CRIMINAL_STEPS, _criminal_years(fact)),
        "CLAIM": claim,
    }
    if str(fact.indicted) in years:
        found |= {"INDICTED": str(fact.indicted), "FILED": "not_filed" if claim == CLAIM_STEPS[0] else "filed"}
    reached = CRIMINAL_STEPS[: CRIMINAL_STEPS.index(found["CRIMINAL"]) + 1]
    has_filed = claim != CLAIM_STEPS[0]
    found |= {pairs.WHEN_FILED: pairs.NEVER} if has_filed else {}
    if "indicted" in reached:
        found |= cohorts.codes_of(fact, years, window, is_judged="judged" in reached, has_filed=has_filed)
    if CLAIM_STEPS.index(claim) >= CLAIM_STEPS.index("awarded"):
        found |= awards.final_of(fact, years, is_paid=claim == "paid")
    is_decided = CLAIM_STEPS.index(claim) >= CLAIM_STEPS.index("decided")
    if str(fact.judged_claim) in years and fact.convicted is not None and is_decided and fact.outcome in OUTCOMES:
        found |= {"JUDGED": str(fact.judged_claim), "OUTCOME": fact.outcome}
        found |= suits.codes_of(fact, years, plan.coarser) if fact.outcome == suits.REFERRED else {}
    if str(fact.protection_year) in years and fact.protection is not None:
        found |= {"PROTECTED": str(fact.protection_year), "PROTECTION": fact.protection}
    amounts: dict[str, Decimal] = {}
    if str(fact.final_award_year) in years and fact.awarded_eur:
        found |= {"AWARD_YEAR": str(fact.final_award_year), **awards.codes_of(fact)}
        amounts = awards.amounts_of(fact)
    return Row(person=str(fact.victim), case=str(fact.case), holder=str(fact.holder), codes=found, amounts=amounts)


def _criminal_years(fact: VictimFacts) -> Mapping[str, bool]:
    return {step: getattr(fact, step) is not None for step in CRIMINAL_STEPS[1:]}


def _claim_years(fact: VictimFacts) -> Mapping[str, bool]:
    awarded = fact.outcome in AWARDED
    return {
        "filed": fact.filed is not None,
        "decided": fact.decided is not None,
        "awarded": awarded,
        "paid": awarded and bool(fact.paid_eur),
    }


def _furthest(steps: tuple[str, ...], reached: Mapping[str, bool]) -> str:
    """The last step that was reached: whoever was convicted was also judged, even if nobody recorded the judgment's step."""
    return max((step for step in steps[1:] if reached[step]), key=steps.index, default=steps[0])
