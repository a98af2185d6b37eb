"""Which checks of a publication beside earlier ones, and between two people and the shelf, are taken away, one at a time?"""

from collections.abc import Iterator

from deep.mutate import Mutant

_HERE, _GATE = "litigation_app/disclosure/", "litigation_app/gate/"
_TESTS = "tests/rules/disclosure/"
_RULES = (f"{_TESTS}test_edges.py", f"{_TESTS}test_rules.py")
_GROWING = ("--hypothesis-profile=hunt", f"{_TESTS}test_growth_edges.py", f"{_TESTS}test_growth.py")
_TOGETHER = ("--hypothesis-profile=hunt", f"{_TESTS}test_together.py")
_PAIRED = (
    "-k",
    "not nobody_is and not grow_by",
    "tests/rules/gate/test_pairs.py",
    "tests/rules/gate/test_pairs_growing.py",
)
_CERTIFIED = ("tests/rules/gate/test_certifying.py",)
_SHELF, _GUARDED = "test_growing_publications.py", "test_growing_guarded.py"


def _only(words: str, file: str) -> tuple[str, ...]:
    return ("-k", f"not postgres and ({words})", f"tests/features/{file}")


_CHANGES, _JOINT, _DIFFERENCE = f"{_HERE}changes.py", f"{_HERE}joint.py", f"{_HERE}difference.py"
_FACTS, _READING, _PAIRS = f"{_HERE}facts.py", f"{_HERE}reading.py", f"{_GATE}pairs.py"
_FEW = " or (of.keys() >= set(names) and _is_few(total, moved, reading.policy))"
_APART = "found: Table = self.known + padded[self.now] - padded[self.then]"
_HELD = "self.highs.changeRowBounds(len(self.rows) + i - len(self.low), low - known, high - known)"
# Each check of a publication beside earlier ones: name, file, what stands there, what in its place.
_CHECKS = (
    ("a rounded amount that moved", _CHANGES, "is_fine = then == now", "is_fine = True"),
    (
        "a printed change",
        _CHANGES,
        "is_fine = may_be_known(int(now - then), _of(largest, change), policy)",
        "is_fine = True",
    ),
    (
        "an amount withheld before",
        _CHANGES,
        "if change.then in whole.sums and change.then not in",
        "if False and change.then not in",
    ),
    ("k people came", _CHANGES, "abs(change) >= policy.k and ", ""),
    ("of three cases", _CHANGES, " and cases >= policy.cases_k", ""),
    ("who went may be of one case", _CHANGES, "if change > 0 else 1", "if change > 0 else policy.cases_k"),
    (
        "a change worked out",
        _CHANGES,
        "if not may_be_known(found, _of(largest, change), reading.policy)\n",
        "if False\n",
    ),
    (
        "k people may have gone",
        _CHANGES,
        "went.setdefault(Question((key,), False, -policy.k), []).append(who)",
        "pass",
    ),
    ("newcomers are a group", _CHANGES, "failures += _groups(reading, reader, seen, blamed)", "pass"),
    ("hidden parts together", _CHANGES, _FEW, ""),
    ("amounts stand still", _CHANGES, "if not reading.are_sums_still():", "if False:"),
    (
        "what was left unsure stays so",
        _DIFFERENCE,
        "before += [demand for old, alike in earlier for demand in as_before(old, alike, policy, effort)]",
        "pass",
    ),
    ("a solver that stops", _DIFFERENCE, "failures.append(Failure(PUBLIC_READER.name, (), str(stop)))", "pass"),
    ("a stop known before", _DIFFERENCE, "if one not in known or not one.keys]", "if one not in known]"),
    ("a common country", _DIFFERENCE, "if set(countries_a) & set(countries_b) and ", "if "),
    ("a common day", _DIFFERENCE, " and period_a.meets(period_b):", ":"),
    ("now less then is the change", f"{_HERE}witnesses.py", _APART, "found: Table = self.known + padded[self.now]"),
    ("what is known of a change", f"{_HERE}polytope.py", _HELD, "pass"),
    (
        "sums of earlier publications",
        _JOINT,
        "relations += [then_relation(old.name, relation) for relation in old.relations]",
        "pass",
    ),
    (
        "the old years within a total",
        _FACTS,
        "relations.append(Relation(name(TOTAL), (until, *later), harmless=True))",
        "pass",
    ),
    ("tables cut alike", _FACTS, "raise DesignChanged(name(TOTAL))", "pass"),
)
_READERS = (
    ("who knows that only newcomers moved", _READING, "if self.whole.settled:", "if False:"),
    (
        "pairs that nobody prints stand still",
        _FACTS,
        "case Within(by=by, not_yet=tuple(not_yet)):",
        "case Within(by=by, not_yet=str(not_yet)):",
    ),
    ("whose time has not come may move", _FACTS, " if code not in not_yet]", "]"),
    (
        "pairs are parted from the first year on",
        _PAIRS,
        "return replace(design, tables=(*design.tables, judged), links=(*design.links, *_judged(judged)))",
        "return design",
    ),
    ("the late over all years", _PAIRS, "    yield from _late(time)\n", ""),
    (
        "neither indicted nor filed over all years",
        _PAIRS,
        "for contact in (TOTAL, *criminal.time.codes) for link in _not",
        "for contact in criminal.time.codes for link in _not",
    ),
)
_MISTAKEN = "failures = [one for one in failures if not _is_mistaken(one, reading, believers, risk.demands)]"


def _growing() -> Iterator[Mutant]:
    """Each check of a publication beside earlier ones."""
    for name, file, old, new in _CHECKS:
        tests = _RULES if name.startswith("a common") else _GROWING
        yield Mutant(f"growing: {name}", file, old, new, tests)
    yield Mutant("growing: who errs learns nothing", _DIFFERENCE, _MISTAKEN, "pass", _TOGETHER)
    for name, file, old, new in _READERS:
        yield Mutant(f"growing: {name}", file, old, new, _PAIRED)


_ACTIONS, _BESIDE = f"{_GATE}actions.py", f"{_GATE}beside.py"
_MOVED = "        _require_same_facts(made, _before(draft, on_shelf, trusted))\n        last("
_LOCKED = "_begin_alone()\n    _require_same_facts(made, before(on_shelf, trusted, mine))"
_AGAIN = "certify_beside(made.design, made.whole, sheets, made.before, is_carried=is_carried)"
# Each check between two people and the shelf, with the tests that must notice.
_BETWEEN = (
    (
        "own draft",
        _ACTIONS,
        "if draft.drafted_by == actor.id:",
        "if False:",
        _only("whoever_prepared", "test_publishing.py"),
    ),
    (
        "shelf changed since",
        _ACTIONS,
        'if held.head != draft.proposal["head"]:',
        "if False:",
        _only("shelf_changed", _SHELF),
    ),
    ("shelf changed while agreeing", _ACTIONS, _MOVED, "        last(", _only("somebody_is_agreeing", _GUARDED)),
    (
        "what nobody recorded stays off the shelf",
        f"{_GATE}shelving.py",
        "[name for name in waiting if any(_is_recorded(name, table) for table in tables)]",
        "waiting",
        _only("killed_before_it_was_recorded", "test_agreement_cut_short.py"),
    ),
    (
        "reasons are for two persons",
        f"{_GATE}counting.py",
        "return draft.drafted_by == actor.id or is_second",
        "return True",
        _only("two_who_decide", "test_hidden_counts.py"),
    ),
    ("shelf changed while preparing", _ACTIONS, _LOCKED, "_begin_alone()", _only("somebody_is_preparing", _GUARDED)),
    (
        "shown again as it was",
        _BESIDE,
        'if said["sheets"] != _true(design, whole, said["sheets"], since):',
        "if False:",
        _only("no_longer_says", "test_publishing.py"),
    ),
    (
        "the files are read back and attacked",
        f"{_GATE}bundling.py",
        _AGAIN,
        "pass",
        _only("what_the_files_say", _GUARDED),
    ),
    (
        "carried forward as printed",
        _BESIDE,
        "if _plain(sheets) != _plain(",
        "if False and _plain(sheets) != _plain(",
        _CERTIFIED,
    ),
    (
        "attacked beside everything earlier",
        _BESIDE,
        "    if not certificate.ok:\n        raise WouldReveal(failures=certificate.failures)\n",
        "",
        _CERTIFIED,
    ),
    (
        "attacked alone",
        f"{_GATE}proposal.py",
        "    if not found.certificate.ok:\n        raise WouldReveal\n",
        "",
        _CERTIFIED,
    ),
    (
        "another cut on the shelf",
        f"{_GATE}neighbours.py",
        'raise DraftRefused("overlap", other.title)',
        "pass",
        ("tests/rules/gate/test_files_read_back.py",),
    ),
    (
        "another cut among drafts",
        f"{_GATE}neighbours.py",
        'raise DraftRefused("same_draft" if same else "overlap_draft", other.title)',
        "pass",
        _only("second_draft_of_the_same", _SHELF),
    ),
    (
        "a discarded draft was shown",
        f"{_GATE}neighbours.py",
        "(same and is_discarded)",
        "is_discarded",
        _only("discarded_draft_still", "test_attacks_publishing.py"),
    ),
    (
        "published drafts are not discarded",
        _ACTIONS,
        "require_free_on_shelf(on_shelf, trusted, span_of(draft))",
        "pass",
        _only("cannot_be_discarded", "test_attacks_publishing.py"),
    ),
    (
        "an open draft",
        _ACTIONS,
        "    if draft.state != DraftState.DRAFT:",
        "    if False:",
        _only("discarded_draft_cannot", "test_publishing.py"),
    ),
    (
        "hidden numbers are hidden in print",
        f"{_GATE}proposal.py",
        "_said(whole, key) if key in published else None",
        "_said(whole, key)",
        _only("one_to_four", "test_publishing.py"),
    ),
)


def _gate() -> Iterator[Mutant]:
    """Each check between two people and the shelf."""
    for name, file, old, new, tests in _BETWEEN:
        yield Mutant(f"gate: {name}", file, old, new, tests)


GROWING = [*_growing(), *_gate()]
