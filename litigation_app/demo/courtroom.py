"""Which invented judgments were read, and which hearings watched? A small register of each country, a fifth coded twice."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from litigation_app.casework.courtwatch.judgments.actions import CODINGS, TABLE, mark_of
from litigation_app.casework.courtwatch.judgments.models import Coding, Judgment, State
from litigation_app.casework.courtwatch.judgments.rules import is_drawn
from litigation_app.casework.courtwatch.observations import actions as sheets
from litigation_app.casework.courtwatch.observations.models import Observation
from litigation_app.casework.courtwatch.questions import asked, slots
from litigation_app.casework.records.kinds import FieldKind
from litigation_app.demo.ids import Ids
from litigation_app.demo.people import Desk, Staff
from litigation_app.demo.published import assumed
from litigation_app.demo.rows import Batch, Entry
from litigation_app.law import loader
from litigation_app.vault import tokens

_CODED, _WAITING = 56, 4  # judgments: coded, and registered only
_HALF_READ = _CODED  # the first of those that wait was read once, and is to be read by a second person
_SHEETS = 6
_YEARS = (2019, 2025)
_TWICE_PERCENT = 20
_SLIPS_PERCENT = 12  # of the second coder's answers that differ


@dataclass(frozen=True)
class Fill:
    """What the register is written with."""

    ids: Ids
    rng: random.Random
    now: datetime
    batch: Batch


def write(staff: Staff, ids: Ids, now: datetime, seed: int, our_case: UUID | None) -> Batch:
    """The rows of all registers; one judgment is also the case that guides show."""
    fill = Fill(ids, random.Random(f"{seed}/courtroom"), now, Batch())
    shares: Mapping[str, float] = assumed("courtroom")
    desks = {country: staff.of(country)[0] for country in shares}
    fill.batch.subjects += [desk.id for desk in desks.values()]
    for number in range(_CODED + _WAITING):
        country = "RS" if number in (0, _HALF_READ) else fill.rng.choices(list(shares), list(shares.values()))[0]
        _judgment(fill, desks[country], number, our_case=None if number else our_case)
    for number in range(_SHEETS):
        _sheet(fill, desks["RS"], number)
    return fill.batch


def _judgment(fill: Fill, desk: Desk, number: int, *, our_case: UUID | None) -> None:
    id_, rng = fill.ids.new(), fill.rng
    decided_on = date(rng.randint(*_YEARS), 1, 1) + timedelta(days=rng.randrange(365))
    said = f"K {number + 101}/{decided_on.year}"
    mark = tokens.judgment_mark(desk.country, said)
    accused, injured = rng.choice((1, 1, 1, 2, 3)), rng.choice((1, 1, 2))
    is_double = number == _HALF_READ or is_drawn(id_, _TWICE_PERCENT)
    row: dict[str, Any] = {
        "id": id_, "office_id": desk.id, "country": desk.country, "court": rng.choice(desk.courts), "instance": "first",
        "decided_on": decided_on, "finality": rng.choice(("final", "not_final")), "accused": accused, "injured": injured,
        "mark": mark, "trial_mark": mark, "is_double": is_double, "registered_by": desk.lawyers[0],
        "registered_at": fill.now, "row_version": 1,
    }  # fmt: skip
    row["state"] = _read(fill, desk, row, number)
    fill.batch.add(Judgment, **row)
    cases = [str(our_case)] if our_case else []
    fill.batch.seal(desk.id, TABLE, id_, "number", {"number": said, "first_number": "", "cases": cases})
    _note(fill, "register_judgment", desk.lawyers[0], f"judgment:{id_}", desk)


def _read(fill: Fill, desk: Desk, row: Mapping[str, Any], number: int) -> State:
    """How far the reading of it has come; the second of one is left to the other lawyer of the office."""
    if number == _HALF_READ:
        _coding(fill, desk, row, 1, desk.lawyers[0], _codes(fill.rng, desk.country, row))
        return State.TO_CODE_AGAIN
    return _codings(fill, desk, row) if number < _CODED else State.TO_CODE


def _codings(fill: Fill, desk: Desk, row: Mapping[str, Any]) -> State:
    """One reading, or two of which the second differs here and there."""
    first = _codes(fill.rng, desk.country, row)
    _coding(fill, desk, row, 1, desk.lawyers[0], first)
    if not row["is_double"]:
        return State.SETTLED
    second = {name: _slipped(fill.rng, name, value, row) for name, value in first.items()}
    _coding(fill, desk, row, 2, desk.coordinators[0], second)
    return State.SETTLED if first == second else State.TO_SETTLE


def _coding(fill: Fill, desk: Desk, row: Mapping[str, Any], place: int, by: UUID, codes: Mapping[str, Any]) -> None:
    id_ = fill.ids.new()
    fill.batch.add(
        Coding, id=id_, judgment_id=row["id"], office_id=desk.id, mark=mark_of(row["id"], codes), place=place,
        coded_by=by, coded_at=fill.now,
    )  # fmt: skip
    fill.batch.seal(desk.id, CODINGS, id_, "coding", {"codes": codes})
    fill.batch.seal(desk.id, CODINGS, id_, "note", {"text": ""})
    _note(fill, "code_judgment", by, f"judgment:{row['id']}", desk, place=place)


def _codes(rng: random.Random, country: str, row: Mapping[str, Any]) -> dict[str, Any]:
    codes: dict[str, Any] = {
        "procedure": rng.choice(("trial", "trial", "plea")),
        "appeal": "not_appeal",
        "indicted_on": (row["decided_on"] - timedelta(days=rng.choice((90, 300, 500, 700, 1300)))).isoformat(),
    }
    offence = loader.load(country).offences[0].id
    for number in range(1, row["accused"] + 1):
        codes |= {f"a{number}_{name}": value for name, value in _accused(rng, offence, codes["procedure"]).items()}
    for number in range(1, row["injured"] + 1):
        codes |= {f"i{number}_{name}": value for name, value in _injured(rng).items()}
    return codes


def _accused(rng: random.Random, offence: str, procedure: str) -> dict[str, Any]:
    found = "convicted_plea" if procedure == "plea" else rng.choice(("convicted", "convicted", "acquitted"))
    said: dict[str, Any] = {
        "sex": rng.choice("MMMF"), "age": rng.choice(("18_29", "30_49", "30_49", "50_over")), "indicted": offence,
        "judged": offence, "verdict": found, "confiscated": rng.choice(("yes", "no", "no", "unknown")),
    }  # fmt: skip
    return (
        said if found == "acquitted" else said | {"sentence": "prison", "months": rng.choice((24, 36, 42, 48, 60, 72))}
    )


def _injured(rng: random.Random) -> dict[str, Any]:
    claim = rng.choices(("no_claim", "referred", "awarded_part", "not_mentioned"), (4, 6, 1, 2))[0]
    said: dict[str, Any] = {
        "sex": rng.choice("FFFM"), "age": rng.choice(("under_14", "14_17", "18_over", "18_over")),
        "represented": rng.choice(("yes", "no")), "advised": rng.choice(("yes", "no", "unknown")),
        "quantified": "no" if claim in {"no_claim", "not_mentioned"} else rng.choice(("yes", "no")), "claim": claim,
        "statements": rng.randint(1, 6), "measures": sorted(rng.sample(("screen", "closed", "video_link"), rng.randint(0, 2))),
    }  # fmt: skip
    said = {name: value for name, value in said.items() if value != []}
    return said | ({"reason": rng.choice(("not_quantified", "evidence", "delay"))} if claim == "referred" else {})


def _slipped(rng: random.Random, name: str, value: Any, row: Mapping[str, Any]) -> Any:
    """The same answer, or now and then another one of its list."""
    question = next(slot.question for slot in slots(row["accused"], row["injured"]) if slot.name == name)
    if question.kind is not FieldKind.CODE or rng.randrange(100) >= _SLIPS_PERCENT:
        return value
    return rng.choice([code for code in question.codes() if code != value])


def _sheet(fill: Fill, desk: Desk, number: int) -> None:
    id_, rng = fill.ids.new(), fill.rng
    heard_on = fill.now.date() - timedelta(days=20 + rng.randrange(600))
    said = f"K {number // 2 + 301}/{heard_on.year}"
    codes = {part.id: _seen(rng, part.id) for part in asked().sections.values()}
    fill.batch.add(
        Observation, id=id_, office_id=desk.id, country=desk.country, court=rng.choice(desk.courts), heard_on=heard_on,
        trial_mark=tokens.judgment_mark(desk.country, said), observed_by=desk.lawyers[0], begun_at=fill.now,
        filled=sorted(codes), handed_in_at=fill.now, row_version=1,
    )  # fmt: skip
    for capsule, content in (("number", {"number": said}), ("sheet", {"codes": codes}), ("notes", {"texts": {}})):
        fill.batch.seal(desk.id, sheets.TABLE, id_, capsule, content)
    _note(fill, "hand_in_observation", desk.lawyers[0], f"observation:{id_}", desk)


def _seen(rng: random.Random, section: str) -> dict[str, Any]:
    """Any answer to each question of a section; the hearing was held."""
    part = asked().sections[section]
    said = {one.id: rng.choice(one.codes()) for one in part.questions if one.kind is FieldKind.CODE and one.needed}
    return said | ({"held": "yes", "minutes": 30 + 15 * rng.randrange(12)} if section == "hearing" else {})


def _note(fill: Fill, act: str, by: UUID, of: str, desk: Desk, **facts: Any) -> None:
    fill.batch.entries.append(Entry(act, by, of, None, {"country": desk.country, **facts}))
