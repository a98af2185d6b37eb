"""Run everything that is too slow for each change, and write what came of it into docs/deep.md."""

import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from deep import mutants

ROOT = Path(__file__).parents[1]
KILLED = ["tests/features/test_kill.py", "tests/features/test_rotation_killed.py"]
STEPS = {
    "kill -9, fifty times each": [*KILLED, "--everything", "--kills=50"],
    "another method's optimum and attack": ["deep/test_oracle.py"],
    "other actuaries' sums and shares of variance": ["deep/test_actuaries.py"],
    "long fuzzing": ["tests/rules", "--everything", "--hypothesis-profile=deep", "--timeout=3000"],
}


def main() -> int:
    """0 if every step passed."""
    day = datetime.now(UTC).date()
    page = ["# The deep run", "", f"What `make deep` did and found on {day}; this page is written by it.", ""]
    page += ["| step | came of it | seconds |", "|---|---|---|", *(_run(*step) for step in STEPS.items())]
    page += mutants.tried(ROOT, day)
    (ROOT / "docs" / "deep.md").write_text("\n".join(page) + "\n", "utf-8")
    return int(any("**FAILED**" in line for line in page))


def _run(name: str, options: list[str]) -> str:
    start = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    said = (done.stdout.strip().splitlines() or ["nothing was said"])[-1].strip("= ")
    print(f"{name}: {said}", flush=True)
    return f"| {name} | {'**FAILED** ' if done.returncode else ''}{said} | {round(time.monotonic() - start)} |"


if __name__ == "__main__":
    sys.exit(main())
