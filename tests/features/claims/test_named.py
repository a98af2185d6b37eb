"""Do two claims of one client by one route differ wherever a claim is chosen?"""

import re

import pytest

from claiming import YEAR, Desk
from lawyering import open_file, text

CHOICES = ["/cases/{case}/records/enforcement/new", "/cases/{case}/papers/drafts"]


def chosen_of(desk: Desk, path: str) -> list[str]:
    page = text(desk.lawyer.get(path.format(case=desk.case_id)))
    return re.findall(r"<option[^>]*>\s*([^<]*, Property claim[^<]*?)\s*</option>", page, re.IGNORECASE)


@pytest.mark.parametrize("path", CHOICES)
def test_they_are_told_apart_by_day_version_and_amount(desk: Desk, path: str) -> None:
    open_file(desk.lawyer, desk.case_id)
    filed = desk.approved()
    assert len(chosen_of(desk, path)) == 1
    assert "filed on" not in chosen_of(desk, path)[0]

    desk.lawyer.post(f"/claims/{filed}/filings", {"on": f"20. 2. {YEAR}.", "early": "y"})
    desk.draft()
    desk.draft(**{"parts-0-amount": "1"})
    desk.draft(**{"parts-0-amount": "1"})

    names = chosen_of(desk, path)
    assert len(names) == len(set(names)) == 4
    assert sum(f"filed on 20. 2. {YEAR}." in one for one in names) == 1
    assert sum("version 1, not filed, 1,260,000.00 RSD" in one for one in names) == 1


def test_the_page_of_a_payment_says_to_which_of_them_it_goes(desk: Desk) -> None:
    filed, other = desk.approved(), desk.approved()
    desk.lawyer.post(f"/claims/{filed}/filings", {"on": f"20. 2. {YEAR}.", "early": "y"})

    assert f"filed on 20. 2. {YEAR}." in text(desk.lawyer.get(f"/claims/{filed}/payments"))
    assert "version 1, not filed" in text(desk.lawyer.get(f"/claims/{other}/payments"))
