"""How does a room call what only a room above it can do, while imports run down alone?"""

from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Port(Generic[P, T]):
    """A verb that a room below declares and calls, and that one room above supplies when the desk is put together.

    Calling it before that raises RuntimeError: a desk that is wired in part writes nothing.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._supplied: Callable[P, T] | None = None

    def supply(self, function: Callable[P, T]) -> Callable[P, T]:
        """Say that this function is it; raises RuntimeError if another one is."""
        if self._supplied is not None:
            raise RuntimeError(f"{self.name} is supplied twice")
        self._supplied = function
        return function

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        if self._supplied is None:
            raise RuntimeError(f"nobody supplies {self.name}")
        return self._supplied(*args, **kwargs)
