"""What is the right answer to a disclosure-question/1, by counting and by a solver that shares no line with the desk?"""

import itertools
from fractions import Fraction

import numpy as np
from scipy.optimize import linprog

NEAR = 1e-6


class Reader:
    """Someone who has the printed numbers of a question, its sums, and perhaps one withheld number that is hers."""

    def __init__(self, question, hidden, knows=None):
        self.value = {cell["key"]: Fraction(str(cell["value"])) for cell in question["cells"]}
        self.relations = question["relations"]
        self.hidden = [key for key in self.value if key in set(hidden) and key != knows]
        at = {key: i for i, key in enumerate(self.hidden)}
        rows = [self._row(relation, at) for relation in self.relations]
        self.rows = [row for row in rows if row[0]]

    def _row(self, relation, at):
        terms = [(relation["total"], -1), *((part, 1) for part in relation["parts"])]
        known = -sum(sign * self.value[key] for key, sign in terms if key not in at)
        return {at[key]: sign for key, sign in terms if key in at}, known

    def span(self, key):
        """Lowest and highest value by linear programme; None where nothing bounds it."""
        aim = np.zeros(len(self.hidden))
        aim[self.hidden.index(key)] = 1
        matrix, right = np.zeros((len(self.rows), len(self.hidden))), []
        for number, (row, known) in enumerate(self.rows):
            for column, sign in row.items():
                matrix[number, column] = sign
            right.append(float(known))
        equal = {"A_eq": matrix, "b_eq": right} if self.rows else {}
        ends = [linprog(s * aim, bounds=(0, None), method="highs", **equal) for s in (1, -1)]
        assert all(end.status in (0, 3) for end in ends)
        return [None if end.status == 3 else s * end.fun for s, end in zip((1, -1), ends, strict=True)]

    def counted(self, most):
        """Every whole-number table that agrees, with no hidden number above `most`: one by one, by hand."""
        yield from self._filled({}, most)

    def _filled(self, told, most):
        if len(told) == len(self.hidden):
            yield {self.hidden[i]: n for i, n in told.items()}
            return
        column = len(told)
        for value in range(most + 1):
            told[column] = value
            if self._agrees(told):
                yield from self._filled(dict(told), most)
        del told[column]

    def _agrees(self, told):
        full = (row for row in self.rows if row[0].keys() <= told.keys())
        return all(sum(sign * told[i] for i, sign in row.items()) == known for row, known in full)


def primaries(question):
    """What must be hidden: keys with the two ends that must stay possible."""
    rule, found = question["rule"], {}
    for cell in question["cells"]:
        value = Fraction(str(cell["value"]))
        if rule["kind"] == "frequency":
            if 0 < value < rule["k"]:
                found[cell["key"]] = (0, rule["k"])
        elif value and 0 < cell.get("contributors", 0) < rule["min_contributors"]:
            room = Fraction(str(rule["protection"])) * value
            found[cell["key"]] = (max(0, value - room), value + room)
    return found


def is_safe(question, hidden):
    """Whether the public, and with insiders each who stands alone behind a sum, stays unsure of every primary."""
    wanted, alone = primaries(question), [None]
    if question["rule"].get("insiders"):
        alone += [cell["key"] for cell in question["cells"] if cell["key"] in wanted and cell["contributors"] == 1]
    return all(_stays_unsure(Reader(question, hidden, knows), wanted) for knows in alone)


def _stays_unsure(reader, wanted):
    for key in set(wanted) & set(reader.hidden):
        low, high = reader.span(key)
        need_low, need_high = map(float, wanted[key])
        size = NEAR * max(1.0, need_high)
        if low > need_low + size or (high is not None and high < need_high - size):
            return False
    return True


def fewest(question):
    """How few numbers must be hidden besides, by trying all sets by size; None where nothing protects. No zero hides."""
    first = set(primaries(question))
    always = set(question.get("always_published", ()))
    if first & always:
        return None
    free = [cell["key"] for cell in question["cells"] if cell["value"] and cell["key"] not in first | always]
    if not is_safe(question, first | set(free)):
        return None
    for size in range(len(free) + 1):
        for more in itertools.combinations(free, size):
            if is_safe(question, first | set(more)):
                return size
    return None


def cheapest(question):
    """The least cost, 1 + the root of each value, over all sets."""
    first = set(primaries(question))
    always = set(question.get("always_published", ()))
    cost = {cell["key"]: 1 + float(cell["value"]) ** 0.5 for cell in question["cells"]}
    free = [cell["key"] for cell in question["cells"] if cell["value"] and cell["key"] not in first | always]
    sets = [more for size in range(len(free) + 1) for more in itertools.combinations(free, size)]
    for more in sorted(sets, key=lambda keys: sum(cost[key] for key in keys)):
        if is_safe(question, first | set(more)):
            return sum(cost[key] for key in more)
    return None
