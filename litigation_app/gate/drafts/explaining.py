"""Why is each number withheld? For the check page alone: never kept, never published."""

from collections.abc import Mapping, Sequence

from litigation_app.disclosure import policy as policies
from litigation_app.disclosure.sensitivity import primary
from litigation_app.gate.protection.proposal import Cohort

BESIDE = "beside"
Explained = Mapping[tuple[str, str, str], str]  # by table, years and code: a code of model.Reason, or BESIDE


def explain(cohorts: Sequence[Cohort]) -> Explained:
    """Of every number of these tables that could be withheld; what is printed has a reason too, which nobody asks for."""
    found: dict[tuple[str, str, str], str] = {}
    for cohort in cohorts:
        sensitive = primary(cohort.whole, policies.public())
        for sheet in cohort.design.sheets:
            found |= {(sheet.id, cohort.block.code, code): str(sensitive.get(key, BESIDE)) for code, key in sheet.rows}
    return found
