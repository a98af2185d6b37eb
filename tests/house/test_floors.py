"""Does anyone import upwards, and can statistics live without casework and without a database?"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

ALONE = """
import sys
class Wall:
    blocked = ("sqlalchemy", "flask_sqlalchemy", "litigation_app.core.db") + tuple(
        "litigation_app." + room for room in ("casework", "vault", "ledger", "accounts", "gate", "advocacy")
    )
    def find_spec(self, name, path=None, target=None):
        if name.startswith(self.blocked):
            raise ImportError("behind the wall: " + name)
sys.meta_path.insert(0, Wall())
{imports}
"""


def test_the_contracts_hold() -> None:
    run = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports"))], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-1000:]


def test_statistics_runs_with_casework_and_the_database_walled_off() -> None:
    modules = [p for p in ROOT.glob("litigation_app/statistics/**/*.py") if p.name not in {"views.py", "forms.py"}]
    names = sorted(".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for p in modules)
    script = ALONE.format(imports="\n".join(f"import {name}" for name in names))

    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)

    assert len(names) > 10
    assert run.returncode == 0, run.stderr[-2000:]


def test_only_the_reader_of_papers_parses_foreign_files() -> None:
    parsers = re.compile(r"^\s*(import|from) (PIL|pypdfium2|pypdf|docx|lxml)\b", re.M)
    found = {path.name for path in ROOT.glob("litigation_app/**/*.py") if parsers.search(path.read_text("utf-8"))}
    within = re.compile(r"documents\.sandbox(?:\.| import )(rendering|office|cleaning)\b")
    importers = {
        (path.name, name)
        for path in ROOT.glob("litigation_app/**/*.py")
        for name in within.findall(path.read_text("utf-8"))
    }
    by_the_reader = {("reader.py", name) for name in ("rendering", "office", "cleaning")}

    assert found == {"rendering.py"}
    assert importers == by_the_reader | {("cleaning.py", "rendering"), ("cleaning.py", "office")}


def test_a_desk_that_only_lists_cases_loads_nothing_heavy() -> None:
    heavy = (
        "highspy",
        "scipy.stats",
        "scipy.optimize",
        "typst",
        "alembic",
        "icalendar",
        "webauthn",
        "zxcvbn",
        "PIL",
        "pypdfium2",
    )
    script = f"import sys, litigation_app.app; print([name for name in {heavy} if name in sys.modules])"

    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"
