"""Invented questions about tables of every shape, as somebody would ask who looks for mistakes."""

import itertools

SCHEMA = "disclosure-question/1"
SHAPES = ((2, 2), (3, 3), (3, 4), (2, 2, 2))


def crossed(shape, inner):
    """A table of any dimensions with all margins: numbers by key, and relations."""
    codes = [[f"{'abc'[axis]}{n}" for n in range(size)] for axis, size in enumerate(shape)]
    full = {}
    for place in itertools.product(*([*part, "T"] for part in codes)):
        ranges = [part if code == "T" else [code] for code, part in zip(place, codes, strict=True)]
        full["|".join(place)] = round(sum(inner["|".join(leaf)] for leaf in itertools.product(*ranges)), 2)
    relations = []
    for axis, part in enumerate(codes):
        for rest in itertools.product(*([*other, "T"] for i, other in enumerate(codes) if i != axis)):
            total, *names = ["|".join([*rest[:axis], code, *rest[axis:]]) for code in ["T", *part]]
            relations.append({"total": total, "parts": names})
    return full, relations


def leaves(shape):
    codes = [[f"{'abc'[axis]}{n}" for n in range(size)] for axis, size in enumerate(shape)]
    return ["|".join(leaf) for leaf in itertools.product(*codes)]


def asked(kind, full, relations, **content):
    cells = [{"key": key, "value": value} for key, value in full.items()]
    return {"schema": SCHEMA, "ask": kind, "cells": cells, "relations": relations, **content}


def an_audit(draw):
    """Any numbers withheld, of a whole table, of one with relations left out, of large and small counts."""
    shape, most = draw.choice(SHAPES), draw.choice((3, 9, 60, 3_000_000))
    full, relations = crossed(shape, {leaf: draw.randint(0, most) for leaf in leaves(shape)})
    hidden = draw.choice([leaves(shape), list(full), draw.sample(list(full), draw.randint(0, 9))])
    kept = draw.sample(relations, draw.randint(0, len(relations))) if draw.random() < 0.3 else relations
    return asked("audit", full, kept, suppressed=hidden)


def of_people(draw):
    shape, numbers = draw.choice(SHAPES), draw.choice(([0, 2, 3, 6, 8, 12, 40, 90], [1, 9, 14, 30], [4, 6, 7, 9, 100]))
    full, relations = crossed(shape, {leaf: draw.choice(numbers) for leaf in leaves(shape)})
    rule = {"kind": "frequency", "k": draw.choice((3, 5, 5, 10))}
    return asked("protect", full, relations, rule=rule)


def of_money(draw):
    """Sums, some with cents, with one contributor, two, or more, and none behind an empty cell."""
    shape, cents = draw.choice(SHAPES), draw.choice((0, 0, 99))
    amount = lambda: draw.choice((0, 1, 1, 1)) * (draw.randint(90, 9000) * 10 + draw.randint(0, cents) / 100)  # noqa: E731
    full, relations = crossed(shape, {leaf: amount() for leaf in leaves(shape)})
    rule = {"kind": "magnitude", "min_contributors": 3, "protection": draw.choice((0.05, 0.1, 0.1, 0.5, 1))}
    question = asked("protect", full, relations, rule={**rule, "insiders": draw.random() < 0.6})
    for cell in question["cells"]:
        if "T" not in cell["key"]:
            cell["contributors"] = draw.choice((1, 2, 4, 5, 6, 9)) if cell["value"] else 0
    return question


def a_difference(draw):
    shape = draw.choice(((2,), (3,), (2, 2), (2, 3)))
    before, relations = crossed(shape, {leaf: draw.randint(0, 20) for leaf in leaves(shape)})
    came, _same = crossed(shape, {leaf: draw.choice((0, 0, 1, 3, 6, 9)) for leaf in leaves(shape)})
    after = {key: value + came[key] for key, value in before.items()}
    rule = {"kind": "frequency", "k": 5}
    question = {"schema": SCHEMA, "ask": "difference", "before": before, "after": after, "relations": relations}
    return {**question, "rule": rule}, asked("protect", came, relations, rule=rule)


def groupings(draw):
    """Up to three publications, each with a few runs of neighbouring atoms."""
    atoms = {f"x{n}": draw.choice((0, 1, 2, 4, 5, 9, 20)) for n in range(draw.randint(2, 6))}
    releases = {}
    for name in "ABC"[: draw.randint(1, 3)]:
        ends = [sorted(draw.sample(range(len(atoms) + 1), 2)) for _ in range(draw.randint(1, 3))]
        releases[name] = [list(atoms)[first:last] for first, last in ends]
    rule = {"kind": "frequency", "k": 5}
    return {"schema": SCHEMA, "ask": "groupings", "atoms": atoms, "releases": releases, "rule": rule}


def contributions(draw):
    """Amounts, whole and with cents, some of them held together."""
    amounts = [draw.choice((draw.randint(0, 50), draw.randint(1, 99_999) / 100)) for _ in range(draw.randint(1, 7))]
    order = draw.sample(range(len(amounts)), len(amounts))
    cut = draw.randint(0, len(amounts))
    holding = {"c": [group for group in (order[:cut], order[cut:]) if len(group) > 1]} if draw.random() < 0.6 else {}
    rule = {"p": draw.choice((5, 10, 12.5)), "nk": [draw.choice((2, 3)), draw.choice((75, 87.5))], "one_k": [1, 50]}
    rule["min_contributors"] = draw.choice((1, 3, 5))
    question = {"schema": SCHEMA, "ask": "sensitivity", "contributions": {"c": amounts}, "holding": holding}
    return {**question, "rule": rule}
