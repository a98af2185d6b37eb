"""Do the downloads of a publication, of a list and the filled questionnaires fit every window, without barriers and without scripts?"""

from typing import Any

import pytest
from playwright.sync_api import expect

from litigation_app.statistics.releases import RowOut, TableOut
from packaged import invented, laid
from walking import barriers, pictured, too_wide

pytestmark = [pytest.mark.extensive, pytest.mark.browser]

TABLES = {
    "cohort_status": ("STATUS", {"_T": 40, "PRESUMED": None, "FORMAL": None, "DECLINED": 0}),
    "cohort_form": ("FORM", {"_T": 40, "SEX": 25, "LAB": 15, "BEG": 0, "ORGAN": 0}),
    "cohort_sex": ("SEX", {"_T": 40, "F": None, "M": None}),
    "cohort_outcomes": ("OUTCOME", {"_T": 29, "awarded_full": 14, "awarded_part": 0, "referred": 15}),
}


@pytest.fixture(scope="module")
def publication(desk: Any) -> str:
    """An invented publication of three years on the desk's shelf."""
    tables = [
        TableOut(name, name, "PERSON", "victim", ("YEAR", by),
                 [RowOut((year, code), value) for year in ("2021", "2022", "2023") for code, value in cells.items()])
        for name, (by, cells) in TABLES.items()
    ]  # fmt: skip
    return laid(desk.app, invented("Invented, 2021 to 2023", tables, (2021, 2023), until=2026)).name


@pytest.mark.parametrize("width", [1360, 390])
@pytest.mark.parametrize("language", ["en", "sr-Cyrl"])
def test_downloads_and_questionnaires_fit_and_have_no_barriers(
    desk: Any, publication: str, width: int, language: str
) -> None:
    page = desk.at("Petra Broj")
    page.context.add_cookies([{"name": "desk_language", "value": language, "url": desk.address}])
    paths = ["/publications/", f"/publications/{publication}", "/packs/", *(f"/packs/{one}/RS" for one in PACKS)]

    for path in paths:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path)
        pictured(page, f"{path} {language}")
        assert not barriers(page), path
        assert not too_wide(page), path


PACKS = ("greta", "glotip", "eu", "htcds")


def test_a_format_is_saved_without_scripts(desk: Any, publication: str) -> None:
    page = desk.at("Petra Broj", java_script_enabled=False)
    page.goto(f"/publications/{publication}")

    with page.expect_download() as saved:
        page.get_by_role("link", name="SDMX-ML 2.1, structure and data (ZIP)").click()

    assert saved.value.suggested_filename == f"{publication}_tables.sdmx.zip"


def test_a_list_is_exported_again_and_kept_as_a_view_without_loading_the_page_anew(desk: Any) -> None:
    page = desk.at("Iskra Treća")
    page.goto("/cases/")

    for form in ("XLSX", "CSV"):
        page.wait_for_timeout(1100)  # a double click is one export
        with page.expect_download() as saved:
            page.get_by_role("button", name=f"Export {form}").click()
        assert saved.value.suggested_filename.endswith(f".{form.lower()}")
    page.wait_for_timeout(1100)
    page.get_by_role("button", name="Save as a view").click()

    expect(page.get_by_role("button", name="Forget this view")).to_be_visible()
