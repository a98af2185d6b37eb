"""What was worked out from contents that were checked, so that the same contents are not read twice in one process?"""

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

_MOST = 64  # publications or pages of one: a shelf holds a publication a country and year

Made = TypeVar("Made")


class Remembered(Generic[Made]):
    """By a checksum of the contents, the last few things that were made of them. What it holds was published."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Made] = OrderedDict()

    def of(self, checksum: str, make: Callable[[], Made]) -> Made:
        """What was made of these contents; "" stands for contents without a checksum, which are made anew."""
        if not checksum:
            return make()
        found = self._known.pop(checksum, None)
        self._known[checksum] = found = make() if found is None else found
        while len(self._known) > _MOST:
            self._known.popitem(last=False)
        return found
