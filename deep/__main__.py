"""Run everything that is too slow for each change, and write what came of it into docs/deep.md."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

from deep.mutants import MUTANTS
from deep.mutate import ROOT, Outcome, run

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
    Step("long fuzzing", ("tests/rules",), ("--hypothesis-profile=deep", "--timeout=3000")),
)


def main() -> int:
    """0 if every step passed and no mutant survived."""
    began = datetime.now(UTC)
    outcomes = []
    with ThreadPoolExecutor(max_workers=1) as beside:
        steps = beside.submit(lambda: [_run(step) for step in STEPS])  # on the other core, while mutants are tried
        for outcome in run(MUTANTS):
            outcomes.append(outcome)
            print(f"{outcome.mutant.name}: {outcome.killed_by or 'SURVIVED'}", flush=True)
        ran = steps.result()
    PAGE.write_text(_page(began, ran, outcomes), "utf-8")
    survived = [one for one in outcomes if one.killed_by is None]
    return 0 if all(one.passed for one in ran) and not survived else 1


def _run(step: Step) -> Ran:
    start = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *step.tests, *step.options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    said = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else "nothing was said"
    print(f"{step.name}: {said}", flush=True)
    return Ran(step, done.returncode == 0, said.strip("= "), round(time.monotonic() - start))


def _page(began: datetime, ran: list[Ran], outcomes: list[Outcome]) -> str:
    killed = sum(1 for one in outcomes if one.killed_by)
    lines = [
        "# The deep run",
        "",
        "What `make deep` did and found; this page is written by it. A mutant is one rule or one check taken away in",
        "a copy of the code: a test must fail.",
        "",
        f"Run on {began:%Y-%m-%d}. Mutants killed: {killed} of {len(outcomes)}.",
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
    sys.exit(main())
