"""Which ties of cohorts, and which checks between two people and the shelf, are taken away, one at a time?"""

from collections.abc import Iterator

from deep.mutate import Mutant

_GATE = "litigation_app/gate/"
_TESTS = "tests/rules/gate/"
_CERTIFIED = (f"{_TESTS}test_certifying.py",)


def _only(words: str, file: str) -> tuple[str, ...]:
    return ("-k", f"not postgres and ({words})", f"tests/features/{file}")


_KEYS = "known = sum_key(Sums(_COHORT, one.amounts[1]), TOTAL)\n        yield Same("


def _cohorts() -> Iterator[Mutant]:
    """What ties the tables of a cohort, and who is in them."""
    file, tests = f"{_GATE}cohorts.py", (f"{_TESTS}test_cohorts.py", f"{_TESTS}test_claimed.py")
    for name, old, new in (
        ("a table counts a cell of another", "yield Same(whole, (one.key(TOTAL),))", "pass"),
        ("codes that are a step", "yield Same(whole, tuple(one.key(code) for code in said))", "pass"),
        ("a step that lies within another", "yield Within(whole, one.key(code))", "pass"),
        ("a code that is a part of a step", "yield Subset(whole, (one.key(code),))", "pass"),
        ("what of a sum nobody prints", _KEYS, _KEYS.replace("yield ", "")),
        ("two populations", "if other is None or other.months != one.months or code not", "if other is None or code not"),
        ("who was erased since", "for one in range(gone)]", "for one in range(0)]"),
    ):  # fmt: skip
        yield Mutant(f"cohorts: {name}", file, old, new, tests)


_ACTIONS, _PROPOSAL, _PREVIOUS = f"{_GATE}actions.py", f"{_GATE}proposal.py", f"{_GATE}previous_releases.py"
_SEEN = "    before = _beside(draft, wish, on_shelf, trusted)\n"
_UNSEEN = "    before = previous_releases.of_shelf(on_shelf, trusted, wish.mode, wish.country)\n"
_PREPARED = '    if _head(wish, look()) != proposal["head"]:\n        raise DraftRefused("shelf_changed")'
_TRUE = '    _require_true(cohorts, draft.proposal["sheets"])\n    of ='
_WEIGHED = "if not found.certificate.ok or not _stays_hidden(cohort, said):"
_NARROW = "is_safe = _attacked(cohort, tried).certificate.ok and _stays_hidden(cohort, tried)"
_READ = "attacked(cohorts, {table.id: lines_of(table) for table in read.tables})"
_PUBLISHING, _ATTACKS = "test_publishing.py", "test_attacks_publishing.py"
# Each check of what goes out, between two people and beside the shelf: file, what stands there, what in its place, who must notice.
_CHECKS = (
    ("own draft", _ACTIONS, "if draft.drafted_by == actor.id:", "if False:", _only("whoever_prepared", _PUBLISHING)),
    (
        "shelf changed since",
        _ACTIONS,
        _SEEN,
        _UNSEEN,
        _only("prepared_at_once_do_not_both or between_preparing", "test_numbers_of_others.py"),
    ),
    ("the figures are what the records say", _ACTIONS, _TRUE, "    of =", _only("whose_figures_changed", _PUBLISHING)),
    (
        "an open draft",
        _ACTIONS,
        "    if draft.state != DraftState.DRAFT:",
        "    if False:",
        _only("discarded_draft_cannot", _PUBLISHING),
    ),
    (
        "one draft at a time",
        _ACTIONS,
        'raise DraftRefused("same_draft", one.title)',
        "pass",
        _only("same_wish", "test_preparing.py"),
    ),
    (
        "what nobody recorded stays off the shelf",
        f"{_GATE}shelving.py",
        "[name for name in waiting if any(_is_recorded(name, table) for table in tables)]",
        "waiting",
        _only("killed_before_it_was_recorded", "test_agreement_cut_short.py"),
    ),
    (
        "the files are read back and attacked",
        f"{_GATE}bundling.py",
        "        weigh(cohort, mine)\n",
        "        pass\n",
        _CERTIFIED,
    ),
    ("attacked", _PROPOSAL, _WEIGHED, "if False:", _CERTIFIED),
    ("attacked beside what was printed", _PROPOSAL, _WEIGHED, "if not found.certificate.ok:", _CERTIFIED),
    ("a narrower range is attacked too", _PROPOSAL, _NARROW, "is_safe = True", _CERTIFIED),
    (
        "a range tells no more than it says",
        _PROPOSAL,
        "if is_safe and not _tells_method(cohort, found, tried):",
        "if is_safe:",
        _CERTIFIED,
    ),
    (
        "a range is what anybody can compute",
        _PROPOSAL,
        "{**cohort.earlier.said, **said}, linked, hidden",
        "said, (), hidden",
        _CERTIFIED,
    ),
    ("hidden numbers are hidden in print", _PROPOSAL, "        if key in published:", "        if True:", _CERTIFIED),
    (
        "each number once",
        _PREVIOUS,
        "return not any(name == table and block.meets(other) for name, other in printed)",
        "return True",
        (f"{_TESTS}test_calendar.py",),
    ),
    (
        "people of an older plan",
        _PREVIOUS,
        "if not any(one.block.meets(old) for old in self.old)",
        "if True",
        (f"{_TESTS}test_calendar.py",),
    ),
    (
        "what was published lies there still",
        _PREVIOUS,
        'raise DraftRefused("missing", one.title)',
        "pass",
        _only("nobody_can_read_any_more", "test_old_pages.py"),
    ),
    (
        "an earlier draft showed other numbers",
        f"{_GATE}shown_before.py",
        "if was is None or now == was:",
        "if True:",
        (f"{_TESTS}test_seen.py",),
    ),
    (
        "shown again where it is true",
        f"{_GATE}shown_before.py",
        "if _cells(one) == _cells(new) and all(true.get((name, *line[:2])) == line[2] for name, line in numbers):",
        "if False:",
        (f"{_TESTS}test_seen.py",),
    ),
)


def _gate() -> Iterator[Mutant]:
    """Each check between two people and the shelf."""
    for name, file, old, new, tests in _CHECKS:
        yield Mutant(f"gate: {name}", file, old, new, tests)


PUBLISHING = [*_cohorts(), *_gate()]
