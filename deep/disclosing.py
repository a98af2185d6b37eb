"""Which rules of disclosure, readers and conditions of the attack are taken away, one at a time, and which tests must notice?"""

from collections.abc import Iterator

from deep.growing import GROWING
from deep.mutate import Mutant

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
            "yield Attacker(STILL, self._believed(self._still(), 0, 0))\n"
            "        yield Attacker(ADDING, self._believed(self._growing(), 0, None))",
            "pass",
        ),
        (
            "believes that people are only added",
            "yield Attacker(ADDING, self._believed(self._growing(), 0, None))",
            "pass",
        ),
        ("a belief refuted in part", "held += facts if self._is_possible([*held, *facts]) else []", "pass"),
        ("who came of one's own", "(*facts, *self._came(facts))", "(*facts,)"),
        (
            "of the rules, in each publication",
            "self._of_the_rules(who) if who.knows_method else who.facts",
            "who.facts",
        ),
    ):
        yield Mutant(f"reader: {name}", file, old, new, _GROWING)


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
        ("whole people", "if self.exact.holds(found):", "if True:"),
        ("whole people, near enough", "if (np.abs(table - near)[self.people] > 1e-5).any() or ", "if "),
        ("whole people, exact sums", "return bool((left == self.right).all())", "return True"),
        (
            "the solver's own integers",
            "self._extreme(i, up=up, whole=True)\n        return _reaches",
            "return _reaches",
        ),
        ("what nothing bounds", "math.inf if high >= self.ceiling / 2 else high * scale", "high * scale"),
        ("a ceiling above all numbers", "max(CEILING, TIMES_ALL * ", "min(CEILING, TIMES_ALL * "),
        (
            "tables that a reader's facts refute",
            "kept = kept[(kept[:, j] >= low - SLACK) & (kept[:, j] <= high + SLACK)]",
            "pass",
        ),
        ("an answer of the solver", "if status != HighsModelStatus.kOptimal:", "if False:"),
    ):
        yield Mutant(f"attack: {name}", file, old, new, (*_ATTACK, *_ASKED[1:]))
    both = "failures = _printed(published, demands) + _contradictions(published, relations)"
    stopped = "failures.append(Failure(attacker.name, (), str(stop)))"
    for name, old, new in (
        ("a sensitive number in print", both, "failures = _contradictions(published, relations)"),
        ("numbers that contradict each other", both, "failures = _printed(published, demands)"),
        ("what a reader knows", "space.learn(attacker.facts)", "pass"),
        ("a solver that stops", stopped, "pass"),
        ("the lower end", "yield _Bound(demand.keys, False, max(float(demand.low), floor))", "pass"),
        ("the upper end", "yield _Bound(demand.keys, True, max(float(demand.high), floor))", "pass"),
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
        "[self._known(attacker) for attacker in self.attackers]",
        "all(inside.whole(task, until) is not None for task in tasks)",
    )
    for name, file, old, new, tests in (
        ("a move that a reader would not believe", "proofs.py", " & agrees[self.attacker]", "", knowing),
        ("what readers know", "board.py", known, "[{} for _ in self.attackers]", knowing),
        ("out of time: everything is withheld", "search.py", "self.hidden |= ~self.board.fixed", "pass", late),
        ("whole numbers in the proof", "cheapest.py", whole, "True", fractions),
    ):
        yield Mutant(f"proposal: {name}", _HERE + file, old, new, tests)


DISCLOSURE = [*_rules(), *_readers(), *_attack(), *GROWING]
