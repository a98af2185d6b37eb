"""Which tables does a piece of the program name, itself and by all that it calls? As far as its words say."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from parsed import tree

ROOT = Path(__file__).parents[2]
HOUSE = "litigation_app"


class Named(NamedTuple):
    """A name of a module, or (`name` "") the module itself."""

    module: str
    name: str


def tables(module: str, part: ast.AST) -> set[str]:
    """The tables that this part of a module reaches."""
    found, seen = set[str](), set[Named]()
    ahead = list(_names(module, part))
    while ahead:
        one = ahead.pop()
        if one in seen:
            continue
        seen.add(one)
        for node in _defined(one):
            table = _table(node)
            found |= {table} if table else set()
            ahead += [] if table else _names(one.module, node)
    return found


@cache
def _names(module: str, part: ast.AST) -> frozenset[Named]:
    """What a part of a module speaks of, but not its annotations: they ask for nothing."""
    return frozenset(_spoken(_known(module), part))


def _spoken(known: dict[str, Named], part: ast.AST) -> Iterator[Named]:
    for node in _walk(part):
        if isinstance(node, ast.Name) and node.id in known:
            yield known[node.id]
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in known:
            of = known[node.value.id]
            yield Named(of.module, node.attr) if not of.name else of


def _walk(part: ast.AST) -> Iterator[ast.AST]:
    yield part
    for name, value in ast.iter_fields(part):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        for node in value if isinstance(value, list) else [value]:
            if isinstance(node, ast.AST):
                yield from _walk(node)


@cache
def _known(module: str) -> dict[str, Named]:
    """What each name means in a module: imported, or its own."""
    path = _path(module)
    found = {}
    for node in tree(path).body if path else ():
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(HOUSE):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found[alias.asname or alias.name] = Named(whole, "") if _path(whole) else Named(node.module, alias.name)
        for name in _names_of(node):
            found[name] = Named(module, name)
    return found


@cache
def _defined(one: Named) -> tuple[ast.AST, ...]:
    """Where a name is defined; what a package only passes on is looked for where it came from."""
    path = _path(one.module)
    here = [node for node in tree(path).body if one.name in _names_of(node)] if path and one.name else []
    passed_on = _known(one.module).get(one.name)
    return (*here, *(_defined(passed_on) if passed_on is not None and passed_on != one else ()))


def _names_of(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _table(node: ast.AST) -> str:
    """The table of a class of rows; "": it is none."""
    for one in node.body if isinstance(node, ast.ClassDef) else ():
        if isinstance(one, ast.Assign) and "__tablename__" in _names_of(one) and isinstance(one.value, ast.Constant):
            return str(one.value.value)
    return ""


@cache
def _path(module: str) -> Path | None:
    base = ROOT / module.replace(".", "/")
    return next((path for path in (base.with_suffix(".py"), base / "__init__.py") if path.is_file()), None)
