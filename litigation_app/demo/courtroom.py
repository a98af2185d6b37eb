"""Which invented judgments were read? A register of each country, in Serbia enough for a publication; a fifth coded twice."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from litigation_app.casework.courtwatch.judgments.actions import CODINGS, TABLE, mark_of
from litigation_app.casework.courtwatch.judgments.models import Coding, Judgment, State
from litigation_app.casework.courtwatch.judgments.rules import CONVICTED, IN_PRISON, SECOND, is_drawn
from litigation_app.casework.courtwatch.rules import slots
from litigation_app.casework.record_forms.rules import FieldKind
from litigation_app.demo.ids import Ids
from litigation_app.demo.people import Desk, Staff
from litigation_app.demo.published import assumed
from litigation_app.demo.rows import Batch, Entry
from litigation_app.law import loader
from litigation_app.vault.name_search import blind_index

_HOME, _FIRST_NUMBER = "RS", 101
# Judgments of Serbia that are registered only; the first of them was read once, and waits for its second reader.
_WAITING = 4
_ABOVE = 2  # level of a court that decides on appeals
_TWICE_PERCENT = 20
_WEEKS = timedelta(weeks=4)  # until a judgment or a hearing is written down
_SLIPS_PERCENT = 12  # of the second coder's answers that differ


@dataclass(frozen=True)
class Fill:
    """What the register is written with."""

    ids: Ids
    rng: random.Random
    now: datetime
    batch: Batch

    def drawn(self, weights: Mapping[str, float]) -> str:
        """One of these codes, as often as its weight."""
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def answer(self, question: str) -> str:
        """The answer to a question, as likely as assumed."""
        return self.drawn(assumed("courtroom")["answers"][question])

    def after(self, day: date) -> datetime:
        """When it was written down: some weeks after a day, never later than now."""
        return min(datetime.combine(day + _WEEKS, time(12), UTC), self.now)

    def happens(self, chance: str) -> bool:
        """Whether something does that is assumed in so many of a hundred."""
        return self.rng.randrange(100) < int(assumed("courtroom")[chance])


def write(staff: Staff, ids: Ids, now: datetime, seed: int, our_case: UUID | None) -> Batch:
    """The rows of all registers; the first judgment is also the case that guides show."""
    fill = Fill(ids, random.Random(f"{seed}/courtroom"), now, Batch())
    first = _FIRST_NUMBER
    for country, read in assumed("courtroom")["read"].items():
        desk = staff.of(country)[0]
        fill.batch.subjects.append(desk.id)
        for number in range(first, first + read):
            row = _registered(fill, desk, number, our_case if number == _FIRST_NUMBER else None)
            row["state"] = _read(fill, desk, row, _codes(fill, desk.country, row))
            fill.batch.add(Judgment, **row)
            if fill.happens("appeals_percent"):
                _appeal(fill, desk, row, number)
        first += read
    _waiting(fill, staff.of(_HOME)[0], first)
    return fill.batch


def _waiting(fill: Fill, desk: Desk, first: int) -> None:
    """Some that are registered only; of one the second reading is left to the other lawyer of the office."""
    for number in range(first, first + _WAITING):
        row = _registered(fill, desk, number, None)
        if number == first:
            row |= {"is_double": True, "state": State.TO_CODE_AGAIN}
            _coding(fill, desk, row, 1, desk.lawyers[0], _codes(fill, desk.country, row))
        fill.batch.add(Judgment, **row)


def _registered(fill: Fill, desk: Desk, number: int, our_case: UUID | None) -> dict[str, Any]:
    """A first-instance judgment as it is registered, not read yet."""
    first, last = assumed("courtroom")["years"]
    decided_on = date(fill.rng.randint(first, last), 1, 1) + timedelta(days=fill.rng.randrange(365))
    said = f"K {number}/{decided_on.year}"
    mark = blind_index.judgment_mark(desk.country, said)
    finality = "not_final" if fill.happens("not_final_percent") else "final"
    row = _row(fill, desk, decided_on) | {
        "court": fill.rng.choice(desk.courts), "instance": "first", "finality": finality, "mark": mark, "trial_mark": mark,
    }  # fmt: skip
    cases = [str(our_case)] if our_case else []
    _numbered(fill, desk, row, {"number": said, "first_number": "", "cases": cases})
    return row


def _appeal(fill: Fill, desk: Desk, first: Mapping[str, Any], number: int) -> None:
    """The decision on an appeal against a judgment, where it was given by today; it is final, unless it sent the trial back."""
    decided_on = first["decided_on"] + timedelta(days=fill.rng.randrange(120, 420))
    if decided_on >= fill.now.date():
        return
    said = f"Kž {number}/{decided_on.year}"
    above = [court.id for court in loader.load(desk.country).courts if court.level == _ABOVE]
    same = {name: first[name] for name in ("accused", "injured", "trial_mark")}
    row = _row(fill, desk, decided_on) | same | {
        "court": fill.rng.choice(above), "instance": "second", "finality": "final",
        "mark": blind_index.judgment_mark(desk.country, said),
    }  # fmt: skip
    codes = _codes(fill, desk.country, row) | {"procedure": "appeal", "appeal": fill.answer("appeal")}
    if codes["appeal"] == "quashed":
        row["finality"] = "not_final"
    row["state"] = _read(fill, desk, row, codes)
    fill.batch.add(Judgment, **row)
    _numbered(fill, desk, row, {"number": said, "first_number": f"K {number}/{first['decided_on'].year}", "cases": []})


def _row(fill: Fill, desk: Desk, decided_on: date) -> dict[str, Any]:
    """What every row of a register begins with."""
    id_ = fill.ids.new()
    return {
        "id": id_, "office_id": desk.id, "country": desk.country, "decided_on": decided_on,
        "accused": fill.rng.choice((1, 1, 1, 2, 3)), "injured": fill.rng.choice((1, 1, 2)),
        "is_double": is_drawn(id_, _TWICE_PERCENT), "state": State.TO_CODE, "registered_by": desk.lawyers[0],
        "registered_at": fill.after(decided_on), "row_version": 1,
    }  # fmt: skip


def _numbered(fill: Fill, desk: Desk, row: Mapping[str, Any], numbers: Mapping[str, Any]) -> None:
    fill.batch.seal(desk.id, TABLE, row["id"], "number", numbers)
    note(fill, "register_judgment", desk.lawyers[0], f"judgment:{row['id']}", desk)


def _read(fill: Fill, desk: Desk, row: Mapping[str, Any], first: Mapping[str, Any]) -> State:
    """One reading, or two of which the second differs here and there; most of these were settled by another coordinator."""
    _coding(fill, desk, row, 1, desk.lawyers[0], first)
    if not row["is_double"]:
        return State.SETTLED
    second = {name: _slipped(fill.rng, name, value, row) for name, value in first.items()}
    _coding(fill, desk, row, 2, desk.coordinators[0], second)
    if first == second:
        return State.SETTLED
    if not fill.happens("settled_percent"):
        return State.TO_SETTLE
    _coding(fill, desk, row, 3, desk.coordinators[1], first)
    return State.SETTLED


def _coding(fill: Fill, desk: Desk, row: Mapping[str, Any], place: int, by: UUID, codes: Mapping[str, Any]) -> None:
    id_ = fill.ids.new()
    fill.batch.add(
        Coding, id=id_, judgment_id=row["id"], office_id=desk.id, mark=mark_of(row["id"], codes), place=place,
        coded_by=by, coded_at=fill.after(row["decided_on"]),
    )  # fmt: skip
    fill.batch.seal(desk.id, CODINGS, id_, "coding", {"codes": codes})
    fill.batch.seal(desk.id, CODINGS, id_, "note", {"text": ""})
    act = "adjudicate" if place > SECOND else "code_judgment"
    note(fill, act, by, f"judgment:{row['id']}", desk, place=place)


def _codes(fill: Fill, country: str, row: dict[str, Any]) -> dict[str, Any]:
    """What the judgment says; on a plea agreement it is final."""
    codes: dict[str, Any] = {
        "procedure": fill.answer("procedure"),
        "appeal": "not_appeal",
        "indicted_on": (row["decided_on"] - timedelta(days=fill.rng.choice((90, 300, 500, 700, 1300)))).isoformat(),
    }
    is_plea = codes["procedure"] == "plea"
    if is_plea:
        row["finality"] = "final"
    for number in range(1, row["accused"] + 1):
        codes |= {f"a{number}_{name}": value for name, value in _accused(fill, country, is_plea=is_plea).items()}
    for number in range(1, row["injured"] + 1):
        codes |= {f"i{number}_{name}": value for name, value in _injured(fill).items()}
    return codes


def _accused(fill: Fill, country: str, *, is_plea: bool) -> dict[str, Any]:
    judged, offence = fill.answer("judged"), loader.load(country).offences[0].id
    verdict = "convicted_plea" if is_plea else fill.answer("verdict")
    said: dict[str, Any] = {
        "sex": fill.answer("accused_sex"), "age": fill.answer("accused_age"), "indicted": offence,
        "judged": assumed("courtroom")["lesser"][country] if judged == "lesser" else offence,
        "verdict": verdict, "confiscated": fill.answer("confiscated"),
    }  # fmt: skip
    if verdict not in CONVICTED:
        return said
    said["sentence"] = fill.answer("sentence")
    if said["sentence"] in IN_PRISON:
        said["months"] = int(fill.drawn(assumed("courtroom")["months"][judged]))
    return said


def _injured(fill: Fill) -> dict[str, Any]:
    rng, claim = fill.rng, fill.answer("claim")
    said: dict[str, Any] = {
        "sex": fill.answer("injured_sex"), "age": fill.answer("injured_age"), "represented": fill.answer("represented"),
        "advised": rng.choice(("yes", "no", "unknown")),
        "quantified": "no" if claim in {"no_claim", "not_mentioned"} else rng.choice(("yes", "no")), "claim": claim,
        "statements": rng.randint(1, 6), "measures": sorted(rng.sample(("screen", "closed", "video_link"), rng.randint(0, 2))),
    }  # fmt: skip
    said["vulnerable"] = ("unknown", "no", "yes")[len(said["measures"])]
    said = {name: value for name, value in said.items() if value != []}
    return said | ({"reason": fill.answer("reason")} if claim == "referred" else {})


def _slipped(rng: random.Random, name: str, value: Any, row: Mapping[str, Any]) -> Any:
    """The same answer, or now and then another one of its list."""
    question = next(slot.question for slot in slots(row["accused"], row["injured"]) if slot.name == name)
    if question.kind is not FieldKind.CODE or rng.randrange(100) >= _SLIPS_PERCENT:
        return value
    return rng.choice([code for code in question.codes() if code != value])


def note(fill: Fill, act: str, by: UUID, of: str, desk: Desk, **facts: Any) -> None:
    fill.batch.entries.append(Entry(act, by, of, None, {"country": desk.country, **facts}))
