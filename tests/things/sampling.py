"""How often does a property draw that says a number of its own?"""

from collections.abc import Iterable
from typing import Any

from hypothesis import settings

USUAL = 100  # the library's own number, and that of `make test`


def draw_longer(items: Iterable[Any]) -> None:
    """As many times as often as this profile draws for a property without one; never less often than it says."""
    times = settings.default.max_examples // USUAL
    for function in {item.function for item in items if hasattr(item, "function")}:
        own = getattr(function, "_hypothesis_internal_use_settings", None)
        if times > 1 and own and own.max_examples != settings.default.max_examples:
            function._hypothesis_internal_use_settings = settings(own, max_examples=own.max_examples * times)
