"""What goes out beside earlier publications of the same people, as the desk decides it."""

from collections.abc import Iterator, Sequence

from litigation_app.disclosure import growth
from litigation_app.disclosure.growth import Earlier
from litigation_app.disclosure.model import Policy, System
from litigation_app.disclosure.protect import protect
from litigation_app.disclosure.search import NotProtectable
from litigation_app.gate import growing
from litigation_app.gate.sheets import Design


def goes_out(
    cut: Design, whole: System, before: Sequence[Earlier], rules: Policy, budget: float
) -> tuple[System, dict[str, int]] | None:
    """All fresh if that passes; else the new year alone, of which what the attack blames is withheld until it finds nothing;
    else nothing.
    """
    fresh = _protected(whole, rules, budget)
    if fresh is None or not before or growth.attack(whole, cut.tables, fresh, before, rules).ok:
        return None if fresh is None else (whole, fresh)
    alone = growing.fresh(cut, whole, int(cut.years[-1]) - 1)
    return next(((alone, said) for said, ok in _withheld(alone, cut, before, rules, budget) if ok), None)


def _withheld(
    system: System, cut: Design, before: Sequence[Earlier], rules: Policy, budget: float
) -> Iterator[tuple[dict[str, int], bool]]:
    """Each try, and whether it passes."""
    said = _protected(system, rules, budget)
    blamed = frozenset[str]()
    while said is not None:
        said = {key: number for key, number in said.items() if key not in blamed}
        certificate = growth.attack(system, cut.tables, said, before, rules)
        yield said, certificate.ok
        blamed = growth.to_withhold(certificate.failures, said)
        if not blamed:
            return


def _protected(system: System, rules: Policy, budget: float) -> dict[str, int] | None:
    try:
        return {name: int(value) for name, value in protect(system, rules, budget=budget).visible(system).items()}
    except NotProtectable:
        return None
