"""A study says nothing that its run does not say: every number in it stands in the run or in a data file, in every language."""

import ast
import json
import re
from datetime import date
from pathlib import Path

import pytest

from feasible import COUNTRIES, DAY, DIGEST, speaking, written
from litigation_app.advocacy import feasibility
from litigation_app.advocacy.feasibility import fiscal_closing, study
from litigation_app.advocacy.feasibility import presenters as bound
from litigation_app.advocacy.feasibility import setting as frame
from litigation_app.advocacy.feasibility.documents import rules as documents
from litigation_app.advocacy.feasibility.presenters import Bound
from litigation_app.advocacy.figures import grids, parts, six_figures
from litigation_app.core import language as words
from litigation_app.core.language import format_date
from litigation_app.core.text import NBSP
from litigation_app.law import loader
from litigation_app.statistics.fund import fiscal_form, scenario_files, studies
from litigation_app.statistics.fund.benchmarks import benchmarks
from litigation_app.statistics.fund.scenario_reading import scenario_from

pytestmark = [pytest.mark.extensive, pytest.mark.thorough]

PACKAGE = Path(feasibility.__file__).parent
NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
OF_THE_LEVELS = {"1 in 4 is worse", "1 in 20 is worse", "1 in 100 is worse"}  # headings of q75, q95 and q99
OF_BAD_YEARS = {
    "A bad year (95th percentile: one in twenty is worse)",
    "A very bad year (99th percentile: one in a hundred is worse)",
}


def data_files() -> str:
    files = [*PACKAGE.glob("*.toml"), *(Path(fiscal_form.__file__).parent).glob("**/*.toml")]
    return " ".join(path.read_text("utf-8") for path in files) + " ".join(
        f"{route.law} {route.practice}" for code in loader.COUNTRIES for route in loader.load(code).routes
    )


def allowed(result, of_run: Bound, form: fiscal_form.Form, language: str) -> set[str]:
    """Numbers of the run by their place, of the run's own texts and years, of its fiscal form, and of the data files; also as
    translated sources write them: with a comma, a day without its zeros."""
    with speaking(language):
        printed = [one.words for one in of_run.used]
        lines = [line.amounts for line in (*form.spending, *form.income)]
        lines += [
            form.spent,
            form.received,
            form.uncovered,
            form.beyond,
            form.cash,
            form.contingent or (),
            form.commitment or (),
            form.unpaid or (),
            form.lapsed or (),
            form.risk,
            form.appropriation,
        ]
        lines += [*form.net.values(), form.payroll]
        lines += [[form.unit * x for x in line.amounts] for line in form.income if line.kind == fiscal_form.RESERVE]
        lines += [cells[1:] for cells in fiscal_closing.rows(form)]
        printed += [bound.number(amount) for line in lines for amount in line]
        data = cited(language)
        days = [format_date(DAY), format_date(date.fromisoformat(result["fiscal"]["rate_date"]))]
        assumed = [bound.number(v) for a in result["assumptions"] for v in a["values"]]
        assumed += [bound.number(100 * v, 1) for a in result["assumptions"] for v in a["values"]]
    texts = json.dumps([result[k] for k in ("sources", "fiscal", "warnings", "doubts", "assumptions", "code")])
    years = [str(result["first_year"] + t) for t in range(-1, result["horizon"])]
    known = [
        *printed,
        *data,
        *assumed,
        texts,
        data_files(),
        *years,
        str(result["seed"]),
        result["scenario_hash"],
        result["scenario_hash"][: study.FINGERPRINT],  # a cut may end within a number
        DIGEST,
        *days,
    ]
    known += [year for counts in result["low"]["counts"].values() for year in counts]
    found = {number for text in known for number in NUMBER.findall(text)}
    if language == "en":
        return found
    days = {".".join(part.lstrip("0") for part in one.split(".")) for one in found if one.count(".") == 2}
    return found | days | {number.replace(".", ",") for number in found}


def cited(language: str) -> list[str]:
    """Awards and figures of schemes abroad, as the language writes numbers."""
    found = [bound.number(one.eur) for one in frame.awards()]
    for one in benchmarks():
        found.append(bound.number(100 * one.value, 1) if one.unit == "share" else bound.number(one.value))
    return found


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("code", COUNTRIES)
def test_every_number_of_a_study_stands_in_its_run_or_in_a_data_file(results, code: str, language: str) -> None:
    result = results[code]

    document, of_run = written(result, language)

    levels = fiscal_form.levels(code.upper())
    known = allowed(result, of_run, fiscal_form.form(result, levels[0]), language)
    known |= allowed(result, of_run, fiscal_form.form(result, levels[0], local=False), language)
    known |= {chapter.number for chapter in document.chapters} | {"2"}  # "chapter 2" of the recommendation
    headings = {number for text in headed(language) for number in NUMBER.findall(text)}
    unknown = {number for text in documents.words(document) for number in NUMBER.findall(text)} - known - headings
    assert unknown == set()


def headed(language: str) -> list[str]:
    with speaking(language):
        return [*(words._(one) for one in OF_THE_LEVELS), *six_figures.headings(), six_figures.interval_only()]


def test_a_number_that_was_said_is_the_one_that_stands_there(results) -> None:
    _document, of_run = written(results["rs"])

    with speaking("en"):
        again = Bound(results["rs"])
        assert {one.words for one in of_run.used} == {again.said(one.place, one.form) for one in of_run.used}
    assert len(of_run.used) > 250


def test_no_sentence_of_the_study_holds_a_digit_of_its_own() -> None:
    said = [
        argument.value
        for path in PACKAGE.glob("**/*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_"
        for argument in node.args
        if isinstance(argument, ast.Constant)
    ]

    assert len(said) > 150
    assert {one for one in said if re.search(r"\d", one)} == OF_THE_LEVELS | OF_BAD_YEARS


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (0.4, "0"), (1234, "1,230"), (886_109, "886,000"), (1_221_529, "1,220,000"), (-0.3, "0")],
)
def test_amounts_keep_the_digits_that_carry_meaning(value: float, shown: str) -> None:
    with speaking("en"):
        assert grids.amount(value) == shown


def test_a_chance_that_no_future_showed_is_small_not_zero() -> None:
    with speaking("en"):
        assert bound.FORMS["chance"](0.0) == f"<{NBSP}0.1"
        assert bound.FORMS["share"](0.0) == "0.0"


@pytest.mark.parametrize(("code", "rate"), [("ba", "1.95583"), ("rs", "117.4176")])
def test_a_rate_of_exchange_has_the_decimals_that_its_law_says(results, code: str, rate: str) -> None:
    document, _of_run = written(results[code])

    said = [words for words in documents.words(document) if "BAM" in words or "RSD" in words]
    assert any(f"is {rate} " in words for words in said)
    assert any(f"{rate} BAM/EUR" in words or f"{rate} RSD/EUR" in words for words in said)


def test_bounds_of_counted_awards_are_no_quantiles_of_a_judgement() -> None:
    plain = scenario_files.read(scenario_files.FOLDER / "rs.toml")
    counted = {"bounds": [0, 1000, 3000, 10_000, "open"], "counts": [4, 9, 5, [1, 4]]}
    plain["severity"][0] |= {"histogram": counted}
    run = json.loads(json.dumps(studies.run_whole(scenario_from(plain), None, paths=500, seed=1).plain()))

    document, _of_run = written(run)

    annex = next(chapter for chapter in document.chapters if chapter.number == "B")
    [row] = [row for row in annex.parts[0].rows if row[0].startswith("Assessed harm per victim")]
    assert row[0] == "Assessed harm per victim (bounds of the sizes by which awards were counted)"
    assert row[2] == "published elsewhere"
    assert "10,000" in row[1]
    [awards] = [chapter for chapter in document.chapters if chapter.number == "6"]
    titles = [part.title for part in awards.parts if isinstance(part, documents.Picture)]
    assert "Awards by band, and what each distribution expects there (trafficking in human beings)" in titles
    with speaking("en"):
        assert "fits-0" in [one.code for one in parts.figures(run, "basis")]
