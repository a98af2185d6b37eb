"""Do simulated and computed answers of a run agree, why is something not computed without chance, and how do the families fit?"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from litigation_app.advocacy.figures.grids import Figure, Grid, Raw, Result, chance, decimals, whole
from litigation_app.advocacy.figures.words import LAWS, group_name
from litigation_app.core import charts
from litigation_app.core.language import _

AWARDS, DRY = "awards", "dry"


def checks(result: Result) -> Mapping[str, Any]:
    """Those of the run."""
    found: Mapping[str, Any] = result["depth"]["checks"]
    return found


def named() -> tuple[str, str]:
    """The two levels of the awards."""
    return _("Awards in present value, one in twenty is worse"), _("Awards in present value, one in a hundred is worse")


def rows(result: Result) -> list[list[Raw]]:
    """Both levels: simulated, computed, difference, in standard errors; [] where they are not computed."""
    return [
        [name, one["simulated"], one["computed"], one["simulated"] - one["computed"], one["apart"]]
        for name, one in zip(named(), checks(result)[AWARDS], strict=False)
    ]


def dry(result: Result) -> Figure | None:
    """The chance of running dry by each year, simulated beside computed; None where it is not computed."""
    found = checks(result)[DRY]
    if not found:
        return None
    first = int(result["first_year"])
    lines: list[list[Raw]] = [
        [str(first + t), one["simulated"], one["computed"], one["apart"]] for t, one in enumerate(found)
    ]
    headings = [_("Until the end of"), _("By simulation"), _("Computed exactly"), _("in standard errors")]
    title = _("Chance that the money runs out, simulated and exact")
    return Figure("checks-dry", title, Grid(headings, lines, [chance, chance, decimals(1)]))


def sentences(result: Result) -> list[str]:
    """How it was computed, whether it agrees, and why something was not computed."""
    found = checks(result)
    done = [one for what in (AWARDS, DRY) for one in found[what]]
    said = [_agreed(all(one["is_agreed"] for one in done))] if done else []
    if found["awards_why"]:
        said.append(
            _("The bad ends of the awards are not computed exactly, because %(reasons)s.", reasons=_why(found, AWARDS))
        )
    if found["dry_why"]:
        said.append(
            _(
                "The chance that the money runs out is not computed exactly, because %(reasons)s.",
                reasons=_why(found, DRY),
            )
        )
    return said


def _agreed(is_so: bool) -> str:
    how = _(
        "The levels of the awards are computed by Fourier transform, the chance that the money runs out by recursion on a lattice "
        "of money: without random numbers, as an average over evenly spread sets of assumptions, with counts that are ranges "
        "at their highest."
    )
    if is_so:
        agreed = _(
            "Simulated and computed agree: they are no further apart than three standard errors and what such an average may miss."
        )
    else:
        agreed = _("Simulated and computed DO NOT AGREE: do not use this estimate before somebody has found out why.")
    return f"{how} {agreed}"


def _why(found: Mapping[str, Any], what: str) -> str:
    words = {
        "switched_off": _("the scenario switches the check off"),
        "advances": _("advances are paid before it is known what is awarded"),
        "damages": _("the distribution of damages is itself uncertain"),
        "long": _("with so many years and groups it would take minutes"),
        "lag": _("applications of one year, whose number varies, are decided in several years"),
        "payment": _("an award is paid in several years or later than it is decided"),
        "recovery": _("what comes back depends on what was paid before"),
        "handling": _("each application costs something"),
        "office": _("the cost of the office is uncertain"),
        "receipts": _("an income varies or comes in lumps"),
        "lapsing": _("the budget lapses and other income stays"),
        "interest": _("interest depends on what is left"),
        "uncovered": _("the office alone may take more than there is"),
    }
    return "; ".join(words.get(code, code) for code in found[f"{what}_why"])


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
