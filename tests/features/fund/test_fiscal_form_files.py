"""Does the fiscal form of a run leave as a workbook and a paper: numbers as numbers, headings of the country, marks in words?"""

import io
import re

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from estimated import result
from feasible import folded
from litigation_app.core.language import speaking
from litigation_app.statistics.fund import fiscal_form


def test_the_fiscal_form_is_a_workbook_whose_numbers_are_numbers_and_add_up_but_for_rounding(
    app, make, client_as, estimate
) -> None:
    place, lawyer = estimate(), client_as(make.lawyer())

    answer = lawyer.get(f"{place}/fiscal/en/xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith("-en.xlsx")
    assert "fiscal-form-RS-" in answer.headers["Content-Disposition"]
    assert book.sheet_names == ["About", "Republic RSD", "Republic EUR"]
    with app.test_request_context(), speaking("en"):
        form = fiscal_form.form(result(app), fiscal_form.levels("RS")[0])
    lines = book.get_sheet_by_name("Republic RSD").to_python()
    [together] = [line for line in lines if line[1] == "Expenditure together"]
    assert tuple(together[2:5]) == form.spent
    start = next(at for at, line in enumerate(lines) if str(line[0]).startswith("Effect on expenditure"))
    sums = [sum(line[column] for line in lines[start + 2 : start + 5]) for column in (2, 3, 4)]
    assert sums == pytest.approx(form.spent, abs=1)
    assert any("may not add up because of rounding" in str(line[0]) for line in lines)
    net = next(at for at, line in enumerate(lines) if str(line[0]).startswith("Effect on the general budget"))
    assert tuple(lines[net + 2][1:4]) == form.spent
    assert any(str(line[0]).startswith("Commitment: awards decided") for line in lines)


def test_serbia_s_form_has_the_headings_of_serbia_and_says_which_are_from_memory(make, client_as, estimate) -> None:
    place, lawyer = estimate(), client_as(make.lawyer())

    book = CalamineWorkbook.from_filelike(io.BytesIO(lawyer.get(f"{place}/fiscal/sr-Cyrl/xlsx").data))
    heads = next(
        line
        for line in book.get_sheet_by_name("Република RSD").to_python()
        if len(line) > 2 and "(2026)" in str(line[2])
    )
    pages = [
        folded(one.extract_text()) for one in PdfReader(io.BytesIO(lawyer.get(f"{place}/fiscal/en/pdf").data)).pages
    ]
    pdf = pages[0]

    assert heads[:3] == ["економска класификација (непроверено)", "опис (непроверено)", "текућа буџетска година (2026)"]
    assert "currentbudgetyear[tekućabudžetskagodina](2026)" in pdf
    assert "ObrazacPFE" in pdf
    assert not any("Contents" in page for page in pages)  # of one form there is nothing to list


@pytest.mark.parametrize(
    ("language", "mark"), [("en", "(not verified)"), ("sr-Cyrl", "(непроверено)"), ("mk", "(непроверено)")]
)
def test_what_nobody_has_checked_is_marked_in_the_reader_s_language(
    make, client_as, estimate, language: str, mark: str
) -> None:
    place, lawyer = estimate(), client_as(make.lawyer())

    for document in ("study", "fiscal"):
        whole = lawyer.get(f"{place}/{document}/{language}/html").get_data(as_text=True)
        said = re.sub(r"<pre.*?</pre>", "", whole, flags=re.DOTALL)  # the scenario's file, as it is
        assert mark in said
        assert "(memory)" not in said


def test_the_page_of_the_form_offers_it_as_files(make, client_as, estimate) -> None:
    place, lawyer = estimate(), client_as(make.lawyer())

    page = lawyer.get(f"{place}/fiscal").get_data(as_text=True)

    assert "The form as a file" in page
    for form in ("pdf", "xlsx", "docx", "html"):
        assert f'href="{place}/fiscal/mk/{form}"' in page
        assert lawyer.get(f"{place}/fiscal/mk/{form}").status_code == 200
