"""Is what the desk proposes there when somebody chooses it: protected and attacked as a publication is?"""

import pytest

from litigation_app.casework.courtwatch.facts import AccusedFacts, InjuredFacts, JudgmentFacts
from litigation_app.disclosure.plan import AS_ASKED, Coarser
from litigation_app.gate import coarser
from litigation_app.gate.plan import MODES
from litigation_app.gate.proposal import TooFine, instead, propose
from tables_of_people import FIRST, LAST, ROWS

PLEA, KEPT = "convicted_plea", "kept"
HARD = AccusedFacts("convicted", "3_to_5", KEPT, "not_below", "no")
TAKEN = AccusedFacts("convicted", "3_to_5", KEPT, "not_below", "yes")
LONG, LONG_TAKEN = (AccusedFacts("convicted", "over_5", KEPT, "not_below", taken) for taken in ("no", "yes"))
FREE, FREE_NO, FREE_YES = (
    AccusedFacts("acquitted", "not_said", KEPT, "not_known", said) for said in ("unknown", "no", "yes")
)
AGREED, AGREED_NO, AGREED_YES = (
    AccusedFacts(PLEA, "3_to_5", KEPT, "not_below", said) for said in ("unknown", "no", "yes")
)
MILD = AccusedFacts(PLEA, "under_3", KEPT, "below", "no")
NOT_FILED, REFERRED, SILENT = "not_filed", "referred", "not_mentioned"
# Twelve invented judgments, by year, court, proceedings, months to the decision, accused, injured.
TWELVE = [
    (2019, 1, "trial", "1_to_3", (HARD,), ((NOT_FILED, "yes", "4_more"),)),
    (2019, 2, "trial", "1_to_3", (TAKEN,), ((REFERRED, "no", "3"), (REFERRED, "yes", "2"))),
    (2020, 2, "trial", "up_to_1", (HARD,), ((REFERRED, "yes", "4_more"),)),
    (2021, 3, "trial", "1_to_3", (FREE, HARD, HARD), ((REFERRED, "no", "4_more"),)),
    (2021, 2, "trial", "1_to_3", (LONG,), (("awarded_part", "no", "4_more"), (NOT_FILED, "no", "1"))),
    (2021, 3, "trial", "up_to_1", (HARD, HARD), ((REFERRED, "yes", "2"),)),
    (2022, 3, "plea", "up_to_1", (AGREED,), ((NOT_FILED, "yes", "4_more"), (REFERRED, "yes", "4_more"))),
    (2022, 2, "trial", "1_to_3", (FREE_YES,), ((NOT_FILED, "yes", "2"),)),
    (2022, 1, "trial", "over_3", (FREE_NO, FREE, LONG_TAKEN), ((REFERRED, "no", "4_more"),)),
    (2023, 3, "plea", "1_to_3", (AGREED_NO, AGREED_YES), ((SILENT, "no", "2"), (REFERRED, "yes", "4_more"))),
    (2023, 2, "plea", "up_to_1", (AGREED_NO, AGREED_YES, MILD), ((SILENT, "yes", "4_more"),)),
    (2023, 4, "trial", "up_to_1", (HARD,), ((REFERRED, "no", "4_more"),)),
]  # fmt: skip


def judgments() -> list[JudgmentFacts]:
    return [
        JudgmentFacts(
            n, n, court, year, "first", how, long, tuple(sorted(accused)), tuple(InjuredFacts(*one) for one in injured)
        )
        for n, (year, court, how, long, accused, injured) in enumerate(TWELVE)
    ]


@pytest.mark.thorough
def test_every_proposal_holds_when_it_is_chosen() -> None:
    mode, facts = MODES["judgments"], judgments()
    with pytest.raises(TooFine):
        propose(full := mode.design(2019, 2023, AS_ASKED), mode.system(facts, full))

    offers = instead(mode, facts, 2019, 2023, AS_ASKED)

    assert offers
    for offer in offers:  # the first one was refused when it was chosen: a cell of no table was taken for printed
        design = mode.design(2019, 2023, offer.coarser)
        made = propose(design, mode.system(facts, design))
        printed = {
            sheet.id: [row for row in made.sheets[sheet.id] if row[-1] not in {None, "0"}] for sheet in design.sheets
        }
        assert offer.tables.keys() <= printed.keys()
        assert sum(offer.tables.values()) <= sum(map(len, printed.values()))


@pytest.mark.parametrize("mode", sorted(ROWS))
@pytest.mark.parametrize("made", [AS_ASKED, Coarser(2), Coarser(3, coarser.variables())])
def test_what_is_taken_for_printed_stands_in_some_table(mode: str, made: Coarser) -> None:
    design = MODES[mode].design(FIRST, LAST, made)

    whole = MODES[mode].system(ROWS[mode], design)

    assert {cell.key for cell in whole.cells if cell.published} <= {
        key for sheet in design.sheets for _codes, key in sheet.rows
    }
