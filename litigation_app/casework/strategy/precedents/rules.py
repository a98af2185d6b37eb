"""Which decisions fit an article and a topic, and may a citation be saved as it was typed? Pure."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Protocol, TypeVar


class Tagged(Protocol):
    """What is found by article and topic."""

    @property
    def articles(self) -> Sequence[str]: ...
    @property
    def topics(self) -> Sequence[str]: ...


T = TypeVar("T", bound=Tagged)


class Doubt(StrEnum):
    """What a citation lacks or contradicts."""

    NO_DECISION = "no_decision"
    TWO_DECISIONS = "two_decisions"


def fitting(decisions: Iterable[T], *, article: str = "", topic: str = "") -> list[T]:
    """Those about this article and this topic; "" narrows nothing."""
    return [one for one in decisions if (not article or article in one.articles) and (not topic or topic in one.topics)]


def doubts(*, listed: str, unpublished: str) -> list[Doubt]:
    """A citation names one decision: one of the list, or one that is not published."""
    if listed and unpublished:
        return [Doubt.TWO_DECISIONS]
    return [] if listed or unpublished else [Doubt.NO_DECISION]
