"""What does a fund hold, and what must each year's payments not exceed?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from litigation_app.statistics.fund.amounts import Array


@dataclass(frozen=True)
class Means:
    """What the fund holds: an opening reserve, and each year's income, before that year's payments or after them.

    `is_lapsing`: of the income of a year, which comes first, what is left at its end goes back; the reserve stays.
    `interest`: a year's, paid with its income on what is then held. Reserve and incomes are discounted by it to the first year's
    payments (`earning`), as payments must be (`worth`): the balance, so discounted, moves by what comes in and goes out alone.
    """

    reserve: float
    incomes: tuple[float, ...]
    is_income_first: bool = True
    is_lapsing: bool = False
    interest: float = 0.0

    @classmethod
    def earning(
        cls, reserve: float, incomes: Sequence[float], interest: float, *, income_first: bool, lapsing: bool
    ) -> Means:
        """Of amounts as they are paid in; interest of the first year is on the reserve, less its payments where these come first."""
        late = 0 if income_first else 1
        held = reserve if late else reserve * (1 + interest)
        own = tuple(digits(income * (1 + interest) ** -(t + late)) for t, income in enumerate(incomes))
        return cls(held, own, income_first, lapsing, interest)

    def worth(self, year: int) -> float:
        """What a payment of that year takes of the balance discounted to the first year's payments."""
        return float((1 + self.interest) ** -year)

    @property
    def held(self) -> Array:
        """What each year's payments (of incomes that lapse: what they are beyond the year's), with all before, must not exceed."""
        if self.is_lapsing:
            return np.full(len(self.incomes), self.reserve)
        came = np.cumsum(self.incomes) if self.is_income_first else np.cumsum((0.0, *self.incomes[:-1]))
        return np.asarray(self.reserve + came)

    def covered(self, year: int) -> float:
        """What of a year's payments its own income pays without a trace."""
        return self.incomes[year] if self.is_lapsing else 0.0

    @property
    def most(self) -> float:
        """The largest payment of a year that must be told from more."""
        return self.reserve + max(self.incomes) if self.is_lapsing else float(self.held[-1])


def digits(amount: float) -> float:
    """Without the rounding of powers: prices and interest that are alike leave an award on its lattice."""
    return float(f"{amount:.12g}")
