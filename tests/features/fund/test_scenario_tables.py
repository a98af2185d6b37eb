"""Levels, sizes, tariffs and late reports are typed in the rows of a table, without a script, and nothing typed is lost."""

import re
from typing import Any

import pytest
from flask import Flask

from litigation_app.statistics.fund import scenario_text
from litigation_app.statistics.fund.prepared import prepare
from litigation_app.statistics.fund.scenario_reading import scenario_from
from scenario_pages import copied, kept, save, sent, words

pytestmark = pytest.mark.thorough

DAMAGES, VICTIMS = "severity-0", "frequency-0-reporting"


def rows(name: str, *typed: tuple[str, ...]) -> dict[str, str]:
    return {f"{name}-{at}-{column}": cell for at, row in enumerate(typed) for column, cell in enumerate(row)}


def refused(analyst: Any, code: str, typed: dict[str, str]) -> tuple[str, str]:
    """Where the scenario is, and the form that came back."""
    path = copied(analyst)
    answer = save(analyst, path, code, **typed)
    assert answer.status_code == 422
    return path, words(answer)


def test_a_histogram_is_typed_row_by_row_and_takes_the_place_of_the_levels(app: Flask, analyst: Any) -> None:
    path = copied(analyst)
    typed = rows(
        f"{DAMAGES}-histogram", ("", "2,000", "1–4"), ("", "5,000", "20"), ("5,000", "10,000", "15"), ("", "", "1-9")
    )
    said = {f"{DAMAGES}-histogram-badge": "published", f"{DAMAGES}-histogram-source": "court statistics 2025"}

    answer = save(analyst, path, "damages", **typed, **said)
    tree, page = kept(app, path), words(analyst.get(path))

    assert answer.status_code == 303, words(answer)
    wanted = {"bounds": [0, 2000, 5000, 10000, "open"], "counts": [[1, 4], 20, 15, [1, 9]]}
    assert tree["severity"][0]["histogram"] == wanted
    assert tree["origin"]["severity.0.histogram"]["source"] == "court statistics 2025"
    assert [c.hi for c in scenario_from(tree).groups[0].damage.counts] == [4, 20, 15, 9]
    assert "2,000–5,000: 20" in page
    assert "&gt; 10,000: 1–9" in page
    assert save(analyst, path, "damages").status_code == 303
    assert kept(app, path)["severity"][0]["histogram"] == wanted


def test_a_tariff_with_counts_is_typed_row_by_row(app: Flask, analyst: Any) -> None:
    path = copied(analyst)
    typed = rows(f"{DAMAGES}-tariff", ("1,000", "10"), ("", ""), ("4,000", "20"), ("9,000", "1–4"))

    answer = save(analyst, path, "damages", **typed, **{f"{DAMAGES}-fit": "tariff"})
    cleared = kept(app, path)
    save(analyst, path, "damages", **dict.fromkeys(typed, ""), **{f"{DAMAGES}-fit": "gamma"})

    assert answer.status_code == 303, words(answer)
    assert cleared["severity"][0]["tariff"] == {"amounts": [1000, 4000, 9000], "counts": [10, 20, [1, 4]]}
    assert scenario_from(cleared).groups[0].damage.amounts == (1000, 4000, 9000)
    assert "tariff" not in kept(app, path)["severity"][0]


def test_levels_and_bands_are_rows_too(app: Flask, analyst: Any) -> None:
    path = copied(analyst)
    levels = rows(f"{DAMAGES}-quantiles", ("25", "2,500"), ("50", "5,500"), ("75", "8,000"), ("90", "13,000"))

    first = save(analyst, path, "damages", **levels, **{f"{DAMAGES}-quantiles-same": "y"})
    second = save(analyst, path, "policy", **rows("policy-tariff", ("0", "1,000"), ("4,000", "3,000")))

    assert (first.status_code, second.status_code) == (303, 303)
    assert kept(app, path)["severity"][0]["quantiles"] == {"0.25": 2500, "0.5": 5500, "0.75": 8000, "0.9": 13000}
    assert kept(app, path)["policy"]["tariff"] == [{"from": 0, "amount": 1000}, {"from": 4000, "amount": 3000}]


def test_a_triangle_of_late_reports_is_typed_and_taken_back(app: Flask, analyst: Any) -> None:
    path = copied(analyst)
    typed = rows(f"{VICTIMS}-triangle", ("100", "60", "40"), ("120", "72"), ("150",))

    save(analyst, path, "victims", **typed)
    tree = kept(app, path)
    save(analyst, path, "victims", **dict.fromkeys(typed, ""))
    emptied = kept(app, path)
    save(analyst, path, "victims", **{f"{VICTIMS}-shares": "80; 20"})

    assert tree["frequency"][0]["reporting"] == {"triangle": [[100, 60, 40], [120, 72], [150]]}
    late, known = (scenario_from(one) for one in (tree, emptied))
    assert late.groups[0].reported == pytest.approx((0.5, 0.8, 1.0))
    assert prepare(late, late.counts)[0].victims > prepare(known, known.counts)[0].victims
    assert emptied == scenario_text.shipped("RS")
    assert kept(app, path)["frequency"][0]["reporting"] == {"shares": [0.8, 0.2]}


@pytest.mark.parametrize(
    ("code", "typed", "at", "sentence"),
    [
        ("damages", rows(f"{DAMAGES}-histogram", ("", "2,000", "4"), ("3,000", "5,000", "2")), "histogram-1-0", "begins where"),
        ("damages", rows(f"{DAMAGES}-histogram", ("", "", "4"), ("", "5,000", "2")), "histogram-0-1", "Only the last row"),
        ("damages", rows(f"{DAMAGES}-histogram", ("", "2,000", "4"), ("", "1,000", "2")), "histogram-1-1", "where the row begins"),
        ("damages", rows(f"{DAMAGES}-histogram", ("", "2,000", "")), "histogram-0-2", "Fill this in."),
        ("damages", rows(f"{DAMAGES}-tariff", ("4,000", "1"), ("4,000", "2")), "tariff-1-0", "more than in the row before"),
        ("damages", rows(f"{DAMAGES}-tariff", ("4,000", "some")), "tariff-0-1", "Write a whole number, or a range"),
        ("victims", rows(f"{VICTIMS}-triangle", ("100", "", "4"), ("9", "2"), ("3",)), "triangle-0-1", "Fill this in."),
        ("victims", rows(f"{VICTIMS}-triangle", ("100", "4"), ("5", "5")), "triangle-1-1", "Write a triangle"),
        ("victims", rows(f"{VICTIMS}-triangle", ("100", "4")), "triangle-0-1", "Write a triangle"),
    ],
    ids=lambda one: str(one)[:24],
)  # fmt: skip
def test_what_is_wrong_in_a_table_stands_at_its_cell(
    app: Flask, analyst: Any, code: str, typed: dict[str, str], at: str, sentence: str
) -> None:
    path, page = refused(analyst, code, typed)

    name = f"{(DAMAGES if code == 'damages' else VICTIMS)}-{at}"
    assert f'href="#{name}"' in page
    assert f'id="{name}-error"' in page
    assert sentence in page
    assert all(f'value="{one}"' in page for one in typed.values() if one)
    assert kept(app, path) == scenario_text.shipped("RS")


def tariff(*typed: tuple[str, ...]) -> dict[str, str]:
    return rows(f"{DAMAGES}-tariff", *typed) | {f"{DAMAGES}-fit": "tariff"}


SIZES = f"{DAMAGES}-histogram"
POST = ("lawyer", "1", "16,000", "")


@pytest.mark.parametrize(
    ("code", "typed", "at", "sentence"),
    [
        ("office", rows("admin-posts", POST, ("clerk", "-5", "900", "")), "admin-posts-1-1", "Write at least 0."),
        ("office", rows("admin-posts", POST, ("",), ("clerk", "-5", "900", "")), "admin-posts-2-1", "Write at least 0."),
        ("office", rows("admin-posts", POST, ("x", "9999999", "9,999,999", "")), "admin-posts-1-2", "at most 1,000,000,000,000."),
        ("office", rows("admin-posts", *[POST] * 21), "admin-posts-0-0", "At most 20 of these are taken."),
        ("damages", tariff(("1,000", "2"), ("4,000", "100001")), f"{DAMAGES}-tariff-1-1", "Write at most 100,000."),
        ("damages", rows(SIZES, ("", "2,000", "4"), ("", "3,000", "100001")), f"{SIZES}-1-2", "Write at most 100,000."),
    ],
    ids=lambda one: str(one)[:24],
)  # fmt: skip
def test_what_the_engine_refuses_in_a_table_stands_at_its_cell(
    app: Flask, analyst: Any, code: str, typed: dict[str, str], at: str, sentence: str
) -> None:
    path, page = refused(analyst, code, typed)

    assert re.findall(r'<[^>]*\bid="([^"]+-[0-9]+-[0-9]+)-error"', page) == [at]
    assert sentence in page
    assert kept(app, path) == scenario_text.shipped("RS")


def test_more_rows_are_added_without_a_script_and_what_is_typed_stays(app: Flask, analyst: Any) -> None:
    path = copied(analyst)
    before = sent(analyst, path, "damages")
    typed = rows(f"{DAMAGES}-histogram", ("", "2,000", "not yet"))

    answer = analyst.post(f"{path}/parts/damages", before | typed | {"more": f"{DAMAGES}-histogram"})
    page = words(answer)
    again = analyst.post(
        f"{path}/parts/damages", before | typed | {f"{DAMAGES}-histogram-7-2": "", "more": f"{DAMAGES}-histogram"}
    )

    assert answer.status_code == 422
    assert f'name="{DAMAGES}-histogram-7-2"' in page
    assert f'name="{DAMAGES}-histogram-8-2"' not in page
    assert f'name="{DAMAGES}-histogram-12-2"' in words(again)
    assert 'value="not yet"' in page
    assert "-error" not in page
    assert kept(app, path) == scenario_text.shipped("RS")


def test_rows_without_end_are_not_built(app: Flask, analyst: Any) -> None:
    path = copied(analyst)

    answer = analyst.post(
        f"{path}/parts/damages", sent(analyst, path, "damages") | {f"{DAMAGES}-tariff-999-0": "1", "more": "x"}
    )

    assert answer.status_code == 422
    assert f'name="{DAMAGES}-tariff-60-0"' not in words(answer)
    assert f'name="{DAMAGES}-tariff-59-0"' in words(answer)


def test_a_triangle_that_foretells_more_than_can_be_counted_is_refused_at_its_field(app: Flask, analyst: Any) -> None:
    path = copied(analyst)

    answer = save(analyst, path, "victims", **rows(f"{VICTIMS}-triangle", ("1", "90,000"), ("1",)))

    assert answer.status_code == 422
    assert "This would foretell more than 100,000 victims in a year." in words(answer)


def test_a_control_whose_place_is_no_number_is_nobodys(app: Flask, analyst: Any) -> None:
    path = copied(analyst)

    answer = save(analyst, path, "damages", **{f"{DAMAGES}-histogram-²-0": "5"})

    assert answer.status_code == 303
