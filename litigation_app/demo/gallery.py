"""Which invented hearings were watched? Trials of each country, some of them through several years."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from litigation_app.casework.courtwatch.observations import actions as sheets
from litigation_app.casework.courtwatch.observations.models import Observation
from litigation_app.casework.courtwatch.observations.rules import FIRST, is_held
from litigation_app.casework.courtwatch.rules import Part, asked
from litigation_app.casework.record_forms.rules import FieldKind
from litigation_app.demo.courtroom import Fill, note
from litigation_app.demo.ids import Ids
from litigation_app.demo.people import Desk, Staff
from litigation_app.demo.published import assumed
from litigation_app.demo.rows import Batch
from litigation_app.vault.name_search import blind_index

_COUNTRIES, _FIRST_NUMBER = ("RS", "BA", "MK", "ME"), 401
_MEASURES = ("screen", "closed", "video_link")


class MonitoredTrial(NamedTuple):
    """Hearings of one trial: the court's number for it, the court, and the days."""

    said: str
    court: str
    days: tuple[date, ...]


def write(staff: Staff, ids: Ids, now: datetime, seed: int) -> Batch:
    """The sheets of all monitored hearings, handed in by the lawyers of one office of each country in turn."""
    fill = Fill(ids, random.Random(f"{seed}/gallery"), now, Batch())
    for country in _COUNTRIES:
        desk = staff.of(country)[0]
        for trial in _trials(fill.rng, desk, now.date()):
            for on in trial.days:
                _sheet(fill, desk, trial, on)
    return fill.batch


def _trials(rng: random.Random, desk: Desk, today: date) -> Iterator[MonitoredTrial]:
    """As many a year as are assumed; some go on in the next one."""
    said, number = assumed("hearings"), _FIRST_NUMBER
    going_on: list[MonitoredTrial] = []
    for year in said["years"]:
        begun = [
            MonitoredTrial(f"K {number + n}/{year}", rng.choice(desk.courts), ())
            for n in range(said["trials"] - len(going_on))
        ]
        number += len(begun)
        monitored = [one._replace(days=_days(rng, year, today)) for one in (*going_on, *begun)]
        yield from monitored
        going_on = [one for one in monitored if rng.randrange(100) < said["goes_on_percent"]]


def _days(rng: random.Random, year: int, today: date) -> tuple[date, ...]:
    """Different days of a year, none of them still to come."""
    lengths = assumed("hearings")["lengths"]
    many = int(rng.choices(list(lengths), list(lengths.values()))[0])
    days = [date(year, 1, 1) + timedelta(days=place) for place in rng.sample(range(365), many)]
    return tuple(sorted(day for day in days if day <= today))


def _sheet(fill: Fill, desk: Desk, trial: MonitoredTrial, on: date) -> None:
    id_, by = fill.ids.new(), fill.rng.choice(desk.lawyers)
    codes = _codes(fill.rng)
    fill.batch.add(
        Observation, id=id_, office_id=desk.id, country=desk.country, court=trial.court, heard_on=on,
        trial_mark=blind_index.judgment_mark(desk.country, trial.said), observed_by=by, begun_at=fill.after(on),
        filled=sorted(codes), handed_in_at=fill.after(on), row_version=1,
    )  # fmt: skip
    for capsule, content in (("number", {"number": trial.said}), ("sheet", {"codes": codes}), ("notes", {"texts": {}})):
        fill.batch.seal(desk.id, sheets.TABLE, id_, capsule, content)
    note(fill, "hand_in_observation", by, f"observation:{id_}", desk)


def _codes(rng: random.Random) -> dict[str, dict[str, Any]]:
    """The answers by section; of a hearing that was not held those of the first alone."""
    parts = asked().sections.values()
    first = _answers(rng, next(part for part in parts if part.id == FIRST))
    if not is_held(first):
        [postponed] = [one for part in parts for one in part.questions if one.id == "postponed"]
        return {FIRST: first | {"postponed": rng.choice(postponed.codes())}}
    said = {part.id: _answers(rng, part) for part in parts if part.id != FIRST}
    if rng.randrange(100) < assumed("hearings")["measures_percent"]:
        said["protection"]["measures"] = sorted(rng.sample(_MEASURES, rng.randint(1, 2)))
    return {FIRST: first | {"minutes": 30 + 15 * rng.randrange(12)}, **said}


def _answers(rng: random.Random, part: Part) -> dict[str, Any]:
    """To every question that must be answered: as assumed, else any of its list."""
    likely: Mapping[str, Mapping[str, int]] = assumed("hearings")["answers"]
    found = {}
    for one in part.questions:
        if one.kind is FieldKind.CODE and one.needed:
            weights = likely.get(one.id) or dict.fromkeys(one.codes(), 1)
            found[one.id] = rng.choices(list(weights), list(weights.values()))[0]
    return found
