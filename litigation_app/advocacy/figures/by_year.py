"""What does the file "Cost by year" of an estimate hold? docs/fund.md says what each column is."""

import csv
import io

from litigation_app.advocacy.figures.grids import Result

COSTS = ("mean", "q50", "q75", "q90", "q95", "q99")
COLUMNS = ("year", "counts_at", "currency", *COSTS, "dry_so_far")
ENDS = (("low", "lowest"), ("high", "highest"))


def as_csv(result: Result) -> str:
    """A row for each year and end of counts that are ranges: plain numbers in the scenario's currency, so that no cell is a
    formula."""
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\r\n")
    sheet.writerow(COLUMNS)
    for name, end in ENDS:
        for t, cost in enumerate(result[name]["cost_by_year"]):
            amounts = [f"{cost[one]:.2f}" for one in COSTS]
            dry = f"{result[name]['dry_by_year'][t]:.6f}"
            sheet.writerow([int(result["first_year"]) + t, end, result["currency"], *amounts, dry])
    return out.getvalue()
