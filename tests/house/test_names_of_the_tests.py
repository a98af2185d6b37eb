"""What a test asks of another file of the tests, that file has: a test that cannot begin is no test."""

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
ASKED_FOR = {path.stem: path for path in (TESTS / "things").glob("*.py")}


TAKES = re.compile(r"^from (\w+) import (?:\(([^)]*)\)|(.*))$", re.MULTILINE)


def test_every_name_that_a_test_takes_from_another_file_of_the_tests_is_there() -> None:
    taken = [
        (path, module, name.split(" as ")[0].strip())
        for path in TESTS.rglob("*.py")
        for module, several, one in TAKES.findall(path.read_text())
        if module in ASKED_FOR
        for name in (several or one.partition("#")[0]).split(",")
        if name.strip()
    ]
    has = {
        module: _names(ast.parse(ASKED_FOR[module].read_text()))
        for module in {module for _path, module, _name in taken}
    }

    assert len(taken) > len(ASKED_FOR)
    assert [
        f"{path.relative_to(TESTS)} asks {module} for {name}" for path, module, name in taken if name not in has[module]
    ] == []


def _names(module: ast.Module) -> set[str]:
    """What a module defines or takes from elsewhere, at its top."""
    found: set[str] = set()
    for one in module.body:
        match one:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                found.add(one.name)
            case ast.Import() | ast.ImportFrom():
                found |= {name.asname or name.name for name in one.names}
            case ast.If() | ast.Try() | ast.With():
                found |= _names(ast.Module(body=one.body, type_ignores=[]))
            case _:
                found |= {
                    name.id for name in ast.walk(one) if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
                }
    return found
