"""Which figures are there, and what do they say beside their floors?"""

from collections.abc import Callable, Iterator, Sequence

from bench import (
    disclosure,
    exports,
    files,
    fund,
    indicators,
    official,
    pages,
    rows,
    search,
    sign_in,
    start,
    stores,
    ten_years,
    used,
)
from bench.measuring import Figure

BENCHES: dict[str, Callable[[], Iterator[Figure]]] = {
    "pages": pages.figures,
    "used": used.figures,
    "sign_in": sign_in.figures,
    "stores": stores.figures,
    "search": search.figures,
    "rows": rows.figures,
    "files": files.figures,
    "disclosure": disclosure.figures,
    "ten_years": ten_years.figures,
    "exports": exports.figures,
    "fund": fund.figures,
    "indicators": indicators.figures,
    "official": official.figures,
    "start": start.figures,
}


def figures(names: Sequence[str] = ()) -> Iterator[Figure]:
    """Every figure of the named benches (all without a name); raises KeyError for an unknown name."""
    for name in names or BENCHES:
        yield from BENCHES[name]()


def in_words(figure: Figure) -> str:
    """One line for people."""
    good = met(figure)
    floor = "" if figure["floor"] is None else f"  floor {figure['floor']:.4g}, ratio {figure['ratio']:.2f}"
    mark = "ok  " if good else "MISS"
    said = f"{mark} {figure['name']:<32} {figure['value']:.4g} {figure['unit']}{floor}"
    return f"{said}  (goal {figure['goal']:g} on {figure['goal_on']})"


def met(figure: Figure) -> bool:
    """Whether the goal is reached."""
    held = figure[figure["goal_on"]]
    return bool(held <= figure["goal"] if figure["better"] == "lower" else held >= figure["goal"])
