"""How does a procedure of a jurisdiction file become a graph whose steps have words?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from litigation_app.law.graph import DeadlineKind, DeadlineRule, Procedure, RollOver, Side, Stage, Transition
from litigation_app.law.names import Names
from litigation_app.law.naming import MACEDONIAN, Naming
from litigation_app.law.rows import Row, before, has_tables, note
from litigation_app.law.words import Word, event_word, everywhere, joined

_NOT_SERVED = "decision_not_served_on_victim"


def differs(row: Row) -> bool:
    """Whether the courts that share a graph have law of their own in it."""
    rows = [*row["stages"], *row["transitions"]]
    return any("forums" in one or has_tables(one) for one in rows)


def limited(rows: Iterable[Row], limits: Iterable[Row]) -> list[Row]:
    """The procedures, where a step `limited_by` a limitation rule has its length and law: one period is written once."""
    known = {one["id"]: one for one in limits}
    return [{**row, "transitions": [_limited(one, known) for one in row["transitions"]]} for row in rows]


def _limited(row: Row, limits: Mapping[str, Row]) -> Row:
    if "limited_by" not in row:
        return row
    rule = limits[row["limited_by"]]
    return {
        **row,
        "deadline_months": 12 * rule.get("years", 0) + rule.get("months", 0),
        "deadline_kind": "limitation",
        "roll_over": "none",
        "side": "ours",
        "legal_basis": rule["law"],
        **{key: rule[key] for key in ("confidence", "note", "src") if key in rule},
    }


def procedure(row: Row, naming: Naming, forum: str | None = None) -> Procedure:
    """Build one graph, as it is before this forum or (None) with the rows of all; raises KeyError for a missing key or an
    event without words.

    A stage or step may name its `forums`; any value may be a table by forum.
    """
    family = row["family"]
    stages = tuple(_stage(one, family, naming) for one in before(row["stages"], forum))
    found = before(row["transitions"], forum)
    steps = _first_of_each(found) if forum is None and differs(row) else found
    return Procedure(
        id=row["id"],
        names=naming.of("procedure", row),
        family=family,
        initial=row["initial"],
        forums=tuple(row.get("forum", ())),
        status=row.get("status"),
        body=row.get("body"),
        note=row.get("note"),
        stages=stages,
        transitions=_transitions(steps, family, {one.id: one.names for one in stages}, naming),
    )


def _first_of_each(rows: list[Row]) -> list[Row]:
    """Without a forum a step that leads elsewhere before other courts is named once."""
    return list({(row["from"], row["event"]): row for row in reversed(rows)}.values())[::-1]


def _stage(row: Row, family: str, naming: Naming) -> Stage:
    return Stage(
        id=row["id"],
        names=naming.of(f"stage.{family}", row),
        kind=row["kind"],
        outcomes=tuple(row.get("outcomes", ())),
        spawns=tuple(row.get("spawns", ())),
        offers=tuple(row.get("offers", ())),
        court=row.get("court"),
    )


def _transitions(
    rows: list[Row], family: str, stage_names: Mapping[str, Names], naming: Naming
) -> tuple[Transition, ...]:
    options = Counter((row["from"], row["to"]) for row in rows)
    found = []
    for row in rows:
        # A stage that is not there is a fault for `checks` to name, so it must not stop the reading.
        target = stage_names.get(row["to"]) or Names(everywhere(row["to"]), row["to"])
        is_plain = options[row["from"], row["to"]] == 1 and row["from"] != row["to"]
        labels = _labels(target, event_word(family, row["event"], naming.country), is_plain=is_plain, naming=naming)
        found.append(_transition(row, labels))
    return tuple(found)


def _transition(row: Row, labels: Names) -> Transition:
    return Transition(
        origin=row["from"],
        to=row["to"],
        event=row["event"],
        actor=row["actor"],
        labels=labels,
        rule=_rule(row),
        unserved=_unserved(row),
        legal_basis=row.get("legal_basis"),
        confidence=row.get("confidence", "high"),
        note=note(row),
        sources=tuple(row.get("src", ())),
    )


def _labels(target: Names, said: Word, *, is_plain: bool, naming: Naming) -> Names:
    """A step is called after the stage it leads to, where that says enough; else after what happened."""
    if is_plain and not said.alone:
        return target
    words = said if said.alone else joined(target.words, said)
    # In North Macedonia the file's own name of the stage is the local one: our words for a step were only translated.
    return Names(words, target.local if naming.own == MACEDONIAN else words.read_in(naming.own))


def _unserved(row: Row) -> DeadlineRule | None:
    """The outer period of a step for whoever was never told of the decision; its length rests on memory in every file."""
    rule = _rule(row)
    if rule is None or "unserved_months" not in row:
        return None
    return replace(
        rule, days=None, months=row["unserved_months"], runs_from=_NOT_SERVED, confidence=row["unserved_confidence"]
    )


def _rule(row: Row) -> DeadlineRule | None:
    if not any(key.startswith("deadline_") for key in row):
        return None
    return DeadlineRule(
        events=(row["event"],),
        days=row.get("deadline_days"),
        months=row.get("deadline_months"),
        set_by_court=row.get("deadline_set_by_court", False),
        kind=DeadlineKind(row["deadline_kind"]),
        side=Side(row["side"]),
        runs_from=row["runs_from"],
        roll_over=RollOver(row["roll_over"]),
        legal_basis=row["legal_basis"],
        confidence=row.get("confidence", "high"),
        note=note(row),
        sources=tuple(row.get("src", ())),
        extended_by=row.get("extended_by"),
    )
