"""Run everything that is too slow for each change, and write what came of it into docs/deep.md."""

import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
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


def main() -> int:
    """0 if every step passed."""
    began = datetime.now(UTC)
    ran = [_run(step) for step in STEPS]
    PAGE.write_text(_page(began, ran), "utf-8")
    return 0 if all(one.passed for one in ran) else 1


def _run(step: Step) -> Ran:
    start = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *step.tests, *step.options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    said = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else "nothing was said"
    print(f"{step.name}: {said}", flush=True)
    return Ran(step, done.returncode == 0, said.strip("= "), round(time.monotonic() - start))


def _page(began: datetime, ran: list[Ran]) -> str:
    lines = [
        "# The deep run",
        "",
        "What `make deep` did and found; this page is written by it.",
        "",
        f"Run on {began:%Y-%m-%d}.",
        "",
        "| step | came of it | seconds |",
        "|---|---|---|",
        *(f"| {one.step.name} | {'' if one.passed else '**FAILED** '}{one.said} | {one.seconds} |" for one in ran),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
