"""What can a reader say of each number of a publication? By trying every table, with no line and no solver of the desk's."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

MOST = 7  # no cell is tried beyond it where no printed total bounds it


class Range(NamedTuple):
    """Lowest and highest value of a number over all tables that agree with what is printed."""

    low: int
    high: int


def ranges(
    said: Mapping[tuple[str, str], int], years: Sequence[str], codes: Sequence[str], total: str = "_T"
) -> dict[tuple[str, str], Range]:
    """Of every cell (year, code) of a table with all margins, `said` being what is printed of it."""
    above = {code: [said[where] for where in ((total, code), (total, total)) if where in said] for code in codes}
    rows = {
        year: _rows({code: n for (when, code), n in said.items() if when == year}, codes, total, above)
        for year in years
    }
    told = [code for code in (*codes, total) if (total, code) in said]
    goal = np.array([said[total, code] for code in told], dtype=np.int64)
    found: dict[tuple[str, str], Range] = {}
    for year in years:
        others = _sums([_wanted(rows[one], codes, told, total) for one in years if one != year], len(told))
        mine = _wanted(rows[year], codes, told, total)
        agree = np.isin(_coded(goal - mine), _coded(others)) & (mine <= goal).all(axis=1)
        for code in (*codes, total):
            values = _wanted(rows[year][agree], codes, [code], total)
            found[year, code] = Range(int(values.min()), int(values.max()))
    for code in (*codes, total):
        every = _sums([_wanted(rows[year], codes, [*told, code], total) for year in years], len(told) + 1)
        values = every[(every[:, :-1] == goal).all(axis=1), -1]
        found[total, code] = Range(int(values.min()), int(values.max()))
    return found


def _rows(said: Mapping[str, int], codes: Sequence[str], total: str, above: Mapping[str, Sequence[int]]) -> np.ndarray:
    """Every way to fill one year. `above`: the printed totals of all years that hold a number of this code."""
    inside = [said[total]] if total in said else []
    axes = [[said[code]] if code in said else range(min([*inside, *above[code]], default=MOST) + 1) for code in codes]
    rows = np.stack([axis.ravel() for axis in np.meshgrid(*axes, indexing="ij")], axis=1).astype(np.int64)
    return rows[rows.sum(axis=1) == said[total]] if total in said else rows


def _wanted(rows: np.ndarray, codes: Sequence[str], wanted: Sequence[str], total: str) -> np.ndarray:
    columns = [rows.sum(axis=1) if code == total else rows[:, list(codes).index(code)] for code in wanted]
    return np.stack(columns, axis=1) if columns else np.zeros((len(rows), 0), dtype=np.int64)


def _sums(years: Sequence[np.ndarray], width: int) -> np.ndarray:
    """Every vector that is one row of each year together."""
    found = np.zeros((1, width), dtype=np.int64)
    for rows in map(_distinct, years):
        found = _distinct((found[:, None, :] + rows[None]).reshape(len(found) * len(rows), width))
    return found


def _distinct(vectors: np.ndarray) -> np.ndarray:
    if not vectors.shape[1]:
        return vectors[:1]
    _, first = np.unique(_coded(vectors), return_index=True)
    return vectors[first]


def _coded(vectors: np.ndarray) -> np.ndarray:
    """A number for each vector; their entries stay below its base."""
    return (vectors * 128 ** np.arange(vectors.shape[1], dtype=np.int64)).sum(axis=1)
