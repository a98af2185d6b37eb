"""Would everything that was ever shown of one choice of years leave every person hidden, taken together?

A draft is prepared again, or discarded and drafted anew: another pattern may come out, since the records, the numbers that
others published or the time to search were others. Whoever saw both has the numbers of both.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from litigation_app.disclosure.model import System
from litigation_app.gate import growing
from litigation_app.gate.beside import Since, certify_beside, shown_again
from litigation_app.gate.neighbours import DraftRefused
from litigation_app.gate.proposal import OtherFigures, Proposal, WouldReveal, printed
from litigation_app.gate.sheets import Design
from litigation_app.gate.since import Before

Sheets = Mapping[str, Sequence[Sequence[Any]]]
Shown = tuple[Proposal, Since | None]


def beside_what_was_shown(design: Design, whole: System, made: Shown, held: Before) -> tuple[Shown, Sheets]:
    """The proposal, or what was shown before where both together would tell something; with all that was shown then.

    Raises DraftRefused where neither may be shown.
    """
    proposal, since = made
    seen = together(design, whole, made, held.shown)
    if seen == proposal.sheets:
        return made, seen
    try:
        certify_beside(design, whole, seen, held, is_carried=_is_carried(since))
    except WouldReveal:
        return _as_before(design, whole, held)
    return made, seen


def together(design: Design, whole: System, made: Shown, shown: Sequence[Mapping[str, Any]]) -> Sheets:
    """The tables with everything that was shown earlier, where the records say the same today.

    Where they do not, the change is shown, as it always is to whoever prepares a draft again; it is in the access log.
    """
    proposal, since = made
    full: Sheets = {sheet.id: printed(sheet, whole, frozenset(whole.by_key)) for sheet in design.sheets}
    if since is not None and since.is_carried:
        full = growing.carried(design, full, since.source.sheets, since.source.last_year)
    found = {name: [list(row) for row in rows] for name, rows in proposal.sheets.items()}
    for one in shown:
        tables = one.get("seen") or one["sheets"]
        if not _is_still_true(tables, full):
            continue
        for name, rows in tables.items():
            for mine, old in zip(found[name], rows, strict=True):
                mine[-1] = old[-1] if mine[-1] is None else mine[-1]
    return found


def _is_still_true(tables: Sheets, full: Sheets) -> bool:
    """Whether everything that was shown is what the records say today, in tables that are cut alike."""
    if {name: len(rows) for name, rows in tables.items()} != {name: len(rows) for name, rows in full.items()}:
        return False
    pairs = [(old, true) for name, rows in tables.items() for old, true in zip(rows, full[name], strict=True)]
    return all(list(old[:-1]) == list(true[:-1]) and (old[-1] is None or old[-1] == true[-1]) for old, true in pairs)


def _as_before(design: Design, whole: System, held: Before) -> tuple[Shown, Sheets]:
    for one in reversed(held.shown):
        try:
            kept = shown_again(design, whole, one, held)
            seen = together(design, whole, kept, held.shown)
            certify_beside(design, whole, seen, held, is_carried=_is_carried(kept[1]))
        except (OtherFigures, WouldReveal):
            continue
        return kept, seen
    raise DraftRefused("shown_otherwise")


def _is_carried(since: Since | None) -> bool:
    return since is not None and since.is_carried
