"""The code of the desk as its syntax, read once for all who look at it."""

import ast
import gc
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = [*ROOT.glob("litigation_app/**/*.py"), *ROOT.glob("bench/**/*.py"), ROOT / "config.py"]


def tree(path: Path) -> ast.Module:
    root = nodes(path)[0]
    assert isinstance(root, ast.Module)
    return root


def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a file, outer ones first."""
    return _read()[path]


@cache
def _read() -> dict[Path, tuple[ast.AST, ...]]:
    """A million nodes that stay to the end: the garbage collector looks neither while they are made nor ever at them, and what was
    garbage before goes first.
    """
    gc.collect()
    gc.disable()
    try:
        return {path: tuple(ast.walk(ast.parse(path.read_text("utf-8")))) for path in CODE}
    finally:
        gc.enable()
        gc.freeze()
