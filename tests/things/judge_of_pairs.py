"""What can a reader say of who came when, was indicted when, judged how and filed? By a programme of its own, with no line of the desk's.

One variable for everybody who is alike in all of it. A reader knows that who came after the year of her indictment is late,
that who was judged in time was judged, that whose proceedings ended was not, and that nobody is who was not indicted.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from whole_numbers import ends

BEFORE, ALL = 0, 0  # indicted before the first year; all years
OTHERWISE, LATE = ("ended", "open", "late"), "late"


class Grid(NamedTuple):
    """How people are followed: in which table, how many years go by until a cohort is closed, the bands of who was judged by then."""

    table: str
    wait: int
    in_time: tuple[str, ...]


TWO = Grid("months_to_judgment", 2, ("up_to_6", "6_to_12", "12_to_24"))
FIVE = Grid("months_to_judgment_60", 5, (*TWO.in_time, "24_to_36", "36_to_60"))
WAIT, IN_TIME = TWO.wait, TWO.in_time


class Alike(NamedTuple):
    """`indicted` None: never. `code`: how it went within the window, "" where that is not over or nobody follows it."""

    contact: int
    indicted: int | None
    code: str = ""
    judged: bool = False
    filed: bool = False

    def is_indicted(self, last: int) -> bool:
        return self.indicted is not None and self.indicted <= last

    def is_closed(self, last: int, wait: int = TWO.wait) -> bool:
        return bool(self.indicted) and self.indicted + wait <= last  # type: ignore[operator]


Said = Mapping[tuple[str, int, str], int]  # table, year (ALL: all), code
Which = Callable[[Alike], bool]


def everybody(years: Sequence[int], grid: Grid = TWO) -> Iterator[Alike]:
    """Every way to be, as it is at the end of the last year."""
    for contact in years:
        for indicted in (None, BEFORE, *years):
            for code in _codes(contact, indicted, years[-1], grid):
                for judged in _judged(indicted, code, grid):
                    for filed in (False, True):
                        yield Alike(contact, indicted, code, judged, filed)


def _codes(contact: int, indicted: int | None, last: int, grid: Grid) -> Sequence[str]:
    if not indicted or indicted + grid.wait > last:
        return ("",)
    return (LATE,) if contact > indicted else (*grid.in_time, *OTHERWISE)


def _judged(indicted: int | None, code: str, grid: Grid) -> Sequence[bool]:
    if code in grid.in_time:
        return (True,)
    return (False,) if indicted is None or code == "ended" else (False, True)


def counted(table: str, year: int, code: str, last: int, grid: Grid = TWO) -> Which:
    """Whom a number of a publication until `last` counts."""

    def of_contact(one: Alike) -> bool:
        return one.contact <= last and year in (ALL, one.contact)

    def of_indictment(one: Alike) -> bool:
        return one.contact <= last and bool(one.indicted) and one.is_indicted(last) and year in (ALL, one.indicted)

    match table, code:
        case "steps_criminal", "indicted":
            return lambda one: of_contact(one) and one.is_indicted(last)
        case "steps_criminal", "judged":
            return lambda one: of_contact(one) and one.is_indicted(last) and one.judged
        case "steps_claim", "filed":
            return lambda one: of_contact(one) and one.filed
        case "claim_by_indictment", _:
            return lambda one: of_indictment(one) and code in ("indicted", "filed" if one.filed else "not_filed")
        case grid.table, _:
            began = year - grid.wait if year != ALL else ALL
            return lambda one: (
                one.contact <= last
                and one.is_closed(last, grid.wait)
                and began in (ALL, one.indicted)
                and code in ("_T", one.code)
            )
        case _:
            return of_contact


def ranges(
    years: Sequence[int], printed: Sequence[tuple[int, Said]], of: Sequence[Which], grid: Grid = TWO
) -> list[tuple[int, int]]:
    """Lowest and highest number of each of these, over all worlds that agree with what publications (until when, what) print."""
    said = [(counted(*name, last, grid), value) for last, told in printed for name, value in told.items()]
    return ends(list(everybody(years, grid)), said, of)


def questions(years: Sequence[int], last: int, grid: Grid = TWO) -> dict[str, Which]:
    """Everything that somebody could be found by in the last publication: of two years, of one, of all."""
    asked: dict[str, Which] = {}
    fates = {"judged": True, "waits": False}
    for i in (BEFORE, *(year for year in years if year <= last)):
        for fate, is_judged in fates.items():
            asked |= _by_contact(
                f"indicted {i} {fate}", years, lambda one, i=i, j=is_judged: one.indicted == i and one.judged == j
            )
            for code in OTHERWISE if i and i + grid.wait <= last else ():
                asked |= _by_contact(
                    f"cohort {i} {code} {fate}",
                    years,
                    lambda one, i=i, code=code, j=is_judged: (one.indicted, one.code, one.judged) == (i, code, j),
                )
        for filed in (True, False):
            asked |= _by_contact(
                f"indicted {i} filed {filed}", years, lambda one, i=i, f=filed: one.indicted == i and one.filed == f
            )
    for filed in (True, False):
        asked |= _by_contact(
            f"not indicted, filed {filed}", years, lambda one, f=filed: not one.is_indicted(last) and one.filed == f
        )
    asked |= _by_contact(
        "filed, not indicted in these years",
        years,
        lambda one: one.filed and not (one.indicted and one.is_indicted(last)),
    )
    asked |= _by_contact(
        "judged, not in time",
        years,
        lambda one: (
            one.is_indicted(last) and one.judged and not (one.is_closed(last, grid.wait) and one.code in grid.in_time)
        ),
    )
    asked |= _by_contact(
        "waiting, not ended",
        years,
        lambda one: (
            one.is_indicted(last) and not one.judged and not (one.is_closed(last, grid.wait) and one.code == "ended")
        ),
    )
    return {name: (lambda one, which=which: one.contact <= last and which(one)) for name, which in asked.items()}


def _by_contact(name: str, years: Sequence[int], which: Which) -> dict[str, Which]:
    """Of each year of first contact, and of all."""
    return {name: which} | {f"contact {c} {name}": lambda one, c=c: one.contact == c and which(one) for c in years}
