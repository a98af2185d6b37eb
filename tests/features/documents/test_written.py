"""Are papers written from the file in the language of the court, with what stands open and no more?"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from claiming import ROWS
from documents_sent import added, new_case, open_file, page
from litigation_app.casework.claims.models import CourtDecision
from litigation_app.casework.documents.models import Document
from litigation_app.casework.proceedings.defendants.models import Defendant
from litigation_app.core import clock, pdf
from litigation_app.core.db import committing, db
from litigation_app.ledger import LedgerEntry
from papers_written import address, said_by, written

NAME = "Nepostojana"


@pytest.fixture
def victim(make: Any, lawyer: Any, open_case: UUID) -> UUID:
    found: UUID = make.victim(lawyer.email, open_case, given_name=NAME)
    return found


def test_her_name_stands_there_only_while_her_identity_stands_open(lawyer: Any, open_case: UUID, victim: UUID) -> None:
    asked = {"template": "power", "language": "sr-Latn", "victim": str(victim)}

    before = said_by(lawyer.post(address(open_case), asked))
    lawyer.post(f"/victims/{victim}/openings", {"purpose": "drafting", "groups": ["identity"]})
    after = lawyer.post(address(open_case), asked)

    assert "PUNOMOĆJE" in before
    assert NAME not in before
    assert NAME in said_by(after)
    assert after.headers["Content-Disposition"].startswith("attachment; ")
    assert "Vera Zamišljena" in said_by(after)  # the lawyer
    assert "Viši sud u Beogradu" in said_by(after)


def test_what_would_stay_blank_is_said_before_it_is_written(lawyer: Any, open_case: UUID, victim: UUID) -> None:
    def said() -> str:
        return " ".join(lawyer.get(address(open_case)).get_data(as_text=True).split())

    closed = said()
    lawyer.post(f"/victims/{victim}/openings", {"purpose": "drafting", "groups": ["identity"]})
    named = said()
    lawyer.post(f"/victims/{victim}/openings", {"purpose": "drafting", "groups": ["identity", "legal"]})

    assert "her name would stay blank, and in a claim the reasons of each head of damage" in closed
    assert "her name would stay blank" not in named
    assert "The legal part of the record" in named
    assert "stay blank" not in said()


def test_a_claim_comes_with_its_rows_their_basis_and_the_sum(lawyer: Any, open_case: UUID, victim: UUID) -> None:
    made = lawyer.post(f"/cases/{open_case}/claims", {**ROWS, "victim": str(victim)})
    claim = made.headers["Location"].split("/")[2].split("?")[0]

    text = said_by(
        lawyer.post(address(open_case), {"template": "property_claim", "language": "sr-Cyrl", "claim": claim})
    )

    assert "ПРЕДЛОГ ЗА ОСТВАРИВАЊЕ ИМОВИНСКОПРАВНОГ ЗАХТЕВА" in text
    assert text.count("<w:tr>") >= 3
    assert "RSD" in text
    assert "Нацрт. Образац није прегледао правник." in text


def test_a_claim_says_its_sum_in_words_how_it_was_computed_and_who_owes_it(
    app: Flask, lawyer: Any, open_case: UUID, victim: UUID
) -> None:
    made = lawyer.post(f"/cases/{open_case}/claims", {**ROWS, "victim": str(victim)})
    claim = made.headers["Location"].split("/")[2].split("?")[0]
    work = {"periods-0-first": "22. 12. 2017.", "periods-0-last": "4. 1. 2018.", "periods-0-hours": "42"}
    said = {"method": "earnings", "received": "1,000", "row_version": "1", "note": "Izmišljena pekara", **work}
    assert lawyer.post(f"/claims/{claim}/rows/lost_earnings/calculations", said).status_code == 303
    for name in ("Prvi Zamišljeni", "Drugi Zamišljeni"):
        assert lawyer.post(f"/cases/{open_case}/accused", {"name": name}).status_code == 303
    with app.app_context():
        debtors = [str(one.id) for one in db.session.query(Defendant)]
    terms = {"is_quantified": "y", "debtors": debtors, "some-lost_earnings": debtors[1], "row_version": "2"}
    terms |= {"interest": "filing"}
    assert lawyer.post(f"/claims/{claim}/terms", terms).status_code == 303
    asked = {"template": "civil_claim", "language": "sr-Latn", "claim": claim, "victim": str(victim)}
    proof = {"paper": str(added(app, lawyer, open_case)), "head": "lost_earnings", "pages": "2-5"}
    assert lawyer.post(f"/claims/{claim}/evidence", proof).status_code == 303

    closed = said_by(lawyer.post(address(open_case), asked)).replace("\u00a0", " ")
    lawyer.post(f"/victims/{victim}/openings", {"purpose": "drafting", "groups": ["legal"]})
    text = said_by(lawyer.post(address(open_case), asked)).replace("\u00a0", " ")

    computed = "Izgubljena zarada: 60 sati × 130,00 + 24 sati × 143,00 − 1.000,00 = 10.232,00 RSD"
    assert "Slovima: trista deset hiljada dvesta trideset dva dinara i 00/100" in closed
    assert "Za štetu solidarno odgovaraju: Prvi Zamišljeni, Drugi Zamišljeni" in closed
    assert re.search("Izgubljena zarada, samo na teret: (Prvi|Drugi) Zamišljeni", closed)
    assert "zakonska zatezna kamata od dana podnošenja zahteva do isplate" in closed
    assert computed not in closed
    assert computed in text
    assert "pekara" not in closed
    assert "Izgubljena zarada: Izmišljena pekara" in text  # what the row rests on, and what proves it
    assert re.search("Dokazi \\(Izgubljena zarada\\): .*str. 2–5", text)


def test_in_a_cyrillic_paper_names_stand_as_typed_and_in_cyrillic_where_she_says_so_but_never_a_foreign_one(
    app: Flask, make: Any, lawyer: Any, open_case: UUID
) -> None:
    client = make.victim(lawyer.email, open_case, given_name="Chen Zhou")
    made = lawyer.post(f"/cases/{open_case}/claims", {**ROWS, "victim": str(client)})
    claim = made.headers["Location"].split("/")[2].split("?")[0]
    work = {"periods-0-first": "22. 12. 2017.", "periods-0-last": "4. 1. 2018.", "periods-0-hours": "42"}
    rests_on = {"method": "earnings", "row_version": "1", "note": "Radila je za firmu Schmidt", **work}
    assert lawyer.post(f"/claims/{claim}/rows/lost_earnings/calculations", rests_on).status_code == 303
    for name in ("Hans Schmidt", "Petar Izmišljeni"):
        assert lawyer.post(f"/cases/{open_case}/accused", {"name": name}).status_code == 303
    with app.app_context():
        debtors = [str(one.id) for one in db.session.query(Defendant)]
    terms = {"is_quantified": "y", "debtors": debtors, "row_version": "2", "interest": "filing"}
    assert lawyer.post(f"/claims/{claim}/terms", terms).status_code == 303
    paper = str(added(app, lawyer, open_case, name="Red Cross.pdf"))
    proof = {"paper": paper, "head": "lost_earnings", "pages": "2-5"}
    assert lawyer.post(f"/claims/{claim}/evidence", proof).status_code == 303
    lawyer.post(f"/victims/{client}/openings", {"purpose": "drafting", "groups": ["identity", "legal"]})
    asked = {"template": "civil_claim", "language": "sr-Cyrl", "claim": claim, "victim": str(client)}

    typed = written(lawyer, open_case, **asked)
    spelled = written(lawyer, open_case, **asked, names_in_cyrillic="y")
    latin = written(lawyer, open_case, **(asked | {"language": "sr-Latn"}), names_in_cyrillic="y")

    for text in (typed, spelled, latin):
        for one in ("Hans Schmidt", "Chen Zhou", "Red Cross.pdf", "Radila je za firmu Schmidt"):
            assert one in text
    for text in (typed, latin):
        assert "Petar Izmišljeni" in text
        assert "Vera Zamišljena" in text
    assert "солидарно одговарају: " in typed
    assert "Петар Измишљени" in spelled
    assert "Вера Замишљена" in spelled
    assert "Petar" not in spelled


def test_for_a_child_her_guardian_gives_the_power_and_stands_in_every_paper(
    make: Any, lawyer: Any, open_case: UUID
) -> None:
    child = make.victim(lawyer.email, open_case, given_name=NAME, birth_date=date(2014, 3, 14))
    opening = lawyer.post(f"/victims/{child}/openings", {"purpose": "drafting", "groups": ["identity", "legal"]})
    without = written(lawyer, open_case, template="power", victim=str(child))
    told = {"who": "ad_litem", "name": "Ana Izmišljena, tel. 060 000 0001", "on": "4. 3. 2026."}
    saved = lawyer.post(f"{opening.headers['Location']}/particulars", {"kind": "guardian", **told})

    power, claim = (written(lawyer, open_case, template=one, victim=str(child)) for one in ("power", "property_claim"))

    assert saved.status_code == 303
    assert f"kao zakonski zastupnik maloletne oštećene ({NAME}" in without
    assert f"Ja, Ana Izmišljena, kao kolizijski staratelj maloletne oštećene ({NAME}, rođena 14. 3. 2014." in power
    assert "Vlastodavac, kolizijski staratelj: Ana Izmišljena" in power
    assert "koju zastupa kolizijski staratelj Ana Izmišljena, po punomoćniku: Vera Zamišljena" in claim
    assert "060" not in power + claim


def test_a_paper_for_somebody_who_may_be_a_minor_leaves_a_place_for_her_guardian(
    make: Any, lawyer: Any, open_case: UUID, victim: UUID
) -> None:
    adult = make.victim(lawyer.email, open_case, given_name="Punoletna", is_adult=True)
    closed, of_nobody = (written(lawyer, open_case, template="power", victim=one) for one in (str(adult), ""))
    said = {"purpose": "drafting", "groups": ["identity", "legal"]}
    signed = {
        "victim": str(adult),
        "from_on": "1. 1. 2020.",
        "until_on": "31. 1. 2020.",
        "signer": "guardian",
        "name": "Mila",
    }
    assert lawyer.post(f"/cases/{open_case}/authorities", signed | {"conflict": "none"}).status_code == 303  # ended
    _hers, opening = (lawyer.post(f"/victims/{one}/openings", said).headers["Location"] for one in (victim, adult))

    power, claim = (written(lawyer, open_case, template=one, victim=str(victim)) for one in ("power", "property_claim"))
    of_adult = [written(lawyer, open_case, template=one, victim=str(adult)) for one in ("power", "property_claim")]

    guardian = {"kind": "guardian", "who": "other", "name": "Eva Izmišljena", "on": "4. 3. 2026."}
    assert lawyer.post(f"{opening}/particulars", guardian).status_code == 303
    guarded = written(lawyer, open_case, template="power", victim=str(adult))
    grown = make.victim(lawyer.email, open_case, given_name="Odrasla", birth_date=date(2005, 3, 14))
    hers = lawyer.post(f"/victims/{grown}/openings", said).headers["Location"]
    lawyer.post(f"{hers}/particulars", guardian | {"since": "1. 2. 2010."})  # written down later, of a child
    by_herself = written(lawyer, open_case, template="power", victim=str(grown))

    for either in (power, closed, of_nobody):
        assert either.index("Ako je punoletna") < either.index("kao zakonski zastupnik maloletne oštećene (")
        assert "Nije poznato" not in either  # what stands in her closed record is neither told nor denied
    assert "Ja, Eva Izmišljena, kao zakonski zastupnik oštećene (Punoletna" in guarded
    assert "Ja, Odrasla" in by_herself
    assert f"Ja, {NAME}" in power
    assert f"Ja, ________, kao zakonski zastupnik maloletne oštećene ({NAME}" in power
    assert power.index("Ako je punoletna") < power.index("Ako je maloletna")
    assert "koju zastupa punomoćnik Vera Zamišljena [ako je maloletna: zakonski zastupnik ________" in claim
    assert "maloletna" not in "".join(of_adult)
    assert "Ja, Punoletna" in of_adult[0]


def test_an_appeal_says_what_was_decided_and_the_page_of_a_claim_leads_to_its_paper(
    app: Flask, make: Any, lawyer: Any, open_case: UUID, victim: UUID
) -> None:
    made = lawyer.post(f"/cases/{open_case}/claims", {**ROWS, "victim": str(victim)})
    claim = made.headers["Location"].split("/")[2].split("?")[0]
    asked = {"template": "appeal", "claim": claim}
    undecided = written(lawyer, open_case, **asked)
    with app.app_context(), committing() as session:
        said = {"on": date(2026, 5, 4), "instance": "first", "outcome": "awarded_part", "amount": 500_000}
        by = {"recorded_by": make.user_id(lawyer.email), "recorded_at": clock.now()}
        session.add(CourtDecision(claim_id=UUID(claim), **said, **by))

    text = written(lawyer, open_case, **asked)
    form = lawyer.get(f"{address(open_case)}?claim={claim}").get_data(as_text=True)

    assert "Sud je o zahtevu odlučio: ________" in undecided
    assert "protiv presude od 4. 5. 2026. godine" in text
    assert "Sud je od traženog iznosa dosudio 500.000,00 RSD" in text
    assert "parnicu" not in undecided + text
    assert f"/papers/drafts?claim={claim}" in lawyer.get(f"/claims/{claim}").get_data(as_text=True)
    for chosen in (claim, str(victim), "property_claim"):
        assert f'<option selected value="{chosen}"' in form


def test_a_paper_for_one_client_never_takes_anothers_claim(
    make: Any, lawyer: Any, open_case: UUID, victim: UUID
) -> None:
    other = make.victim(lawyer.email, open_case, given_name="Druga")
    made = lawyer.post(f"/cases/{open_case}/claims", {**ROWS, "victim": str(victim)})
    claim = made.headers["Location"].split("/")[2].split("?")[0]
    asked = {"template": "property_claim", "language": "sr-Latn", "claim": claim}

    refused = lawyer.post(address(open_case), {**asked, "victim": str(other), "is_kept": "y"})
    hers = lawyer.post(address(open_case), {**asked, "victim": str(victim)})

    assert refused.status_code == 422
    assert "This claim is another client&#39;s" in refused.get_data(as_text=True)
    assert hers.status_code == 200


def test_what_is_written_can_be_kept_as_a_paper_of_the_case(
    app: Flask, lawyer: Any, open_case: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"template": "protection", "language": "sr-Latn", "is_kept": "y"}

    looked_at = lawyer.post(address(open_case), {**asked, "as_pdf": "y"})
    answer = lawyer.post(address(open_case), asked)

    monkeypatch.setattr(pdf, "SECONDS", 0.001)
    failed = lawyer.post(address(open_case), {**asked, "as_pdf": "y"})

    assert failed.status_code == 503
    assert "The PDF could not be made just now. Take the Word file" in failed.get_data(as_text=True)
    assert looked_at.data.startswith(b"%PDF-")
    assert looked_at.mimetype == "application/pdf"
    assert answer.status_code == 303
    assert "Predlog za mere zaštite.docx" in page(lawyer, open_case)
    with app.app_context():
        assert db.session.query(Document).count() == 1
        assert db.session.query(LedgerEntry).filter_by(act="fill_template").count() == 3


def test_a_draft_with_her_claim_is_about_her_also_where_she_was_not_chosen(
    app: Flask, lawyer: Any, open_case: UUID, victim: UUID
) -> None:
    made = lawyer.post(f"/cases/{open_case}/claims", {**ROWS, "victim": str(victim)})
    claim = made.headers["Location"].split("/")[2].split("?")[0]
    asked = {"template": "property_claim", "language": "sr-Latn", "claim": claim, "is_kept": "y"}

    assert lawyer.post(address(open_case), asked).status_code == 303

    with app.app_context():
        assert [one.victim_id for one in db.session.query(Document)] == [victim]
    assert page(lawyer, open_case).count("Claim: ") == 1


def test_nobody_else_writes_and_nothing_is_written_while_the_file_is_closed(
    app: Flask, make: Any, client_as: Callable[[str], Any], lawyer: Any, open_case: UUID
) -> None:
    other, again = client_as(make.lawyer()), type(lawyer)(app, lawyer.email)
    hers = new_case(make, other)
    open_file(other, hers)
    again.sign_in()
    asked = {"template": "power", "language": "sr-Latn"}
    stranger = make.victim(lawyer.email, open_case)

    codes = [person.post(address(open_case), asked).status_code for person in (other, again)]

    assert codes == [404, 403]
    assert other.post(address(hers), asked | {"victim": str(stranger)}).status_code == 422
    assert lawyer.post(address(open_case), {"template": "none", "language": "sr-Latn"}).status_code == 422
