"""Every reason for which the engine refuses a scenario has a sentence of its own, in the reader's language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from feasible import speaking
from litigation_app.advocacy.studies.scenarios.fields import presenters as refusing
from litigation_app.statistics import fund
from litigation_app.statistics.fund import scenario_files
from litigation_app.statistics.fund.scenario import ScenarioRefused
from litigation_app.statistics.fund.scenario_reading import merged, scenario_from
from litigation_app.statistics.fund.scenario_text import tree_of

FOLDER = Path(next(iter(fund.__path__)))


def reasons() -> Iterator[tuple[str, str]]:
    """Each text that stands in the code as a reason, with a number or a word where it is filled in."""
    for path in sorted(FOLDER.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "ScenarioRefused":
                yield from ((path.name, text) for text in texts(node.args[1]))
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "few":
                yield from ((path.name, text) for text in texts(node.args[-1]))
    yield "inputs.py", "a count cannot lie between 5 and 2"


def texts(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return texts(node.body) + texts(node.orelse)
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.JoinedStr):
        return ["".join(str(x.value) if isinstance(x, ast.Constant) else "7" for x in node.values)]
    return []  # a reason that is handed on


@pytest.mark.parametrize("language", ["en", "sr-Cyrl", "mk", "bs"])
def test_no_reason_is_left_without_its_sentence(language):
    found = list(reasons())

    with speaking(language):
        bare = refusing.sentence(ScenarioRefused("x", "nobody has ever said so"))
        said = {why: refusing.sentence(ScenarioRefused("x", why)) for _file, why in found}
    assert len(found) > 50
    assert [why for why, sentence in said.items() if sentence == bare] == []


def test_no_english_stands_on_a_cyrillic_page():
    """But for the words of the file itself: what one must write there."""
    codes = {"TOML", "pert", "normal", "beta", "quantiles", "pool", "true", "false", "kept", "lapses", "tariff"}
    codes |= {"deferred_prosecution", "fund-scenario/7", "fund-scenario/1", "TIP", "KEPT", "LAPSES"}

    with speaking("sr-Cyrl"):
        for _file, why in reasons():
            words = set(re.findall(r"[A-Za-z][\w/-]+", refusing.sentence(ScenarioRefused("x", why))))
            assert words <= codes, why


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("cap = ]\n", "look at line 1, at letter 7."),
        ("[model]\nx = [1,", "its end is missing."),
    ],
)
def test_a_text_that_is_no_toml_is_refused_with_the_place_and_no_english(text, sentence):
    with pytest.raises(ScenarioRefused) as stop:
        tree_of(text)

    with speaking("en"):
        assert refusing.of_text(stop.value).endswith(sentence)
    with speaking("sr-Cyrl"):
        assert not re.search(r"[a-z]{3}", refusing.of_text(stop.value))


@pytest.mark.parametrize("left", [1.01, 20])
def test_a_shock_cannot_raise_receipts(left):
    tree = scenario_files.read(scenario_files.FOLDER / "rs.toml")

    with pytest.raises(ScenarioRefused) as stop:
        scenario_from(merged(tree, {"stress": {"recession": {"collections_factor": left}}}))

    assert stop.value.key == "stress.recession.collections_factor"
    with speaking("en"):
        assert refusing.sentence(stop.value) == (
            "A shock leaves receipts as they are or takes from them: write from 0 to 100 %."
        )
    assert scenario_from(merged(tree, {"stress": {"recession": {"collections_factor": 1}}}))
