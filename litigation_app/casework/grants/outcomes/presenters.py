"""How do the results for victims of a grant read, on the page and in the donor's file? Every figure names its publication."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from litigation_app.casework.grants import queries
from litigation_app.casework.grants.models import Grant
from litigation_app.casework.grants.outcomes import rules
from litigation_app.casework.grants.outcomes.rules import Difference, Figure, Published, Standing
from litigation_app.core.language import _, current
from litigation_app.core.money import format_number
from litigation_app.core.text import NBSP


@dataclass(frozen=True)
class Line:
    """A result for victims in finished words. `papers`: which publications its figures come from, each with its checksum."""

    title: str
    indicator: str
    baseline: str
    latest: str
    target: str
    source: str
    said: Sequence[str]
    papers: Sequence[tuple[str, str]]


def lines(grant: Grant, drawn: Mapping[str, Sequence[str]] | None) -> list[Line]:
    """Each result as it stands today, or (`drawn`) as a report was drawn up."""
    promised = queries.outcomes(grant)
    if not promised:
        return []
    published = queries.published()
    return [_line(one, published) for one in rules.standing(promised, published, queries.country(grant), drawn)]


def _line(one: Standing, published: Published) -> Line:
    said, sign = one.outcome, f"{NBSP}%" if published.is_percent(one.outcome.indicator) else ""
    figures = [figure for figure in (one.baseline, one.latest) if figure is not None]
    return Line(
        said.title,
        published.named(said.indicator),
        one.baseline.words if one.baseline else _("%(year)s: nothing published", year=said.year),
        one.latest.words if one.latest else _("nothing published"),
        f"{said.target}{sign}",
        said.source,
        _sentences(one, figures),
        sorted({(figure.publication, figure.digest) for figure in figures}),
    )


def _sentences(one: Standing, figures: Sequence[Figure]) -> list[str]:
    """What to know before anybody speaks of progress."""
    found = []
    if any(figure.is_withheld for figure in figures):
        found.append(
            _(
                "… is suppressed in the published data, whatever the reason; it is never a zero. This report cannot say more."
            )
        )
    if rules.has_incomplete_follow_up(one) and len(figures) > 1:
        found.append(
            _("A figure whose follow-up is not complete is not compared: what has not happened yet may still happen.")
        )
    if broken := rules.breaks_between(one):
        found.append(
            _(
                "The definition, the law or the practice changed from %(years)s on: the two figures are not compared.",
                years=", ".join(map(str, broken)),
            )
        )
    apart = rules.difference(one)
    return [*found, _compared(apart)] if apart else found


def _compared(apart: Difference) -> str:
    """How far the two figures are apart, and whether chance alone may explain it."""
    points, low, high = (format_number(one, current(), 1) for one in (apart.points, apart.low, apart.high))
    if apart.is_beyond_chance:
        return _(
            "The difference is %(points)s percentage points, 95 percent interval %(low)s to %(high)s: chance alone hardly explains it.",
            points=points, low=low, high=high,
        )  # fmt: skip
    return _(
        "The difference is %(points)s percentage points, 95 percent interval %(low)s to %(high)s: no clear change, it may be chance.",
        points=points, low=low, high=high,
    )  # fmt: skip


def headings() -> list[str]:
    return [
        _("Result"),
        _("Measured by"),
        _("Baseline"),
        _("Latest published"),
        _("Target"),
        _("Source of verification"),
    ]


def rows(found: Sequence[Line]) -> list[list[str]]:
    return [[one.title, one.indicator, one.baseline, one.latest, one.target, one.source] for one in found]


def sentences(found: Sequence[Line]) -> list[str]:
    """What to know of each result."""
    return [f"{one.title}: {sentence}" for one in found for sentence in one.said]


def papers(found: Sequence[Line]) -> list[tuple[str, str]]:
    """Whence the figures come: each publication with its checksum."""
    return sorted({paper for one in found for paper in one.papers})


def note() -> str:
    return _(
        "From published data of the country alone, in which nobody can be singled out: not of the clients of this grant, and no "
        "record of a person is read for it. Each figure is of the newest year whose follow-up is over."
    )


def as_lines(found: Sequence[Line]) -> list[tuple[str, Sequence[str]]]:
    """For the donor's file; nothing where nothing was promised."""
    if not found:
        return []
    return [
        ("heading", [_("Results for victims, from published data")]),
        *(("row", row) for row in [headings(), *rows(found)]),
        *(("text", [sentence]) for sentence in sentences(found)),
        *(("text", [_("Publication %(id)s, checksum %(sum)s", id=name, sum=sum_)]) for name, sum_ in papers(found)),
        ("mark", [note()]),
    ]
