"""Is what SQLite gives of the kind that its column says? It keeps any value in any column, and the desk writes none of another kind.

PostgreSQL asks that itself.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import JSON, Boolean, Date, DateTime, Dialect, Engine, Integer, LargeBinary, String, Time, Uuid, event
from sqlalchemy.types import Float, Numeric, TypeEngine

from litigation_app.core.not_as_written import NotAsWritten

_UNDECODED = "Could not decode to UTF-8"  # as the driver begins, before it quotes what it found
_TEXT, _NUMBER = (str,), (int, float)
_DRIVERS: dict[type[TypeEngine[Any]], tuple[type, ...]] = {
    String: _TEXT,
    Uuid: _TEXT,
    DateTime: _TEXT,
    Date: _TEXT,
    Time: _TEXT,
    JSON: _TEXT,
    Integer: (int,),
    Boolean: (int,),
    Float: _NUMBER,
    Numeric: _NUMBER,
    LargeBinary: (bytes,),
}
_Read = Callable[[Any], Any]


def install(engine: Engine) -> None:
    """Have every value that is read from this SQLite looked at; raises NotAsWritten where it is of another kind."""
    kept: Any = engine.dialect
    kept.colspecs = {
        **kept.colspecs,
        **{kind: _strict(kept.colspecs.get(kind, kind), of) for kind, of in _DRIVERS.items()},
    }
    event.listen(engine, "handle_error", _refuse_undecoded)


def _refuse_undecoded(context: Any) -> None:
    if str(context.original_exception).startswith(_UNDECODED):
        raise NotAsWritten from None


def _strict(base: type[Any], of: tuple[type, ...]) -> type[Any]:
    """The same type, which takes of the driver nothing but this."""

    def result_processor(self: Any, dialect: Dialect, coltype: object) -> _Read:
        convert: _Read | None = base.result_processor(self, dialect, coltype)

        def read(value: Any) -> Any:
            if value is None or (convert is None and value.__class__ in of):
                return value
            if convert is None or value.__class__ not in of:
                raise NotAsWritten
            try:
                return convert(value)
            except ValueError:
                raise NotAsWritten from None

        return read

    return type(f"Strict{base.__name__}", (base,), {"result_processor": result_processor, "__module__": __name__})
