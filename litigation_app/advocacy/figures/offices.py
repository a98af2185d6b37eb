"""Which office does each option have, and what does it cost in a year before anybody applies?"""

from collections.abc import Sequence

from litigation_app.advocacy.figures import pricing
from litigation_app.advocacy.figures.grids import Result, whole
from litigation_app.core.language import _
from litigation_app.core.text import NBSP


def of_options(result: Result) -> str:
    """The sentence below the options."""
    found = result["depth"]["options"]
    return sentence(result, [(one["code"], f"{whole(one['office_fixed'])}{NBSP}{result['currency']}") for one in found])


def sentence(result: Result, costs: Sequence[tuple[str, str]]) -> str:
    """What each office costs, and whether the posts of the scenario are in it."""
    if not costs:
        return ""
    said = _(
        "The office itself costs in a year, in prices of %(year)s: %(costs)s.",
        year=pricing.price_year(result),
        costs="; ".join(f"{code} {cost}" for code, cost in costs),
    )
    return f"{said} {_left_out()}" if has_posts(result) else said


def has_posts(result: Result) -> bool:
    """Whether the office of the scenario is made of posts."""
    return any(one["code"] == "post" for one in result["assumptions"])


def _left_out() -> str:
    return _(
        "An option that says what its office costs has an office of its own: the posts of the scenario do not count there, unless "
        "it names posts itself."
    )


def run_beside(result: Result) -> str:
    """On how many futures options and shocks were run."""
    return beside(whole(result["depth"]["beside_paths"]), whole(result["paths"]))


def beside(few: str, every: str) -> str:
    """The same, of numbers in words."""
    if few == every:
        return _("Options and shocks are run on as many simulations as the estimate: %(paths)s.", paths=every)
    return _(
        "Options and shocks are run on %(few)s simulations, the estimate on %(all)s: their figures "
        "can differ by about a hundredth for that reason alone. An option that is the scenario itself"
        " has the figures of the estimate.",
        few=few,
        all=every,
    )
