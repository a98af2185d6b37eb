"""How is a small table of a scenario typed: its controls row by row, and what is wrong at its cell?"""

from collections.abc import Mapping
from typing import Any

from litigation_app.advocacy.studies.scenarios import tables, typed
from litigation_app.advocacy.studies.scenarios.field import Field
from litigation_app.core.forms import Form, Line
from litigation_app.core.language import _, current

MORE_ROWS = "more"  # the button that adds rows to the table which it names
_PLACES = 4  # digits of the place of a row, fewer than


def cell(name: str, row: int, column: int) -> str:
    """The control of one cell of a table."""
    return f"{name}-{row}-{column}"


def controls(field: Field, value: Any, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Filled rows, some empty ones, and as many more as were sent or asked for."""
    filled, width = tables.rows(field.kind, value, current()), tables.columns(field.kind, value)
    many = max(len(filled) + tables.BLANK, _rows_sent(field.name, sent))
    many += tables.MORE if sent.get(MORE_ROWS) == field.name else 0
    found = {}
    for row in range(min(many, max(tables.MOST, len(filled)))):
        said = filled[row] if row < len(filled) else []
        for at_column, column in enumerate(width):
            label = _("%(what)s, row %(row)s, %(column)s", what=field.label, row=row + 1, column=column.label)
            default = said[at_column] if at_column < len(said) else ""
            found[cell(field.name, row, at_column)] = Line(label, most=40, default=default)
    return found


def _rows_sent(name: str, sent: Mapping[str, Any]) -> int:
    places = [key.removeprefix(f"{name}-").partition("-")[0] for key in sent if key.startswith(f"{name}-")]
    digits = (
        place for place in places if place.isascii() and place.isdigit() and len(place) < _PLACES
    )  # "²" is a digit too
    return max((int(place) + 1 for place in digits), default=0)


def grid(form: Form, field: Field, value: Any) -> list[list[str]]:
    """The names of a table's controls, row by row."""
    width, rows = len(tables.columns(field.kind, value)), 0
    while cell(field.name, rows, 0) in form:
        rows += 1
    return [[cell(field.name, row, column) for column in range(width)] for row in range(rows)]


def meant(form: Form, field: Field, value: Any) -> Any:
    """What the rows of a table mean; what is wrong stands at its cell."""
    language = current()
    names, width = grid(form, field, value), tables.columns(field.kind, value)
    texts = [[form[name].data or "" for name in row] for row in names]
    filled = [[*row, *[""] * (len(width) - len(row))] for row in tables.rows(field.kind, value, language)]
    if [row for row in texts if any(row)] == filled:
        return value
    rows = [
        [_cell_meant(form, name, column.kind, language) for name, column in zip(row, width, strict=True)]
        for row in names
    ]
    if any(form[name].errors for row in names for name in row):
        return value
    try:
        return tables.meant(field.kind, rows)
    except tables.CellMistyped as wrong:
        form.refuse(names[wrong.row][wrong.column], str(wrong))
        return value


def control_at(form: Form, field: Field, value: Any, rest: str) -> str:
    """The cell of what the engine names within a table: its rows are those that are filled."""
    row, column = tables.spot(field.kind, rest)
    filled = [names for names in grid(form, field, value) if any(form[name].data for name in names)]
    return filled[row][column] if row < len(filled) else cell(field.name, 0, 0)


def _cell_meant(form: Form, name: str, kind: str, language: str) -> Any:
    try:
        return typed.meant(kind, form[name].data or "", language)
    except typed.Mistyped as wrong:
        form.refuse(name, str(wrong))
        return None
