"""Which years can a publication speak of?"""

from datetime import date

FIRST_YEAR = 2010


def refuse_years(first: int, last: int, today: date) -> str | None:
    """Why these years (both included) cannot be published, as a code: "order", "early", "unfinished"; None: they can.

    Full years only: a year that still runs would be published twice.
    """
    if last < first:
        return "order"
    if first < FIRST_YEAR:
        return "early"
    return "unfinished" if last >= today.year else None
