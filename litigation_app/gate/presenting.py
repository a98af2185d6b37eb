"""How are coarser designs, and the reasons to hide a number, said to whoever prepares a publication?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from litigation_app.core.language import _, current
from litigation_app.disclosure import policy as policies
from litigation_app.disclosure.model import Interval, Reason
from litigation_app.disclosure.plan import Option, periods
from litigation_app.gate import plan
from litigation_app.gate.coarser import divides
from litigation_app.gate.explaining import BESIDE, Explained
from litigation_app.gate.neighbours import Span
from litigation_app.gate.sheets import Sheet
from litigation_app.gate.ways import is_all_but_empty
from litigation_app.statistics.releases import vocabulary


@dataclass(frozen=True)
class Offer:
    """A proposal in words: what changes, and what it keeps; `is_refused`: tried, and nothing would come of it today."""

    changes: list[str]
    keeps: str
    is_refused: bool = False


def offers(found: Sequence[Option], mine: Span, *, is_asked: bool = True) -> list[Offer]:
    """Each proposal for these countries and years, in words; `is_asked`: those are the years that she asked for."""
    return [Offer(changes(mine._replace(coarser=one.coarser)), _keeps(one, is_asked=is_asked)) for one in found]


def _keeps(option: Option, *, is_asked: bool) -> str:
    said = {"printed": option.printed, "told": option.told, "hidden": option.hidden, "share": round(option.keeps * 100)}
    kept = (
        _(
            "Prints at least %(printed)s numbers, %(told)s of them not zero, and hides at most %(hidden)s. Says %(share)s %% of "
            "what you asked for.",
            **said,
        )
        if is_asked
        else _(
            "Prints at least %(printed)s numbers, %(told)s of them not zero, and hides at most %(hidden)s. Says %(share)s %% of "
            "what is to be said of these years in full detail.",
            **said,
        )
    )
    tables = "; ".join(f"{vocabulary.say('table', name, current())} {count}" for name, count in option.tables.items())
    by_table = [_("Printed and not zero: %(tables)s.", tables=tables)] if tables else []
    return " ".join([*all_but_empty(option.printed, option.told), kept, *by_table])


def all_but_empty(printed: int, told: int) -> list[str]:
    """A warning where hardly any number is more than a zero."""
    if not is_all_but_empty(printed, told):
        return []
    return [_("All but empty: of a hundred numbers that it would print, more than ninety are zeros.")]


def changes(mine: Span) -> list[str]:
    """What differs from the full design, a sentence each. A table that comes by hand alone is not missed."""
    made, full = mine.coarser, plan.MODES[mine.mode].design(mine.first_year, mine.last_year, mine.coarser.as_chosen)
    said = []
    if made.together > 1:
        said.append(_("Years together: %(periods)s.", periods=_periods(full.years, made.together)))
    if made.broader:
        wide = [sheet for sheet in full.sheets if {divides(table)[0] for table in sheet.tables} & set(made.broader)]
        said.append(_("Broader categories: %(tables)s.", tables=_titles(wide)))
    kept = {sheet.id for sheet in plan.MODES[mine.mode].design(mine.first_year, mine.last_year, made).sheets}
    kept |= set(plan.MODES[mine.mode].plan.by_hand)
    if gone := [sheet for sheet in full.sheets if sheet.id not in kept]:
        said.append(_("Left out: %(tables)s.", tables=_titles(gone)))
    return said


def _periods(years: Sequence[str], together: int) -> str:
    groups = periods(years, together)
    return ", ".join(group[0] if len(group) == 1 else f"{group[0]}–{group[-1]}" for group in groups)


def _titles(sheets: Sequence[Sheet]) -> str:
    return "; ".join(vocabulary.say("table", sheet.id, current()) for sheet in sheets)


@dataclass(frozen=True)
class Why:
    """Of one table: each reason with the places it holds for, and what a reader can say of each place."""

    reasons: list[tuple[str, str]]
    ranges: list[tuple[str, str]]


def why(sheet: Sheet, found: Explained) -> Why:
    """Why a table's numbers are hidden, in words."""
    hidden = [(place(sheet.dimensions, codes), key) for codes, key in sheet.rows if key in found.reasons]
    places: dict[str, list[str]] = {}
    for where, key in hidden:
        places.setdefault(_reason(found.reasons[key]), []).append(where)
    ranges = [(where, _range(found.ranges[key], sheet.unit)) for where, key in hidden if key in found.ranges]
    return Why([(reason, "; ".join(named)) for reason, named in sorted(places.items())], ranges)


def place(dimensions: Sequence[str], codes: Sequence[str]) -> str:
    """Which cell of a table that is, in the reader's words: a code for each dimension."""
    return ", ".join(vocabulary.code(name, code, current()) for name, code in zip(dimensions, codes, strict=True))


def _range(span: Interval, unit: str) -> str:
    """Counts are whole numbers: a reader rounds inwards. Money is rounded outwards."""
    slack = -_SLACK if unit == MONEY else _SLACK
    inner = (math.ceil, math.floor) if unit != MONEY else (math.floor, math.ceil)
    low = inner[0](span.low - slack)
    if math.isinf(span.high):
        return _("%(low)s or more", low=low)
    return _("%(low)s to %(high)s", low=low, high=inner[1](span.high + slack))


MONEY = "EUR"
_SLACK = 1e-6  # of the solver


def _reason(code: str) -> str:
    """Nobody can read a number out of it: a zero in a small group and a group wholly in one category are said like few people."""
    rules = policies.public()
    few = _("Few people: at most %(most)s, or nearly all of a group.", most=rules.k - 1)
    return {
        Reason.FEW_PEOPLE: few,
        Reason.FEW_CASES: _("Fewer than %(least)s cases stand behind the number.", least=rules.cases_k),
        Reason.ZERO_IN_SMALL_GROUP: few,
        Reason.WHOLE_GROUP: few,
        Reason.FEW_CONTRIBUTORS: _(
            "Fewer than %(least)s people, or fewer lawyers, stand behind the sum.", least=rules.contributors
        ),
        Reason.DOMINATED: _("One or two people hold nearly all of the sum."),
        Reason.FEW_OTHERS: _("A partner organisation that subtracts its own people would find few others."),
        BESIDE: _("Not about few people itself: with it, a hidden number could be worked out from those beside it."),
    }[code]
