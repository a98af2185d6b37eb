"""Which permissions, walls, holds and fences are taken away, one at a time, and which tests must notice?"""

import tomllib
from collections.abc import Iterator

from deep.mutate import ROOT, Mutant

_TABLE = "litigation_app/core/access.toml"
_ACCESS, _CSRF = "litigation_app/core/access.py", "litigation_app/core/csrf.py"
_CASES, _TRACES = "litigation_app/casework/cases/queries.py", "litigation_app/accounts/traces.py"
_PAPERS = "litigation_app/casework/documents/views.py"
_BARE = (
    "--noconftest",
    "-p",
    "no:hypothesispytest",
    "-p",
    "no:playwright",
    "-p",
    "no:xdist",
)  # starts three times quicker
_GRANTING = (*_BARE, "tests/rules/core/test_policy_table.py")
_FIRST = "--hypothesis-profile=hunt"  # a failure is enough, the smallest one is not looked for
_SQLITE = ("-k", "not postgres")  # the same test on the other database would only say it again
_CLOSED = ("-k", "not postgres and file_is_closed", "tests/features/papers/test_documents.py")
_CLOSING = ("tests/rules/core/test_policy.py",)


def _policy() -> Iterator[Mutant]:
    """Each line of the policy table away; each obligation of one away; the wall away."""
    text = (ROOT / _TABLE).read_text("utf-8")
    for permission in tomllib.loads(text):
        tests = _CLOSING if permission == "relations" else _GRANTING
        head, *lines = text[text.index(f"[{permission}]") :].split("\n\n", 1)[0].splitlines(keepends=True)
        for number, line in enumerate(lines):
            before = head + "".join(lines[:number])
            name, _equals, owed = line.rstrip("\n").partition(" = ")
            yield Mutant(f"policy: {permission}.{name}", _TABLE, before + line, before, tests)
            if owed.startswith('["') and permission != "relations":
                freed = f"{before}{name} = []\n" if line.endswith("\n") else f"{before}{name} = []"
                yield Mutant(f"policy: what {permission}.{name} owes", _TABLE, before + line, freed, tests)


def _door() -> Iterator[Mutant]:
    denied = '    ledger.append_alone(act="denied", by=me().id, of=f"{kind}:{what}", session_id=me().session_id, outcome="denied")\n'
    form = "if not _carries(token()):"
    site = 'if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:'
    again = "asked = ask_again() if fresh or permission in policy().fresh else None"
    papers = "    if ticket is None:\n        return closed(case)\n"
    shut = "    if is_shut(case, paper):\n        return guarded(case, found, paper.said.kind)\n"
    signed, factor = (*_SQLITE, "tests/features/test_sign_in.py"), (*_SQLITE, "tests/features/test_second_factor.py")
    for one in (
        ("a refusal's entry", "litigation_app/app.py", denied, "", (*_SQLITE, "tests/features/test_walls.py")),
        ("a form's token", _CSRF, form, "if False:", signed),
        ("a form from another site", _CSRF, site, "if False:", signed),
        (
            "the permission of a page",
            _ACCESS,
            "if not actor.may(permission):",
            "if False:",
            (*_SQLITE, "tests/features/test_step_up.py"),
        ),
        ("the second factor again", _ACCESS, again, "asked = None", (*_SQLITE, "tests/features/test_step_up.py")),
        ("a code counts once", _TRACES, ", TotpFactor.last_counter < counter)", ",)", factor),
        ("a recovery code counts once", _TRACES, ", RecoveryCode.used_at.is_(None))", ")", factor),
        (
            "a closed file's papers: removal",
            _PAPERS,
            papers + "    paper = ",
            "    paper = ",
            _CLOSED,
        ),
        (
            "a highly sensitive paper's removal",
            _PAPERS,
            shut,
            "",
            (*_SQLITE, "tests/features/papers/test_attacks_papers.py"),
        ),
    ):
        yield Mutant(*one)


def _walls() -> Iterator[Mutant]:
    tests = (*_SQLITE, "tests/features/test_walls.py")
    for part, old, new in (
        ("one case", "and_(or_(false(), *ways), is_not_walled(actor.id, case_id))", "or_(false(), *ways)"),
        ("ids of her cases", "mine.where(is_not_walled(actor.id, Assignment.case_id))", "mine"),
        (
            "ids of her office's cases",
            "Case.office_id.in_(offices), is_not_walled(actor.id, Case.id))",
            "Case.office_id.in_(offices))",
        ),
        ("ids of cases in an emergency", "opened.where(is_not_walled(actor.id, Case.id))", "opened"),
        ("the list", 'wanted = wanted.where(is_not_walled(bindparam("me"), key))', "pass"),
        ("how she stands", "Relation.WALLED: walled,", "Relation.WALLED: False,"),
    ):
        yield Mutant(f"a wall: {part}", _CASES, old, new, tests)


def _erasures() -> Iterator[Mutant]:
    rules, register = "litigation_app/casework/erasures/rules.py", "litigation_app/vault/erasure/register.py"
    decided, noted = (
        (_FIRST, "tests/rules/casework/test_erasures_rules.py"),
        ("tests/rules/vault/test_erasures_register.py",),
    )
    for part, file, old, new, tests in (
        ("another person agrees", rules, "[*found, Bar.OWN] if proposal.proposer == by else found", "found", decided),
        (
            "a hold forbids it",
            rules,
            "[*found, Bar.HELD] if _is_held(she, today) else found",
            "found",
            decided,
        ),
        ("nobody else is in the case", rules, "if with_case and not she.is_alone:", "if False:", decided),
        (
            "a proposal runs out",
            rules,
            "return [Bar.EXPIRED] if is_over(proposal.proposed_at, now) else []",
            "return []",
            decided,
        ),
        ("the register's mac", register, "if not hmac.compare_digest(claimed, mac):", "if False:", noted),
        ("the register's lines follow each other", register, "before + canonical(said)", "canonical(said)", noted),
    ):
        yield Mutant(f"an erasure: {part}", file, old, new, tests)


def _fence() -> Iterator[Mutant]:
    """Each guarded table left open to everybody on PostgreSQL; a wall that the database does not know."""
    table, tests = "litigation_app/core/rls/rowguard.toml", ("tests/features/test_row_level_security.py",)
    functions = "litigation_app/core/rls/functions.py"
    wall = "NOT EXISTS (SELECT FROM casework_wall w WHERE w.user_id = me AND w.case_id = $1 AND w.lifted_at IS NULL)"
    yield Mutant("a row on PostgreSQL: a wall", functions, wall, "true", tests)
    text = (ROOT / table).read_text("utf-8")
    for name in (
        "casework_case",
        "casework_victim",
        "capsule",
        "casework_document",
        "casework_claim",
        "casework_record",
    ):
        head = f"[tables.{name}]\n"
        if head in text:
            yield Mutant(f"a row on PostgreSQL: {name}", table, head, f'{head}also_read = "true"\n', tests)


PERMISSIONS = [*_policy(), *_door(), *_walls(), *_erasures(), *_fence()]
