"""Run everything that is too slow for each change, and write what came of it into docs/deep.md.

With words (`python -m deep "gate:"`), only the mutants whose names hold one of them are tried, and nothing is written.
"""

import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

from deep.mutants import MUTANTS
from deep.mutate import ROOT, Mutant, Outcome, run

PAGE = ROOT / "docs" / "deep.md"
KILLS = 50


@dataclass(frozen=True)
class Step:
    """A run of pytest. `options` come after the test files."""

    name: str
    tests: tuple[str, ...]
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ran:
    """What pytest said last, and how long it took."""

    step: Step
    passed: bool
    said: str
    seconds: int


STEPS = (
    Step("kill -9, fifty times each", ("tests/features/test_kill.py",), (f"--kills={KILLS}",)),
    Step("another method's optimum and attack", ("deep/test_oracle.py",)),
    Step("other actuaries' sums and shares of variance", ("deep/test_actuaries.py",)),
    Step("long fuzzing", ("tests/rules",), ("--hypothesis-profile=deep", "--timeout=3000")),
)


def main(words: Sequence[str]) -> int:
    """0 if every step passed and no mutant survived."""
    began, start = datetime.now(UTC), time.monotonic()
    if words:
        outcomes = _tried([one for one in MUTANTS if any(word in one.name for word in words)])
        return _end([], outcomes, start)
    with ThreadPoolExecutor(max_workers=1) as beside:
        steps = beside.submit(lambda: [_run(step) for step in STEPS])  # on the other core, while mutants are tried
        outcomes = _tried(MUTANTS)
        ran = steps.result()
    PAGE.write_text(_page(began, ran, outcomes, _minutes(start)), "utf-8")
    return _end(ran, outcomes, start)


def _tried(mutants: Sequence[Mutant]) -> list[Outcome]:
    outcomes = []
    for outcome in run(mutants):
        outcomes.append(outcome)
        print(line(len(outcomes), len(mutants), outcome), flush=True)
    return outcomes


def line(number: int, of: int, outcome: Outcome) -> str:
    """How far it is, and what became of this one."""
    return f"[{number}/{of}] {outcome.mutant.name}: {outcome.killed_by or 'SURVIVED'}"


def _minutes(start: float) -> int:
    return round((time.monotonic() - start) / 60)


def _end(ran: Sequence[Ran], outcomes: Sequence[Outcome], start: float) -> int:
    """Say in one line what came of all."""
    survived = [one.mutant.name for one in outcomes if one.killed_by is None]
    failed = [one.step.name for one in ran if not one.passed]
    print(
        f"{len(outcomes) - len(survived)} of {len(outcomes)} mutants killed, in {_minutes(start)} minutes", flush=True
    )
    for name in (*survived, *failed):
        print(f"  not as it should be: {name}", flush=True)
    return 1 if survived or failed else 0


def _run(step: Step) -> Ran:
    start = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *step.tests, *step.options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    said = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else "nothing was said"
    print(f"{step.name}: {said}", flush=True)
    return Ran(step, done.returncode == 0, said.strip("= "), round(time.monotonic() - start))


def _page(began: datetime, ran: list[Ran], outcomes: list[Outcome], minutes: int) -> str:
    killed = sum(1 for one in outcomes if one.killed_by)
    lines = [
        "# The deep run",
        "",
        "What `make deep` did and found; this page is written by it. A mutant is one rule or one check taken away in",
        "a copy of the code: a test must fail.",
        "",
        f"Run on {began:%Y-%m-%d}. Mutants killed: {killed} of {len(outcomes)}. It took {minutes} minutes.",
        "",
        "| step | came of it | seconds |",
        "|---|---|---|",
        *(f"| {one.step.name} | {'' if one.passed else '**FAILED** '}{one.said} | {one.seconds} |" for one in ran),
        "",
        "| taken away | killed by |",
        "|---|---|",
        *(f"| {one.mutant.name} | {f'`{one.killed_by}`' if one.killed_by else '**survived**'} |" for one in outcomes),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
