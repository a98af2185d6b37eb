"""What does the check page show of a draft: its tables, why numbers are hidden, what each indicator says, why nothing is prepared?
Why each number is withheld is for that page alone: never kept, never published.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from litigation_app.core import stood
from litigation_app.core.language import _, current
from litigation_app.disclosure import policy as policies
from litigation_app.disclosure.model import Reason
from litigation_app.disclosure.sensitivity import primary
from litigation_app.gate.designs import queries as plan
from litigation_app.gate.models import ReleaseDraft
from litigation_app.gate.protection.proposal import Cohort, Line, WouldReveal
from litigation_app.gate.protection.queries import DraftRefused
from litigation_app.statistics import indicators
from litigation_app.statistics.releases import vocabulary
from litigation_app.statistics.releases.presenting import number, span_in_words

BESIDE = "beside"
Explained = Mapping[tuple[str, str, str], str]  # by table, years and code: a code of model.Reason, or BESIDE


def explain(cohorts: Sequence[Cohort]) -> Explained:
    """Of every number of these tables that could be withheld; what is printed has a reason too, which nobody asks for."""
    found: dict[tuple[str, str, str], str] = {}
    for cohort in cohorts:
        sensitive = primary(cohort.whole, policies.public())
        for sheet in cohort.design.sheets:
            found |= {(sheet.id, cohort.block.code, code): str(sensitive.get(key, BESIDE)) for code, key in sheet.rows}
    return found


def page(found: ReleaseDraft, why: Explained | None) -> dict[str, Any]:
    """What the template needs besides who and when."""
    tables: Mapping[str, Any] = found.proposal["tables"]
    sheets = [_shown(name, said, found.proposal["sheets"][name], why) for name, said in tables.items()]
    acts = {name for name in tables if plan.is_public(found.mode, name)}
    return {
        "sheets": sheets,
        "losses": losses(found),
        "left_out": _left_out(found.proposal["left_out"]),
        "untold": _left_out(found.proposal["untold"]),
        "has_acts": bool(acts),
        "is_attacked": tables.keys() != acts,
    }


def _left_out(tables: Sequence[Sequence[str]]) -> list[str]:
    """Tables that are not printed, by years."""
    by_years: dict[str, list[str]] = {}
    for years, name in tables:
        by_years.setdefault(years, []).append(vocabulary.say("table", name, current()))
    return [f"{vocabulary.code('YEAR', years, current())}: {', '.join(names)}" for years, names in by_years.items()]


def _shown(name: str, said: Mapping[str, Any], lines: Sequence[Line], explained: Explained | None) -> dict[str, Any]:
    """A printed table for the screen: cohorts down, codes across; a code that is zero throughout is only named below."""
    words = {(line[0], line[1]): _in_words(line) for line in lines}
    years, codes = (list(dict.fromkeys(line[place] for line in lines)) for place in (0, 1))
    full = [code for code in codes if any(line[1] == code and line[2] != "0" for line in lines)]
    dimensions = said["dimensions"]
    return {
        "id": name,
        "title": vocabulary.say("table", name, current()),
        "unit": vocabulary.say("unit", said["unit"], current()),
        "heads": [vocabulary.code(dimensions[1], code, current()) for code in full],
        "rows": [
            (vocabulary.code("YEAR", year, current()), [words.get((year, code), ("–", False)) for code in full])
            for year in years
        ],
        "zero": ", ".join(vocabulary.code(dimensions[1], code, current()) for code in codes if code not in full),
        "why": why(name, dimensions, lines, explained) if explained is not None else None,
    }


def _in_words(line: Line) -> tuple[str, bool]:
    """A number, or between which a hidden one lies; and whether it is hidden."""
    _years, _code, value, low, high = line
    if value is not None:
        return number(int(float(value)), current()) or "", False
    return span_in_words(low, high), True


@dataclass(frozen=True)
class Loss:
    """What can be said of an indicator from these tables; `is_whole`: all of it."""

    id: str
    title: str
    words: str
    is_whole: bool


def losses(found: ReleaseDraft) -> list[Loss]:
    """Each indicator that the plan feeds from tables that are printed now; the others wait for theirs to be ripe."""
    kept: Mapping[str, Sequence[int]] = found.proposal["losses"]
    every = [one.read_from(found.mode) for one in indicators.all_indicators() if any(kept.get(one.id, ()))]
    return [Loss(one.id, one.say("title", current()), _words(*kept[one.id]), _is_whole(*kept[one.id])) for one in every]


def _is_whole(figures: int, hidden: int, _ranges: int, nothing: int = 0) -> bool:
    return figures > nothing and not hidden


def _words(figures: int, hidden: int, ranges: int, nothing: int = 0) -> str:
    figures -= nothing
    if not figures:
        return _("Nothing to count: each of its figures would be 0 of 0.")
    if not hidden:
        return _("Can be computed fully: %(figures)s figures.", figures=figures)
    return _(
        "Of %(figures)s figures %(whole)s can be computed, %(ranges)s only as a range, %(none)s not at all.",
        figures=figures,
        whole=figures - hidden,
        ranges=ranges,
        none=hidden - ranges,
    )


def why(table: str, dimensions: Sequence[str], lines: Sequence[Line], found: Explained) -> list[tuple[str, str]]:
    """Of one table each reason to hide a number, with the places it holds for."""
    places: dict[str, list[str]] = {}
    for years, code, value, *_range in lines:
        if value is None:
            said = _reason(found.get((table, years, code), BESIDE))
            places.setdefault(said, []).append(place(dimensions, (years, code)))
    return [(reason, "; ".join(named)) for reason, named in sorted(places.items())]


def place(dimensions: Sequence[str], codes: Sequence[str]) -> str:
    """Which cell of a table that is, in the reader's words: a code for each dimension."""
    return ", ".join(vocabulary.code(name, code, current()) for name, code in zip(dimensions, codes, strict=True))


def _reason(code: str) -> str:
    """Nobody can read a number out of it: a zero in a small group and a group wholly in one category are said like few people."""
    rules = policies.public()
    few = _("Primary suppression: at most %(most)s people, or nearly all of a group.", most=rules.k - 1)
    return {
        Reason.FEW_PEOPLE: few,
        Reason.FEW_CASES: _("Fewer than %(least)s cases stand behind the number.", least=rules.cases_k),
        Reason.ZERO_IN_SMALL_GROUP: few,
        Reason.WHOLE_GROUP: few,
        Reason.FEW_CONTRIBUTORS: _(
            "Fewer than %(least)s people, or fewer lawyers, stand behind the sum.", least=rules.k
        ),
        Reason.DOMINATED: _("Dominance rule: one or two people make up nearly all of the sum."),
        Reason.GROUP_OF_OTHERS: _(
            "A partner organisation that subtracts its own people would find the others nearly all in one category."
        ),
        BESIDE: _(
            "Secondary suppression: not about few people itself; with it, a suppressed number could be worked out from those beside it."
        ),
    }[code]


REVEALS = "reveals"


def kept(refused: DraftRefused | WouldReveal) -> dict[str, Any]:
    """What a job keeps of a refusal; no number of any table."""
    if isinstance(refused, DraftRefused):
        return {"reason": refused.reason, "other": refused.of}
    return {"reason": REVEALS}


def of(answer: Mapping[str, Any]) -> DraftRefused | WouldReveal:
    """The refusal that a job keeps."""
    return WouldReveal() if answer["reason"] == REVEALS else DraftRefused(answer["reason"], answer["other"])


def sentence(refused: Exception) -> str:
    """Why it cannot be prepared or agreed to."""
    if isinstance(refused, DraftRefused):
        return (_beside(refused.of) | _by_state() | _by_person())[refused.reason]
    return _(
        "Even with numbers suppressed, somebody could be found in these tables: nothing was prepared or published, and no number "
        "was shown."
    )


def busy() -> str:
    """The clock's last stop."""
    return _(
        "The machine was too busy to come to the end of this. Nothing was prepared, nothing was published, and no number "
        "was shown. Try again at a quieter hour: the same records then give the same numbers."
    )


def _by_person() -> dict[str, str]:
    """Why this person cannot."""
    return {
        "own_draft": _("You prepared this yourself: another person has to agree."),
        "other_second": _(
            "Somebody else was asked to agree to this. Ask another person first, or leave it open to all."
        ),
        "not_second": _("This person cannot agree to it: choose a legal coordinator who did not prepare it."),
        "reasons": _("Why numbers are suppressed is for whoever prepared this and whoever may agree to it."),
        "not_allowed": _("Your roles do not allow this any more."),
    }


def _by_state() -> dict[str, str]:
    """Why it cannot be as records, shelf and draft stand."""
    return {
        "nothing_ripe": _(
            "Everything that is ripe in this year is printed already: each number is printed once. The calendar under "
            "Publishing says what becomes ripe next."
        ),
        "untold": _(
            "What is ripe is of years of which nothing more is ever printed: how many persons they have is suppressed, or the records "
            "have more of them than were printed."
        ),
        "nobody": _("There is nothing to count in the cohorts and years that are ripe now."),
        "shelf_changed": _(
            "What is published of these people, or a number that others published, changed since this was prepared. Discard it, "
            "prepare it again, look at it, then agree."
        ),
        "shown_otherwise": _(
            "An earlier draft showed other numbers, and a change by so few people would reveal somebody. Nothing new is shown."
        ),
        "figures_changed": _(
            "The coded records changed since this was prepared. Discard it, prepare it again, look at it, then agree."
        ),
        "changed": stood.sentence(),
        "unshelved": _(
            "A publication that was agreed to cannot be moved to its place: the disk refuses. "
            "Make room on it, then try again."
        ),
        "busy": busy(),
        "locked": _("The desk was locked meanwhile, so the records could not be read. Unlock it, then prepare again."),
        "already_published": _("This is published already."),
        "already_dropped": _("This draft was discarded."),
        "older_plan": _("This was prepared under an older plan, which nothing is published by any more. Discard it."),
    }


def _beside(title: str) -> dict[str, str]:
    """Why it cannot stand beside what was published or drafted."""
    return {
        "broken": _(
            "“%(title)s” lies among the published data and failed verification, so that nobody can say what it printed. Nothing is "
            "printed beside it.",
            title=title,
        ),
        "missing": _(
            "“%(title)s” was published and does not lie among the published data any more, so that nobody can say what it printed. "
            "Nothing is printed beside it: bring it back first.",
            title=title,
        ),
        "same_draft": _(
            "There is an open draft of this source and country already: “%(title)s”. Agree to it, or discard it.",
            title=title,
        ),
    }
