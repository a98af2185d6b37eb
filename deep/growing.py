"""Which checks of a publication beside earlier ones, and between two people and the shelf, are taken away, one at a time?"""

from collections.abc import Iterator

from deep.mutate import Mutant

_HERE, _GATE = "litigation_app/disclosure/", "litigation_app/gate/"
_TESTS = "tests/rules/disclosure/"
_RULES = (f"{_TESTS}test_edges.py", f"{_TESTS}test_rules.py")
_GROWING = ("--hypothesis-profile=hunt", f"{_TESTS}test_growth_edges.py", f"{_TESTS}test_growth.py")


def _growing() -> Iterator[Mutant]:
    """Each check of a publication beside earlier ones."""
    changes, joint, difference = f"{_HERE}changes.py", f"{_HERE}joint.py", f"{_HERE}difference.py"
    few = " or (of.keys() >= set(names) and _is_few(total, moved, reading.policy))"
    apart = "found: Table = self.known + padded[self.now] - padded[self.then]"
    held = "self.highs.changeRowBounds(len(self.rows) + i - len(self.low), low - known, high - known)"
    for name, file, old, new in (
        ("a rounded amount that moved", changes, "is_fine = then == now", "is_fine = True"),
        (
            "a printed change",
            changes,
            "is_fine = may_be_known(int(now - then), _of(largest, change), policy)",
            "is_fine = True",
        ),
        (
            "an amount withheld before",
            changes,
            "if change.then in whole.sums and change.then not in",
            "if False and change.then not in",
        ),
        ("k people came", changes, "abs(change) >= policy.k and ", ""),
        ("of three cases", changes, " and cases >= policy.cases_k", ""),
        ("who went may be of one case", changes, "if change > 0 else 1", "if change > 0 else policy.cases_k"),
        (
            "a change worked out",
            changes,
            "if not may_be_known(found, _of(largest, change), reading.policy)\n",
            "if False\n",
        ),
        (
            "k people may have gone",
            changes,
            "went.setdefault(Question((key,), False, -policy.k), []).append(who)",
            "pass",
        ),
        ("newcomers are a group", changes, "failures += _groups(reading, reader, seen, blamed)", "pass"),
        ("hidden parts together", changes, few, ""),
        ("amounts stand still", changes, "if not reading.are_sums_still():", "if False:"),
        (
            "what was left unsure stays so",
            difference,
            "before += [demand for old, alike in earlier for demand in as_before(old, alike, policy, until)]",
            "pass",
        ),
        ("a solver that stops", difference, "failures.append(Failure(PUBLIC_READER.name, (), str(stop)))", "pass"),
        ("a stop known before", difference, "if one not in known or not one.keys]", "if one not in known]"),
        ("a common country", difference, "if set(countries_a) & set(countries_b) and ", "if "),
        ("a common day", difference, " and period_a.meets(period_b):", ":"),
        ("now less then is the change", f"{_HERE}witnesses.py", apart, "found: Table = self.known + padded[self.now]"),
        ("what is known of a change", f"{_HERE}polytope.py", held, "pass"),
        (
            "sums of earlier publications",
            joint,
            "relations += [_renamed(old.name, relation) for relation in old.relations]",
            "pass",
        ),
        (
            "the old years within a total",
            f"{_HERE}facts.py",
            "relations.append(Relation(name(TOTAL), (until, *later), harmless=True))",
            "pass",
        ),
        ("tables cut alike", f"{_HERE}facts.py", "raise DesignChanged(name(TOTAL))", "pass"),
    ):
        tests = _RULES if name.startswith("a common") else _GROWING
        yield Mutant(f"growing: {name}", file, old, new, tests)
    mistaken = "failures = [one for one in failures if not _is_mistaken(one, reading, believers, risk.demands)]"
    together = ("--hypothesis-profile=hunt", f"{_TESTS}test_together.py")
    yield Mutant("growing: who errs learns nothing", difference, mistaken, "pass", together)


def _gate() -> Iterator[Mutant]:
    """Each check between two people and the shelf."""
    actions, beside = f"{_GATE}actions.py", f"{_GATE}beside.py"
    features = "tests/features/"

    def only(words: str, file: str) -> tuple[str, ...]:
        return ("-k", f"not postgres and ({words})", features + file)

    moved = "        _require_same_facts(made, _before(draft, on_shelf, trusted))\n        last("
    locked = "_begin_alone()\n    _require_same_facts(made, before(on_shelf, trusted, mine))"
    again = "certify_beside(made.design, made.whole, sheets, made.before, is_carried=is_carried)"
    shelf, certified = "test_growing_publications.py", ("tests/rules/gate/test_certifying.py",)
    for name, file, old, new, tests in (
        (
            "own draft",
            actions,
            "if draft.drafted_by == actor.id:",
            "if False:",
            only("whoever_prepared", "test_publishing.py"),
        ),
        (
            "shelf changed since",
            actions,
            'if held.head != draft.proposal["head"]:',
            "if False:",
            only("shelf_changed", shelf),
        ),
        ("shelf changed while agreeing", actions, moved, "        last(", only("somebody_is_agreeing", shelf)),
        ("shelf changed while preparing", actions, locked, "_begin_alone()", only("somebody_is_preparing", shelf)),
        (
            "shown again as it was",
            beside,
            'if said["sheets"] != _true(design, whole, said["sheets"], since):',
            "if False:",
            only("no_longer_says", "test_publishing.py"),
        ),
        ("the files are read back and attacked", actions, again, "pass", only("what_the_files_say", shelf)),
        (
            "carried forward as printed",
            beside,
            "if _plain(sheets) != _plain(",
            "if False and _plain(sheets) != _plain(",
            certified,
        ),
        (
            "attacked beside everything earlier",
            beside,
            "    if not certificate.ok:\n        raise WouldReveal(failures=certificate.failures)\n",
            "",
            certified,
        ),
        (
            "attacked alone",
            f"{_GATE}proposal.py",
            "    if not found.certificate.ok:\n        raise WouldReveal\n",
            "",
            certified,
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
            only("second_draft_of_the_same", shelf),
        ),
        (
            "a discarded draft was shown",
            f"{_GATE}neighbours.py",
            "(same and is_discarded)",
            "is_discarded",
            only("discarded_draft_still", "test_attacks_publishing.py"),
        ),
        (
            "published drafts are not discarded",
            actions,
            "require_free_on_shelf(on_shelf, span_of(draft))",
            "pass",
            only("cannot_be_discarded", "test_attacks_publishing.py"),
        ),
        (
            "an open draft",
            actions,
            "    if draft.state != DraftState.DRAFT:",
            "    if False:",
            only("discarded_draft_cannot", "test_publishing.py"),
        ),
        (
            "hidden numbers are hidden in print",
            f"{_GATE}proposal.py",
            "_said(whole, key) if key in published else None",
            "_said(whole, key)",
            only("one_to_four", "test_publishing.py"),
        ),
    ):
        yield Mutant(f"gate: {name}", file, old, new, tests)


GROWING = [*_growing(), *_gate()]
