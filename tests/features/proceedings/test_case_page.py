"""The page of a case: everything that it holds is one link away."""

import re
from typing import Any
from uuid import UUID

from lawyering import text


def test_every_part_that_the_page_lists_is_there(lawyer: Any, case_id: UUID) -> None:
    page = text(lawyer.get(f"/cases/{case_id}"))

    listed = re.search(r'<nav class="jumps".*?</nav>', page, re.DOTALL)

    assert listed is not None
    parts = re.findall(r'href="#([a-z]+)"', listed.group())
    assert len(parts) == len(set(parts)) == 11
    assert [part for part in parts if page.count(f'id="{part}"') != 1] == []
