"""Sixty invented clients whose cases went to a judgment and whose claims were decided, with which publications are tried."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import time_machine

from litigation_app.accounts.models import Office
from litigation_app.casework.casefile import actions as casefile
from litigation_app.casework.cases.actions import FileText, NewCase, Place
from litigation_app.casework.claims import actions as claims
from litigation_app.casework.claims.reviews import actions as reviews
from litigation_app.casework.claims.rules import Decided, Paid, Part
from litigation_app.casework.clients.victims import actions as victims
from litigation_app.casework.clients.victims.rules import VictimRecord
from litigation_app.casework.proceedings import actions as proceedings
from litigation_app.casework.proceedings.actions import Note, Said
from litigation_app.casework.proceedings.models import Proceeding
from litigation_app.core.access import Actor
from litigation_app.core.db import committing, db
from litigation_app.law import loader
from preparing import WRITTEN_DOWN

PEOPLE = 60


class Caseload:
    """Sixty invented clients of four lawyers, enough to publish something and few enough to have to withhold a lot."""

    def __init__(self, make: Any, _client_as: Callable[[str], Any]) -> None:
        self.make, self.app = make, make.app
        self.office = make.office(country="RS", name="Office Beograd")
        self.lawyers = [make.actor(make.lawyer(office=self.office)) for _ in range(4)]
        self.reviewer = make.actor(make.coordinator(office=self.office))
        with time_machine.travel(WRITTEN_DOWN), self.app.app_context(), committing():
            for number in range(PEOPLE):
                self.add(number)

    def add(self, number: int) -> None:
        year = 2021 + number % 3
        lawyer = self.lawyers[number % 4]
        text = FileText(f"Izmišljeni cilj {number}")
        office = db.session.get_one(Office, self.office)
        case = casefile.open_case(lawyer, NewCase(office, date(year, 3, 1), loader.load("RS").version, Place(), text))
        sex, form = ("M" if number % 10 == 0 else "F"), ("LAB" if number % 5 == 0 else "SEX")
        record = VictimRecord(
            given_name=f"Izmišljena{number}",
            birth_date=date(1999 + 8 * (number % 4 == 0), 5, 5),
            sex=sex,
            forms=(form,),
            status="FORMAL",
            first_contact=date(year, 3, 1),
        )
        victim = victims.add(lawyer, case, record)
        if number % 2:
            self.claim(lawyer, case, victim, number)
        db.session.flush()

    def claim(self, lawyer: Actor, case: Any, victim: Any, number: int) -> None:
        criminal = db.session.query(Proceeding).filter_by(case_id=case.id, family="criminal").one()
        proceedings.move(lawyer, criminal, "report_filed", Said(date(case.year, 4, 1)))
        proceedings.move(lawyer, criminal, "investigation_ordered", Said(date(case.year, 5, 1)))
        stages = [
            ("indictment_confirmed", 6, None),
            ("main_hearing", 7, None),
            ("first_instance_judgment", 9, "convicted"),
        ]
        for stage, month, outcome in stages:
            said = Said(date(case.year, month, 1), outcome=outcome, note=Note(reason="skraćeno"))
            proceedings.move_outside(lawyer, criminal, stage, said)
        made = claims.draft(lawyer, case, victim, route="property_claim", parts=[Part("fear", Decimal("100000.00"))])
        claims.submit(lawyer, made, case, row_version=made.row_version)
        reviews.approve(self.reviewer, made, case, said=reviews.Approval(), row_version=made.row_version)
        claims.record_filing(
            lawyer,
            made,
            case,
            on=date(case.year, 8, 1),
            why=claims.Irregular(unauthorised="appointed", is_early_meant=True),
        )
        awarded = number % 6 == 1
        decided = Decided(
            date(case.year, 9, 2),
            "awarded_part" if awarded else "referred",
            Decimal("50000.00") if awarded else None,
            awarded,
        )
        claims.record_decision(lawyer, made, case, instance="first", decided=decided)
        if number % 12 == 1:
            claims.record_payment(lawyer, made, case, paid=Paid(date(case.year, 10, 1), Decimal("9000.00"), "OFFENDER"))
