"""Is every file, function and view still small enough to be read at night?"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = sorted(path for path in [*ROOT.glob("litigation_app/**/*.py"), *ROOT.glob("bench/**/*.py"), ROOT / "config.py"])
FILE_LINES, FUNCTION_LINES, VIEW_LINES = 300, 40, 15
JAVASCRIPT_LINES = 250  # of all own scripts together; every page works without any


def functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)]


def body_lines(node: ast.FunctionDef) -> int:
    first = node.body[0]
    has_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and len(node.body) > 1
    start = node.body[1].lineno if has_docstring else first.lineno
    return (node.end_lineno or node.lineno) - start + 1


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_answers_one_question_in_three_hundred_lines(path: Path) -> None:
    text = path.read_text("utf-8")

    assert text.count("\n") <= FILE_LINES
    assert not text.strip() or ast.get_docstring(ast.parse(text)), "a module says its question in one sentence"


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_function_fits_in_a_look(path: Path) -> None:
    long = {
        f.name: f.end_lineno - f.lineno + 1 for f in functions(path) if f.end_lineno - f.lineno + 1 > FUNCTION_LINES
    }  # type: ignore[operator]

    assert not long


@pytest.mark.parametrize(
    "path", [path for path in CODE if path.name == "views.py"], ids=lambda path: str(path.relative_to(ROOT))
)
def test_a_view_parses_calls_and_shows(path: Path) -> None:
    views = [f for f in functions(path) if any("bp." in ast.unparse(mark) for mark in f.decorator_list)]
    long = {view.name: body_lines(view) for view in views if body_lines(view) > VIEW_LINES}

    assert views
    assert not long


def test_our_own_javascript_stays_within_its_budget() -> None:
    scripts = [path for path in ROOT.glob("litigation_app/**/*") if path.suffix in {".js", ".mjs"}]
    in_pages = [path for path in ROOT.glob("litigation_app/**/*.html") if "<script>" in path.read_text("utf-8")]

    assert sum(path.read_text("utf-8").count("\n") for path in scripts) < JAVASCRIPT_LINES
    assert not in_pages


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty_words = {"utils", "helpers", "services", "managers", "misc"}

    assert not [path for path in CODE if path.stem in empty_words or path.parent.name in empty_words]
