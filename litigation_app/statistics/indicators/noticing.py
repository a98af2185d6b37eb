"""How does it read that so few cases show only a large change?"""

from litigation_app.core.language import _
from litigation_app.statistics.indicators.formulas.power import Seen
from litigation_app.statistics.indicators.pooling import Noticed
from litigation_app.statistics.indicators.presenting import number


def power(noticed: Noticed | None) -> list[str]:
    """What so few cases let one see, in sentences; empty where the note does not apply."""
    if noticed is None:
        return []
    single = _seen(noticed.single, _("one year"))
    if noticed.window is None:
        return [
            single,
            _(
                "A case is a trial here: the usual year had %(n)s at most. Where some trials are much longer than others, less is "
                "noticed.",
                n=number(noticed.single.n),
            ),
        ]
    return [single, _seen(noticed.window, _("three years together"))]


def _seen(seen: Seen, span: str) -> str:
    """The smallest change that would be noticed, or that none would."""
    at = {"n": number(seen.n), "span": span, "before": seen.before, "after": seen.after}
    if seen.after is None:
        none = {
            True: _(
                "With %(n)s cases (%(span)s) no fall from %(before)s %% would be noticed four times in five.", **at
            ),
            False: _(
                "With %(n)s cases (%(span)s) no rise from %(before)s %% would be noticed four times in five.", **at
            ),
        }
        return none[seen.is_fall]
    least = {
        True: _(
            "With %(n)s cases (%(span)s) the smallest fall from %(before)s %% that would be noticed four times in five is one to "
            "%(after)s %%.",
            **at,
        ),
        False: _(
            "With %(n)s cases (%(span)s) the smallest rise from %(before)s %% that would be noticed four times in five is one to "
            "%(after)s %%.",
            **at,
        ),
    }
    return least[seen.is_fall]
