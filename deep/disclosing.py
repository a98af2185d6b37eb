"""Which rules of disclosure, readers and conditions of the attack are taken away, one at a time, and which tests must notice?"""

from collections.abc import Iterator

from deep.mutate import Mutant
from deep.others import OTHERS
from deep.publishing import PUBLISHING

_HERE, _GATE = "litigation_app/disclosure/", "litigation_app/gate/"
_TESTS = "tests/rules/disclosure/"
_FIRST = "--hypothesis-profile=hunt"  # a failure is enough, the smallest one is not looked for
_BARE = ("--noconftest", "-p", "no:hypothesispytest", "-p", "no:playwright", "-p", "no:xdist")  # starts sooner
_EDGES = (f"{_TESTS}test_edges.py", f"{_TESTS}test_rules.py")
_RULES = (*_BARE, *_EDGES)
_READERS = (_FIRST, f"{_TESTS}test_rules.py", f"{_TESTS}test_attackers.py")
_ATTACK = (_FIRST, *_EDGES, f"{_TESTS}test_protection.py")
_ASKED = (_FIRST, f"{_TESTS}test_answers.py", f"{_TESTS}test_questions_judged.py")
_TOGETHER = (_FIRST, f"{_TESTS}test_together.py")


_SENSITIVITY = f"{_HERE}sensitivity.py"
_VIEWS = "views = (cell.contributions.by_victim, cell.contributions.by_holder)\n    if min("
_SHORT = "margin = max(margin, *(upper_protection_level(view, policy.p_percent) for view in views))"
_WHOLE = "return [largest] if group >= 1 and rest <= policy.group_all_but and rest < system.value(largest) else []"
_KEPT = (
    ("k", "if min(int(cell.value), cell.victims) < policy.k:", "if min(int(cell.value), cell.victims) < 4:"),
    ("distinct cases", "Reason.FEW_CASES if cell.cases < policy.cases_k else None", "None"),
    ("a whole group", _WHOLE, "return []"),
    ("all but one of a group", "rest <= policy.group_all_but", "rest <= 0"),
    ("a telling zero", "for key in _telling_zeros(system, relation, policy):", "for key in ():"),
    ("contributors by victim", _VIEWS, _VIEWS.replace("cell.contributions.by_victim, ", "")),
    ("contributors by lawyer", _VIEWS, _VIEWS.replace(", cell.contributions.by_holder", ",")),
    ("fewest contributors", "if min(len(view) for view in views) < policy.contributors:", "if False:"),
    ("as few behind a printed sum", "if cell.published and _tells_few(cell, policy):", "if False:"),
    ("p%", "is_p_sensitive(view, policy.p_percent) or ", ""),
    ("(n,k)", " or is_nk_sensitive(view, policy.nk_n, policy.nk_percent)", ""),
    ("margin of a sum", "margin = abs(value) * policy.margin_percent / 100", "margin = Decimal(0)"),
    ("p%-shortfall of a sum", _SHORT, "pass"),
    (
        "lower end of a sum",
        "max(Decimal(0), value - margin), value + margin, reason",
        "value, value + margin, reason",
    ),
    ("upper end of a sum", "value - margin), value + margin, reason", "value - margin), value, reason"),
    ("lower end of a count", "Demand((key,), 0, max(", "Demand((key,), int(cell.value), max("),
    ("upper end of a count", "max(policy.k, int(cell.value)), reason)", "int(cell.value), reason)"),
    ("who is outside a whole group", "found.setdefault(rest, Demand(rest, 0, high, Reason.WHOLE_GROUP))", "pass"),
    ("all of a partner's others", "for key in _of_others(system, relation, policy):", "for key in ():"),
    (
        "who of a partner's others is outside",
        "of_others.setdefault(rest, Demand(rest, 0, min(policy.k, others), Reason.GROUP_OF_OTHERS))",
        "pass",
    ),
)
_ZERO = "(cell.value == 0 and cell.key not in zeros)"
_OF_THE_GATE = (_FIRST, "tests/rules/gate")
_SAID = "_interval(Decimal(value), digits) if key in whole.sums else int(value)"
_DIGITS = "rounded(Decimal(cell.value), digits) if"


def _rules() -> Iterator[Mutant]:
    """The policy, each rule of it."""
    for name, old, new in _KEPT:
        yield Mutant(f"rule: {name}", _SENSITIVITY, old, new, _READERS if "partner" in name else _RULES)
    yield Mutant("rule: a zero is no hiding place", f"{_HERE}board.py", _ZERO, "False", _ATTACK)
    yield Mutant("rule: a rounded sum is an interval", f"{_GATE}proposal.py", _SAID, "int(value)", _OF_THE_GATE)
    yield Mutant(
        "rule: sums are rounded", f"{_GATE}proposal.py", _DIGITS, "rounded(Decimal(cell.value), 12) if", _OF_THE_GATE
    )


_TABLES, _AUDIT = f"{_HERE}tables.py", f"{_HERE}audit.py"
_EVERYONE = "everyone = (PUBLIC_READER, *("
_INFORMED = "everyone = (PUBLIC_READER, *(informed(who, numbers, marked, relations, policy) for who in attackers))"
_WHO = (
    ("the public", _AUDIT, _EVERYONE, "everyone = (*(), *(", _ATTACK),
    ("who knows one case", _TABLES, "*who_knows(ONE_CASE, members, lambda row: row.case),", "", _READERS),
    ("sole contributor", _TABLES, "*_sole_contributors(rows, paid),", "", _READERS),
    (
        "sole contributor, as lawyer",
        _TABLES,
        'for kind in ("person", "holder"):',
        'for kind in ("person",):',
        _READERS,
    ),
    ("partner organisation", _TABLES, "*partners(PARTNER, members, lambda row: row.organisation),", "", _READERS),
    ("reader of the rules", _TABLES, "RULE_AWARE_READER,\n        *who_knows", "*who_knows", _READERS),
    ("what the rules tell", _AUDIT, _INFORMED, "everyone = (PUBLIC_READER, *attackers)", _READERS),
    (
        "insider of a question",
        f"{_HERE}answers.py",
        'if cell.victims == 1] if asked.rule("insiders", default=False) else []',
        "if False]",
        _ASKED,
    ),
)


def _readers() -> Iterator[Mutant]:
    """Each kind of attacker."""
    for name, file, old, new, tests in _WHO:
        yield Mutant(f"reader: {name}", file, old, new, tests)


_POLYTOPE = f"{_HERE}polytope.py"
_FREE = "self.low, self.high = np.zeros(len(free)), "
_SPAN = "self.low[i], self.high[i] = span.low / self._scale(name), span.high / self._scale(name)"
_CONDITIONS = (
    ("sums", "            if unknown:\n", "            if False:\n"),
    ("no number below nothing", _FREE, "self.low, self.high = np.full(len(free), -self.ceiling), "),
    ("lower end of an interval", _SPAN, "self.high[i] = span.high / self._scale(name)"),
    ("upper end of an interval", _SPAN, "self.low[i] = span.low / self._scale(name)"),
    ("whole people", "self.is_whole = self.exact.holds(found)", "self.is_whole = True"),
    (
        "the solver's own integers",
        "            reached = self._extreme({i: 1.0}, up=up, whole=True)[i]\n        return",
        "            pass\n        return",
    ),
    ("what nothing bounds", "math.inf if high >= self.ceiling / 2 else high * scale", "high * scale"),
    ("a ceiling above all numbers", "max(CEILING, TIMES_ALL * ", "min(CEILING, TIMES_ALL * "),
    ("an answer of the solver", "if status != HighsModelStatus.kOptimal:", "if False:"),
)
_WITNESSES = (
    ("whole people, near enough", "if (np.abs(table - near)[self.people] > 1e-5).any() or ", "if "),
    ("whole people, exact sums", "return bool((left == self.right).all())", "return True"),
    (
        "tables that a reader's facts refute",
        "found = found[(values >= low - SLACK) & (values <= high + SLACK)]",
        "pass",
    ),
)
_BOTH = "failures = _printed(published, demands, sums) + _contradictions(published, relations)"
_STOPPED = "        return [Failure(PUBLIC_READER.name, (), str(stop))]"
_VERDICTS = (
    ("a sensitive number in print", _BOTH, "failures = _contradictions(published, relations)"),
    ("numbers that contradict each other", _BOTH, "failures = _printed(published, demands, sums)"),
    ("a solver that stops", _STOPPED, "        return []"),
    ("the lower end", "yield Question(demand.keys, False, float(low))", "pass"),
    ("the upper end", "yield Question(demand.keys, True, float(high))", "pass"),
    ("one's own people", "attacker.ends(demand, sum((fact.low for fact in facts), 0))", "attacker.ends(demand, 0)"),
)
_KNOWING = (_FIRST, f"{_TESTS}test_attackers.py", f"{_TESTS}test_protection.py")
_FRACTIONS = ("-k", "only_fractions_serve", f"{_TESTS}test_questions_judged.py")
_AS_ONE = (f"{_TESTS}test_aggregation.py",)
_LATE = ("-k", "time", f"{_TESTS}test_edges.py", f"{_TESTS}test_linked_tables.py")
_KNOWN, _PROVEN = (
    "*(self._known(attacker) for attacker in self.attackers)",
    "all(inside.whole(task) is not None for task in tasks)",
)
_SEARCH = (
    ("a move that a reader would not believe", "proofs.py", " & agrees[self.attacker]", "", _KNOWING),
    ("what readers know", "board.py", _KNOWN, "*({} for _ in self.attackers)", _KNOWING),
    ("out of time: everything is withheld", "search.py", "self.hidden |= ~self.board.fixed", "pass", _LATE),
    ("whole numbers in the proof", "cheapest.py", _PROVEN, "True", _FRACTIONS),
    (
        "who moves with others is stopped too",
        "inside.py",
        "np.minimum.at(most, self.at[self.moves], above)",
        "pass",
        _AS_ONE,
    ),
    (
        "whoever is stopped first pays",
        "inside.py",
        "first = np.lexsort((room, ",
        "first = np.lexsort((-room, ",
        _AS_ONE,
    ),
    ("an equation that is used up", "aggregation.py", "multipliers[list(self.spent.values())] = ", "_ = ", _AS_ONE),
)


def _attack() -> Iterator[Mutant]:
    """Each condition of the attack, and each way to fail."""
    for name, old, new in _CONDITIONS:
        yield Mutant(f"attack: {name}", _POLYTOPE, old, new, (*_ATTACK, *_ASKED[1:]))
    for name, old, new in _WITNESSES:
        yield Mutant(f"attack: {name}", f"{_HERE}witnesses.py", old, new, (*_ATTACK, *_ASKED[1:]))
    for name, old, new in _VERDICTS:
        yield Mutant(
            f"attack: {name}", _AUDIT, old, new, (_FIRST, _EDGES[0], *_READERS[1:], f"{_TESTS}test_protection.py")
        )
    for name, file, old, new, tests in _SEARCH:
        yield Mutant(f"proposal: {name}", _HERE + file, old, new, tests)


def _together() -> Iterator[Mutant]:
    """Readers who are asked together answer as each would alone."""
    for name, old, new in (
        ("what a reader knows", "space.bounds(reader.facts) for reader in readers", "{} for _ in readers"),
        ("all that they know: at least", "np.maximum.at(low, places, self._low[mine])", "pass"),
        ("all that they know: at most", "np.minimum.at(high, places, self._high[mine])", "pass"),
        ("a table counts for whom it agrees with", "self._agrees[slot, wrong] = False", "pass"),
        (
            "down to each alone",
            "return [who for part in self._parts(asked) for who in self._settle(question, part, least)]",
            "return asked",
        ),
        ("no table for many refutes none", "set(readers) if len(readers) == 1 else set()", "set(readers)"),
        ("time that runs out", '    if str(stop) != "contradiction":\n        raise stop', "    pass"),
    ):
        yield Mutant(
            f"together: {name}",
            f"{_HERE}audience.py",
            old,
            new,
            (*_TOGETHER, _EDGES[0], f"{_TESTS}test_protection.py"),
        )


def _effort() -> Iterator[Mutant]:
    """Work is counted, and ends where it is said to."""
    late = "if time.monotonic() > self.late:\n            raise Busy"
    for name, old, new in (
        ("what is spent ends it", "return self.left <= 0", "return False"),
        ("a part counts for the whole", "            self._of.spend(seconds)\n", "            pass\n"),
        ("the last stop, between two questions", late, "if False:\n            raise Busy"),
        ("the last stop, within one", "if status == HighsModelStatus.kTimeLimit:\n            raise Busy", "pass"),
    ):
        yield Mutant(f"work: {name}", f"{_HERE}effort.py", old, new, (*_BARE, f"{_TESTS}test_effort.py"))


DISCLOSURE = [*_effort(), *_rules(), *_readers(), *_attack(), *_together(), *PUBLISHING, *OTHERS]
