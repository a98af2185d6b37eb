"""What of the security checks can be seen by reading the code, the templates and the files of the repository?"""

import ast
import math
import re
import subprocess
import time
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from flask import Flask

from config import Config
from growing import times_as_long
from litigation_app.app import create_app
from litigation_app.core import text as texts
from litigation_app.core.money import AmountRefused, parse_amount
from litigation_app.core.text import DateRefused, parse_date
from litigation_app.core.web import local_path
from litigation_app.vault.name_search import folding, identifiers
from parsed import nodes

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "litigation_app"
CODE = sorted([*PACKAGE.glob("**/*.py"), ROOT / "config.py"])
OWN_MARKUP = {"core/csrf.py", "core/forms.py", "core/icons.py", "core/charts/svg.py"}  # constant frames
XML_READERS = {"xml", "lxml", "defusedxml", "openpyxl", "expat"}
XML_WRITERS = {
    "statistics/releases/structure.py",
    "statistics/exports/sdmx_structure.py",
    "statistics/exports/sdmx_data.py",
}
QUERY_CALLS = {"text", "exec_driver_sql", "literal_column"}
CONSTANT_SQL = {"core/db.py", "operations/doctor/look_database.py"}  # PRAGMA names from constants
OF_THE_REQUEST = re.compile(
    r"_external\b|_scheme=|\brequest\.(?:host|host_url|url_root|root_url|base_url|url|scheme)\b"
)
EVIL_LENGTH = 50_000
BLINK = 0.1  # seconds of a core: who takes less is not asked how it grows
MOST_GROWTH = (
    40  # times as long for ten times the length: in one pass ten, and a hundred where each letter asks for all
)
INVENTORY = ROOT / "docs" / "cryptography.md"
OF_CRYPTOGRAPHY = (
    "cryptography",
    "argon2",
    "webauthn",
    "shamir_mnemonic",
    "pkcs11",
    "pyotp",
    "hashlib",
    "hmac",
    "secrets",
)
SECRET = re.compile(
    r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bxox[abprs]-[A-Za-z0-9-]{20,}"
    r"|\bAGE-SECRET-KEY-1[0-9A-Z]{20,}|\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\."
)
WORD = re.compile(r"""["']([A-Za-z0-9+/_=-]{32,})["']""")
TOLD_APART = 4.6  # bits a letter; a random key in base64 has five and more, hashes in hexadecimal at most four
PUBLISHED = {"tests/rules/vault", "tests/rules/ledger"}  # answers of published test vectors


def named(path: Path) -> str:
    return str(path.relative_to(PACKAGE)) if path.is_relative_to(PACKAGE) else path.name


@cache
def imports(path: Path) -> set[str]:
    found = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@cache
def calls(path: Path) -> list[tuple[str, ast.Call]]:
    found = [node for node in nodes(path) if isinstance(node, ast.Call)]
    return [(getattr(node.func, "id", getattr(node.func, "attr", "")), node) for node in found]


@pytest.fixture
def app(sqlite_config: Config) -> Flask:
    return create_app(sqlite_config)


def test_every_template_of_any_kind_escapes_what_it_shows(app: Flask) -> None:
    escapes = app.jinja_env.autoescape
    names = app.jinja_env.list_templates()

    assert callable(escapes)
    assert {name.rsplit(".", 1)[-1] for name in names if not escapes(name)} <= {"typ"}
    assert all(escapes(f"a.{end}") for end in ("html", "htm", "xml", "xhtml", "svg"))
    assert not [path for path in PACKAGE.glob("**/pages/*.html") if re.search(r"autoescape\s+false", path.read_text())]


def test_only_constant_frames_are_called_safe() -> None:
    made = {named(path): node for path in CODE for name, node in calls(path) if name == "Markup"}

    assert set(made) == OWN_MARKUP
    assert all(isinstance(one, ast.Constant) for node in made.values() for one in node.args)


def test_no_template_is_made_from_data() -> None:
    makers = {"render_template_string", "from_string", "Template"}

    assert not [named(path) for path in CODE for name, _ in calls(path) if name in makers]


def test_no_statement_is_put_together_from_strings() -> None:
    built = (ast.JoinedStr, ast.BinOp)
    found = [
        f"{named(path)}:{node.lineno}"
        for path in CODE
        if named(path) not in CONSTANT_SQL and any(one.startswith("sqlalchemy") for one in imports(path))
        for name, node in calls(path)
        if name in QUERY_CALLS
        for one in node.args[:1]
        if isinstance(one, built) or (isinstance(one, ast.Call) and getattr(one.func, "attr", "") in {"format", "join"})
    ]

    assert found == []


def test_no_whole_address_is_made_from_what_a_request_says() -> None:
    """A proxy, or whoever sends it, decides what a request calls the desk; its configuration decides what it is called."""
    texts_ = {path: path.read_text("utf-8") for path in [*CODE, *PACKAGE.glob("**/*.html"), *PACKAGE.glob("**/*.txt")]}

    assert [named(path) for path, text in texts_.items() if OF_THE_REQUEST.search(text)] == []


def test_no_reader_of_xml_is_in_the_desk() -> None:
    """What looks into office files looks at bytes and refuses declarations, so no entity is ever read."""
    readers = [path for path in CODE if {name.split(".")[0] for name in imports(path)} & XML_READERS]

    assert {named(path) for path in readers} == XML_WRITERS
    for path in readers:
        taken = [node for node in nodes(path) if isinstance(node, ast.ImportFrom)]
        names = {one.name for node in taken if "xml" in (node.module or "") for one in node.names}
        assert names <= {"Element", "SubElement", "indent", "tostring"}  # none of them parses


def test_no_form_is_poured_into_a_row() -> None:
    """A field that nobody asked for is read by nobody."""
    poured = re.compile(
        r"populate_obj|\*\*\s*request\.|\*\*\s*form\.data|request\.(form|args|values)\.to_dict|setattr\("
    )
    found = {named(path) for path in CODE if poured.search(path.read_text("utf-8"))}

    assert found <= {"core/uploads.py"}  # a mark on a view


def patterns() -> list[tuple[str, str]]:
    """Every pattern that is written in the code."""
    takers = {"compile", "match", "search", "fullmatch", "sub", "split", "findall", "finditer"}
    return [
        (f"{named(path)}:{node.lineno}", node.args[0].value)
        for path in CODE
        for name, node in calls(path)
        if named(path) != "core/icons.py"  # reads the signs that come with the desk, nothing that anybody typed
        if name in takers and isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "re"
        if node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    ]


def evil(pattern: str) -> list[str]:
    """Long texts of what the pattern speaks of, with an end that it does not."""
    seeds = {"a", "A", "1", " ", ".", "1.", "1,", "1 .", "a ", "ђ", "ll", "@", "a@", "-", "_", "<symbol ", "konjug"}
    seeds |= {letter for letter in pattern if letter.isalnum()}
    return [(seed * EVIL_LENGTH)[:EVIL_LENGTH] + end for seed in sorted(seeds) for end in ("!", "\0")]


def seconds_of(act: object, *args: object) -> float:
    begun = time.thread_time()
    act(*args)  # type: ignore[operator]
    return time.thread_time() - begun


def test_nothing_that_was_opened_can_be_printed() -> None:
    every = texts.Unprintable.__subclasses__()

    assert every
    assert [one for one in every if one.__repr__ is not texts.Unprintable.__repr__] == []


@pytest.mark.thorough
def test_no_pattern_takes_longer_than_a_blink_on_a_long_text() -> None:
    found = patterns()
    slow = []
    for where, pattern in found:
        compiled = re.compile(pattern)
        for text in evil(pattern):
            for ask in (compiled.fullmatch, compiled.search):
                if seconds_of(ask, text) > BLINK and times_as_long(ask, text, text[-len(text) // 10 :]) > MOST_GROWTH:
                    slow.append((where, text[:8]))
                    break

    assert len(found) > 15
    assert slow == []


@pytest.mark.parametrize("seed", ["1", "1.", "1,", " ", "1. ", "a", "Ђ", "ll", "-", "\u200d", "е\u0301", "/", "🙂"])
def test_what_reads_typed_text_takes_no_longer_either(seed: str) -> None:
    text = (seed * EVIL_LENGTH)[:EVIL_LENGTH]

    def read_all(text: str) -> None:
        texts.initials(text)
        local_path("/" + text)
        for kind in identifiers.KINDS:
            identifiers.normal(kind, text)
        for reader, refusals in ((parse_date, (DateRefused,)), (lambda t: parse_amount(t, "sr"), (AmountRefused,))):
            try:
                reader(text)
            except refusals:
                continue

    assert times_as_long(read_all, text, text[: EVIL_LENGTH // 10]) < MOST_GROWTH
    assert times_as_long(folding.skeleton, text, text[: EVIL_LENGTH // 10]) < MOST_GROWTH


def inventory() -> dict[str, set[str]]:
    """What each file of the desk takes from libraries of cryptography."""
    found = {}
    for path in CODE:
        taken = {name for name in imports(path) if name.split(".")[0] in OF_CRYPTOGRAPHY}
        if taken:
            found[named(path)] = taken
    return found


def test_the_inventory_of_cryptography_is_what_the_code_imports() -> None:
    rows = [
        f"| `{path}` | {', '.join(f'`{one}`' for one in sorted(taken))} |"
        for path, taken in sorted(inventory().items())
    ]
    before, _, _ = INVENTORY.read_text("utf-8").partition("## What each file imports")
    now = f"{before}## What each file imports\n\n| file | imports |\n|---|---|\n" + "\n".join(rows) + "\n"
    is_current = INVENTORY.read_text("utf-8") == now
    INVENTORY.write_text(now, "utf-8")

    assert len(rows) > 30
    assert is_current, "docs/cryptography.md was out of date; it is written anew, commit it"


def test_every_algorithm_of_the_inventory_is_explained_above() -> None:
    above, _, _ = INVENTORY.read_text("utf-8").partition("## What each file imports")
    primitives = {name.rsplit(".", 1)[-1] for taken in inventory().values() for name in taken if "hazmat" in name}
    assert not [one for one in primitives - {"serialization", "hashes"} if f"`{one}`" not in above]


def bits_a_letter(text: str) -> float:
    counts = Counter(text)
    return -sum(n / len(text) * math.log2(n / len(text)) for n in counts.values())


def kept_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def secrets_in(text: str) -> list[str]:
    """What looks like somebody's key: by its form, or by how little it looks like words."""
    return [found.group(0)[:12] for found in SECRET.finditer(text)] + [
        word[:12]
        for word in WORD.findall(text)
        if bits_a_letter(word) > TOLD_APART and list(word) != sorted(word) and not word.startswith("----WebKit")
    ]


def test_no_secret_lies_in_the_repository() -> None:
    found = {
        str(path.relative_to(ROOT)): some
        for path in kept_files()
        if path.suffix not in {".mo", ".png", ".lock"}
        and not str(path.parent.relative_to(ROOT)).startswith(tuple(PUBLISHED))
        if (some := secrets_in(path.read_text("utf-8", errors="ignore")))
    }

    assert found == {}


@pytest.mark.parametrize(
    "secret",
    [
        "-----BEGIN " + "PRIVATE KEY-----", "AKIA" + "ABCDEFGHIJKLMNOP", "ghp_" + "a1B2" * 9,
        "key = '" + "q8Zt0Rk3Vw7Yx1Nb5Mc9Lp2Hs6Dj4Fg" + "UaE/oI+'",
    ],
)  # fmt: skip
def test_a_secret_in_the_repository_would_be_found(secret: str) -> None:
    assert secrets_in(secret)
