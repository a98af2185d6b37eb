"""Does every row that stands as a card on a telephone say what each of its answers is about?"""

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "litigation_app"
LISTING = re.compile(r"call listing\((?P<head>.*?), kind=\"cards\"\) %\}(?P<rows>.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<td(?=[ >\n])[^>]*?(?:\{%.*?%\}[^>]*?)*>")
FOUND = [
    (page.name, one) for page in sorted(PACKAGE.rglob("pages/*.html")) for one in LISTING.finditer(page.read_text())
]


@pytest.mark.parametrize(("page", "found"), FOUND, ids=[f"{name}-{place}" for place, (name, _one) in enumerate(FOUND)])
def test_every_cell_of_a_card_says_its_column(page: str, found: re.Match[str]) -> None:
    mute = [cell for cell in CELL.findall(found["rows"]) if "data-label" not in cell]

    assert len(mute) == found["head"].count('"unseen"'), page
    assert CELL.search(found["rows"]), page


def test_the_lists_that_people_read_on_a_telephone_are_cards() -> None:
    read = {"index.html", "show.html", "to_notify.html", "cards.html"}

    assert read <= {name for name, _one in FOUND}
