"""Does every ask of a disclosure-question/1 get the answer of a judge who shares nothing with the desk?"""

import itertools
import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import drawing
from judge_of_questions import Reader, cheapest, fewest, is_safe, primaries
from litigation_app.disclosure.protocol.answers import answer
from litigation_app.disclosure.protocol.typed import QuestionRefused

draws = st.integers(0, 2**32).map(random.Random)
COUNTED = 8  # so many free cells, all their sets are tried
MOST = 12  # no hidden number above it is counted
many, some = settings(max_examples=40, deadline=None), settings(max_examples=20, deadline=None)


def same(wanted, found):
    """Two intervals whose ends agree, where None is no end at all."""
    return all(
        (one is None) == (other is None) and (one is None or abs(one - other) <= 1e-6 * max(1, abs(one)))
        for one, other in zip(wanted, found, strict=True)
    )


@pytest.mark.thorough
@many
@given(draw=draws)
def test_what_a_reader_can_say_of_each_withheld_number(draw):
    question = drawing.an_audit(draw)
    hidden = question["suppressed"]

    found = answer(question)

    reader = Reader(question, hidden)
    assert found["intervals"].keys() == set(hidden)
    for key in hidden:
        assert same(reader.span(key), found["intervals"][key])
    small = len(hidden) <= 6 and max(reader.value.values()) < 99
    tables = list(itertools.islice(reader.counted(MOST), 4000)) if small else []
    is_all = len(tables) < 4000 and all(MOST not in table.values() for table in tables)
    for key in hidden if tables else ():
        low, high = found["integer_intervals"][key]
        values = [table[key] for table in tables]
        assert low <= min(values)
        assert high is None or high >= max(values)
        assert not is_all or (low, high) == (min(values), max(values))


def protected(question, draw):
    """The question with all margins to be printed or none, its answer or None where it is refused, and free cells."""
    if draw.random() < 0.7:
        first = primaries(question)
        margins = [cell["key"] for cell in question["cells"] if "T" in cell["key"] and cell["key"] not in first]
        question["always_published"] = margins
    taken = {*primaries(question), *question.get("always_published", ())}
    free = [cell["key"] for cell in question["cells"] if cell["value"] and cell["key"] not in taken]
    try:
        return answer(question), free
    except QuestionRefused:
        return None, free


@pytest.mark.thorough
@some
@given(draw=draws)
@pytest.mark.parametrize("kind", [drawing.of_people, drawing.of_money])
def test_a_pattern_is_safe_from_every_reader_and_proved_and_nothing_less_is(kind, draw):
    question = kind(draw)

    found, free = protected(question, draw)

    if found is None:
        assert fewest(question) is None
        return
    assert found["optimal"]
    assert found["primary"] == list(primaries(question))
    assert is_safe(question, found["suppressed"])
    if len(free) > COUNTED:
        return
    if question.get("always_published") or question["rule"]["kind"] == "magnitude":
        assert found["complementary_count"] == fewest(question)
    else:
        more = set(found["suppressed"]) - set(found["primary"])
        spent = sum(1 + cell["value"] ** 0.5 for cell in question["cells"] if cell["key"] in more)
        assert spent == pytest.approx(cheapest(question))


@pytest.mark.thorough
@some
@given(draw=draws)
def test_differences_are_protected_as_counts_are(draw):
    question, came = drawing.a_difference(draw)

    found = answer(question)

    assert found["sensitive_differences"] == list(primaries(came))
    assert all(found["differences"][cell["key"]] == [cell["value"]] * 2 for cell in came["cells"])
    free = [cell for cell in came["cells"] if cell["value"] and cell["key"] not in primaries(came)]
    if len(free) <= COUNTED:
        assert found["withhold_count"] == len(primaries(came)) + fewest(came)


@pytest.mark.thorough
@many
@given(draw=draws)
def test_groupings_are_taken_together_publication_by_publication(draw):
    question = drawing.groupings(draw)

    found = answer(question)

    seen, unsafe = [], None
    for (name, groups), step in zip(question["releases"].items(), found["steps"], strict=True):
        seen += groups
        for atom, span in _of_atoms(question["atoms"], seen).items():
            assert same(span, step["intervals"][atom])
            is_open = span[0] <= 1e-6 and (span[1] is None or span[1] >= 5 - 1e-6)
            if unsafe is None and 0 < question["atoms"][atom] < 5 and not is_open:
                unsafe = name
    assert found["first_unsafe_release"] == unsafe


def _of_atoms(atoms, groups):
    sums = {f"group {n}": sum(atoms[atom] for atom in group) for n, group in enumerate(groups)}
    cells = [{"key": key, "value": value} for key, value in {**atoms, **sums}.items()]
    relations = [{"total": f"group {n}", "parts": group} for n, group in enumerate(groups)]
    reader = Reader({"cells": cells, "relations": relations}, list(atoms))
    return {atom: reader.span(atom) for atom in atoms}


@many
@given(draw=draws)
def test_sums_are_held_against_the_rules_of_the_handbook(draw):
    question = drawing.contributions(draw)
    rule, amounts = question["rule"], [Fraction(str(a)) for a in question["contributions"]["c"]]
    groups = question["holding"].get("c", [])
    held = {i for group in groups for i in group}
    merged = [sum(amounts[i] for i in group) for group in groups]
    merged = sorted(merged + [a for i, a in enumerate(amounts) if i not in held], reverse=True)

    found = answer(question)["c"]

    total, level = sum(merged), Fraction(str(rule["p"])) / 100 * merged[0] - sum(merged[2:])
    assert found["total"] == pytest.approx(float(total))
    assert found["upper_protection_level"] == pytest.approx(max(0.0, float(level)))
    assert found["p_sensitive"] == (level > 0)
    for name, (n, share) in (("nk_sensitive", rule["nk"]), ("one_sensitive", rule["one_k"])):
        assert found[name] == (sum(merged[:n]) > Fraction(str(share)) / 100 * total)
    assert found["few"] == (len(merged) < rule["min_contributors"])


def linked(values, *relations, **content):
    """A question of cells by key, each relation a total with its parts."""
    return drawing.asked(
        content.pop("ask", "audit"), values, [{"total": t, "parts": p.split()} for t, p in relations], **content
    )


def test_a_number_above_another_that_nothing_bounds_is_unbounded_too():
    question = linked({"T": 9, "a": 4, "b": 5}, ("T", "a b"), suppressed=["T", "a"])

    assert answer(question)["intervals"] == {"T": [5, None], "a": [0, None]}


def test_millions_are_bounded_as_units_are():
    question = linked({"T": 9_000_000, "a": 4_000_000, "b": 5_000_000}, ("T", "a b"), suppressed=["a", "b"])

    assert answer(question)["integer_intervals"] == {"a": [0, 9_000_000], "b": [0, 9_000_000]}


def test_amounts_with_cents_are_audited_and_protected():
    values = {"T": 0.3, "a": 0.1, "b": 0.2}
    rule = {"kind": "magnitude", "min_contributors": 3, "protection": 0.1}
    money = linked(values, ("T", "a b"), ask="protect", rule=rule, always_published=["T"])
    money["cells"][1]["contributors"], money["cells"][2]["contributors"] = 2, 9

    seen = answer(linked(values, ("T", "a b"), suppressed=["a", "b"]))["intervals"]

    assert all(seen[key] == pytest.approx([0, 0.3]) for key in ("a", "b"))
    assert answer(money)["suppressed"] == ["a", "b"]


def test_a_margin_wider_than_the_amount_ends_at_nothing():
    rule = {"kind": "magnitude", "min_contributors": 3, "protection": 2}
    question = linked({"T": 9, "a": 4, "b": 5}, ("T", "a b"), ask="protect", rule=rule)
    question["cells"][1]["contributors"] = 1

    assert answer(question)["complementary_count"] == 1


@pytest.mark.thorough
def test_what_needs_no_protection_is_proved_at_once_however_large():
    values = {f"c{n}": 9 for n in range(2000)}

    found = answer(linked(values, ask="protect", rule={"kind": "frequency", "k": 5}))

    assert (found["suppressed"], found["optimal"]) == ([], True)
    assert answer(linked({}, ask="protect", rule={"kind": "frequency", "k": 5}))["optimal"]


def test_answers_keep_the_order_of_the_question():
    values = {"T": 44, "z": 3, "m": 2, "a": 39}

    found = answer(linked(values, ("T", "z m a"), ask="protect", rule={"kind": "frequency", "k": 5}))
    moved = answer(
        {"schema": drawing.SCHEMA, "ask": "difference", "before": {"z": 5, "a": 5}, "after": {"z": 6, "a": 7}}
        | {"relations": [], "rule": {"kind": "frequency", "k": 5}}
    )

    assert found["primary"] == ["z", "m"]
    assert moved["sensitive_differences"] == ["z", "a"]


def test_a_cheaper_pattern_that_only_fractions_serve_is_not_taken_for_the_cheapest():
    """Behind b, p and c the number a could move by two at a time only: from one person to none it takes half people."""
    values = {"a": 1, "b": 6, "p": 6, "c": 6, "d": 9, "e": 9, "f": 9, "g": 9}
    sums = {"T": "a b p d", "X": "b c", "Y": "p c", "U": "d e", "V": "e f", "W": "f g"}
    totals = {total: sum(values[part] for part in parts.split()) for total, parts in sums.items()}
    rule = {"kind": "frequency", "k": 5}
    question = linked({**values, **totals}, *sums.items(), ask="protect", rule=rule, always_published=list(sums))

    found = answer(question)

    assert is_safe(question, ["a", "b", "p", "c"])
    assert found["suppressed"] == ["a", "d", "e", "f", "g"]
    assert found["optimal"]
