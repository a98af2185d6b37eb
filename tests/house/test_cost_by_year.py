"""Does docs/fund.md say what each column of the file "Cost by year" is, and in which unit?"""

import re
from pathlib import Path

from litigation_app.advocacy.figures.parts import BY_YEAR

PAGE = Path(__file__).parents[2] / "docs" / "fund.md"


def test_every_column_of_the_file_is_in_the_page_with_its_unit_and_no_other() -> None:
    part = (
        PAGE.read_text(encoding="utf-8")
        .partition("**Cost by year (CSV)**")[2]
        .partition("\n\n|")[2]
        .partition("\n\n")[0]
    )

    rows = re.findall(r"^\| `(\w+)` \| (.+) \| (.+) \|$", part, re.M)

    assert [name for name, _what, _unit in rows] == list(BY_YEAR)
    assert all(what.strip() and unit.strip() for _name, what, unit in rows)
