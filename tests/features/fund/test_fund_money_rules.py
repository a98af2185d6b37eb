"""What a ministry asks about money is typed in the form, kept in the file, and said on the page of the scenario."""

from typing import Any

import pytest
from flask import Flask

from estimating import asked, estimate, onto_the_shelf
from scenario_pages import copied, kept, save, words

pytestmark = pytest.mark.thorough


def test_what_is_left_of_the_budget_is_chosen_in_the_form_and_said_beside_the_six_figures(
    app: Flask, analyst: Any
) -> None:
    path = copied(analyst)
    said = {"funding-unspent-source": "our own fund act", "funding-unspent-badge": "expert"}

    shipped, answer = (
        words(analyst.get("/fund/scenarios/RS")),
        save(analyst, path, "funding", **{"funding-unspent": "kept"} | said),
    )
    page = words(analyst.get(path))

    assert "lapses; other income stays" in shipped
    assert answer.status_code == 303, words(answer)
    assert kept(app, path)["funding"]["unspent"] == "kept"
    assert kept(app, path)["origin"]["funding.unspent"] == {"source": "our own fund act", "badge": "expert"}
    assert "stays in the fund" in page
    assert "our own fund act" in page
    made = words(analyst.get(estimate(analyst, asked("")).headers["Location"]))
    assert "What is left of a year&#39;s budget lapses at its end" in made


def test_posts_are_typed_row_by_row_and_shown(app: Flask, analyst: Any) -> None:
    path = copied(analyst)
    cells = (("head", "1", "22,000", "15.15"), ("lawyer", "1.5", "16,000", ""))
    typed = {f"admin-posts-{row}-{at}": cell for row, cells_ in enumerate(cells) for at, cell in enumerate(cells_)}

    answer = save(analyst, path, "office", **typed)
    saved, page = kept(app, path)["admin"]["posts"], words(analyst.get(path))
    half = save(analyst, path, "office", **{"admin-posts-1-2": ""})

    assert answer.status_code == 303, words(answer)
    assert saved == [
        {"name": "head", "number": 1, "gross_pay_per_year": 22000, "on_costs": 0.1515},
        {"name": "lawyer", "number": 1.5, "gross_pay_per_year": 16000, "on_costs": 0},
    ]
    assert "head: 1 × 22,000 + 15.15" in page
    assert half.status_code == 422
    assert "Fill this in." in words(half)
    assert save(analyst, path, "office").status_code == 303
    assert kept(app, path)["admin"]["posts"] == saved


def test_the_share_that_counts_see_is_typed_and_our_publications_stand_beside_the_state_s(
    app: Flask, analyst: Any
) -> None:
    path = copied(analyst)
    bare = words(analyst.get(path))
    onto_the_shelf(app)
    typed = {"frequency-0-coverage-low": "30", "frequency-0-coverage-mode": "50", "frequency-0-coverage-high": "90"}

    answer = save(analyst, path, "victims", **typed, **{"frequency-0-coverage-source": "two lists compared"})
    page, saved = words(analyst.get(path)), kept(app, path)["frequency"][0]["coverage"]
    save(analyst, path, "victims", **dict.fromkeys(typed, ""))
    emptied = kept(app, path)["frequency"][0]
    none = save(analyst, path, "victims", **{"frequency-0-coverage-mode": "0"})

    assert answer.status_code == 303, words(answer)
    assert saved == {"dist": "pert", "low": 0.3, "mode": 0.5, "high": 0.9, "source": "two lists compared"}
    assert "coverage" not in emptied
    assert "two lists compared" in page
    assert "Nothing to compare" in bare.partition('id="covered"')[2]
    assert "Nothing to compare" not in page
    assert "State's" not in page.partition('id="covered"')[2], "others count too: reports, the press, the scenario"
    assert f'href="{path}#covered"' in words(analyst.get(f"{path}/parts/victims"))
    shown = page.partition('id="covered"')[2]
    assert "2019–2023 (5)" in shown
    assert "243–255" in shown
    assert ">255<" in shown
    assert "95.3" in shown
    assert none.status_code == 422
    assert "Write from 1 % to 100 %." in words(none)


def test_a_fall_of_the_currency_and_the_kind_of_an_income_are_typed(app: Flask, analyst: Any) -> None:
    path = copied(analyst)

    first = save(analyst, path, "shocks", **{"stress-exchange-exchange_factor": "70"})
    second = save(analyst, path, "funding", **{"funding-source-0-kind": ""})
    tree = kept(app, path)
    third = save(analyst, path, "funding", **{"funding-source-0-kind": "deferred_prosecution"})

    assert (first.status_code, second.status_code, third.status_code) == (303, 303, 303)
    assert tree["stress"]["exchange"]["exchange_factor"] == 0.7
    assert tree["funding"]["source"][0]["kind"] == ""
    assert kept(app, path)["funding"]["source"][0]["kind"] == "deferred_prosecution"


def test_a_fall_that_is_a_rise_and_too_many_confiscations_are_refused_at_their_fields(app: Flask, analyst: Any) -> None:
    path = copied(analyst)

    rise = save(analyst, path, "shocks", **{"stress-exchange-exchange_factor": "500"})
    many = save(analyst, path, "funding", **{"funding-source-0-events_per_year": "10001"})

    assert (rise.status_code, many.status_code) == (422, 422)
    assert "A fall leaves less than before: write at least 1 % and less than 100 %." in words(rise)
    assert 'id="stress-exchange-exchange_factor-error"' in words(rise)
