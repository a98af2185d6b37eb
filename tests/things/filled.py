"""What stands in the lines of a questionnaire that was filled."""

from litigation_app.statistics.packs.filling import Filled, Line


def lines(filled: Filled, table: str) -> dict[tuple[str, str, str], Line]:
    """Of one table, by label, mode and series."""
    [found] = [one for one in filled.tables if one.id == table]
    return {(one.label, one.mode, one.series): one for one in found.lines}
