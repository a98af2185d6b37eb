"""Published data are called by their title wherever an estimate names them; the id stands in the basis."""

import re
from typing import Any

import pytest

from scenario_pages import copied, words

pytestmark = pytest.mark.thorough

ID = re.compile(r"\bRS-2019-2023-[0-9a-f]{8}\b")
TITLE = "Victims in Serbia"
CALLED = "Serbia: persons represented, 2019–2023"


def read(answer: Any) -> str:
    """The words of a page, without its tags."""
    return re.sub(r"<[^>]+>", " ", words(answer))


@pytest.mark.parametrize("page", ["", "/study", "/study/4", "/fiscal", "/basis", "/cost"])
def test_a_page_of_an_estimate_names_its_published_data_by_title(
    make: Any, client_as: Any, estimate: Any, page: str
) -> None:
    said = read(client_as(make.lawyer()).get(f"{estimate()}{page}"))

    assert TITLE in said
    assert bool(ID.search(said)) == (page in {"/basis", "/study/4"})


def test_lists_and_pickers_name_them_by_title_and_two_of_one_day_by_their_time(
    make: Any, client_as: Any, estimate: Any
) -> None:
    lawyer = client_as(make.lawyer())
    for country in ("RS", "RS", "ME"):
        estimate(country)

    pages = [read(lawyer.get(page)) for page in ("/fund/", "/fund/scenarios/comparison/estimates", "/fund/regional")]

    assert all(CALLED in page and not ID.search(page) for page in pages)
    assert re.search(
        r"as it ships with the desk, \d+\.\s\d+\.\s\d{4}\.\s\d{2}\.\d{2}, Serbia: persons represented, 2019–2023",
        pages[2],
    )


def test_a_copy_says_of_which_country_s_scenario_it_is(analyst: Any) -> None:
    said = read(analyst.get(copied(analyst)))

    assert re.search(r"Copied from\s+Serbia, as it ships with the desk", said)
