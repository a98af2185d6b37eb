"""Does the code keep to the house's promises about what it may say?"""

import ast
import re
import subprocess
from pathlib import Path

from parsed import nodes

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "litigation_app"
CODE = sorted(PACKAGE.glob("**/*.py"))
TEMPLATES = sorted(PACKAGE.glob("**/pages/*.html"))
COMMITTERS = {"core/db.py"}
AEAD = re.compile(r"\b(AESGCM|AESGCMSIV|ChaCha20Poly1305|Fernet)\b")


def named(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def test_only_one_place_commits() -> None:
    committing = {
        named(path)
        for path in CODE
        if re.search(r"session(\(\))?\.commit\(|connection\.commit\(", path.read_text("utf-8"))
    }

    assert committing <= COMMITTERS


def test_only_the_vault_touches_ciphers() -> None:
    assert not [
        named(path) for path in CODE if AEAD.search(path.read_text("utf-8")) and not named(path).startswith("vault/")
    ]


def test_no_sql_is_built_from_strings() -> None:
    built = re.compile(r"\b(text|exec_driver_sql)\(\s*f[\"']")
    allowed = {"core/db.py"}  # PRAGMA names from a constant tuple

    assert not [named(path) for path in CODE if built.search(path.read_text("utf-8")) and named(path) not in allowed]


def test_nothing_is_evaluated_or_unpickled() -> None:
    dangerous = {"eval", "exec", "compile", "__import__"}
    found = [
        f"{named(path)}:{node.lineno}"
        for path in CODE
        if any(f"{name}(" in path.read_text("utf-8") for name in dangerous)
        for node in nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in dangerous
    ]

    assert not found
    assert not [
        named(path)
        for path in CODE
        if re.search(r"^\s*(import|from) (pickle|marshal|shelve|yaml)\b", path.read_text("utf-8"), re.M)
    ]


def test_nobody_carries_on_after_any_exception() -> None:
    assert not [
        named(path) for path in CODE if re.search(r"except( Exception| BaseException)?\s*:", path.read_text("utf-8"))
    ]


def test_templates_show_and_do_nothing_else() -> None:
    for path in TEMPLATES:
        page = path.read_text("utf-8")
        assert "|safe" not in page.replace(" ", ""), path
        assert not re.search(r"\sstyle=", page), path
        assert not re.search(r"\son\w+=", page), path
        assert not re.search(r"<script(?![^>]*\bsrc=)", page), path


def test_the_environment_is_read_in_one_place() -> None:
    readers = {named(path) for path in CODE if "os.environ" in path.read_text("utf-8")}

    known = {
        "cli/common.py",
        "cli/handing_over.py",
        "__init__.py",
    }  # a password, the door of systemd, the threads of BLAS
    assert readers <= known


def test_nothing_committed_names_a_machine_or_a_registry() -> None:
    words = re.compile(
        "/" + r"work/(main|shared)|\.\./shared|pypi\.org|registry\.npmjs|deb\.debian\.org|files\.pythonhosted"
    )
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    kept = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    texts = [path for path in kept if path.is_file() and path != Path(__file__)]

    assert len(texts) > 100
    assert not [str(path) for path in texts if words.search(path.read_text("utf-8", errors="ignore"))]
