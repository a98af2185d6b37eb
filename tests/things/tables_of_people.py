"""Coded facts of invented people, judgments and hearings, as the three sources of a publication."""

from decimal import Decimal

from litigation_app.casework.courtwatch.facts import AccusedFacts, HearingFacts, InjuredFacts, JudgmentFacts
from litigation_app.casework.facts import VictimFacts

FIRST, LAST = 2021, 2023
OUTCOMES = ("awarded_full", "awarded_part", "referred", "rejected", None)


def victim(number, year, form="SEX", outcome=None, sex="F"):
    filed = outcome is not None
    return VictimFacts(
        victim=number, case=1000 + number, holder=number % 7, organisation=1, country="RS", first_contact_year=year,
        sex=sex, age_band="Y_GE18", form=form, status="FORMAL", citizenship_group="NATIONAL", reported=year,
        investigated=year, indicted=year, judged=year, convicted=year if filed else None,
        filed=year if filed else None, decided=year if filed else None, outcome=outcome,
        judged_claim=year if filed else None, final_award_year=None, awarded_eur=None, paid_eur=Decimal(0),
        sued=number % 2 == 0 if outcome == "referred" else None, protection=(None, "granted", "refused")[number % 3],
        protection_year=year if number % 3 else None,
    )  # fmt: skip


def judgment(number, year):
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


def hearing(number, year):
    return HearingFacts(
        number=number, trial=number, court=number % 3, year=year, held=("held", "postponed")[number % 2], public="no",
        conduct="none", presence="together", told="yes",
        measure=("applied", "none")[number // 2 % 2],
    )  # fmt: skip


ROWS = {
    "caseload": [
        victim(n, FIRST + n % 3, ("SEX", "LAB", "BEG", "CRIM")[n % 4], OUTCOMES[n % 5], "FM"[n % 2]) for n in range(60)
    ],
    "judgments": [judgment(n, FIRST + n % 3) for n in range(60)],
    "observation": [hearing(n, FIRST + n % 3) for n in range(60)],
}
