"""A hearing, its lawyer, and a colleague who may stand in for her."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import event

from lawyering import said as plain
from litigation_app.casework.cases.models import Assignment
from litigation_app.casework.cases.stand_ins.models import StandIn
from litigation_app.casework.proceedings.hearings.models import Hearing
from litigation_app.core.clock import today
from litigation_app.core.db import committing, db
from strategic import lane_of


class Court:
    """A lawyer with a hearing in ten days, a colleague of her office, and their coordinator."""

    def __init__(self, app: Flask, make: Any, client_as: Callable[[str], Any]) -> None:
        self.app, self.make, self.office = app, make, make.office("RS", "Beograd")
        self.lead, self.other = (make.lawyer(office=self.office, name=name) for name in ("Vera Vodi", "Ena Menja"))
        self.case = make.case(self.lead)
        self.lawyer, self.colleague = client_as(self.lead), client_as(self.other)
        self.coordinator = client_as(make.coordinator(office=self.office))
        self.hearing = self._scheduled()

    def _scheduled(self) -> Any:
        lane = lane_of(self.app, self.case, "criminal")
        said = {"proceeding": lane, "kind": "main_hearing", "on": plain(today() + timedelta(days=10)), "confirmed": "y"}
        answer = self.lawyer.post(f"/cases/{self.case}/hearings", said)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        with self.app.app_context():
            return db.session.query(Hearing.id).one()[0]

    def comes(self, days: int) -> None:
        """The hearing is so many days away, whatever was said before."""
        with self.app.app_context(), committing() as session:
            on = today() + timedelta(days=days)
            session.get_one(Hearing, self.hearing).on = on
            session.query(Assignment).filter_by(case_id=self.case).update({"next_on": on})  # as the lists keep it
            for one in session.query(StandIn).filter_by(hearing_id=self.hearing):
                one.from_on, one.until_on = on - timedelta(days=2), on

    def sees(self, person: Any) -> list[int]:
        paths = [f"/cases/{self.case}", f"/hearings/{self.hearing}"]
        return [person.get(path).status_code for path in paths]

    def statements(self, person: Any, path: str) -> int:
        """How often the page asks the database, once it has been shown before."""
        asked: list[str] = []
        person.get(path)
        with self.app.app_context():
            engine = db.engine

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith("SELECT set_config"):  # PostgreSQL is told who asks
                asked.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        person.get(path)
        event.remove(engine, "before_cursor_execute", note)
        return len(asked)

    def task(self, kind: str, days: int) -> None:
        """Something that its lawyer is to do in so many days."""
        said = {"kind": kind, "person": str(self.make.user_id(self.lead)), "text": "Dunja Nepostojeća"}
        day = {"due_on": plain(today() + timedelta(days=days))}
        assert self.lawyer.post(f"/cases/{self.case}/tasks", said | day).status_code == 303

    def is_away(self, away: str, stand_in: str, first: int, last: int) -> Any:
        """The coordinator enters that somebody is away on these days from today, and who stands in."""
        names = {"lawyer-away": away, "lawyer-stand_in": stand_in}
        who = {name: f"{self.make.user_id(email)}:{self.office}" for name, email in names.items()}
        return self.coordinator.post("/absences/lawyers", who | self.days(first, last))

    def end_absences(self) -> None:
        with self.app.app_context():
            absences = [one.id for one in db.session.query(StandIn).filter_by(ended_at=None)]
        for absence in absences:
            assert self.coordinator.post(f"/absences/{absence}/end").status_code == 303

    def days(self, first: int, last: int) -> dict[str, str]:
        now = today()
        return {f"lawyer-{name}": plain(now + timedelta(days=day)) for name, day in
                (("from_on", first), ("until_on", last))}  # fmt: skip
