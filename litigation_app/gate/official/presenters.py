"""How do figures that are being typed in read, and what is new in them?"""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from litigation_app.core.language import _
from litigation_app.gate.forms import COUNTRIES
from litigation_app.gate.official import queries, rules
from litigation_app.gate.official.actions import OfficialRefused
from litigation_app.gate.official.forms import said, words
from litigation_app.gate.official.models import OfficialDraft
from litigation_app.statistics.official import figures as official
from litigation_app.statistics.official import queries as shelves
from litigation_app.statistics.official import remarks
from litigation_app.statistics.official.figures import Figure
from litigation_app.statistics.official.presenting import number, value_of, when
from litigation_app.statistics.official.reading import FIRST_YEAR, MOST_FIGURES, FileRefused
from litigation_app.statistics.official.rules import changes
from litigation_app.statistics.releases.official import Source
from litigation_app.statistics.releases.presenting import edition


@dataclass(frozen=True)
class Typed:
    """A line in words. `before`: what the series printed last ("" where it never did), and of when; `address`: where its source
    is looked up, "" where nobody said."""

    what: str
    when: str
    value: str
    sure: str
    page: str
    source: str
    before: str
    note: str
    address: str = ""
    change: str = ""
    kind: str = ""


def titles(drafts: Iterable[OfficialDraft], on_shelf: Path) -> dict[UUID, str]:
    """By draft what its edition is called in the reader's language; as it was kept where what it follows is not there."""
    numbers = shelves.numbers(on_shelf) | {"": 0}
    return {
        one.id: edition((one.country,), numbers[one.base] + 1) if one.base in numbers else one.title for one in drafts
    }


def title(draft: OfficialDraft, on_shelf: Path) -> str:
    return titles([draft], on_shelf)[draft.id]


def beside(on_shelf: Path, trusted: Set[bytes] | None, draft: OfficialDraft, latest: Sequence[Figure]) -> list[Figure]:
    """What a draft is held against: while it is open the newest vintage, once it is decided that which it was held against."""
    if draft.state in queries.OPEN:
        return list(latest)
    every = shelves.vintages(on_shelf, trusted, draft.country)
    return [figure for one in every if one.id == draft.base for figure in official.of_release(one)]


def lines(draft: OfficialDraft, held: Sequence[Figure]) -> list[Typed]:
    """All lines of a draft beside what was printed last, with what each changes."""
    every = queries.lines(draft)
    found = {(one.figure.key, one.figure.source): one for one in changes(held, rules.figures(every))}
    sources = {one.code: one for one in queries.sources(draft)}
    return [_typed(one, held, found.get((one.key, one.source)), sources.get(one.source)) for one in every]


def _typed(line: rules.Line, held: Sequence[Figure], change: object, source: Source | None) -> Typed:
    last = rules.printed_before(held, line)
    kind = getattr(change, "kind", "" if line.is_blank else "same")
    old = getattr(change, "before", None)
    return Typed(
        said(line.measure, line.unit, line.breakdown),
        when(line.period),
        _value(line),
        "" if line.is_blank else words("CONFIDENCE", line.confidence),
        line.page,
        f"{words('SERIES', line.series)}: {source.title if source else line.source}",
        f"{number(last.value)} ({when(last.key.period)})" if last else "",
        remarks.read(line.note),
        source.address if source and source.address != source.title else "",
        _change(kind, value_of(old) if old else ""),
        kind,
    )


def hints(draft: OfficialDraft) -> list[str]:
    """What does not fit together, as sentences: to be looked at once more, no reason to refuse it."""
    return [_hint(one) for one in rules.misfits(queries.lines(draft))]


def _hint(one: rules.Misfit) -> str:
    parts = " + ".join(f"{_part(part, one.whole)} {_value(part)}" for part in one.parts)
    return _(
        "%(what)s: %(total)s, but %(parts)s. Look whether both stand so in the source.",
        what=said(one.whole.measure, one.whole.unit, one.whole.breakdown),
        total=_value(one.whole),
        parts=f"{parts} = {number(one.total)}" if len(one.parts) > 1 else parts,
    )


def _part(part: rules.Line, whole: rules.Line) -> str:
    """The name of a part; of one that another measure counts with the measure."""
    is_within = part.measure == whole.measure
    return words("BREAKDOWN", part.breakdown) if is_within else said(part.measure, part.unit, part.breakdown)


def _value(line: rules.Line) -> str:
    return "" if line.is_blank else value_of(rules.figures([line])[0])


def _change(kind: str, old: str) -> str:
    return {
        "": _("blank: nothing is said of it"),
        "same": _("as in the last publication"),
        "new": _("new"),
        "other_source": _("another source says %(number)s: both stand beside each other", number=old),
        "changed": _("changed: it was %(number)s", number=old),
        "unprinted": _("it was %(number)s, now not printed", number=old),
        "impossible": _("it was %(number)s, now there can be none", number=old),
        "possible": _("there could be none, now not printed"),
    }[kind]


def country(code: str) -> str:
    return str(dict(COUNTRIES)[code])


def refused(why: OfficialRefused) -> str:
    """Why something cannot be done, as a sentence."""
    of = country(why.of) if why.of in dict(COUNTRIES) else why.of
    return {
        "under_way": _("Figures of %(country)s are being typed in already: finish or discard those first.", country=of),
        "nothing": _("No figure is filled in yet. Write a number, or tick what the source does not print."),
        "undated": _("No figure says of which time it is."),
        "twice": _("The same figure of the same source stands there twice."),
        "own": _("You typed this in yourself: another person looks every figure up and checks."),
        "others": _(
            "Only somebody who typed in these figures, or handed them over, takes them back. Others send them back."
        ),
        "hers": _("You typed this in or handed it over yourself: take it back, and go on typing."),
        "decided": _("This was decided already."),
        "typing": _(
            "These figures are being typed in again: whoever typed them took them back, or compares "
            "them with a newer edition. They wait for you once they are handed over anew."
        ),
        "sent_back": _("These figures were sent back meanwhile, and are being typed in again."),
        "waiting": _("These figures were handed over meanwhile: they wait for a second person."),
        "meanwhile": _(
            "Other figures of %(country)s were published meanwhile. Compare these with them, and hand them over anew.",
            country=of,
        ),
        "published": _("The same figures are published already: “%(title)s”.", title=of),
        "unsound": _("The figures are not in the form of published data. Nothing was published."),
        "stale": _(
            "Somebody else saved these figures since you opened this page. What you typed stands here, unsaved, and beside it "
            "what was saved otherwise. If you save now, yours replaces it."
        ),
        "many": _too_many(""),
        "not_yours": _(
            "Only somebody who typed in these figures, or an office of %(country)s, discards them.", country=of
        ),
        "disk": _(
            "The disk of the desk is full: nothing was published, and the figures wait as before. Make room, then try again."
        ),
    }[why.reason]


def not_read(why: FileRefused) -> list[str]:
    """What is wrong with a file of figures: a sentence for the file, or for each wrong line."""
    return [_not_read(one) for one in (why, *why.also)]


def _not_read(why: FileRefused) -> str:
    at = {"line": why.line, "of": why.of}
    return {
        "letters": _("This file is not written in UTF-8. Save it as “CSV UTF-8”, then try again."),
        "large": _("This file is too large for a file of figures."),
        "columns": _("The first line of the file must name these columns, in this order: %(of)s.", of=why.of),
        "rows": _(
            "Line %(line)s has more or fewer columns than the first, or the file has too many lines.", line=why.line
        ),
        "many": _too_many(country(why.of) if why.of in dict(COUNTRIES) else ""),
        "long": _("Line %(line)s: a text is too long, or a quotation mark is missing at its end.", line=why.line),
        "signs": _("Line %(line)s: the column “%(of)s” has an invisible sign. Type the text anew.", **at),
        "country": _("Line %(line)s: “%(of)s” is none of rs, mk, ba, me.", **at),
        "measure": _("Line %(line)s: “%(of)s” is no measure of this desk.", **at),
        "breakdown": _(
            "Line %(line)s: “%(of)s” says no breakdown. Write it with the letters a to z; the whole is called total.",
            **at,
        ),
        "value": _(
            "Line %(line)s: “%(of)s” is no number of zero or more; write “not printed” where the source does not print it.",
            **at,
        ),
        "share": _("Line %(line)s: “%(of)s” is more than 100 percent.", **at),
        "early": _(
            "Line %(line)s: the period of “%(of)s” begins or ends before %(year)s. Look whether its days are written rightly.",
            year=FIRST_YEAR,
            **at,
        ),
        "late": _(
            "Line %(line)s: the period of “%(of)s” lies in the future. Look whether its days are written rightly.", **at
        ),
        "period": _("Line %(line)s: the period of “%(of)s” cannot be read.", **at),
        "year": _("Line %(line)s: the year “%(of)s” lies outside the days of its period.", **at),
        "publishable": _("Line %(line)s: whether it may be published is said by true or false, not by “%(of)s”.", **at),
        "series": _("Line %(line)s: “%(of)s” is no name of a series: capital letters, at most sixteen.", **at),
        "confidence": _("Line %(line)s: “%(of)s” is none of high, medium, low, memory.", **at),
        "twice": _("The same figure of the same source stands there twice: %(of)s.", of=why.of),
    }[why.reason]


def _too_many(name: str) -> str:
    said = _("At most %(most)s figures of a country are checked at once. Bring them in parts.", most=MOST_FIGURES)
    return f"{name}: {said}" if name else said
