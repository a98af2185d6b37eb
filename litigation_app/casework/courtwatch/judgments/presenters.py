"""How does a judgment read on the screen? Rows and codes in, words out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litigation_app.casework.courtwatch import forms as asking
from litigation_app.casework.courtwatch.judgments import rules
from litigation_app.casework.courtwatch.judgments.actions import Read
from litigation_app.casework.courtwatch.judgments.forms import INSTANCE_NAMES
from litigation_app.casework.courtwatch.judgments.models import Judgment, State
from litigation_app.casework.courtwatch.judgments.queries import Line
from litigation_app.casework.courtwatch.judgments.rules import Coded
from litigation_app.casework.courtwatch.rules import Slot, slots
from litigation_app.core.language import _, _l, current, format_date
from litigation_app.law import loader

STATE_NAMES: dict[State | None, Any] = {
    State.TO_CODE: _l("To be coded"),
    State.TO_CODE_AGAIN: _l("To be coded by a second person"),
    State.TO_SETTLE: _l("Two codings differ"),
    State.SETTLED: _l("Adjudicated"),
}
STATE_CHIPS = {State.TO_CODE: "warn", State.TO_CODE_AGAIN: "info", State.TO_SETTLE: "bad", State.SETTLED: "ok"}
SEGMENTS: dict[State | None, Any] = dict([(None, _l("All")), *STATE_NAMES.items()])


@dataclass(frozen=True)
class Row:
    """A judgment in the list."""

    id: UUID
    court: str
    instance: str
    when: str
    people: str
    state: str
    chip: str


@dataclass(frozen=True)
class Block:
    """What is coded of the judgment, or of one person: `differs` are the questions on which two coders differ."""

    title: str
    answers: list[tuple[str, str]]


@dataclass(frozen=True)
class Difference:
    """One question on which the two coders differ."""

    about: str
    question: str
    first: str
    second: str


def row(line: Line | Judgment) -> Row:
    return Row(
        line.id,
        court(line.country, line.court),
        str(INSTANCE_NAMES[line.instance]),
        format_date(line.decided_on),
        _("accused: %(accused)s, injured parties: %(injured)s", accused=line.accused, injured=line.injured),
        str(STATE_NAMES[line.state]),
        STATE_CHIPS[line.state],
    )


def court(country: str, said: str) -> str:
    """The court by its name in the country file, or as it was typed."""
    known = {one.id: one for one in loader.load(country).courts}
    return known[said].name(current()) if said in known else said


def blocks(judgment: Judgment, codes: Mapping[str, Any]) -> list[Block]:
    """A coding in words, a block for the judgment and one for each person."""
    law, parts = loader.load(judgment.country), dict[tuple[str, int], list[Slot]]()
    for slot in slots(judgment.accused, judgment.injured):
        parts.setdefault((slot.part.id, slot.number), []).append(slot)
    found = []
    for (part, number), asked in parts.items():
        answers = asking.shown(asked, codes, law, current())
        if part == "accused":
            answers += _minimum(rules.of_person(codes, "a", number), judgment)
        found.append(Block(asked[0].title(current()), answers))
    return found


def _minimum(person: Mapping[str, Any], judgment: Judgment) -> list[tuple[str, str]]:
    """Whether the sentence lies below the least of the law, as far as the country file knows it."""
    law = loader.load(judgment.country)
    below = rules.is_below_minimum(person, law)
    if below is None:
        return []
    offence = next(one for one in law.offences if one.id == person["judged"])
    said = _("Yes") if below else _("No")
    if offence.confidence in {"low", "memory"}:
        said = _("%(answer)s (the range of this offence is not yet reviewed by a lawyer)", answer=said)
    return [(_("Below the minimum of the law (%(months)s months)?", months=offence.min_months), said)]


def differences(judgment: Judgment, first: Read, second: Read) -> list[Difference]:
    """Field by field, where two coders differ."""
    law, asked = loader.load(judgment.country), slots(judgment.accused, judgment.injured)
    return [
        Difference(
            slot.title(current()),
            slot.question.words.read_in(current()),
            asking.said(slot.question, first.codes.get(slot.name), law, current()) or _("nothing"),
            asking.said(slot.question, second.codes.get(slot.name), law, current()) or _("nothing"),
        )
        for slot in rules.differences(first.codes, second.codes, asked)
    ]


def hints(judgment: Judgment, first: Read, second: Read) -> dict[str, str]:
    """By field, what the two said, for whoever settles it."""
    law, asked = loader.load(judgment.country), slots(judgment.accused, judgment.injured)
    return {
        slot.name: _(
            "First: %(first)s. Second: %(second)s.",
            first=asking.said(slot.question, first.codes.get(slot.name), law, current()) or _("nothing"),
            second=asking.said(slot.question, second.codes.get(slot.name), law, current()) or _("nothing"),
        )
        for slot in rules.differences(first.codes, second.codes, asked)
    }


def agreed(judgment: Judgment, first: Read, second: Read) -> dict[str, Any]:
    """What both coders said alike: the form of whoever settles it begins with it."""
    differing = {
        slot.name for slot in rules.differences(first.codes, second.codes, slots(judgment.accused, judgment.injured))
    }
    return {name: value for name, value in first.codes.items() if name not in differing}


def place_name(one: Coded) -> str:
    return {1: _("First coding"), 2: _("Second coding")}.get(one.place, _("Adjudicated"))


def why_not(why: rules.WhyNot) -> str:
    """Why she cannot code it, as a sentence."""
    return {
        rules.WhyNot.CODED_ALREADY: _("You have coded it. A second person codes it without seeing yours."),
        rules.WhyNot.SETTLED: _("It is adjudicated. A coordinator can correct how it is coded."),
        rules.WhyNot.TO_SETTLE: _("Two people have coded it. A coordinator adjudicates where they differ."),
        rules.WhyNot.OWN_CODING: _("You have coded it yourself. Another coordinator says how it is coded."),
        rules.WhyNot.OTHERS_FIRST: _("Not everybody who is to code it has done so."),
    }[why]


def titles(codings: Iterable[Coded], names: Mapping[UUID, str]) -> dict[UUID, str]:
    return {one.id: f"{place_name(one)} · {names.get(one.by, '')}" for one in codings}
