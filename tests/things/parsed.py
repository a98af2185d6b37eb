"""The code of the desk as its syntax, read once for all who look at it."""

import ast
import gc
from functools import cache
from pathlib import Path


@cache
def tree(path: Path) -> ast.Module:
    """The garbage collector looks neither while it is made nor ever again: a million nodes stay to the end."""
    gc.disable()
    try:
        return ast.parse(path.read_text("utf-8"))
    finally:
        gc.enable()
        gc.freeze()


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a file, outer ones first."""
    return tuple(ast.walk(tree(path)))
