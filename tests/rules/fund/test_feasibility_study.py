"""A study has its chapters, its six figures and its files, whatever it is printed as."""

import copy
import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from feasible import COUNTRIES, DAY, folded, six, speaking, written
from litigation_app.advocacy.feasibility.documents import presenters as printing
from litigation_app.advocacy.feasibility.documents import rules as documents
from litigation_app.advocacy.feasibility.presenters import Bound
from litigation_app.advocacy.feasibility.summary import SIX
from litigation_app.advocacy.figures import rules
from litigation_app.casework.documents.sandbox.office import _of_members
from litigation_app.core import language as words

pytestmark = pytest.mark.thorough

PLAIN_WORDS = ("VaR", "TVaR", "quantile", "percentile", "standard deviation")


@pytest.mark.extensive
@pytest.mark.parametrize("code", COUNTRIES)
def test_a_changed_run_changes_text_and_table_alike(results, code: str) -> None:
    result = copy.deepcopy(results[code])
    for end in ("low", "high"):
        result[end]["settled_cost"]["mean"] = 987_654.0

    document, _of_run = written(result)

    summary = document.chapters[0].parts
    table = next(part for part in summary if isinstance(part, documents.Table))
    with speaking("en"):
        shown = Bound(result).both("*.settled_cost.mean")
    assert table.rows[0][1] == shown
    assert any(shown in part.words for part in summary if isinstance(part, documents.Text))


def test_withheld_counts_make_each_figure_a_range(masked) -> None:
    document, _of_run = written(masked)

    said = " ".join(documents.words(document))
    assert re.search(r"Expected cost of the year \d{4} [\d,]+–[\d,]+\sRSD", said)
    assert "are suppressed so that no person can be found" in said
    assert "Suppressing them moves the expected cost" in said


def test_a_study_has_its_chapters_in_order_and_opens_in_plain_words(results) -> None:
    document, _of_run = written(results["rs"])

    assert [chapter.number for chapter in document.chapters] == [*map(str, range(1, 13)), *"ABCD"]
    first = [part for part in document.chapters[0].parts if isinstance(part, documents.Picture | documents.Table)]
    assert [type(part) for part in first] == [documents.Table, documents.Picture]
    assert len(first[0].rows) == len(SIX) == 6
    opening = " ".join(part.words for part in document.chapters[0].parts if isinstance(part, documents.Text))
    assert not [word for word in PLAIN_WORDS if word in opening]


def test_the_six_numbers_are_those_of_the_page_of_the_run(results) -> None:
    result, of_run = results["rs"], Bound(results["rs"])

    assert list(SIX) == [pair.code for pair in rules.headline(result)]
    for (_form, place), pair in zip(SIX.values(), rules.headline(result), strict=True):
        assert of_run.values(place) == sorted({pair.low, pair.high})


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_pdf_the_word_file_and_the_page_hold_the_six_numbers(results, language: str) -> None:
    document, _of_run = written(results["rs"], language)
    wanted = [folded(one) for one in six(results["rs"], language)]

    with speaking(language):
        files = {form: printing.printed(document, form, DAY) for form in printing.FORMS}

    pages = PdfReader(io.BytesIO(files["pdf"])).pages
    first = folded(pages[0].extract_text())
    assert [one for one in wanted if one not in first] == []
    assert [one for one in wanted if one not in folded(_of_members(files["docx"], "docx"))] == []
    assert [one for one in wanted if one not in folded(re.sub("<[^>]*>", "", html(files["html"])))] == []


def html(content: bytes) -> str:
    return content.decode().replace("&lt;", "<").replace("&amp;", "&")


def test_the_word_file_holds_its_pictures_and_repeats_the_heads_of_tables(results) -> None:
    document, _of_run = written(results["rs"])

    with speaking("en"):
        made = zipfile.ZipFile(io.BytesIO(printing.printed(document, "docx", DAY)))

    text = made.read("word/document.xml").decode()
    pictures = [part for chapter in document.chapters for part in chapter.parts if isinstance(part, documents.Picture)]
    media = [name for name in made.namelist() if name.startswith("word/media/")]
    assert media == [f"word/media/{at}.png" for at in range(1, len(pictures) + 1)]
    assert len({one.title for one in pictures}) == len(pictures) >= 10
    assert made.read("word/media/1.png").startswith(b"\x89PNG")
    assert text.count("<w:tblHeader/>") > 15
    assert text.count('<w:outlineLvl w:val="0"/>') == len(document.chapters)
    assert 'r:embed="p1"' in text
    assert ElementTree.fromstring(text).tag.endswith("}document")  # noqa: S314  # of our own making
    assert made.testzip() is None


def test_what_a_scenario_file_says_is_escaped_on_the_page(results) -> None:
    result = copy.deepcopy(results["rs"])
    result["sources"] = {"trafficking": "<script>alert(1)</script>"}

    document, _of_run = written(result, scenario="# <img src=x>")

    with speaking("en"):
        made = printing.printed(document, "html", DAY).decode()
    assert "<script" not in made
    assert "<img" not in made
