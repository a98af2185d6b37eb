"""Do readers who are asked together answer as each would alone?"""

import math
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation_app.disclosure import policy
from litigation_app.disclosure.audit.attackers import Audience, Question
from litigation_app.disclosure.audit.feasible_set import Polytope, SolverFailed
from litigation_app.disclosure.audit.informed_reader import informed
from litigation_app.disclosure.effort import Effort
from litigation_app.disclosure.model import PUBLIC_READER, RULE_AWARE_READER, Attacker, Fact, Relation

RULES = policy.public()
CELLS = ("a", "b", "c", "d")
RELATIONS = [
    Relation("ab", ("a", "b")),
    Relation("cd", ("c", "d")),
    Relation("ac", ("a", "c")),
    Relation("bd", ("b", "d")),
]
COUNTS = st.fixed_dictionaries(dict.fromkeys(CELLS, st.integers(0, 6)))
KNOWN = st.lists(st.dictionaries(st.sampled_from(CELLS), st.integers(0, 3), min_size=1), max_size=6)


@pytest.mark.thorough
@settings(max_examples=40, deadline=None)
@given(counts=COUNTS, known=KNOWN, shut=st.booleans(), most=st.booleans())
def test_whoever_is_asked_with_others_answers_as_alone(
    counts: Mapping[str, int], known: list[dict[str, int]], shut: bool, most: bool
) -> None:
    """Knowledge that is false for somebody, or known to the number, changes nobody else's answer."""
    published = {one.total: sum(counts[part] for part in one.parts) for one in RELATIONS[: 3 if shut else 4]}
    readers = [PUBLIC_READER]
    for facts in known:
        said = tuple(Fact(cell, low, low if most else None) for cell, low in sorted(facts.items()))
        readers.append(Attacker("knows", said))
    questions = [Question((cell,), up, value) for cell in CELLS for up, value in ((False, 0), (True, 3), (True, 5))]

    def unconvinced(some: Sequence[Attacker]) -> tuple[set[tuple[Attacker, Question]], set[Attacker]]:
        space = Polytope(published, RELATIONS, [(cell,) for cell in CELLS], frozenset(), Effort(math.inf))
        audience = Audience(space, some)
        found = audience.unconvinced({one: range(len(some)) for one in questions})
        return {(some[who], asked) for who, asked in found}, {some[who] for who in audience.refuted}

    together, refuted = unconvinced(readers)

    for reader in readers:
        alone, is_refuted = unconvinced([reader])
        assert (reader in refuted) == (reader in is_refuted)
        assert {one for one in together if one[0] == reader} == alone


def test_time_that_runs_out_while_many_are_asked_answers_nobody() -> None:
    space = Polytope({"ab": 9}, RELATIONS[:1], [("a",), ("b",)], frozenset(), Effort(0))

    with pytest.raises(SolverFailed):
        Audience(space, [PUBLIC_READER]).unconvinced({Question(("a",), True, 5): [0]})


def test_a_reader_of_the_rules_knows_as_much_of_a_total_that_nobody_prints_as_of_its_parts() -> None:
    relations = [Relation("total", ("hidden", "also hidden"), harmless=True)]

    told = informed(RULE_AWARE_READER, {}, {"hidden", "also hidden"}, relations, RULES)

    assert Fact("total", 2, None) in told.facts
