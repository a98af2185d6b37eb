"""What would go out beside everything printed before of the same people, and does the two together leave every person hidden?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

from litigation_app.core.jobs import Tell, quiet
from litigation_app.disclosure import believing, growth
from litigation_app.disclosure import policy as policies
from litigation_app.disclosure.believing import Belief
from litigation_app.disclosure.effort import Effort, seconds
from litigation_app.disclosure.facts import DesignChanged
from litigation_app.disclosure.model import Certificate, Interval, Number, System
from litigation_app.disclosure.polytope import SolverFailed
from litigation_app.gate import growing
from litigation_app.gate.neighbours import DraftRefused
from litigation_app.gate.plan import is_detailed
from litigation_app.gate.proposal import (
    OtherFigures,
    Proposal,
    TooFine,
    WouldReveal,
    printed,
    propose,
    read_back,
    weigh,
)
from litigation_app.gate.sheets import Design
from litigation_app.gate.since import Before, Source
from litigation_app.gate.ways import APART, BESIDE, CHANGED, REVEALS, TOO_FINE, WORKED_OUT, Why

Sheets = Mapping[str, Sequence[Sequence[Any]]]


@dataclass(frozen=True)
class Since:
    """What became of the numbers printed before. `is_carried`: earlier years stand as `source` printed them."""

    head: str
    source: Source
    is_carried: bool

    def as_json(self) -> dict[str, Any]:
        """For the draft: what its page says, and the state of the facts beside which it was prepared."""
        source = {"release": self.source.id, "title": self.source.title, "last_year": self.source.last_year}
        return source | {"head": self.head, "is_carried": self.is_carried}


def propose_beside(
    design: Design, whole: System, before: Before, tell: Tell = quiet, *, carry: bool = True
) -> tuple[Proposal, Since | None]:
    """The tables with everything withheld that must be, or carried forward. Raises WouldReveal, DraftRefused.

    Unless told to `carry`, whoever asks is to choose first what is to be done about a change that would show somebody.
    """
    if before.source is None:
        return propose(design, whole, tell, before.others), None
    fresh = _fresh(design, whole, before, tell)
    if isinstance(fresh, Proposal):
        return fresh, Since(before.head, before.source, is_carried=False)
    if not carry:
        raise DraftRefused(BESIDE, before.source.title, fresh)
    carried = _carried(design, whole, before, before.source, tell)
    return carried, Since(before.head, before.source, is_carried=True)


def _carried(design: Design, whole: System, before: Before, source: Source, tell: Tell) -> Proposal:
    """Earlier years as they were printed, the rest fresh; what gives something away beside earlier numbers is withheld too.

    Raises WouldReveal; DraftRefused: "apart" where nothing is left to withhold, "too_long" where the work is spent before.
    """
    made = propose(design, growing.fresh(design, whole, source.last_year), tell, before.others)
    shown = growing.printed_keys(design, made.sheets)
    more, effort = 0, Effort(seconds("withhold"), tell=partial(tell, "beside"))
    tell("beside")
    while not effort.is_spent:
        mine = {sheet.id: printed(sheet, whole, frozenset(shown)) for sheet in design.sheets}
        sheets = growing.carried(design, mine, source.sheets, source.last_year)
        try:
            certificate = certify_beside(design, whole, sheets, before, is_carried=True, effort=effort)
        except WouldReveal as stop:
            blamed = growth.to_withhold(stop.failures, {key: whole.value(key) for key in shown - whole.sums})
            if not blamed:
                raise DraftRefused(APART, source.title, _exposed(APART, design, stop, source.title)) from stop
            shown, more = shown - blamed, more + len(blamed)
            continue
        in_all = len(growing.printed_keys(design, sheets))
        more += made.hidden_more
        return replace(made, sheets=sheets, shown=in_all, hidden_more=more, certificate=certificate.digest)
    raise DraftRefused("too_long", source.title)


def shown_again(
    design: Design, whole: System, said: Mapping[str, Any], before: Before, tell: Tell = quiet
) -> tuple[Proposal, Since | None]:
    """What a draft showed (its JSON), held against today's people and attacked again; no pattern is looked for anew.

    Raises OtherFigures where the records no longer say so; WouldReveal, DraftRefused.
    """
    is_carried = before.source is not None and bool(said["since"]["is_carried"])
    since = Since(before.head, before.source, is_carried) if before.source else None
    if said["sheets"] != _true(design, whole, said["sheets"], since):
        raise OtherFigures
    effort = Effort(seconds("withhold"), tell=partial(tell, "beside"))
    certificate = certify_beside(design, whole, said["sheets"], before, is_carried=is_carried, effort=effort)
    rules = policies.public().digest
    others = said.get("others", {})
    return Proposal(said["sheets"], int(said["shown"]), 0, 0, rules, certificate.digest, design.coarser, others), since


def _true(design: Design, whole: System, sheets: Sheets, since: Since | None) -> Sheets:
    """The same cells as today's people fill them; what is carried forward as it was printed."""
    shown = frozenset(growing.printed_keys(design, sheets))
    mine = {sheet.id: printed(sheet, whole, shown) for sheet in design.sheets}
    if since is None or not since.is_carried:
        return mine
    return growing.carried(design, mine, since.source.sheets, since.source.last_year)


def _fresh(design: Design, whole: System, before: Before, tell: Tell) -> Proposal | Why:
    """Everything as it is now, if no change since is exposed by that; else what is in the way."""
    if near := growth.too_near(whole, before.earlier, policies.public()):
        return Why(CHANGED, len(near) if is_detailed(design.coarser) else 0)
    try:
        made = propose(design, whole, tell, before.others)
        tell("beside")
        effort = Effort(seconds("withhold"), tell=partial(tell, "beside"))
        certificate = certify_beside(design, whole, made.sheets, before, is_carried=False, effort=effort)
    except WouldReveal as stop:
        return _exposed(WORKED_OUT, design, stop) if stop.failures else because(stop)
    except DraftRefused as stop:
        if stop.reason != "too_long":
            raise
        return because(stop)
    return replace(made, certificate=certificate.digest)


def because(stop: DraftRefused | WouldReveal) -> Why:
    """Why, in short, of one of several things that were tried."""
    if isinstance(stop, DraftRefused):
        return stop.because or Why(stop.reason, 0, stop.other)
    return Why(TOO_FINE, stop.percent) if isinstance(stop, TooFine) else Why(REVEALS, stop.few)


def _exposed(code: str, design: Design, stop: WouldReveal, title: str = "") -> Why:
    """How many numbers the attack found; not of a coarser design, for of one small table that tells what it hides."""
    return Why(code, len({one.keys for one in stop.failures}) if is_detailed(design.coarser) else 0, title)


def certify_beside(
    design: Design,
    whole: System,
    sheets: Sheets,
    before: Before,
    *,
    is_carried: bool,
    effort: Effort | None = None,
) -> Certificate:
    """Attack exactly what the tables say, as printed or as read back from the files, beside everything printed before.

    What is carried forward must stand as it was printed. It is work of the given `effort`, or of one of its own.
    Raises WouldReveal; DraftRefused where tables were cut otherwise.
    """
    if before.source is None:
        return weigh(design, whole, sheets, before.others).certificate
    source, system = before.source, whole
    if is_carried:
        if _plain(sheets) != _plain(growing.carried(design, sheets, source.sheets, source.last_year)):
            raise WouldReveal
        system = growing.fresh(design, whole, source.last_year)
    mine = {cell.key for cell in system.cells if cell.published}
    said = {key: number for key, number in read_back(design, whole, sheets).items() if key in mine}
    try:
        certificate = _attacked(system, design, said, before, effort or Effort(seconds("withhold")))
    except DesignChanged as other:
        raise DraftRefused("overlap", source.title) from other
    except SolverFailed as stop:
        raise DraftRefused("too_long", source.title) from stop
    if not all(one.keys for one in certificate.failures):
        raise DraftRefused("too_long", source.title)  # the solver did not come to its end: nothing is known
    if not certificate.ok:
        raise WouldReveal(failures=certificate.failures)
    return certificate


def _attacked(
    system: System, design: Design, said: Mapping[str, Number | Interval], before: Before, effort: Effort
) -> Certificate:
    """Beside everything earlier, once for all numbers of others that can be believed together: the first that fails."""
    tables, rules = design.tables, policies.public()
    held: Sequence[Belief | None] = [None]
    if before.others:
        mine = effort.part(seconds("beside"))
        worlds = believing.judge(said, system.relations, system.sums, before.others, mine).worlds or ((),)
        held = [None, *(one for world in worlds for one in believing.beliefs(system, said, rules, world, mine))]
    most = seconds("beside")
    found = [growth.attack(system, tables, said, before.earlier, rules, effort.part(most), one) for one in held]
    return next((one for one in found if not one.ok), found[0])


def _plain(sheets: Sheets) -> dict[str, list[list[Any]]]:
    """The same tables with every number written alike, whole or not."""
    return {
        name: [[*map(str, codes), None if value is None else Decimal(value)] for *codes, value in rows]
        for name, rows in sheets.items()
    }
