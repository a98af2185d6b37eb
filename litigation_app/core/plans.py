"""Which key must a statement not begin with? SQLite knows nothing of how our rows lie, and guesses."""

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class _Bare(FunctionElement[Any]):
    name = "bare"
    inherit_cache = True

    def __init__(self, column: ColumnElement[Any]) -> None:
        super().__init__(column)
        self.type = column.type


def bare(column: Any) -> ColumnElement[Any]:
    """The column, compared but not looked up by a key: `+column` on SQLite, the column itself on PostgreSQL.

    SQLite, "The SQLite Query Optimizer Overview", section on terms disqualified by a unary "+".
    """
    return _Bare(column)


@compiles(_Bare)
def _itself(element: _Bare, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses.clauses[0], **options)


@compiles(_Bare, "sqlite")
def _without_its_key(element: _Bare, compiler: SQLCompiler, **options: Any) -> str:
    return f"+{_itself(element, compiler, **options)}"
