"""Does anything that a lawyer is shown depend on how many people whom she may not see have that very name?"""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from litigation_app.core.db import db
from litigation_app.ledger import LedgerEntry
from litigation_app.vault.keys import holder
from litigation_app.vault.name_search import index
from searching import added, code_name, opened_case

NAME = "Kanarinka Sintetić"
DECOYS = 8


@pytest.mark.both_databases
@pytest.mark.parametrize("hidden", [0, 2, 9])
def test_of_her_own_namesakes_all_are_shown_whoever_else_is_called_so(
    app: Flask, make: Any, client_as: Callable[[str], Any], hidden: int
) -> None:
    """Only the eight likest were noted: who is hidden pushed out who is not, and was counted by it."""
    here, there = make.office(name="Here"), make.office(name="There")
    theirs, prober = client_as(make.lawyer(office=there)), client_as(make.lawyer(office=here))
    for number in range(hidden):
        added(theirs, make, NAME, birth_year=str(1999 - number), year_of_birth=str(1999 - number))
    case = opened_case(prober, make)
    decoys = [added(prober, make, NAME, case=case) for _ in range(DECOYS)]
    with app.app_context():
        index._held.pop(holder.current(), None)  # started again over night

    added(prober, make, NAME, case=case, birth_year="1999", year_of_birth="1999")
    page = prober.get(f"/duplicates?case={case}").get_data(as_text=True)

    assert [code_name(app, one) in page for one in decoys] == [True] * DECOYS


def test_a_damaged_name_is_left_out_and_noted_and_everybody_else_is_found(
    app: Flask, make: Any, client_as: Callable[[str], Any], as_owner: Callable[..., None]
) -> None:
    """One turned bit stopped search and intake of every office."""
    theirs, hers = client_as(make.lawyer(office=make.office())), client_as(make.lawyer(office=make.office()))
    added(theirs, make, "Oštećena Izmišljena")
    with app.app_context():
        db.session.remove()
    as_owner("UPDATE capsule SET sealed = substr(sealed, 1, 40) WHERE capsule = 'sketch'")
    with app.app_context():
        index._held.pop(holder.current(), None)

    whole = added(hers, make, NAME)
    answer = hers.post("/search", {"words": NAME, "purpose": "hearing"})

    assert answer.status_code == 200
    assert code_name(app, whole) in answer.get_data(as_text=True)
    with app.app_context():
        assert db.session.query(LedgerEntry).filter_by(act="integrity_failed").count() == 1
