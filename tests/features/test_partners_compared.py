"""Do indicators of a partner's publication stand beside ours, named, and only while the partner is trusted?"""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask

from bundled import PartnerKey, bundle, packed, repacked
from keyed_partners import ClientAs, sent, there, trusted
from lawyering import text
from litigation_app.core.db import committing
from litigation_app.gate.partners import actions, queries
from litigation_app.statistics.releases import Release, RowOut, TableOut, layout, writing
from litigation_app.statistics.releases import place as lay

pytestmark = pytest.mark.thorough


def signed_by_us(app: Flask, release: Release) -> Mapping[str, bytes]:
    """The same files under this desk's own signature."""
    seal = {layout.SUMS, layout.SIGNATURE, layout.SIGNER}
    bare = {name: content for name, content in release.files.items() if name not in seal}
    with app.app_context():
        return writing.sign(bare, app.extensions["release_signer"])


def claims(filed: int) -> list[TableOut]:
    cells = {"indicted": 40, "filed": filed, "not_filed": 40 - filed}
    rows = [RowOut((year, code), n) for year in ("2021", "2022") for code, n in cells.items()]
    return [TableOut("cohort_filed", "Invented", "PERSON", "victim", ("YEAR", "FILED"), rows)]


def test_an_indicator_of_a_partner_stands_beside_ours_and_has_its_page_and_files(
    app: Flask, make: Any, client_as: ClientAs
) -> None:
    partner, analyst = trusted(app, make), client_as(make.analyst())
    theirs = bundle(tables=claims(30))
    ours = bundle(country="RS", tables=claims(10))
    lay(app.extensions["shelf"], ours.id, signed_by_us(app, ours))
    assert sent(analyst, packed(theirs)).status_code == 303

    own = text(analyst.get("/indicators/CMP-01"))
    compared = text(analyst.get("/indicators/countries?indicator=CMP-01"))
    alone = text(analyst.get(f"/indicators/CMP-01?publication={theirs.id}"))

    assert "25.0 % of 80" in own, "without an address it is our own"
    assert "North Macedonia · Izmišljena Makedonija" in compared
    assert "75.0 % of 80" in alone
    assert f"/publications/partners/{partner}/{theirs.id}" in alone
    assert analyst.get(f"/indicators/CMP-01.csv?publication={theirs.id}").status_code == 200
    assert analyst.get(f"/publications/{theirs.id}/indicators/csv?indicator=CMP-01").status_code == 200


def test_a_partner_whose_trust_was_withdrawn_has_no_indicators(app: Flask, make: Any, client_as: ClientAs) -> None:
    partner, analyst = trusted(app, make), client_as(make.analyst())
    theirs = bundle(tables=claims(30))
    assert sent(analyst, packed(theirs)).status_code == 303
    with app.app_context(), committing():
        actions.end(make.actor(make.coordinator()), queries.get(partner))

    answer = analyst.get(f"/indicators/CMP-01?publication={theirs.id}")

    assert answer.status_code == 404
    assert "There is no such page" in text(answer)


def signed_anew(release: Release, seed: int = 7) -> Mapping[str, bytes]:
    """Public files under another's signature."""
    seal = {layout.SUMS, layout.SIGNATURE, layout.SIGNER}
    return writing.sign({name: one for name, one in release.files.items() if name not in seal}, PartnerKey(seed))


def test_a_partner_who_signs_our_files_anew_does_not_take_over_our_page(
    app: Flask, make: Any, client_as: ClientAs
) -> None:
    partner, analyst = trusted(app, make), client_as(make.analyst())
    ours = bundle(tables=claims(10))
    lay(app.extensions["shelf"], ours.id, signed_by_us(app, ours))
    with app.app_context():
        lay(queries.place(app.extensions["partner_releases"], PartnerKey(7).public_key()), ours.id, signed_anew(ours))

    page = text(analyst.get(f"/indicators/CMP-01?publication={ours.id}"))
    listed = text(analyst.get(f"/indicators/?publication={ours.id}"))
    theirs = text(analyst.get(f"/indicators/CMP-01?publication={partner}/{ours.id}"))
    offered = re.findall(r'<option[^>]* value="([^"]+)"[^>]*>([^<]+)<', page)

    for own in (page, listed):
        assert f'href="/publications/{ours.id}"' in own
        assert not re.search('class="chip[^>]*>[^<]*Izmišljena Makedonija', own)
    assert f"/publications/partners/{partner}/{ours.id}" in theirs
    assert [one for one, _words in offered] == [ours.id, f"{partner}/{ours.id}"]
    assert ["Izmišljena Makedonija" in words for _one, words in offered] == [False, True]
    assert f"publication={ours.id}" in page
    assert f"/publications/partners/{partner}/{ours.id}/indicators/json?indicator=CMP-01" in theirs
    assert analyst.get(f"/publications/partners/{partner}/{ours.id}/indicators/json").status_code == 200


def test_our_own_files_under_a_partners_signature_are_not_taken(app: Flask, make: Any, client_as: ClientAs) -> None:
    trusted(app, make)
    ours = bundle()
    lay(app.extensions["shelf"], ours.id, signed_by_us(app, ours))

    answer = sent(client_as(make.analyst()), repacked(signed_anew(ours)))

    assert answer.status_code == 422
    assert "our own publication “MK 2021 to 2022”" in text(answer)
    assert there(app) == []
