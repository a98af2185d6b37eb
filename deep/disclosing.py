"""Which rules of disclosure, readers and conditions of the attack are taken away, one at a time, and which tests must notice?"""

from collections.abc import Iterator

from deep.growing import GROWING
from deep.mutate import Mutant
from deep.others import OTHERS

_HERE, _GATE = "litigation_app/disclosure/", "litigation_app/gate/"
_TESTS = "tests/rules/disclosure/"
_FIRST = "--hypothesis-profile=hunt"  # a failure is enough, the smallest one is not looked for
_BARE = ("--noconftest", "-p", "no:hypothesispytest", "-p", "no:playwright", "-p", "no:xdist")  # starts sooner
_EDGES = (f"{_TESTS}test_edges.py", f"{_TESTS}test_rules.py")
_RULES = (*_BARE, *_EDGES)
_READERS = (_FIRST, f"{_TESTS}test_rules.py", f"{_TESTS}test_attackers.py")
_ATTACK = (_FIRST, *_EDGES, f"{_TESTS}test_protection.py")
_ASKED = (_FIRST, f"{_TESTS}test_answers.py", f"{_TESTS}test_questions_judged.py")
_GROWING = (_FIRST, f"{_TESTS}test_growth.py", f"{_TESTS}test_growth_edges.py")
_TOGETHER = (_FIRST, f"{_TESTS}test_together.py")


def _rules() -> Iterator[Mutant]:
    """The policy, each rule of it."""
    file = f"{_HERE}sensitivity.py"
    views = "views = (cell.contributions.by_victim, cell.contributions.by_holder)\n    if min("
    short = "margin = max(margin, *(upper_protection_level(view, policy.p_percent) for view in views))"
    small = "Demand((cell.key,), low, max(policy.k, int(cell.value), *(share + policy.k for share in shares)), reason)"
    whole = "return [largest] if group >= 1 and rest <= policy.group_all_but and rest < system.value(largest) else []"
    for name, old, new in (
        ("k", "if min(int(cell.value), cell.victims) < policy.k:", "if min(int(cell.value), cell.victims) < 4:"),
        ("distinct cases", "if cell.cases < policy.cases_k:", "if False:"),
        ("a whole group", whole, "return []"),
        ("all but one of a group", "rest <= policy.group_all_but", "rest <= 0"),
        ("a telling zero", "for key in _telling_zeros(system, relation, policy):", "for key in ():"),
        ("contributors by victim", views, views.replace("cell.contributions.by_victim, ", "")),
        ("contributors by lawyer", views, views.replace(", cell.contributions.by_holder", ",")),
        ("fewest contributors", "if min(len(view) for view in views) < policy.contributors:", "if False:"),
        ("p%", "is_p_sensitive(view, policy.p_percent) or ", ""),
        ("(n,k)", " or is_nk_sensitive(view, policy.nk_n, policy.nk_percent)", ""),
        ("margin of a sum", "margin = abs(value) * policy.margin_percent / 100", "margin = Decimal(0)"),
        ("p%-shortfall of a sum", short, "pass"),
        (
            "lower end of a sum",
            "max(Decimal(0), value - margin), value + margin, reason",
            "value, value + margin, reason",
        ),
        ("upper end of a sum", "value - margin), value + margin, reason", "value - margin), value, reason"),
        ("lower end of a count", "low = min(shares) if reason is Reason.FEW_OTHERS else 0", "low = int(cell.value)"),
        ("upper end of a count", small, "Demand((cell.key,), low, int(cell.value), reason)"),
        ("who is outside a whole group", "found.setdefault(rest, Demand(rest, 0, high, Reason.WHOLE_GROUP))", "pass"),
        ("few others, for a partner", "return Reason.FEW_OTHERS if _exposing(cell, policy) else None", "return None"),
    ):
        yield Mutant(f"rule: {name}", file, old, new, _READERS if "partner" in name else _RULES)
    zero = "(cell.value == 0 and cell.key not in zeros)"
    yield Mutant("rule: a zero is no hiding place", f"{_HERE}board.py", zero, "False", _ATTACK)
    gate = (_FIRST, "tests/rules/gate")
    yield Mutant(
        "rule: 35 % of small numbers",
        f"{_GATE}proposal.py",
        "if share > rules.primary_share_max_percent:",
        "if False:",
        gate,
    )
    dims = "if any(len(sheet.dimensions) - TIME > rules.dims_max for sheet in plan.sheets):"
    yield Mutant("rule: dimensions", f"{_GATE}proposal.py", dims, "if False:", gate)
    said = "_interval(Decimal(value), digits) if key in whole.sums else int(value)"
    yield Mutant("rule: a rounded sum is an interval", f"{_GATE}proposal.py", said, "int(value)", gate)
    digits = "rounded(Decimal(cell.value), policies.public().significant_digits) if"
    yield Mutant("rule: sums are rounded", f"{_GATE}proposal.py", digits, "rounded(Decimal(cell.value), 12) if", gate)


def _readers() -> Iterator[Mutant]:
    """Each kind of attacker."""
    tables, audit = f"{_HERE}tables.py", f"{_HERE}audit.py"
    everyone = "everyone = (PUBLIC_READER, *("
    rules = "everyone = (PUBLIC_READER, *(informed(who, published, marked, relations, policy) for who in attackers))"
    for name, file, old, new, tests in (
        ("the public", audit, everyone, "everyone = (*(), *(", _ATTACK),
        ("who knows one case", tables, "*who_knows(ONE_CASE, members, lambda row: row.case),", "", _READERS),
        ("sole contributor", tables, "*_sole_contributors(rows, paid),", "", _READERS),
        (
            "sole contributor, as lawyer",
            tables,
            'for kind in ("person", "holder"):',
            'for kind in ("person",):',
            _READERS,
        ),
        ("partner organisation", tables, "*_partners(members),", "", _READERS),
        ("reader of the rules", tables, "RULE_AWARE_READER,\n        *who_knows", "*who_knows", _READERS),
        ("what the rules tell", audit, rules, "everyone = (PUBLIC_READER, *attackers)", _READERS),
        (
            "insider of a question",
            f"{_HERE}answers.py",
            'if cell.victims == 1] if asked.rule("insiders", default=False) else []',
            "if False]",
            _ASKED,
        ),
    ):
        yield Mutant(f"reader: {name}", file, old, new, tests)
    file = f"{_HERE}reading.py"
    for name, old, new in (
        (
            "beliefs about changes",
            "yield Attacker(STILL, self._believed(self._still(), 0), believes=True)\n"
            "        yield Attacker(ADDING, self._believed(self._growing(), None), believes=True)",
            "pass",
        ),
        (
            "believes that people are only added",
            "yield Attacker(ADDING, self._believed(self._growing(), None), believes=True)",
            "pass",
        ),
        ("a belief refuted in part", "elif len(groups) > 1:", "elif False:"),
        ("who came of one's own", "(*facts, *self._came(facts))", "(*facts,)"),
        (
            "of the rules, in each publication",
            "facts = self._of_the_rules(who) if who.knows_method else (",
            "facts = (",
        ),
    ):
        yield Mutant(f"reader: {name}", file, old, new, _GROWING)
    earlier = ", *self._then(who.facts))"
    yield Mutant("reader: whose people are of earlier years", file, earlier, ",)", (*_GROWING, _TOGETHER[1]))


def _attack() -> Iterator[Mutant]:
    """Each condition of the attack, and each way to fail."""
    file, audit = f"{_HERE}polytope.py", f"{_HERE}audit.py"
    free = "self.low, self.high = np.zeros(len(free)), "
    span = "self.low[i], self.high[i] = span.low / self._scale(name), span.high / self._scale(name)"
    for name, old, new in (
        ("sums", "            if unknown:\n", "            if False:\n"),
        ("no number below nothing", free, "self.low, self.high = np.full(len(free), -self.ceiling), "),
        ("lower end of an interval", span, "self.high[i] = span.high / self._scale(name)"),
        ("upper end of an interval", span, "self.low[i] = span.low / self._scale(name)"),
        ("whole people", "self.is_whole = self.exact.holds(found)", "self.is_whole = True"),
        (
            "the solver's own integers",
            "            reached = self._extreme({i: 1.0}, up=up, whole=True)[i]\n        return",
            "            pass\n        return",
        ),
        ("what nothing bounds", "math.inf if high >= self.ceiling / 2 else high * scale", "high * scale"),
        ("a ceiling above all numbers", "max(CEILING, TIMES_ALL * ", "min(CEILING, TIMES_ALL * "),
        ("an answer of the solver", "if status != HighsModelStatus.kOptimal:", "if False:"),
    ):
        yield Mutant(f"attack: {name}", file, old, new, (*_ATTACK, *_ASKED[1:]))
    for name, old, new in (
        ("whole people, near enough", "if (np.abs(table - near)[self.people] > 1e-5).any() or ", "if "),
        ("whole people, exact sums", "return bool((left == self.right).all())", "return True"),
        (
            "tables that a reader's facts refute",
            "rows = rows[(rows[:, j] >= low - SLACK) & (rows[:, j] <= high + SLACK)]",
            "pass",
        ),
    ):
        yield Mutant(f"attack: {name}", f"{_HERE}witnesses.py", old, new, (*_ATTACK, *_ASKED[1:]))
    both = "failures = _printed(published, demands) + _contradictions(published, relations)"
    stopped = "        return [Failure(PUBLIC_READER.name, (), str(stop))]"
    for name, old, new in (
        ("a sensitive number in print", both, "failures = _contradictions(published, relations)"),
        ("numbers that contradict each other", both, "failures = _printed(published, demands)"),
        ("a solver that stops", stopped, "        return []"),
        ("the lower end", "yield Question(demand.keys, False, max(float(demand.low), floor))", "pass"),
        ("the upper end", "yield Question(demand.keys, True, max(float(demand.high), floor))", "pass"),
        (
            "one's own people",
            "floor = sum(float(fact.low) for fact in facts)\n        yield",
            "floor = 0.0\n        yield",
        ),
    ):
        yield Mutant(
            f"attack: {name}", audit, old, new, (_FIRST, _EDGES[0], *_READERS[1:], f"{_TESTS}test_protection.py")
        )
    knowing = (_FIRST, f"{_TESTS}test_attackers.py", f"{_TESTS}test_protection.py")
    fractions = ("-k", "only_fractions_serve", f"{_TESTS}test_questions_judged.py")
    late = ("-k", "time", f"{_TESTS}test_edges.py", f"{_TESTS}test_linked_tables.py")
    known, whole = (
        "*(self._known(attacker) for attacker in self.attackers)",
        "all(inside.whole(task, until) is not None for task in tasks)",
    )
    for name, file, old, new, tests in (
        ("a move that a reader would not believe", "proofs.py", " & agrees[self.attacker]", "", knowing),
        ("what readers know", "board.py", known, "*({} for _ in self.attackers)", knowing),
        ("out of time: everything is withheld", "search.py", "self.hidden |= ~self.board.fixed", "pass", late),
        ("whole numbers in the proof", "cheapest.py", whole, "True", fractions),
    ):
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


DISCLOSURE = [*_rules(), *_readers(), *_attack(), *_together(), *GROWING, *OTHERS]
