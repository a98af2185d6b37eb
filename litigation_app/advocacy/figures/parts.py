"""Which figures stand on which part of a run's pages, and how do all of them leave as CSV or as a workbook?"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from litigation_app.advocacy.figures import basis, choices, counted, fits, money, options, six_figures
from litigation_app.advocacy.figures.grids import Figure, Raw, Result
from litigation_app.core.language import _
from litigation_app.core.text import harmless
from litigation_app.statistics.exports.workbook import Cell, book_of

FIRST = "result"
PARTS = (FIRST, "cost", "money", "matters", "basis")
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
COLUMNS = ("table", "row", "column", "value")


def figures(result: Result, part: str) -> list[Figure]:
    """The figures of one part."""
    made: dict[str, Callable[[Result], Iterable[Figure | None]]] = {
        FIRST: _first,
        "cost": _cost,
        "money": lambda r: (choices.needs(r), choices.heatmap(r), money.dry(r), money.promises(r), basis.owed(r)),
        "matters": lambda r: (options.options(r), options.shocks(r), choices.tornado(r), choices.sobol(r)),
        "basis": lambda r: (
            counted.table(r),
            *basis.counts(r),
            *basis.awards(r),
            *fits.figures(r),
            *basis.abroad(r),
        ),
    }
    return [one for one in made[part](result) if one is not None]


def _first(result: Result) -> Iterable[Figure | None]:
    yield from (money.balance(result, name) for name in money.ends(result))
    yield basis.masking(result)
    yield basis.checks(result)


def _cost(result: Result) -> Iterable[Figure | None]:
    yield from (money.cost(result, name) for name in money.ends(result))
    yield money.yearly(result)
    yield from (money.exceeded(result, name) for name in money.ends(result))
    yield from (money.uses(result), money.sources(result), money.net_effect(result), money.waterfall(result))


def everything(result: Result) -> list[Figure]:
    """What files hold: the six figures, then all figures in the order of the pages."""
    return [*six_figures.tables(result), *(one for part in PARTS for one in figures(result, part))]


def written(result: Result, form: str) -> bytes:
    """All tables; `form`: csv (a cell a line, plain numbers) or xlsx (a sheet for each table)."""
    return _as_csv(result) if form == "csv" else _as_workbook(result)


def _as_csv(result: Result) -> bytes:
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\n")
    sheet.writerow(COLUMNS)
    for one in everything(result):
        for row in one.grid.rows:
            for heading, cell in zip(one.grid.headings[1:], row[1:], strict=True):
                sheet.writerow([one.code, harmless(str(row[0])), harmless(heading), _plain(cell)])
    return out.getvalue().encode()


def _plain(cell: Raw) -> str:
    return harmless(cell) if isinstance(cell, str) else f"{cell:.10g}"


def _as_workbook(result: Result) -> bytes:
    sheets: list[tuple[str, Iterable[Sequence[Cell]]]] = [("about", _about(result))]
    sheets += [(one.code, _sheet(one)) for one in everything(result)]
    return book_of(_("Fund estimate"), None, sheets)


def _about(result: Result) -> Iterable[Sequence[Cell]]:
    yield (_("Country"), str(result["scenario_code"]))
    yield (_("Currency"), str(result["currency"]))
    yield (_("Number of simulations"), int(result["paths"]))
    yield (_("Random seed"), str(result["seed"]))
    yield (_("Assumptions, fingerprint"), str(result["scenario_hash"]))
    for group, release in result["releases"].items():
        said = counted.with_id(result, group) if release else str(result["sources"].get(group, ""))
        yield (str(group), said)


def _sheet(one: Figure) -> Iterable[Sequence[Cell]]:
    yield (one.title,)
    yield tuple(one.grid.headings)
    for row in one.grid.rows:
        yield [cell if isinstance(cell, str) else Decimal(f"{cell:.10g}") for cell in row]
    if one.note:
        yield (one.note,)


COSTS = ("mean", "q50", "q75", "q90", "q95", "q99")
BY_YEAR = ("year", "counts_at", "currency", *COSTS, "dry_so_far")
ENDS = (("low", "lowest"), ("high", "highest"))


def as_csv(result: Result) -> str:
    """A row for each year and end of counts that are ranges: plain numbers in the scenario's currency, so that no cell is a
    formula."""
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\r\n")
    sheet.writerow(BY_YEAR)
    for name, end in ENDS:
        for t, cost in enumerate(result[name]["cost_by_year"]):
            amounts = [f"{cost[one]:.2f}" for one in COSTS]
            dry = f"{result[name]['dry_by_year'][t]:.6f}"
            sheet.writerow([int(result["first_year"]) + t, end, result["currency"], *amounts, dry])
    return out.getvalue()
