"""Which relations say nothing that the others do not say already?

In a table with all margins each total is the sum along every way of dividing it. One way for each total is enough: the
others follow. Fewer rows make each question to the solver cheaper and change no answer.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

Linked = tuple[str, tuple[str, ...]]


def independent(linked: Sequence[Linked]) -> list[Linked]:
    """The relations without those that follow from the ones that are kept, in their order."""
    defining: dict[str, tuple[str, ...]] = {}
    for total, parts in linked:
        defining.setdefault(total, parts)
    known: dict[str, Counter[str]] = {}
    return [
        (total, parts)
        for total, parts in linked
        if parts is defining[total] or not _follows(total, parts, defining, known)
    ]


def _follows(
    total: str, parts: Sequence[str], defining: Mapping[str, tuple[str, ...]], known: dict[str, Counter[str]]
) -> bool:
    """Both sides come to the same when every total is put in the place of its parts."""
    together: Counter[str] = Counter()
    for part in parts:
        together.update(_spelled(part, defining, known, ()))
    return together == _spelled(total, defining, known, ())


def _spelled(
    key: str, defining: Mapping[str, tuple[str, ...]], known: dict[str, Counter[str]], above: tuple[str, ...]
) -> Counter[str]:
    """A number as a sum of those that no kept relation divides; one that comes back to itself stands for itself."""
    if key in above or key not in defining:
        return Counter((key,))
    if key not in known:
        together: Counter[str] = Counter()
        for part in defining[key]:
            together.update(_spelled(part, defining, known, (*above, key)))
        known[key] = together
    return known[key]
