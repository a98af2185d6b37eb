"""Which rules of sums, forms and ties did no test hold until a reviewer broke them by hand?"""

from collections.abc import Iterator

from deep.mutate import Mutant

_DISCLOSURE, _STATISTICS = "litigation_app/disclosure/", "litigation_app/statistics/"
_FORMS = ("tests/rules/fund/test_fiscal_by_hand.py",)
_SUMS = ("tests/rules/statistics/test_sums_of_cells.py",)
_BETWEEN = ("-k", "came_is_hidden or printed_before_cannot", "tests/rules/disclosure/test_differences.py")
_NET, _RELATIONS, _BOTH = (
    f"{_STATISTICS}fund/fiscal_net.py",
    f"{_STATISTICS}indicators/relations.py",
    f"{_DISCLOSURE}between.py",
)


def _counted() -> Iterator[Mutant]:
    for name, file, old, new, tests in (
        ("what lapses is not asked", _NET, "tuple(asked - lapsed for", "tuple(asked for", _FORMS),
        ("hidden counts at their highest", _NET, 'result["high"]["cash"]', 'result["low"]["cash"]', _FORMS),
        ("one cell stays as it was printed", _RELATIONS, "if len(found) == 1:", "if False:", _SUMS),
        ("a sum whose bounds meet is known", _RELATIONS, "Cell(low if low == high else None, ", "Cell(None, ", _SUMS),
        ("k could have come", _BOTH, "0, rules.k, Reason", "0, rules.k - 1, Reason", _BETWEEN),
        ("what was printed stays printed", _BOTH, "frozenset(earlier | {", "frozenset({", _BETWEEN),
    ):
        yield Mutant(f"counted: {name}", file, old, new, tests)


COUNTED = [*_counted()]
