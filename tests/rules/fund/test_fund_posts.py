"""An office made of posts costs what they are paid, and form, study and basis say them and add up."""

import copy
import json

import numpy as np
import pytest

from feasible import BARE, COUNTRIES, speaking, written
from litigation_app.advocacy.feasibility import study
from litigation_app.advocacy.feasibility.documents import rules as tree
from litigation_app.advocacy.feasibility.fiscal import presenters as fiscal
from litigation_app.advocacy.feasibility.presenters import Bound
from litigation_app.core.text import NBSP
from litigation_app.statistics.fund import (
    closed_form,
    exact,
    fiscal_form,
    scenario_files,
    scenario_text,
    simulate,
    studies,
)
from litigation_app.statistics.fund.scenario import ScenarioRefused
from litigation_app.statistics.fund.scenario_reading import scenario_from

POSTS = [
    {"name": "head", "number": 1, "gross_pay_per_year": 22_000, "on_costs": 0.1515},
    {"name": "lawyer", "number": 1.5, "gross_pay_per_year": 16_000.5, "on_costs": 0.1515},
]
PAYROLL = (22_000 + 1.5 * 16_000.5) * 1.1515


def tree_of(code="rs", **admin):
    tree = copy.deepcopy(scenario_files.read(scenario_files.FOLDER / f"{code}.toml"))
    tree["admin"] |= {"fixed_per_year": 9_000, "posts": POSTS} | admin
    return tree


def run(code="rs", **admin):
    return json.loads(
        json.dumps(studies.run_on(scenario_from(tree_of(code, **admin)), None, paths=500, seed=3).plain())
    ) | {"depth": BARE}


@pytest.mark.thorough
def test_posts_cost_exactly_what_one_amount_of_the_same_height_costs():
    posts, amount = scenario_from(tree_of()), scenario_from(tree_of(posts=[], fixed_per_year=9_000 + PAYROLL))
    groups = simulate.prepare(posts, posts.counts)

    one, other = (simulate.run_paths(s, groups, paths=300, seed=1) for s in (posts, amount))

    assert posts.payroll == pytest.approx(PAYROLL)
    assert np.allclose(one.admin, other.admin)
    assert exact.mean_net(posts, groups) == pytest.approx(exact.mean_net(amount, groups))
    values = {code: of(np.asarray([0.2, 0.7])) for code, of in closed_form.inputs(posts, groups).items()}
    costs = [closed_form.mean_cost(s, groups, values) for s in (posts, amount)]
    assert costs[0] == pytest.approx(costs[1])
    answers = [studies.run_on(s, None, paths=300, seed=1).high for s in (posts, amount)]
    assert answers[0].awards_for_office_target == pytest.approx(answers[1].awards_for_office_target)


@pytest.mark.thorough
@pytest.mark.parametrize("local", [True, False])
@pytest.mark.parametrize("code", COUNTRIES)
def test_the_block_of_posts_is_the_pay_of_the_expenditure(code, local):
    result = run(code)

    for level in fiscal_form.levels(code.upper()):
        form = fiscal_form.form(result, level, local=local)
        with speaking("en"):
            block = next(one for one in fiscal.blocks(form) if one.title.startswith("Posts and pay"))
        lines = {line.kind: line for line in form.spending}
        assert [row[:2] for row in block.rows[:2]] == [("head", 1), ("lawyer", 1.5)]
        assert block.rows[-1][1] == 2.5
        assert not isinstance(block.rows[0][1], str)
        *posts, on_top, together = ([int(x) for x in row[2:]] for row in block.rows)
        assert [sum(year) for year in zip(*posts, strict=True)] == pytest.approx(lines["pay"].amounts, abs=1)
        assert on_top == list(lines["contributions"].amounts)
        assert together == pytest.approx([a + b for a, b in zip(lines["pay"].amounts, on_top, strict=True)], abs=1)
        rate = result["fiscal"]["rate"] if local else 1.0
        assert together[0] * form.unit == pytest.approx(PAYROLL * rate, abs=0.501 * form.unit)
        assert form.spent[0] * form.unit == pytest.approx(
            rate * (result["high"]["cash"]["award"][0] + result["high"]["cash"]["admin"][0]), abs=0.501 * form.unit
        )
        assert "(memory)" in level.classification_source


def test_how_many_of_a_post_stands_with_the_numbers_and_keeps_its_half():
    level = fiscal_form.levels("RS")[0]

    with speaking("en"):
        chapter = fiscal.chapter(Bound(run("rs")), level, letter="E")

    [posts, *_local] = [
        one for one in chapter.parts if isinstance(one, tree.Table) and one.title.startswith("Posts and pay")
    ]
    assert posts.words == 1, "only the name of the post is words: the numbers stand to the right"
    assert [row[:2] for row in posts.rows[:2]] == [("head", "1"), ("lawyer", "1.5")]


def test_a_scenario_without_posts_has_the_one_line_of_before():
    form = fiscal_form.form(run(posts=[]), fiscal_form.levels("RS")[0])

    assert [line.kind for line in form.spending] == ["awards", "office", "set_up"]
    assert form.posts == ()


@pytest.mark.thorough
def test_the_study_names_the_posts_and_what_they_cost():
    result = run()
    document, _of_run = written(result)

    with speaking("en"):
        chapter = study.administration(Bound(result))
        form = " ".join(
            tree.words(
                tree.Document(
                    "", "", "en", (), (fiscal.chapter(Bound(result), fiscal_form.levels("RS")[0], letter="D"),)
                )
            )
        )
    [table] = [part for part in chapter.parts if isinstance(part, tree.Table) and "Posts" in part.title]
    rows = {
        row[0]: row[1:] for part in document.chapters[13].parts if isinstance(part, tree.Table) for row in part.rows
    }
    assert [row[:2] for row in table.rows] == [
        ("head", "1"),
        ("lawyer", "1.5"),
        ("All posts, with contributions", "2.5"),
    ]
    assert "must fill in" not in " ".join(tree.words(document))
    assert rows["Post of the office: lawyer"][:2] == (
        f"1.5 with 16,000{NBSP}EUR each, and 15.15{NBSP}% on top",
        "assumption",
    )
    assert f"15.15{NBSP}%" in [row[3] for row in table.rows]
    assert "2.5 posts" in form


@pytest.mark.thorough
@pytest.mark.parametrize("part", [1 / 7, 0.21, 0.47])
def test_the_sentence_of_posts_says_what_the_table_adds_up_to(part):
    posts = [{"name": f"p{i}", "number": part, "gross_pay_per_year": 16_437, "on_costs": 0.1515} for i in range(7)]
    result = run(posts=posts)
    level = fiscal_form.levels("RS")[0]
    forms = [fiscal_form.form(result, level, local=local) for local in (True, False)]
    totals = [block.rows[-1][2] for form in forms for block in fiscal.blocks(form) if "osts" in block.title]

    with speaking("en"):
        [said] = [row[1] for row in fiscal.of_what(Bound(result), level).rows if row[0] == "Posts and pay"]

    assert f"{totals[0] * 1000:,}{NBSP}RSD ({totals[1]:,}{NBSP}EUR)" in said


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"on_costs": 1.5}, "admin.posts.1.on_costs"),
        ({"number": -1}, "admin.posts.1.number"),
        ({"name": ""}, "admin.posts.1.name"),
        ({"salary": 3}, "admin.posts.1.salary"),
    ],
)
def test_posts_that_cannot_be_meant_are_refused_with_their_key(wrong, key):
    with pytest.raises(ScenarioRefused) as stop:
        scenario_from(tree_of(posts=[POSTS[0], POSTS[1] | wrong]))

    assert stop.value.key == key


def test_posts_leave_in_a_file_and_come_back():
    tree = tree_of()

    assert scenario_text.tree_of(scenario_text.text_of(tree))["admin"]["posts"] == POSTS
