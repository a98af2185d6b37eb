"""Which figures are there, and what do they say beside their floors?"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from bench import pages, stores

Figure = dict[str, Any]

BENCHES: dict[str, Callable[[], Iterator[Figure]]] = {
    "pages": pages.figures,
    "stores": stores.figures,
}


def figures(names: Sequence[str] = ()) -> Iterator[Figure]:
    """Every figure of the named benches (all without a name); raises KeyError for an unknown name."""
    for name in names or BENCHES:
        yield from BENCHES[name]()


def in_words(figure: Figure) -> str:
    """One line for people."""
    good = met(figure)
    floor = "" if figure["floor"] is None else f"  floor {figure['floor']:.3g}, ratio {figure['ratio']:.2f}"
    mark = "ok  " if good else "MISS"
    return f"{mark} {figure['name']:<44} {figure['value']:.3g} {figure['unit']}{floor}  (goal {figure['goal']:g} on {figure['goal_on']})"


def met(figure: Figure) -> bool:
    """Whether the goal is reached."""
    held = figure[figure["goal_on"]]
    return bool(held <= figure["goal"] if figure["better"] == "lower" else held >= figure["goal"])
