"""Coded facts of invented people, judgments and hearings, as the three sources of a publication, and their tables."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

from litigation_app.casework.courtwatch.facts import AccusedFacts, HearingFacts, InjuredFacts, JudgmentFacts
from litigation_app.casework.facts.facts import VictimFacts
from litigation_app.casework.facts.rules import STEPS, ClaimProgress, Stood
from litigation_app.gate.designs import queries as plan
from litigation_app.gate.protection.proposal import Cohort, Earlier
from litigation_app.gate.protection.queries import Previous
from litigation_app.gate.protection.sums import proposed, told
from litigation_app.gate.rules import Block, Ripe
from litigation_app.statistics.releases import RowOut, TableOut

FIRST, LAST = 2021, 2023  # of first contact, of decisions and of hearings
YEAR = 2026  # whose publication has all tables of counts of FIRST
MONTHS = (12, 36, 60)
OUTCOMES = ("awarded_full", "awarded_part", "referred", "rejected", "not_mentioned")
JUDGED_IN = ("before", "up_to_6", "6_to_12", "12_to_24", "24_to_36")


def stood(criminal: str = "victims", outcome: str | None = None, *, claim: str = "", **more: Any) -> Stood:
    """How somebody stands; `outcome`: of a claim that was decided. `more`: of the claim, or judged_in and protection."""
    judged = {"judged_in": "not_yet", "protection": "none"}
    judged |= {name: more.pop(name) for name in judged if name in more}
    decided = "awarded" if outcome and outcome.startswith("awarded") else "decided" if outcome else "victims"
    progress = ClaimProgress(claim=claim or decided, outcome=outcome, **more)
    return Stood(criminal, progress=progress, **judged)


def victim(
    number: int, year: int, at: Stood | None = None, *, sex: str = "F", form: str = "SEX", **more: Any
) -> VictimFacts:
    """One person, who stands alike after 12, 36 and 60 months."""
    about = {"case": 1000 + number, "holder": number % 7, "organisation": 1, "age_band": "Y18T20", "status": "FORMAL"}
    return VictimFacts(
        victim=number, country="RS", first_contact_year=year, sex=sex, form=form, citizenship_group="NATIONAL",
        at=dict.fromkeys(MONTHS, at or stood()), **{**about, **more},
    )  # fmt: skip


def drawn(draw: Random, number: int, year: int, **more: Any) -> VictimFacts:
    """Somebody as uneven as real ones: most are women, a few of everything else."""
    reached = draw.choices((0, 1, 2, 3, 4, 5), (20, 12, 8, 10, 8, 30))[0]
    criminal = ("victims", *STEPS)[reached]
    outcome = draw.choice((*OUTCOMES, "referred", "awarded_part")) if reached == 5 and draw.random() < 0.8 else None
    claim = "filed" if not outcome and reached > 2 and draw.random() < 0.5 else ""
    paid = Decimal(draw.randint(500, 9000)) if outcome in OUTCOMES[:2] and draw.random() < 0.5 else Decimal(0)
    awarded = paid + draw.randint(1000, 9000) if outcome in OUTCOMES[:2] else None
    at = stood(
        criminal, outcome, claim=claim, paid_eur=paid, awarded_eur=awarded,
        claimed_eur=awarded * 2 if awarded and draw.random() < 0.7 else None,
        sued=draw.random() < 0.4 if outcome == "referred" else None,
        judged_in=draw.choice(JUDGED_IN) if reached > 3 else "not_yet",
        protection=draw.choices(("none", "granted", "refused"), (8, 3, 1))[0],
    )  # fmt: skip
    about = {
        "sex": draw.choices("FM", (6, 1))[0],
        "form": draw.choices(("SEX", "LAB", "BEG", "CRIM"), (6, 3, 1, 1))[0],
        "age_band": draw.choices(("Y18T20", "Y9T17", "_U"), (6, 3, 1))[0],
        "status": draw.choices(("FORMAL", "PRESUMED"), (3, 2))[0],
    }
    return victim(number, year, at, **{**about, **more})


def people(seed: int, years: Sequence[int], a_year: int) -> list[VictimFacts]:
    """So many of each year of first contact."""
    draw = Random(seed)
    return [drawn(draw, n, year) for n, year in enumerate(year for year in years for _ in range(a_year))]


def clustered(seed: int, rows: Sequence[VictimFacts], largest: int) -> list[VictimFacts]:
    """The same people by cases of one to six, a few of so many: a case has one lawyer, one form and one course in court."""
    draw, made = Random(seed), list[VictimFacts]()
    first, left = rows[0], 0
    for number, one in enumerate(sorted(rows, key=lambda row: (row.first_contact_year, draw.random()))):
        if not left or one.first_contact_year != first.first_contact_year:
            first, case = one, number
            left = draw.choices((1, 2, 3, 4, 6, largest), (80, 35, 10, 8, 6, 3))[0]
        left -= 1
        at = {months: _in_court(one.at[months], first.at[months]) for months in one.at}
        made.append(replace(one, case=case, holder=case % 7, form=first.form, at=at))
    return made


def _in_court(one: Stood, case: Stood) -> Stood:
    """As the case came; a claim is decided where somebody was convicted."""
    progress = one.progress if case.criminal == "convicted" or not one.progress.outcome else case.progress
    return replace(one, criminal=case.criminal, judged_in=case.judged_in, progress=progress)


def judgment(number: int, year: int) -> JudgmentFacts:
    return JudgmentFacts(
        number=number, trial=number, court=number % 3, year=year, instance=("first", "second", "third")[number % 3],
        procedure=("trial", "plea", "appeal", "retrial")[number % 4], duration=("up_to_1", "1_to_3", "over_3")[number % 3],
        accused=(
            AccusedFacts("convicted", "under_3", ("kept", "lesser", "none")[number % 3], ("below", "not_below")[number % 2], "no"),
            AccusedFacts("acquitted", "no_prison", "kept"),
        ),
        injured=(
            InjuredFacts("awarded_part", "yes", "2", "yes"), InjuredFacts("referred", "no", vulnerable="no"),
            InjuredFacts("not_filed"),
        ),
        appeal=("not_appeal", "upheld", "quashed")[number % 3],
    )  # fmt: skip


def hearing(number: int, year: int) -> HearingFacts:
    return HearingFacts(
        number=number, trial=number, court=number % 3, year=year, held=("held", "postponed")[number % 2], public="no",
        conduct="none", presence="together", told="yes",
        measure=("applied", "none")[number // 2 % 2],
    )  # fmt: skip


ROWS: dict[str, list[Any]] = {
    "caseload": people(1, range(FIRST, LAST + 1), 30),
    "judgments": [judgment(n, FIRST + n % 3) for n in range(60)],
    "observation": [hearing(n, FIRST + n % 3) for n in range(60)],
}


def cohorts(
    mode: str, rows: Sequence[Any], year: int = YEAR, *, country: str = "RS", before: Previous | None = None
) -> list[Cohort]:
    """What a publication of this year counts of these people, beside what was printed of them `before`."""
    return list(_cohorts(mode, rows, year, country, before or Previous()))


def _cohorts(mode: str, rows: Sequence[Any], year: int, country: str, before: Previous) -> Iterator[Cohort]:
    for one in before.left(plan.ripe(mode, country, year)):
        mine = [row for row in rows if plan.year_of(row) in one.block.years]
        earlier = before.earlier(country, one.block) if mode == plan.CASELOAD else Earlier()
        for design in plan.designs(mode, country, one) if mine else ():
            whole = plan.system(mode, country, design, mine)
            printed = ((table, line) for (table, _years), lines in before.lines.items() for line in lines)
            sums = told(design, one.block, printed)
            yield Cohort(one.block, design, whole, Earlier() if design.behind else earlier, told=sums)


def tables_of(made: Sequence[Cohort], *, is_hidden: bool = True) -> list[TableOut]:
    """What would go out of them; or everything, as if nobody were protected."""
    rows: dict[str, list[RowOut]] = {}
    sheets = {sheet.id: sheet for one in made for sheet in one.design.sheets}
    for _one, out in proposed(made) if is_hidden else ():
        for name, lines in out.sheets.items():
            said = [RowOut((years, code), value, low=low, high=high) for years, code, value, low, high in lines]
            rows.setdefault(name, []).extend(said)
    for one in () if is_hidden else made:
        for sheet in one.design.sheets:
            said = [RowOut((one.block.code, code), one.whole.value(key)) for code, key in sheet.rows]
            rows.setdefault(sheet.id, []).extend(said)
    return [TableOut(name, s.title, s.unit, s.counted, s.dimensions, rows[name]) for name, s in sheets.items()]


Printed = dict[tuple[str, str], list[list[Any]]]  # by table and years: code, value, least, most


def printed_in(years: Sequence[int], rows: Sequence[Any], country: str = "RS") -> Printed:
    """All that is printed of a caseload by the publications of these years, each beside those before it."""
    lines, in_year = dict[tuple[str, str], Any](), dict[tuple[str, str], int]()
    for year in years:
        before = Previous(dict(lines), dict(in_year))
        for cohort, made in proposed(cohorts("caseload", rows, year, country=country, before=before)):
            for name, said in made.sheets.items():
                lines[name, cohort.block.code], in_year[name, cohort.block.code] = said, year
    return {place: [line[1:] for line in said] for place, said in lines.items()}


def true_of(rows: Sequence[Any], code: str, country: str = "RS") -> dict[tuple[str, str], int]:
    """How many of the people of these years there are in each cell of each table of counts."""
    block = Block.of(code)
    mine = [row for row in rows if row.first_contact_year in block.years]
    found = {}
    for design in plan.designs("caseload", country, Ripe(block, tuple(plan.PLANS["caseload"].tables))):
        whole = plan.system("caseload", country, design, mine)
        found |= {(sheet.id, code): int(whole.value(key)) for sheet in design.sheets for code, key in sheet.rows}
    return found
