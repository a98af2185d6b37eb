"""How do the families of distributions fit the bands of awards that were counted?"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from litigation_app.advocacy.figures.grids import Figure, Grid, Raw, Result, decimals, whole
from litigation_app.advocacy.figures.words import LAWS, group_name
from litigation_app.core import charts
from litigation_app.core.language import _

Shape = Mapping[str, Any]


def figures(result: Result) -> list[Figure]:
    """For each group whose damages come from a histogram, the bands beside what each family expects in them."""
    shapes = enumerate(result["depth"]["awards"])
    return [_figure(shape, str(result["currency"]), f"fits-{place}") for place, shape in shapes if shape["fits"]]


def _figure(shape: Shape, currency: str, code: str) -> Figure:
    title = _("Awards by band, and what each distribution expects there (%(group)s)", group=group_name(shape["group"]))
    bands, fits = _bands(shape["seen_bounds"]), shape["fits"]
    families = [_called(one) for one in fits]
    expected = [[one["expected"][i] for one in fits] for i in range(len(bands))]
    observed = [_observed(shape, i) for i in range(len(bands))]
    series = [*_of_observed(shape), *families]
    picture = charts.bars(
        bands, series, [[*seen, *law] for seen, law in zip(observed, expected, strict=True)], title=title,
        unit=_("awards, by band in %(currency)s", currency=currency), number=whole,
    )  # fmt: skip
    rows: list[list[Raw]] = [
        [band, *seen, *law] for band, seen, law in zip(bands, shape["seen_counts"], expected, strict=True)
    ]
    ends = (sum(one[side] for one in shape["seen_counts"]) for side in (0, 1))
    rows.append([_("all bands"), *ends, *(sum(one["expected"]) for one in fits)])
    rows.append([_("awards in all (n)"), "", "", *(one["n"] for one in fits)])
    rows.append([_("-2 log likelihood"), "", "", *(one["minus2loglik"] for one in fits)])
    headings = [_("Band, %(currency)s", currency=currency), _("at least"), _("at most"), *families]
    looks = [(f"series-{i}", name) for i, name in enumerate(series)]
    worded = [whole, whole, *(decimals(1) for _one in fits)]
    return Figure(code, title, Grid(headings, rows, worded), picture, how_read(), looks)


def how_read() -> str:
    """What tells families apart, and what does not."""
    return _(
        "Each distribution is the best of its family for these bands; the marked one is the estimate's. The lowest -2 log likelihood "
        "fits best; all have two parameters, and a difference of less than two tells no family from another (Burnham and Anderson). "
        "Where a band is a range, n is the number under which the bands are likeliest."
    )


def _called(one: Mapping[str, Any]) -> str:
    name = str(LAWS[one["family"]])
    return _("%(law)s (this estimate)", law=name) if one["is_chosen"] else name


def _bands(bounds: Sequence[float | None]) -> list[str]:
    return [
        f"{whole(low)}–{whole(high)}" if high is not None else _("over %(amount)s", amount=whole(low))
        for low, high in pairwise(bounds)
        if low is not None
    ]


def _is_exact(shape: Shape) -> bool:
    return all(low == high for low, high in shape["seen_counts"])


def _of_observed(shape: Shape) -> list[str]:
    if _is_exact(shape):
        return [_("counted")]
    return [_("counted, at least"), _("counted, at most")]


def _observed(shape: Shape, band: int) -> list[float]:
    low, high = shape["seen_counts"][band]
    return [low] if _is_exact(shape) else [low, high]
