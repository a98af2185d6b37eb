"""To whom does a paper written from the file go, and is it drafted only where the law of the case has it?"""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Flask

from claiming import ROWS
from documents_sent import open_file
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.core.db import db
from papers_written import address, said_by, trial_of, written


def test_before_an_indictment_a_claim_and_a_request_for_protection_go_to_the_prosecutor_s_office(
    make: Any, lawyer: Any
) -> None:
    office = next(iter(make.actor(lawyer.email).held)).office_id
    said = {
        "office": str(office),
        "opened_on": "20. 9. 2026.",
        "court": "vs_beograd",
        "prosecution_number": "KTO 15/26",
    }
    cases = {}
    for stage in ("investigation", "main_hearing"):
        opened = lawyer.post("/cases/", said | {"stage": stage})
        cases[stage] = UUID(re.split(r"[/?]", opened.headers["Location"])[2])
        assert open_file(lawyer, cases[stage]).status_code == 303

    for template in ("property_claim", "protection"):
        early, late = (written(lawyer, one, template=template) for one in cases.values())

        assert "Javno tužilaštvo: ________" in early
        assert "Broj: KTO 15/26" in early
        assert "Viši sud u Beogradu" not in early
        assert "Viši sud u Beogradu" in late
        assert "Javno tužilaštvo: ________" not in late
    power = written(lawyer, cases["investigation"], template="power")
    assert "pred: Viši sud u Beogradu" in power  # where she is represented, also later


def test_the_prosecutor_s_office_is_named_where_it_is_written_down_and_a_chosen_court_goes_first(
    make: Any, lawyer: Any
) -> None:
    office = next(iter(make.actor(lawyer.email).held)).office_id
    said = {"office": str(office), "opened_on": "20. 9. 2026.", "court": "vs_beograd", "stage": "investigation"}
    case_id = UUID(re.split(r"[/?]", lawyer.post("/cases/", said).headers["Location"])[2])
    assert open_file(lawyer, case_id).status_code == 303
    trial = trial_of(make.app, case_id)
    named = {"role": "prosecution", "court_typed": "Više tužilaštvo u Zamišljenu", "number": "KTO 16/26"}
    assert lawyer.post(f"/proceedings/{trial}/court-files", named).status_code == 303

    by_itself = written(lawyer, case_id, template="protection")
    chosen = written(lawyer, case_id, template="protection", court=str(trial))

    offered = dict(re.findall(r'<option value="([^"]+)">([^<]*Prosecut[^<]*)', lawyer.get(address(case_id)).text))
    [(office_id, in_words)] = offered.items()
    of_office = written(lawyer, case_id, template="power", court=office_id)

    ceded = {
        "role": "prosecution",
        "court_typed": "Drugo tužilaštvo",
        "number": "KTO 17/26",
        "begun_on": "1. 10. 2026.",
    }
    assert lawyer.post(f"/proceedings/{trial}/court-files", ceded).status_code == 303
    assert "Drugo tužilaštvo" in written(lawyer, case_id, template="protection")
    assert "Više tužilaštvo u Zamišljenu" in by_itself
    assert "Broj: KTO 16/26" in by_itself
    assert "Viši sud u Beogradu" in chosen
    assert "Više tužilaštvo u Zamišljenu · KTO 16/26" in in_words
    assert "sa predmetom KTO 16/26 pred: Više tužilaštvo u Zamišljenu" in of_office


def test_the_complaint_against_a_dismissal_and_the_constitutional_complaint_are_drafted_where_the_law_has_them(
    make: Any, client_as: Callable[[str], Any], lawyer: Any, open_case: UUID
) -> None:
    assert lawyer.post(f"/cases/{open_case}/accused", {"name": "Prvi Zamišljeni"}).status_code == 303

    dismissed = written(lawyer, open_case, template="dismissal_complaint")
    constitutional = written(lawyer, open_case, template="constitutional")

    assert "PRIGOVOR OŠTEĆENE" in dismissed
    assert "Osumnjičeni: Prvi Zamišljeni" in dismissed
    assert "USTAVNA ŽALBA" in constitutional
    assert "Viši sud u Beogradu, broj" in constitutional  # whose decision is contested
    email = make.lawyer(office=make.office("MK", "Skopje"))
    macedonian, case_id = client_as(email), make.case(email)
    assert open_file(macedonian, case_id).status_code == 303
    offered = macedonian.get(address(case_id)).get_data(as_text=True)
    assert "Complaint against the prosecutor&#39;s dismissal" in offered
    assert "Constitutional complaint" not in offered
    assert macedonian.post(address(case_id), {"template": "constitutional"}).status_code == 422
    assert "ЖАЛБА НА ОШТЕТЕНАТА" in said_by(macedonian.post(address(case_id), {"template": "dismissal_complaint"}))


def test_an_action_is_against_those_of_whom_its_claim_is_asked_and_a_claim_in_the_trial_names_all_accused(
    app: Flask, make: Any, lawyer: Any, open_case: UUID
) -> None:
    victim = make.victim(lawyer.email, open_case)
    made = lawyer.post(f"/cases/{open_case}/claims", {**ROWS, "victim": str(victim)})
    claim = made.headers["Location"].split("/")[2].split("?")[0]
    accused = {}
    for name in ("Prvi Zamišljeni", "Drugi Zamišljeni"):
        assert lawyer.post(f"/cases/{open_case}/accused", {"name": name}).status_code == 303
        with app.app_context():
            [added] = {str(one.id) for one in db.session.query(Defendant)} - set(accused)
        accused[added] = name
    nobody_said = written(lawyer, open_case, template="civil_claim", claim=claim)
    terms = {"is_quantified": "y", "debtors": [*accused], "interest": "none", "row_version": "1"}
    apart = terms | {"some-lost_earnings": next(iter(accused))}
    assert lawyer.post(f"/claims/{claim}/terms", apart).status_code == 303
    of_some = written(lawyer, open_case, template="civil_claim", claim=claim)
    terms |= {"debtors": next(iter(accused)), "row_version": "2"}
    assert lawyer.post(f"/claims/{claim}/terms", terms).status_code == 303

    action, in_trial = (
        written(lawyer, open_case, template=one, claim=claim) for one in ("civil_claim", "property_claim")
    )

    assert "Drugi Zamišljeni" in nobody_said
    assert "solidarno isplate ukupno" in nobody_said
    assert "isplate ukupno 1.260.000,00 RSD (svako ono što se prema njemu ističe" in of_some
    assert "Tuženi: Prvi Zamišljeni, adresa" in action
    assert "Drugi Zamišljeni" not in action
    assert "kamat" not in action
    assert "Drugi Zamišljeni" in in_trial
