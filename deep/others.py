"""Which checks of numbers that others published, and of columns of facts, are taken away?"""

from collections.abc import Iterator

from deep.mutate import Mutant

_HERE, _GATE = "litigation_app/disclosure/", "litigation_app/gate/"
_RULES = ("--hypothesis-profile=hunt", "tests/rules/disclosure/test_outside.py")


def _only(words: str, file: str = "tests/features/test_numbers_of_others.py") -> tuple[str, ...]:
    return ("-k", f"not postgres and ({words})", file)


_OUTSIDE = f"{_HERE}outside.py"
_STOPPED = "return Found(replace(plain, failures=(*plain.failures, Failure(OTHERS, (), str(stop)))))"
_TRIED = "tried = [_beside(system, published, demands, policy, world, effort) for world in together if world]"
_EXACT = "facts = {named[keys]: Fact(named[keys], value, value) for keys, value in sums.items()}"
_CLIPPED = "return tuple(one for one in clipped if one.low < one.high)"
# Name, file, what stands there, what in its place, and the tests that must notice.
_PUBLISHED = (
    ("attacked with them", _OUTSIDE, _TRIED, "tried: list[Certificate] = []", _RULES),
    ("each that can be believed", _OUTSIDE, "else [[one] for one in believed]", "else []", _RULES),
    ("what they alone disclose is no demand of ours", _OUTSIDE, _CLIPPED, "return tuple(demands)", _RULES),
    ("a pattern for whoever knows them", _OUTSIDE, _EXACT, "facts: dict[str, Fact] = {}", _RULES),
    ("a solver that stops", _OUTSIDE, _STOPPED, "return Found(plain)", _RULES),
    (
        "what the print refutes",
        _OUTSIDE,
        "[one for one in known if _is_possible(system, published, [one], effort)]",
        "list(known)",
        _RULES,
    ),
    (
        "attacked at the gate",
        f"{_GATE}proposal.py",
        "wanted, rules, cohort.others)",
        "wanted, rules, ())",
        _only("pins_a_hidden_one"),
    ),
)


def _others() -> Iterator[Mutant]:
    """What others published, beside the numbers of today and beside earlier ones."""
    for name, file, old, new, tests in _PUBLISHED:
        yield Mutant(f"others: {name}", file, old, new, tests)


def _columns() -> Iterator[Mutant]:
    """The columns of facts."""
    file, tests = (
        "litigation_app/vault/fact_cache/fact_columns.py",
        ("-k", "not postgres", "tests/rules/vault/test_fact_columns.py"),
    )
    sealed = "sealed(found, now, vault.keyring.secret(_PURPOSE), vault.instance)"
    for name, old, new in (
        ("the earlier key", sealed, sealed.replace("vault.", "settings.current().")),
        ("somebody was taken out", "then.removed == now.removed and ", ""),
        ("an older copy of the database", " and ledger.hash_of(then.seq) == then.hash", ""),
    ):
        yield Mutant(f"columns of facts: {name}", file, old, new, tests)


OTHERS = [*_others(), *_columns()]
