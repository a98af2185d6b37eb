"""Is a page that no paper has a missing page, however its number is written?"""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from documents_sent import added


@pytest.mark.parametrize("page", ["0/0", f"{10**13}/0", f"{'9' * 5000}/0", f"1/{10**13}"])
def test_a_page_that_cannot_be_is_not_there(app: Flask, lawyer: Any, open_case: UUID, page: str) -> None:
    base = f"/cases/{open_case}/papers/{added(app, lawyer, open_case)}/pages/{page}"

    assert [lawyer.get(path).status_code for path in (base, f"{base}/picture")] == [404, 404]
