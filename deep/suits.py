"""What ties who sued after a referral, who has a decision on protection, and what was claimed to the other tables, taken away
one at a time?
"""

from collections.abc import Iterator

from deep.mutate import Mutant

_GATE = "litigation_app/gate/"


def _suits() -> Iterator[Mutant]:
    tests = ("tests/rules/gate/test_suits.py", "-k", "not nobody_is_found")
    for name, old, new in (
        ("a row is who was referred the year before", "        yield from (Same(", "        (Same("),
        ("who waits", "    yield Subset(referred(TOTAL)", "    Subset(referred(TOTAL)"),
        ("nobody of the last year", "over = str((fact.judged_claim or 0) + 1)", "over = str(fact.judged_claim or 0)"),
    ):
        yield Mutant(f"suits: {name}", f"{_GATE}suits.py", old, new, tests)
    tied = '        Subset(everyone, (key("PROTECTED", TOTAL),)),\n'
    yield Mutant("suits: who has no decision on protection", f"{_GATE}caseload.py", tied, "", tests)


def _claims() -> Iterator[Mutant]:
    tests = ("tests/rules/gate/test_claimed.py", "-k", "cannot_be_subtracted or within_p_percent")
    refused, unclaimed = "(printed[0], unsaid[0])", "(money[0], unsaid[1])"
    yield Mutant("claims: what was not awarded", f"{_GATE}awards.py", refused, unclaimed, tests)
    yield Mutant("claims: who claimed no known amount", f"{_GATE}awards.py", unclaimed, refused, tests)


SUITS = [*_suits(), *_claims()]
