"""Is every file, function and view still small enough to be read at night?"""

import ast
import tomllib
from pathlib import Path

from parsed import nodes, tree

ROOT = Path(__file__).parents[2]
CODE = sorted(path for path in [*ROOT.glob("litigation_app/**/*.py"), *ROOT.glob("bench/**/*.py"), ROOT / "config.py"])
TESTS = sorted(ROOT.glob("tests/**/*.py"))
FILE_LINES, FUNCTION_LINES, VIEW_LINES = 300, 40, 15
PAGE_LINES, LONG_PAGES = 120, {"litigation_app/core/pages/notices.html"}  # a table of sentences
NAMES = {"__init__", "models", "rules", "queries", "actions", "forms", "presenters", "views"}
ROOMS = ("accounts", "advocacy", "casework", "gate")
OWN_NAMES = tomllib.loads(Path(__file__).with_name("own_names.toml").read_text("utf-8"))
MOST_OWN_NAMES = 58
JAVASCRIPT_LINES = 350  # of all own scripts together; every page works without any


def functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in nodes(path) if isinstance(node, ast.FunctionDef)]


def views(path: Path) -> list[ast.FunctionDef]:
    return [f for f in functions(path) if any("bp." in ast.unparse(mark) for mark in f.decorator_list)]


def lines(node: ast.FunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def body_lines(node: ast.FunctionDef) -> int:
    first = node.body[0]
    has_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and len(node.body) > 1
    start = node.body[1].lineno if has_docstring else first.lineno
    return (node.end_lineno or node.lineno) - start + 1


def test_a_file_answers_one_question_in_three_hundred_lines() -> None:
    texts = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in [*CODE, *TESTS]}

    assert not [name for name, text in texts.items() if text.count("\n") > FILE_LINES]
    assert not [path for path in CODE if path.read_text("utf-8").strip() and not ast.get_docstring(tree(path))]


def test_a_function_fits_in_a_look() -> None:
    sizes = {f"{path.relative_to(ROOT)}: {f.name}": lines(f) for path in CODE for f in functions(path)}

    assert len(sizes) > len(CODE)
    assert not {name: size for name, size in sizes.items() if size > FUNCTION_LINES}


def test_a_view_parses_calls_and_shows() -> None:
    in_files = {str(path.relative_to(ROOT)): views(path) for path in CODE if path.name == "views.py"}
    sizes = {f"{name}: {view.name}": body_lines(view) for name, found in in_files.items() for view in found}

    assert not [name for name, found in in_files.items() if not found]
    assert not {name: size for name, size in sizes.items() if size > VIEW_LINES}


def test_a_page_is_made_of_parts_that_fit_on_a_screen() -> None:
    pages = {
        str(path.relative_to(ROOT)): path.read_text("utf-8").count("\n")
        for path in ROOT.glob("litigation_app/**/*.html")
    }

    assert {name for name, size in pages.items() if size > PAGE_LINES} == LONG_PAGES


def test_our_own_javascript_stays_within_its_budget() -> None:
    scripts = [path for path in ROOT.glob("litigation_app/**/*") if path.suffix in {".js", ".mjs"}]
    in_pages = [path for path in ROOT.glob("litigation_app/**/*.html") if "<script>" in path.read_text("utf-8")]

    assert sum(path.read_text("utf-8").count("\n") for path in scripts) < JAVASCRIPT_LINES
    assert not in_pages


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty_words = {"utils", "helpers", "services", "managers", "misc"}

    assert not [path for path in CODE if path.stem in empty_words or path.parent.name in empty_words]


def test_a_module_with_a_name_of_its_own_stands_in_the_list() -> None:
    own = {
        room: {
            ".".join(path.relative_to(ROOT / "litigation_app" / room).with_suffix("").parts)
            for path in ROOT.glob(f"litigation_app/{room}/**/*.py")
            if path.stem not in NAMES
        }
        for room in ROOMS
    }

    assert {room: set(said) for room, said in OWN_NAMES.items()} == own
    assert all(sentence.endswith(".") for said in OWN_NAMES.values() for sentence in said.values())
    assert sum(map(len, own.values())) <= MOST_OWN_NAMES
