"""How are the reasons to hide a number said to whoever prepares a publication?"""

from collections.abc import Sequence

from litigation_app.core.language import _, current
from litigation_app.disclosure import policy as policies
from litigation_app.disclosure.model import Reason
from litigation_app.gate.drafts.explaining import BESIDE, Explained
from litigation_app.gate.protection.proposal import Line
from litigation_app.statistics.releases import vocabulary


def why(table: str, dimensions: Sequence[str], lines: Sequence[Line], found: Explained) -> list[tuple[str, str]]:
    """Of one table each reason to hide a number, with the places it holds for."""
    places: dict[str, list[str]] = {}
    for years, code, value, *_range in lines:
        if value is None:
            said = _reason(found.get((table, years, code), BESIDE))
            places.setdefault(said, []).append(place(dimensions, (years, code)))
    return [(reason, "; ".join(named)) for reason, named in sorted(places.items())]


def place(dimensions: Sequence[str], codes: Sequence[str]) -> str:
    """Which cell of a table that is, in the reader's words: a code for each dimension."""
    return ", ".join(vocabulary.code(name, code, current()) for name, code in zip(dimensions, codes, strict=True))


def _reason(code: str) -> str:
    """Nobody can read a number out of it: a zero in a small group and a group wholly in one category are said like few people."""
    rules = policies.public()
    few = _("Primary suppression: at most %(most)s people, or nearly all of a group.", most=rules.k - 1)
    return {
        Reason.FEW_PEOPLE: few,
        Reason.FEW_CASES: _("Fewer than %(least)s cases stand behind the number.", least=rules.cases_k),
        Reason.ZERO_IN_SMALL_GROUP: few,
        Reason.WHOLE_GROUP: few,
        Reason.FEW_CONTRIBUTORS: _(
            "Fewer than %(least)s people, or fewer lawyers, stand behind the sum.", least=rules.k
        ),
        Reason.DOMINATED: _("Dominance rule: one or two people make up nearly all of the sum."),
        Reason.GROUP_OF_OTHERS: _(
            "A partner organisation that subtracts its own people would find the others nearly all in one category."
        ),
        BESIDE: _(
            "Secondary suppression: not about few people itself; with it, a suppressed number could be worked out from those beside it."
        ),
    }[code]
