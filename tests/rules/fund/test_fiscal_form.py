"""The fiscal form of a run adds up, says where its words are from, and invents no posts."""

import io
import re
import zipfile

import pytest

from feasible import COUNTRIES, speaking, written
from litigation_app.advocacy.feasibility.documents import rules as documents
from litigation_app.advocacy.feasibility.documents.presenters import workbook
from litigation_app.advocacy.feasibility.fiscal import presenters as fiscal
from litigation_app.advocacy.feasibility.presenters import Bound
from litigation_app.statistics.fund import fiscal_form

pytestmark = pytest.mark.thorough


@pytest.mark.parametrize("code", COUNTRIES)
def test_the_fiscal_form_adds_up_but_for_rounding_and_says_of_every_text_where_it_is_from(results, code: str) -> None:
    result = results[code]

    for level in fiscal_form.levels(code.upper()):
        form = fiscal_form.form(result, level)
        assert len(form.years) == 3
        for t in range(3):
            assert abs(form.spent[t] - sum(line.amounts[t] for line in form.spending)) <= 2
            assert abs(form.received[t] - sum(line.amounts[t] for line in form.income)) <= 2
            assert abs(form.cash[t] - (form.spent[t] - form.income[-1].amounts[t])) <= 1
            assert abs(form.uncovered[t] - max(form.spent[t] + form.lapsed[t] - form.received[t], 0)) <= 2
        cost = result["high"]["cost_by_year"][0]["mean"] * (result["fiscal"]["rate"] if result["fiscal"] else 1)
        assert form.cash[0] * form.unit == pytest.approx(cost, abs=0.501 * form.unit)
        assert form.currency == result["fiscal"]["local_currency"]
        assert all((level.source, level.classification_source, level.spent_source))


def test_bosnia_has_a_form_for_each_of_its_four_budgets(results) -> None:
    document, _of_run = written(results["ba"])

    assert [chapter.number for chapter in document.chapters][-4:] == ["D", "E", "F", "G"]


def test_the_form_alone_says_what_doing_nothing_costs(results) -> None:
    with speaking("en"):
        chapter = fiscal.chapter(Bound(results["rs"]), fiscal_form.levels("RS")[0], letter="1", is_alone=True)

    assert "Obrazac PFE" in chapter.title
    assert any(
        isinstance(part, documents.Table) and part.title == "The cost of doing nothing" for part in chapter.parts
    )


@pytest.mark.extensive
def test_the_workbook_gives_words_room_and_sets_thousands_apart(results) -> None:
    with speaking("en"):
        book = workbook(Bound(results["rs"]), fiscal_form.levels("RS"), [])

    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        sheet, looks = (parts.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet2", "styles"))
    widths = [float(one) for one in re.findall(r'<col [^>]*width="([\d.]+)"', sheet)]
    assert widths[0] > 40 > widths[-1] > 15
    assert 'wrapText="1"' in looks
    assert 'formatCode="#,##0"' in looks
