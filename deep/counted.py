"""Which rules of sums, forms and ties did no test hold until a reviewer broke them by hand?"""

from collections.abc import Iterator

from deep.mutate import Mutant

_DISCLOSURE, _STATISTICS = "litigation_app/disclosure/", "litigation_app/statistics/"
_FORMS = ("tests/rules/fund/test_fiscal_by_hand.py",)
_SUMS = ("tests/rules/statistics/test_sums_of_cells.py",)
_CASES = ("-k", "newcomers_as_many", "tests/rules/disclosure/test_growth_edges.py")
_PAID = ("-k", "found_by_subtracting", "tests/rules/gate/test_awards.py")
_BETWEEN = ("-k", "came_is_hidden or printed_before_cannot", "tests/rules/disclosure/test_differences.py")
_NET, _RELATIONS, _BOTH = (
    f"{_STATISTICS}fund/fiscal_net.py",
    f"{_STATISTICS}indicators/relations.py",
    f"{_DISCLOSURE}between.py",
)
_STEP = (
    '        Subset(step_key(claim, TOTAL, "paid"), tuple(key("AWARD_YEAR", TOTAL, _PAID, code) for code in got)),\n'
)
_LARGEST = "max(found.get(fact.key, 1), int(fact.low))"


def _counted() -> Iterator[Mutant]:
    for name, file, old, new, tests in (
        ("what lapses is not asked", _NET, "tuple(asked - lapsed for", "tuple(asked for", _FORMS),
        ("hidden counts at their highest", _NET, 'result["high"]["cash"]', 'result["low"]["cash"]', _FORMS),
        ("one cell stays as it was printed", _RELATIONS, "if len(found) == 1:", "if False:", _SUMS),
        ("a sum whose bounds meet is known", _RELATIONS, "Cell(low if low == high else None, ", "Cell(None, ", _SUMS),
        ("newcomers of one case", f"{_DISCLOSURE}growth.py", _LARGEST, "1", _CASES),
        ("who was paid by year of the award", "litigation_app/gate/awards.py", _STEP, "", _PAID),
        ("k could have come", _BOTH, "0, rules.k, Reason", "0, rules.k - 1, Reason", _BETWEEN),
        ("what was printed stays printed", _BOTH, "frozenset(earlier | {", "frozenset({", _BETWEEN),
    ):
        yield Mutant(f"counted: {name}", file, old, new, tests)


COUNTED = [*_counted()]
