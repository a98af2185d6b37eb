"""What can a reader say of who was referred when and sued, and of who asked for protection? By a programme of its own.

One unknown for everybody who is alike: the year of the judgment (NEVER: none) and what it said of the claim, whether she sued
within a year where she was referred, the year of the first decision on protection and what it was. No line of the desk's.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from whole_numbers import ends

NEVER, ALL = 0, 0
OUTCOMES = ("awarded_part", "referred", "rejected")


class Course(NamedTuple):
    """`sued` False, too, of whoever was not referred."""

    judged: int = NEVER
    outcome: str = ""
    sued: bool = False
    decided: int = NEVER
    decision: str = ""


Said = Mapping[tuple[str, int, str], int]  # table, year (ALL: all), code
Which = Callable[[Course], bool]


def everybody(years: Sequence[int]) -> Iterator[Course]:
    """Every way to be."""
    claims = [Course()]
    for year in years:
        claims += [Course(year, outcome) for outcome in OUTCOMES]
        claims.append(Course(year, "referred", sued=True))
    decisions = [(NEVER, ""), *((year, code) for year in years for code in ("granted", "refused"))]
    return (one._replace(decided=year, decision=code) for one in claims for year, code in decisions)


def counted(table: str, year: int, code: str, last: int) -> Which:
    """Whom a number of a publication until `last` counts; of later years nothing has happened yet."""

    def is_judged(one: Course) -> bool:
        return NEVER < one.judged <= last and year in (ALL, one.judged)

    match table:
        case "claim_outcomes":
            return lambda one: is_judged(one) and code in ("_T", one.outcome)
        case "referred_by_suit":
            said = {"_T": (True, False), "sued": (True,), "not_sued": (False,)}[code]
            return lambda one: NEVER < one.judged < last and one.outcome == "referred" and one.sued in said
        case "protection_by_decision":
            return lambda one: (
                NEVER < one.decided <= last and year in (ALL, one.decided) and code in ("_T", one.decision)
            )
        case _:
            return lambda _one: True


def questions(years: Sequence[int], last: int) -> Mapping[str, Which]:
    """Everything that somebody could be found by."""
    asked: dict[str, Which] = {"undecided": lambda one: one.decided == NEVER}
    for year in [one for one in years if one <= last]:
        asked |= {
            f"referred {year}": lambda one, y=year: one.judged == y and one.outcome == "referred",
            f"granted {year}": lambda one, y=year: one.decided == y and one.decision == "granted",
            f"refused {year}": lambda one, y=year: one.decided == y and one.decision == "refused",
        }
    for year in [one for one in years if one < last]:
        for sued in (True, False):
            asked[f"referred {year} {sued}"] = lambda one, y=year, s=sued: (
                one.judged == y and one.outcome == "referred" and one.sued == s
            )
    for sued in (True, False):
        asked[f"referred {sued}"] = lambda one, s=sued: (
            NEVER < one.judged < last and one.outcome == "referred" and one.sued == s
        )
    return asked


def ranges(years: Sequence[int], printed: Sequence[tuple[int, Said]], of: Sequence[Which]) -> list[tuple[int, int]]:
    """Lowest and highest number of each, over all worlds that agree with what publications (until when, what) print."""
    said = [(counted(*name, last), value) for last, told in printed for name, value in told.items()]
    return ends(list(everybody(years)), said, of)
