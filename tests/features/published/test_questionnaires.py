"""The questionnaires of others, filled from what is published: on the screen and as files."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest

import exported
from lawyering import text


@pytest.mark.parametrize("pack", ["greta", "glotip", "eu", "htcds"])
def test_a_questionnaire_is_filled_from_the_shelf(reader: Any, publication: Path, pack: str) -> None:
    listed = text(reader.get("/packs/"))
    page, sheet = reader.get(f"/packs/{pack}/RS"), reader.get(f"/packs/{pack}/RS/csv")
    book = exported.by_calamine(reader.get(f"/packs/{pack}/RS/xlsx").data)
    lines = list(csv.DictReader(io.StringIO(sheet.get_data(as_text=True))))

    assert "Questionnaires" in listed
    assert "Serbia" in listed
    assert (page.status_code, sheet.mimetype) == (200, "text/csv")
    assert publication.name in text(page)
    assert {line["release"] for line in lines if line["value"] or line["why"] == "hidden"} == {publication.name}
    assert all(bool(line["value"]) != bool(line["why"]) for line in lines)
    assert next(iter(book)) == "about"


def test_a_long_questionnaire_has_a_list_of_its_tables_and_folds_them(reader: Any, publication: Path) -> None:
    page = text(reader.get("/packs/greta/RS"))
    short = text(reader.get("/packs/glotip/RS"))

    assert page.count("chart-data") == page.count("cells filled: show the table") == 12
    assert all(f'href="#{place}"' in page and f'id="{place}"' in page for place in ("g1", "g11", "statistics"))
    is_open = re.compile(r'chart-data"\s+open>')
    assert not is_open.search(page)
    assert is_open.search(short), "of few tables those with numbers stand open"


@pytest.mark.parametrize(
    ("language", "title", "table"),
    [
        ("sr-Latn", "GRETA, treći krug", "1. Pravo na informisanje (članovi 12. i 15)"),
        ("mk", "ГРЕТА, трет круг", "1. Право на информирање (членови 12 и 15)"),
    ],
)
def test_a_questionnaire_is_titled_in_the_readers_language(
    reader: Any, publication: Path, language: str, title: str, table: str
) -> None:
    reader.post("/language", {"language": language, "next": "/"})
    page, listed = text(reader.get("/packs/greta/RS")), text(reader.get("/packs/"))
    book = exported.by_calamine(reader.get("/packs/greta/RS/xlsx").data)

    assert title in page
    assert title in listed
    assert table in page
    assert any(title in str(line[0]) for line in book["about"])
    assert book["g1"][0][0] == table


def test_a_questionnaire_of_what_is_not_published_is_not_there(reader: Any, publication: Path) -> None:
    for path in ("/packs/greta/ME", "/packs/us-tip/RS", "/packs/greta/RS/pdf", "/packs/greta"):
        assert reader.get(path).status_code == 404


def test_an_empty_shelf_has_no_questionnaire_yet(reader: Any) -> None:
    assert "Nothing is published yet" in text(reader.get("/packs/"))
