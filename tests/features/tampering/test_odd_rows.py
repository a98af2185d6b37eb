"""What does a page say of a row that holds what the desk never writes there? What it says of a broken seal, and that is known."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

As = Callable[[str], Any]
ENTRY = "INSERT INTO ledger_entry (seq, at, act, object, outcome, body, h, mac) VALUES ({seq}, {at}, 'x', 'x', 'x', {body}, x'00', x'00')"
GONE = ("DROP TRIGGER IF EXISTS ledger_entry_no_delete", "DELETE FROM ledger_entry WHERE seq IN (900, 950)")
WELL = "'2026-11-26 10:00:00.000000'"
ROLE, NAME = "UPDATE role_held SET role = {}", "UPDATE user_account SET name = {} WHERE name <> 'Dana'"
ODD = {
    "/people/": (ROLE.format("CAST(role AS BLOB) WHERE role = 'lawyer'"), ROLE.format("CAST(role AS TEXT)")),
    "/people/?again": (NAME.format("CAST(x'ff' AS TEXT)"), NAME.format("'Ana'")),
    "/access-log/": (ENTRY.format(seq=900, at=WELL, body="x'ff'"), *GONE),
    "/access-log/?again": (ENTRY.format(seq=950, at="'no day'", body="x'7b7d'"), *GONE),
}


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_an_odd_row_is_said_to_be_not_what_was_saved(
    app: Flask, make: Any, client_as: As, as_owner: Callable[..., None]
) -> None:
    dana, iva = client_as(make.administrator(name="Dana")), client_as(make.auditor(name="Dana"))
    make.lawyer(name="Ana")
    shown = {}

    for page, (odd, *back) in ODD.items():
        as_owner(odd)
        shown[page] = (iva if "log" in page else dana).get(page)
        as_owner(*back)

    assert {answer.status_code for answer in shown.values()} == {409}, shown
    assert all("This is not what was saved" in answer.get_data(as_text=True) for answer in shown.values())
    assert "Not as the desk wrote it" in iva.get("/alerts/").get_data(as_text=True)
    assert dana.get("/people/").status_code == 200
