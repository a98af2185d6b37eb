"""How is a scenario said in words: its values, where they come from, what is doubted, how two differ?"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from litigation_app.advocacy.figures import citations, counted
from litigation_app.advocacy.figures import presenters as backing
from litigation_app.advocacy.figures.words import BADGE_WORDS, HEADS, missing_heads, named
from litigation_app.advocacy.studies.scenarios import rules
from litigation_app.advocacy.studies.scenarios.fields import forms as typed
from litigation_app.advocacy.studies.scenarios.fields.forms import Field, Section
from litigation_app.advocacy.studies.scenarios.sections.forms import SECTIONS
from litigation_app.core.language import _, current
from litigation_app.statistics.fund.assumptions import assumptions, unbacked
from litigation_app.statistics.fund.legal import Doubt, doubts
from litigation_app.statistics.fund.origins import ASSUMPTION, EXPERT, PUBLISHED, RELEASE, at, origin_of
from litigation_app.statistics.fund.scenario import Scenario, Tree

LOOKS = {RELEASE: "ok", PUBLISHED: "info", EXPERT: "warn", ASSUMPTION: "plain"}
SIGNS = {RELEASE: "shield-check", PUBLISHED: "journal-text", EXPERT: "person-fill", ASSUMPTION: "question-circle"}


@dataclass(frozen=True)
class Value:
    """One value in words; `badge` and `sign` are how its origin looks, "" where none is asked for."""

    key: str
    label: str
    text: str
    badge: str = ""
    look: str = ""
    sign: str = ""
    source: str = ""


@dataclass(frozen=True)
class Part:
    """A part of a scenario with its values, row by row: (title of the row, its values)."""

    section: Section
    rows: Sequence[tuple[str, Sequence[Value]]]


def parts(tree: Tree) -> list[Part]:
    """All that a scenario states, as it is grouped in the form."""
    return [Part(section, _rows(section, tree)) for section in SECTIONS]


def _rows(section: Section, tree: Tree) -> list[tuple[str, list[Value]]]:
    found = [("", _values(section.single(), tree))]
    for number, place in enumerate(section.places(tree), 1):
        values = _values([one.at(place) for one in section.repeated()], tree)
        found.append((str(section.row) % {"number": number}, values))
    return [row for row in found if row[1]]


def _values(fields: Sequence[Field], tree: Tree) -> list[Value]:
    said = ((one, at(tree, one.key) not in (None, {}, [])) for one in fields)
    return [
        value(one, tree) if is_said else _unsaid(one, tree) for one, is_said in said if is_said or implied(one, tree)
    ]


def implied(field: Field, tree: Tree) -> str:
    """What is meant where nothing is written, of a field whose silence means a year; "" of any other."""
    base = at(tree, "model.price_base_year")
    if field.key != "model.first_year" or at(tree, field.key) is not None or not isinstance(base, int):
        return ""
    return _("%(year)s (not written: the year after the year of the prices; amounts are of its prices)", year=base + 1)


def _unsaid(field: Field, tree: Tree) -> Value:
    return Value(field.key, str(field.label), implied(field, tree))


def value(field: Field, tree: Tree) -> Value:
    """One value of a tree in words."""
    text, said = text_of(field, at(tree, field.key), _unit(field, tree)), origin_of(tree, field.key)
    if not field.has_origin:
        return Value(field.key, str(field.label), citations.source(text) if field.key.endswith(".source") else text)
    kind = badge(said.badge)
    return Value(
        field.key,
        str(field.label),
        text,
        kind.words,
        kind.look,
        kind.sign,
        backing.stated(said.source, said.reason, said.badge),
    )


@dataclass(frozen=True)
class Badge:
    """How the kind of a source looks on every page."""

    look: str
    words: str
    sign: str


def badge(code: str) -> Badge:
    """Of one of the engine's kinds."""
    return Badge(LOOKS[code], str(BADGE_WORDS[code]), SIGNS[code])


def _unit(field: Field, tree: Tree) -> str:
    units = {"share": "%", "money": str(at(tree, "model.currency") or "")}
    return units.get(field.kind, "")


def text_of(field: Field, found: Any, unit: str = "") -> str:
    """A value in the reader's words, with its unit."""
    if isinstance(found, dict) and "dist" in found:
        return _law(field, found, unit)
    if isinstance(found, dict) and "value" in found:
        return text_of(field, found["value"], unit)
    if isinstance(found, bool):
        return _("yes") if found else _("no")
    if field.kind in {"choice", "line", "series"}:
        say = counted.named if field.kind == "series" else named
        return str(dict(field.choices).get(str(found)) or say(str(found)))
    if field.kind == "heads":
        return ", ".join(str(HEADS.get(one, one)) for one in found)
    return _with_unit(field.kind, typed.said(field.kind, found, current()), unit)


def _with_unit(kind: str, text: str, unit: str) -> str:
    if kind == "shares":
        return " · ".join(f"{one}\u00a0%" for one in text.split("; "))
    plain = text.replace("\n", " · ").replace(" %", "\u00a0%")
    return f"{plain}\u00a0{unit}" if unit and text else plain


def _law(field: Field, law: dict[str, Any], unit: str) -> str:
    def say(key: str) -> str:
        return _with_unit(field.kind, typed.said(field.kind, law.get(key), current()), unit)

    if law["dist"] == "pert":
        return _("%(low)s to %(high)s, most likely %(mode)s", low=say("low"), mode=say("mode"), high=say("high"))
    if law["dist"] == "normal":
        return _("mean %(mean)s (SD %(sd)s)", mean=say("mean"), sd=say("sd"))
    if law["dist"] == "pool":
        return _("what %(number)s experts judge together", number=len(law["experts"]))
    return f"{law['dist']} ({', '.join(str(x) for k, x in law.items() if k not in {'dist', 'source'})})"


@dataclass(frozen=True)
class Difference:
    """A value that two scenarios do not share; an empty text where one of them says nothing."""

    label: str
    one: Value
    other: Value


def differences(one: Tree, other: Tree) -> list[Difference]:
    """Only what differs, as it is grouped in the form; what the form does not show comes last, by its key."""
    keys, found = rules.differences(one, other), []
    for section in SECTIONS:
        places = dict.fromkeys([*section.places(one), *section.places(other)])
        fields = [*section.single(), *(f.at(p) for p in places for f in section.repeated())]
        for field in fields:
            mine = [key for key in keys if key == field.key or key.startswith(f"{field.key}.")]
            if mine:
                keys = [key for key in keys if key not in mine]
                label = f"{section.title}: {field.label}"
                found.append(Difference(label, _or_none(field, one), _or_none(field, other)))
    rest = [Field(key, key, "line", has_origin=False) for key in keys]
    return [*found, *(Difference(f.key, _or_none(f, one), _or_none(f, other)) for f in rest)]


def _or_none(field: Field, tree: Tree) -> Value:
    return _unsaid(field, tree) if at(tree, field.key) is None else value(field, tree)


def doubt_sentences(scenario: Scenario) -> list[tuple[str, str]]:
    """What European law has against the scheme, which values have no source, and which damages rest on few awards: (sentence,
    source)."""
    found = [(_doubt(one), f"{one.article}. {citations.source(one.source)}") for one in doubts(scenario)]
    stated = [asdict(one) for one in assumptions(scenario)]
    if unbacked(stated):
        found.append((backing.sentence(stated), ""))
    return [*found, *((said, "") for said in backing.few_awards(stated))]


def _doubt(doubt: Doubt) -> str:
    if doubt.code == "flat_award":
        return _("A single flat amount may not be fair and appropriate compensation.")
    if doubt.code == "heads_not_stated":
        return _("The scenario does not say which heads of damage the fund covers.")
    if doubt.code == "time_limit":
        return _("The time within which one must apply is short.")
    return missing_heads(doubt.missing)
