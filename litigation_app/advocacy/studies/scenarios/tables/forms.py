"""Which values of a scenario are typed in the rows of a small table, with which controls, and what do its rows mean?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from litigation_app.advocacy.studies.scenarios.fields import forms as fields
from litigation_app.advocacy.studies.scenarios.fields.forms import Field, Mistyped
from litigation_app.core.forms import Form, Line
from litigation_app.core.language import _, _l, _n, current

BLANK, MORE, MOST = 3, 5, 60  # empty rows behind the filled ones; those that a button adds; rows at most
DELAYS = 6  # columns of a triangle, at least
OPEN = "open"  # the end of a histogram that has none
Row = Sequence[Any]


@dataclass(frozen=True)
class Column:
    """`kind` as of a field: share, money, count or number."""

    label: Any
    kind: str


class CellMistyped(Mistyped):
    """What stands in one cell, or does not, cannot be meant."""

    def __init__(self, row: int, column: int, sentence: str) -> None:
        super().__init__(sentence)
        self.row, self.column = row, column


_COUNT = _l("Number of them")
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "quantiles": (Column(_l("So many victims"), "share"), Column(_l("have less damage than"), "money")),
    "bands": (Column(_l("From a damage of"), "money"), Column(_l("the award is"), "money")),
    "histogram": (Column(_l("More than"), "money"), Column(_l("up to"), "money"), Column(_COUNT, "count")),
    "tariff": (Column(_l("Damage of"), "money"), Column(_COUNT, "count")),
    "posts": (
        Column(_l("Post"), "line"),
        Column(_l("How many"), "number"),
        Column(_l("Gross pay of one in a year"), "money"),
        Column(_l("Employer's contributions on top"), "share"),
    ),
    "triangle": (),
}


def columns(kind: str, value: Any) -> tuple[Column, ...]:
    """Of a triangle one for each delay, and one more than it has."""
    if kind != "triangle":
        return COLUMNS[kind]
    width = max([DELAYS - 1, *(len(row) for row in value or ())]) + 1
    first = Column(_("in the year itself"), "number")
    return (
        first,
        *(Column(_n("%(num)s year later", "%(num)s years later", delay), "number") for delay in range(1, width)),
    )


def rows(kind: str, value: Any, language: str) -> list[list[str]]:
    """A value as the words of its cells; [] for none."""
    if not value:
        return []
    width = columns(kind, value)
    return [
        [fields.said(column.kind, cell, language) for column, cell in zip(width, row, strict=False)]
        for row in _ROWS[kind](value)
    ]


_POST = ("name", "number", "gross_pay_per_year", "on_costs")
_COUNTED = {"tariff": 1, "histogram": 2}  # the column of their counts


def spot(kind: str, rest: str) -> tuple[int, int]:
    """Row (among those that are filled) and column of what the engine names by the rest of its key, beside the table's own;
    the first where it names none. Amounts are refused before the engine sees them."""
    first, _dot, second = rest.partition(".")
    if kind == "posts" and first.isdigit():
        return int(first), _POST.index(second) if second in _POST else 0
    if kind in _COUNTED and first == "counts" and second.isdigit():
        return int(second), _COUNTED[kind]
    return 0, 0


def meant(kind: str, cells: Sequence[Row]) -> Any:
    """The value of typed rows (None for an empty cell; rows that are empty are none); None where there are none.

    Raises:
        CellMistyped: a cell is missing, or does not go with the row before.
    """
    filled = [(place, row) for place, row in enumerate(cells) if any(one is not None for one in row)]
    return _VALUES[kind](filled) if filled else None


def _from_histogram(value: Mapping[str, Any]) -> list[Row]:
    ends = [None if one == OPEN else one for one in value["bounds"]]
    return [(low, high, count) for (low, high), count in zip(pairwise(ends), value["counts"], strict=True)]


_ROWS: Mapping[str, Callable[[Any], list[Row]]] = {
    "quantiles": lambda value: [(float(level), amount) for level, amount in value.items()],
    "bands": lambda value: [(one["from"], one["amount"]) for one in value],
    "histogram": _from_histogram,
    "tariff": lambda value: list(zip(value["amounts"], value["counts"], strict=True)),
    "posts": lambda value: [
        (one["name"], one["number"], one["gross_pay_per_year"], one.get("on_costs", 0)) for one in value
    ],
    "triangle": list,
}
Filled = list[tuple[int, Row]]


def _whole(filled: Filled, *ascending: int) -> list[Row]:
    """The rows, each with all its cells; those columns rise from row to row."""
    for place, row in filled:
        for column, cell in enumerate(row):
            if cell is None:
                raise CellMistyped(place, column, _("Fill this in."))
    for (_before, low), (place, high) in pairwise(filled):
        for column in ascending:
            if high[column] <= low[column]:
                raise CellMistyped(place, column, _("This must be more than in the row before."))
    return [row for _place, row in filled]


def _quantiles(filled: Filled) -> dict[str, Any]:
    return {str(Decimal(repr(level)).normalize()): amount for level, amount in _whole(filled, 0, 1)}


def _bands(filled: Filled) -> list[dict[str, Any]]:
    return [{"from": start, "amount": amount} for start, amount in _whole(filled, 0)]


def _posts(filled: Filled) -> list[dict[str, Any]]:
    """What the employer pays on top is nothing where it is left empty."""
    whole = _whole([(place, [*row[:3], row[3] or 0]) for place, row in filled])
    return [dict(zip(_POST, row, strict=True)) for row in whole]


def _tariff(filled: Filled) -> dict[str, Any]:
    found = _whole(filled, 0)
    return {"amounts": [amount for amount, _count in found], "counts": [count for _amount, count in found]}


def _histogram(filled: Filled) -> dict[str, Any]:
    """A row may leave its beginning to the one before; only the last may have no end."""
    bounds: list[Any] = [filled[0][1][0] or 0]
    for number, (place, (low, high, count)) in enumerate(filled, 1):
        if low is not None and low != bounds[-1]:
            raise CellMistyped(place, 0, _("Each row begins where the one before it ends."))
        if high is None and number < len(filled):
            raise CellMistyped(place, 1, _("Only the last row may have no end."))
        if high is not None and high <= bounds[-1]:
            raise CellMistyped(place, 1, _("This must be more than where the row begins."))
        if count is None:
            raise CellMistyped(place, 2, _("Fill this in."))
        bounds.append(OPEN if high is None else high)
    return {"bounds": bounds, "counts": [row[2] for _place, row in filled]}


def _triangle(filled: Filled) -> list[list[Any]]:
    """A year a row, the newest last: each row goes one cell less far than the one before it, without a gap."""
    found = []
    for number, (place, row) in enumerate(filled):
        length = len(filled) - number
        for column, cell in enumerate(row):
            if cell is None and column < length:
                raise CellMistyped(place, column, _("Fill this in."))
            if cell is not None and column >= length:
                raise CellMistyped(place, column, shape_of_triangle())
        found.append(list(row[:length]))
    return found


def shape_of_triangle() -> str:
    """What a triangle must look like."""
    return _(
        "Write a triangle: a row for each year, the oldest first; the newest year has one number, each older year one more."
    )


_VALUES: Mapping[str, Callable[[Filled], Any]] = {
    "quantiles": _quantiles,
    "bands": _bands,
    "histogram": _histogram,
    "tariff": _tariff,
    "posts": _posts,
    "triangle": _triangle,
}


MORE_ROWS = "more"  # the button that adds rows to the table which it names
_PLACES = 4  # digits of the place of a row, fewer than


def cell(name: str, row: int, column: int) -> str:
    """The control of one cell of a table."""
    return f"{name}-{row}-{column}"


def controls(field: Field, value: Any, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Filled rows, some empty ones, and as many more as were sent or asked for."""
    filled, width = rows(field.kind, value, current()), columns(field.kind, value)
    many = max(len(filled) + BLANK, _rows_sent(field.name, sent))
    many += MORE if sent.get(MORE_ROWS) == field.name else 0
    found = {}
    for row in range(min(many, max(MOST, len(filled)))):
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
    width, many = len(columns(field.kind, value)), 0
    while cell(field.name, many, 0) in form:
        many += 1
    return [[cell(field.name, row, column) for column in range(width)] for row in range(many)]


def cells_meant(form: Form, field: Field, value: Any) -> Any:
    """What the rows of a table mean; what is wrong stands at its cell."""
    language = current()
    names, width = grid(form, field, value), columns(field.kind, value)
    texts = [[form[name].data or "" for name in row] for row in names]
    filled = [[*row, *[""] * (len(width) - len(row))] for row in rows(field.kind, value, language)]
    if [row for row in texts if any(row)] == filled:
        return value
    cells = [
        [_cell_meant(form, name, column.kind, language) for name, column in zip(row, width, strict=True)]
        for row in names
    ]
    if any(form[name].errors for row in names for name in row):
        return value
    try:
        return meant(field.kind, cells)
    except CellMistyped as wrong:
        form.refuse(names[wrong.row][wrong.column], str(wrong))
        return value


def control_at(form: Form, field: Field, value: Any, rest: str) -> str:
    """The cell of what the engine names within a table: its rows are those that are filled."""
    row, column = spot(field.kind, rest)
    filled = [names for names in grid(form, field, value) if any(form[name].data for name in names)]
    return filled[row][column] if row < len(filled) else cell(field.name, 0, 0)


def _cell_meant(form: Form, name: str, kind: str, language: str) -> Any:
    try:
        return fields.meant(kind, form[name].data or "", language)
    except fields.Mistyped as wrong:
        form.refuse(name, str(wrong))
        return None
