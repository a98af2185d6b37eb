"""Which checks of numbers that others published, of what was shown before, and of columns of facts are taken away?"""

from collections.abc import Iterator

from deep.mutate import Mutant

_HERE, _GATE = "litigation_app/disclosure/", "litigation_app/gate/"
_RULES = ("--hypothesis-profile=hunt", "tests/rules/disclosure/test_outside.py")

_GATES = ("--hypothesis-profile=hunt", "tests/rules/gate/test_certifying.py")


def _only(words: str, file: str = "tests/features/test_numbers_of_others.py") -> tuple[str, ...]:
    return ("-k", f"not postgres and ({words})", file)


_OUTSIDE, _BELIEVING, _BESIDE = f"{_HERE}outside.py", f"{_HERE}believing.py", f"{_GATE}beside.py"
_CUT = "wanted = tuple(outside.as_unsure(system, wanted, policy, others, float('inf')))"
_EXACT = "facts |= {one.keys[0]: Fact(one.keys[0], one.low, one.high) for one in true if len(one.keys) == 1}"
_STOPPED = "return replace(found, failures=(*found.failures, Failure(OTHERS, (), str(stop))))"
# Name, file, what stands there, what in its place, and the tests that must notice.
_PUBLISHED = (
    ("attacked with them", _OUTSIDE, "found = tried({**published, **others}, ", "found = tried(published, ", _RULES),
    (
        "each that can be believed",
        _OUTSIDE,
        "in judged.worlds or ((),) for",
        "in judged.worlds[:1] or ((),) for",
        _RULES,
    ),
    ("what they leave unsure stays so", _OUTSIDE, "yield replace(demand, low=low, high=high)", "pass", _RULES),
    ("a pattern for whoever knows them", _OUTSIDE, _EXACT, "pass", _RULES),
    ("a solver that stops", _OUTSIDE, _STOPPED, "return found", _RULES),
    ("who knows better", _BELIEVING, "everything is not None and not _can_be(everything, told)", "False", _RULES),
    (
        "what the print refutes",
        _BELIEVING,
        "not all(_agrees_in_print(published, one) for one in facts)",
        "False",
        _RULES,
    ),
    (
        "attacked at the gate",
        f"{_GATE}proposal.py",
        "demands(whole, rules), rules, others, tell",
        "demands(whole, rules), rules, (), tell",
        _only("pins_a_hidden_one"),
    ),
    ("attacked when growing", _BESIDE, "if before.others:", "if False:", _GATES),
    (
        "the plain attack besides",
        _BESIDE,
        "held = [None, *(one for world in worlds",
        "held = [*(one for world in worlds",
        _GATES,
    ),
    (
        "they cut no demand when growing",
        f"{_HERE}growth.py",
        "before.append(outside.vintage(others))",
        f"before.append(outside.vintage(others))\n        {_CUT}",
        _GATES,
    ),
)


def _others() -> Iterator[Mutant]:
    """What others published, beside the numbers of today and beside earlier ones."""
    for name, file, old, new, tests in _PUBLISHED:
        yield Mutant(f"others: {name}", file, old, new, tests)


def _shown() -> Iterator[Mutant]:
    """What was shown before stays in mind."""
    seen, words = f"{_GATE}seen.py", _only("two_preparations")
    kept_in_mind = ("--hypothesis-profile=hunt", "tests/rules/gate/test_seen.py")
    first = "certify_beside(design, whole, seen, held, is_carried=_is_carried(since))"
    kept = "            certify_beside(design, whole, seen, held, is_carried=_is_carried(kept[1]))\n"
    minded = "(proposal, since), seen = beside_what_was_shown(design, whole, (proposal, since), held)"
    for name, file, old, new in (
        ("stays in mind", f"{_GATE}actions.py", minded, "seen = proposal.sheets"),
        ("attacked with what is shown now", seen, first, "pass"),
        ("shown again only if safe with the rest", seen, kept, ""),
        (
            "what the records still say",
            seen,
            "        if not _is_still_true(tables, full):\n            continue\n",
            "",
        ),
        ("of the same cut", f"{_GATE}neighbours.py", "for one in every if span_of(one) == mine)", "for one in ())"),
        ("all that was shown", seen, 'one.get("seen") or one["sheets"]', 'one["sheets"]'),
    ):
        tests = words if name in {"stays in mind", "of the same cut"} else kept_in_mind
        yield Mutant(f"shown before: {name}", file, old, new, tests)


def _columns() -> Iterator[Mutant]:
    """The columns of facts."""
    file, tests = (
        "litigation_app/vault/fact_columns.py",
        ("-k", "not postgres", "tests/rules/vault/test_fact_columns.py"),
    )
    sealed = "sealed(found, now, vault.keyring.secret(_PURPOSE), vault.instance)"
    for name, old, new in (
        ("the earlier key", sealed, sealed.replace("vault.", "settings.current().")),
        ("somebody was taken out", "then.removed == now.removed and ", ""),
        ("an older copy of the database", " and ledger.hash_of(then.seq) == then.hash", ""),
    ):
        yield Mutant(f"columns of facts: {name}", file, old, new, tests)


OTHERS = [*_others(), *_shown(), *_columns()]
