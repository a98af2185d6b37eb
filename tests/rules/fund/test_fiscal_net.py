"""What only moves from one line of the budget to another is taken out; and a total is the same on page, form and in the study."""

import copy
import csv
import io
import json
import re

import pytest

from feasible import COUNTRIES, speaking, written
from litigation_app.advocacy.feasibility.documents import rules as documents
from litigation_app.advocacy.feasibility.documents.presenters import workbook
from litigation_app.advocacy.feasibility.fiscal import presenters as fiscal
from litigation_app.advocacy.feasibility.presenters import Bound
from litigation_app.advocacy.figures import money, parts, rules
from litigation_app.advocacy.figures import presenters as exchanging
from litigation_app.advocacy.figures.grids import rounded
from litigation_app.statistics.fund import fiscal_form, fiscal_net, receipts_today, scenario_files, studies
from litigation_app.statistics.fund.scenario_reading import merged, scenario_from

pytestmark = pytest.mark.thorough

ASKED = "Paid by the general budget to the fund all the same, less what lapses"
DESCRIBED = re.compile(r"<desc[^>]*>([^<]*)</desc>")
SHARE = "share of the money paid when prosecution is deferred"
LEVY = {"name": "levy", "contracts_per_year": 1000, "levy": 20.0}
FEE = {"name": "fee", "contracts_per_year": 1000, "levy": 5.0, "displaces": "the municipalities, which keep it today"}


@pytest.fixture(scope="module")
def serbia():
    tree_ = scenario_files.read(scenario_files.FOLDER / "rs.toml")
    more = {"funding": {"source": [*tree_["funding"]["source"], LEVY, FEE]}}
    return json.loads(
        json.dumps(studies.run_whole(scenario_from(merged(tree_, more)), None, paths=2000, seed=3).plain())
    )


def of_country(result, code):
    """The same incomes under the law of another country."""
    return copy.deepcopy(result) | {"scenario_code": code}


@pytest.mark.parametrize(("code", "kind"), [("RS", "moved"), ("MK", "moved"), ("ME", "outside"), ("BA", "new")])
def test_from_whom_an_income_is_taken_follows_the_law_of_the_country(serbia, code, kind):
    found, cash = fiscal_net.net(of_country(serbia, code)), serbia["high"]["cash"]["receipts"]

    lines = {"moved": [cash["fee"]], "outside": [], "new": [cash["levy"]]}
    lines[kind].append(cash[SHARE])
    for name, flows in lines.items():
        assert getattr(found, name) == pytest.approx([sum(year) for year in zip(*flows, strict=True)] or [0.0] * 10)


def test_the_general_budget_bears_what_is_spent_less_what_moved_and_what_is_new(serbia):
    found, cash = fiscal_net.net(serbia), serbia["high"]["cash"]

    for t in range(10):
        spent = cash["award"][t] + cash["admin"][t]
        received = sum(flow[t] for flow in cash["receipts"].values())
        assert found.effect[t] == pytest.approx(spent - received - cash["recovery"][t])
        made_good = spent - cash["receipts"]["levy"][t] - cash["recovery"][t]
        assert found.if_made_good[t] == pytest.approx(made_good)
    without = copy.deepcopy(serbia)
    without["high"]["cash"]["budget"] = [0.0] * 10
    assert fiscal_net.net(without).effect == found.effect  # the budget asked is the general budget's own


def test_a_year_in_which_money_stays_in_the_fund_is_no_relief_and_the_budget_pays_all_the_same(serbia):
    """The net effect is what the budget pays and earns less what lapses and what the fund keeps."""
    found, cash = fiscal_net.net(serbia), serbia["high"]["cash"]

    assert found.asked == pytest.approx([a - b for a, b in zip(cash["budget"], cash["lapsed"], strict=True)])
    assert any(effect < 0 < asked for effect, asked in zip(found.effect, found.asked, strict=True))
    with speaking("en"):
        rows, note = exchanging.net_rows(found.lines()), exchanging.net_note()
    assert rows[-1] == (ASKED, *found.asked)
    assert "stays in the fund" in note
    assert "relief" not in note


def test_every_word_of_from_where_is_one_of_the_three():
    assert {today.moved_from for today in receipts_today._rows().values()} <= set(receipts_today.MOVES)


def net_block(form):
    with speaking("en"):
        return next(one for one in fiscal.blocks(form) if one.title.startswith("Effect on the general budget"))


def test_form_workbook_page_and_study_show_what_only_moves(serbia):
    form = fiscal_form.form(serbia, fiscal_form.levels("RS")[0], local=False)

    block = net_block(form)
    with speaking("en"):
        page = money.net_effect(serbia)
        book = workbook(Bound(serbia), fiscal_form.levels("RS"), [])
        said = " ".join(fiscal.sentences(form, Bound(serbia)))
    document, _of_run = written(serbia)
    texts = documents.words(document)

    assert [row[0].split(":")[0] for row in block.rows] == [
        "Expenditure of the fund", "Only moved", "New income", "Recovered from offenders", "Net effect on the general budget",
        "The same, if those who lose the moved money are paid as much from elsewhere", ASKED,
    ]  # fmt: skip
    for t in range(3):
        assert [row[1 + t] for row in block.rows] == [round(x) for x in page.grid.rows[t][1:]]
    assert "counts as new" in said
    assert "may not add up because of rounding" in said
    assert "may not add up because of rounding" in page.note
    assert len(book) > 1000
    assert (
        sum(one.startswith("Effect on the general budget, consolidated") for one in texts) == 3
    )  # chapter 8, form twice


def test_where_nothing_moves_there_is_no_line_of_it(results):
    block = net_block(fiscal_form.form(results["ba"], fiscal_form.levels("BA")[0]))

    assert [row[0].split(":")[0] for row in block.rows] == [
        "Expenditure of the fund", "Recovered from offenders", "Net effect on the general budget", ASKED,
    ]  # fmt: skip


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_total_in_euro_is_the_same_on_page_in_files_in_the_form_and_in_the_study(results, code):
    result = results[code]
    form = fiscal_form.form(result, fiscal_form.levels(code.upper())[0], local=False)
    cash = result["high"]["cash"]

    with speaking("en"):
        shown = {f.code: f.table.rows for f in (money.uses(result), money.sources(result))}
        cells = list(csv.DictReader(io.StringIO(parts.written(result, "csv").decode())))
        of_run = Bound(result)
        study = [of_run.said(f"high.cash.award.{t}", "money") for t in range(3)]
    together = [float(c["value"]) for c in cells if (c["table"], c["column"]) == ("uses", "Together")]

    for t in range(3):
        figures = {line.kind: line.amounts[t] for line in (*form.spending, *form.income)}
        assert f"{form.spent[t]:,}" == shown["uses"][t][3]
        assert form.spent[t] == round(together[t])
        assert f"{figures['awards']:,}" == shown["uses"][t][1]
        assert f"{figures['budget']:,}" == shown["sources"][t][1]
        assert figures["awards"] == round(cash["award"][t])
        assert study[t].startswith(f"{rounded(cash['award'][t]):,.0f}")  # three digits, once, from the exact one
        yearly = result["high"]["cost_by_year"][t]["mean"]
        assert form.cash[t] == round(yearly)


@pytest.mark.parametrize(
    ("code", "currency", "may_move"),
    [("rs", "RSD", True), ("mk", "MKD", True), ("ba", "BAM", False), ("me", "", False)],
)
def test_page_form_and_study_say_which_currency_is_to_be_budgeted_and_at_which_rate(results, code, currency, may_move):
    result = results[code]
    with speaking("en"):
        said = exchanging.one_rate(result)
        form = fiscal.sentences(fiscal_form.form(result, fiscal_form.levels(code.upper())[0]), Bound(result))
    texts = documents.words(written(result)[0])

    assert bool(said) == bool(currency) == ("one_rate" in {rail.code for rail in rules.rails(result)})
    assert said.startswith(f"Amounts in {currency} are the ones to budget") or not currency
    assert ("later years are worth less in EUR than is shown" in said) == may_move
    assert not currency or said in form
    assert not currency or sum(said in one for one in texts) >= 2  # chapter 7 and the form


def figure_of(cell):
    return float(cell.replace(",", "").replace("−", "-").replace("+", ""))


@pytest.mark.parametrize("code", COUNTRIES)
def test_what_a_study_adds_up_is_to_one_place_and_carries_its_caveat(results, code):
    eight = next(one for one in written(results[code])[0].chapters if one.number == "8")

    table = next(p for p in eight.parts if getattr(p, "title", "").startswith("Effect on the general budget"))
    following = eight.parts[eight.parts.index(table) + 1]
    lines = list(fiscal_net.net(results[code]).lines())
    net_at = 1 + lines.index("effect")
    for row in table.rows:
        cells = [figure_of(cell) for cell in row[1:]]
        assert abs(cells[0] - sum(cells[1 : net_at - 1]) - cells[net_at - 1]) <= net_at / 2, row
    assert "may not add up because of rounding" in following.words

    fall = next(p for p in eight.parts if getattr(p, "title", "").startswith("From the money at the start"))
    steps = [figure_of(one.rpartition(": ")[2]) for one in DESCRIBED.search(fall.svg)[1].split(". ")]
    assert abs(sum(steps[:-1]) - steps[-1]) <= len(steps) / 2
