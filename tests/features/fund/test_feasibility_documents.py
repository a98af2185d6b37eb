"""The documents of a run: who reads them, in which language and format, and what is said where there is none."""

import html
import io
import re
import zipfile
from html import unescape
from urllib.parse import unquote
from uuid import UUID, uuid4

import pytest
from pypdf import PdfReader

from estimated import result, result_file
from litigation_app.accounts.models import User
from litigation_app.advocacy.feasibility.presenters import Bound
from litigation_app.advocacy.feasibility.summary import SIX
from litigation_app.advocacy.studies.models import Study
from litigation_app.casework.documents.sandbox.office import _of_members
from litigation_app.core.clock import local
from litigation_app.core.db import committing, db
from litigation_app.core.language import LANGUAGES, _, format_date, speaking
from litigation_app.core.text import parse_date
from litigation_app.statistics.fund import scenario_files, scenario_text
from litigation_app.statistics.fund.scenario import Scenario
from litigation_app.statistics.fund.scenario_reading import scenario_from

pytestmark = pytest.mark.thorough


def own(country: str) -> Scenario:
    """A scenario that somebody changed: its file does not ship."""
    plain = scenario_files.read(scenario_files.FOLDER / f"{country.lower()}.toml")
    plain["policy"] = plain["policy"] | {"cap": 7500}
    return scenario_from(plain)


def words_of(page) -> str:
    return html.unescape(page.get_data(as_text=True))


def folded(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_page_of_a_run_leads_to_its_study_and_its_fiscal_form(make, client_as, estimate) -> None:
    place, lawyer = estimate(), client_as(make.lawyer())
    page = lawyer.get(place).get_data(as_text=True)

    study = lawyer.get(f"{place}/study")
    form = lawyer.get(f"{place}/fiscal")

    assert f'href="{place}/study"' in page
    assert f'href="{place}/fiscal"' in page
    assert study.status_code == form.status_code == 200
    said = study.get_data(as_text=True)
    for words in ("1. Summary for the minister", "12. Recommendation", "Annex C. Scenario file"):
        assert words in said
    assert all(f"{place}/study/{language}/" in said for language in LANGUAGES)
    assert "Obrazac PFE" in form.get_data(as_text=True)
    assert "The cost of doing nothing" in form.get_data(as_text=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_holds_the_six_numbers_of_the_run_in_its_language(app, make, client_as, estimate, language: str) -> None:
    place, lawyer = estimate(), client_as(make.lawyer())
    with app.test_request_context(), speaking(language):
        wanted = [folded(Bound(result(app)).said(at, form)) for form, at in SIX.values()]
        contents = folded(_("Contents"))

    pdf = lawyer.get(f"{place}/study/{language}/pdf")
    word = lawyer.get(f"{place}/study/{language}/docx")
    page = lawyer.get(f"{place}/study/{language}/html")

    first, second = (folded(one.extract_text()) for one in PdfReader(io.BytesIO(pdf.data)).pages[:2])
    assert contents in second  # nothing of the first page runs over
    assert [one for one in wanted if one not in first] == []
    assert [one for one in wanted if one not in folded(_of_members(word.data, "docx"))] == []
    assert page.get_data(as_text=True).startswith("<!doctype html>")
    assert pdf.headers["Content-Disposition"].endswith(f"-{language}.pdf")
    assert zipfile.ZipFile(io.BytesIO(word.data)).testzip() is None


@pytest.mark.parametrize("rest", ["study/xx/pdf", "study/en/exe", "study/en", "fiscal/xx/pdf", "fiscal/en/exe"])
def test_no_such_language_or_format_is_a_missing_page(make, client_as, estimate, rest: str) -> None:
    assert client_as(make.lawyer()).get(f"{estimate()}/{rest}").status_code == 404


@pytest.mark.parametrize("rest", ["study", "study/7", "fiscal", "study/en/pdf", "fiscal/en/xlsx"])
def test_a_run_that_is_not_there_has_no_documents(make, client_as, rest: str) -> None:
    assert client_as(make.lawyer()).get(f"/fund/{uuid4()}/{rest}").status_code == 404


def test_the_chapters_are_pages_one_after_the_other_and_none_else_exists(make, client_as, estimate) -> None:
    place, lawyer = f"{estimate()}/study", client_as(make.lawyer())
    seen, here = [], place

    while here:
        page = lawyer.get(here).get_data(as_text=True)
        seen.append(here.removeprefix(place))
        here = "".join(re.findall(r'<a href="([^"]+)"\s+rel="next"', page))

    assert seen[:12] == ["", *(f"/{number}" for number in range(2, 13))]
    assert seen[12:15] == ["/A", "/B", "/C"]
    assert "Yearly growth of the number of victims; " in words_of(lawyer.get(f"{place}/B"))
    assert "fund-scenario/1" in lawyer.get(f"{place}/C").get_data(as_text=True)
    assert "<svg" in lawyer.get(f"{place}/7").get_data(as_text=True).split("<main")[1]
    assert {lawyer.get(f"{place}/{number}").status_code for number in ("1", "13", "Z", "c")} == {404}


@pytest.mark.parametrize(
    "rest", ["study", "study/7", "fiscal", "study/en/pdf", "fiscal/en/pdf", "regional", "regional/en/pdf"]
)
def test_who_may_not_read_runs_reads_no_documents(make, client_as, estimate, rest: str) -> None:
    place = "/fund" if rest.startswith("regional") else estimate()

    answer = client_as(make.administrator()).get(f"{place}/{rest}")

    assert answer.status_code == 404


def test_a_result_that_was_changed_on_disk_makes_no_document(app, make, client_as, estimate) -> None:
    place, lawyer = estimate(), client_as(make.lawyer())
    file = result_file(app)
    file.write_bytes(file.read_bytes().replace(b"0", b"1", 1))

    assert lawyer.get(f"{place}/study").status_code == 409
    assert lawyer.get(f"{place}/fiscal").status_code == 409
    assert lawyer.get(f"{place}/study/en/pdf").status_code == 404


def test_two_countries_make_a_region_and_one_does_not(make, client_as, estimate) -> None:
    lawyer = client_as(make.lawyer())
    place = estimate("RS")
    assert "/fund/regional" not in lawyer.get(f"{place}/study").get_data(as_text=True)
    assert "/fund/regional" not in lawyer.get("/fund/").get_data(as_text=True)
    assert "One country makes no region" in lawyer.get("/fund/regional").get_data(as_text=True)
    assert lawyer.get("/fund/regional/en/pdf").status_code == 404

    estimate("ME")

    assert "/fund/regional" in lawyer.get(f"{place}/study").get_data(as_text=True)
    assert "/fund/regional" in lawyer.get("/fund/").get_data(as_text=True)
    page = lawyer.get("/fund/regional")
    said = page.get_data(as_text=True)
    assert page.status_code == 200
    for words in ("Serbia", "Montenegro", "4. One purse for the region", "One mass case in every country at once"):
        assert words in said
    pdf = lawyer.get("/fund/regional/mk/pdf")
    assert "Србија" in PdfReader(io.BytesIO(pdf.data)).pages[0].extract_text()
    assert lawyer.get("/fund/regional/mk/exe").status_code == 404


def test_a_study_says_which_scenario_who_and_when_and_so_does_the_name_of_its_file(
    app, make, client_as, estimate
) -> None:
    place, lawyer = estimate(), client_as(make.lawyer())
    with app.test_request_context(), committing():
        run = db.session.get(Study, UUID(place.rsplit("/", 1)[1]))
        run.scenario_name = "Србија: домаћин / 2026"
        name, day = db.session.get(User, run.run_by).name, format_date(local(run.run_at).date())

    pages = [lawyer.get(f"{place}/{rest}").get_data(as_text=True) for rest in ("study", "fiscal", "study/en/html")]
    pdf = lawyer.get(f"{place}/study/en/pdf")

    first = folded(PdfReader(io.BytesIO(pdf.data)).pages[0].extract_text())
    for words in ("Србија: домаћин / 2026", name, day):
        assert all(words in unescape(page) for page in pages)
        assert folded(words) in first
    saved = pdf.headers["Content-Disposition"]
    assert f"study-RS-Србија-домаћин-2026-{day_of_file(day)}-" in unquote(saved)
    assert saved.isascii()  # a server sends no other letters, though the tests' own client takes them


def day_of_file(day: str) -> str:
    return parse_date(day).isoformat()


def test_a_scenario_that_ships_with_the_desk_is_said_to_be_one(make, client_as, estimate) -> None:
    place = estimate()

    page = client_as(make.lawyer()).get(f"{place}/study").get_data(as_text=True)

    assert "Serbia, as it ships with the desk" in page


def test_a_withheld_year_is_said_in_the_study_and_never_bounded_tighter(make, client_as, estimate) -> None:
    said = client_as(make.lawyer()).get(f"{estimate()}/study/en/html").get_data(as_text=True)

    assert "are suppressed so that no person can be found" in said
    assert "50–62" in said


def test_the_study_of_a_changed_scenario_holds_the_whole_of_it(make, client_as, estimate) -> None:
    scenario = own("RS")

    place = estimate("RS", scenario)

    said = client_as(make.lawyer()).get(f"{place}/study/en/html").get_data(as_text=True)
    written = html.unescape(said.split("<pre>")[1].split("</pre>")[0])
    assert "cap = 7500" in written
    assert scenario_from(scenario_text.tree_of(written)).hash == scenario.hash


def test_changed_scenarios_make_a_purse_for_the_region_too(make, client_as, estimate) -> None:
    estimate("RS", own("RS"))
    estimate("ME", own("ME"))

    said = client_as(make.lawyer()).get("/fund/regional").get_data(as_text=True)

    assert "One purse for all needs" in said
    assert "One mass case in every country at once" in said
    assert "are not all at hand" not in said


def test_a_reader_chooses_the_run_of_each_country_and_begins_with_the_shipped_scenario(
    app, make, client_as, estimate
) -> None:
    lawyer = client_as(make.lawyer())
    shipped, own, other = (estimate(code).rsplit("/", 1)[1] for code in ("RS", "RS", "ME"))
    with app.app_context(), committing():
        run = db.session.get(Study, UUID(own))
        run.scenario_name, run.scenario_hash = "Host body", "f" * 64

    first = lawyer.get("/fund/regional").get_data(as_text=True)
    chosen = lawyer.get(f"/fund/regional?RS={own}").get_data(as_text=True)

    assert f'<option value="{shipped}" selected>' in first
    assert f'<option value="{own}" selected>' in chosen
    assert f'<option value="{other}" selected>' in chosen
    assert "Scenario: Host body; Made by:" in chosen
    assert "Scenario: Host body" not in first
    assert f"/fund/regional/en/pdf?RS={own}&amp;ME={other}" in chosen or f"ME={other}&amp;RS={own}" in chosen
    assert lawyer.get(f"/fund/regional?RS={other}").status_code == 404
    assert lawyer.get(f"/fund/regional/en/html?RS={own}").get_data(as_text=True).count("Host body") == 1
